"""The search on an open port, told what comes and when: rates, the prompt, and words within three seconds."""

from __future__ import annotations

from random import Random

import pytest

from wobblequest.input.protocols.register import PROTOCOLS
from wobblequest.input.search import BAUDS, FIRST_BAUD, KEPT, Search


def drive(search: Search, until_s: float, sends=lambda t, baud: b"", step_s: float = 0.05):  # type: ignore[no-untyped-def]
    """Poll every 50 ms; the board sends what ``sends(now, baud)`` says. Gives (log of steps, found, words by time)."""
    log: list[tuple[float, object]] = []
    words: dict[float, str] = {}
    t = 0.0
    while t < until_s:
        data = sends(t, search.baud)
        if data:
            search.feed(t, data)
        step = search.step(t)
        words[round(t, 2)] = search.words(t)
        if step.write:
            log.append((round(t, 2), step.write))
        if step.baud:
            log.append((round(t, 2), step.baud))
        if step.found:
            return log, step.found, words
        t += step_s
    return log, None, words


def board(protocol: str, baud: int = FIRST_BAUD):  # type: ignore[no-untyped-def]
    encoder, chance = PROTOCOLS[protocol].encoder(), Random(1)

    def sends(t: float, at_baud: int) -> bytes:
        data = b"".join(encoder.encode(t + k / 100, 3.0 + t, 1.0) for k in range(5))
        return data if at_baud == baud else chance.randbytes(len(data))

    return sends


@pytest.mark.parametrize("protocol", PROTOCOLS)
def test_a_board_at_the_usual_rate_is_found_at_once_with_all_that_it_sent(protocol: str) -> None:
    search = Search("P", 0.0)
    log, found, _ = drive(search, 3.0, board(protocol))
    assert found == protocol
    assert log == []
    assert search.chunks[0][0] == 0.0


def test_a_wrong_rate_is_said_and_the_others_are_tried_on_the_open_port_never_1200() -> None:
    log, found, words = drive(Search("P", 0.0), 9.0, board("csv", 57600))
    assert found == "csv"
    assert log == [(pytest.approx(1.0, abs=0.1), 9600), (pytest.approx(1.75, abs=0.15), 57600)]
    assert "no text" in words[1.5]
    assert 1200 not in BAUDS


def test_silence_is_told_within_three_seconds_then_r_then_every_rate_once() -> None:
    search = Search("P", 0.0)
    log, found, words = drive(search, 20.0)
    assert found is None
    assert "Listening on P at 115200 baud" in words[1.0]
    assert "silent" in words[2.9]
    assert [what for _, what in log] == [b"r", *BAUDS, FIRST_BAUD]
    assert log[0][0] == pytest.approx(4.0, abs=0.1)
    assert search.exhausted
    assert "check the cable" in words[19.5]


def test_the_prompt_is_answered_once_a_second_and_only_then() -> None:
    prompt = b"\r\nSend any character to begin DMP programming and demo: \r\n"
    log, _, words = drive(Search("P", 0.0), 3.5, lambda t, baud: prompt if t == 0.0 else b"")
    assert [what for _, what in log] == [b"r"] * len(log)
    assert len(log) >= 2
    assert "being started" in words[2.0]


def test_calibration_may_take_its_time() -> None:
    log, _, words = drive(Search("P", 0.0), 12.0, lambda t, baud: b"Initializing DMP...\r\n>......>" if t == 0.0 else b"")
    assert log == []
    assert "level and still" in words[10.0]


def test_what_is_no_board_is_told_and_its_rate_is_left_alone() -> None:
    gps = b"$GPGGA,123000.00,4807.038,N,01131.000,E,1,08,0.9,545.4,M,46.9,M,,*47\r\n"
    log, found, words = drive(Search("P", 0.0), 9.0, lambda t, baud: gps if int(t * 20) % 20 == 0 else b"")
    assert (log, found) == ([], None)
    assert "GPS" in words[2.9]
    assert "no tilt board" in words[2.9]


def test_a_settled_rate_is_not_changed_and_a_settled_protocol_is_not_guessed() -> None:
    log, found, words = drive(Search("P", 0.0, baud=9600), 9.0, board("csv", 57600))
    assert (log, found) == ([], None)
    assert "set its speed" in words[8.0]
    _, found, words = drive(Search("P", 0.0, protocol="witmotion"), 5.0, board("csv"))
    assert found is None
    assert "csv frames where witmotion was asked for" in words[2.9]
    assert drive(Search("P", 0.0, protocol="csv"), 5.0, board("csv"))[1] == "csv"


def test_a_socket_has_no_rates_to_try() -> None:
    log, _, words = drive(Search("socket://h:1", 0.0, can_change_baud=False), 20.0)
    assert log == [(pytest.approx(4.0, abs=0.1), b"r")]
    assert "baud" not in words[1.0]


def test_endless_text_is_not_all_kept() -> None:
    search = Search("P", 0.0)
    drive(search, 100.0, lambda t, baud: b"the quick brown fox jumps\r\n" * 40)
    assert sum(len(data) for _, data in search.chunks) <= KEPT + 2000
