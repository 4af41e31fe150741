"""The search on an open port, told what comes and when: rates, the prompt, and words within three seconds."""

from __future__ import annotations

from inspect import signature
from itertools import pairwise
from random import Random
from struct import Struct

import pytest

from wobblequest.input.protocols.register import PROTOCOLS
from wobblequest.input.search import BAUDS, FIRST_BAUD, KEPT, Search


def drive(search: Search, until_s: float, sends=lambda t, baud: b"", step_s: float = 0.05):  # type: ignore[no-untyped-def]
    """Poll every 50 ms; the board sends what ``sends(now, baud)`` says, or ``sends(now, baud, all that was written to it)``.
    Gives (log of steps, found, words by time)."""
    return drive_on(search, 0.0, until_s, sends, step_s)


def drive_on(search: Search, t: float, until_s: float, sends=lambda t, baud: b"", step_s: float = 0.05):  # type: ignore[no-untyped-def]
    log: list[tuple[float, object]] = []
    words: dict[float, str] = {}
    written = b""
    listens = len(signature(sends).parameters) == 3
    while t < until_s:
        data = sends(t, search.baud, written) if listens else sends(t, search.baud)
        if data:
            search.feed(t, data)
        step = search.step(t)
        words[round(t, 2)] = search.words(t)
        if step.baud:
            log.append((round(t, 2), step.baud))
        if step.write:
            written += step.write
            log.append((round(t, 2), step.write))
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


def sleeper(protocol: str, key: bytes, rate: int):  # type: ignore[no-untyped-def]
    """A board that is silent until it hears ``key`` at its rate."""
    awake = board(protocol, rate)
    heard = [0, False]

    def sends(t: float, baud: int, written: bytes) -> bytes:
        new, heard[0] = written[heard[0] :], len(written)
        heard[1] = heard[1] or (baud == rate and key in new)
        return awake(t, baud) if heard[1] else b""

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


def test_nothing_is_asked_without_a_yes_and_all_that_may_help_with_one() -> None:
    search = Search("P", 0.0)
    drive(search, 12.0)
    assert search.offers_probe
    assert search.words(12.0) == "Nothing came from P: check the cable, and whether the board is switched on."
    log, _, _ = drive_on(search, 12.0, 30.0)
    assert log == []
    search.allow_probes()
    log, found, words = drive_on(search, 30.0, 45.0)
    assert found is None
    assert [what for _, what in log] == [
        b"\xa5\x52", 9600, b"\xa5\x52", 57600, b"#o1", 115200, b"<start>", b"\xfa\xff\x10\x00\xf1"]
    assert all(b[0] - a[0] >= 0.9 for a, b in pairwise([entry for entry in log if isinstance(entry[1], bytes)]))
    assert "whether it is a board that waits" in words[31.0]
    assert "not even when asked" in words[44.0]
    assert not search.offers_probe


def test_of_a_port_that_says_something_now_and_then_it_is_not_said_that_nothing_came() -> None:
    search = Search("P", 0.0)
    drive(search, 12.0, lambda t, baud: b"RING\r\n" if round(t * 20) == 20 else b"")
    assert search.words(12.0).startswith("P has sent only 6 bytes in all: check the cable")


def test_a_settled_rate_and_a_socket_are_asked_at_their_one_rate_and_once_each() -> None:
    search = Search("P", 0.0, baud=57600, may_probe=True)
    log, _, _ = drive(search, 20.0)
    assert [what for _, what in log] == [b"r", b"\xa5\x52", b"#o1", b"<start>", b"\xfa\xff\x10\x00\xf1"]


@pytest.mark.parametrize(("protocol", "key", "rate"), [
    ("gy25", b"\xa5\x52", 115200), ("gy25", b"\xa5\x52", 9600), ("razor", b"#o1", 57600), ("ebimu", b"<start>", 115200),
    ("xsens", b"\xfa\xff\x10\x00\xf1", 115200),
])
def test_each_sleeping_board_is_woken_at_its_rate(protocol: str, key: bytes, rate: int) -> None:
    log, found, _ = drive(Search("P", 0.0, may_probe=True), 30.0, sleeper(protocol, key, rate))
    assert found == protocol
    assert key in [what for _, what in log]


def test_a_razor_in_binary_is_offered_the_question_for_its_mark() -> None:
    def sends(t: float, baud: int, written: bytes) -> bytes:
        asked, started = written.endswith(b"#s00"), sends.started  # type: ignore[attr-defined]
        if baud != 57600:
            return Random(int(t * 20)).randbytes(40)
        mark = b"#SYNCH00\r\n" if asked and not started else b""
        sends.started = started or asked  # type: ignore[attr-defined]
        return mark + b"".join(Struct("<3f").pack(3.0 + t, 5.0 + t / 10, 2.0) for _ in range(3))

    sends.started = False  # type: ignore[attr-defined]
    search = Search("P", 0.0)
    assert drive(search, 9.0, sends)[1] is None
    assert search.offers_probe
    search.allow_probes()
    log, found, _ = drive_on(search, 9.0, 20.0, sends)
    assert found == "razor-binary"
    assert log == [(pytest.approx(9.0, abs=0.1), 57600), (pytest.approx(9.0, abs=0.1), b"#s00")]


def test_commands_to_a_modem_are_somebody_elses_while_the_port_is_fresh() -> None:
    talk = b"AT\r\nAT\r\nAT+GCAP\r\nATI\r\n"
    search = Search("P", 0.0)
    log, found, words = drive(search, 14.0, lambda t, baud: talk if int(t * 20) % 40 == 0 else b"")
    assert (log, found) == ([], None)
    assert "ModemManager" in words[4.0]
    assert search.prospect(14.0) == "starting"
    _, _, words = drive_on(search, 14.0, 24.0, lambda t, baud: talk if int(t * 20) % 40 == 0 else b"")
    assert "it sends what modems say" in words[23.0]
    assert search.prospect(24.0) == "no board"
    assert drive(Search("P", 0.0), 5.0, lambda t, baud: talk + board("csv")(t, baud) if t > 1.0 else talk)[1] == "csv"


def test_what_is_to_be_hoped_of_a_port() -> None:
    search = Search("P", 0.0)
    drive(search, 5.0)
    assert search.prospect(5.0) == "open"
    drive_on(search, 5.0, 15.0)
    assert search.prospect(15.0) == "in vain"
    search = Search("P", 0.0)
    drive(search, 3.0, lambda t, baud: b"Initializing DMP...\r\n" if t == 0.0 else b"")
    assert search.prospect(3.0) == "starting"
    search = Search("P", 0.0)
    drive(search, 14.0, lambda t, baud: b"count %d of many, and no tilt in it\r\n" % int(t * 20))
    assert search.prospect(14.0) == "open", "boards, too, begin with words"
    assert search.prospect(15.1) == "no board"


def test_endless_text_is_not_all_kept() -> None:
    search = Search("P", 0.0)
    drive(search, 100.0, lambda t, baud: b"the quick brown fox jumps\r\n" * 40)
    assert sum(len(data) for _, data in search.chunks) <= KEPT + 2000
