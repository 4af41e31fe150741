"""Cues in words: right, seldom, and of what the person can do next."""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise
from math import sin
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from wobblequest.core.arena import CENTRE, Point, Sway, Target
from wobblequest.core.calibration import Calibration
from wobblequest.core.reach import Reach
from wobblequest.core.recording import Header, SourceInfo
from wobblequest.input.simulated import SimulatedSource
from wobblequest.levels.level import level_from_json
from wobblequest.session.cues import EVERY_S, SLOWER, STAY, Cues, way_words
from wobblequest.session.trial import Trial

MIDDLE = Target(CENTRE, 3.0)


def said(dot: Callable[[float], Point], target: Callable[[float], Target | None] = lambda _: MIDDLE,
         seconds: float = 20.0) -> list[tuple[float, str]]:
    """(when, words) of all that was said, at 50 Hz."""
    cues, out = Cues(), []
    for i in range(round(seconds * 50)):
        before, cues = cues, cues.after(i / 50, dot(i / 50), target(i / 50))
        if cues.said_s != before.said_s:
            out.append((i / 50, cues.words))
    return out


@pytest.mark.parametrize(("dot", "words"), [
    (Point(0, 3.8), "A little left"), (Point(0, -3.8), "A little right"), (Point(3.8, 0), "A little back"),
    (Point(-3.8, 1), "A little forward"),
    (Point(0, 7), "More to the left"), (Point(1, -7), "More to the right"), (Point(7, 2), "More back"), (Point(-7, 0), "More forward"),
])
def test_it_says_which_way(dot: Point, words: str) -> None:
    assert way_words(dot, CENTRE) == words
    assert {each for _, each in said(lambda _: dot)} == {words}


def test_who_is_there_is_told_once_to_stay() -> None:
    assert [words for _, words in said(lambda _: Point(1, 1))] == [STAY]


def test_a_new_target_is_left_to_be_found_first() -> None:
    told = said(lambda t: CENTRE if t < 7.0 else Point(0, 8), lambda t: MIDDLE if t < 5.0 else Target(Point(0, 8), 3.0))
    assert [words for _, words in told[:2]] == [STAY, "More to the right"]
    assert told[1][0] >= 6.5


def test_a_rush_is_slowed() -> None:
    told = said(lambda t: Point(0, 9 * sin(2.5 * t)), lambda _: Target(Point(0, 4), 3.0))
    assert SLOWER in {words for _, words in told}
    sway = said(lambda t: Point(2.5 * sin(6.3 * t), 2.5 * sin(6.3 * t + 1)))
    assert SLOWER not in {words for _, words in sway}, "an ordinary sway of up to 16 °/s is no rush"


@given(st.lists(st.tuples(st.floats(0.01, 0.3), st.floats(-12, 12), st.floats(-12, 12), st.floats(-8, 8)), max_size=300))
@settings(max_examples=60)
def test_never_more_than_one_in_three_seconds_whatever_happens(steps: list[tuple[float, float, float, float]]) -> None:
    cues, t, times = Cues(), 0.0, []
    for dt, pitch, roll, target in steps:
        t += dt
        before, cues = cues, cues.after(t, Point(pitch, roll), Target(Point(0.0, target), 2.0))
        if cues.said_s != before.said_s:
            times.append(t)
        assert len(cues.words.split()) <= 8
    assert all(b - a >= EVERY_S - 1e-9 for a, b in pairwise(times))


def test_nothing_is_said_of_what_is_remembered_or_sways_or_is_not_there() -> None:
    for target in (None, Target(CENTRE, 2.0, remembered=True), Target(CENTRE, 2.0, sway=Sway(CENTRE, Point(0, 5), 2.0, 0.0))):
        assert said(lambda _: Point(6, 6), lambda _, target=target: target) == []  # type: ignore[misc]


def test_words_go_when_they_are_old() -> None:
    cues = Cues()
    for i in range(500):
        cues = cues.after(i / 50, Point(1, 1), MIDDLE)
    assert cues.words == ""


# -- in a trial -------------------------------------------------------------------------------------------------------


def words_of(**more: Any) -> set[str]:
    level = level_from_json({
        "id": "x", "title": "x", "drill": "hold", "difficulty": 1.0, "words": {"goal": "Be where the circle is"},
        "parameters": {"radius_deg": 2.0, "duration_s": 20.0, "direction_deg": 90.0, "distance_deg": 9.0},
        "anchors": {"zero": 10.0, "one_star": 40.0, "two_stars": 60.0, "three_stars": 80.0, "hundred": 95.0}, **more,
    })
    trial, source, words = Trial(Header("t", level.to_json(), 1, Calibration(), Reach(), SourceInfo("sim")), level), \
        SimulatedSource(0.9, 1, 50.0), set()
    while not trial.over:
        trial.feed(source.step())
        if trial.phase == "play":
            words.add(trial.view().instruction)
    return words


def test_a_cue_stands_in_the_place_of_the_instruction() -> None:
    assert "More to the right" in words_of(cues=True)
    assert words_of() == {"Lean to the circle"}
    assert "More to the right" in words_of(cues=True, display={"hidden_pct": 90.0}), "words stand in for what is hidden"
    assert "More to the right" not in words_of(cues=True, feedback={"when": "after"}), "and tell no more than feedback may"
