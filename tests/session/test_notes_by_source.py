"""What a result says of what it was played with: whether it counts, and whether its degrees are a board's."""

from __future__ import annotations

from dataclasses import replace
from functools import cache

import pytest

from wobblequest.core.calibration import Calibration
from wobblequest.core.reach import Reach
from wobblequest.core.recording import Header, Recording, SourceInfo
from wobblequest.input.simulated import SimulatedSource
from wobblequest.levels.level import level_from_json
from wobblequest.levels.shelf import load_shelf, shipped_folder
from wobblequest.session.replay import replay
from wobblequest.session.trial import Trial


@cache
def played() -> Recording:
    data = load_shelf(shipped_folder()).find("reach-1").to_json()
    level = level_from_json({**data, "parameters": {**data["parameters"], "targets": 2}})
    header = Header("11111111-1111-4111-8111-111111111111", level.to_json(), 5, Calibration(), Reach(), SourceInfo("sim"))
    source, trial = SimulatedSource(skill=0.9, seed=3), Trial(header, level)
    while not trial.over:
        source.aim(trial.target())
        trial.feed(source.step())
    return trial.recording()


@pytest.mark.parametrize(("kind", "note"), [
    ("gamepad", "Played with the gamepad: this says nothing of balance and does not count in progress."),
    ("keyboard", "Played with the keyboard: this says nothing of balance and does not count in progress."),
    ("wii", "Measured as centre of pressure, not tilt: its degrees are the game's own and no board's."),
    ("joystick", None), ("phone", None), ("serial", None),
])
def test_what_was_played_with_is_told_where_it_matters(kind: str, note: str | None) -> None:
    recording = replace(played(), header=replace(played().header, source=SourceInfo(kind)))
    result = replay(recording).result()
    assert result.source == kind
    of_source = [each for each in result.notes if not each.startswith("Towards ")]  # others are of the drill
    assert of_source == ([] if note is None else [note])
