"""Whatever a record holds, the newer families neither raise nor warn nor make up a number."""

from __future__ import annotations

import math

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from wobblequest.core.arena import Point
from wobblequest.core.motion import Motion
from wobblequest.scoring.position_sense import Recall, position_sense_measures
from wobblequest.scoring.rhythm import rhythm_measures

NUMBERS = st.one_of(st.floats(-30, 30), st.sampled_from([math.nan, math.inf, -math.inf, 0.0, 1e200]))
SPOIL = st.lists(st.tuples(st.integers(0, 899), st.integers(0, 5), NUMBERS), max_size=8)


def spoilt(n: int, spoil: list[tuple[int, int, float]], seed: int, breaks: list[int], line: bool) -> Motion:
    """A random walk after a target on a line, or after another random walk; some numbers are not what they should be."""
    chance = np.random.default_rng(seed)
    arrays = np.stack((np.arange(n) / 100, *np.cumsum(chance.normal(size=(4, n)), axis=1), np.full(n, 2.0)))
    if line:
        arrays[3], arrays[4] = 0.0, 6 * np.sin(arrays[0] * math.pi)
    for i, row, x in spoil:
        if i < n:
            arrays[row, i] = x
    return Motion(*arrays, breaks=tuple(breaks))


@given(n=st.integers(0, 900), spoil=SPOIL, seed=st.integers(0, 50), breaks=st.lists(st.integers(0, 900), max_size=3), line=st.booleans(),
       period_s=st.sampled_from([0.01, 1.0, 2.0, 50.0]))
def test_rhythm(n: int, spoil: list[tuple[int, int, float]], seed: int, breaks: list[int], line: bool, period_s: float) -> None:
    measures = rhythm_measures(spoilt(n, spoil, seed, breaks, line), period_s=period_s)
    assert all(measure.value is not None or measure.why for measure in measures.values())


@given(n=st.integers(0, 900), spoil=SPOIL, seed=st.integers(0, 50), breaks=st.lists(st.integers(0, 900), max_size=3),
       recalls=st.lists(st.tuples(st.floats(-1, 10), st.floats(-20, 20), st.floats(-20, 20)), max_size=6), line=st.booleans())
def test_position_sense(n: int, spoil: list[tuple[int, int, float]], seed: int, breaks: list[int],
                        recalls: list[tuple[float, float, float]], line: bool) -> None:
    wanted = [Recall(confirm, Point(0.0 if line else pitch, roll)) for confirm, pitch, roll in recalls]
    measures = position_sense_measures(spoilt(n, spoil, seed, breaks, line), wanted)
    assert all(measure.value is not None or measure.why for measure in measures.values())
