from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import signal

from wobblequest.core.errors import WobbleQuestError
from wobblequest.scoring.lowpass import lowpass


@given(n=st.integers(1, 700), cutoff=st.sampled_from([0.5, 2.0, 5.0, 12.0, 45.0]), seed=st.integers(0, 1000))
def test_equals_scipy_with_its_edges(n: int, cutoff: float, seed: int) -> None:
    x = np.cumsum(np.random.default_rng(seed).normal(size=(2, n)), axis=1) + 20.0
    b, a = signal.butter(2, cutoff, fs=100.0)
    expected = signal.filtfilt(b, a, x, padlen=min(9, n - 1))
    np.testing.assert_allclose(lowpass(x, cutoff, 100.0), expected, atol=1e-9)


def test_default_padding_of_scipy_is_the_one_used() -> None:
    x = np.random.default_rng(1).normal(size=(1, 6000))
    np.testing.assert_allclose(lowpass(x, 5.0, 100.0), signal.filtfilt(*signal.butter(2, 5.0, fs=100.0), x), atol=1e-12)


def test_a_constant_stays_exactly_constant() -> None:
    assert (lowpass(np.full((1, 500), 0.1), 5.0, 100.0) == 0.1).all()


@pytest.mark.parametrize("cutoff", [0.0, -1.0, 50.0, float("nan")])
def test_refuses_a_cutoff_outside_of_the_band(cutoff: float) -> None:
    with pytest.raises(WobbleQuestError, match="low-pass"):
        lowpass(np.zeros((1, 10)), cutoff, 100.0)
