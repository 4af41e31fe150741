"""Rounds from the station to the store: the set of a test, practice kept apart, both legs compared on the day they were tested."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from itertools import count
from pathlib import Path

import pytest

from wobblequest.app.headless import play_simulated
from wobblequest.app.practice import StationPractice
from wobblequest.input.simulated import SimulatedSource
from wobblequest.input.source import Link
from wobblequest.levels.level import Level
from wobblequest.levels.shelf import load_shelf, shipped_folder
from wobblequest.session.replay import replay
from wobblequest.session.rounds import RoundSet, rounds_of
from wobblequest.store.store import Store

SHELF = load_shelf(shipped_folder())
LEFT, RIGHT = (SHELF.find(f"test-time-in-zone-{side}") for side in ("left", "right"))


class Desk:
    """A station with a simulated person, and a clock that is put forward."""

    def __init__(self, store: Store) -> None:
        self.store, self.now, ids = store, datetime(2026, 3, 1, 9, 0, tzinfo=UTC), count(1)
        self.person = store.people.ensure("Heron")
        self.source = SimulatedSource(skill=0.7, seed=1, rate_hz=50.0)
        self.practice = StationPractice(
            store, self.person, self.source, SHELF.levels, now=lambda: self.now, new_id=lambda: f"t{next(ids)}", new_seed=lambda: 5,
        )

    def play(self, level: Level, most: int = 9) -> RoundSet:
        """The rounds of a level, one after the other, at most so many."""
        rounds = rounds_of(level)
        assert rounds is not None
        live = Link("live", "a board", age_s=0.0, rate_hz=50.0)
        while rounds.next is not None and most > 0:
            trial = self.practice.begin_trial(level, rounds.next)
            while not trial.over:
                reading = self.source.step()
                self.practice.take([reading], live, reading.t_s)
                self.source.aim(trial.target())
            rounds, most = rounds.after(self.practice.end_trial()), most - 1
            self.now += timedelta(minutes=2)
        assert self.store.flush(10.0)
        return rounds


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    with Store.open(tmp_path / "data", clock=lambda: datetime(2026, 3, 1, 9, 0, tzinfo=UTC)) as store:
        found = Desk(store)
        yield found
        found.practice.close()


def test_a_test_is_stored_round_by_round_and_counts_once(desk: Desk) -> None:
    rounds = desk.play(LEFT)
    trials = desk.store.results(desk.person.id)
    assert [(t.round, t.rounds, t.practice, t.set_id) for t in trials] == [
        (1, 1, True, "t1"), (1, 3, False, "t1"), (2, 3, False, "t1"), (3, 3, False, "t1")]
    progress = desk.practice.progress(LEFT)
    assert (progress.measure, len(progress.sessions)) == ("time_on_target_s", 1)
    assert progress.sessions[0].value == pytest.approx(rounds.summary.value)
    header = desk.store.recording("t3").header
    assert (header.round, header.rounds, header.practice, header.set_id) == (2, 3, False, "t1")
    assert replay(desk.store.recording("t3")).result() == trials[2].result, "a round is replayed as any trial"


def test_both_legs_are_compared_on_the_day_only(desk: Desk) -> None:
    desk.play(LEFT)
    assert desk.practice.sides(LEFT) is None
    right = desk.play(RIGHT)
    legs = desk.practice.sides(RIGHT)
    assert legs == desk.practice.sides(LEFT)
    assert legs is not None
    assert legs.right.value == pytest.approx(right.summary.value)
    assert desk.practice.sides(SHELF.find("test-stability-open")) is None
    desk.now += timedelta(days=1)
    assert desk.practice.sides(RIGHT) is None


def test_a_set_that_was_left_is_no_result(desk: Desk) -> None:
    desk.play(LEFT, most=3)
    assert desk.practice.progress(LEFT).sessions == ()


def test_headless_plays_one_trial_and_no_round(desk: Desk) -> None:
    result = play_simulated(desk.practice, desk.source, LEFT)
    assert desk.store.flush(10.0)
    (trial,) = desk.store.results(desk.person.id)
    assert (trial.round, trial.rounds, trial.practice, trial.set_id) == (0, 0, False, "")
    assert result.points is None
    assert len(desk.practice.progress(LEFT).sessions) == 1
