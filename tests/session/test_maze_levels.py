"""The levels of maze as they are fitted to a person."""

from __future__ import annotations

from wobblequest.app.trying import played
from wobblequest.levels.shelf import load_shelf, shipped_folder

LADDER = tuple(level for level in load_shelf(shipped_folder()).levels if level.drill == "maze")


def test_a_common_reach_has_room_for_all_of_them() -> None:
    for level in LADDER:
        assert played(level, 0.95, 1, rate_hz=25.0).drill_state.notes == ()
