"""Reacting: minimum-jerk answers whose times, directions and peaks are known."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.signal import find_peaks

from wobblequest.core.arena import Point, toward
from wobblequest.core.motion import Motion
from wobblequest.core.result import Measure
from wobblequest.scoring.attempt import Attempt
from wobblequest.scoring.reach import reach_measures
from wobblequest.scoring.react import PROMINENCE, peaks, react_measures

Make = Callable[..., tuple[Motion, list[Attempt]]]
ROUND = [toward(d, 8.0) for d in range(0, 360, 45)]


def value(measures: dict[str, Measure], name: str) -> float:
    found = measures[name].value
    assert isinstance(found, float), f"{name}: {measures[name]}"
    return found


def answered(attempts: list[Attempt], *seconds: float | None) -> list[Attempt]:
    """The attempts with arrivals so long after their cues; None is a miss."""
    return [
        replace(a, hit=s is not None, held_s=None if s is None else a.cue_s + s + 0.5, arrived_s=None if s is None else a.cue_s + s)
        for a, s in zip(attempts, seconds, strict=True)
    ]


def test_response_speed_is_the_mean_of_one_over_time_and_a_miss_is_never(reaching: Make) -> None:
    motion, attempts = reaching(ROUND[:4])
    m = react_measures(motion, answered(attempts, 1.0, 2.0, 4.0, None), early=0)
    assert value(m, "response_speed_per_s") == pytest.approx((1 + 0.5 + 0.25 + 0) / 4)
    assert value(m, "hit_rate_pct") == 75
    swayed = react_measures(motion, answered(attempts, 1.0, 2.0, 0.0, None), early=0)
    assert value(swayed, "response_speed_per_s") == pytest.approx((1 + 0.5 + 2 + 0) / 4)


def test_what_is_shared_with_reaching_is_the_same(reaching: Make) -> None:
    motion, attempts = reaching(ROUND)
    here, there = react_measures(motion, attempts, early=0), reach_measures(motion, attempts)
    shared = set(here) & set(there)
    assert {"hit_rate_pct", "time_to_target_s", "reaction_time_s", "path_efficiency_pct", "max_excursion_pct"} <= shared
    assert all(here[name] == there[name] for name in shared)


def test_early_starts_are_told_and_anticipations_counted_without_a_reaction_time(reaching: Make) -> None:
    m = react_measures(*reaching(ROUND, wait_s=-0.2), early=3)
    assert value(m, "early_starts") == 3
    assert value(m, "anticipations") == 8
    assert "anticipated" in str(m["reaction_time_s"].why)
    late = react_measures(*reaching(ROUND, wait_s=0.6), early=0)
    assert value(late, "anticipations") == 0
    assert value(late, "reaction_time_s") == pytest.approx(0.6, abs=0.1)


@pytest.mark.parametrize("off_deg", [0.0, 20.0, -35.0])
def test_the_first_direction_is_the_angle_a_straight_way_is_off(reaching: Make, off_deg: float) -> None:
    """Movements that are off by an angle, to targets all around."""
    motion, attempts = reaching([toward(d + off_deg, 8.0) for d in range(0, 360, 45)])
    asked = [replace(a, target=at) for a, at in zip(attempts, ROUND, strict=True)]
    m = react_measures(motion, asked, early=0, lowpass_hz=None)
    assert value(m, "initial_direction_error") == pytest.approx(abs(off_deg), abs=1e-6)


def test_a_bow_counts_at_half_of_the_way(reaching: Make) -> None:
    m = react_measures(*reaching(ROUND, bow_deg=3.0, rate_hz=1000.0), early=0, lowpass_hz=None)
    # the first place at a distance of 4: along 8p, across 3 sin(π p)
    p = next(p for p in np.linspace(0, 1, 100001) if math.hypot(8 * p, 3 * math.sin(math.pi * p)) >= 4)
    assert value(m, "initial_direction_error") == pytest.approx(math.degrees(math.atan2(3 * math.sin(math.pi * p), 8 * p)), abs=0.3)


def test_who_never_went_out_or_was_out_already_has_no_first_direction(reaching: Make) -> None:
    motion, attempts = reaching(ROUND, amount=0.3)
    assert "never" in str(react_measures(motion, attempts, early=0)["initial_direction_error"].why)
    motion, attempts = reaching(ROUND[:1], wait_s=-0.8)
    assert "already" in str(react_measures(motion, attempts, early=0)["initial_direction_error"].why)


def test_one_movement_has_one_peak_and_a_halt_on_the_way_makes_two(reaching: Make) -> None:
    assert value(react_measures(*reaching(ROUND), early=0), "speed_peaks") == 1
    t = np.arange(0, 8, 0.01)
    share = np.clip((t - 2.3) / 0.8, 0, 1), np.clip((t - 3.6) / 0.8, 0, 1)
    place = sum(4 * (10 * s**3 - 15 * s**4 + 6 * s**5) for s in share)
    attempt = Attempt(2.0, 6.0, Point(8.0, 0.0), 1.0, True, 6.0, 5.0)
    assert value(react_measures(Motion(t, place, 0 * t), [attempt], early=0), "speed_peaks") == 2
    short = react_measures(Motion(t, 0.5 * place, 0 * t), [attempt], early=0)
    assert short["speed_peaks"].why == "no target was come onto"


def test_who_swayed_onto_the_target_just_before_it_appeared_came_there_in_no_push_that_could_be_counted() -> None:
    t = np.arange(0, 3, 0.01)
    attempt = Attempt(1.05, 2.5, Point(8.0, 0.0), 2.0, True, 1.55, 1.05)
    m = react_measures(Motion(t, np.interp(t, (0.9, 1.0), (0.0, 8.0)), np.zeros(t.size)), [attempt], early=0)
    assert m["speed_peaks"].why == "the dot was on the target already as it appeared"
    assert m["initial_direction_error"].why == "the dot was half of the way out already as the target appeared"
    assert value(m, "response_speed_per_s") == 2.0


@given(st.lists(st.floats(0, 50), min_size=1, max_size=60, unique=True))
def test_peaks_are_those_of_scipy_by_prominence(speed: list[float]) -> None:
    """With the ends at rest, so that no peak is cut off."""
    whole = np.array([0.0, *speed, 0.0])
    if whole.max() < 1e-3:
        return
    # scipy keeps a peak by its height over the valleys beside it, ours by the rise before and the drop after: as many of them
    expected, _ = find_peaks(whole, prominence=PROMINENCE * whole.max())
    assert peaks(whole) == len(expected)


def test_peaks_of_nothing_and_of_rest() -> None:
    assert peaks(np.empty(0)) == 0
    assert peaks(np.zeros(5)) == 0
    assert peaks(np.array([0.0, 1.0, 2.0])) == 1, "a rise that the end cuts off"


def test_nothing_played_is_absent_with_reasons() -> None:
    m = react_measures(Motion(*np.empty((3, 0))), [], early=0)
    assert m["response_speed_per_s"].why == "there are not two usable samples"
    t = np.arange(0, 3, 0.01)
    assert react_measures(Motion(t, 0 * t, 0 * t), [], early=0)["response_speed_per_s"].why == "there was no attempt"
