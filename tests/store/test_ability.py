"""Ability from stored trials: what counts as an attempt, and which way it moves."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from wobblequest.core.recording import SourceInfo
from wobblequest.levels.shelf import load_shelf, shipped_folder
from wobblequest.scoring.ability import unknown
from wobblequest.store.ability import EASIEST, HARDEST, Footing, abilities_of, abilities_today, footing_at
from wobblequest.store.store import Store

LEVELS = load_shelf(shipped_folder()).levels
HOLDS = [level for level in LEVELS if level.drill == "hold" and not level.test]


@pytest.fixture
def play(store: Store, make, clock):
    """``play(level, stars)``: one trial in a session of its own."""
    person = store.people.ensure("Ann")
    count = iter(range(1000))

    def one(level, stars: int | None, source: SourceInfo | None = None) -> None:
        clock.now += timedelta(days=1)
        header = make.header(f"t{next(count)}", source=source, started=clock.now, **level.to_json())
        store.trials.begin(store.sessions.begin(person.id), header)
        store.trials.finish(header.trial_id, replace(make.result(header), stars=stars), faults=0, state="completed")

    return one


def test_each_trial_is_an_attempt_at_its_levels_difficulty(store: Store, make, play) -> None:
    play(HOLDS[0], 3)
    play(HOLDS[2], 1)
    wanted = unknown(EASIEST, HARDEST).after(HOLDS[0].difficulty, True).after(HOLDS[2].difficulty, False)
    found = abilities_of(store.results(), LEVELS)
    (footing, ability), = found.items()
    assert footing == Footing("hold", "both", "open", "wobble-board", "serial", "csv") == footing_at(HOLDS[0], make.board)
    assert (ability.level, ability.sd, ability.attempts) == (wanted.level, wanted.sd, 2)


def test_who_succeeds_higher_up_is_abler(store: Store, play) -> None:
    for level in HOLDS[:3]:
        play(level, 3)
    (low,) = (each.level for each in abilities_of(store.results(), LEVELS).values())
    for level in HOLDS[3:]:
        play(level, 2)
    (high,) = (each.level for each in abilities_of(store.results(), LEVELS).values())
    assert high > low


def test_what_does_not_count_is_no_attempt(store: Store, play) -> None:
    play(HOLDS[0], 3, SourceInfo("keyboard"))
    play(HOLDS[0], None)
    assert abilities_of(store.results(), LEVELS) == {}
    play(HOLDS[0], 3)
    assert abilities_of(store.results(), ()) == {}


def test_boards_stances_eyes_and_surfaces_are_kept_apart(store: Store, make, play) -> None:
    first = HOLDS[0]
    others = [first.model_copy(update=change) for change in ({"stance": "left"}, {"eyes": "closed"}, {"surface": "foam"})]
    play(first, 3)
    for level in others:
        play(level, 0)
    play(first, 0, SourceInfo("serial", "USB serial", "witmotion", "0403:6001:A1"))
    play(first, 0, SourceInfo("wii"))
    found = abilities_of(store.results(), LEVELS)
    assert len(found) == 6
    assert all(ability.attempts == 1 for ability in found.values())
    today = abilities_today(store.results(), HOLDS, make.board)
    alone = unknown(EASIEST, HARDEST).after(first.difficulty, True)
    assert set(today) == {level.id for level in HOLDS if footing_at(level, make.board) == footing_at(first, make.board)}
    assert {ability.level for ability in today.values()} == {alone.level}
    assert abilities_today(store.results(), LEVELS, SourceInfo("sim")) == {}
