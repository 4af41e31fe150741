"""ebimu: which fields are there, told by their number, and what never passes."""

from __future__ import annotations

from math import cos, radians, sin

import pytest

from wobblequest.core.samples import angles_from_up
from wobblequest.input.protocols.ebimu import EbimuDecoder
from wobblequest.input.protocols.frame import Frame


def decode(data: bytes) -> tuple[list[Frame], EbimuDecoder]:
    decoder = EbimuDecoder()
    return decoder.feed(data) + decoder.finish(), decoder


@pytest.mark.parametrize(("fields", "has_rate"), [
    ("4.00,-6.00,170.00", False), ("4.00,-6.00,170.00,120", False), ("4.00,-6.00,170.00,1.0,-2.0,3.0", False),
    ("4.00,-6.00,170.00,1.0,-2.0,3.0,0.1,0.0,0.99", True), ("4.00,-6.00,170.00,1.0,-2.0,3.0,0.001,0.0,-0.002", True),
    ("4.00,-6.00,170.00,1.0,-2.0,3.0,0.1,0.0,0.99,25.3", True), ("4.00,-6.00,170.00,1.0,-2.0,3.0,0.1,0.0,0.99,20,-30,40", True),
    ("4.00,-6.00,170.00,1f4a", False),
])
def test_euler_lines_of_any_number_of_fields(fields: str, has_rate: bool) -> None:
    frames, decoder = decode(f"*{fields}\r\n".encode() * 6)
    assert len(frames) == 6
    assert decoder.faults == 0
    assert angles_from_up(frames[0].up) == pytest.approx((-6.0, 4.0))
    assert frames[0].rate_dps == ((1.0, -2.0, 3.0) if has_rate else None)
    assert frames[0].accel_g is None


@pytest.mark.parametrize(("more", "has_rate"), [("", False), (",1.0,-2.0,3.0", False), (",1.0,-2.0,3.0,0.0,0.0,0.01", True)])
def test_a_quaternion_stands_in_the_order_z_y_x_w(more: str, has_rate: bool) -> None:
    half = radians(10.0) / 2
    line = f"*0.0000,{sin(half):.4f},0.0000,{cos(half):.4f}{more}\r\n"
    frames, _ = decode(line.encode() * 6)
    assert len(frames) == 6
    assert angles_from_up(frames[0].up) == pytest.approx((10.0, 0.0), abs=0.02)
    assert frames[0].rate_dps == ((1.0, -2.0, 3.0) if has_rate else None)


def test_a_receiver_of_several_sensors_puts_a_channel_in_front() -> None:
    frames, _ = decode(b"100-0,4.00,-6.00,170.00\r\n" * 6)
    assert [angles_from_up(frame.up) for frame in frames] == [pytest.approx((-6.0, 4.0))] * 6


@pytest.mark.parametrize("line", [b"*1.0,2.0\r\n", b"*1.0,95.0,3.0\r\n", b"*1.0,2.0,3.0*1.0,2.0,3.0\r\n", b"*nan,2.0,3.0\r\n", b"<ok>\r\n",
                                  b"*1.0,2.0,3.0,4.0,5.0\r\n", b"*200.0,2.0,3.0\r\n", b"4.00,1.0,2.0\r\n"])
def test_damaged_and_impossible_lines_are_faults(line: bytes) -> None:
    good = b"*4.00,-6.00,170.00\r\n"
    frames, decoder = decode(good * 8 + line + good * 8)
    assert len(frames) == 16
    assert decoder.faults == 1
    assert decoder.skipped_bytes == len(line)
