"""How much of a stream must have come until its protocol is known: through the search, in simulated time, for every protocol."""

from __future__ import annotations

import json
from collections.abc import Iterable
from math import cos, sin
from pathlib import Path
from random import Random

import pytest

from wobblequest.input.protocols.register import PROTOCOLS
from wobblequest.input.search import FIRST_BAUD, Search
from wobblequest.input.stream import Stream

CAPTURES = Path(__file__).parent / "captures"
TICK_S = 0.01
WITHIN_S = 1.5
ESP32 = (
    b"ets Jun  8 2016 00:22:57\r\n\r\nrst:0x1 (POWERON_RESET),boot:0x13 (SPI_FAST_FLASH_BOOT)\r\nconfigsip: 0, SPIWP:0xee\r\n"
    b"mode:DIO, clock div:1\r\nload:0x3fff0030,len:1184\r\nentry 0x400805e4\r\n"
)
OTHER_TEXT = ESP32 + b"MPU6050 status: 0\r\nCalculating offsets, do not move MPU6050\r\nDone!\r\n"


def samples(protocol: str, rate_hz: float, moves: bool) -> tuple[bytes, list[bytes]]:
    """The board's boot text, and 3 s of its samples."""
    encoder = PROTOCOLS[protocol].encoder()
    boot = encoder.boot()
    times = [i / rate_hz for i in range(int(3 * rate_hz))]
    if moves:
        rates = [(16 * cos(2 * t), 8.5 * cos(1.7 * t + 1), 0.0) for t in times]
        return boot, [encoder.encode(t, 8 * sin(2 * t), 5 * sin(1.7 * t + 1), rate) for t, rate in zip(times, rates, strict=True)]
    return boot, [encoder.encode(t, 1.1, 2.2, (0.0, 0.0, 0.0)) for t in times]


def needed_s(stream: Iterable[bytes], rate_hz: float, before: bytes = b"") -> tuple[str | None, float | None, float | None]:
    """(protocol, seconds of data until it was known, until the first sample). ``before`` comes half a second before the first sample."""
    search, out = Search("P", 0.0), Stream(0.0)
    begun_s = 0.5 if before else 0.0
    if before:
        search.feed(0.0, before)
    waiting = [(begun_s + (i + 1) / rate_hz, data) for i, data in enumerate(stream)]
    found: str | None = None
    known_s: float | None = None
    for tick in range(int((begun_s + 3.0) / TICK_S)):
        now_s = tick * TICK_S
        due = [(now_s, data) for at_s, data in waiting if at_s <= now_s + 1e-9]
        waiting = waiting[len(due) :]
        readings = []
        if found is None:
            for at_s, data in due:
                search.feed(at_s, data)
            found = search.step(now_s).found
            if found is not None:
                known_s = now_s - begun_s
                out.speaks(PROTOCOLS[found].decoder())
                readings = out.feed(search.chunks)
        else:
            readings = out.feed(due)
        if readings:
            return found, known_s, now_s - begun_s
    return found, known_s, None


WAYS = ("clean", "boot", "other text", "middle")


@pytest.mark.parametrize("moves", [True, False], ids=["moving", "at rest"])
@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("protocol", PROTOCOLS)
def test_at_a_hundred_hertz_every_protocol_is_known_within_a_second_and_a_half(protocol: str, way: str, moves: bool) -> None:
    boot, stream = samples(protocol, 100.0, moves)
    if way == "middle":
        stream[0] = stream[0][len(stream[0]) // 2 :]
    before = {"boot": boot, "other text": OTHER_TEXT}.get(way, b"")
    found, known_s, first_s = needed_s(stream, 100.0, before)
    assert found == protocol
    assert known_s is not None
    assert known_s <= 0.35
    assert first_s is not None
    assert first_s <= 0.6, "columns without names take half a second more until they are told apart"


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("protocol", PROTOCOLS)
def test_at_ten_hertz_too(protocol: str, way: str) -> None:
    boot, stream = samples(protocol, 10.0, moves=True)
    if way == "middle":
        stream[0] = stream[0][len(stream[0]) // 2 :]
    before = {"boot": boot, "other text": OTHER_TEXT}.get(way, b"")
    found, known_s, _ = needed_s(stream, 10.0, before)
    assert found == protocol
    assert known_s is not None
    assert known_s <= (WITHIN_S if way == "other text" else 1.0), "long text in front of short frames must be outweighed by them"


CAPTURED = {
    "bno055_sensorapi": "bno-lines", "bno08x_rvc": "bno-rvc", "csv_header_rpy": "csv", "csv_pitch_roll": "csv", "csv_t_6axis": "csv",
    "dmp_teapot": "teapot", "dmp_ypr": "mpu6050-dmp", "ebimu_rpy": "ebimu", "gy25": "gy25", "json_flat": "json",
    "kv_pitch_roll": "keyvalue",
    "microbit_writenumbers": "csv", "mpu_raw": "mpu6050-raw", "razor_ypr": "razor", "wit_ble61": "witmotion-ble", "wit_std": "witmotion",
    "ximu3_ascii": "ximu3", "xsens_mtdata2_euler": "xsens",
}


@pytest.mark.parametrize("name", CAPTURED)
@pytest.mark.parametrize("start", [0.0, 0.37])
def test_what_boards_really_sent_is_known_within_a_second_and_a_half(name: str, start: float) -> None:
    data = (CAPTURES / f"{name}.bin").read_bytes()
    frames = len(json.loads((CAPTURES / f"{name}.expected.json").read_text(encoding="utf-8"))["frames"])
    size = len(data) / frames  # at most what one sample has
    data = data[int(start * len(data)) :]
    stream = [data[int(i * size) : int((i + 1) * size)] for i in range(int(len(data) / size))]
    found, known_s, _ = needed_s(stream, 100.0)
    assert found == CAPTURED[name]
    assert known_s is not None
    assert known_s <= WITHIN_S


def lines(text: str, per_s: float = 10.0) -> list[tuple[float, bytes]]:
    return [(i / per_s, text.format(i=i, j=i % 60, n=i * 37 % 101).encode()) for i in range(int(8 * per_s))]


NO_BOARDS = {
    "a counter": (lines("{i}\r\n"), "no tilt board"),
    "GPS": (lines("$GPGGA,1230{j:02d}.00,4807.038,N,01131.000,E,1,08,0.9,545.4,M,46.9,M,,*47\r\n"), "GPS"),
    "a printer": (lines("ok T:21.{j} /0.0 B:20.0 /0.0\r\n"), "printer"),
    "a log": (lines("[2024-01-01 10:00:{j:02d}] INFO temperature {n} C\r\n"), "log"),
    "Android's log": (lines("I ({i}) wifi: connected with channel {n}\r\n"), "log"),
    "an ESP32 that starts": ([(0.3, ESP32), (0.4, ESP32)], "ESP32"),
    "a weather station": (lines("Humidity: {n} %\tTemperature: 2{j} C\r\n"), "no tilt board"),
}


def watch(stream: list[tuple[float, bytes]], until_s: float) -> tuple[str | None, dict[float, str], Search]:
    """(protocol, words by time) of a search that hears this at the first baud rate, and nothing at another."""
    search, words = Search("P", 0.0), {}
    waiting = list(stream)
    for tick in range(int(until_s / TICK_S)):
        now_s = round(tick * TICK_S, 3)
        while waiting and waiting[0][0] <= now_s:
            at_s, data = waiting.pop(0)
            if search.baud == FIRST_BAUD:
                search.feed(at_s, data)
        found = search.step(now_s).found
        words[now_s] = search.words(now_s)
        if found is not None:
            return found, words, search
    return None, words, search


@pytest.mark.parametrize("what", NO_BOARDS)
def test_what_is_no_board_is_unknown_and_named_within_three_seconds(what: str) -> None:
    stream, word = NO_BOARDS[what]
    found, words, _ = watch(stream, 7.9)
    assert found is None
    assert word in words[3.0]


def test_a_modem_is_told_once_nobody_else_can_have_sent_its_commands() -> None:
    found, words, search = watch([(at_s, data) for at_s, data in lines("AT+CSQ\r\n+CSQ: {j},99\r\nOK\r\n", 2.0)] * 2, 7.9)
    assert found is None
    assert "ModemManager" in words[3.0]
    assert search.prospect(7.9) == "starting"


def test_noise_and_silence_are_told_as_such() -> None:
    chance = Random(5)
    found, words, _ = watch([(i / 100, chance.randbytes(12)) for i in range(790)], 7.9)
    assert found is None
    assert "no text" in words[2.0]
    found, words, _ = watch([], 7.9)
    assert found is None
    assert "silent" in words[3.0]


@pytest.mark.parametrize("protocol", PROTOCOLS)
def test_a_stream_at_the_wrong_baud_rate_is_unknown(protocol: str) -> None:
    """Each byte as a UART of four times the speed hears it: of the ten bits of a byte, each is heard four times over."""
    boot, stream = samples(protocol, 100.0, moves=True)
    heard = [(i / 100, _heard_at_four_times(data)) for i, data in enumerate(stream)]
    found, words, _ = watch(heard, 2.9)
    assert found is None, boot
    assert "no tilt board" in words[2.8] or "no text" in words[2.8] or "silent" in words[2.8]


def _heard_at_four_times(data: bytes) -> bytes:
    out = bytearray()
    for byte in data:
        wire = [bit for bits in (0, *((byte >> k) & 1 for k in range(8)), 1) for bit in (bits,) * 4]
        at = 0
        while at < len(wire):
            if wire[at]:  # idle
                at += 1
                continue
            bits = (wire + [1] * 10)[at + 1 : at + 9]
            out.append(sum(bit << k for k, bit in enumerate(bits)))
            at += 10
    return bytes(out)
