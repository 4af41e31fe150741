from __future__ import annotations

import pytest

from wobblequest.core.arena import CENTRE
from wobblequest.core.reach import Reach
from wobblequest.drills.places import GAP_DEG, place_all


def distances(reach: Reach, radius_deg: float, pct: float) -> tuple[dict[float, float], tuple[str, ...]]:
    places = place_all((0.0, 90.0, 180.0), reach, radius_deg, distance_pct=pct, distance_deg=None)
    return {d: t.at.distance_to(CENTRE) for d, t in places.targets.items()}, places.notes


def test_each_target_is_a_share_of_the_reach_in_its_direction() -> None:
    found, notes = distances(Reach((12.0, 11.0, 10.0, 9.0, 8.0, 9.0, 10.0, 11.0)), 3.0, 75.0)
    assert found == pytest.approx({0.0: 9.0, 90.0: 7.5, 180.0: 6.0})
    assert notes == ()


def test_a_short_reach_still_has_something_to_lean_to() -> None:
    found, notes = distances(Reach((12.0, 11.0, 10.0, 9.0, 4.0, 9.0, 10.0, 11.0)), 3.0, 75.0)
    assert found[180.0] == pytest.approx(3.0 + GAP_DEG)
    assert notes == ("Towards 180 circles stood farther out than asked, at 5.5°: else they would cover the middle.",)


def test_a_long_reach_stays_within_what_is_safe() -> None:
    found, notes = distances(Reach((25.0, 20.0, 12.0, 12.0, 12.0, 12.0, 12.0, 20.0)), 3.0, 100.0)
    assert found[0.0] == pytest.approx(15.0)
    assert notes == ("Towards 0 circles stood nearer than asked, at 15°: no target lies farther out.",)
