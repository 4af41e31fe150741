"""bno-rvc: the frame of the data sheet, counting, and what the sum catches."""

from __future__ import annotations

import pytest

from wobblequest.core.samples import angles_from_up
from wobblequest.input.protocols.bno_rvc import RvcDecoder, RvcEncoder

SHEET = bytes.fromhex("AAAADE010092FF2508 8DFEECFFD103000000E7")


def stream(count: int) -> list[bytes]:
    encoder = RvcEncoder()
    return [encoder.encode(i / 100, i / 50, -3.0) for i in range(count)]


def test_the_frame_of_the_data_sheet() -> None:
    frames = RvcDecoder().feed(SHEET * 3)
    assert len(frames) == 3
    assert angles_from_up(frames[0].up) == pytest.approx((-1.10, 20.85))
    assert frames[0].accel_g is None


def test_frames_that_never_came_are_counted_once_over_the_turn_of_the_index() -> None:
    frames = stream(400)
    decoder = RvcDecoder()
    assert len(decoder.feed(b"".join(frames[:250] + frames[260:]))) == 390
    assert decoder.faults == 10


def test_a_broken_frame_is_one_fault_though_its_number_is_missing_too() -> None:
    frames = stream(50)
    frames[20] = frames[20][:7] + b"\x7f" + frames[20][8:]
    decoder = RvcDecoder()
    assert len(decoder.feed(b"".join(frames))) == 49
    assert decoder.faults == 1


def test_a_board_that_starts_anew_lost_nothing() -> None:
    decoder = RvcDecoder()
    assert len(decoder.feed(b"".join(stream(200)) + b"".join(stream(50)))) == 250
    assert decoder.faults == 0


def test_angles_beyond_their_range_are_no_frame_whatever_the_sum_says() -> None:
    body = bytes((7,)) + (9500).to_bytes(2, "little") * 2 + bytes(11)
    frame = b"\xaa\xaa" + body + bytes((sum(body) & 0xFF,))
    assert len(frame) == 19
    decoder = RvcDecoder()
    assert decoder.feed(frame * 10) + decoder.finish() == []
    assert decoder.skipped_bytes == 190
