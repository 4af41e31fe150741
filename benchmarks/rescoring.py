"""Trials scored anew a second: on one core, and on two as a ratio to it; each a minute of play at 100 Hz, from the store to the result."""

from __future__ import annotations

import tempfile
import time
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from wobblequest.app.rescoring import Engine, cores, here, over_cores
from wobblequest.core.calibration import Calibration
from wobblequest.core.reach import Reach
from wobblequest.core.recording import Header, SourceInfo
from wobblequest.input.simulated import SimulatedSource
from wobblequest.levels.shelf import load_shelf, shipped_folder
from wobblequest.session.trial import Trial
from wobblequest.store.store import Store

TRIALS, WARM = 120, 32
SECONDS, RATE_HZ = 60, 100
TARGET_RATIO = 1.5
"""Two cores against one: less than twice, because one process hands out and gathers."""
NOW = datetime(2025, 3, 1, 10, 30, tzinfo=UTC)


def _fill(folder: Path) -> list[str]:
    """A store of trials, a minute each."""
    level = load_shelf(shipped_folder()).find("reach-3")
    person = SimulatedSource(skill=0.6, seed=4)
    with Store.open(folder, clock=lambda: NOW) as store:
        session = store.sessions.begin(store.people.ensure("Ann").id)
        readings = [person.step() for _ in range(SECONDS * RATE_HZ)]
        for number in range(TRIALS):
            header = Header(f"t{number}", level.to_json(), number, Calibration(), Reach(), SourceInfo("sim"), NOW.isoformat(), "0")
            store.trials.begin(session, header)
            store.trials.append(header.trial_id, readings)
            if not number:
                trial = Trial(header, level)
                for reading in readings:
                    trial.feed(reading)
                result = trial.result()
            store.trials.finish(header.trial_id, result, faults=0, state="stopped")
        return store.trial_ids()


def _trials_per_s(engine: Engine, folder: Path, trial_ids: list[str], skip: int) -> float:
    """From the moment ``skip`` trials are back (the processes run then) to the last one."""
    done, began_s = 0, 0.0
    for _ in engine(folder, trial_ids):
        done += 1
        if done == skip:
            began_s = time.perf_counter()
    return (done - skip) / (time.perf_counter() - began_s)


def run() -> list[dict[str, Any]]:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        trial_ids = _fill(folder)
        alone = _trials_per_s(here, folder, trial_ids, 4)
        rows = [_row("stored trials scored anew, one core", alone, "trials/s", f"{SECONDS} s at {RATE_HZ} Hz each", None)]
        if cores() >= 2:
            both = _trials_per_s(over_cores(2), folder, trial_ids, WARM)
            rows.append(_row("stored trials scored anew, two cores", both, "trials/s", "the same trials", None))
            rows.append(_row("two cores against one", both / alone, "times", f"one core in this run, {alone:.1f} a second", TARGET_RATIO))
    return rows


def _row(figure: str, value: float, unit: str, against: str, target: float | None) -> dict[str, Any]:
    met = None if target is None else value >= target
    return {"figure": figure, "value": round(value, 2), "unit": unit, "compared_to": against, "target": target, "met": met}


if __name__ == "__main__":
    for row in run():
        print(row)
