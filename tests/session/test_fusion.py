from __future__ import annotations

from math import cos, pi, radians, sin, sqrt

import pytest

from wobblequest.core.chance import Chance
from wobblequest.core.samples import Reading, Vector, angle_between_deg, up_from_angles
from wobblequest.session.fusion import START_ANEW_AFTER_S, Fusion

HEIGHT_M, G = 0.08, 9.81
MPU_BIAS = (1.5, -2.0, 0.8)


def rocking(hz: float, amplitude_deg: float, seconds: float, seed: int, bias: Vector = (0.0, 0.0, 0.0), rate_hz: float = 100.0):
    """(true up, reading) of a board rocked about pitch and less about roll, its sensor 8 cm above where it rolls.

    The sensor feels its own acceleration (tangential and centripetal) and the noise of an MPU-6050: 5 mg and 0.1 deg/s.
    """
    chance = Chance(seed, "rocking")
    for i in range(int(seconds * rate_hz)):
        t = i / rate_hz
        w = 2 * pi * hz
        pitch, pitch_dps, pitch_dps2 = (amplitude_deg * v for v in (sin(w * t), w * cos(w * t), -w * w * sin(w * t)))
        roll = 0.3 * amplitude_deg * sin(0.7 * w * t)
        roll_dps, roll_dps2 = 0.3 * amplitude_deg * 0.7 * w * cos(0.7 * w * t), -((0.7 * w) ** 2) * roll
        up = up_from_angles(pitch, roll)
        # Exact body rates of ZYX angles with no yaw.
        rate = (roll_dps, pitch_dps * cos(radians(roll)), -pitch_dps * sin(radians(roll)))
        felt = [
            up[0] + HEIGHT_M * radians(pitch_dps2) / G,
            up[1] - HEIGHT_M * radians(roll_dps2) / G,
            up[2] - HEIGHT_M * (radians(pitch_dps) ** 2 + radians(roll_dps) ** 2) / G,
        ]
        felt = [0.975 * (f + chance.normal(0.005)) for f in felt]
        length = sqrt(sum(f * f for f in felt))
        gyro = tuple(r + b + chance.normal(0.1) for r, b in zip(rate, bias, strict=True))
        yield up, Reading(t, (felt[0] / length, felt[1] / length, felt[2] / length), gyro, length)


def rms(errors: list[float]) -> float:
    return sqrt(sum(e * e for e in errors) / len(errors))


@pytest.mark.parametrize(("hz", "amplitude_deg"), [(0.3, 20.0), (0.4, 20.0), (0.5, 15.0), (0.7, 12.0), (1.0, 10.0)])
def test_rocking_is_followed_within_half_a_degree(hz: float, amplitude_deg: float) -> None:
    fusion = Fusion()
    fused, bare = [], []
    for true, reading in rocking(hz, amplitude_deg, 30, 1):
        up = fusion.up(reading)
        if reading.t_s >= 3:
            fused.append(angle_between_deg(true, up))
            bare.append(angle_between_deg(true, reading.up))
    # From rim to rim people rock at 0.1 to 0.4 Hz, faster only with less amplitude; a sine of ±20° at 1 Hz would be 0.9° off.
    assert rms(fused) <= 0.5
    assert rms(fused) < rms(bare)


def test_a_known_bias_does_no_harm() -> None:
    with_bias, without = Fusion(MPU_BIAS), Fusion()
    errors, errors_without = [], []
    for (true, biased), (_, clean) in zip(rocking(0.4, 12, 30, 2, MPU_BIAS), rocking(0.4, 12, 30, 2), strict=True):
        errors.append(angle_between_deg(true, with_bias.up(biased)))
        errors_without.append(angle_between_deg(true, without.up(clean)))
    assert rms(errors[300:]) <= 0.5
    assert rms(errors[300:]) == pytest.approx(rms(errors_without[300:]), abs=0.01)


def test_an_unknown_bias_only_shifts_the_neutral_that_calibration_takes_away() -> None:
    fusion = Fusion()
    off = []
    for true, reading in rocking(0.4, 12, 30, 3, MPU_BIAS):
        up = fusion.up(reading)
        if reading.t_s >= 3:
            off.append(tuple(u - v for u, v in zip(up, true, strict=True)))
    mean = [sum(o[axis] for o in off) / len(off) for axis in range(3)]
    spread = [sqrt(sum((o[axis] - mean[axis]) ** 2 for axis in range(3))) for o in off]
    assert rms(spread) <= radians(0.5)


def test_a_board_at_rest_teaches_its_bias_and_a_moving_one_does_not() -> None:
    resting, moving = Fusion(), Fusion()
    for _, reading in rocking(0.3, 0.0, 40, 4, MPU_BIAS):
        resting.up(reading)
    for _, reading in rocking(0.3, 8.0, 40, 4, MPU_BIAS):
        moving.up(reading)
    assert resting.gyro_bias_dps == pytest.approx(MPU_BIAS, abs=0.1)
    assert moving.gyro_bias_dps == (0.0, 0.0, 0.0)


def test_one_still_second_moves_the_bias_little() -> None:
    fusion = Fusion()
    for _, reading in rocking(0.3, 0.0, 1.05, 5, MPU_BIAS):
        fusion.up(reading)
    assert 0 < fusion.gyro_bias_dps[0] < 0.2 * MPU_BIAS[0]


def test_a_blow_on_the_rim_is_not_believed() -> None:
    fusion = Fusion()
    up = (0.0, 0.0, 1.0)
    for i in range(100):
        fusion.up(Reading(i / 100, up, (0.0, 0.0, 0.0), 1.0))
    for i in range(100, 105):
        struck = fusion.up(Reading(i / 100, (1.0, 0.0, 0.0), (0.0, 0.0, 0.0), 1.6))
    assert angle_between_deg(struck, up) < 1e-6
    believed = fusion.up(Reading(1.05, (1.0, 0.0, 0.0), (0.0, 0.0, 0.0), 1.0))
    assert angle_between_deg(believed, up) > 0.5


def test_a_scale_error_of_the_accelerometer_closes_no_gate() -> None:
    fusion = Fusion()
    for i in range(300):
        up = fusion.up(Reading(i / 100, up_from_angles(0 if i < 100 else 5, 0), (0.0, 0.0, 0.0), 1.9))
    assert angle_between_deg(up, up_from_angles(5, 0)) < 1.0


def test_a_first_reading_that_is_a_spike_closes_the_gate_only_for_a_while() -> None:
    fusion = Fusion()
    fusion.up(Reading(0.0, (1.0, 0.0, 0.0), (0.0, 0.0, 0.0), 8.0))
    for i in range(1, 3000):
        up = fusion.up(Reading(i / 100, (0.0, 0.0, 1.0), (0.0, 0.0, 0.0), 1.0))
    assert angle_between_deg(up, (0.0, 0.0, 1.0)) < 0.1


def test_what_is_fused_already_or_has_no_gyroscope_goes_through_unchanged() -> None:
    fusion = Fusion()
    angles = Reading(0.0, up_from_angles(3, 4))
    with_rate = Reading(0.01, up_from_angles(5, 6), (100.0, 0.0, 0.0), None)
    bare = Reading(0.02, up_from_angles(7, 8), None, 1.0)
    assert [fusion.up(r) for r in (angles, with_rate, bare)] == [angles.up, with_rate.up, bare.up]


def test_after_a_long_gap_the_accelerometer_is_believed_at_once() -> None:
    fusion = Fusion()
    fusion.up(Reading(0.0, (0.0, 0.0, 1.0), (0.0, 0.0, 0.0), 1.0))
    up = up_from_angles(10, 0)
    assert fusion.up(Reading(START_ANEW_AFTER_S + 0.5, up, (0.0, 0.0, 0.0), 1.0)) == up


@pytest.mark.parametrize("gap_s", [0.3, 0.5, 0.9, 1.5])
def test_what_was_before_a_gap_is_not_seen_after_it(gap_s: float) -> None:
    worst = 0.0
    for gap_at_s in (10.0, 10.5, 11.0, 11.5, 12.0):
        fusion = Fusion()
        for truth, reading in rocking(0.4, 10.0, gap_at_s + gap_s + 1.0, seed=3):
            if not gap_at_s <= reading.t_s < gap_at_s + gap_s:
                off = angle_between_deg(fusion.up(reading), truth)
                worst = max(worst, off if reading.t_s > gap_at_s else 0.0)
    assert worst < 1.5


def test_a_step_is_never_longer_than_a_fifth_of_a_second_and_never_backward() -> None:
    fusion = Fusion()
    level = (0.0, 0.0, 1.0)
    fusion.up(Reading(0.0, level, (0.0, 0.0, 0.0), 1.0))
    turned = fusion.up(Reading(0.8, level, (0.0, 100.0, 0.0), 1.0))
    assert angle_between_deg(turned, level) < 100 * 0.2
    assert fusion.up(Reading(0.8, level, (0.0, 100.0, 0.0), 1.0)) == pytest.approx(turned)
    assert fusion.up(Reading(0.5, level, (0.0, 100.0, 0.0), 1.0)) == pytest.approx(turned)


def test_the_same_readings_give_the_same_vectors() -> None:
    readings = [reading for _, reading in rocking(0.5, 10, 3, 6, MPU_BIAS)]
    one, other = Fusion(), Fusion()
    assert [one.up(r) for r in readings] == [other.up(r) for r in readings]
