"""A level's task is its own, not the program's: what a later program adds at its default makes no other task."""

from __future__ import annotations

from typing import Any

import pytest

from wobblequest.levels.shelf import load_shelf, shipped_folder
from wobblequest.levels.task import task_of

SHELF = load_shelf(shipped_folder())


def without(level: dict[str, Any], *keys: str) -> dict[str, Any]:
    return {key: value for key, value in level.items() if key not in keys}


def test_a_level_stored_before_there_were_options_is_the_same_task() -> None:
    now = SHELF.find("hold-1").to_json()
    before = without(now, "surface", "support", "display", "feedback", "sound_guidance", "cues", "rounds", "rest_s", "bounds", "protocol")
    before["parameters"] = without(before["parameters"], "rings", "pushes", "push_deg", "stages", "final_radius_deg", "edge_deg")
    assert task_of(before) == task_of(now)


def test_a_movement_within_a_second_task_is_the_same_one_without_what_it_did_not_know() -> None:
    now = SHELF.find("dual-1").to_json()
    (movement,) = (key for key, value in now["parameters"].items() if isinstance(value, dict))
    moved = now["parameters"][movement]
    before = {**now, "parameters": {**now["parameters"], movement: {key: value for key, value in moved.items() if value is not None}}}
    assert before != now
    assert task_of(before) == task_of(now)
    harder = {**now, "parameters": {**now["parameters"], movement: {**moved, "radius_deg": 1.5}}}
    assert task_of(harder) != task_of(now)


@pytest.mark.parametrize(("key", "value"), [("surface", "foam"), ("cues", True), ("support", "rail"), ("eyes", "closed")])
def test_what_is_asked_otherwise_is_another_task(key: str, value: object) -> None:
    now = SHELF.find("hold-1").to_json()
    assert task_of({**now, key: value}) != task_of(now)


def test_words_and_anchors_are_no_part_of_it() -> None:
    now = SHELF.find("hold-1").to_json()
    assert task_of({**now, "title": "Other", "words": {"goal": "Another goal"}, "anchors": None, "difficulty": 9}) == task_of(now)
