"""mpu6050-raw: counts, other ranges, and numbers that no int16 is."""

from __future__ import annotations

import pytest

from wobblequest.core.samples import angles_from_up
from wobblequest.input.protocols.mpu6050_raw import MpuRawDecoder, MpuRawEncoder


def test_counts_are_g_and_degrees_a_second() -> None:
    frames = MpuRawDecoder().feed(b"a/g:\t0\t8192\t14189\t131\t-262\t0\r\n" * 5)
    assert len(frames) == 5
    assert angles_from_up(frames[0].up) == pytest.approx((0.0, 30.0), abs=0.01)
    assert frames[0].accel_g == pytest.approx(1.0, abs=1e-3)
    assert frames[0].rate_dps == (1.0, -2.0, 0.0)


@pytest.mark.parametrize("one_g", [16384, 8192, 4096, 2048])
def test_another_range_of_the_accelerometer_is_known_by_gravity(one_g: int) -> None:
    frames = MpuRawDecoder().feed(b"a/g:\t10\t-20\t%d\t1\t2\t3\r\n" % one_g * 5)
    assert frames[0].accel_g == pytest.approx(1.0, abs=1e-3)


def test_a_bad_accelerometer_is_taken_at_the_range_of_the_sketch() -> None:
    assert MpuRawDecoder().feed(b"a/g:\t0\t0\t12000\t1\t2\t3\r\n" * 5)[0].accel_g == pytest.approx(12000 / 16384)


@pytest.mark.parametrize("line", [
    b"a/g:\t1\t2\t40000\t1\t2\t3\r\n", b"a/g:\t1\t2\t16384\t1\t2\r\n", b"a/g:\t0\t0\t0\t0\t0\t0\r\n", b"a/g: 1 2 3 4 5 6\r\n",
])
def test_damaged_lines_are_faults(line: bytes) -> None:
    decoder = MpuRawDecoder()
    good = MpuRawEncoder().encode(0.0, 3.0, 4.0)
    frames = decoder.feed(good * 6 + line + good)
    assert len(frames) == 7
    assert decoder.faults == 1
    assert decoder.skipped_bytes == len(line)


def test_values_beyond_the_scale_are_held_at_its_end() -> None:
    assert b"\t32767\t" in MpuRawEncoder().encode(0.0, 0.0, 0.0, (400.0, 0.0, 0.0))
