from __future__ import annotations

import numpy as np
import pytest

from wobblequest.draw import coverage


def area(cover: np.ndarray) -> float:
    return float(cover.sum())


@pytest.mark.parametrize("radius", [5.0, 12.6, 63.3])
@pytest.mark.parametrize("off", [0.0, 0.25, 0.5])
def test_a_disc_has_the_area_of_a_disc_wherever_it_lies(radius: float, off: float) -> None:
    n = 2 * int(radius + 4)
    assert area(coverage.disc((n, n), (n / 2 + off, n / 2), radius)) == pytest.approx(np.pi * radius**2, rel=0.01)


def test_a_ring_has_its_area_and_an_arc_its_share() -> None:
    size, centre = (140, 140), (70.0, 70.0)
    whole = np.pi * (60**2 - 50**2)
    assert area(coverage.ring(size, centre, 50, 60)) == pytest.approx(whole, rel=0.01)
    ends = np.pi * 5**2
    for share in (0.25, 0.5, 0.75):
        assert area(coverage.arc(140, 50, 60, share)) == pytest.approx(whole * share + ends, rel=0.03)
    assert np.array_equal(coverage.arc(140, 50, 60, 1.0), coverage.ring(size, centre, 50, 60))


def test_an_arc_begins_at_the_top_and_goes_clockwise() -> None:
    quarter = coverage.arc(100, 30, 40, 0.25)
    assert quarter[15, 55] > 0.9, "just right of the top"
    assert quarter[45, 85] > 0.9, "just above the right"
    assert quarter[60:, :].max() == 0, "nothing below the right's round end"
    assert quarter[:, :40].max() == 0, "nothing left"


def test_edges_are_smooth() -> None:
    cover = coverage.disc((60, 60), (30, 30), 20)
    assert np.count_nonzero((cover > 0.05) & (cover < 0.95)) > 80
    painted = coverage.painted((60, 60), lambda pen: pen.polygon([(5, 8), (55, 20), (20, 50)]))
    assert np.count_nonzero((painted > 0.05) & (painted < 0.95)) > 60


def test_rounded_corners_are_round() -> None:
    cover = coverage.rounded((80, 60), (0, 0, 80, 60), 20)
    assert cover[0, 0] == 0
    assert cover[30, 40] == 1
    assert area(cover) == pytest.approx(80 * 60 - (4 - np.pi) * 20**2, rel=0.005)


def test_layers_mix_as_paint_does() -> None:
    full = np.ones((4, 4), np.float32)
    mixed = coverage.surface([(full, (0, 0, 0), 1.0), (full, (200, 100, 50), 0.5)])
    assert tuple(mixed.get_at((1, 1))) == pytest.approx((100, 50, 25, 255), abs=1)
    glass = coverage.surface([(full * 0.5, (200, 100, 50), 1.0)])
    assert tuple(glass.get_at((1, 1))) == pytest.approx((200, 100, 50, 128), abs=1)


def test_a_line_is_as_wide_as_asked() -> None:
    cover = coverage.painted((100, 40), lambda pen: pen.line([(10, 20), (90, 20)], 12))
    assert cover[:, 50].sum() == pytest.approx(12, abs=0.6)
    erased = coverage.painted((100, 40), lambda pen: (pen.line([(10, 20), (90, 20)], 12), pen.disc((50, 20), 8, erase=True))[0])
    assert erased[20, 50] == 0
