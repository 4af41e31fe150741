"""The staircase's rule step by step, and the ability that is found again in simulated people."""

from __future__ import annotations

import math
import random

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from wobblequest.scoring.ability import Ability, success_chance, unknown
from wobblequest.scoring.staircase import AIM_GENTLE, Staircase


def test_up_after_a_success_and_three_times_as_far_down_after_a_miss() -> None:
    stairs = Staircase(5.0, 1.0, 10.0)
    assert stairs.after(True).level == pytest.approx(5.45)
    assert stairs.after(False).level == pytest.approx(5.0 - 0.45 * 3)
    assert Staircase(5.0, 1.0, 10.0, aim=AIM_GENTLE).after(False).level == pytest.approx(5.0 - 0.45 * 4)


def test_steps_are_fine_after_two_turns() -> None:
    stairs = Staircase(5.0, 1.0, 10.0)
    levels = []
    for success in (True, False, True, True, False):
        stairs = stairs.after(success)
        levels.append(stairs.level)
    assert levels == pytest.approx([5.45, 4.1, 4.55, 4.7, 4.25])
    assert stairs.reversals == 3


def test_three_misses_running_take_one_more_coarse_step() -> None:
    stairs = Staircase(8.0, 1.0, 10.0)
    for _ in range(2):
        stairs = stairs.after(False)
    assert stairs.level == pytest.approx(8.0 - 2 * 1.35)
    stairs = stairs.after(False)
    assert stairs.level == pytest.approx(8.0 - 3 * 1.35 - 0.45)
    assert stairs.misses == 0
    assert "3 misses" in stairs.words


@given(st.lists(st.booleans(), max_size=60), st.floats(2, 4), st.sampled_from([0.7, 0.75, 0.8]))
@settings(max_examples=60, deadline=None)
def test_it_never_leaves_its_bounds_and_always_says_why(answers: list[bool], start: float, aim: float) -> None:
    stairs = Staircase(start, 2.0, 4.0, aim)
    for answer in answers:
        before, stairs = stairs, stairs.after(answer)
        assert 2.0 <= stairs.level <= 4.0
        assert stairs.words.endswith(".")
        assert (stairs.level >= before.level) if answer else (stairs.level <= before.level)


@pytest.mark.parametrize(("level", "low", "high", "aim"), [(0.0, 1.0, 2.0, 0.75), (1.5, 2.0, 1.0, 0.75), (math.nan, 1.0, 2.0, 0.75),
                                                          (1.5, 1.0, 2.0, 1.0), (1.5, 1.0, 2.0, 0.3)])
def test_bounds_that_cannot_be_are_refused(level: float, low: float, high: float, aim: float) -> None:
    with pytest.raises(ValueError, match="must"):
        Staircase(level, low, high, aim)


def test_three_in_four_succeed_at_ones_own_level() -> None:
    assert success_chance(5.0, np.array([5.0]))[0] == pytest.approx(0.75)
    chances = success_chance(5.0, np.linspace(-50, 50, 200))
    assert np.all(np.diff(chances) >= 0)
    assert 0.0 < chances[0] < chances[-1] < 1.0


def person(seed: int, attempts: int) -> tuple[float, Ability]:
    """(true ability, estimate) of a simulated person whose difficulty follows the staircase."""
    chance = random.Random(seed)
    true = chance.uniform(2, 9)
    stairs, ability = Staircase(2.0, 1.0, 10.0), unknown(1.0, 10.0)
    for _ in range(attempts):
        success = chance.random() < float(success_chance(stairs.level, np.array([true]))[0])
        ability, stairs = ability.after(stairs.level, success), stairs.after(success)
    return true, ability


def test_the_level_is_found_and_its_uncertainty_is_honest() -> None:
    people = [person(seed, 40) for seed in range(300)]
    off = np.array([ability.level - true for true, ability in people])
    sd = np.array([ability.sd for _, ability in people])
    assert abs(off.mean()) < 0.2  # who starts far below is thought a little too able by the few misses there are
    assert np.sqrt((off**2).mean()) < 0.65
    assert 0.9 <= (np.abs(off) < 1.96 * sd).mean() <= 0.99


def test_the_next_session_starts_easier_and_from_what_is_known() -> None:
    _, ability = person(3, 40)
    assert ability.start == pytest.approx(ability.level - ability.sd)
    again = unknown(1.0, 10.0, guess=ability.level, guess_sd=ability.sd + 0.3)
    assert again.level == pytest.approx(ability.level, abs=0.01)
    assert again.sd == pytest.approx(ability.sd + 0.3, abs=0.02)
    assert again.attempts == 0


@given(st.lists(st.tuples(st.floats(-5, 20), st.booleans()), max_size=30))
@settings(max_examples=40, deadline=None)
def test_a_success_never_lowers_and_a_miss_never_raises_it(attempts: list[tuple[float, bool]]) -> None:
    ability = unknown(1.0, 10.0)
    for level, success in attempts:
        before, ability = ability.level, ability.after(level, success)
        assert ability.probability.sum() == pytest.approx(1.0)
        # the random walk blurs towards the grid's middle at its ends, by less than it wanders
        assert (ability.level > before - 0.02) if success else (ability.level < before + 0.02)


def test_what_cannot_be_is_refused() -> None:
    with pytest.raises(ValueError, match="finite"):
        unknown(1.0, 10.0).after(math.nan, True)
    with pytest.raises(ValueError, match="ladder"):
        unknown(10.0, 1.0)
    with pytest.raises(ValueError, match="positive SD"):
        unknown(1.0, 10.0, guess=5.0)
