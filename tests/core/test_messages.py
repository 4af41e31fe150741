"""Words that remember what they were made of."""

from __future__ import annotations

import pickle
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wobblequest.core.messages import Chain, Count, Message, Phrase, aloud, chain, counted, day, figure, message, name


def test_a_message_is_its_english() -> None:
    words = message("Level {place} of {most}", place=2, most=10)
    assert words == "Level 2 of 10"
    assert isinstance(words.made, Phrase)
    assert words.made.msgid == "Level {place} of {most}"


def test_braces_of_a_phrase_without_values_stay() -> None:
    assert message("{not a value}") == "{not a value}"


def test_a_missing_value_is_told() -> None:
    with pytest.raises(KeyError):
        message("Level {place} of {most}", place=2)


@pytest.mark.parametrize(("n", "words"), [(0, "0 circles"), (1, "1 circle"), (2, "2 circles"), (11, "11 circles")])
def test_one_and_many(n: int, words: str) -> None:
    made = counted("{n} circle", "{n} circles", n)
    assert made == words
    assert isinstance(made.made, Count)


def test_what_is_spoken_says_so() -> None:
    words = aloud("Lean to the circle")
    assert words == "Lean to the circle"
    assert isinstance(words.made, Phrase)
    assert words.made.aloud


@pytest.mark.parametrize(("value", "decimals", "words"), [
    (1.25, 1, "1.2"), (-0.01, 1, "0.0"), (-0.4, 0, "0"), (7, 0, "7"), (-1.5, 1, "-1.5"),
])
def test_figures(value: float, decimals: int, words: str) -> None:
    assert figure(value, decimals) == words


def test_days() -> None:
    on = date(2026, 11, 21)
    assert [day(on), day(on, "weekday"), day(on, "full")] == ["21 Nov", "Saturday", "Saturday, 21 November"]


def test_a_chain_keeps_its_parts_and_leaves_out_what_is_empty() -> None:
    words = chain([message("Stand still"), "", name("Heron")])
    assert words == "Stand still. Heron"
    assert isinstance(words.made, Chain)
    assert [str(part) for part in words.made.parts] == ["Stand still", "Heron"]


def test_values_may_be_messages() -> None:
    assert message("Next: {what}", what=counted("{n} test", "{n} tests", 2)) == "Next: 2 tests"


@given(st.text())
def test_a_name_is_itself(text: str) -> None:
    assert name(text) == text


def test_a_message_survives_pickling() -> None:
    words = message("Level {place} of {most}", place=2, most=10)
    again = pickle.loads(pickle.dumps(words))
    assert (again, again.made) == (words, words.made)
    assert isinstance(again, Message)
