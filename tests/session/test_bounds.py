"""What a therapist's step does: it is felt at once, and stays within the level's bounds."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from wobblequest.core.arena import CENTRE
from wobblequest.core.calibration import Calibration
from wobblequest.core.chance import Chance
from wobblequest.core.reach import Reach
from wobblequest.core.recording import Event, Header, SourceInfo
from wobblequest.core.samples import Reading, up_from_gravity_plane
from wobblequest.drills.register import DRILLS
from wobblequest.levels.level import level_from_json
from wobblequest.levels.shelf import load_shelf, shipped_folder
from wobblequest.session.bounds import felt
from wobblequest.session.replay import replay
from wobblequest.session.trial import Trial

SHELF = load_shelf(shipped_folder())
FAR = Reach((25.0,) * 8)
CAPPED = {
    "hold": {"radius_deg": 3.0, "direction_deg": 90.0, "distance_pct": 110.0},
    "reach": {"radius_deg": 3.0, "distance_pct": 110.0},
    "track": {"radius_deg": 3.0, "path": "circle", "size_pct": 110.0, "period_s": 60.0, "duration_s": 60.0},
    "recall": {"radius_deg": 3.0, "distance_pct": 110.0},
    "rhythm": {"radius_deg": 3.0, "distance_pct": 110.0, "crossing_s": 4.0},
}


def farthest(drill: Any, state: Any) -> float:
    """How far out it goes, by what is to be changed."""
    if hasattr(state, "places"):
        return float(max(target.at.distance_to(CENTRE) for target in state.places.targets.values()))
    return float((state.distance if hasattr(state, "distance") else state.scale).end)


@pytest.mark.parametrize("name", CAPPED)
def test_nearer_is_felt_at_once_where_the_level_stands_at_the_safe_limit(name: str) -> None:
    drill = DRILLS[name]
    state = drill.begin(drill.Parameters.model_validate(CAPPED[name]), FAR, Chance(1, name))
    before = farthest(drill, state)
    after, adjusted = felt(drill, state, "distance", -1)
    assert adjusted.changed
    assert farthest(drill, after) < before
    assert not felt(drill, state, "distance", 1)[1].changed, "farther stays at the limit"


def test_a_step_that_is_felt_is_one_step() -> None:
    drill = DRILLS["hold"]
    state = drill.begin(drill.Parameters.model_validate({"radius_deg": 5.0}), Reach(), Chance(1, "hold"))
    assert felt(drill, state, "size", -1)[1].parameters.radius_deg == 4.5
    assert not felt(drill, state, "speed", 1)[1].changed, "what a drill has not stays as it is"


def trial(bounds: dict[str, list[float]]) -> Trial:
    level = level_from_json({**SHELF.find("hold-1").to_json(), "bounds": bounds})
    made = Trial(Header("t", level.to_json(), 1, Calibration(), Reach(), SourceInfo("sim")), level)
    for n in range(400):
        made.feed(Reading(n / 100, up_from_gravity_plane(0.0, 0.0)))
    return made


def test_what_could_not_be_changed_when_it_was_played_is_not_changed_when_it_is_scored_anew() -> None:
    """An older program let a step be asked in vain where this one goes on until it is felt."""
    made = trial({})
    said = {"axis": "size", "step": -1, "by": "therapist", "words": "Already the smallest circle", "changed": False}
    recording = replace(made.recording(), events=(Event("adjust", 350, 3.49, said),))
    again = replay(recording)
    assert not again.adjusted
    assert again.drill_state == made.drill_state
    assert again.recording() == recording
    changed = replace(recording, events=(Event("adjust", 350, 3.49, said | {"changed": True}),))
    assert replay(changed).adjusted


def test_a_change_stops_at_the_levels_bounds_and_says_so() -> None:
    radius = SHELF.find("hold-1").parameters.model_dump()["radius_deg"]
    bounded = trial({"radius_deg": [radius - 0.5, radius + 0.5]})
    assert bounded.adjust("size", -1).startswith("Circle smaller")
    assert bounded.adjust("size", -1) == f"Already at the bound that is set here: {radius - 0.5:g}"
    assert bounded.adjust("size", 1).startswith("Circle bigger")
    free = trial({})
    free.adjust("size", -1)
    assert free.adjust("size", -1).startswith("Circle smaller")
