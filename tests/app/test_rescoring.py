"""Scoring anew over processes and over a cluster gives what one process gives, and a run that was cut off goes on."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from wobblequest.app import rescoring
from wobblequest.app.rescoring import Outcome
from wobblequest.cli import main
from wobblequest.core.calibration import Calibration
from wobblequest.core.errors import WobbleQuestError
from wobblequest.core.reach import Reach
from wobblequest.core.recording import Header, SourceInfo
from wobblequest.input.simulated import SimulatedSource
from wobblequest.levels.shelf import load_shelf, shipped_folder
from wobblequest.session.trial import Trial
from wobblequest.store.store import Store

DAY = datetime(2025, 3, 1, 10, 30, tzinfo=UTC)
TRIALS = 40


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Forty trials of a simulated person, and one that cannot be scored."""
    place = tmp_path_factory.mktemp("records")
    level = load_shelf(shipped_folder()).find("hold-1")
    with Store.open(place, clock=lambda: DAY) as store:
        session = store.sessions.begin(store.people.ensure("Ann").id)
        person = SimulatedSource(skill=0.8, seed=5)
        readings = [person.step() for _ in range(1500)]
        for number in range(TRIALS):
            header = Header(f"t{number:02}", level.to_json(), number, Calibration(), Reach(), SourceInfo("sim"),
                            (DAY + timedelta(minutes=number)).isoformat(), "0")
            trial = Trial(header, level)
            store.trials.begin(session, header)
            for reading in readings[number:]:
                trial.feed(reading)
            trial.stop("asked")
            store.trials.append(header.trial_id, trial.readings())
            for event in trial.new_events():
                store.trials.event(header.trial_id, event)
            store.trials.finish(header.trial_id, trial.result(), faults=0, state="stopped")
        later = (DAY + timedelta(days=1)).isoformat()
        broken = Header("unknown-drill", level.to_json() | {"drill": "ride"}, 1, Calibration(), Reach(), SourceInfo("sim"), later, "0")
        store.trials.begin(session, broken)
        store.trials.finish("unknown-drill", trial.result(), faults=0, state="stopped")
    return place


def ids(folder: Path) -> list[str]:
    with Store.open(folder, read_only=True, clock=lambda: DAY) as store:
        return store.trial_ids()


def test_processes_find_what_one_process_finds(folder: Path) -> None:
    alone = {trial_id: (result, why) for trial_id, result, why in rescoring.here(folder, ids(folder))}
    assert len(alone) == TRIALS + 1
    assert alone["unknown-drill"][0] is None
    assert "ride" in alone["unknown-drill"][1]
    assert all(result is not None for trial_id, (result, _) in alone.items() if trial_id != "unknown-drill")
    shared = {trial_id: (result, why) for trial_id, result, why in rescoring.over_cores(2)(folder, ids(folder))}
    assert shared == alone


def test_a_cluster_finds_what_one_process_finds(folder: Path) -> None:
    distributed = pytest.importorskip("distributed", reason="Dask is not installed: the extra `cluster` has it")
    alone = {trial_id: (result, why) for trial_id, result, why in rescoring.here(folder, ids(folder))}
    with distributed.LocalCluster(n_workers=1, threads_per_worker=1, processes=True, dashboard_address="127.0.0.1:0") as cluster:
        found = {t: (result, why) for t, result, why in rescoring.over_cluster(cluster.scheduler_address)(folder, ids(folder))}
    assert found == alone


def test_no_scheduler_is_told(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    pytest.importorskip("distributed", reason="Dask is not installed: the extra `cluster` has it")
    assert main(["rescore", "--cluster", "tcp://127.0.0.1:1", "--data", str(folder)]) == 1
    said = capsys.readouterr().err
    assert said.count("\n") == 1
    assert "no Dask scheduler answers at tcp://127.0.0.1:1" in said


def test_a_run_that_was_cut_off_goes_on(folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    whole = rescoring.here

    def cut_off(place: Path, trial_ids: Sequence[str]) -> Iterator[Outcome]:
        for number, outcome in enumerate(whole(place, trial_ids)):
            if number == 10:
                raise WobbleQuestError("the power went")
            yield outcome

    monkeypatch.setattr(rescoring, "here", cut_off)
    assert main(["rescore", "--workers", "1", "--json", "--data", str(folder)]) == 1
    monkeypatch.setattr(rescoring, "here", whole)
    capsys.readouterr()
    assert main(["rescore", "--workers", "1", "--json", "--data", str(folder)]) == 1  # one trial cannot be scored
    said = capsys.readouterr()
    found = json.loads(said.out)
    assert (found["scored"], found["already"], len(found["failed"])) == (TRIALS - 10, 10, 1)
    assert "10 trials are done" in said.err
    main(["rescore", "--workers", "1", "--json", "--data", str(folder)])
    again = json.loads(capsys.readouterr().out)
    assert (again["scored"], again["already"]) == (TRIALS, 0)


@pytest.mark.parametrize("mark", ["", "{}", "[1]", '{"begun": "yesterday"}', '{"begun": "2999-01-01T00:00:00+00:00", "person_id": null}',
                                  '{"begun": "2025-01-01T00:00:00", "person_id": null, "scoring_version": 1}'])
def test_a_mark_that_is_not_to_be_trusted_begins_anew(tmp_path: Path, mark: str) -> None:
    (tmp_path / rescoring.MARK).write_text(mark, encoding="utf-8")
    run = rescoring.begin(tmp_path, None, DAY)
    assert (run.begun, run.continued) == (DAY, False)
    assert rescoring.begin(tmp_path, None, DAY + timedelta(hours=1)).continued
    assert not rescoring.begin(tmp_path, "somebody", DAY + timedelta(hours=2)).continued
    rescoring.end(tmp_path)
    assert not rescoring.begin(tmp_path, "somebody", DAY + timedelta(hours=3)).continued


def test_wrong_usage_is_told(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["rescore", "--workers", "0", "--data", str(folder)]) == 2
    assert "from 1 to" in capsys.readouterr().err


RUN_AND_WAIT = """
import sys
from pathlib import Path
from wobblequest.app import rescoring
if __name__ == "__main__":
    for trial_id, _, _ in rescoring.over_cores(2)(Path(sys.argv[1]), sys.argv[2:]):
        print(trial_id, flush=True)
        sys.stdin.read()
"""


@pytest.mark.skipif(sys.platform == "win32", reason="workers hold the pipe of their parent's output on POSIX only")
@pytest.mark.timeout(60)
def test_workers_end_with_a_run_that_is_killed(folder: Path) -> None:
    with subprocess.Popen(
        [sys.executable, "-c", RUN_AND_WAIT, str(folder), *ids(folder)], stdin=subprocess.PIPE, stdout=subprocess.PIPE,
    ) as run:
        assert run.stdout is not None
        assert run.stdout.readline().strip()
        run.kill()
        run.stdout.read()  # ends only when nobody holds the other end any more: neither the run nor a worker of it
