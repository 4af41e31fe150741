"""What a message is in a language. Numbers and days: against what CLDR and the languages' own grammars say."""

from __future__ import annotations

import logging
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest

from tests.language.conftest import Made
from wobblequest.core.errors import UsageError, WobbleQuestError
from wobblequest.core.languages import LANGUAGES
from wobblequest.core.messages import chain, counted, day, figure, message, name
from wobblequest.language.catalogue import catalogue, read
from wobblequest.language.written import written_day, written_figure

TUESDAY = date(2026, 11, 3)


@pytest.mark.parametrize(("locale", "tenth", "thousands"), [
    ("de", "-3,5", "12.345"), ("es", "-3,5", "12.345"), ("nl", "-3,5", "12.345"),
    ("fr", "-3,5", "12\u202f345"), ("he", "\u200e-3.5", "12,345"),
])
def test_numbers_are_written_as_the_language_does(locale: str, tenth: str, thousands: str) -> None:
    assert written_figure(-3.5, 1, locale).replace("\u200e", "") == tenth.replace("\u200e", "")
    assert written_figure(12345.0, 0, locale) == thousands


@pytest.mark.parametrize("locale", ["de", "es", "fr", "nl", "he"])
def test_what_rounds_to_nothing_has_no_minus(locale: str) -> None:
    assert written_figure(-0.04, 1, locale).startswith("0")
    assert "-" not in written_figure(-0.4, 0, locale)


@pytest.mark.parametrize(("locale", "short", "weekday", "full"), [
    ("de", "3. Nov.", "Dienstag", "Dienstag, 3. November"),
    ("es", "3 nov", "martes", "martes, 3 de noviembre"),
    ("fr", "3 nov.", "mardi", "mardi 3 novembre"),
    ("nl", "3 nov", "dinsdag", "dinsdag 3 november"),
    ("he", "3 בנוב׳", "יום שלישי", "יום שלישי, 3 בנובמבר"),
])
def test_days_are_written_as_the_language_does(locale: str, short: str, weekday: str, full: str) -> None:
    assert written_day(TUESDAY, "day", locale) == short
    assert written_day(TUESDAY, "weekday", locale) == weekday
    assert written_day(TUESDAY, "full", locale) == full


def test_a_phrase_is_said_and_one_that_is_missing_is_english(made: Made) -> None:
    german = made("de", {"Go on": "Weiter"})
    assert german.said(message("Go on")) == "Weiter"
    assert german.said(message("Stop")) == "Stop"
    assert german.said("plain text") == "plain text"
    assert german.said(message("")) == "", "gettext keeps its header under the empty phrase"


@pytest.mark.parametrize(("code", "forms", "said"), [
    ("de", ["{n} Kreis", "{n} Kreise"], {0: "0 Kreise", 1: "1 Kreis", 2: "2 Kreise"}),
    ("fr", ["{n} cercle", "{n} cercles"], {0: "0 cercle", 1: "1 cercle", 2: "2 cercles"}),
    ("he", ["עיגול אחד", "שני עיגולים", "{n} עיגולים"], {1: "עיגול אחד", 2: "שני עיגולים", 3: "3 עיגולים", 10: "10 עיגולים"}),
])
def test_plurals_follow_the_language(code: str, forms: list[str], said: dict[int, str], made: Made) -> None:
    language = made(code, counts={("{n} circle", "{n} circles"): forms})
    assert {n: language.said(counted("{n} circle", "{n} circles", n)) for n in said} == said


def test_values_within_values_and_chains_are_said_too(made: Made) -> None:
    phrases = {"Next: {level}": "Als Nächstes: {level}", "Harbour": "Hafen", "On {day} you reached {share} %": "Am {day} {share} %"}
    german = made("de", phrases, {("{n} circle", "{n} circles"): ["{n} Kreis", "{n} Kreise"]})
    assert german.said(message("Next: {level}", level=message("Harbour"))) == "Als Nächstes: Hafen"
    assert german.said(message("On {day} you reached {share} %", day=TUESDAY, share=71.25)) == "Am 3. Nov. 71,2 %"
    told = chain([message("Harbour"), counted("{n} circle", "{n} circles", 2), figure(1.5, 1), day(TUESDAY, "weekday"), "COM3"], " · ")
    assert german.said(told) == "Hafen · 2 Kreise · 1,5 · Dienstag · COM3"


def test_english_says_what_stands_in_the_code() -> None:
    english = catalogue("en")
    for words in (message("Level {place} of {most}", place=2, most=10), figure(-3.5, 1), day(TUESDAY, "full"), chain(["a", "b"])):
        assert english.said(words) == str(words)
        assert type(english.said(words)) is str


@pytest.mark.parametrize("wrong", ["Stufe {platz}", "Stufe {", "Stufe {0}", "Stufe {place.none}", "Stufe {place[9]}", "Stufe {place:d}"])
def test_a_wrong_translation_is_said_in_english_and_told_of_once(wrong: str, made: Made, caplog: pytest.LogCaptureFixture) -> None:
    german = made("de", {"Level {place}": wrong})
    with caplog.at_level(logging.WARNING):
        for place in (2, 2, 3):
            assert german.said(message("Level {place}", place=place)) == f"Level {place}"
    assert len(caplog.records) == 1
    assert wrong in caplog.text


def test_a_wrong_plural_is_said_in_english(made: Made) -> None:
    german = made("de", counts={("{n} circle", "{n} circles"): ["{m} Kreis", "{m} Kreise"]})
    assert german.said(counted("{n} circle", "{n} circles", 1)) == "1 circle"
    assert german.said(counted("{n} circle", "{n} circles", 4)) == "4 circles"


@pytest.mark.parametrize("damage", [
    lambda whole: b"", lambda whole: b"no catalogue at all", lambda whole: whole[:40], lambda whole: whole[: len(whole) // 2],
    lambda whole: whole.replace(b"nplurals=2; plural=(n != 1)", b"nplurals=2; plural=(n != )"),
    lambda whole: whole.replace(b"charset=utf-8", b"charset=utf-9"),
], ids=["empty", "text", "header", "half", "plurals", "charset"])
def test_a_damaged_file_is_one_clear_sentence(damage: object, tmp_path: Path, made: Made) -> None:
    made("de", {"Go on": "Weiter"}, {("{n} circle", "{n} circles"): ["{n} Kreis", "{n} Kreise"]})
    path = tmp_path / "de.mo"
    path.write_bytes(damage(path.read_bytes()))  # type: ignore[operator]
    with pytest.raises(WobbleQuestError, match=r"de\.mo is no catalogue of de: .*; install WobbleQuest again$") as told:
        read(LANGUAGES["de"], path)
    assert "\n" not in str(told.value)


def test_a_missing_file_and_an_unknown_language_are_one_clear_sentence(tmp_path: Path) -> None:
    with pytest.raises(WobbleQuestError, match="install WobbleQuest again"):
        read(LANGUAGES["de"], tmp_path / "de.mo")
    with pytest.raises(UsageError, match="there is no language 'tlh'; there are en, de"):
        catalogue("tlh")


def test_a_name_stays_in_one_piece_where_the_direction_differs(made: Made) -> None:
    hebrew = made("he", {"Hello {who}": "שלום {who}"})
    assert hebrew.said(message("Hello {who}", who="Heron 2")) == "שלום \u2068Heron 2\u2069"
    assert made("de", {"Hello {who}": "Hallo {who}"}).said(message("Hello {who}", who="Heron 2")) == "Hallo Heron 2"
    assert catalogue("en").said(message("Hello {who}", who="דנה 2")) == "Hello \u2068דנה 2\u2069"
    assert catalogue("en").said(message("{n} for {who}", n=3, who=name("דנה"))) == "3 for \u2068דנה\u2069"


def test_an_english_game_never_loads_babel() -> None:
    """It takes a tenth of a second and more, which a start must not wait for."""
    code = ("import sys; from wobblequest.draw.canvas import Canvas; from wobblequest.language.catalogue import catalogue; "
            "from wobblequest.core.messages import *; from datetime import date; "
            "c = catalogue('en'); c.said(figure(3.5, 1)); c.said(day(date(2026, 1, 1), 'full')); "
            "sys.exit(any(name.split('.')[0] == 'babel' for name in sys.modules))")
    assert subprocess.run([sys.executable, "-c", code], check=False, timeout=60).returncode == 0


def test_what_a_language_needs_is_loaded_when_it_is_taken(made: Made) -> None:
    made("fr")
    for written in (written_figure, written_day):
        assert written.cache_info().currsize > 0
