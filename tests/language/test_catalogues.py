"""Every phrase of the program in every language: there, whole, filled in alike, and not too long for its place."""

from __future__ import annotations

import ast
import importlib.util
import sys
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from types import ModuleType

import pytest
from babel.messages import Catalog
from babel.messages.catalog import Message as Entry
from babel.messages.pofile import read_po

from wobblequest.core.languages import ENGLISH, LANGUAGES
from wobblequest.core.messages import Count, Phrase, chain, figure, name
from wobblequest.core.messages import Message as Words
from wobblequest.language.catalogue import catalogue

ROOT = Path(__file__).parents[2]
TRANSLATIONS = ROOT / "assets" / "translations"
OTHERS = [code for code in LANGUAGES if code != ENGLISH]
MAKERS = {"message": 1, "aloud": 1, "counted": 2}
"""Who makes words for a person, and how many of its first arguments are phrases."""


def _builder() -> ModuleType:
    spec = importlib.util.spec_from_file_location("build_translations", TRANSLATIONS / "build.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


BUILD = _builder()


@pytest.fixture(scope="module")
def template() -> Catalog:
    made: Catalog = BUILD.template()
    return made


def read(path: Path) -> Catalog:
    with path.open("rb") as file:
        return read_po(file, locale=LANGUAGES[path.stem].locale if path.stem in LANGUAGES else None)


def entries(found: Catalog) -> Iterator[Entry]:
    return (entry for entry in found if entry.id)


def english(entry: Entry) -> tuple[str, ...]:
    """The English of an entry: one form, or two."""
    return (entry.id,) if isinstance(entry.id, str) else tuple(entry.id)


def forms(entry: Entry) -> tuple[str, ...]:
    """The translation of an entry in all its forms."""
    return tuple(entry.string) if isinstance(entry.string, tuple | list) else (entry.string or "",)


def test_the_template_has_the_phrases_of_the_source(template: Catalog) -> None:
    kept = {english(entry) for entry in entries(read(TRANSLATIONS / "wobblequest.pot"))}
    now = {english(entry) for entry in entries(template)}
    assert now == kept, "run: python assets/translations/build.py"


@pytest.mark.parametrize("code", OTHERS)
def test_every_phrase_is_translated(code: str, template: Catalog) -> None:
    found = read(TRANSLATIONS / f"{code}.po")
    assert {english(entry) for entry in entries(found)} == {english(entry) for entry in entries(template)}
    assert BUILD.lacking(found) == []


@pytest.mark.parametrize("code", OTHERS)
def test_what_is_translated_is_filled_in_like_the_english(code: str) -> None:
    wrong = []
    for entry in entries(read(TRANSLATIONS / f"{code}.po")):
        asked = BUILD.placeholders(english(entry)[-1])
        for i, form in enumerate(forms(entry)):
            optional = {"n"} if entry.pluralizable and i < len(forms(entry)) - 1 else set()  # "one circle" needs no number
            if form and not (asked - optional <= BUILD.placeholders(form) <= asked):
                wrong.append((english(entry)[0], form))
    assert wrong == []


@pytest.mark.parametrize("code", OTHERS)
def test_a_translation_ends_as_the_english_does(code: str) -> None:
    wrong = []
    for entry in entries(read(TRANSLATIONS / f"{code}.po")):
        for form in forms(entry):
            text = english(entry)[-1]
            if form and (form.endswith(".") != text.endswith(".") or form != form.strip() or "!" in form.replace("{", "")):
                wrong.append((text, form))
    assert wrong == []


@pytest.mark.parametrize("code", OTHERS)
def test_titles_and_goals_have_room_and_what_is_spoken_is_short(code: str) -> None:
    longest = {BUILD.YAML_COMMENTS[key]: most for key, most in BUILD.LONGEST.items()}
    wrong = []
    for entry in entries(read(TRANSLATIONS / f"{code}.po")):
        spoken = BUILD.SPOKEN in entry.auto_comments
        most = min((most for comment, most in longest.items() if comment in entry.auto_comments), default=None)
        for form in forms(entry):
            if most is not None and len(form) > most:
                wrong.append(f"{len(form)} characters, at most {most}: {form}")
            if most is None and spoken and len(form.split()) > max(BUILD.MOST_SPOKEN_WORDS, 1.6 * len(english(entry)[-1].split())):
                wrong.append(f"{len(form.split())} words: {form}")
    assert wrong == []


@pytest.mark.parametrize("code", OTHERS)
def test_the_compiled_catalogue_is_what_the_file_says(code: str) -> None:
    assert (TRANSLATIONS / f"{code}.mo").read_bytes() == BUILD.compiled(BUILD.kept(code)), "run: python assets/translations/build.py"


@pytest.mark.parametrize("code", OTHERS)
def test_building_again_changes_nothing(code: str, template: Catalog) -> None:
    """What was merged is merged: no dates, no other order."""
    text = BUILD.text_of(BUILD.merged(code, template))
    again = read_po(BytesIO(text), locale=LANGUAGES[code].locale)
    assert [english(entry) for entry in entries(again)] == [english(entry) for entry in entries(template)]
    assert b"Date" not in text.partition(b"\n\n")[0]


@pytest.mark.parametrize("code", list(LANGUAGES))
def test_every_phrase_can_be_said(code: str, template: Catalog) -> None:
    """With whatever values the English asks for, no translation asks for another one; in every plural form."""
    language = catalogue(code)
    for entry in entries(template):
        texts = english(entry)
        values = {key: name("x") for key in BUILD.placeholders(texts[-1])}
        if len(texts) == 1:
            assert language.said(Words(texts[0], Phrase(texts[0], values)))
            continue
        for n in (0, 1, 2, 5, 11, 1_000_000):
            assert language.said(Words(texts[1], Count(texts[0], texts[1], n, {**values, "n": figure(n)})))


def makings() -> Iterator[tuple[str, ast.Call, str]]:
    """Every call that makes words for a person: where it stands, the call, and the maker's name."""
    for path in sorted((ROOT / "wobblequest").rglob("*.py")):
        tree = ast.parse(path.read_text(encoding="utf-8"))
        imported = {
            alias.asname or alias.name: alias.name
            for node in ast.walk(tree) if isinstance(node, ast.ImportFrom) and node.module == "wobblequest.core.messages"
            for alias in node.names
        }
        for node in ast.walk(tree):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and imported.get(node.func.id) in MAKERS:
                yield f"{path.relative_to(ROOT).as_posix()}:{node.lineno}", node, imported[node.func.id]


def written(call: ast.Call, maker: str) -> list[str]:
    """The phrases that are written out in a call."""
    return [arg.value for arg in call.args[: MAKERS[maker]] if isinstance(arg, ast.Constant) and isinstance(arg.value, str)]


def test_phrases_are_written_out_where_they_are_made() -> None:
    """The tool that gathers them reads the source: a variable, an f-string, or a maker of another name would never be translated."""
    found = list(makings())
    assert len(found) > 500
    assert [where for where, call, maker in found if len(written(call, maker)) < MAKERS[maker]] == []
    assert [where for where, call, maker in found if ast.unparse(call.func) != maker] == []


def test_what_is_filled_in_is_handed_over() -> None:
    """Each call names the values that its phrase has, and no others."""
    wrong = []
    for where, call, maker in makings():
        asked = frozenset[str]().union(*(BUILD.placeholders(text) for text in written(call, maker)))
        own = {"n"} if maker == "counted" else set[str]()
        given = {key.arg for key in call.keywords if key.arg is not None}
        if None not in {key.arg for key in call.keywords} and not (asked - own <= given <= asked):
            wrong.append(f"{where}: {asked} asked for, {given} given")
    assert wrong == []


def _with(*phrases: str) -> Catalog:
    made: Catalog = BUILD.Phrases(charset="utf-8", fuzzy=False)
    for phrase in phrases:
        made.add(phrase)
    return made


def test_a_phrase_that_is_dropped_and_comes_back_keeps_its_translation(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(BUILD, "HERE", tmp_path)
    first = BUILD.merged("de", _with("Stand still", "Lean far {way} and hold"))
    first["Stand still"].string = "Stehen Sie still"
    (tmp_path / "de.po").write_bytes(BUILD.text_of(first))
    without = BUILD.merged("de", _with("Lean far {way} and hold"))
    assert "Stand still" not in {entry.id for entry in without}
    (tmp_path / "de.po").write_bytes(BUILD.text_of(without))
    assert BUILD.merged("de", _with("Stand still")).get("Stand still").string == "Stehen Sie still"


def test_a_guess_is_shown_to_nobody(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(BUILD, "HERE", tmp_path)
    first = BUILD.merged("de", _with("A little more to the left"))
    first["A little more to the left"].string = "Etwas mehr nach links"
    (tmp_path / "de.po").write_bytes(BUILD.text_of(first))
    changed = BUILD.merged("de", _with("A little more to the right"))
    assert changed.get("A little more to the right").string == "Etwas mehr nach links"
    assert BUILD.lacking(changed) == ["A little more to the right"]
    assert b"links" not in BUILD.compiled(changed)


def test_braces_are_read_as_they_are_filled_in() -> None:
    assert BUILD.placeholders("{value} % of your reach") == {"value"}
    with pytest.raises(ValueError, match=r"expected|brace"):
        BUILD.placeholders("{value % of your reach")


def test_a_colon_between_two_phrases_is_written_as_the_language_does() -> None:
    words = chain([name("A"), name("B")], ": ")
    assert [catalogue(code).said(words) for code in ("en", "de", "fr")] == ["A: B", "A: B", "A\u00a0: B"]
