"""Following a path: motions whose measures are known in closed form."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from wobblequest.core.arena import Point
from wobblequest.core.course import Course
from wobblequest.core.errors import WobbleQuestError
from wobblequest.core.motion import Array, Motion
from wobblequest.core.result import Measure
from wobblequest.scoring.path_following import Leg, Tally, path_following_measures

LINE = Course((Point(0.0, 0.0), Point(8.0, 0.0)))
HOOK = Course((Point(0.0, 0.0), Point(6.0, 0.0), Point(6.0, 6.0)))
WHOLE = Tally(touches=0, gone=1.0, reached=0, points=0)
RATE_HZ = 100.0


def value(measures: dict[str, Measure], name: str) -> float:
    found = measures[name].value
    assert isinstance(found, float), f"{name}: {measures[name]}"
    return found


def scored(
    pitch: Array, roll: Array, *, course: Course = LINE, tally: Tally = WHOLE, width_deg: float = 2.0, scale: float = 1.0,
    legs: list[Leg] | None = None, lowpass_hz: float | None = None, breaks: tuple[int, ...] = (),
) -> dict[str, Measure]:
    t = np.arange(pitch.size) / RATE_HZ
    ways = [Leg(course, 0.0, float(t[-1]) + 0.01, done=True)] if legs is None else legs
    return path_following_measures(
        Motion(t, pitch, roll, breaks=breaks), ways, tally, size_at=lambda at: (np.full(at.size, scale), np.full(at.size, width_deg)),
        window=2.0, lowpass_hz=lowpass_hz,
    )


def along(n: int = 801) -> Array:
    return np.linspace(0.0, 8.0, n)


def test_beside_the_middle_the_error_is_the_distance_and_all_is_inside() -> None:
    m = scored(along(), np.full(801, -0.7))
    assert value(m, "path_error") == pytest.approx(0.7)
    assert value(m, "inside_pct") == 100.0
    assert value(m, "path_following_efficiency_pct") == pytest.approx(100.0)
    assert value(m, "way_out_s") == pytest.approx(8.01)
    assert m["way_back_s"].why == "no way back was gone to its end"


def test_a_sway_across_is_outside_for_the_share_of_a_sine_beyond_the_walls() -> None:
    """|sin| is above 1/2 for two thirds of the time; its mean is 2/π."""
    n = 8001
    m = scored(np.linspace(0.0, 8.0, n), 2.0 * np.sin(2 * np.pi * np.arange(n) / 200.0))
    assert value(m, "inside_pct") == pytest.approx(100.0 / 3.0, abs=0.6)
    assert value(m, "path_error") == pytest.approx(4.0 / np.pi, abs=0.01)


def test_going_zigzag_takes_the_way_of_its_slope() -> None:
    """Always at 45° to the path: √2 of its length."""
    zigzag = np.abs((along() + 0.5) % 1.0 - 0.5)
    assert value(scored(along(), zigzag), "path_following_efficiency_pct") == pytest.approx(100.0 / 2**0.5, abs=0.2)


def test_round_a_corner_the_distance_is_to_the_path_and_not_to_a_line() -> None:
    pitch = np.r_[np.linspace(0.0, 6.0, 300), np.full(300, 6.0)]
    roll = np.r_[np.zeros(300), np.linspace(0.0, 6.0, 300)]
    m = scored(pitch, roll, course=HOOK)
    assert value(m, "path_error") == pytest.approx(0.0, abs=1e-12)
    assert value(m, "path_following_efficiency_pct") == pytest.approx(100.0)
    ends = ((0.0, 0.0), (5.0, 0.0), (6.0, 1.0), (6.0, 6.0))
    cut = [np.r_[*(np.linspace(ends[k][axis], ends[k + 1][axis], (500, 200, 500)[k]) for k in range(3))] for axis in (0, 1)]
    m = scored(*cut, course=HOOK)
    assert value(m, "path_error") == pytest.approx(0.25 * 200 / 1200, abs=0.002)  # at most 1/2° off, as a triangle
    assert value(m, "inside_pct") == 100.0
    assert value(m, "path_following_efficiency_pct") == 100.0  # a corner that is cut is no more than direct


def test_there_and_back_are_two_ways_with_their_times() -> None:
    pitch = np.r_[np.linspace(0.0, 8.0, 400, endpoint=False), np.linspace(8.0, 0.0, 600)]
    legs = [Leg(LINE, 0.0, 4.0, done=True), Leg(LINE.back, 4.0, 10.0, done=True)]
    m = scored(pitch, np.zeros(1000), legs=legs)
    assert value(m, "way_out_s") == 4.0
    assert value(m, "way_back_s") == 6.0
    assert value(m, "inside_pct") == 100.0
    unfinished = scored(pitch, np.zeros(1000), legs=[legs[0], Leg(LINE.back, 4.0, np.inf, done=False)])
    assert unfinished["way_back_s"].value is None
    assert value(unfinished, "inside_pct") == 100.0


@pytest.mark.parametrize("early", [0.0, 1.0, 1.5])
def test_who_goes_to_the_very_ends_goes_the_path_and_nothing_else(early: float) -> None:
    """A way ends a little before the path's end is reached; going on to it and back is no detour."""
    n = 801
    pitch = np.r_[along(n), along(n)[::-1], along(n)]
    turns = [(8.0 - early) / 8.0 * (n - 1), n + (8.0 - early) / 8.0 * (n - 1), 2 * n + (8.0 - early) / 8.0 * (n - 1)]
    times = [0.0, *(turn / RATE_HZ for turn in turns)]
    legs = [Leg(LINE.back if k % 2 else LINE, times[k], times[k + 1], done=True) for k in range(3)]
    m = scored(pitch, np.zeros(3 * n), legs=legs)
    assert value(m, "path_following_efficiency_pct") == pytest.approx(100.0, abs=0.3)


def test_coming_back_into_the_corridor_after_a_pause_does_not_count() -> None:
    """Somebody pauses at 6° and comes back from 5° beside the path within 2 s: as if there had been no pause."""
    pitch = np.r_[along()[:600], np.full(200, 6.0), along()[600:]]
    roll = np.r_[np.zeros(600), np.linspace(5.0, 0.0, 200), np.zeros(201)]
    paused, not_paused = (scored(pitch, roll, breaks=breaks) for breaks in ((600,), ()))
    assert value(paused, "inside_pct") == 100.0
    assert value(paused, "path_error") == pytest.approx(0.02, abs=0.01)  # from 1° on it counts again: inside
    assert value(paused, "path_following_efficiency_pct") == pytest.approx(100 * 8 / 9, abs=0.5)
    assert value(not_paused, "inside_pct") == pytest.approx(84.0, abs=0.5)


def test_before_setting_off_nothing_counts() -> None:
    pitch = np.r_[np.full(500, -9.0), along()]
    m = scored(pitch, np.zeros(1301), legs=[Leg(LINE, 5.0, np.inf, done=False)])
    assert value(m, "inside_pct") == pytest.approx(100.0)
    assert value(m, "path_error") == pytest.approx(0.0, abs=1e-9)


def test_the_neighbouring_corridor_is_outside() -> None:
    hairpin = Course((Point(0.0, 0.0), Point(8.0, 0.0), Point(8.0, 3.0), Point(0.0, 3.0)))
    pitch = np.r_[np.linspace(0.0, 2.0, 200), np.full(200, 2.0)]
    roll = np.r_[np.zeros(200), np.full(200, 3.0)]
    m = scored(pitch, roll, course=hairpin, legs=[Leg(hairpin, 0.0, np.inf, done=False)])
    assert value(m, "inside_pct") == pytest.approx(50.0, abs=0.5)


@given(scale=st.floats(0.4, 3.0))
@settings(max_examples=15, deadline=None)
def test_a_larger_path_has_larger_distances_and_the_same_shares(scale: float) -> None:
    roll = 1.5 * np.sin(np.arange(801) / 30.0)
    one = scored(along(), roll)
    other = scored(scale * along(), scale * roll, scale=scale, width_deg=2.0 * scale)
    assert value(other, "path_error") == pytest.approx(scale * value(one, "path_error"), rel=1e-6)
    assert value(other, "inside_pct") == pytest.approx(value(one, "inside_pct"), abs=0.3)
    assert value(other, "path_following_efficiency_pct") == pytest.approx(value(one, "path_following_efficiency_pct"), rel=1e-6)


@pytest.mark.parametrize(("touches", "reached", "score"), [(6, 26, 100 * 20 / 26), (0, 26, 100.0), (30, 26, 0.0), (2, 13, 100 * 11 / 26)])
def test_the_score_is_that_of_the_manual(touches: int, reached: int, score: float) -> None:
    """Its example: all 26 targets and six touches are 20/26, 77 %."""
    m = scored(along(), np.zeros(801), tally=Tally(touches, 1.0, reached, 26))
    assert value(m, "maze_score_pct") == pytest.approx(score)
    assert value(m, "wall_touches") == touches


def test_what_cannot_be_told_says_why() -> None:
    still = scored(np.zeros(500), np.zeros(500), tally=Tally(0, 0.1, 0, 0))
    assert still["inside_pct"].why == "less than a quarter of the path was gone"
    assert value(still, "path_completion_pct") == pytest.approx(10.0)
    assert still["maze_score_pct"].why == "only a maze has points"
    nowhere = scored(np.full(500, 9.0), np.zeros(500), legs=[], tally=Tally(0, 0.0, 0, 26))
    assert {nowhere[name].why for name in ("inside_pct", "wall_touches", "path_error")} == {"the start was not found"}
    nothing = scored(np.zeros(1), np.zeros(1))
    assert nothing["inside_pct"].why == "there are not two usable samples"
    t = np.arange(801) / RATE_HZ
    changed = path_following_measures(
        Motion(t, along(), np.zeros(801)), [Leg(LINE, 0.0, np.inf, done=False)], WHOLE,
        size_at=lambda at: (1.0 + 0.01 * at, np.full(at.size, 2.0)), window=2.0,
    )
    assert changed["path_following_efficiency_pct"].why == "the path's size was changed"


def test_gaps_and_pauses_are_not_gone_across() -> None:
    whole = scored(along(), np.zeros(801))
    pitch = along()
    pitch[300:340] = np.nan
    holed = scored(pitch, np.zeros(801), breaks=(600,))
    for name in ("inside_pct", "path_error", "way_out_s"):
        assert value(holed, name) == pytest.approx(value(whole, name), abs=1e-9)
    assert value(holed, "valid_pct") < 100.0


def test_arrays_that_do_not_match_are_refused() -> None:
    with pytest.raises(WobbleQuestError, match="equally long"):
        path_following_measures(
            Motion(np.arange(3.0), np.zeros(2), np.zeros(3)), [], WHOLE, size_at=lambda at: (at, at), window=2.0,
        )
