from __future__ import annotations

from collections import Counter
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from wobblequest.core.chance import Chance
from wobblequest.drills.sequence import sequence


@given(st.integers(1, 8), st.integers(1, 40), st.integers(0, 2**31))
def test_random_is_balanced_and_never_the_same_twice_running(n: int, count: int, seed: int) -> None:
    directions = [360.0 * i / n for i in range(n)]
    order = sequence(directions, count, "random", Chance(seed))
    assert len(order) == count
    counts = Counter(order)
    assert max(counts.values()) - min(counts.get(d, 0) for d in directions) <= 1
    if n > 1:
        assert all(a != b for a, b in pairwise(order))


def test_clockwise_goes_round_whatever_the_file_s_order() -> None:
    assert sequence([270.0, 0.0, 90.0], 5, "clockwise", Chance(1)) == (0.0, 90.0, 270.0, 0.0, 90.0)


def test_every_direction_can_come_first() -> None:
    assert {sequence([0.0, 90.0, 180.0, 270.0], 4, "random", Chance(seed))[0] for seed in range(60)} == {0.0, 90.0, 180.0, 270.0}
