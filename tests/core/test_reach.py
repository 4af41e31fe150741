from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wobblequest.core.errors import WobbleQuestError
from wobblequest.core.reach import DIRECTIONS_DEG, Reach

eight = st.lists(st.floats(1.0, 25.0), min_size=8, max_size=8)


@given(eight)
def test_the_curve_goes_through_the_eight_leans(leans: list[float]) -> None:
    reach = Reach(tuple(leans))  # type: ignore[arg-type]
    for direction, lean in zip(DIRECTIONS_DEG, leans, strict=True):
        assert reach.at(direction) == pytest.approx(lean)
        assert reach.at(direction - 720.0) == pytest.approx(lean)


@given(eight, st.floats(-1000.0, 1000.0))
def test_the_curve_stays_between_the_neighbouring_leans(leans: list[float], direction: float) -> None:
    reach = Reach(tuple(leans))  # type: ignore[arg-type]
    i = int((direction % 360.0) / 45.0) % 8
    low, high = sorted((leans[i], leans[(i + 1) % 8]))
    assert low - 1e-9 <= reach.at(direction) <= high + 1e-9


@given(eight, st.floats(0.0, 360.0))
def test_the_curve_is_smooth(leans: list[float], direction: float) -> None:
    reach = Reach(tuple(leans))  # type: ignore[arg-type]
    assert abs(reach.at(direction + 0.01) - reach.at(direction)) < 0.03


@pytest.mark.parametrize("bad", [0.0, 26.0, float("nan"), float("inf"), -5.0])
def test_an_impossible_lean_is_refused_in_one_sentence(bad: float) -> None:
    with pytest.raises(WobbleQuestError, match="eight leans between 1° and 25°"):
        Reach((10.0,) * 7 + (bad,))
