from __future__ import annotations

from itertools import pairwise

import pytest

from wobblequest.core.calibration import Calibration
from wobblequest.input.mouse import MouseSource
from wobblequest.input.source import Source

FRAME = Calibration().frame()


def test_the_lean_follows_the_pointer_smoothly() -> None:
    source: Source = MouseSource()
    assert source.info.kind == "mouse"
    assert isinstance(source, MouseSource)
    source.move(0.5, -0.25)
    path = [FRAME.tilt(r.up) for i in range(100) for r in source.poll(i / 50)]
    assert path[-1] == pytest.approx((-3.0, 6.0), abs=0.01)
    rolls = [roll for _, roll in path]
    assert rolls == sorted(rolls)
    assert rolls[0] < 0.5
    assert max(b - a for a, b in pairwise(rolls)) < 0.4


def test_beyond_the_edge_counts_as_at_the_edge() -> None:
    source = MouseSource()
    source.move(30.0, 40.0)
    for i in range(100):
        readings = source.poll(i / 50)
    assert FRAME.tilt(readings[-1].up) == pytest.approx((9.6, 7.2), abs=0.01)


@pytest.mark.parametrize("place", [(float("nan"), 0.0), (0.0, float("inf"))])
def test_a_place_that_is_none_is_refused(place: tuple[float, float]) -> None:
    with pytest.raises(ValueError, match="finite"):
        MouseSource().move(*place)


def test_closed_it_is_over() -> None:
    source = MouseSource()
    source.poll(0.0)
    assert source.link(0.1).state == "live"
    assert source.link(0.1).age_s == pytest.approx(0.1)
    source.close()
    assert source.poll(0.2) == []
    assert source.link(0.2).state == "ended"


def test_after_a_sleep_no_avalanche_comes() -> None:
    source = MouseSource()
    source.poll(0.0)
    assert len(source.poll(100.0)) == 25
