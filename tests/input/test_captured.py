"""A capture as a source: recognised, decoded and timed as the board was, at its own times."""

from __future__ import annotations

from pathlib import Path

import pytest

from wobblequest.core.samples import Reading, angles_from_up
from wobblequest.input.capture import About, Capture, Moment
from wobblequest.input.captured import CapturedSource
from wobblequest.input.protocols.register import PROTOCOLS
from wobblequest.input.source import Link

CAPTURES = Path(__file__).parent / "captures"
BEGUN = (Moment(0.0, "opened", "Board"), Moment(0.001, "baud", 115200))


def board(protocol: str, count: int = 300, begin_s: float = 1.0, rate_hz: float = 100.0) -> tuple[Moment, ...]:
    """Samples of the board as they would come: pitch in hundredths of a degree counts them."""
    encoder = PROTOCOLS[protocol].encoder()
    return tuple(Moment(begin_s + i / rate_hz, "came", encoder.encode(i / rate_hz, 3.0 * (i % 2), i / 100)) for i in range(count))


class Play:
    """A source that is polled every so often until its capture is over; what came, and the links."""

    def __init__(self, capture: Capture, step_s: float = 0.0167, begin_s: float = 777.0) -> None:
        self.source = CapturedSource(capture)
        self.readings: list[Reading] = []
        self.links: list[Link] = []
        now_s = begin_s
        while not self.links or self.links[-1].state != "ended":
            self.readings += self.source.poll(now_s)
            self.links.append(self.source.link(now_s))
            now_s += step_s
        self.took_s = now_s - begin_s


@pytest.mark.parametrize("protocol", ["witmotion", "csv", "keyvalue", "teapot", "wobblequest"])
def test_a_board_is_recognised_and_all_its_samples_come(protocol: str) -> None:
    play = Play(Capture(About("COM3", "CH340"), BEGUN + board(protocol)))
    info = play.source.info
    assert (info.kind, info.protocol, info.device, info.name) == ("replay", protocol, "", "Capture of CH340")
    assert not info.is_board, "a trial made of a capture must never count as somebody's balance"
    assert len(play.readings) >= 299  # a protocol without a check gives its last frame only with the one after it
    assert "live" in {link.state for link in play.links}
    roll_deg = [angles_from_up(reading.up)[1] for reading in play.readings]
    assert roll_deg == pytest.approx([i / 100 for i in range(len(roll_deg))], abs=0.02)


def test_readings_come_when_their_bytes_came_whatever_the_callers_clock_says() -> None:
    first, second = (Play(Capture(About("COM3"), BEGUN + board("witmotion")), begin_s=begin_s) for begin_s in (0.0, 1e6))
    assert [reading.t_s for reading in first.readings] == pytest.approx([reading.t_s for reading in second.readings], abs=1e-6)
    steps = [b.t_s - a.t_s for a, b in zip(first.readings, first.readings[1:], strict=False)]
    assert steps == pytest.approx([0.01] * len(steps), abs=0.002)
    assert first.took_s == pytest.approx(3.0 + 0.6, abs=0.1)


@pytest.mark.parametrize("step_s", [0.001, 0.0167, 0.1, 0.24])
def test_each_sample_comes_once_however_it_is_polled(step_s: float) -> None:
    assert len(Play(Capture(About("COM3"), BEGUN + board("witmotion")), step_s).readings) == 300


def test_a_program_that_stood_still_is_not_rushed_through() -> None:
    source = CapturedSource(Capture(About("COM3"), BEGUN + board("witmotion", 1000)))
    came = [len(source.poll(now_s)) for now_s in (0.0, 0.25, 0.5, 3600.0, 3600.1)]
    assert came[3] == 25


def test_a_silence_is_a_silence_again_and_a_lost_board_is_lost() -> None:
    gap = BEGUN + board("witmotion", 100) + (Moment(2.2, "closed", "It was unplugged."),) + (Moment(4.5, "opened", "Board"),)
    play = Play(Capture(About("COM3"), gap + board("witmotion", 100, 5.0)))
    words = {(link.state, link.words) for link in play.links}
    assert ("lost", "It was unplugged.") in words
    assert len(play.readings) == 200
    assert play.readings[100].t_s - play.readings[99].t_s > 2.9
    assert play.links[-1].state == "ended"


def test_a_wrong_baud_rate_before_the_right_one_does_no_harm() -> None:
    noise = tuple(Moment(0.1 + i / 100, "came", bytes([0xF8, 0x00, 0xE6, 0xFF, 0x98, 0x80])) for i in range(100))
    moments = (*BEGUN, *noise, Moment(1.3, "baud", 9600), *board("witmotion", 200, 1.4))
    play = Play(Capture(About("COM3"), moments))
    assert play.source.info.protocol == "witmotion"
    assert len(play.readings) == 200


def test_what_is_no_board_is_told_and_ends() -> None:
    data = (CAPTURES / "nmea_gps.bin").read_bytes()
    moments = tuple(Moment(1 + i / 10, "came", data[i * 100 : i * 100 + 100]) for i in range(len(data) // 100))
    play = Play(Capture(About("COM3"), BEGUN + moments))
    assert play.readings == []
    assert play.links[-1].state == "ended"
    assert "GPS" in play.links[-1].words


@pytest.mark.parametrize("moments", [(), BEGUN, (Moment(3.0, "closed", "Another program is using COM3."),)])
def test_a_capture_without_bytes_is_over_soon_and_says_so(moments: tuple[Moment, ...]) -> None:
    play = Play(Capture(About("COM3"), moments))
    assert play.readings == []
    assert "No board sent anything" in play.links[-1].words
    assert play.took_s < 10


def test_bytes_that_were_thrown_away_count_as_a_fault() -> None:
    moments = BEGUN + board("witmotion", 100) + (Moment(2.1, "missing", 4000),) + board("witmotion", 100, 2.2)
    assert Play(Capture(About("COM3"), moments)).links[-1].faults == 1


def test_closed_it_is_over() -> None:
    source = CapturedSource(Capture(About("COM3"), BEGUN + board("witmotion")))
    source.poll(0.0)
    source.close()
    assert source.poll(0.2) == []
    assert source.link(0.2).state == "ended"
