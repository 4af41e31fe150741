from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wobblequest.core.errors import WobbleQuestError
from wobblequest.scoring.points import Anchors, points, stars

RISING = Anchors(20, 50, 65, 80, 95)
FALLING = Anchors(4.0, 2.5, 1.8, 1.2, 0.6)


@pytest.mark.parametrize(("anchors", "value", "wanted", "wanted_stars"), [
    (RISING, -5, 0, 0), (RISING, 20, 0, 0), (RISING, 35, 20, 0), (RISING, 50, 40, 1), (RISING, 57.5, 50, 1), (RISING, 65, 60, 2),
    (RISING, 80, 80, 3), (RISING, 94.99, 99, 3), (RISING, 95, 100, 3), (RISING, 200, 100, 3),
    (FALLING, 9, 0, 0), (FALLING, 4, 0, 0), (FALLING, 2.5, 40, 1), (FALLING, 1.8, 60, 2), (FALLING, 1.2, 80, 3), (FALLING, 0.9, 90, 3),
    (FALLING, 0.6, 100, 3), (FALLING, 0, 100, 3), (RISING, 64.999999, 59, 1), (FALLING, 1.8000001, 59, 1),
])
def test_lines_through_the_anchors(anchors: Anchors, value: float, wanted: int, wanted_stars: int) -> None:
    assert (points(value, anchors), stars(value, anchors)) == (wanted, wanted_stars)


@st.composite
def anchors_of_any_size(draw: st.DrawFn) -> Anchors:
    start = draw(st.floats(-100, 100))
    steps = draw(st.lists(st.floats(0.001, 50), min_size=4, max_size=4))
    sign = draw(st.sampled_from([1, -1]))
    values = [start]
    for step in steps:
        values.append(values[-1] + sign * step)
    return Anchors(*values)


@given(anchors=anchors_of_any_size(), a=st.floats(-300, 300), b=st.floats(-300, 300))
def test_better_is_never_less_and_stars_agree_with_points(anchors: Anchors, a: float, b: float) -> None:
    worse, better = (a, b) if (b >= a) == anchors.higher_is_better else (b, a)
    assert 0 <= points(worse, anchors) <= points(better, anchors) <= 100
    for value in (a, b, *anchors.values):
        assert stars(value, anchors) == sum(points(value, anchors) >= limit for limit in (40, 60, 80))
    for value, wanted in zip(anchors.values, (0, 40, 60, 80, 100), strict=True):
        assert points(value, anchors) == wanted


@pytest.mark.parametrize("values", [
    (0, 1, 1, 2, 3), (0, 1, 2, 1.5, 3), (3, 2, 1, 0, 0), (0, 0, 0, 0, 0), (0, 1, 2, 3, math.inf), (math.nan, 1, 2, 3, 4),
])
def test_refuses_anchors_that_do_not_rise_or_fall(values: tuple[float, ...]) -> None:
    with pytest.raises(WobbleQuestError, match="anchors"):
        Anchors(*values)


@pytest.mark.parametrize("value", [math.nan, math.inf])
def test_refuses_what_is_no_value(value: float) -> None:
    with pytest.raises(WobbleQuestError, match="finite"):
        points(value, RISING)
