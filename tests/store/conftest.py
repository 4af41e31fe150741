"""What the store's tests share: a folder, a clock that stands where it is put, and trials to keep."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta, timezone
from pathlib import Path

import pytest

from wobblequest.core.calibration import Calibration
from wobblequest.core.reach import Reach
from wobblequest.core.recording import Header, SourceInfo
from wobblequest.core.result import Measure, Quality, Result
from wobblequest.core.samples import Reading, up_from_angles
from wobblequest.store.store import Store

START = datetime(2025, 3, 1, 10, 30, tzinfo=timezone(timedelta(hours=1)))


class StandingClock:
    """A clock that shows what it was last set to."""

    def __init__(self) -> None:
        self.now = START

    def __call__(self) -> datetime:
        return self.now


class Makers:
    """Makes what a trial is made of."""

    board = SourceInfo("serial", "USB serial, ward 3", "csv", "0403:6001:A1")

    @staticmethod
    def level(**changes: object) -> dict[str, object]:
        return {
            "id": "hold-9", "title": "Hold", "drill": "hold", "stance": "both", "eyes": "open", "parameters": {"radius_deg": 3.0},
        } | changes

    def header(self, trial_id: str, *, source: SourceInfo | None = None, started: datetime = START, **level: object) -> Header:
        return Header(
            trial_id, self.level(**level), 2**70,
            Calibration((0.1, 0.0, 0.99), (0.0, 1.0, 0.0), True, (0.1, -0.2, 1e-9)), Reach((7.25,) * 8),
            source or self.board, started.isoformat(timespec="milliseconds"), "0.1.0",
        )

    @staticmethod
    def readings(n: int, first: int = 0) -> list[Reading]:
        return [Reading(i / 100, up_from_angles(i % 7, -i % 5), (0.1 * i, 0.0, -1.0), 0.98, i / 99) for i in range(first, first + n)]

    @staticmethod
    def result(header: Header, value: float | None = 50.0, *, version: int = 1, completed: bool = True) -> Result:
        measure = Measure(value, "%") if value is not None else Measure(None, "%", "too short")
        return Result(
            header.trial_id, str(header.level["id"]), str(header.level["drill"]), header.source.kind, completed, 30.0, header.seed,
            {"time_on_target_pct": measure, "band_pct": Measure((1.0, 2.0), "%")},
            61 if completed else None, 2 if completed else None, version, Quality(100.0, 0, 1, 0.0), ("A note.",),
        )


@pytest.fixture
def make() -> Makers:
    return Makers()


@pytest.fixture
def clock() -> StandingClock:
    return StandingClock()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "data"


@pytest.fixture
def store(folder: Path, clock: StandingClock) -> Iterator[Store]:
    with Store.open(folder, clock=clock) as opened:
        yield opened
