"""What the fuzzer begins with: a stretch of every capture and every protocol, and files of each kind, small so that a trial stays quick."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice
from math import sin
from pathlib import Path

from target import NAMES

from wobblequest.input.detect import detect
from wobblequest.input.protocols.register import PROTOCOLS

TESTS = Path(__file__).parents[1]
STRETCH = 400
"""Bytes of a stream: enough for what has to learn its columns first, in most formats."""


def seeds() -> Iterator[bytes]:
    for capture in sorted((TESTS / "input" / "captures").glob("*.bin")):
        data = capture.read_bytes()[:STRETCH]
        found = detect(capture.read_bytes()).protocol
        for trial in {found, "detect", "search"} & set(NAMES):
            yield seed(trial, 7, data)
    for name, codec in PROTOCOLS.items():
        encoder = codec.encoder()
        samples = (encoder.encode(i / 100, 20 * sin(i / 5), -9 * sin(i / 7), (1.0, -2.0, 3.0)) for i in range(200))
        stream = encoder.boot() + b"".join(samples)
        for cut in (0, 1, 13):
            yield seed(name, cut, stream[: STRETCH * (1 + cut)])
    for level in sorted((TESTS.parent / "levels").glob("*-1.yaml")):
        yield seed("level", 0, level.read_bytes())
    for recording in sorted((TESTS / "golden" / "recordings").glob("*.jsonl")):
        with recording.open("rb") as file:
            yield seed("recording", 0, b"".join(islice(file, 60)))
            yield seed("recording", 0, b"".join(islice(file, 5)))
    about = b'{"format":"wobblequest-capture","version":1,"about":{"port":"P","usb":"1A86:7523"}}\n'
    yield seed("capture", 0, about + b'{"t":0.0,"opened":"P"}\n[0.5,"1.25,-3.5\\r\\n"]\n{"t":0.6,"baud":9600}\n'
                                     b'{"t":0.7,"missing":4}\n{"t":0.9,"closed":"unplugged"}\n{"end":{"moments":5}}\n')
    rows = "".join(f"{i / 50:.2f},{3 * sin(i / 9):.2f},{2 * sin(i / 7):.2f}\n" for i in range(120))
    yield seed("table", 0, b"t_s,pitch_deg,roll_deg\n" + rows.encode())
    yield seed("table", 0, b"t_s;pitch_deg;roll_deg\n" + rows.replace(",", ";").replace(".", ",").encode())
    targets = "".join(f"{i / 50:.2f},{sin(i / 9):.2f},0.5,{5 * (i // 60)},{-5 * (i // 60)},3\n" for i in range(180))
    yield seed("table", 0, b"t_s,pitch_deg,roll_deg,target_pitch_deg,target_roll_deg,target_radius_deg\n" + targets.encode())


def seed(trial: str, cut: int, data: bytes) -> bytes:
    return bytes([NAMES.index(trial), cut]) + data
