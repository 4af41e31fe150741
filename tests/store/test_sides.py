"""Left and right are compared by day, whole sets only, like with like."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from wobblequest.core.recording import SourceInfo
from wobblequest.levels.level import Level, level_from_json
from wobblequest.store.sides import comparisons_of, pairs_of
from wobblequest.store.store import Store


def side(name: str, other: str, **more: object) -> Level:
    return level_from_json({
        "id": f"zone-{name}", "title": "Zone", "drill": "hold", "difficulty": 5.0, "test": True, "stance": name, "rounds": 2,
        "words": {"goal": "Stand on one leg."}, "parameters": {"radius_deg": 5.0},
        "protocol": {"definition": "Time in the zone.", "source": "our own", "side": name, "pair": f"zone-{other}"},
    } | more)


LEFT, RIGHT = side("left", "right"), side("right", "left")


@pytest.fixture
def play(store: Store, make, clock):
    """``play(level, 40, 60)``: a set of rounds; the clock goes on by a minute for each."""
    person = store.people.ensure("Ann")
    count = iter(range(1000))

    def one(level: Level, *values: float, of: int = 2, source: SourceInfo | None = None) -> None:
        session, set_id = store.sessions.begin(person.id), f"set-{next(count)}"
        for number, value in enumerate(values, 1):
            clock.now += timedelta(minutes=1)
            header = make.header(f"t{next(count)}", source=source, started=clock.now, **level.to_json())
            header = replace(header, round=number, rounds=of, set_id=set_id)
            store.trials.begin(session, header)
            store.trials.finish(header.trial_id, make.result(header, float(value)), faults=0, state="completed")

    return one


def test_both_legs_of_a_day_are_compared(store: Store, play, clock) -> None:
    play(LEFT, 30, 50)
    play(RIGHT, 40, 60)
    clock.now += timedelta(days=1)
    play(LEFT, 80, 80)
    clock.now += timedelta(days=1)
    play(RIGHT, 10, 10)
    play(RIGHT, 60, 60)
    play(LEFT, 90, 90)
    first, last = comparisons_of(store.results(), (LEFT, RIGHT))
    assert (first.left_level, first.right_level, first.measure) == ("zone-left", "zone-right", "time_on_target_pct")
    assert (first.symmetry.left.value, first.symmetry.right.value, first.symmetry.index.value) == (40.0, 50.0, 80.0)
    assert first.symmetry.weaker == "left"
    assert (last.symmetry.left.value, last.symmetry.right.value, last.symmetry.weaker) == (90.0, 60.0, "right"), "the newest of the day"
    assert (first.day, last.day) == ("2025-03-01", "2025-03-03")


def test_sets_that_were_broken_off_and_other_boards_are_not_compared(store: Store, play) -> None:
    play(LEFT, 30, 50)
    play(RIGHT, 40)
    play(RIGHT, 40, 60, source=SourceInfo("serial", "x", "witmotion", "1:2:3"))
    play(RIGHT, 40, 60, source=SourceInfo("keyboard"))
    assert comparisons_of(store.results(), (LEFT, RIGHT)) == []


@pytest.mark.parametrize("other", [
    side("right", "left", parameters={"radius_deg": 4.0}), side("right", "left", eyes="closed"), side("right", "left", rounds=3),
    side("right", "right"), side("right", "left", surface="foam"),
])
def test_only_the_same_test_makes_a_pair(other: Level) -> None:
    assert pairs_of((LEFT, RIGHT)) == [(LEFT, RIGHT)]
    assert pairs_of((LEFT, other)) == []
    assert pairs_of((LEFT,)) == []
