from __future__ import annotations

from statistics import fmean

import pytest

from wobblequest.core.arena import CENTRE, Target
from wobblequest.core.chance import Chance
from wobblequest.drills.drill import Answer, Asks, Question
from wobblequest.input.person import Person
from wobblequest.input.second_task import SecondTask
from wobblequest.input.simulated import SimulatedSource


def answered(
    skill: float, seed: int, load: float, *, moving: bool = False, asks: Asks = "press", n: int = 200,
) -> list[tuple[bool, float | None]]:
    """(Right, seconds it took or None) of n questions of 4 s, every other one to be pressed for."""
    person, out = SecondTask(skill, Chance(seed)), []
    for i in range(n):
        question = Question(asks, 4.0 * i, i % 2 == 0, load, moving)
        said: tuple[Answer, float] | None = None
        for k in range(400):
            found = person.answer(question, 4.0 * i + k / 100)
            if found is not None:
                assert said is None, "one answer to a question"
                said = found, k / 100
        right = (said is not None and said[0] == "right") if asks == "mark" else (said is not None) == question.press
        out.append((right, None if said is None else said[1]))
    return out


def share(found: list[tuple[bool, float | None]]) -> float:
    return fmean(right for right, _ in found)


def time_s(found: list[tuple[bool, float | None]]) -> float:
    return fmean(t for _, t in found if t is not None)


def test_the_better_the_skill_the_more_is_right_and_the_sooner() -> None:
    people = [answered(skill, 1, 0.8, moving=True) for skill in (0.1, 0.4, 0.7, 1.0)]
    assert [share(each) for each in people] == sorted(share(each) for each in people)
    assert [time_s(each) for each in people] == sorted((time_s(each) for each in people), reverse=True)
    assert share(people[0]) < 0.75
    assert share(people[3]) > 0.93
    assert 0.4 < time_s(people[3]) < time_s(people[0]) < 2.5


@pytest.mark.parametrize("asks", ["press", "mark"])
def test_a_heavier_task_and_a_movement_meanwhile_cost_time_and_errors(asks: Asks) -> None:
    light, heavy, both = (
        answered(0.4, 2, load, moving=moving, asks=asks) for load, moving in ((0.2, False), (0.9, False), (0.9, True))
    )
    assert share(light) > share(heavy) > share(both)
    assert time_s(light) < time_s(heavy) < time_s(both)


def test_the_same_chance_gives_the_same_answers_and_another_other_ones() -> None:
    assert answered(0.5, 3, 0.6) == answered(0.5, 3, 0.6)
    assert answered(0.5, 3, 0.6) != answered(0.5, 4, 0.6)


def test_an_answer_that_would_come_after_the_question_does_not_come() -> None:
    person = SecondTask(0.0, Chance(1))
    question = Question("press", 0.0, True, 1.0, True)
    assert person.answer(question, 0.1) is None
    assert person.answer(None, 0.2) is None
    assert all(person.answer(question, t / 10) is None for t in range(3, 40))


def test_a_second_task_makes_a_person_less_steady_and_who_is_practised_less_so() -> None:
    def sway(skill: float, load: float) -> float:
        out = []
        for seed in range(4):
            person = Person(skill, seed)
            person.aim(Target(CENTRE, 4.0, load=load))
            out.append(fmean(person.at(i / 50)[0].distance_to(CENTRE) for i in range(100, 1000)))
        return fmean(out)

    costs = {skill: sway(skill, 0.9) / sway(skill, 0.0) for skill in (0.3, 0.9)}
    assert costs[0.3] > costs[0.9] > 1.05


def test_where_nothing_else_is_asked_the_motion_is_what_it_was() -> None:
    """So that recordings of all other drills stay the same: answers have their own chance, and no load draws nothing."""
    alone, asked = SimulatedSource(0.5, 7, 50.0), SimulatedSource(0.5, 7, 50.0)
    for i in range(300):
        for source in (alone, asked):
            source.aim(Target(CENTRE, 4.0))
        asked.answer(Question("press", 2.0 * (i // 100), True, 0.5, False), i / 50)
        assert alone.step() == asked.step()
