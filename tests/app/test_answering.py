"""Who answers a second task: the simulated person does, everybody else has a button."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from wobblequest.app.answering import answer_by_person
from wobblequest.cli import main
from wobblequest.core.calibration import Calibration
from wobblequest.core.reach import Reach
from wobblequest.core.recording import Header
from wobblequest.input.keyboard import KeyboardSource
from wobblequest.input.simulated import SimulatedSource
from wobblequest.input.source import Source
from wobblequest.levels.shelf import load_shelf, shipped_folder
from wobblequest.session.trial import Trial


def test_a_simulated_person_answers_a_whole_level_and_the_same_each_time(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    results = []
    for run in range(2):
        words = ("play", "--headless", "--source", "sim:skill=0.9,seed=3", "--level", "dual-2", "--seed", "4", "--json")
        assert main([*words, "--data", str(tmp_path / str(run))]) == 0
        results.append(json.loads(capsys.readouterr().out)["measures"])
    assert results[0] == results[1]
    assert results[0]["both_right_pct"]["value"] >= 80
    assert results[0]["answer_time_dual_s"]["value"] > 0.4


def test_nobody_answers_for_who_has_a_button() -> None:
    level = load_shelf(shipped_folder()).find("dual-3")
    answers: dict[str, int] = {}
    sources: tuple[Source, ...] = (KeyboardSource(), SimulatedSource(0.9, 2, 50.0))
    for asked in sources:
        made = SimulatedSource(0.9, 2, 50.0)
        trial = Trial(Header("trial", level.to_json(), 1, Calibration(), Reach(), made.info), level)
        while not trial.over:
            trial.feed(made.step())
            answer_by_person(asked, trial)
        answers[asked.info.kind] = sum(event.kind == "answer" for event in trial.recording().events)
    assert answers["keyboard"] == 0
    assert answers["sim"] >= 8

