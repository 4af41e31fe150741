"""How far out a level asks anybody to go."""

from __future__ import annotations

import pytest

from wobblequest.core.arena import CENTRE, Point
from wobblequest.core.chance import Chance
from wobblequest.core.reach import Reach
from wobblequest.drills.hold import HOLD_DRILL
from wobblequest.drills.reach import REACH_DRILL
from wobblequest.drills.view import Band, Box, Gate, Ring, Shape, Sign, Spot, Token, Way, Word
from wobblequest.session.asked import Extent, asked_extent, with_shape

HERE = Point(2.0, -5.0)


@pytest.mark.parametrize(("shape", "extent"), [
    (Ring(HERE, 3.0), Extent(5.0, 0.0, 1.0, 8.0)), (Spot(HERE, 1.0, "goal"), Extent(3.0, 0.0, 0.0, 6.0)),
    (Token(HERE, 1.0, "catch"), Extent(3.0, 0.0, 0.0, 6.0)), (Box(HERE, 4.0, 1.0), Extent(6.0, 0.0, 2.0, 6.0)),
    (Way((HERE, CENTRE)), Extent(2.0, 0.0, 0.0, 5.0)), (Band((HERE, Point(-3.0, 4.0)), 2.0), Extent(3.0, 5.0, 4.0, 6.0)),
    (Gate(HERE, Point(-3.0, 4.0)), Extent(2.0, 4.0, 3.0, 5.0)), (Word("red"), Extent()), (Sign("go"), Extent()),
], ids=lambda each: type(each).__name__)
def test_each_shape_reaches_as_far_as_it_does(shape: Shape, extent: Extent) -> None:
    assert with_shape(Extent(), shape) == extent


def test_a_circle_in_the_middle_asks_for_its_own_radius() -> None:
    state = HOLD_DRILL.begin(HOLD_DRILL.Parameters(radius_deg=3.0, duration_s=10.0), Reach(), Chance(1, "hold"))
    assert asked_extent(HOLD_DRILL, state) == Extent(3.0, 3.0, 3.0, 3.0)


def test_all_targets_to_come_are_found_whatever_their_order() -> None:
    parameters = REACH_DRILL.Parameters(radius_deg=2.0, directions_deg=(0.0, 90.0), targets=8, distance_deg=8.0)
    extents = [asked_extent(REACH_DRILL, REACH_DRILL.begin(parameters, Reach(), Chance(seed, "reach"))) for seed in range(4)]
    for extent in extents:
        assert (extent.up, extent.right) == pytest.approx((10.0, 10.0))
        assert extent.down < 7.0
        assert extent.left < 7.0
