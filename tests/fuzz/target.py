"""What is tried with any bytes, and what must hold: one function, `one`, for the fuzzer, for its seeds and for a crash that was kept.

An input's first byte chooses the trial, its second how the rest is cut into chunks. Nothing here needs the fuzzer.
"""

from __future__ import annotations

import contextlib
import io
import os
import tempfile
from collections.abc import Callable, Iterator, Mapping
from itertools import pairwise
from math import hypot, inf, isfinite
from pathlib import Path

from wobblequest.cli import main
from wobblequest.core.errors import FileProblem, WobbleQuestError
from wobblequest.core.recording import from_lines as recording_from_lines
from wobblequest.core.samples import Vector, angles_from_up
from wobblequest.input.capture import from_lines as capture_from_lines
from wobblequest.input.captured import CapturedReader
from wobblequest.input.detect import UNKNOWN, detect
from wobblequest.input.protocols.decoder import Decoder, Identified
from wobblequest.input.protocols.frame import Frame
from wobblequest.input.protocols.register import PROTOCOLS
from wobblequest.input.search import Search
from wobblequest.input.stream import Stream
from wobblequest.levels.load import read_level_text
from wobblequest.session.replay import replay

MOST_BUFFERED = 65536
MOST_DPS = 5000.0
PACKETS = {"gy25": 8, "bno-rvc": 19, "teapot": 14}
"""Protocols whose every sample is one packet of so many bytes: nothing of theirs may be counted twice or not at all."""
MOST_READINGS = 3000
"""Of a recording that is played again, so that one trial of the fuzzer stays quick."""

decoders: dict[str, Callable[[], Decoder]] = {name: codec.decoder for name, codec in PROTOCOLS.items()}
"""What is fuzzed: a test puts a broken one in its place, to see it found."""


def chunks(data: bytes, cut: int) -> Iterator[bytes]:
    """The bytes whole, one by one, or in pieces of uneven length."""
    if cut == 0:
        yield data
        return
    at, size = 0, cut
    while at < len(data):
        yield data[at : at + size]
        at += size
        size = 1 + (size * 7 + cut) % 61 if cut > 1 else 1


def decoder_of(name: str) -> Callable[[bytes, int], None]:
    def trial(data: bytes, cut: int) -> None:
        whole, one = decoded(name, [data])
        if cut:
            pieces, two = decoded(name, list(chunks(data, cut)))
            assert pieces == whole, "frames depend on how the bytes were cut"
            assert (one.faults, one.skipped_bytes) == (two.faults, two.skipped_bytes), "counts depend on how the bytes were cut"
        assert 0 <= one.skipped_bytes <= len(data)
        size = PACKETS.get(name)
        if size is not None:
            # A packet that the gate dropped is a fault and no sample.
            assert one.skipped_bytes + size * len(whole) <= len(data)
            assert one.skipped_bytes + size * (len(whole) + one.faults) >= len(data)
        if cut % 4 == 3:
            streamed(name, data, cut)

    return trial


def decoded(name: str, pieces: list[bytes]) -> tuple[list[Frame], Decoder]:
    decoder = decoders[name]()
    frames: list[Frame] = []
    for piece in pieces:
        frames += decoder.feed(piece)
        assert 0 <= decoder.buffered <= MOST_BUFFERED
    frames += decoder.finish()
    for frame in frames:
        possible(frame.up, frame.rate_dps, frame.accel_g)
        assert frame.device_t_s is None or isfinite(frame.device_t_s)
    assert decoder.faults >= 0
    assert isinstance(decoder.why, str)
    if isinstance(decoder, Identified):
        assert len(decoder.identity.split()) <= 1
    return frames, decoder


def streamed(name: str, data: bytes, cut: int) -> None:
    """The bytes as a board's, with their arrivals, replugged in the middle."""
    stream = Stream(0.0)
    stream.speaks(decoders[name]())
    at_s, before_s = 1.0, -inf
    for i, piece in enumerate(chunks(data, max(cut, 8))):
        at_s += (piece[0] & 15) * 0.004
        if i == 20:
            stream.cut()
        for reading in stream.feed([(at_s, piece)]):
            possible(reading.up, reading.rate_dps, reading.accel_g)
            assert before_s < reading.t_s <= at_s + 0.01
            before_s = reading.t_s
        assert stream.faults >= 0
    assert stream.rate_hz is None or 0 < stream.rate_hz < 1e7


def possible(up: Vector, rate_dps: Vector | None, accel_g: float | None) -> None:
    assert abs(hypot(*up) - 1) < 1e-9
    pitch_deg, roll_deg = angles_from_up(up)
    assert abs(pitch_deg) <= 90
    assert abs(roll_deg) <= 180
    assert rate_dps is None or all(abs(rate) <= MOST_DPS for rate in rate_dps)
    assert accel_g is None or 0 < accel_g < 100


def detected(data: bytes, cut: int) -> None:
    found = detect(data)
    assert found.protocol in PROTOCOLS or found.protocol == UNKNOWN
    assert found.words.strip()
    assert found.words.isprintable()
    assert detect(data) == found


def searched(data: bytes, cut: int) -> None:
    search, now_s, baud = Search("port", 0.0, may_probe=bool(cut & 1)), 0.0, 115200
    for piece in chunks(data, max(cut, 24)):
        now_s += (piece[0] & 31) * 0.02
        search.feed(now_s, piece)
        step = search.step(now_s)
        words = search.words(now_s)
        assert words.strip()
        assert words.isprintable()
        baud = step.baud or baud
        assert baud != 1200
        if step.found is not None:
            assert step.found in PROTOCOLS
            return
    for _ in range(40):
        now_s += 0.5
        search.step(now_s)
        assert search.words(now_s).strip()


def recording(data: bytes, cut: int) -> None:
    with refused_in_words():
        found = recording_from_lines(data.decode("utf-8", "replace").splitlines(), "file")
        if len(found.readings) <= MOST_READINGS:
            result = replay(found).result()
            assert result.to_json()


def capture(data: bytes, cut: int) -> None:
    with refused_in_words():
        found = capture_from_lines(data.splitlines(keepends=True), "file")
        assert all(b.t_s >= a.t_s for a, b in pairwise(found.moments))
        assert all(isinstance(came, bytes) for _, came in found.chunks)
        played = CapturedReader(found)
        played.play_to(found.lasted_s)
        played.take()
        assert played.over


def level(data: bytes, cut: int) -> None:
    with refused_in_words():
        found = read_level_text(data.decode("utf-8", "replace"), "file")
        assert found.to_json()


def table(data: bytes, cut: int) -> None:
    """A CSV table of tilt, all the way through `score`: it ends with 0, or with one sentence."""
    path = Path(tempfile.gettempdir()) / f"wobblequest-fuzz-{os.getpid()}.csv"
    path.write_bytes(data)
    said, complained = io.StringIO(), io.StringIO()
    try:
        with contextlib.redirect_stdout(said), contextlib.redirect_stderr(complained):
            code = main(["score", str(path), "--json"])
    finally:
        path.unlink()
    assert code in (0, 1, 2)
    assert "NaN" not in said.getvalue()
    assert "Infinity" not in said.getvalue()
    assert bool(code) == bool(complained.getvalue())


@contextlib.contextmanager
def refused_in_words() -> Iterator[None]:
    """What a file reader may raise: the project's own errors, with a sentence; a file's problem says where."""
    refused: WobbleQuestError | None = None
    try:
        yield
    except WobbleQuestError as problem:
        refused = problem
    assert refused is None or str(refused).strip()
    assert not isinstance(refused, FileProblem) or (str(refused).startswith("file") and refused.message.strip())


TRIALS: Mapping[str, Callable[[bytes, int], None]] = {
    **{name: decoder_of(name) for name in PROTOCOLS},
    "detect": detected, "search": searched, "recording": recording, "capture": capture, "level": level, "table": table,
}
NAMES = tuple(TRIALS)


def trial_of(data: bytes) -> str:
    """Which trial an input is for."""
    return NAMES[data[0] % len(NAMES)]


def one(data: bytes) -> None:
    """One trial. Raises AssertionError, or whatever escaped, where something does not hold."""
    if len(data) >= 2:
        TRIALS[trial_of(data)](data[2:], data[1])
