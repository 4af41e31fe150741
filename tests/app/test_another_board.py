"""Boards that take each other's place: none is played on with another's calibration, or charged with another's faults."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from wobblequest.app.practice import StationPractice, identities
from wobblequest.core.arena import Target
from wobblequest.core.calibration import Calibration
from wobblequest.core.recording import SourceInfo
from wobblequest.core.samples import Reading
from wobblequest.input.source import Link
from wobblequest.levels.shelf import load_shelf, shipped_folder
from wobblequest.store.store import Store

UPRIGHT = (0.0, 0.0, 1.0)
SHELF = load_shelf(shipped_folder())


class Plug:
    """A source with whatever board the test plugs in."""

    def __init__(self) -> None:
        self.info = SourceInfo("serial", "CH340 (COM3)", "", "1A86:7523:")

    def poll(self, now_s: float) -> list[Reading]:
        return []

    def link(self, now_s: float) -> Link:
        return Link("live", "a board", 0.0, 100.0)

    def aim(self, target: Target | None) -> None: ...
    def allow_probes(self) -> None: ...
    def close(self) -> None: ...


class Desk:
    def __init__(self, store: Store) -> None:
        self.plug, self.t_s = Plug(), 0.0
        self.practice = StationPractice(
            store, store.people.ensure("Heron"), self.plug, SHELF.levels, now=lambda: datetime(2026, 3, 1, 9, 0, tzinfo=UTC),
            new_id=lambda: "t1", new_seed=lambda: 1,
        )

    def meet(self, protocol: str, device: str = "1A86:7523:", faults: int = 0) -> None:
        self.plug.info = SourceInfo("serial", "CH340 (COM3)", protocol, device)
        self.t_s += 0.01
        self.practice.take([Reading(self.t_s, UPRIGHT)], Link("live", "a board", 0.0, 100.0, faults), self.t_s)


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    with Store.open(tmp_path / "data", clock=lambda: datetime(2026, 3, 1, 9, 0, tzinfo=UTC)) as store:
        it = Desk(store)
        yield it
        it.practice.close()


def test_of_adapters_that_are_alike_each_protocol_has_a_calibration_of_its_own(desk: Desk) -> None:
    mirrored = Calibration(mirrored=True)
    desk.meet("witmotion")
    assert desk.practice.calibration is None
    desk.practice.keep_calibration(mirrored)
    desk.meet("csv")
    assert desk.practice.met_another
    assert desk.practice.calibration is None
    desk.meet("witmotion")
    assert desk.practice.calibration == mirrored


def test_another_boards_faults_are_not_the_trials(desk: Desk) -> None:
    desk.meet("csv", faults=120)
    desk.practice.keep_calibration(Calibration())
    trial = desk.practice.begin_trial(SHELF.find("hold-1"))
    desk.meet("csv", faults=123)
    desk.meet("csv", "2341:0043:9", faults=1)
    assert trial.stop_reason == "lost"
    assert desk.practice.end_trial().quality.faults == 3


def test_boards_used_before_are_known_whatever_they_spoke() -> None:
    assert identities(["2341:0043:9 csv", "wobblequest:s1 wobblequest", "2341:0043:9 json", "CH340 (COM3) csv", "1A86:7523:77"]) == [
        "2341:0043:9", "wobblequest:s1", "CH340 (COM3)", "1A86:7523:77",
    ]
