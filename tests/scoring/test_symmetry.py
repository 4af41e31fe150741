"""Even posture: motions whose symmetry is known from how they were made."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from wobblequest.core.motion import Array, Motion
from wobblequest.core.result import Measure
from wobblequest.scoring.symmetry import DEAD_BAND_DEG, TiltAxis, symmetry_measures

BOTH: tuple[TiltAxis, ...] = ("pitch", "roll")
PAIRS = (("time_symmetry_pct", "time_symmetry_front_back_pct"), ("tilt_symmetry_pct", "tilt_symmetry_front_back_pct"))


def value(measures: dict[str, Measure], name: str) -> float:
    found = measures[name].value
    assert isinstance(found, float), f"{name}: {measures[name]}"
    return found


def posture(pitch: Array, roll: Array, band_deg: float = 3.0, rate_hz: float = 100.0) -> Motion:
    n = pitch.size
    return Motion(np.arange(n) / rate_hz, pitch, roll, np.zeros(n), np.zeros(n), np.full(n, band_deg))


def shares(*parts: tuple[float, float]) -> Array:
    """(tilt, seconds) one after another, at 100 Hz, as often as fills some minutes: the ends then hardly weigh."""
    once = np.concatenate([np.full(round(100 * seconds), tilt) for tilt, seconds in parts])
    return np.tile(once, 20)


def test_time_and_tilt_are_compared_as_they_were_made() -> None:
    roll = shares((6.0, 3.0), (0.5, 2.0), (-2.0, 1.0), (-0.9, 1.0))
    m = symmetry_measures(posture(np.zeros_like(roll), roll), axes=BOTH)
    assert value(m, "time_symmetry_pct") == pytest.approx(100 * (3 - 1) / (3 + 1), abs=0.05)
    assert value(m, "tilt_symmetry_pct") == pytest.approx(100 * (6 - 2) / (6 + 2), abs=0.05)
    assert value(m, "mean_roll") == pytest.approx((18 + 1 - 2 - 0.9) / 7)
    assert m["time_symmetry_front_back_pct"].why == "the tilt was never more than 1° to the front or back"
    assert m["tilt_symmetry_front_back_pct"].why == "the tilt was never more than 1° to the front"


def test_it_is_half_of_the_published_symmetry_index() -> None:
    """Robinson et al.: (right - left) / half of (right + left), in per cent; here with mean tilts in place of forces."""
    right, left = 5.0, 3.5
    roll = shares((right, 1.0), (-left, 1.0))
    m = symmetry_measures(posture(np.zeros_like(roll), roll), axes=BOTH)
    robinson = 100 * (right - left) / (0.5 * (right + left))
    assert value(m, "tilt_symmetry_pct") == pytest.approx(robinson / 2)
    assert value(m, "time_symmetry_pct") == pytest.approx(0.0, abs=0.03)


@pytest.mark.parametrize("height", [2.0, 6.0])
@pytest.mark.parametrize("bias", [0.0, 0.7, -1.5])
def test_a_sine_about_a_bias_has_the_time_that_its_arccosine_gives(height: float, bias: float) -> None:
    """A sine of height A about b is beyond d for arccos((d - b) / A) / pi of its time."""
    t = np.arange(0, 60, 0.001)
    roll = bias + height * np.sin(2 * np.pi * t)
    right, left = (math.acos(min(1.0, (DEAD_BAND_DEG - s * bias) / height)) / math.pi for s in (1, -1))
    m = symmetry_measures(posture(roll, roll, rate_hz=1000.0), axes=BOTH)
    assert value(m, "time_symmetry_pct") == pytest.approx(100 * (right - left) / (right + left), abs=0.1)


@pytest.mark.parametrize(("axes", "expected"), [(("roll",), 50.0), (("pitch",), 75.0), (("pitch", "roll"), 25.0)])
def test_the_band_counts_on_the_axes_that_are_asked_for(axes: tuple[TiltAxis, ...], expected: float) -> None:
    roll = shares((3.0, 1.0), (-3.1, 1.0), (0.0, 1.0), (9.0, 1.0))
    pitch = shares((-5.0, 1.0), (0.0, 1.0), (2.9, 1.0), (3.0, 1.0))
    assert value(symmetry_measures(posture(pitch, roll), axes=axes), "band_time_pct") == pytest.approx(expected, abs=0.02)


def test_a_band_that_changed_counts_as_it_was() -> None:
    roll = np.full(2000, 4.0)
    motion = posture(np.zeros_like(roll), roll)
    motion.target_radius_deg[1000:] = 5.0
    assert value(symmetry_measures(motion, axes=("roll",)), "band_time_pct") == pytest.approx(50.0, abs=0.1)


tilts = st.lists(st.floats(-20, 20), min_size=10, max_size=80)


@given(roll=tilts)
@settings(max_examples=50)
def test_mirrored_it_is_the_same_with_the_other_sign_and_turned_it_is_front_and_back(roll: list[float]) -> None:
    x = np.array(roll)
    still = np.zeros_like(x)
    one, mirrored, turned = (symmetry_measures(m, axes=BOTH) for m in (posture(still, x), posture(still, -x), posture(x, still)))
    for side, front in PAIRS:
        if one[side].value is None:
            assert mirrored[side].value is None
            assert turned[front].value is None
        else:
            assert -100.0 <= value(one, side) <= 100.0
            assert value(mirrored, side) == pytest.approx(-value(one, side), abs=1e-9)
            assert value(turned, front) == pytest.approx(value(one, side), abs=1e-9)
    assert value(one, "band_time_pct") == pytest.approx(value(mirrored, "band_time_pct"))


def test_a_rate_that_changes_halfway_weighs_no_side_more() -> None:
    t = np.concatenate([np.arange(0, 10, 0.01), np.arange(10, 20, 0.0125)])
    roll = np.where(t < 10, 3.0, -3.0)
    n = t.size
    m = symmetry_measures(Motion(t, np.zeros(n), roll, np.zeros(n), np.zeros(n), np.full(n, 4.0)), axes=("roll",))
    assert value(m, "time_symmetry_pct") == pytest.approx(0.0, abs=0.2)


def test_what_cannot_be_computed_says_why() -> None:
    nothing = symmetry_measures(Motion(*(np.empty(0) for _ in range(6))), axes=("roll",))
    assert nothing["band_time_pct"].why == "there are not two usable samples"
    assert nothing["mean_roll"].why == "there are not two usable samples"
    level = np.zeros(500)
    no_band = symmetry_measures(Motion(np.arange(500) / 100, level, level), axes=("roll",))
    assert no_band["band_time_pct"].why == "no goal band is known"
    assert no_band["time_symmetry_pct"].why == "the tilt was never more than 1° to either side"
    one_side = symmetry_measures(posture(level, level + 5.0), axes=("roll",))
    assert value(one_side, "time_symmetry_pct") == 100.0
    assert one_side["tilt_symmetry_pct"].why == "the tilt was never more than 1° to the left"
    with pytest.raises(ValueError, match="one axis at least"):
        symmetry_measures(posture(level, level), axes=())
