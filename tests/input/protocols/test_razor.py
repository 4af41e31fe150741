"""razor: its axes, the lines with sensors, and samples of three lines."""

from __future__ import annotations

import pytest

from wobblequest.core.samples import angle_between_deg, angles_from_up, up_from_angles
from wobblequest.input.protocols.frame import Frame
from wobblequest.input.protocols.razor import RazorDecoder


def decode(data: bytes) -> tuple[list[Frame], RazorDecoder]:
    decoder = RazorDecoder()
    return decoder.feed(data) + decoder.finish(), decoder


def test_nose_up_is_front_up_and_right_wing_down_is_right_down() -> None:
    frames, _ = decode(b"#YPR=-142.28,5.38,33.52\r\n" * 5)
    assert len(frames) == 5
    assert angles_from_up(frames[0].up) == pytest.approx((-5.38, 33.52))


def test_a_board_lying_on_its_face_is_read_across_the_wrap() -> None:
    frames, decoder = decode(b"#YPR=-35.17,-18.06,-179.90\r\n#YPR=-35.17,-18.06,179.90\r\n" * 5)
    assert len(frames) == 10
    assert decoder.faults == 0
    assert angle_between_deg(frames[0].up, frames[1].up) < 0.25


@pytest.mark.parametrize("line", [
    b"#YPRAG=10.00,5.00,-3.00,-22,13,254,0.1,0.2,-0.3\r\n", b"#YPRAMG=10.00,5.00,-3.00,-22,13,254,1,2,3,0.1,0.2,-0.3\r\n",
])
def test_rates_come_in_our_axes(line: bytes) -> None:
    frames, _ = decode(line * 5)
    assert angles_from_up(frames[0].up) == pytest.approx((-5.0, -3.0))
    assert frames[0].rate_dps == pytest.approx((5.7296, -11.4592, 17.1887), abs=1e-3)
    assert frames[0].accel_g is None


def sensors(pitch_deg: float, roll_deg: float, kind: bytes = b"R") -> bytes:
    """What the sensors say at our pitch and roll: gravity down in axes x forward, y right, z down."""
    x, y, z = (256.0 * v for v in up_from_angles(pitch_deg, roll_deg))
    return b"#A-%s=%.2f,%.2f,%.2f\r\n#M-%s=1.00,2.00,3.00\r\n#G-%s=14.375,28.75,-14.375\r\n" % (kind, -x, y, z, kind, kind)


def test_three_lines_of_sensors_are_one_sample() -> None:
    frames, decoder = decode(b"".join(sensors(i / 2, -4.0) for i in range(20)))
    assert len(frames) == 20
    assert decoder.faults == decoder.skipped_bytes == 0
    assert angles_from_up(frames[9].up) == pytest.approx((4.5, -4.0), abs=0.01)
    assert frames[9].accel_g == pytest.approx(1.0, abs=1e-3)
    assert frames[9].rate_dps == pytest.approx((1.0, -2.0, 1.0))


@pytest.mark.parametrize("lost", [30, 31, 32])
def test_a_lost_line_costs_its_own_sample_at_most(lost: int) -> None:
    lines = b"".join(sensors(i / 2, -4.0) for i in range(20)).splitlines(keepends=True)
    del lines[lost]
    frames, _ = decode(b"".join(lines))
    assert len(frames) >= 19
    assert {round(angles_from_up(frame.up)[0] * 2) for frame in frames} >= set(range(20)) - {10}


def test_calibrated_sensors_are_preferred_to_raw_ones() -> None:
    frames, decoder = decode(b"".join(sensors(8.0, 8.0) + sensors(1.0, 2.0, b"C") for _ in range(20)))
    assert {tuple(round(a) for a in angles_from_up(frame.up)) for frame in frames[-15:]} == {(1, 2)}
    assert decoder.faults <= 3


def test_impossible_and_damaged_lines_are_faults() -> None:
    good = b"#YPR=1.00,2.00,3.00\r\n"
    frames, decoder = decode(good * 6 + b"#YPR=1.0,100.0,3.0\r\n#YPR=1.0,2.0\r\n!ERR: reading accelerometer\r\n#YPR=1_0,2,3\r\n" + good * 2)
    assert len(frames) == 8
    assert decoder.faults == 4
