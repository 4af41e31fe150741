"""A session of a programme: the order of its parts, difficulty within bounds, and the reasons that are told."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.levels.test_programme import LEVELS, programme
from wobblequest.core.chance import Chance
from wobblequest.core.messages import Message
from wobblequest.core.result import Quality, Result
from wobblequest.levels.programme import Programme, by_id
from wobblequest.scoring.ability import Ability, success_chance, unknown
from wobblequest.session import programme as runs

BY_ID = by_id(LEVELS)


def result(level: str, stars: int | None, seconds: float = 30.0) -> Result:
    return Result("t", level, "reach", "serial", True, seconds, 1, {}, None, stars, 1, Quality(100.0, 0, 0, 0.0, word="good"))


def played(run: runs.Run, stars: list[int | None], seconds: float = 30.0) -> tuple[runs.Run, list[runs.Step]]:
    steps = []
    for each in stars:
        step = runs.next_step(run)
        if step is None:
            break
        steps.append(step)
        run = runs.after(run, result(step.level.id, each, seconds))
    return run, steps


def with_safety(**limits: float) -> Programme:
    data = programme().model_dump()
    return Programme.model_validate(data | {"safety": data["safety"] | limits})


def at(drill: str, ability: Ability) -> dict[str, Ability]:
    """The same ability told of every level of a drill."""
    return {level.id: ability for level in BY_ID.values() if level.drill == drill}


def known(level: float) -> Ability:
    ability = unknown(0.0, 10.0, guess=level, guess_sd=0.3)
    for _ in range(3):
        ability = ability.after(level, True)
    return ability


def test_a_session_goes_from_warm_up_through_its_blocks_to_the_closing_level_and_ends() -> None:
    run, steps = played(runs.begin(programme(), BY_ID, {}), [2] * 20)
    assert [step.part for step in steps] == ["warm-up", *["practise"] * 6, "closing"]
    assert [step.level.drill for step in steps] == ["hold", "reach", "reach", "reach", "hold", "hold", "hold", "hold"]
    assert steps[0].level.id == "hold-1"
    assert steps[-1].level.id == "hold-2"
    assert runs.next_step(run) is None
    assert run.played == len(steps)


def test_an_evaluation_is_its_tests_alone() -> None:
    _, steps = played(runs.begin(programme(), BY_ID, {}, evaluate=True), [None] * 5)
    assert [(step.part, step.level.id) for step in steps] == [("test", "recall-test")]


def test_pain_is_asked_for_after_each_block() -> None:
    _, steps = played(runs.begin(programme(), BY_ID, {}), [2] * 20)
    assert [step.asks for step in steps] == [False, False, False, True, False, False, True, True]


def test_success_makes_it_harder_and_says_what_changes() -> None:
    _, steps = played(runs.begin(programme(), BY_ID, {}), [2, 3, 3, 3])
    practised = [step.level.difficulty for step in steps if step.part == "practise"]
    assert practised == sorted(practised)
    assert steps[1].why == "This is where it begins"
    assert all(isinstance(step.why, Message) and not step.why.endswith(".") for step in steps)


def test_a_miss_makes_it_easier_and_says_what_changes() -> None:
    run = runs.begin(programme(), BY_ID, at("reach", known(BY_ID["reach-4"].difficulty)))
    _, steps = played(run, [2, 0, 0])
    first, second = steps[1], runs.next_step(played(run, [2, 0])[0])
    assert second is not None
    assert second.level.difficulty < first.level.difficulty
    assert second.why.startswith("Missed: a little easier, ")
    assert len(second.why) > len("Missed: a little easier, ")


def test_it_begins_a_little_easier_than_the_ability_and_within_bounds() -> None:
    top = runs.begin(programme(), BY_ID, at("reach", known(9.9)))
    assert top.courses[0].level.id == "reach-4"
    bottom = runs.begin(programme(), BY_ID, at("reach", known(0.1)))
    assert bottom.courses[0].level.id == "reach-1"
    hardly = unknown(0.0, 10.0).after(9.0, True)
    assert runs.begin(programme(), BY_ID, at("hold", hardly)).courses[1].level.id == "hold-2", "one trial says nothing yet"


def test_what_cannot_be_judged_changes_nothing() -> None:
    run, _ = played(runs.begin(programme(), BY_ID, {}), [2, None])
    step = runs.next_step(run)
    assert step is not None
    assert step.level.id == "reach-1"
    assert step.why == "That one could not be judged: the same again"


def test_a_long_rest_comes_once_enough_was_worked_without_one() -> None:
    _, steps = played(runs.begin(programme(), BY_ID, {}), [2] * 20, seconds=60.0)
    rests = [step.rest_s for step in steps]
    assert rests[5] == 120.0  # with this trial six minutes are full
    assert rests[:5] == [30.0] * 5
    assert rests[6] == 30.0


def test_a_long_rest_comes_after_a_test_whose_rounds_were_more_than_a_minute_of_work() -> None:
    data = programme().model_dump()
    tests = ("test-time-in-zone-left", "test-limits-of-stability", "test-time-in-zone-right")
    run = runs.begin(Programme.model_validate(data | {"evaluation": {"tests": tests}}), BY_ID, {}, evaluate=True)
    rests = []
    for seconds in (130.0, 240.0, 130.0):
        step = runs.next_step(run)
        assert step is not None
        run = runs.after(run, result(step.level.id, None, seconds))
        rests.append((run.rest_s, run.bout_s))
    assert rests == [(60.0, 130.0), (120.0, 0.0), (60.0, 130.0)]


def test_once_enough_was_worked_the_session_closes() -> None:
    _, steps = played(runs.begin(with_safety(most_work_min=2.0), BY_ID, {}), [2] * 20, seconds=60.0)
    assert [step.part for step in steps] == ["warm-up", "practise", "closing"]
    assert "enough for today" in steps[-1].why


def test_pain_ends_it_at_once() -> None:
    run = runs.stop(runs.begin(programme(), BY_ID, {}), "There was pain.")
    assert runs.next_step(run) is None
    assert runs.after(run, result("hold-1", 3)) == run


@given(st.lists(st.one_of(st.none(), st.integers(0, 3)), min_size=1, max_size=12), st.floats(0, 10), st.sampled_from((70, 75, 80)))
def test_it_never_leaves_its_bounds_and_rises_one_level_at_a_time(stars: list[int | None], ability: float, aim: int) -> None:
    data = programme().model_dump() | {"aim_pct": aim}
    run = runs.begin(Programme.model_validate(data), BY_ID, at("reach", known(ability)))
    _, steps = played(run, stars)
    places = [[s.level.difficulty for s in steps if s.part == "practise" and s.level.drill == drill] for drill in ("reach", "hold")]
    for drill, (low, high) in zip(places, (("reach-1", "reach-4"), ("hold-1", "hold-3")), strict=True):
        assert all(BY_ID[low].difficulty <= d <= BY_ID[high].difficulty for d in drill)
    for course in run.courses:
        ladder = [level.difficulty for level in course.levels]
        for drill in places:
            for before, now in pairwise(drill):
                if before in ladder and now in ladder:
                    assert ladder.index(now) - ladder.index(before) <= 1


def test_success_is_held_near_the_aim_for_someone_of_a_constant_ability() -> None:
    """Outside value: the rule's own fixed point, p = aim, for a chance of success that falls with difficulty (Kaernbach 1991)."""
    data = programme().model_dump()
    block = {"drill": "recall", "trials": 10, "easiest": "recall-1", "hardest": "recall-10", "rest_s": 30.0, "start": None}
    data["session"]["blocks"] = [block]
    chance, ability, wins, tries = Chance(3, "test"), 5.0, 0, 0
    estimate = unknown(0.0, 10.0)
    for _ in range(60):
        run = runs.begin(Programme.model_validate(data), BY_ID, at("recall", estimate))
        while (step := runs.next_step(run)) is not None:
            success = chance.uniform(0, 1) < float(success_chance(step.level.difficulty, np.array([ability]))[0])
            if step.part == "practise":
                wins, tries = wins + success, tries + 1
                estimate = estimate.after(step.level.difficulty, success)
            run = runs.after(run, result(step.level.id, 2 if success else 1))
    assert wins / tries == pytest.approx(0.75, abs=0.12)
    assert estimate.level == pytest.approx(ability, abs=0.7)
