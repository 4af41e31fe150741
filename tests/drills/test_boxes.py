from __future__ import annotations

from math import hypot

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from wobblequest.core.arena import CENTRE, SAFE_TARGET_DEG, Point, toward
from wobblequest.core.reach import Reach
from wobblequest.drills.boxes import GAP_DEG, Pair, largest_half_deg, least_distance_deg, pair_of
from wobblequest.drills.view import Band, Box

REACH = Reach((12.0, 10.5, 11.5, 9.0, 8.5, 9.0, 11.8, 11.0))
directions = st.one_of(st.sampled_from((0.0, 45.0, 90.0, 135.0, 180.0, 225.0, 270.0, 315.0)), st.floats(0.0, 359.9))


def pair(direction_deg: float = 90.0, half_deg: float = 2.0, bounds_deg: float = 5.0, distance_deg: float | None = 6.0,
         distance_pct: float | None = None, reach: Reach = REACH) -> Pair:
    return pair_of(
        direction_deg, reach, half_deg=half_deg, bounds_deg=bounds_deg, distance_pct=distance_pct, distance_deg=distance_deg,
    )


def within(shape: Box | Band, dot: Point) -> bool:
    """Whether the dot is in a shape, by what the shape itself says."""
    if isinstance(shape, Box):
        pitch, roll = dot.pitch_deg - shape.at.pitch_deg, dot.roll_deg - shape.at.roll_deg
        return abs(pitch) <= shape.half_pitch_deg and abs(roll) <= shape.half_roll_deg
    nearest = min(
        hypot(dot.pitch_deg - (a.pitch_deg + s * (b.pitch_deg - a.pitch_deg)), dot.roll_deg - (a.roll_deg + s * (b.roll_deg - a.roll_deg)))
        for a, b in [shape.points] for s in [i / 400 for i in range(401)]
    )
    return nearest <= shape.width_deg / 2.0


def test_the_boxes_lie_opposite_each_other_as_far_out_as_the_person_leans_there() -> None:
    found = pair(distance_deg=None, distance_pct=50.0)
    assert found.first == pytest.approx((0.0, 5.75))
    assert found.second == pytest.approx((0.0, -5.9))
    assert found.notes == ()
    assert (found.box(0), found.box(1), found.box(2)) == (found.first, found.second, found.first)
    back = pair(180.0)
    assert back.first == pytest.approx((-6.0, 0.0))


def test_boxes_stand_upright_at_slanting_places_too() -> None:
    found = pair(45.0)
    at = found.first
    assert at == pytest.approx(toward(45.0, 6.0))
    assert found.inside(0, Point(at.pitch_deg + 1.99, at.roll_deg - 1.99))
    assert not found.inside(0, Point(at.pitch_deg + 2.01, at.roll_deg))
    assert not found.inside(1, at)
    assert found.inside(1, found.second)


def test_bounds_are_a_rectangle_along_an_axis_and_a_corridor_on_a_slant() -> None:
    side, front, slant = pair(90.0).bounds("soft"), pair(0.0).bounds("soft"), pair(45.0).bounds("caution")
    assert isinstance(side, Box)
    assert side.at == pytest.approx((0.0, 0.0))
    assert (side.half_pitch_deg, side.half_roll_deg) == pytest.approx((5.0, 11.0))
    assert isinstance(front, Box)
    assert (front.half_pitch_deg, front.half_roll_deg) == pytest.approx((11.0, 5.0))
    assert isinstance(slant, Band)
    assert (slant.width_deg, slant.role) == (10.0, "caution")
    uneven = pair(distance_deg=None, distance_pct=100.0, reach=Reach((12.0, 10.5, 10.0, 9.0, 8.5, 9.0, 6.0, 11.0))).bounds("soft")
    assert isinstance(uneven, Box)
    assert uneven.at == pytest.approx((0.0, 2.0))
    assert uneven.half_roll_deg == pytest.approx(13.0)


@settings(max_examples=150, deadline=None)
@given(direction=directions, pitch=st.floats(-18.0, 18.0), roll=st.floats(-18.0, 18.0), bounds=st.floats(3.5, 15.0))
def test_what_is_within_is_what_is_shown(direction: float, pitch: float, roll: float, bounds: float) -> None:
    found, dot = pair(direction, bounds_deg=bounds), Point(pitch, roll)
    shape = found.bounds("soft")
    grown, shrunk = (pair(direction, bounds_deg=bounds + by).bounds("soft") for by in (0.01, -0.01))
    assume(within(grown, dot) == within(shrunk, dot))  # at the very edge the last digit decides
    assert found.within(dot) == within(shape, dot)


@settings(max_examples=150, deadline=None)
@given(direction=directions, half=st.floats(1.0, 8.0), distance=st.floats(1.0, 15.0))
def test_boxes_lie_wholly_within_the_narrowest_bounds_they_may_have_and_leave_the_middle_free(
    direction: float, half: float, distance: float,
) -> None:
    bounds = next(b / 10 for b in range(15, 151) if largest_half_deg(direction, b / 10, None) >= half - 1e-9)
    found = pair(direction, half, bounds, distance)
    for number in (0, 1):
        at = found.box(number)
        assert hypot(*at) <= SAFE_TARGET_DEG + 1e-9
        for across in (-1, 1):
            for along in (-1, 1):
                assert found.within(Point(at.pitch_deg + along * half, at.roll_deg + across * half))
        if hypot(*at) < SAFE_TARGET_DEG:
            assert max(abs(at.pitch_deg), abs(at.roll_deg)) >= half + GAP_DEG - 1e-9
    assert found.within(CENTRE)
    assert not found.inside(0, CENTRE)


def test_what_had_to_be_limited_is_said() -> None:
    short = pair(distance_deg=None, distance_pct=50.0, reach=Reach((5.0,) * 8))
    assert hypot(*short.first) == pytest.approx(4.0)
    assert short.notes == ("A box stood 4.0° out instead of 2.5°: else it would cover the middle.",)
    far = pair(distance_deg=None, distance_pct=100.0, reach=Reach((25.0,) * 8))
    assert hypot(*far.second) == pytest.approx(15.0)
    assert far.notes == ("A box stood 15° out instead of 25.0°: no target lies farther out.",)


def test_how_large_a_box_may_be_and_how_near() -> None:
    assert largest_half_deg(90.0, 5.0, None) == 4.5
    assert largest_half_deg(45.0, 5.0, None) == pytest.approx(3.1)
    assert largest_half_deg(90.0, 15.0, 6.0) == 4.0
    assert least_distance_deg(0.0, 3.0) == pytest.approx(5.0)
    assert least_distance_deg(225.0, 3.0) == pytest.approx(5.0 * 2**0.5)
