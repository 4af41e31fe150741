"""What the levels of shift measure in simulated people."""

from __future__ import annotations

from wobblequest.app.trying import played
from wobblequest.core.result import Result
from wobblequest.levels.shelf import load_shelf, shipped_folder

LEVEL = load_shelf(shipped_folder()).find("shift-5")


def value(result: Result, name: str) -> float:
    found = result.measures[name].value
    assert isinstance(found, float), (name, result.measures[name])
    return found


def test_better_people_go_straighter_and_are_there_sooner() -> None:
    results = [played(LEVEL, skill, 3).result() for skill in (0.4, 0.6, 0.9)]
    assert all(not [note for note in result.notes if "box" in note] for result in results)
    for measure in ("shift_time_s", "movement_error"):
        found = [value(result, measure) for result in results]
        assert found == sorted(found, reverse=True), measure
