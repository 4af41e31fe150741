"""How good the signal is, in words that do not flicker; and what a poor one means for a result."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from wobblequest.core.result import Quality
from wobblequest.screens.praise import praise
from wobblequest.screens.quest import best_stars
from wobblequest.screens.signal_words import HOLD_S, HeldSignal, counts, signal_words

GOOD = Quality(100.0, 0, 0, 0.0, word="good")
FAIR = Quality(96.0, 1, 3, 0.1, word="fair", reason="4 % of the samples are missing")
POOR = Quality(60.0, 9, 3, 2.1, word="poor", reason="a fifth of the samples is missing")


def test_the_first_word_is_shown_at_once_and_the_next_once_it_has_lasted() -> None:
    held = HeldSignal()
    assert held.shown is None
    held.feed(0.0, GOOD)
    assert held.shown == GOOD
    held.feed(10.0, POOR)
    held.feed(10.0 + HOLD_S - 0.1, POOR)
    assert held.shown == GOOD
    held.feed(10.0 + HOLD_S, POOR)
    assert held.shown == POOR


def test_a_word_that_comes_and_goes_never_shows() -> None:
    held = HeldSignal()
    shown = set()
    for i in range(1200):
        held.feed(i / 60, POOR if (i // 60) % 2 else FAIR)
        shown.add(held.shown.word if held.shown else None)
    assert shown == {"fair"}


def test_of_two_bad_words_in_turn_neither_pushes_in_before_it_has_lasted() -> None:
    held = HeldSignal()
    held.feed(0.0, GOOD)
    held.feed(10.0, FAIR)
    held.feed(12.0, POOR)
    held.feed(13.5, POOR)
    assert held.shown == GOOD, "poor has lasted a second and a half"
    held.feed(15.0, POOR)
    assert held.shown == POOR


def test_another_reason_of_the_same_word_waits_its_turn() -> None:
    held = HeldSignal()
    other = replace(FAIR, reason="the steps vary by 9 ms")
    held.feed(0.0, FAIR)
    held.feed(1.0, other)
    assert held.shown == FAIR
    held.feed(HOLD_S, other)
    assert held.shown == other


def test_where_nothing_is_known_nothing_is_shown() -> None:
    held = HeldSignal()
    held.feed(0.0, POOR)
    held.feed(1.0, None)
    assert held.shown is None
    held.feed(1.1, GOOD)
    assert held.shown == GOOD
    held.feed(1.2, Quality(None, 0, 0, 0.0))
    assert held.shown is None, "results of older programs have no word"


def test_words() -> None:
    assert signal_words(GOOD) == "Signal good"
    assert signal_words(POOR) == "Signal poor: a fifth of the samples is missing"


@pytest.mark.parametrize(("quality", "counted"), [(GOOD, True), (FAIR, True), (POOR, False), (Quality(None, 0, 0, 0.0), True)])
def test_only_a_poor_signal_keeps_a_trial_from_counting(quality: Quality, counted: bool, make_past: Any) -> None:
    result = replace(make_past("hold-1", 1, stars=3, time_on_target_pct=90.0).result, quality=quality)
    assert counts(result) is counted


def test_a_best_time_on_a_poor_signal_is_not_celebrated(make_past: Any) -> None:
    before = [make_past("hold-1", i, time_on_target_pct=50.0).result for i in range(3)]
    result = make_past("hold-1", 9, time_on_target_pct=99.0, time_on_target_s=29.0).result
    assert praise(result, before).sentence.startswith("Your best so far")
    poor = praise(replace(result, quality=POOR), before)
    assert poor.sentence == "29 of 30 seconds in the circle"
    assert poor.aside == ""


def test_stars_won_on_a_poor_signal_open_no_level(make_past: Any) -> None:
    trial = make_past("hold-1", 1, stars=3, time_on_target_pct=90.0)
    assert best_stars([trial], board=True) == {"hold-1": 3}
    assert best_stars([replace(trial, result=replace(trial.result, quality=POOR))], board=True) == {}
