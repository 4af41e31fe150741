"""What the levels and tests of rhythm measure in simulated people."""

from __future__ import annotations

from wobblequest.app.trying import played
from wobblequest.core.result import Result
from wobblequest.levels.shelf import load_shelf, shipped_folder

LEVELS = tuple(level for level in load_shelf(shipped_folder()).levels if level.drill == "rhythm")


def value(result: Result, name: str) -> float:
    found = result.measures[name].value
    assert isinstance(found, float), (name, result.measures[name])
    return found


def test_the_tests_are_the_six_of_the_platforms_and_all_can_be_scored() -> None:
    tests = [level for level in LEVELS if level.test]
    asked = [(level.parameters.model_dump()["direction_deg"], level.parameters.model_dump()["crossing_s"]) for level in tests]
    assert sorted(asked) == [(axis, pace) for axis in (0.0, 90.0) for pace in (1.0, 2.0, 3.0)]
    for level in tests:
        result = played(level, 0.5, 1).result()
        assert all(measure.value is not None for measure in result.measures.values())
        assert value(result, "gain_on_axis") > 0.6


def test_a_person_goes_with_the_sway_and_better_people_are_nearer_to_the_beat() -> None:
    level = next(each for each in LEVELS if each.id == "rhythm-7")
    results = [played(level, skill, 3).result() for skill in (0.2, 0.5, 0.9)]
    lags, gains = ([abs(value(each, name) - ideal) for each in results] for name, ideal in (("lag_on_axis_s", 0.0), ("gain_on_axis", 1.0)))
    assert lags == sorted(lags, reverse=True)
    assert lags[0] < 0.3
    assert gains[-1] < 0.1
