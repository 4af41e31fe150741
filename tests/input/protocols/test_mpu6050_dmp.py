"""mpu6050-dmp: three kinds of lines, their signs, boot text and faults."""

from __future__ import annotations

from math import asin, atan2, cos, degrees, radians, sin

import pytest

from wobblequest.core.samples import angle_between_deg, angles_from_up, up_from_angles
from wobblequest.input.protocols.mpu6050_dmp import DmpDecoder, DmpEncoder

POSES = [(0.0, 0.0, 0.0), (8.0, -5.0, 170.0), (-20.0, 12.0, -90.0), (5.0, 179.0, 10.0), (60.0, -30.0, 45.0), (-3.0, 100.0, -170.0)]
"""(pitch, roll, yaw) of the sensor, x forward, y left, z up, ZYX."""


def quaternion(pitch_deg: float, roll_deg: float, yaw_deg: float) -> tuple[float, float, float, float]:
    p, r, y = (radians(a) / 2 for a in (pitch_deg, roll_deg, yaw_deg))
    return (
        cos(r) * cos(p) * cos(y) + sin(r) * sin(p) * sin(y), sin(r) * cos(p) * cos(y) - cos(r) * sin(p) * sin(y),
        cos(r) * sin(p) * cos(y) + sin(r) * cos(p) * sin(y), cos(r) * cos(p) * sin(y) - sin(r) * sin(p) * cos(y),
    )


def ypr_line(pose: tuple[float, float, float]) -> bytes:
    """What the firmware prints: yaw and pitch from its own formulas, in which gravity.x has a plus sign."""
    w, x, y, z = quaternion(*pose)
    gx, gy, gz = 2 * (x * z - w * y), 2 * (w * x + y * z), w * w - x * x - y * y + z * z
    yaw = atan2(2 * x * y - 2 * w * z, 2 * w * w + 2 * x * x - 1)
    pitch = atan2(gx, (gy * gy + gz * gz) ** 0.5)
    if gz < 0:
        pitch = radians(180) - pitch if pitch > 0 else radians(-180) - pitch
    return b"ypr\t%.2f\t%.2f\t%.2f\r\n" % (degrees(yaw), degrees(pitch), degrees(atan2(gy, gz)))


def euler_line(pose: tuple[float, float, float]) -> bytes:
    w, x, y, z = quaternion(*pose)
    psi = atan2(2 * x * y - 2 * w * z, 2 * w * w + 2 * x * x - 1)
    theta = -asin(2 * x * z + 2 * w * y)
    phi = atan2(2 * y * z - 2 * w * x, 2 * w * w + 2 * z * z - 1)
    return b"euler\t%.2f\t%.2f\t%.2f\r\n" % (degrees(psi), degrees(theta), degrees(phi))


def quat_line(pose: tuple[float, float, float]) -> bytes:
    return b"quat\t%.2f\t%.2f\t%.2f\t%.2f\r\n" % quaternion(*pose)


@pytest.mark.parametrize(("line", "within_deg"), [(ypr_line, 0.02), (euler_line, 0.03), (quat_line, 1.5)])
@pytest.mark.parametrize("pose", POSES)
def test_every_kind_of_line_gives_the_up_that_the_sensor_feels(line, within_deg: float, pose: tuple[float, float, float]) -> None:  # type: ignore[no-untyped-def]
    decoder = DmpDecoder()
    frames = decoder.feed(line(pose) * 6)
    assert len(frames) == 6
    assert angle_between_deg(frames[0].up, up_from_angles(pose[0], pose[1])) < within_deg


def test_the_sign_trap() -> None:
    assert ypr_line((8.0, -5.0, 0.0)).endswith(b"\t-8.00\t-5.00\r\n")
    frames = DmpDecoder().feed(b"ypr\t-30.00\t-8.00\t-5.00\r\n" * 5)
    assert angles_from_up(frames[0].up) == pytest.approx((8.0, -5.0))


def test_boot_text_is_no_sample_and_lost_samples_are_faults() -> None:
    encoder = DmpEncoder()
    lines = [encoder.encode(0, 3.0, -2.0) for _ in range(10)]
    data = encoder.boot() + b"".join(lines[:6]) + b"FIFO overflow!\r\nypr\tnan\t0.00\tovf\r\nypr\t1.0\t2.0\r\n" + b"".join(lines[6:])
    decoder = DmpDecoder()
    frames = decoder.feed(data) + decoder.finish()
    assert len(frames) == 10
    assert decoder.faults == 3


def test_a_sketch_that_prints_several_kinds_is_read_by_the_best_once_each() -> None:
    poses = [(i / 3, -i / 4, i / 1.0) for i in range(30)]
    decoder = DmpDecoder()
    frames = decoder.feed(b"".join(quat_line(p) + euler_line(p) + ypr_line(p) + b"areal\t1\t2\t3\r\n" for p in poses)) + decoder.finish()
    assert len(frames) == 30
    assert angles_from_up(frames[29].up) == pytest.approx(poses[29][:2], abs=0.02)
    assert decoder.faults == 0


def test_the_v6_12_line_with_raw_values_is_read() -> None:
    line = b"ypr\t0.00\t-8.00\t2.00\tRaw Accl XYZ\t100\t-200\t16000\tRaw Gyro XYZ\t1\t2\t3\r\n"
    assert len(DmpDecoder().feed(line * 5)) == 5


def test_another_kind_takes_over_when_the_first_has_ceased() -> None:
    decoder = DmpDecoder()
    first = decoder.feed(ypr_line(POSES[1]) * 10)
    second = decoder.feed(quat_line(POSES[1]) * 60)
    assert (len(first), len(second)) == (10, 60)
