from __future__ import annotations

from math import hypot, radians, tan

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wobblequest.core.arena import CENTRE, SAFE_TARGET_DEG, Point
from wobblequest.core.reach import DIRECTIONS_DEG, Reach
from wobblequest.drills.gates import CLEAR_OF_RIM_DEG, FAR_PER_TILT, LEAST_OUT_DEG, Opening, course_of

GATE = Opening(Point(5.0, 0.0), Point(1.0, 0.0), 2.0)  # in front, to be rolled through forward
reaches = st.builds(lambda *degrees: Reach(degrees), *[st.floats(1.0, 25.0)] * 8)


def test_the_posts_stand_left_and_right_of_whoever_goes_through() -> None:
    assert GATE.posts == (Point(5.0, -2.0), Point(5.0, 2.0))
    assert Opening(Point(0.0, 5.0), Point(0.0, 1.0), 1.0).posts == (Point(1.0, 5.0), Point(-1.0, 5.0))
    assert GATE.off(Point(6.0, 1.5)) == (1.0, 1.5)


@pytest.mark.parametrize(("before", "now", "passed"), [
    ((4.0, 0.0), (6.0, 0.0), True), ((6.0, 0.0), (4.0, 0.0), True), ((4.0, 1.9), (6.0, 1.9), True), ((4.0, 2.1), (6.0, 2.1), False),
    ((4.0, 0.0), (4.9, 0.0), False), ((4.0, 3.0), (6.0, 0.5), True), ((4.0, 3.0), (6.0, 2.0), False), ((5.0, 0.0), (6.0, 0.0), False),
    ((4.9, 0.0), (5.0, 0.0), True), ((5.0, 1.0), (5.0, -1.0), False),
])
def test_passing_is_going_between_the_posts_either_way(before: tuple[float, float], now: tuple[float, float], passed: bool) -> None:
    assert GATE.passed(Point(*before), Point(*now)) is passed


@given(angle=st.floats(-60.0, 60.0), start=st.floats(-3.0, 3.0))
def test_a_long_step_is_judged_where_it_crosses_the_line(angle: float, start: float) -> None:
    """Of a straight way from 2° before the line to 2° beyond it, at any slant."""
    aside = start + 2.0 * tan(radians(angle))
    end = start + 4.0 * tan(radians(angle))
    if abs(abs(aside) - GATE.half_deg) > 1e-6:
        assert GATE.passed(Point(3.0, start), Point(7.0, end)) is (abs(aside) < GATE.half_deg)


def test_gates_stand_at_a_share_of_the_reach_across_the_way_from_the_gate_before() -> None:
    course = course_of(Reach(), 2.0, distance_pct=60.0, distance_deg=None)
    assert course.distances == (6.0,) * 8
    assert (course.rim_deg, course.lift, course.notes) == (10.0, 1.0, ())
    first = course.opening(90.0, CENTRE, 2.0)
    assert first.at == pytest.approx((0.0, 6.0), abs=1e-9)
    assert first.through == pytest.approx((0.0, 1.0), abs=1e-9)
    second = course.opening(0.0, first.at, 2.0)
    assert second.off(first.at) == pytest.approx((-hypot(6.0, 6.0), 0.0), abs=1e-9)


def test_what_had_to_be_fitted_is_said() -> None:
    short, long = Reach((4.0,) * 8), Reach((16.0,) * 8)
    near = course_of(short, 2.0, distance_pct=50.0, distance_deg=None)
    assert near.distances == (LEAST_OUT_DEG,) * 8
    assert near.lift == 1.0
    assert [note.split(":")[0] for note in near.notes] == ["Some gates stood farther out than asked, at 4°"]
    far = course_of(long, 2.0, distance_pct=100.0, distance_deg=None)
    assert far.distances == (12.5,) * 8
    assert far.rim_deg == SAFE_TARGET_DEG
    assert "nearer than asked, at 12.5°: the dish ends at 15°" in far.notes[0]
    easy = course_of(Reach((2.0,) * 8), 2.0, distance_pct=50.0, distance_deg=None)
    assert easy.lift == pytest.approx(2.0)
    assert "2.0 times as far" in easy.notes[-1]


@given(
    reach=reaches, half=st.floats(1.0, 4.0),
    far=st.one_of(st.tuples(st.floats(10, 110), st.none()), st.tuples(st.none(), st.floats(1, 15))),
)
def test_whoever_plays_all_posts_stand_in_the_dish_and_half_of_the_reach_is_enough(
    reach: Reach, half: float, far: tuple[float | None, float | None],
) -> None:
    course = course_of(reach, half, distance_pct=far[0], distance_deg=far[1])
    assert 10.0 <= course.rim_deg <= SAFE_TARGET_DEG
    for before in DIRECTIONS_DEG:
        for direction in DIRECTIONS_DEG:
            if direction != before:
                gate = course.opening(direction, course.opening(before, CENTRE, half).at, half)
                assert all(hypot(*post) <= course.rim_deg - CLEAR_OF_RIM_DEG + 1e-9 for post in gate.posts)
                assert hypot(*gate.through) == pytest.approx(1.0)
        rest = 0.5 * reach.at(before) * FAR_PER_TILT * course.lift  # of a ball at half of the reach, held
        assert rest >= hypot(*course.opening(before, CENTRE, half).at) - 1e-9
