from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from wobblequest.core.chance import Chance


def test_the_draws_of_a_seed_never_change() -> None:
    # Written down once: a change here would change every recorded trial's targets.
    chance = Chance(7, "reach")
    assert chance.shuffled(range(8)) == (7, 0, 2, 1, 5, 6, 4, 3)
    assert chance.uniform(0, 1) == 0.5021086963845864
    assert chance.normal() == -0.026813014951366804
    assert chance.below(100) == 40


@given(st.integers(0, 2**31), st.lists(st.integers(), max_size=20))
def test_shuffling_keeps_all_items(seed: int, items: list[int]) -> None:
    assert sorted(Chance(seed).shuffled(items)) == sorted(items)


def test_purposes_are_independent() -> None:
    assert Chance(1, "a").uniform(0, 1) != Chance(1, "b").uniform(0, 1)


def test_normal_draws_have_the_asked_spread() -> None:
    chance = Chance(3)
    draws = np.array([chance.normal(2.0) for _ in range(20_000)])
    assert abs(draws.mean()) < 0.05
    assert abs(draws.std() - 2.0) < 0.05


def test_every_place_is_equally_likely() -> None:
    chance = Chance(5)
    first = [chance.shuffled(range(4))[0] for _ in range(8000)]
    assert all(abs(first.count(k) - 2000) < 200 for k in range(4))
