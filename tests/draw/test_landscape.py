"""The hills behind the map: smooth, from edge to edge, and never above what is asked."""

from __future__ import annotations

import numpy as np
import pytest

pytest.importorskip("pygame")

from wobblequest.draw.landscape import RIDGES, ridge


@pytest.mark.parametrize("shape", RIDGES)
def test_a_ridge_covers_all_below_it_and_nothing_above(shape: tuple[float, float, float, float]) -> None:
    covered = ridge((640, 300), *shape)
    assert covered.shape == (300, 640)
    assert (np.diff(covered, axis=0) >= 0).all(), "downwards it only gets more"
    assert (covered[-1] == 1).all()
    below, high = shape[:2]
    assert (covered[: int(300 * below) - 1] == 0).all()
    crest = 300 - covered.sum(axis=0)
    assert crest.min() >= 300 * below - 1
    assert crest.max() <= 300 * (below + high) + 1
    assert np.abs(np.diff(crest)).max() < 1.5, "no steps"
