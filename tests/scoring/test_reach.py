"""Reaching: minimum-jerk movements, whose measures are known."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import replace
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from wobblequest.core.arena import CENTRE, Point, toward
from wobblequest.core.motion import Array, Motion
from wobblequest.core.result import Measure
from wobblequest.scoring.reach import Attempt, reach_measures

Make = Callable[..., tuple[Motion, list[Attempt]]]
ROUND = [toward(d, 8.0) for d in range(0, 360, 45)]


def value(measures: dict[str, Measure], name: str) -> float:
    found = measures[name].value
    assert isinstance(found, float), f"{name}: {measures[name]}"
    return found


def test_straight_movements_in_closed_form(reaching: Make) -> None:
    m = reach_measures(*reaching(ROUND))
    # 5 % and 95 % of a minimum-jerk way are at 0.1893 and 0.8107 of its time
    enter = 0.3 + next(s for s in np.linspace(0, 1, 10001) if 10 * s**3 - 15 * s**4 + 6 * s**5 >= 0.75)
    assert value(m, "hit_rate_pct") == 100
    assert value(m, "time_to_target_s") == pytest.approx(enter, abs=0.01)
    assert value(m, "time_to_hold_s") == pytest.approx(3.0)
    assert value(m, "max_excursion_pct") == pytest.approx(100, abs=0.5)
    assert value(m, "endpoint_excursion_pct") == pytest.approx(99.5, abs=0.6)
    assert value(m, "movement_velocity") == pytest.approx(0.9 * 8 / (0.8107 - 0.1893), rel=0.03)
    assert value(m, "movement_error") == pytest.approx(0, abs=1e-9)
    assert value(m, "directional_control_pct") == pytest.approx(100, abs=1e-6)
    assert value(m, "path_efficiency_pct") == pytest.approx(100, abs=1e-6)
    assert value(m, "reaction_time_s") == pytest.approx(0.3, abs=0.1)
    assert value(m, "reach_area") == pytest.approx(8 * 0.5 * 64 * math.sin(math.pi / 4), rel=0.01)
    assert value(m, "reach_symmetry_pct") == pytest.approx(0, abs=0.01)
    assert value(m, "sparc") == pytest.approx(-1.41, abs=0.02)
    assert value(m, "ldlj_v") == pytest.approx(-math.log(720 / 1.875**2), abs=1.0)


def test_without_smoothing_velocity_and_end_are_exact(reaching: Make) -> None:
    m = reach_measures(*reaching([ROUND[1]], rate_hz=500.0), lowpass_hz=None)
    assert value(m, "movement_velocity") == pytest.approx(0.9 * 8 / (0.8107 - 0.1893), rel=0.002)
    assert value(m, "max_excursion_pct") == pytest.approx(100)
    # speed is below 5 % of its peak from 0.9197 of the time on: 30 s² (1 − s)² = 0.05 · 1.875
    late = max(s for s in np.linspace(0, 1, 100001) if 30 * s**2 * (1 - s) ** 2 >= 0.05 * 1.875)
    assert value(m, "endpoint_excursion_pct") == pytest.approx(100 * (10 * late**3 - 15 * late**4 + 6 * late**5), abs=0.1)


def test_a_bow_to_the_right_is_error_variability_and_offset(reaching: Make) -> None:
    m = reach_measures(*reaching(ROUND, bow_deg=1.5, rate_hz=500.0), lowpass_hz=None)
    # the place across the way is 1.5 sin(π·place); its mean over the time of the movement:
    s = np.linspace(0, 1, 100001)
    place = 10 * s**3 - 15 * s**4 + 6 * s**5
    moving = 30 * s**2 * (1 - s) ** 2 >= 0.05 * 1.875
    across = 1.5 * np.sin(np.pi * place[moving])
    assert value(m, "movement_error") == pytest.approx(across.mean(), rel=0.02)
    assert value(m, "movement_offset") == pytest.approx(across.mean(), rel=0.02)
    assert value(m, "movement_variability") == pytest.approx(across.std(), rel=0.02)
    assert value(m, "directional_control_pct") == pytest.approx(100 * (1 - 3 / 8), abs=1)
    straight_by_path = 100 * 8 / np.hypot(8 * np.diff(place), 1.5 * np.diff(np.sin(np.pi * place))).sum()
    assert value(m, "path_efficiency_pct") == pytest.approx(straight_by_path, abs=0.5)
    left = reach_measures(*reaching(ROUND, bow_deg=-1.5, rate_hz=500.0), lowpass_hz=None)
    assert value(left, "movement_offset") == pytest.approx(-value(m, "movement_offset"), rel=1e-6)


def test_short_reaches_are_misses_and_do_not_count_in_times(reaching: Make) -> None:
    motion, attempts = reaching(ROUND, amount=[1.0, 0.5] * 4)
    m = reach_measures(motion, attempts)
    assert value(m, "hit_rate_pct") == 50
    assert value(m, "time_to_hold_s") == pytest.approx(3.0)
    assert value(m, "max_excursion_pct") == pytest.approx(75, abs=0.5)
    missed = reach_measures(motion, [replace(a, hit=False, held_s=None) for a in attempts])
    assert missed["time_to_target_s"].why == "no target was hit"
    assert value(missed, "hit_rate_pct") == 0


def test_throughput_from_end_points_that_are_known(reaching: Make) -> None:
    amounts = [0.9, 0.95, 1.0, 1.0, 1.05, 1.1, 1.02, 0.98]
    m = reach_measures(*reaching(ROUND, amount=amounts), lowpass_hz=None)
    late = max(s for s in np.linspace(0, 1, 100001) if 30 * s**2 * (1 - s) ** 2 >= 0.05 * 1.875)
    ends = 8 * (10 * late**3 - 15 * late**4 + 6 * late**5) * np.array(amounts)
    expected = math.log2(ends.mean() / (4.133 * ends.std(ddof=1)) + 1) / (late - (1 - late))
    assert value(m, "throughput_bits_per_s") == pytest.approx(expected, rel=0.03)


def test_throughput_is_the_mean_of_the_sequences_that_have_one(reaching: Make) -> None:
    motion, attempts = reaching(ROUND, amount=[0.9, 0.95, 1.0, 1.0, 1.05, 1.1, 1.0, 1.0])
    first = [replace(a, radius_deg=2.0) for a in attempts[:6]]
    alone = value(reach_measures(motion, first), "throughput_bits_per_s")
    two_more = [replace(a, radius_deg=1.0) for a in attempts[6:]]
    assert value(reach_measures(motion, first + two_more), "throughput_bits_per_s") == pytest.approx(alone)
    assert "3 movements" in str(reach_measures(motion, two_more)["throughput_bits_per_s"].why)


def test_symmetry_and_area_of_uneven_leans(reaching: Make) -> None:
    four = [toward(d, 8.0) for d in (0, 90, 180, 270)]
    m = reach_measures(*reaching(four, amount=[1.0, 1.0, 0.6, 0.5]))
    assert value(m, "reach_symmetry_pct") == pytest.approx(100 / 3, abs=0.5)
    assert value(m, "reach_symmetry_front_back_pct") == pytest.approx(25, abs=0.5)
    assert value(m, "reach_area") == pytest.approx(0.5 * (8 * 8 + 8 * 4.8 + 4.8 * 4 + 4 * 8), rel=0.01)
    half = reach_measures(*reaching(four[:2]))
    assert "all around" in str(half["reach_area"].why)
    assert "left" in str(half["reach_symmetry_pct"].why)
    assert "back" in str(half["reach_symmetry_front_back_pct"].why)


def test_who_starts_before_the_cue_has_no_reaction_time(reaching: Make) -> None:
    m = reach_measures(*reaching(ROUND, wait_s=-0.2))
    assert m["reaction_time_s"].value is None
    assert "anticipated" in str(m["reaction_time_s"].why)
    late = reach_measures(*reaching(ROUND, wait_s=0.6))
    assert value(late, "reaction_time_s") == pytest.approx(0.6, abs=0.1)


def test_an_attempt_with_a_pause_counts_for_hits_only(reaching: Make) -> None:
    motion, attempts = reaching(ROUND[:2])
    middle = int(np.searchsorted(motion.t_s, attempts[0].cue_s + 0.7))
    m = reach_measures(replace(motion, breaks=(middle,)), attempts[:1])
    assert value(m, "hit_rate_pct") == 100
    assert "without a gap" in str(m["movement_error"].why)
    assert value(m, "time_to_target_s") > 0


def test_a_cue_at_the_very_start_takes_the_first_sample_as_origin() -> None:
    t = np.arange(0, 3, 0.01)
    s = np.clip(t / 1.5, 0, 1)
    target = Point(8.0, 0.0)
    m = reach_measures(Motion(t, 1 + 7 * (10 * s**3 - 15 * s**4 + 6 * s**5), 0 * t), [Attempt(0.0, 3.0, target, 2.0, True, 3.0)])
    assert value(m, "max_excursion_pct") == pytest.approx(100, abs=0.5)
    assert "rest" in str(m["reaction_time_s"].why)


def test_a_target_under_the_dot_has_no_way_to_it(reaching: Make) -> None:
    motion, _ = reaching(ROUND[:1])
    m = reach_measures(motion, [Attempt(0.5, 1.5, CENTRE, 2.0, True, 1.5)])
    assert value(m, "time_to_target_s") == 0
    assert m["max_excursion_pct"].value is None
    assert m["reach_area"].value is None


def test_sway_without_a_reach_is_no_movement(reaching: Make) -> None:
    motion, attempts = reaching(ROUND, amount=0.0)
    swaying = replace(motion, pitch_deg=0.1 * np.sin(6 * motion.t_s), roll_deg=0.1 * np.cos(5 * motion.t_s))
    m = reach_measures(swaying, [replace(a, hit=False, held_s=None) for a in attempts])
    for name in ("movement_error", "endpoint_excursion_pct", "sparc", "reaction_time_s"):
        assert m[name].why == "there was no movement towards the target", name
    assert 0 < value(m, "max_excursion_pct") < 6


@given(quarter=st.integers(1, 3))
@settings(max_examples=3)
def test_turning_the_world_changes_nothing_but_symmetry(quarter: int, reaching: Make) -> None:
    motion, attempts = reaching(ROUND, amount=[0.9, 0.95, 1.0, 1.0, 1.05, 1.1, 1.0, 1.0], bow_deg=0.5)
    a = math.pi / 2 * quarter
    c, s = math.cos(a), math.sin(a)

    def turn(p: float, r: float) -> Point:
        return Point(p * c - r * s, p * s + r * c)

    pitch, roll = motion.pitch_deg * c - motion.roll_deg * s, motion.pitch_deg * s + motion.roll_deg * c
    turned = [replace(attempt, target=turn(*attempt.target)) for attempt in attempts]
    one, other = reach_measures(motion, attempts), reach_measures(replace(motion, pitch_deg=pitch, roll_deg=roll), turned)
    for name in one:
        if "symmetry" not in name:
            assert value(one, name) == pytest.approx(value(other, name), rel=1e-6), name


NUMBERS = st.one_of(st.floats(-30, 30), st.sampled_from([math.nan, math.inf, 0.0, 1e200]))
ATTEMPTS = st.builds(
    Attempt, st.floats(-1, 4), st.floats(-1, 4), st.builds(Point, st.floats(-15, 15), st.floats(-15, 15)), st.floats(0.5, 5),
    st.booleans(), st.one_of(st.none(), st.floats(0, 4)),
)


@given(
    n=st.integers(0, 300), seed=st.integers(0, 100), spoil=st.lists(st.tuples(st.integers(0, 299), st.integers(0, 2), NUMBERS), max_size=5),
    attempts=st.lists(ATTEMPTS, max_size=5), lowpass_hz=st.sampled_from([5.0, None]), still=st.booleans(),
    breaks=st.lists(st.integers(0, 300), max_size=2),
)
def test_nothing_raises_or_warns(
    n: int, seed: int, spoil: list[tuple[int, int, float]], attempts: list[Attempt], lowpass_hz: float | None, still: bool,
    breaks: list[int],
) -> None:
    arrays = np.stack((np.arange(n) / 100, *np.cumsum(np.random.default_rng(seed).normal(size=(2, n)), axis=1)))
    if still:
        arrays[1:] = 0.1
    for i, row, x in spoil:
        if i < n:
            arrays[row, i] = x
    measures = reach_measures(Motion(*arrays, breaks=tuple(breaks)), attempts, lowpass_hz=lowpass_hz)
    assert all(measure.value is not None or measure.why for measure in measures.values())


def test_from_target_to_target_each_way_begins_where_the_person_stood_before_the_cue(minimum_jerk: Callable[[Array], Array]) -> None:
    """Straight from corner to corner of a square, a second each: from level those ways would lie 45° off."""
    corners = [Point(6.0, 0.0), Point(0.0, 6.0), Point(-6.0, 0.0), Point(0.0, -6.0), Point(6.0, 0.0)]
    t = np.arange(1801) / 100
    place = np.zeros((2, t.size)) + np.array(corners[0])[:, np.newaxis]
    attempts = []
    for k, (one, other) in enumerate(pairwise(corners)):
        cue_s = 2.0 + 4.0 * k
        place += (np.array(other) - np.array(one))[:, np.newaxis] * minimum_jerk(t - cue_s - 0.3)
        attempts.append(Attempt(cue_s, cue_s + 3.0, other, 1.5, True, cue_s + 3.0))
    m = reach_measures(Motion(t, place[0], place[1]), attempts, lowpass_hz=None)
    length = 6.0 * np.sqrt(2.0)
    assert m["movement_error"].value == pytest.approx(0.0, abs=1e-9)
    assert m["max_excursion_pct"].value == pytest.approx(100.0)
    first, last = (next(s for s in np.linspace(0, 1, 10001) if 10 * s**3 - 15 * s**4 + 6 * s**5 >= share) for share in (0.05, 0.95))
    assert m["movement_velocity"].value == pytest.approx(0.9 * length / (last - first), rel=5e-3)  # seen every 10 ms
    assert m["reaction_time_s"].value == pytest.approx(0.3, abs=0.02)
