"""Rounds of a level: which comes next, what they are called, and what they come to."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wobblequest.core.result import Measure, Quality, Result, absent
from wobblequest.levels.level import Level, level_from_json
from wobblequest.levels.options import Summary
from wobblequest.session.rounds import Round, RoundSet, rounds_of, summed_up

GOOD = Quality(100.0, 0, 0, 0.0, word="good")


def level(rounds: int = 3, practice: int = 1, summary: Summary = "mean", primary: str = "osi", **more: Any) -> Level:
    return level_from_json({
        "id": "a-test", "title": "A test", "drill": "hold", "difficulty": 5.0, "test": True, "words": {"goal": "Stand still."},
        "parameters": {"radius_deg": 4.0}, "rounds": rounds,
        "protocol": {
            "definition": "What is done.", "source": "our own", "primary": primary, "summary": summary, "practice_rounds": practice,
        },
    } | more)


def result(value: float | None, number: int = 1, **more: Any) -> Result:
    measures = {"osi": absent("deg", "too short") if value is None else Measure(value, "deg"), "time_on_target_pct": Measure(50.0, "%")}
    return replace(Result(f"t{number}", "a-test", "hold", "serial", True, 20.0, 1, measures, None, None, 1, GOOD), **more)


def played(of: Level, *values: float | None) -> RoundSet:
    found = rounds_of(of)
    assert found is not None
    for number, value in enumerate(values, 1):
        found = found.after(result(value, number))
    return found


def test_practice_comes_first_and_each_round_knows_its_place() -> None:
    rounds, seen = rounds_of(level(rounds=2, practice=1)), []
    assert rounds is not None
    while rounds.next is not None:
        seen.append(rounds.next)
        rounds = rounds.after(result(3.0, len(seen)))
    assert seen == [Round(1, 1, practice=True), Round(1, 2, set_id="t1"), Round(2, 2, set_id="t1")]
    assert [each.label for each in seen] == ["Practice round", "Round 1 of 2", "Round 2 of 2"]
    assert Round(2, 3, practice=True).label == "Practice round 2 of 3"
    assert rounds.worked_s == 60.0
    with pytest.raises(ValueError, match="done"):
        rounds.after(result(1.0))


def test_a_level_that_is_played_once_is_no_set() -> None:
    plain = level(test=False, protocol=None, rounds=1, anchors={"zero": 1.0, "one_star": 2.0, "two_stars": 3.0, "three_stars": 4.0,
                                                               "hundred": 5.0})
    assert rounds_of(plain) is None
    thrice = rounds_of(plain.model_copy(update={"rounds": 3}))
    assert thrice is not None
    assert thrice.next == Round(1, 3)
    assert rounds_of(level(rounds=1, practice=0)) is not None, "a test of one round has a result of its own"


@pytest.mark.parametrize(("summary", "expected"), [("mean", 4.0), ("best", 2.0), ("median", 3.0)])
def test_the_summary_is_of_the_rounds_that_count(summary: Summary, expected: float) -> None:
    done = played(level(summary=summary), 99.0, 7.0, 2.0, 3.0)
    assert done.next is None
    assert done.summary == Measure(expected, "deg"), "the practice round of 99 is not in it; best of a measure of which less is better"
    assert [each.value for each in done.values] == [7.0, 2.0, 3.0]


def test_without_all_rounds_there_is_no_summary_and_it_says_why() -> None:
    assert played(level(), 5.0, 4.0, None, 3.0).summary == absent("deg", "round 2 has no value: too short")
    assert played(level(), 5.0, 4.0).summary == absent("deg", "1 of 3 rounds were played")
    poor = played(level(), 5.0).after(result(4.0, quality=replace(GOOD, word="poor", reason="a third is missing")))
    assert poor.summary.why == "round 1 has no value: the signal was poor (a third is missing)"
    stopped = played(level(), 5.0).after(result(4.0, completed=False))
    assert stopped.summary.why == "round 1 has no value: it was stopped"
    other = played(level(primary="movement_error"), 5.0, 4.0)
    assert other.summary.why == "round 1 has no value: this exercise does not measure that"


@given(st.lists(st.floats(-1e6, 1e6), min_size=1, max_size=10), st.sampled_from(["mean", "best", "median"]), st.booleans())
def test_a_summary_lies_among_its_rounds_whatever_their_order(values: list[float], how: Summary, higher: bool) -> None:
    found = summed_up(values, how, higher_is_better=higher)
    assert min(values) - 1e-6 <= found <= max(values) + 1e-6
    assert found == pytest.approx(summed_up(values[::-1], how, higher_is_better=higher), abs=1e-6)
    if how == "best":
        assert found == (max(values) if higher else min(values))


def test_nothing_cannot_be_summed_up() -> None:
    with pytest.raises(ValueError, match="no rounds"):
        summed_up([], "mean", higher_is_better=True)
