"""The profile from stored trials: best results along the ladder, and the own history under the newest conditions."""

from __future__ import annotations

from datetime import timedelta

import pytest

from wobblequest.core.recording import SourceInfo
from wobblequest.levels.shelf import load_shelf, shipped_folder
from wobblequest.store.profile import profile_of
from wobblequest.store.store import Store

LEVELS = load_shelf(shipped_folder()).levels
HOLDS = [level for level in LEVELS if level.drill == "hold" and not level.test]


@pytest.fixture
def play(store: Store, make, clock):
    """``play(level, value, …)``: one trial in a session of its own; the results of `make` have two stars and 61 points."""
    person = store.people.ensure("Ann")
    count = iter(range(1000))

    def one(level, value: float = 50.0, *, source: SourceInfo | None = None, completed: bool = True) -> None:
        clock.now += timedelta(days=1)
        header = make.header(f"t{next(count)}", source=source, started=clock.now, **level.to_json())
        store.trials.begin(store.sessions.begin(person.id), header)
        store.trials.finish(header.trial_id, make.result(header, value, completed=completed), faults=0,
                            state="completed" if completed else "stopped")

    return one


def parts(store: Store):
    return {part.name: part for part in profile_of(store.results(), LEVELS)}


def test_levels_with_two_stars_are_done(store: Store, play) -> None:
    play(HOLDS[0])
    play(HOLDS[1])
    found = parts(store)
    assert list(found) == ["steadiness", "reach", "tracking", "rhythm", "position sense"]
    assert (found["steadiness"].done, found["steadiness"].levels) == (2, len(HOLDS))
    assert found["steadiness"].value == pytest.approx(100 * 2 / len(HOLDS))
    assert found["reach"].words == "Not practised yet."


def test_the_own_history_is_that_of_the_newest_conditions(store: Store, play) -> None:
    for value in (50, 50, 50, 50, 50, 90):
        play(HOLDS[0], value)
    assert parts(store)["steadiness"].own == 1.0
    play(HOLDS[0], 50, source=SourceInfo("sim"))
    assert parts(store)["steadiness"].own is None


def test_what_does_not_count_is_no_part_of_it(store: Store, play) -> None:
    play(HOLDS[2], source=SourceInfo("keyboard"))
    play(HOLDS[2], completed=False)
    assert parts(store)["steadiness"].value is None
