"""What is remembered of a person is read once after each trial: a screen that looks back must not hold up a frame."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from itertools import count
from pathlib import Path
from typing import Any

import pytest

from wobblequest.app.practice import StationPractice
from wobblequest.input.simulated import SimulatedSource
from wobblequest.levels.level import Level
from wobblequest.levels.shelf import load_shelf, shipped_folder
from wobblequest.store.store import Store

NOW = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)


@pytest.fixture
def level() -> Level:
    return load_shelf(shipped_folder()).find("hold-1")


@pytest.fixture
def practice(tmp_path: Path, level: Level) -> Iterator[StationPractice]:
    ids = count(1)
    with Store.open(tmp_path / "data", clock=lambda: NOW) as store:
        source = SimulatedSource(skill=1.0, seed=1)
        practice = StationPractice(
            store, store.people.ensure("Heron"), source, (level,), now=lambda: NOW, new_id=lambda: f"t{next(ids)}", new_seed=lambda: 1)
        yield practice
        practice.close()


def played(practice: StationPractice, level: Level) -> None:
    """A whole trial by the simulated person."""
    trial, person = practice.begin_trial(level), SimulatedSource(skill=1.0, seed=1)
    while not trial.over:
        trial.feed(person.step())
        person.aim(trial.target())
    practice.end_trial()


@pytest.fixture
def reads(practice: StationPractice, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Whose trials were read, each time."""
    store, told = practice._store, []
    ask: Callable[..., Any] = store.results

    def results(person_id: str) -> Any:
        told.append(person_id)
        return ask(person_id)

    monkeypatch.setattr(store, "results", results)
    return told


def look_back(practice: StationPractice, level: Level) -> int:
    practice.progress(level)
    practice.profile()
    practice.sides(level)
    assert len(practice.days_played()) == (1 if practice.past() else 0)
    assert practice.past("reach") == []
    return len(practice.past(level.drill))


def test_trials_are_read_once_after_each_and_for_each_person(practice: StationPractice, reads: list[str], level: Level) -> None:
    heron = practice.person_id
    assert look_back(practice, level) == 0
    assert reads == [heron]
    played(practice, level)
    assert look_back(practice, level) == 1, "the newest is among them at once"
    assert reads == [heron] * 2
    practice.become("Owl")
    assert look_back(practice, level) == 0, "nobody sees another's"
    practice.become("Heron")
    assert look_back(practice, level) == 1
    assert reads == [heron] * 2 + [reads[2]] + [heron]
    assert reads[2] != heron


def test_while_nothing_can_be_saved_nothing_is_waited_for_and_the_newest_is_found_later(
    practice: StationPractice, level: Level, monkeypatch: pytest.MonkeyPatch,
) -> None:
    given: list[bool] = []

    def in_trouble(timeout_s: float, *, give_up_in_trouble: bool = False) -> bool:
        given.append(give_up_in_trouble)
        return False

    with monkeypatch.context() as patch:
        patch.setattr(practice._store, "flush", in_trouble)
        patch.setattr(practice._store, "results", lambda _: [])
        played(practice, level)
        assert practice.past() == []
        assert given == [True]
    assert len(practice.past()) == 1, "what was read in trouble is not kept"
