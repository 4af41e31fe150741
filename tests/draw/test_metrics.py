from __future__ import annotations

import math

import pytest

from wobblequest.core.errors import UsageError
from wobblequest.draw.metrics import Metrics


@pytest.mark.parametrize(("diagonal_in", "capital_px"), [(24.0, 84), (32.0, 63), (43.0, 47)])
def test_instructions_have_the_published_heights_at_two_metres(diagonal_in: float, capital_px: int) -> None:
    assert round(Metrics(1920, 1080, diagonal_in).capital_px(40)) == capital_px


def test_dot_target_and_line_have_their_angles() -> None:
    m = Metrics(1920, 1080)
    px_per_mm = math.hypot(1920, 1080) / (24 * 25.4)
    assert 2 * m.cursor_radius_px / px_per_mm == pytest.approx(2000 * math.radians(1.0), rel=1e-3)
    assert 2 * m.target_radius_px / px_per_mm == pytest.approx(2000 * math.radians(2.0), rel=1e-3)
    assert m.line_px / px_per_mm == pytest.approx(2000 * math.radians(0.1), rel=1e-3)


def test_the_persons_scale_is_for_words_and_never_goes_under_the_floor() -> None:
    usual, large, small = (Metrics(1920, 1080, scale_pct=s) for s in (100, 200, 75))
    assert large.capital_px(30) == pytest.approx(2 * usual.capital_px(30))
    assert small.capital_px(20) == usual.floor_px
    assert large.cursor_radius_px == usual.cursor_radius_px


def test_a_window_is_the_same_picture_smaller() -> None:
    full, window = Metrics(1920, 1080), Metrics(1280, 720)
    assert window.capital_px(40) == pytest.approx(full.capital_px(40) * 2 / 3)


def test_nearer_is_smaller() -> None:
    assert Metrics(1920, 1080, distance_m=1.0).capital_px(40) == pytest.approx(Metrics(1920, 1080).capital_px(40) / 2, rel=1e-3)


@pytest.mark.parametrize(("wrong", "named"), [
    ({"diagonal_in": 0.0}, "diagonal"), ({"diagonal_in": math.nan}, "diagonal"), ({"distance_m": math.inf}, "distance"),
    ({"scale_pct": 201.0}, "scale"), ({"width_px": 0}, "bigger"),
])
def test_senseless_sizes_are_refused_in_words(wrong: dict[str, float], named: str) -> None:
    with pytest.raises(UsageError, match=named):
        Metrics(**{"width_px": 1280, "height_px": 720, **wrong})  # type: ignore[arg-type]
