"""A hung sensor must never look calm, and a calm one never hung."""

from __future__ import annotations

from math import pi, sin
from random import Random

import pytest

from wobblequest.core.samples import Reading, unit, up_from_angles
from wobblequest.session.signal import quality_of


def person(t_s: float) -> tuple[float, float]:
    return 6.0 * sin(2 * pi * 0.31 * t_s), 5.0 * sin(2 * pi * 0.43 * t_s + 1.0)


def angles(
    step_deg: float, seconds: float = 60.0, *, hangs_at_s: float = 1e9, until_s: float = 1e9, pitch: float | None = None,
) -> list[Reading]:
    """A board that sends angles in whole multiples of ``step_deg``."""
    out = []
    for i in range(round(100 * seconds)):
        t = i / 100
        a, b = person(hangs_at_s if hangs_at_s <= t < until_s else t)
        out.append(Reading(t, up_from_angles(round((a if pitch is None else pitch) / step_deg) * step_deg, round(b / step_deg) * step_deg)))
    return out


def raw(
    seconds: float = 60.0, *, still: bool = False, hangs_at_s: float = 1e9, stuck: int | None = None, gyro: bool = True,
) -> list[Reading]:
    """An MPU-6050: counts of 1/16384 g with 8 mg of noise, of 1/131 °/s with 0.05."""
    chance, out, frozen = Random(2), [], None
    for i in range(round(100 * seconds)):
        t = i / 100
        up = up_from_angles(*((1.3, -0.7) if still else person(t)))
        g = [round((x + chance.gauss(0, 0.008)) * 16384) / 16384 for x in up]
        if stuck is not None:
            g[stuck] = 0.0625
        w = tuple(round((0.0 if still else 9.0 * sin(2 * pi * (0.31 + 0.1 * k) * t)) * 131 + chance.gauss(0, 6.5)) / 131 for k in range(3))
        frozen = (g, w) if frozen is None or t <= hangs_at_s else frozen
        g, w = frozen
        out.append(Reading(t, unit((g[0], g[1], g[2])), w if gyro else None, sum(x * x for x in g) ** 0.5))  # type: ignore[arg-type]
    return out


@pytest.mark.parametrize("step_deg", [0.01, 0.1, 1.0])
def test_a_board_that_moves_is_not_stuck(step_deg: float) -> None:
    quality = quality_of(angles(step_deg))
    assert (quality.stuck, quality.word, quality.missing_pct) == ("", "good", 0.0)


@pytest.mark.parametrize("step_deg", [0.1, 0.5, 1.0])
@pytest.mark.parametrize("value", [0.0, 3.0])
def test_a_coarse_board_that_stands_still_is_no_fault(step_deg: float, value: float) -> None:
    still = [Reading(i / 100, up_from_angles(value, -value)) for i in range(6000)]
    assert (quality_of(still).word, quality_of(still).stuck) == ("good", "")


@pytest.mark.parametrize("step_deg", [0.01, 0.1, 1.0])
def test_a_board_that_is_laid_down_is_no_fault(step_deg: float) -> None:
    readings = []
    for i in range(2800):  # moved for 20 s, laid down within two, then still for six
        a, b = person(i / 100)
        left = min(1.0, max(0.0, (22 - i / 100) / 2)) ** 2
        readings.append(Reading(i / 100, up_from_angles(round(left * a / step_deg) * step_deg, round(left * b / step_deg) * step_deg)))
    quality = quality_of(readings)
    assert (quality.stuck, quality.gaps, quality.word) == ("", 0, "good")


def test_a_real_sensor_that_lies_still_is_no_fault() -> None:
    for gyro in (True, False):
        quality = quality_of(raw(still=True, gyro=gyro))
        assert (quality.stuck, quality.word) == ("", "good")


def test_a_sensor_that_hung_before_it_was_looked_at() -> None:
    for readings in (raw(10.0, hangs_at_s=0.0), raw(10.0, hangs_at_s=0.0, gyro=False)):
        assert (quality_of(readings).stuck, quality_of(readings).reason) == ("both", "the sensor repeats itself")
    fused = [Reading(i / 100, up_from_angles(1.37, -2.64)) for i in range(1500)]
    assert quality_of(fused).stuck == "both"
    assert quality_of(fused[:500]).stuck == "", "five seconds to the last digit may be a board that lies on the floor"


def test_a_sensor_that_hangs_in_mid_movement_is_silent_and_stuck() -> None:
    quality = quality_of(angles(0.01, hangs_at_s=30.0, until_s=33.0))
    assert (quality.stuck, quality.word) == ("both", "poor")
    assert quality.gaps == 1
    assert quality.lost_s == pytest.approx(3.0, abs=0.03)
    assert quality_of(angles(0.01, hangs_at_s=55.0)).stuck == "both", "to the end"
    assert quality_of(raw(hangs_at_s=57.5)).stuck == "both"


def test_a_sensor_that_halts_for_half_a_second_has_a_gap() -> None:
    quality = quality_of(angles(0.01, hangs_at_s=30.0, until_s=30.5))
    assert (quality.stuck, quality.gaps, quality.word) == ("", 1, "fair")


def test_an_axis_of_angles_that_does_not_move() -> None:
    quality = quality_of(angles(0.01, pitch=1.23))
    assert (quality.stuck, quality.word, quality.reason) == ("front-back", "poor", "front–back does not move")
    swapped = [r._replace(up=(-r.up[1], -r.up[0], r.up[2])) for r in angles(0.01, pitch=0.0)]
    assert quality_of(swapped).reason == "left–right does not move"


def test_a_coarse_board_on_a_rocker_that_tips_one_way_only_is_no_fault() -> None:
    assert quality_of(angles(1.0, pitch=0.0)).stuck == ""


def test_an_axis_that_stops_in_the_middle_of_the_trial() -> None:
    readings = angles(0.01)[:3000] + [r for r in angles(0.01, pitch=2.5) if r.t_s >= 30.0]
    assert quality_of(readings).stuck == "front-back"
    assert quality_of(readings[:3300]).stuck == "", "three seconds are not enough to say so"


@pytest.mark.parametrize(("axis", "reason"), [
    (0, "front–back does not move"), (1, "left–right does not move"), (2, "one axis does not move"),
])
def test_an_axis_of_an_accelerometer_that_does_not_move(axis: int, reason: str) -> None:
    quality = quality_of(raw(20.0, stuck=axis))
    assert (quality.word, quality.reason) == ("poor", reason)


def test_a_gyroscope_that_tells_of_no_turn() -> None:
    readings = [r._replace(rate_dps=(0.0, 0.0, 0.0)) for r in raw(20.0)]
    assert (quality_of(readings).stuck, quality_of(readings).reason) == ("gyro", "the gyroscope does not move")
    at_rest = [r._replace(rate_dps=(0.0, 0.0, 0.0)) for r in raw(20.0, still=True)]
    assert quality_of(at_rest).stuck == ""
    fused = [r._replace(rate_dps=(0.0, 0.0, 0.0), accel_g=None) for r in raw(20.0)]
    assert quality_of(fused).stuck == "", "its tilt is not made from it here"
