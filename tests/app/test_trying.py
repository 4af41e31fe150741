"""What is told of a level after simulated people have played it."""

from __future__ import annotations

from typing import Any

import pytest

from wobblequest.app.trying import remarks, remarks_of_all
from wobblequest.drills.register import DRILLS
from wobblequest.levels.level import Level, level_from_json
from wobblequest.levels.shelf import load_shelf, shipped_folder

SHELF = load_shelf(shipped_folder())


def like(name: str, *, parameters: dict[str, Any] | None = None, **changes: Any) -> Level:
    data = SHELF.find(name).to_json()
    return level_from_json({**data, **changes, "parameters": {**data["parameters"], **(parameters or {})}})


GIFT = like("hold-1", id="gift", parameters={"radius_deg": 8.0, "duration_s": 10.0},
            anchors={"zero": 0, "one_star": 1, "two_stars": 2, "three_stars": 3, "hundred": 4})
BEYOND = like("hold-1", id="beyond", parameters={
    "radius_deg": 1.0, "duration_s": 10.0, "direction_deg": 180.0, "distance_deg": 15.0, "hold_s": 5.0})


@pytest.mark.parametrize("name", [f"{drill}-1" for drill in DRILLS])
def test_nothing_is_odd_about_a_shipped_level(name: str) -> None:
    """The first of each drill; `wobblequest levels check` lets all be played."""
    assert remarks(SHELF.find(name)) == ()


@pytest.mark.parametrize(("level", "words"), [
    (GIFT, "it is too easy: even a very unsteady simulated person gets all 100 points"),
    (BEYOND, "it cannot be done: a practised simulated person gets no star"),
    (like("rhythm-8", parameters={"distance_pct": 110.0, "crossing_s": 1.0, "duration_s": 20.0}), "it had to be fitted"),
    (like("reach-2", surface="rocker-left-right", parameters={"targets": 3}), "the board tips left and right only, and a target lies"),
    (like("hold-1", test=True, anchors=None, parameters={"duration_s": 5.0}, protocol={
        "definition": "x" * 9, "source": "our own", "primary": "sparc"}), "it measures nothing: `sparc`"),
])
def test_what_does_not_fit_is_told(level: Level, words: str) -> None:
    assert any(each.startswith(words) for each in remarks(level)), remarks(level)


def test_a_rocker_fits_where_all_lies_on_its_line() -> None:
    to_the_sides = like("reach-1", surface="rocker-left-right", parameters={"directions_deg": [90, 270], "targets": 2, "distance_pct": 80})
    assert remarks(to_the_sides) == ()


def test_several_processes_find_the_same() -> None:
    levels = (GIFT, SHELF.find("hold-1"))
    assert list(remarks_of_all(levels, 2)) == list(remarks_of_all(levels, 1)) == [(level, remarks(level)) for level in levels]
