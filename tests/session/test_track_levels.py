"""The levels of track: the ways that they lead, and how much of them better people follow."""

from __future__ import annotations

from statistics import median

from wobblequest.app.trying import played
from wobblequest.core.result import Result
from wobblequest.levels.shelf import load_shelf, shipped_folder

LADDER = tuple(level for level in load_shelf(shipped_folder()).levels if level.drill == "track" and not level.test)


def value(result: Result, name: str) -> float:
    found = result.measures[name].value
    assert isinstance(found, float), (name, result.measures[name])
    return found


def test_all_four_ways_are_there_and_none_had_to_be_fitted() -> None:
    assert {level.parameters.model_dump()["path"] for level in LADDER} == {"line", "circle", "eight", "waves"}
    for level in LADDER:
        assert played(level, 0.7, 0, rate_hz=25.0).result().notes == ("Played by a simulated person.",)


def test_better_people_are_on_the_circle_for_more_of_the_time() -> None:
    people = [[played(LADDER[-1], skill, seed, rate_hz=25.0).result() for seed in range(3)] for skill in (0.4, 0.7, 0.95)]
    shares = [median(value(result, "time_on_target_pct") for result in alike) for alike in people]
    assert shares == sorted(shares)
    assert shares[-1] > shares[0] + 40.0
