"""What is said of a message: fixed parts, numbers, other phrases; all of it or nothing."""

from __future__ import annotations

from datetime import date
from gettext import NullTranslations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wobblequest.core.languages import LANGUAGES
from wobblequest.core.messages import Message, aloud, chain, counted, figure, message, name
from wobblequest.language.catalogue import Catalogue, catalogue
from wobblequest.language.spoken import NUMBERS, fixed_pieces, number_piece, utterance

ENGLISH = catalogue("en")


class Phrases(NullTranslations):
    """A language of a few phrases."""

    def __init__(self, **phrases: str) -> None:
        super().__init__()
        self.phrases = {english.replace("_", " "): said for english, said in phrases.items()}

    def gettext(self, message: str) -> str:
        return self.phrases.get(message, message)


def spoken(words: str, into: Catalogue = ENGLISH) -> list[str]:
    return [piece.words for piece in utterance(words, into)]


def test_a_phrase_is_one_recording_with_a_name_to_find_it_by() -> None:
    (piece,) = utterance(aloud("Hold the rail, step off slowly"), ENGLISH)
    assert piece.words == "Hold the rail, step off slowly"
    assert piece.key.startswith("hold-the-rail-step-off-slowly-")


def test_values_are_said_between_the_fixed_parts_in_the_order_of_the_language() -> None:
    words = aloud("Level {place} of {most}", place=2, most=10)
    assert spoken(words) == ["Level", "2", "of", "10"]
    german = Catalogue(LANGUAGES["de"], Phrases(**{"Level {place} of {most}": "Von {most} Stufen die {place}."}))
    assert spoken(words, german) == ["Von", "10", "Stufen die", "2"]


def test_another_spoken_phrase_may_stand_within() -> None:
    words = aloud("Now: {what}. Ready?", what=aloud("Lean to the left"))
    assert spoken(words) == ["Now:", "Lean to the left", "Ready?"]


@pytest.mark.parametrize("words", [
    message("Never recorded"), "plain text", name("Heron"), counted("{n} circle", "{n} circles", 3), aloud("Hello, {who}", who="Heron"),
    aloud("Next on {day}", day=date(2026, 11, 3)), aloud("{share} %", share=80), aloud("In {time} s", time=2.5), aloud("Wait {n}", n=101),
    aloud("Now {what}", what=message("something else")), figure(-1), figure(2.5, 1), aloud("Wait {n}", n=-3),
])
def test_what_cannot_be_said_whole_is_not_said(words: str) -> None:
    assert utterance(words, ENGLISH) == ()


def test_of_several_sentences_those_are_said_that_can_be() -> None:
    assert spoken(chain([aloud("Hold the rail"), message("Round 2"), aloud("Close your eyes")])) == ["Hold the rail", "Close your eyes"]


@pytest.mark.parametrize("number", NUMBERS)
def test_every_number_to_sixty_is_said(number: int) -> None:
    assert utterance(figure(number), ENGLISH) == (number_piece(number),)
    assert utterance(aloud("{n}", n=number), ENGLISH) == (number_piece(number),)


def test_keys_tell_texts_apart_and_are_names_of_files_anywhere() -> None:
    german = Catalogue(LANGUAGES["de"], Phrases(Stop="Halt"))
    old, new = fixed_pieces("Stop", ENGLISH)[0], fixed_pieces("Stop", german)[0]
    assert old.key != new.key
    assert old.key.rpartition("-")[0] == new.key.rpartition("-")[0] == "stop"


@given(st.text())
def test_a_key_is_a_plain_name_whatever_the_text(text: str) -> None:
    for piece in utterance(Message(text, aloud("x").made._replace(msgid=text)), ENGLISH):  # type: ignore[union-attr, call-arg]
        assert set(piece.key) <= set("abcdefghijklmnopqrstuvwxyz0123456789-")
        assert 8 <= len(piece.key) <= 50
        assert piece.words == piece.words.strip()
        assert any(each.isalnum() for each in piece.words)


def test_what_is_recorded_for_a_phrase_is_what_is_said_of_it() -> None:
    words = aloud("Rest {n} seconds, then go on", n=30)
    assert [p for p in utterance(words, ENGLISH) if p != number_piece(30)] == list(fixed_pieces("Rest {n} seconds, then go on", ENGLISH))
