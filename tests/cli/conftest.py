"""What the tests of commands share: running one as a person would, and a folder of records to run it on."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from wobblequest.cli import main
from wobblequest.core.calibration import Calibration
from wobblequest.core.reach import Reach
from wobblequest.core.recording import Header, SourceInfo
from wobblequest.input.simulated import SimulatedSource
from wobblequest.levels.shelf import load_shelf, shipped_folder
from wobblequest.session.trial import Trial
from wobblequest.store.store import Store


class Said(NamedTuple):
    """What a command returned and printed."""

    code: int
    out: str
    err: str

    def json(self) -> Any:
        return json.loads(self.out)


@pytest.fixture
def command(capsys: pytest.CaptureFixture[str]) -> Callable[..., Said]:
    """``command("people", "--json")`` runs it and gives what it said."""

    def run(*words: str) -> Said:
        capsys.readouterr()
        code = main(words)
        return Said(code, *capsys.readouterr())

    return run


@pytest.fixture
def records(tmp_path: Path) -> Path:
    """A data folder: Ann's trials board-1 and board-2 (simulated), keys-1 (keyboard) and cut-1 (interrupted), one a day; Bob has none."""
    folder = tmp_path / "records"
    day = datetime(2025, 3, 1, 10, 30, tzinfo=UTC)
    with Store.open(folder, clock=lambda: day) as store:
        ann = store.people.ensure("Ann")
        store.people.ensure("Bob")
        for trial_id, kind in (("board-1", "sim"), ("board-2", "sim"), ("keys-1", "keyboard"), ("cut-1", "sim")):
            _play(store, store.sessions.begin(ann.id), trial_id, SourceInfo(kind, "=made up"), day)
            day += timedelta(days=1)
    return folder


def _play(store: Store, session: str, trial_id: str, source: SourceInfo, day: datetime) -> None:
    level = load_shelf(shipped_folder()).find("hold-1")
    header = Header(trial_id, level.to_json(), 7, Calibration(), Reach(), source, day.isoformat(), "0.1.0")
    trial, person = Trial(header, level), SimulatedSource(skill=0.9, seed=day.day)
    store.trials.begin(session, header)
    while not trial.over:
        person.aim(trial.target())
        trial.feed(person.step())
    readings = trial.readings(0)
    store.trials.append(trial_id, readings)
    for event in trial.new_events():
        store.trials.event(trial_id, event)
    if trial_id != "cut-1":
        store.trials.finish(trial_id, trial.result(), faults=0, state="completed")
