"""wobblequest decode: bytes from a board to a table of tilt, as the board sent it: no fusion, no calibration, no smoothing."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterable, Iterator
from io import BufferedReader
from pathlib import Path
from typing import TYPE_CHECKING, Any

from wobblequest.cli.options import add_json_option, print_json
from wobblequest.core.errors import UsageError, unreadable

if TYPE_CHECKING:
    from wobblequest.input.capture import Capture
    from wobblequest.input.clock import SourceClock
    from wobblequest.input.protocols.decoder import Decoder
    from wobblequest.input.protocols.frame import Frame

CHUNK = 65536
MOST_UNKNOWN = 1 << 26
"""Bytes that are kept while nothing is recognised: 64 MiB."""
RATE_HZ = 100.0
EXAMPLE = """examples:
  wobblequest decode capture.bin > tilt.csv
  wobblequest decode capture.bin --json
  wobblequest devices --record board.jsonl && wobblequest decode board.jsonl
  cat capture.bin | wobblequest decode - --protocol witmotion --rate 200

The table has the columns t_s,pitch_deg,roll_deg (front edge down and right edge down are positive, for a sensor with x forward,
y left, z up). An accelerometer's tilt is its own, not fused with the gyro. The exit code is 1 where no tilt was found.
"""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.epilog = EXAMPLE
    parser.add_argument("file", metavar="FILE",
                        help="bytes as the board sent them, or a capture made by `wobblequest devices --record`; - for standard input")
    parser.add_argument("--protocol", metavar="NAME", help="what the board speaks (default: found out from the bytes)")
    parser.add_argument("--rate", metavar="HZ", type=float,
                        help=f"samples a second of a board that sends no time (default: as they came in a capture, else {RATE_HZ:g})")
    add_json_option(parser)


def run(args: argparse.Namespace) -> int:
    _check(args)
    capture, chunks = _read(args.file)
    stamps = _Stamps(args.rate or RATE_HZ, capture if args.rate is None else None)
    table = _Table(stamps, quiet=args.json)
    decoder, unread, words = _find_decoder(args.protocol, chunks)
    if decoder is not None:
        for chunk in stamps.cut(unread):
            table.add(decoder.feed(chunk))
        table.add(decoder.finish())
    if args.json:
        print_json(table.summary(decoder, sum(map(len, unread)) if decoder is None else 0))
    if decoder is None:
        print(f"wobblequest decode: no tilt was found: {words}", file=sys.stderr)
    elif not table.samples:
        why = f"; {decoder.why}" if decoder.why else ""
        print(f"wobblequest decode: no {decoder.name} sample was found{why}; leave --protocol out to have it found out", file=sys.stderr)
    elif not stamps.by_device:
        print(f"wobblequest decode: the board sends no time; {stamps.words}", file=sys.stderr)
    return 0 if table.samples else 1


def _check(args: argparse.Namespace) -> None:
    from wobblequest.input.protocols.register import PROTOCOLS

    if args.protocol is not None and args.protocol not in PROTOCOLS:
        from difflib import get_close_matches

        near = get_close_matches(args.protocol, PROTOCOLS, n=1)
        hint = f"did you mean `{near[0]}`?" if near else f"known are {', '.join(sorted(PROTOCOLS))}"
        raise UsageError(f"--protocol {args.protocol}: there is no such protocol; {hint}")
    if args.rate is not None and not 0.0 < args.rate <= 100_000.0:
        raise UsageError(f"--rate {args.rate:g}: samples a second must be more than 0 and at most 100000")


def _read(name: str) -> tuple[Capture | None, Iterator[bytes]]:
    """The capture, if it is one, and the bytes of the board as they come. Raises FileProblem where the file cannot be used."""
    from itertools import chain

    from wobblequest.input.capture import from_lines, starts_a_capture

    chunks = _chunks(name)
    first = next(chunks, b"")
    if not starts_a_capture(first):
        return None, chain([first], chunks)
    capture = from_lines(_lines(chain([first], chunks)), None if name == "-" else name)
    if not capture.complete:
        print("wobblequest decode: the capture was cut off; what is there is used", file=sys.stderr)
    return capture, (data for _, data in capture.chunks)


def _chunks(name: str) -> Iterator[bytes]:
    """The bytes of the file or of standard input, as they come. Raises FileProblem where they cannot be read."""
    if name == "-":
        stream = sys.stdin.buffer
        read = stream.read1 if isinstance(stream, BufferedReader) else stream.read  # read1: rows come while a live board is piped in
        while chunk := read(CHUNK):
            yield chunk
        return
    try:
        with Path(name).open("rb") as file:
            while chunk := file.read(CHUNK):
                yield chunk
    except OSError as error:
        raise unreadable(name, error) from error


def _lines(chunks: Iterator[bytes]) -> Iterator[bytes]:
    """Lines with their ends; one that grows beyond any of a capture is given out as far as it is there."""
    from wobblequest.input.capture import MOST_LINE

    rest = b""
    for chunk in chunks:
        *whole, rest = (rest + chunk).split(b"\n")
        yield from (line + b"\n" for line in whole)
        if len(rest) > MOST_LINE:
            yield rest
            rest = b""
    if rest:
        yield rest


def _find_decoder(protocol: str | None, chunks: Iterator[bytes]) -> tuple[Decoder | None, Iterator[bytes] | list[bytes], str]:
    """(decoder, all bytes it is to be fed, words). Without a decoder: what the bytes are, in words, and the bytes."""
    from itertools import chain

    from wobblequest.input.detect import UNKNOWN, WINDOW, detect, recognise
    from wobblequest.input.protocols.register import PROTOCOLS

    if protocol is not None:
        return PROTOCOLS[protocol].decoder(), chunks, ""
    kept = bytearray()
    looked = 0
    for chunk in chunks:
        kept += chunk
        while len(kept) - looked >= WINDOW:
            name = recognise(bytes(kept[looked : looked + WINDOW]))
            if name is not None:
                return PROTOCOLS[name].decoder(), chain([bytes(kept)], chunks), ""
            looked += WINDOW // 2
        if len(kept) > MOST_UNKNOWN:
            return None, [bytes(kept)], f"nothing known in the first {MOST_UNKNOWN >> 20} MiB; say what it is with --protocol"
    detection = detect(bytes(kept[looked:]))
    name = detection.protocol if detection.protocol != UNKNOWN else recognise(bytes(kept[looked:]), least=1)
    return PROTOCOLS[name].decoder() if name else None, [bytes(kept)], detection.words


class _Stamps:
    """When samples were: by the device's own time, else as they came in the capture, else evenly at the assumed rate."""

    def __init__(self, rate_hz: float, capture: Capture | None) -> None:
        from wobblequest.input.clock import SourceClock

        self._rate_hz, self._capture = rate_hz, capture
        self._clock = SourceClock()
        self._arrivals: list[tuple[float, bytes]] = capture.chunks if capture else []
        self._arrived_s = 0.0
        self._first_s: float | None = None
        self._count = 0
        self.by_device = False
        self.last_s = 0.0

    @property
    def words(self) -> str:
        if self._capture is not None:
            return "when its samples came is taken instead (--rate)"
        return f"{self._rate_hz:g} samples a second are assumed (--rate)"

    def cut(self, unread: Iterable[bytes]) -> Iterator[bytes]:
        """What is to be decoded, in the pieces in which it came; of a capture all of it."""
        if self._capture is None:
            yield from unread
            return
        for at_s, data in self._arrivals:
            self._arrived_s = at_s
            yield data

    def of(self, frames: list[Frame]) -> list[float]:
        """Seconds since the first sample, one for each of the frames that were just completed."""
        if frames and self._first_s is None:
            self.by_device = frames[0].device_t_s is not None
        times: list[float]
        if self.by_device:
            times = [self.last_s + (self._first_s or 0.0) if frame.device_t_s is None else frame.device_t_s for frame in frames]
        elif self._capture is not None:
            if self._first_s is None and len(frames) > 5:
                self._clock = self._first_clock(len(frames))
            times = self._clock.times(self._arrived_s, [None] * len(frames))
        else:
            times = [(self._count + i) / self._rate_hz for i in range(len(frames))]
        self._count += len(frames)
        if times and self._first_s is None:
            self._first_s = times[0]
        since_first = [t_s - (self._first_s or 0.0) for t_s in times]
        self.last_s = since_first[-1] if since_first else self.last_s
        return since_first

    def _first_clock(self, rows: int) -> SourceClock:
        """For rows that waited together until their columns were known: they are as far apart as their lines came."""
        from wobblequest.input.clock import SourceClock

        lines, since_s = 0, self._arrived_s
        for at_s, data in reversed([(at_s, data) for at_s, data in self._arrivals if at_s <= self._arrived_s]):
            if lines >= rows:
                break
            lines, since_s = lines + data.count(b"\n"), at_s
        return SourceClock((self._arrived_s - since_s) / max(1, lines - 1) or None)

    def rate_hz(self) -> float | None:
        """Samples a second: as measured, or as assumed."""
        if not self._count:
            return None
        if not self.by_device and self._capture is None:
            return self._rate_hz
        return round((self._count - 1) / self.last_s, 3) if self.last_s > 0 else None


class _Table:
    """Writes samples as rows, and counts them. quiet : no rows."""

    def __init__(self, stamps: _Stamps, quiet: bool) -> None:
        self._stamps, self._quiet = stamps, quiet
        self.samples = 0

    def add(self, frames: list[Frame]) -> None:
        from wobblequest.core.samples import angles_from_up

        times = self._stamps.of(frames)
        if not self._quiet:
            rows: list[str] = []
            if frames and not self.samples:
                rows.append("t_s,pitch_deg,roll_deg\n")
            for t_s, frame in zip(times, frames, strict=True):
                pitch_deg, roll_deg = angles_from_up(frame.up)
                rows.append(f"{t_s:.6f},{round(pitch_deg, 6) + 0.0:.6f},{round(roll_deg, 6) + 0.0:.6f}\n")
            sys.stdout.write("".join(rows))
        self.samples += len(frames)

    def summary(self, decoder: Decoder | None, unknown_bytes: int) -> dict[str, Any]:
        return {
            "protocol": decoder.name if decoder else "unknown",
            "samples": self.samples,
            "faults": decoder.faults if decoder else 0,
            "skipped_bytes": decoder.skipped_bytes if decoder else unknown_bytes,
            "rate_hz": self._stamps.rate_hz(),
        }
