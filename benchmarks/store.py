"""The store: what a quarter second of readings costs, beside SQLite used directly; opening; a long history."""

from __future__ import annotations

import sqlite3
import tempfile
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from functools import cache, partial
from pathlib import Path
from time import perf_counter
from typing import Any

from wobblequest.core.calibration import Calibration
from wobblequest.core.reach import Reach
from wobblequest.core.recording import Header, SourceInfo
from wobblequest.core.result import Measure, Quality, Result
from wobblequest.core.samples import Reading
from wobblequest.levels.shelf import load_shelf, shipped_folder
from wobblequest.store.chunks import pack
from wobblequest.store.progress import all_progress
from wobblequest.store.store import Store

CHUNKS, SESSIONS, TRIALS_A_SESSION = 1000, 500, 4
READINGS = [Reading(i / 100, (0.0, 0.6, 0.8), (1.0, 2.0, 3.0), 1.0, i / 100) for i in range(25)]


def run() -> list[dict[str, Any]]:
    """The figures as rows: figure, value, unit, compared_to, target, met."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        return [*_commits(folder / "commits"), *_opening_and_history(folder / "history")]


def _commits(folder: Path) -> list[dict[str, Any]]:
    handing_over, committed = [], []
    blob = pack(READINGS)
    bare = _bare(folder)
    with Store.open(folder / "store", clock=lambda: datetime.now(UTC)) as store:
        header = _header("bench", datetime.now(UTC))
        store.trials.begin(store.sessions.begin(store.people.ensure("Bench").id), header)
        store.flush(10.0)
        direct = []
        for number in range(CHUNKS):  # in turn, so that a slow moment of the disk hits both
            direct.append(_ms(partial(bare, number, blob)))
            start = perf_counter()
            store.trials.append("bench", READINGS)
            handed = perf_counter()
            store.flush(10.0)
            handing_over.append((handed - start) * 1000)
            committed.append((perf_counter() - start) * 1000)
    rows = []
    for share in (50, 99):
        mine, sqlite = _percentile(committed, share), _percentile(direct, share)
        rows.append(_row(f"chunk of 25 readings on the disk, p{share}", mine, "ms",
                         f"bare sqlite3 commit of the same size: {sqlite:.3f} ms, {mine / sqlite:.1f} times", 50.0))
    return [*rows, _row("handing a chunk over (frame's thread), p99", _percentile(handing_over, 99), "ms", "a frame of 16.7 ms", 1.0)]


def _bare(folder: Path) -> Callable[[int, bytes], None]:
    folder.mkdir(parents=True)
    connection = sqlite3.connect(folder / "bare.sqlite3", isolation_level=None)
    connection.execute("PRAGMA journal_mode=WAL")
    connection.execute("PRAGMA synchronous=FULL")
    connection.execute("CREATE TABLE chunks (number INTEGER PRIMARY KEY, blob BLOB)")

    def commit(number: int, blob: bytes) -> None:
        connection.execute("BEGIN IMMEDIATE")
        connection.execute("INSERT INTO chunks VALUES (?, ?)", (number, blob))
        connection.execute("COMMIT")

    return commit


def _opening_and_history(folder: Path) -> list[dict[str, Any]]:
    now = datetime(2025, 1, 1, 10, tzinfo=UTC)
    with Store.open(folder, clock=lambda: now) as store:
        person = store.people.ensure("Bench")
        for i in range(SESSIONS):
            now += timedelta(days=1)
            session = store.sessions.begin(person.id)
            for j in range(TRIALS_A_SESSION):
                header = _header(f"trial-{i}-{j}", now + timedelta(minutes=j))
                store.trials.begin(session, header)
                store.trials.finish(header.trial_id, _result(header, 50.0 + i % 7 + j), faults=0, state="completed")
        store.flush(600.0)
    opening = [_ms(lambda: Store.open(folder, clock=lambda: now).close()) for _ in range(20)]
    with Store.open(folder, read_only=True, clock=lambda: now) as store:
        first, *again = [_ms(lambda: all_progress(store.results(person.id))) for _ in range(6)]
    return [
        _row("opening (and closing) an up-to-date store, median", _percentile(opening, 50), "ms", "once a start", 50.0),
        _row(f"history and progress of {SESSIONS} sessions ({SESSIONS * TRIALS_A_SESSION} trials), first time", first, "ms",
             "once a command", 500.0),
        _row("the same again in one program, median", _percentile(again, 50), "ms", f"{first:.0f} ms the first time", 200.0),
    ]


def _header(trial_id: str, started: datetime) -> Header:
    return Header(trial_id, _level(), 1, Calibration(), Reach(), SourceInfo("sim"), started.isoformat(), "bench")


@cache
def _level() -> dict[str, Any]:
    return load_shelf(shipped_folder()).levels[0].to_json()


def _result(header: Header, value: float) -> Result:
    """As many measures as a hold has."""
    measures = {"time_on_target_pct": Measure(value, "%")} | {f"measure_{i}": Measure(i / 7, "deg") for i in range(40)}
    quality = Quality(100.0, 0, 0, 0.0)
    return Result(header.trial_id, str(header.level["id"]), str(header.level["drill"]), "sim", True, 30.0, 1, measures, 50, 2, 1, quality)


def _row(figure: str, value: float, unit: str, compared_to: str, target: float) -> dict[str, Any]:
    return {"figure": figure, "value": round(value, 3), "unit": unit, "compared_to": compared_to, "target": target, "met": value <= target}


def _ms(deed: Callable[[], object]) -> float:
    start = perf_counter()
    deed()
    return (perf_counter() - start) * 1000


def _percentile(values: list[float], share: int) -> float:
    return sorted(values)[min(len(values) - 1, len(values) * share // 100)]


if __name__ == "__main__":
    for row in run():
        print(row)
