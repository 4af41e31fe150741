from __future__ import annotations

from itertools import pairwise
from math import hypot

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from wobblequest.core.arena import Point
from wobblequest.core.course import Course, Walk, corners

STEP = 0.02
HAIRPIN = Course((Point(0.0, 0.0), Point(6.0, 0.0), Point(6.0, 2.0), Point(0.0, 2.0)))

place = st.builds(Point, st.floats(-10, 10), st.floats(-10, 10))
courses = st.lists(place, min_size=2, max_size=8).filter(lambda ps: all(a.distance_to(b) > 0.1 for a, b in pairwise(ps))).map(
    lambda ps: Course(tuple(ps))
)


def walked(course: Course, dots: list[Point], half: float = 0.8, window: float = 3.0) -> list[Walk]:
    walks = [Walk()]
    for dot in dots:
        walks.append(walks[-1].after(course, dot, half, window))
    return walks


def line(a: Point, b: Point, steps: int = 60) -> list[Point]:
    return [Point(*(np.array(a) + (np.array(b) - np.array(a)) * k / steps).tolist()) for k in range(steps + 1)]


def test_places_lie_where_they_should() -> None:
    assert HAIRPIN.along == (0.0, 6.0, 8.0, 14.0)
    assert HAIRPIN.at(-1.0) == Point(0.0, 0.0)
    assert HAIRPIN.at(7.0) == Point(6.0, 1.0)
    assert HAIRPIN.at(99.0) == Point(0.0, 2.0)
    assert HAIRPIN.back.at(1.0) == HAIRPIN.at(13.0)
    assert HAIRPIN.until(7.0) == (Point(0.0, 0.0), Point(6.0, 0.0), Point(6.0, 1.0))
    assert HAIRPIN.until(6.0) == (Point(0.0, 0.0), Point(6.0, 0.0))
    assert HAIRPIN.until(0.0) == (Point(0.0, 0.0),)


@pytest.mark.parametrize("points", [(Point(1.0, 1.0),), (Point(0.0, 0.0), Point(0.0, 0.0), Point(1.0, 0.0))])
def test_what_is_no_line_is_refused(points: tuple[Point, ...]) -> None:
    with pytest.raises(ValueError, match="two points"):
        Course(points)


@given(course=courses, dot=place, low=st.floats(-2, 20), span=st.floats(0.0, 20))
@settings(max_examples=60, deadline=None)
def test_the_nearest_place_is_that_of_a_search_in_small_steps(course: Course, dot: Point, low: float, span: float) -> None:
    low = min(max(low, 0.0), course.length)
    high = min(low + span, course.length)
    along, off = course.nearest(dot, low, high)
    assert low - 1e-9 <= along <= high + 1e-9
    assert course.at(along).distance_to(dot) == pytest.approx(off, abs=1e-6)
    found = min(course.at(a).distance_to(dot) for a in np.arange(low, high + STEP, STEP).clip(low, high).tolist())
    assert off <= found + 1e-9
    assert off >= found - STEP


def test_who_walks_along_is_inside_and_comes_on() -> None:
    dots = [HAIRPIN.at(a) for a in np.arange(0.0, 14.01, 0.1).tolist()]
    walks = walked(HAIRPIN, dots)
    assert all(walk.inside for walk in walks)
    assert walks[-1].best == pytest.approx(14.0)


def test_going_back_a_little_is_inside_and_loses_nothing() -> None:
    walks = walked(HAIRPIN, [*line(Point(0.0, 0.0), Point(5.0, 0.0)), *line(Point(5.0, 0.0), Point(1.0, 0.0))])
    assert all(walk.inside for walk in walks)
    assert walks[-1].place == pytest.approx(1.0)
    assert walks[-1].best == pytest.approx(5.0)


def test_through_a_wall_one_does_not_get_into_a_later_part() -> None:
    across = [*line(Point(0.0, 0.0), Point(2.0, 0.0)), *line(Point(2.0, 0.0), Point(2.0, 2.0)), *line(Point(2.0, 2.0), Point(0.0, 2.0))]
    walks = walked(HAIRPIN, across)
    assert not walks[-1].inside
    assert walks[-1].best == pytest.approx(2.0)
    # neither by going on along the wall of the later part
    assert walked(HAIRPIN, [*across, *line(Point(0.0, 2.0), Point(3.5, 2.0))])[-1].best == pytest.approx(2.0)


def test_who_left_may_come_back_in_where_they_left() -> None:
    """The place may slide far back along a wall meanwhile; the part it slid to is not where the person is."""
    bend = Course((Point(0.0, 0.0), Point(8.0, 0.0), Point(8.0, 8.0), Point(0.0, 8.0)))
    there = [bend.at(a) for a in np.arange(0.0, 20.0, 0.1).tolist()]
    around = [there[-1], Point(12.0, 8.0), Point(12.0, 0.0), Point(4.0, -3.0)]
    away = [dot for a, b in pairwise(around) for dot in line(a, b)]
    walks = walked(bend, [*there, *away])
    assert not walks[-1].inside
    assert walks[-1].place == pytest.approx(4.0)
    back = walked(bend, [*there, *away, *line(Point(4.0, -3.0), Point(4.0, 4.0)), *line(Point(4.0, 4.0), there[-1])])
    assert back[-1].inside
    assert back[-1].place == pytest.approx(19.9)
    assert back[-1].best == pytest.approx(19.9, abs=0.3)


@given(dots=st.lists(place, min_size=1, max_size=60), window=st.floats(0.5, 4.0))
@settings(max_examples=60, deadline=None)
def test_a_walk_never_comes_on_faster_than_its_window_and_never_loses_ground(dots: list[Point], window: float) -> None:
    for before, after in pairwise(walked(HAIRPIN, dots, window=window)):
        assert before.best <= after.best <= before.best + window + 1e-9
        assert after.place <= after.best + window + 1e-9
        assert after.inside == (after.off <= 0.8)


def test_corners_are_where_it_turns() -> None:
    assert corners(HAIRPIN.points) == (1, 2)
    gentle = [Point(float(k), 0.1 * k * k) for k in range(5)]
    assert corners(gentle) == ()
    assert hypot(*HAIRPIN.at(3.0)) == 3.0
