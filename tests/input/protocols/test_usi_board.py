"""usi-board: only the lines of an attempt are tilt."""

from __future__ import annotations

import pytest

from wobblequest.core.samples import angles_from_up
from wobblequest.input.detect import detect
from wobblequest.input.protocols.usi_board import UsiDecoder, UsiEncoder


def test_an_attempt_is_in_steps_of_a_13th_and_a_half_degree() -> None:
    frames = UsiDecoder().feed(b"-27,54,a,3.1,12.0\r\n" * 5)
    assert len(frames) == 5
    assert angles_from_up(frames[0].up) == pytest.approx((-4.0, -2.0))
    assert UsiEncoder().encode(3.14, -4.04, -2.04) == b"-27,54,a,3.1,0.0\r\n"


def test_other_states_are_neither_tilt_nor_faults() -> None:
    attempt = b"".join(UsiEncoder().encode(i / 100, 3.0, i / 10) for i in range(50))
    decoder = UsiDecoder()
    frames = decoder.feed(UsiEncoder().boot() + attempt + b"12.5,11.0,e\r\n0.0,0.0,s\r\n3,0.0,d\r\n" + attempt) + decoder.finish()
    assert len(frames) == 100
    assert decoder.faults == 0


def test_a_board_that_only_calibrates_is_unknown_and_said_so() -> None:
    data = b"".join(b"%d,0.0,c\r\n" % (36 - i // 10) for i in range(150))
    decoder = UsiDecoder()
    assert decoder.feed(data) + decoder.finish() == []
    assert decoder.skipped_bytes == len(data)
    found = detect(data)
    assert found.protocol == "unknown"
    assert "begin an attempt" in found.words


def test_the_first_line_may_lack_its_beginning() -> None:
    decoder = UsiDecoder()
    frames = decoder.feed(b"5,-54,a,3.1,12.0\r\n" + b"135,-54,a,3.1,12.0\r\n" * 5)
    assert {round(angles_from_up(frame.up)[1]) for frame in frames} == {10}
    assert len(frames) == 5


@pytest.mark.parametrize("line", [b"9999,0,a,1.0,2.0\r\n", b"1,2,a,1.0\r\n", b"1.5,2,a,1.0,2.0\r\n", b"1,2,b,1.0,2.0\r\n"])
def test_damaged_and_impossible_lines_are_faults(line: bytes) -> None:
    decoder = UsiDecoder()
    good = b"-27,54,a,3.1,12.0\r\n"
    assert len(decoder.feed(good * 6 + line + good)) == 7
    assert decoder.faults == 1
    assert decoder.skipped_bytes == len(line)
