"""Rhythmic weight shift: sines whose measures are known in closed form."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from wobblequest.core.errors import WobbleQuestError
from wobblequest.core.motion import Motion
from wobblequest.core.result import Measure
from wobblequest.scoring.rhythm import rhythm_measures

PERIOD_S = 4.0


def value(measures: dict[str, Measure], name: str) -> float:
    found = measures[name].value
    assert isinstance(found, float), f"{name}: {measures[name]}"
    return found


def shift(
    *, direction_deg: float = 90.0, far_deg: float = 6.0, gain: float = 0.8, lag_s: float = 0.3, off_deg: float = 1.0, cycles: float = 8.0,
    rate_hz: float = 100.0, bias: tuple[float, float] = (0.0, 0.0),
) -> Motion:
    """A target going to and fro as a sine; a dot that lags, goes less far, and sways across at twice the pace. 0 is forward, 90 right."""
    t = np.arange(round(cycles * PERIOD_S * rate_hz) + 1) / rate_hz
    w = 2 * math.pi / PERIOD_S
    c, s = math.cos(math.radians(direction_deg)), math.sin(math.radians(direction_deg))
    target, on, off = far_deg * np.sin(w * t), gain * far_deg * np.sin(w * (t - lag_s)), off_deg * np.sin(2 * w * t + 0.4)
    return Motion(t, bias[0] + c * on - s * off, bias[1] + s * on + c * off, c * target, s * target, np.full_like(t, 2.0))


@pytest.mark.parametrize("direction_deg", [0.0, 45.0, 90.0, 135.0])
def test_a_sine_behind_a_sine_has_the_measures_it_was_made_with(direction_deg: float) -> None:
    m = rhythm_measures(shift(direction_deg=direction_deg, bias=(1.0, -2.0)), period_s=PERIOD_S)
    assert value(m, "lag_on_axis_s") == pytest.approx(0.3, abs=0.004)
    assert value(m, "phase_lag_on_axis") == pytest.approx(360 * 0.3 / PERIOD_S, abs=0.4)
    assert value(m, "gain_on_axis") == pytest.approx(0.8, rel=0.01)
    # the SD of a sine is its height / √2, so the ratio is that of the heights; whole cycles, bias does not matter
    assert value(m, "directional_control_sd_pct") == pytest.approx(100 * (1 - 1.0 / 4.8), abs=0.05)
    # a sine of height A goes 4A a cycle
    assert value(m, "target_velocity") == pytest.approx(4 * 6.0 / PERIOD_S, rel=1e-3)
    assert value(m, "on_axis_velocity") == pytest.approx(4 * 4.8 / PERIOD_S, rel=0.01)
    assert value(m, "off_axis_velocity") == pytest.approx(2 * 4 * 1.0 / PERIOD_S, rel=0.02)


def test_the_first_cycle_does_not_count() -> None:
    motion = shift()
    spoilt = shift()
    first = spoilt.t_s < PERIOD_S - 0.005
    spoilt.pitch_deg[first] += 30.0
    spoilt.roll_deg[first] = 0.0
    assert rhythm_measures(spoilt, period_s=PERIOD_S) == rhythm_measures(motion, period_s=PERIOD_S)


def test_turning_the_board_turns_nothing_but_the_axis() -> None:
    across, along = (rhythm_measures(shift(direction_deg=direction_deg), period_s=PERIOD_S) for direction_deg in (90.0, 0.0))
    for name in across:
        if across[name].value is not None:
            assert value(across, name) == pytest.approx(value(along, name), abs=1e-6), name


@given(scale=st.floats(0.1, 10.0))
@settings(max_examples=10, deadline=None)
def test_scaling_scales_velocities_and_leaves_shares(scale: float) -> None:
    motion = shift()
    bigger = Motion(motion.t_s, *(scale * np.asarray(x) for x in (
        motion.pitch_deg, motion.roll_deg, motion.target_pitch_deg, motion.target_roll_deg, motion.target_radius_deg)))
    one, other = rhythm_measures(motion, period_s=PERIOD_S), rhythm_measures(bigger, period_s=PERIOD_S)
    for name in ("on_axis_velocity", "off_axis_velocity", "target_velocity"):
        assert value(other, name) == pytest.approx(scale * value(one, name), rel=1e-9)
    for name in ("directional_control_sd_pct", "gain_on_axis", "lag_on_axis_s", "phase_lag_on_axis"):
        assert value(other, name) == pytest.approx(value(one, name), rel=1e-7, abs=1e-7)


def test_twice_the_rate_changes_little() -> None:
    slow, fast = rhythm_measures(shift(rate_hz=100.0), period_s=PERIOD_S), rhythm_measures(shift(rate_hz=200.0), period_s=PERIOD_S)
    for name in ("on_axis_velocity", "off_axis_velocity", "directional_control_sd_pct", "gain_on_axis", "lag_on_axis_s"):
        assert value(fast, name) == pytest.approx(value(slow, name), rel=0.005, abs=1e-3), name


@pytest.mark.parametrize(("motion", "why"), [
    (Motion(np.arange(1000) / 100, np.zeros(1000), np.zeros(1000)), "no target is known"),
    (shift(cycles=0.9), "after the first cycle"),
    (Motion(*(np.empty(0) for _ in range(3))), "no target is known"),
    (Motion(np.arange(1000) / 100, *(np.full(1000, x) for x in (np.nan, 0.0, 3.0, 0.0, 2.0))), "two usable samples"),
])
def test_what_cannot_be_computed_says_why(motion: Motion, why: str) -> None:
    m = rhythm_measures(motion, period_s=PERIOD_S)
    assert m["directional_control_sd_pct"].value is None
    assert why in (m["directional_control_sd_pct"].why or "")


def test_a_target_that_stands_or_circles_is_no_rhythm() -> None:
    motion = shift()
    n = motion.t_s.size
    still = Motion(motion.t_s, motion.pitch_deg, motion.roll_deg, np.full(n, 3.0), np.full(n, 1.0), np.full(n, 2.0))
    assert rhythm_measures(still, period_s=PERIOD_S)["on_axis_velocity"].why == "the target did not move"
    circle = Motion(motion.t_s, motion.pitch_deg, motion.roll_deg, 5 * np.sin(motion.t_s), 5 * np.cos(motion.t_s), np.full(n, 2.0))
    assert "to and fro" in (rhythm_measures(circle, period_s=PERIOD_S)["on_axis_velocity"].why or "")


@pytest.mark.parametrize(("direction_deg", "pitch_deg", "roll_deg"), [(90.0, 1.0, 1.0), (40.1, 0.1, 0.3), (17.2, 3.3, -1.7)])
def test_a_dot_that_rests_has_no_direction_and_no_lag(direction_deg: float, pitch_deg: float, roll_deg: float) -> None:
    """On a slanting line, too, where the mean of equal places is not always that place to the last digit."""
    motion = shift(direction_deg=direction_deg)
    still = Motion(motion.t_s, np.full_like(motion.t_s, pitch_deg), np.full_like(motion.t_s, roll_deg), motion.target_pitch_deg,
                   motion.target_roll_deg, motion.target_radius_deg)
    m = rhythm_measures(still, period_s=PERIOD_S)
    assert m["directional_control_sd_pct"].why == "the dot did not move along the line"
    assert m["lag_on_axis_s"].why == "the dot did not move along the line"
    assert value(m, "on_axis_velocity") == 0.0


def test_delay_needs_two_cycles() -> None:
    m = rhythm_measures(shift(cycles=2.5), period_s=PERIOD_S)
    assert "2 cycles" in (m["lag_on_axis_s"].why or "")
    assert value(m, "directional_control_sd_pct") > 0


def test_a_cycle_takes_time() -> None:
    with pytest.raises(ValueError, match="longer than 0"):
        rhythm_measures(shift(), period_s=0.0)
    with pytest.raises(WobbleQuestError, match="low-pass"):
        rhythm_measures(shift(), period_s=PERIOD_S, lowpass_hz=50.0)
