from __future__ import annotations

from itertools import combinations, pairwise
from math import atan2, cos, degrees, hypot, isqrt, pi, radians, sin

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from wobblequest.core.arena import CENTRE, Point
from wobblequest.core.chance import Chance
from wobblequest.core.reach import Reach
from wobblequest.drills.wander import (
    GLIDE_DPS,
    MOST_TURNS_HZ,
    MOST_WAVE_HZ,
    PITCH_WAVES,
    ROLL_WAVES,
    Course,
    course_of,
    wander_of,
)

REACH = Reach((12.0, 10.5, 11.5, 9.0, 8.5, 9.0, 11.8, 11.0))
reaches = st.lists(st.floats(1.0, 25.0), min_size=8, max_size=8).map(lambda leans: Reach(tuple(leans)))  # type: ignore[arg-type]
seeds = st.integers(0, 2**31)


def speeds(course: Course, until_s: float = 60.0, rate_hz: float = 50.0) -> np.ndarray:
    places = np.array([course.at(n / rate_hz) for n in range(round(until_s * rate_hz) + 1)])
    return np.asarray(np.hypot(*np.diff(places, axis=0).T) * rate_hz)


def test_no_two_waves_have_a_common_period() -> None:
    """The ratio of two square roots is a fraction only where the product of their numbers is a square."""
    squares = [round(wave * wave) for wave in (*PITCH_WAVES, *ROLL_WAVES)]
    assert [wave * wave for wave in (*PITCH_WAVES, *ROLL_WAVES)] == pytest.approx(squares)
    assert all(isqrt(a * b) ** 2 != a * b for a, b in combinations(squares, 2))


@settings(max_examples=50, deadline=None)
@given(reach=reaches, seed=seeds)
def test_it_stays_within_the_reach_in_every_direction_and_within_what_it_says(reach: Reach, seed: int) -> None:
    wander = wander_of(Chance(seed), reach)
    for i in range(300):
        pitch, roll = wander.at(0.37 * i)
        assert hypot(pitch, roll) <= wander.farthest + 1e-9
        assert hypot(pitch, roll) <= 1.02 * reach.at(degrees(atan2(roll, pitch)))
        there, near = wander.at(0.37 * i + 1e-6), Point(pitch, roll)
        assert near.distance_to(there) <= 1e-6 * wander.fastest * 1.001


def test_what_it_says_is_come_near_to() -> None:
    """The limits are of waves that all meet: rare, but not idle."""
    wander = wander_of(Chance(3), None)
    places = np.array([wander.at(0.01 * i) for i in range(40000)])
    out, moved = np.hypot(*places.T), np.hypot(*np.diff(places, axis=0).T) / 0.01
    assert 0.9 < out.max() / wander.farthest <= 1.0
    assert 0.9 < moved.max() / wander.fastest <= 1.0


def test_each_axis_is_the_sum_of_its_three_waves_and_of_none_of_the_others() -> None:
    """Told by least squares against sines and cosines of all six, over a time in which they come apart."""
    wander = wander_of(Chance(11), REACH)
    turns = np.arange(8000) / 200.0
    places = np.array([wander.at(u) for u in turns])
    columns = [np.ones_like(turns)]
    for wave in (*PITCH_WAVES, *ROLL_WAVES):
        columns += [np.sin(2 * pi * wave * turns), np.cos(2 * pi * wave * turns)]
    fit, _, _, _ = np.linalg.lstsq(np.stack(columns, axis=1), places, rcond=None)
    amplitudes = np.hypot(fit[1::2], fit[2::2])
    for axis, waves, own in ((0, PITCH_WAVES, slice(0, 3)), (1, ROLL_WAVES, slice(3, 6))):
        found = amplitudes[own, axis]
        assert np.delete(amplitudes[:, axis], np.arange(6)[own]).max() < 1e-6
        assert found * np.array(waves) == pytest.approx(found[0] * waves[0])  # each adds as much to the speed
        assert found.sum() == pytest.approx(wander.half[axis] / 2**0.5)


@settings(max_examples=40, deadline=None)
@given(reach=reaches, seed=seeds, scale=st.floats(0.1, 1.1), speed=st.floats(0.5, 5.0))
def test_it_begins_in_the_middle_at_rest_and_is_never_faster_than_asked(reach: Reach, seed: int, scale: float, speed: float) -> None:
    course = course_of(wander_of(Chance(seed), reach), scale, speed)
    assert course.at(0.0) == course.at(-1.0) == CENTRE
    found = speeds(course, 30.0)
    assert found[0] < 0.1 * speed
    assert found.max() <= speed * 1.0001
    assert course.turned(course.eased_s(30.0)) <= 30.0 * MOST_TURNS_HZ


def test_the_quickest_wave_can_still_be_followed() -> None:
    wander = wander_of(Chance(1), Reach((2.0,) * 8))
    course = course_of(wander, 0.2, 5.0)
    a_turn_s = 1.0 / (course.turned(course.eased_s(41.0)) - course.turned(course.eased_s(40.0)))
    assert max(*PITCH_WAVES, *ROLL_WAVES) / a_turn_s == pytest.approx(MOST_WAVE_HZ)


def test_eased_time_is_the_integral_of_how_far_it_is_out() -> None:
    course = course_of(wander_of(Chance(1), REACH), 0.6, 2.0)
    shares = np.tanh((np.arange(20000) + 0.5) / 1000.0 / course.ease_s) ** 2
    assert course.eased_s(20.0) == pytest.approx(float(shares.sum()) / 1000.0)


@pytest.mark.parametrize(("end", "speed"), [(1.0, 2.0), (0.2, 2.0), (0.9, 5.0)])
def test_while_the_size_glides_turns_go_the_slower_the_larger_it_is(end: float, speed: float) -> None:
    """Against the same integral, summed in small steps."""
    course = course_of(wander_of(Chance(5), REACH), 0.5, speed).changed(12.0, scale=end)
    begin = course.eased_s(12.0)
    limit = min(speed, 5.0 - GLIDE_DPS, course.limit_dps(min(0.5, end)))
    over = begin + abs(end - 0.5) / course.scale.rate_per_s
    grid = np.linspace(begin, over, 20001)
    rates = np.array([limit / (course.wander.fastest * course.scale.at(w)) for w in grid])
    summed = float(((rates[1:] + rates[:-1]) / 2 * np.diff(grid)).sum())
    assert course.turned(over) - course.turned(begin) == pytest.approx(summed, rel=1e-6)
    after = course.turned(over + 1.0) - course.turned(over)
    assert after == pytest.approx(min(speed, course.limit_dps(end)) / (course.wander.fastest * end))


@settings(max_examples=40, deadline=None)
@given(
    reach=reaches, seed=seeds, scale=st.floats(0.1, 0.6), speed=st.floats(0.5, 4.5),
    changes=st.lists(st.tuples(st.floats(0.0, 25.0), st.floats(0.1, 0.6), st.floats(0.5, 4.5)), max_size=6),
)
def test_no_change_makes_it_jump_or_hurry(
    reach: Reach, seed: int, scale: float, speed: float, changes: list[tuple[float, float, float]],
) -> None:
    course, fastest = course_of(wander_of(Chance(seed), reach), scale, speed), speed
    for at_s, new_scale, new_speed in sorted(changes):
        before = course.at(at_s)
        course, fastest = course.changed(at_s, scale=new_scale, speed_dps=new_speed), max(fastest, new_speed)
        assert course.at(at_s).distance_to(before) < 1e-9
        places = [course.at(at_s + 0.02 * n) for n in range(150)]
        assert max(a.distance_to(b) * 50 for a, b in pairwise(places)) <= (fastest + GLIDE_DPS) * 1.02


def test_a_wander_of_degrees_is_round_and_one_of_reach_leans_to_where_there_is_more() -> None:
    even = wander_of(Chance(1), None)
    assert (even.middle, even.half) == (CENTRE, Point(1.0, 1.0))
    assert even.farthest == pytest.approx(1.0)
    uneven = wander_of(Chance(1), Reach((12.0, 11.0, 10.0, 9.0, 8.0, 7.0, 6.0, 9.0)))
    assert uneven.middle.pitch_deg > 0.5
    assert uneven.middle.roll_deg > 0.5
    short = [9.0 if i % 2 == 0 else 3.0 for i in range(8)]
    pinched = wander_of(Chance(1), Reach(tuple(short)))  # type: ignore[arg-type]
    corner = Point(pinched.half.pitch_deg / 2**0.5, pinched.half.roll_deg / 2**0.5)
    assert hypot(*corner) == pytest.approx(3.0, rel=0.01)
    assert degrees(atan2(corner.roll_deg, corner.pitch_deg)) == pytest.approx(45.0)
    assert (cos(radians(45.0)), sin(radians(45.0))) == pytest.approx((corner.pitch_deg / 3.0, corner.roll_deg / 3.0), rel=0.01)
