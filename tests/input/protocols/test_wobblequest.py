from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import combinations, pairwise
from math import sin
from pathlib import Path

import pytest

from wobblequest.core.samples import Vector, angles_from_up
from wobblequest.input.detect import detect
from wobblequest.input.protocols.decoder import Answering, Identified
from wobblequest.input.protocols.frame import Frame
from wobblequest.input.protocols.register import PROTOCOLS
from wobblequest.input.protocols.wobblequest import ASK, WobbleQuestDecoder, WobbleQuestEncoder, checked_line
from wobblequest.input.search import Search

CAPTURE = Path(__file__).parents[1] / "captures" / "wobblequest.bin"
LINE = b"WQS,4711,47110016,-512,1024,-3,12,0"


def samples(count: int, first: int = 0) -> list[bytes]:
    encoder = WobbleQuestEncoder()
    return [encoder.encode(i / 100, 9 * sin(i / 30), -6 * sin(i / 41), (1.0, -2.5, i / 10)) for i in range(first + count)][first:]


def decoded(data: bytes) -> tuple[list[Frame], WobbleQuestDecoder]:
    decoder = WobbleQuestDecoder()
    return decoder.feed(data), decoder


def test_a_line_written_by_hand() -> None:
    assert checked_line(LINE) == LINE + b"*87A2\r\n"
    (frame,), decoder = decoded(LINE + b"*87A2\r\n")
    assert angles_from_up(frame.up) == pytest.approx((-5.12, 10.24), abs=1e-9)
    assert frame.rate_dps == (-0.3, 1.2, 0.0)
    assert frame.accel_g is None
    assert frame.device_t_s == 47.110016
    assert (decoder.faults, decoder.skipped_bytes, decoder.why) == (0, 0, "")


def test_the_lines_that_are_printed_for_people_are_whole() -> None:
    root = Path(__file__).parents[3]
    for file in ("docs/boards.md", "firmware/wobblequest_board/line.h"):
        printed = re.findall(rb"WQ[A-Z],[^*\n`]*\*[0-9A-F]{4}", (root / file).read_bytes())
        assert printed
        for line in printed:
            assert checked_line(line.rpartition(b"*")[0]) == line + b"\r\n"


def test_the_sum_is_the_published_one() -> None:
    assert checked_line(b"123456789") == b"123456789*29B1\r\n"


def broken(line: bytes) -> Iterator[bytes]:
    """Every line that one damaged place makes of a line: each byte changed to each other, left out, doubled; each pair of bits turned."""
    for at in range(len(line)):
        yield from (line[:at] + bytes([byte]) + line[at + 1 :] for byte in range(256) if byte != line[at])
        yield line[:at] + line[at + 1 :]
        yield line[: at + 1] + line[at:]
    for a, b in combinations(range(8 * len(line)), 2):
        flipped = bytearray(line)
        flipped[a // 8] ^= 1 << a % 8
        flipped[b // 8] ^= 1 << b % 8
        yield bytes(flipped)


def test_no_single_damage_of_any_kind_makes_another_sample() -> None:
    line = checked_line(LINE)
    right, _ = decoded(line)
    for other in broken(line):
        frames, _ = decoded(other if other.endswith(b"\n") else other + b"\n")
        assert frames in ([], right), other


def test_the_head_of_one_line_and_the_tail_of_another_are_no_sample() -> None:
    lines = CAPTURE.read_bytes().split(b"\n")[5:25]
    right = {frame.up for frame in decoded(b"\n".join(lines) + b"\n")[0]}
    for a, b in pairwise(lines):
        for head in range(len(a) + 1):
            for tail in range(len(b) + 1):
                assert {frame.up for frame in decoded(a[:head] + b[tail:] + b"\n")[0]} <= right


def test_a_line_whose_end_is_damaged_costs_no_other() -> None:
    encoder = WobbleQuestEncoder()
    lines = [encoder.encode(i / 100, i / 10, -i / 10) for i in range(40)]
    ends = {10: b"\r\x0b", 20: b"", 30: b"\rWQ"}
    data = b"".join(line[:-2] + ends.get(i, b"\r\n") for i, line in enumerate(lines))
    decoder = WobbleQuestDecoder()
    frames = decoder.feed(data)
    times_ms = [round(1000 * (frame.device_t_s or 0.0)) for frame in frames]
    assert times_ms == [10 * i for i in range(40) if i not in ends]
    assert decoder.faults == len(ends)
    assert decoder.skipped_bytes == sum(len(lines[i][:-2] + end) for i, end in ends.items())


def test_a_board_that_was_reset_within_a_line_is_heard_at_once() -> None:
    encoder = WobbleQuestEncoder("ABCD")
    decoder = WobbleQuestDecoder()
    decoder.feed(encoder.encode(0.0, 1.0, 2.0)[:9] + encoder.boot())
    assert decoder.identity == "ABCD"



@pytest.mark.parametrize("body", [
    b"WQS,0,0,0,0,0,0", b"WQS,0,0,0,0,0,0,0,0", b"WQS,01,0,0,0,0,0,0", b"WQS,0,0,-0,0,0,0,0", b"WQS,0,0,+1,0,0,0,0",
    b"WQS,65536,0,0,0,0,0,0",
    b"WQS,0,4294967296,0,0,0,0,0", b"WQS,0,0,9001,0,0,0,0", b"WQS,0,0,0,-18001,0,0,0", b"WQS,0,0,0,0,20001,0,0", b"WQS,-1,0,0,0,0,0,0",
    b"WQS,0,0,1.5,0,0,0,0", b"WQS,0,0,1_0,0,0,0,0", b"WQS, 0,0,0,0,0,0,0", b"WQT,0,0,0,0,0,0,0", b"XQS,0,0,0,0,0,0,0", b"",
])
def test_what_is_written_otherwise_is_none_of_ours_even_with_its_sum(body: bytes) -> None:
    frames, decoder = decoded(b"".join(samples(3)) + checked_line(body))
    assert len(frames) == 3
    assert decoder.faults == 1


def test_samples_that_never_came_are_faults_counted_once() -> None:
    lines = samples(300)
    assert decoded(b"".join(lines[:100] + lines[107:]))[1].faults == 7
    damaged = [*lines[:100], b"#" + lines[100], *lines[101:]]
    assert decoded(b"".join(damaged))[1].faults == 1
    assert decoded(b"".join([*damaged[:101], *lines[105:]]))[1].faults == 5


def test_its_numbers_begin_anew_without_a_fault() -> None:
    frames, decoder = decoded(b"".join(samples(40, first=65536 - 20)))
    assert (len(frames), decoder.faults) == (40, 0)


def test_its_clock_begins_anew_without_a_step_in_time() -> None:
    encoder = WobbleQuestEncoder()
    begun_s = 2**32 / 1e6 - 0.1
    frames, decoder = decoded(b"".join(encoder.encode(begun_s + i / 100, 0, 0) for i in range(30)))
    assert [frame.device_t_s for frame in frames] == pytest.approx([begun_s + i / 100 for i in range(30)], abs=1e-5)
    assert decoder.faults == 0


def test_a_board_that_restarts_in_the_middle_goes_on() -> None:
    again = WobbleQuestEncoder()
    lines = [*samples(200, first=500), again.boot(), *(again.encode(0.2 + i / 100, 1.0, 2.0) for i in range(100))]
    frames, decoder = decoded(b"".join(lines))
    assert len(frames) == 300
    assert decoder.faults == 0
    times_s = [frame.device_t_s or 0.0 for frame in frames]
    assert times_s == sorted(times_s)


def test_it_says_who_it_is_when_it_is_asked() -> None:
    codec = PROTOCOLS["wobblequest"]
    encoder, decoder = WobbleQuestEncoder("2430CFA40506"), codec.decoder()
    assert codec.ask == ASK
    assert isinstance(encoder, Answering)
    assert isinstance(decoder, Identified)
    decoder.feed(b"".join(samples(10)))
    assert decoder.identity == ""
    assert encoder.answer(b"rT,1,2,3\n") == b""
    decoder.feed(encoder.answer(codec.ask))
    assert decoder.identity == "2430CFA40506"
    assert decoder.faults == 0


def test_a_damaged_identity_is_no_identity() -> None:
    answer = WobbleQuestEncoder("2430CFA40506").answer(ASK)
    for at in range(len(answer) - 2):
        frames, decoder = decoded(answer[:at] + bytes([answer[at] ^ 1]) + answer[at + 1 :])
        assert (frames, decoder.identity) == ([], "")


@pytest.mark.parametrize(("body", "words"), [
    (b"WQE,1,no sensor answers - check VCC GND SCL SDA", "check the four wires"),
    (b"WQE,2,unknown sensor - WHO_AM_I,234", "none that its firmware knows"),
    (b"WQE,3,sensor stopped answering - loose wire?", "loose wire"),
    (b"WQE,4,sensor repeats itself - starting it again", "same values again and again"),
    (b"WQE,77,of a later firmware", "error 77: of a later firmware"),
])
def test_what_is_wrong_with_a_board_is_said_in_words_until_it_is_well(body: bytes, words: str) -> None:
    data = WobbleQuestEncoder().boot() + 3 * checked_line(body)
    frames, decoder = decoded(data)
    assert frames == []
    assert words in decoder.why
    seen = detect(data)
    assert (seen.protocol, seen.seen) == ("unknown", "ill")
    assert words in seen.words
    search = Search("COM3", 0.0)
    search.feed(0.1, data)
    for tenth in range(1, 200):
        assert search.step(tenth / 10).baud is None, "it is legible: the baud rate is right"
    assert search.words(20.0).startswith("COM3: a WobbleQuest board, but ")
    decoder.feed(samples(1)[0])
    assert decoder.why == ""


def test_notes_and_identities_between_samples_cost_nothing() -> None:
    lines = samples(20)
    data = b"".join([*lines[:10], checked_line(b"WQN,sensor started again"), WobbleQuestEncoder().boot(), *lines[10:]])
    frames, decoder = decoded(data)
    assert (len(frames), decoder.faults, decoder.skipped_bytes) == (20, 0, 0)


def test_the_firmwares_bytes_carry_rates_and_an_evenly_advancing_time() -> None:
    frames, decoder = decoded(CAPTURE.read_bytes())
    assert decoder.board is not None
    assert decoder.board.sensor == "MPU-6050"
    times_s = [frame.device_t_s or 0.0 for frame in frames]
    assert all(0.0099 < b - a < 0.0101 for a, b in pairwise(times_s))
    rates: list[Vector] = [frame.rate_dps for frame in frames if frame.rate_dps is not None]
    assert len(rates) == len(frames)
    assert max(abs(rate[1]) for rate in rates) == pytest.approx(18 * 2 * 3.1416 * 0.45, rel=0.1)
