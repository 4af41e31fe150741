"""How late the picture is goes with the trial: into its header, the store and its result."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from wobblequest.app.practice import StationPractice
from wobblequest.core.calibration import Calibration
from wobblequest.core.samples import Reading
from wobblequest.input.simulated import SimulatedSource
from wobblequest.input.source import Link
from wobblequest.levels.shelf import load_shelf, shipped_folder
from wobblequest.session.latency import Latency
from wobblequest.store.store import Store


@pytest.mark.parametrize(("latency", "kept_ms"), [
    (None, None), (Latency(5.0, 1.0, 2.0, 14.0), 55.0), (Latency(50.0, 21.0, 8.0, 26.0), 138.0),
])
def test_the_newest_estimate_is_kept_with_the_trial(tmp_path: Path, latency: Latency | None, kept_ms: float | None) -> None:
    now = datetime(2026, 3, 1, 9, 0, tzinfo=UTC)
    with Store.open(tmp_path / "data", clock=lambda: now) as store:
        shelf = load_shelf(shipped_folder())
        practice = StationPractice(
            store, store.people.ensure("Heron"), SimulatedSource(skill=0.8, seed=1), shelf.levels, now=lambda: now,
            new_id=lambda: "t1", new_seed=lambda: 1,
        )
        practice.keep_calibration(Calibration())
        practice.take([], Link("live", "a board", 0.0, 100.0, latency=Latency(500.0, 0.0, 0.0, 0.0)), 0.0)
        practice.take([Reading(0.0, (0.0, 0.0, 1.0))], Link("live", "a board", 0.0, 100.0, latency=latency), 0.1)
        trial = practice.begin_trial(shelf.find("hold-1"))
        assert trial.header.latency_ms == kept_ms
        result = practice.end_trial()
        assert store.flush(10.0)
        assert store.recording("t1").header == trial.header
        assert any("lag behind the board by about 138 ms" in note for note in result.notes) is (kept_ms == 138.0)
        practice.close()
