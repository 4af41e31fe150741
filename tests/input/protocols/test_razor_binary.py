"""razor-binary: nothing before an answer, a free-running stream, and what is lost with a byte."""

from __future__ import annotations

from math import sin
from struct import pack

import pytest

from wobblequest.core.samples import angles_from_up
from wobblequest.input.protocols.razor_binary import RazorBinaryDecoder

ANSWER = b"#SYNCH00\r\n"


def sample(i: int) -> bytes:
    return pack("<3f", -170.0 + i, *wanted(i))


def wanted(i: int) -> tuple[float, float]:
    """(pitch, roll) as the Razor sends them, of a swaying board."""
    return 8 * sin(i / 9) + 0.3, -5 * sin(i / 7 + 1) - 4.0


def test_nothing_counts_before_an_answer() -> None:
    decoder = RazorBinaryDecoder()
    data = b"".join(map(sample, range(100)))
    assert decoder.feed(data) + decoder.finish() == []
    assert decoder.skipped_bytes == len(data)


def test_a_free_running_stream_is_read_from_its_answer_on() -> None:
    decoder = RazorBinaryDecoder()
    frames = decoder.feed(b"junk" + sample(0)[5:] + ANSWER + b"".join(map(sample, range(1, 50))))
    assert len(frames) == 49
    assert decoder.skipped_bytes == 11
    for i, frame in enumerate(frames, 1):
        pitch_deg, roll_deg = wanted(i)
        assert angles_from_up(frame.up) == pytest.approx((-pitch_deg, roll_deg), abs=1e-5)  # nose up there, front down here


def test_an_answer_in_the_middle_is_no_sample_and_an_error_in_text_is_one_fault() -> None:
    decoder = RazorBinaryDecoder()
    stream = [sample(i) for i in range(40)]
    assert len(decoder.feed(ANSWER + b"".join(stream[:20]) + ANSWER + b"".join(stream[20:]))) == 40
    assert decoder.faults == 0


def test_a_sample_that_cannot_be_is_stepped_over() -> None:
    data = bytearray(ANSWER + b"".join(map(sample, range(40))))
    data[10 + 12 * 20 + 7] = 0x7F  # the high byte of pitch
    decoder = RazorBinaryDecoder()
    assert len(decoder.feed(bytes(data))) == 39
    assert (decoder.faults, decoder.skipped_bytes) == (1, 12)


def test_after_a_lost_byte_all_waits_for_the_next_answer() -> None:
    stream = [sample(i) for i in range(60)]
    sound = RazorBinaryDecoder().feed(ANSWER + b"".join(stream))
    data = ANSWER + b"".join(stream[:20]) + stream[20][1:] + b"".join(stream[21:40]) + ANSWER + b"".join(stream[40:])
    decoder = RazorBinaryDecoder()
    frames = decoder.feed(data) + decoder.finish()
    assert [frame.up for frame in frames] == [frame.up for frame in sound[:20] + sound[40:]]
    assert decoder.faults == 1


def test_text_behind_an_answer_is_no_sample() -> None:
    decoder = RazorBinaryDecoder()
    assert decoder.feed(ANSWER + b"#YPR=-142.28,-5.38,33.52\r\n" * 50) == []
    assert decoder.finish() == []
