"""board-blocks: samples of several lines, whole or not at all."""

from __future__ import annotations

import pytest

from wobblequest.core.samples import angles_from_up, up_from_angles
from wobblequest.input.detect import detect
from wobblequest.input.protocols.board_blocks import BlocksDecoder, BlocksEncoder
from wobblequest.input.protocols.frame import Frame
from wobblequest.input.protocols.keyvalue import KeyValueDecoder


def decode(data: bytes) -> tuple[list[Frame], BlocksDecoder]:
    decoder = BlocksDecoder()
    return decoder.feed(data) + decoder.finish(), decoder


def nucleo(pitch_deg: float, roll_deg: float) -> bytes:
    x, y, z = (round(1000 * v) for v in up_from_angles(pitch_deg, roll_deg))
    return (
        f"\r\nAccelerometer Axes X: {x}, Y: {y}, Z: {z}\r\nGyro Axes X: 1000, Y: -2000, Z: 3000\r\n"
        f" MotionFusion Rotation X: 170.0, Y: 1.0, Z: 2.0\r\n MotionFusion Gravity X: 0.0, Y: 0.0, Z: 1.0\r\n"
    ).encode()


def adafruit(pitch_deg: float, roll_deg: float) -> bytes:
    x, y, z = (9.80665 * v for v in up_from_angles(pitch_deg, roll_deg))
    return (
        f"Acceleration X: {x:.2f}, Y: {y:.2f}, Z: {z:.2f} m/s^2\r\nRotation X: 0.10, Y: 0.00, Z: -0.10 rad/s\r\n"
        "Temperature: 29.50 degC\r\n\r\n"
    ).encode()


@pytest.mark.parametrize(("block", "rate"), [(nucleo, (1.0, -2.0, 3.0)), (adafruit, (5.7296, 0.0, -5.7296))])
@pytest.mark.parametrize("blocks", [3, 40])
def test_accelerometer_and_gyro_make_one_sample(block, rate: tuple[float, float, float], blocks: int) -> None:  # type: ignore[no-untyped-def]
    data = b"".join(block(i / 10, -5.0) for i in range(blocks))
    assert detect(data).protocol == "board-blocks"
    frames, decoder = decode(data)
    assert len(frames) == blocks
    assert decoder.faults == 0
    assert angles_from_up(frames[2].up) == pytest.approx((0.2, -5.0), abs=0.06)
    assert frames[2].accel_g == pytest.approx(1.0, abs=2e-3)
    assert frames[2].rate_dps == pytest.approx(rate, abs=1e-3)


def test_all_data_of_the_tockn_library_give_angles_and_rates() -> None:
    encoder = BlocksEncoder()
    data = encoder.boot() + b"".join(encoder.encode(0.0, i / 10, -5.0, (1.0, -2.0, 3.0)) for i in range(20))
    frames, _ = decode(data)
    assert [angles_from_up(frame.up) for frame in frames] == [pytest.approx((i / 10, -5.0)) for i in range(20)]
    assert frames[0].rate_dps == (1.0, -2.0, 3.0)
    assert frames[0].accel_g is None


@pytest.mark.parametrize("block", [nucleo, adafruit])
def test_lost_lines_never_join_two_samples(block) -> None:  # type: ignore[no-untyped-def]
    lines = b"".join(block(float(i), -5.0) for i in range(30)).splitlines(keepends=True)
    whole = {frame.up for frame in decode(b"".join(lines))[0]}
    for lost in range(60, 72):
        for more in range(1, 9):
            frames, _ = decode(b"".join(lines[:lost] + lines[lost + more :]))
            assert len(frames) >= 27
            assert {frame.up for frame in frames} <= whole


def test_a_half_sample_at_a_cut_is_forgotten() -> None:
    decoder = BlocksDecoder()
    half = nucleo(1.0, 2.0).partition(b"Gyro")
    assert len(decoder.feed(nucleo(1.0, 2.0) * 5 + half[0])) == 5
    decoder.cut()
    assert decoder.feed(half[1] + half[2]) == []
    assert decoder.faults == 1
    assert len(decoder.feed(nucleo(1.0, 2.0))) == 1


@pytest.mark.parametrize("line", [
    b"angleX : 1.20\tangleY : -0.30\tangleZ : 0.00\r\n", b"Rotation X: 0.10, Y: 0.00, Z: -0.10 rad/s\r\n", b"Temperature: 29.50 degC\r\n",
    b"Acceleration X: 0.10, Y: 0.00, Z: 9.80 m/s^2\r\n", b"Pitch:1.20,Roll:-0.30\r\n",
])
def test_single_lines_are_no_block(line: bytes) -> None:
    frames, decoder = decode(line * 60)
    assert frames == []
    assert decoder.skipped_bytes == 60 * len(line)


def test_one_key_a_line_is_left_to_keyvalue() -> None:
    cycle = b"AngleX= %.1f\r\nValueX= 12.0\r\nResultX= 3.0\r\nAngleY= 4.0\r\nValueY= 1.0\r\nResultY= 2.0\r\n"
    data = b"".join(cycle % (i / 10) for i in range(40))
    assert detect(data).protocol == "keyvalue"
    decoder = KeyValueDecoder()
    frames = decoder.feed(data) + decoder.finish()
    assert len(frames) >= 38
    assert {round(angles_from_up(frame.up)[0], 3) for frame in frames} == {4.0}
