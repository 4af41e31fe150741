"""Every drill's ladder: enough levels, from the first try of a frail person to an athlete, and small steps between them."""

from __future__ import annotations

from itertools import pairwise

import pytest

from wobblequest.drills.register import DRILLS
from wobblequest.levels.difference import OTHERS, WORDS, differences, in_words
from wobblequest.levels.level import Level
from wobblequest.levels.shelf import load_shelf, shipped_folder

LEVELS = load_shelf(shipped_folder()).levels
TEN = ("reach", "hold", "track", "recall")
MOST_DIFFERENCES = 2
"""One axis at a time, and where that cannot be, what comes with it (a longer path takes longer)."""
COMES_WITH = {"path": {"points", "distance_pct", "times"}, "at_once": {"things", "pause_s"}, "movement": {"duration_s"}}
"""A change of kind brings what the other kind needs."""


def ladder(drill: str) -> list[Level]:
    return [level for level in LEVELS if level.drill == drill and not level.test]


@pytest.mark.parametrize("drill", DRILLS)
def test_there_are_enough_levels_and_each_is_harder_than_the_one_before(drill: str) -> None:
    levels = ladder(drill)
    assert len(levels) >= (10 if drill in TEN else 6)
    assert [level.id for level in levels] == [f"{drill}-{n}" for n in range(1, len(levels) + 1)]
    difficulties = [level.difficulty for level in levels]
    assert difficulties == sorted(set(difficulties))
    assert difficulties[0] <= 1
    assert difficulties[-1] >= 9
    assert max(b - a for a, b in pairwise(difficulties)) <= 2.0


@pytest.mark.parametrize("drill", DRILLS)
def test_neighbours_differ_in_little_and_it_can_be_said(drill: str) -> None:
    for before, after in pairwise(ladder(drill)):
        keys = differences(before, after)
        brought = {each for key in keys for each in COMES_WITH.get(key, ())}
        assert 1 <= len(set(keys) - brought) <= MOST_DIFFERENCES, f"{before.id} to {after.id}: {keys}"
        assert set(keys) <= {*WORDS, *OTHERS}, f"{before.id} to {after.id}: no words for {keys}"
        assert in_words(before, after)


def test_distances_are_in_per_cent_of_the_persons_reach() -> None:
    for level in LEVELS:
        parameters = level.parameters.model_dump()
        assert all(parameters.get(key) is None for key in ("distance_deg", "size_deg")), level.id
