"""wobblequest decode: bytes from a board to a table of tilt, as the board sent it: no fusion, no calibration, no smoothing."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator
from io import BufferedReader
from pathlib import Path
from typing import TYPE_CHECKING, Any

from wobblequest.cli.options import add_json_option, print_json
from wobblequest.core.errors import UsageError, unreadable

if TYPE_CHECKING:
    from wobblequest.input.protocols.decoder import Decoder
    from wobblequest.input.protocols.frame import Frame

CHUNK = 65536
MOST_UNKNOWN = 1 << 26
"""Bytes that are kept while nothing is recognised: 64 MiB."""
RATE_HZ = 100.0
EXAMPLE = """examples:
  wobblequest decode capture.bin > tilt.csv
  wobblequest decode capture.bin --json
  cat capture.bin | wobblequest decode - --protocol witmotion --rate 200

The table has the columns t_s,pitch_deg,roll_deg (front edge down and right edge down are positive, for a sensor with x forward,
y left, z up). An accelerometer's tilt is its own, not fused with the gyro. The exit code is 1 where no tilt was found.
"""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.epilog = EXAMPLE
    parser.add_argument("file", metavar="FILE", help="bytes as the board sent them; - for standard input")
    parser.add_argument("--protocol", metavar="NAME", help="what the board speaks (default: found out from the bytes)")
    parser.add_argument("--rate", metavar="HZ", type=float, default=RATE_HZ,
                        help=f"samples a second of a board that sends no time (default: {RATE_HZ:g})")
    add_json_option(parser)


def run(args: argparse.Namespace) -> int:
    _check(args)
    table = _Table(args.rate, quiet=args.json)
    decoder, unread, words = _find_decoder(args.protocol, _chunks(args.file))
    if decoder is not None:
        for chunk in unread:
            table.add(decoder.feed(chunk))
        table.add(decoder.finish())
    if args.json:
        print_json(table.summary(decoder, sum(map(len, unread)) if decoder is None else 0))
    if decoder is None:
        print(f"wobblequest decode: no tilt was found: {words}", file=sys.stderr)
    elif not table.samples:
        why = f"; {decoder.why}" if decoder.why else ""
        print(f"wobblequest decode: no {decoder.name} sample was found{why}; leave --protocol out to have it found out", file=sys.stderr)
    elif not table.by_device:
        print(f"wobblequest decode: the board sends no time; {args.rate:g} samples a second are assumed (--rate)", file=sys.stderr)
    return 0 if table.samples else 1


def _check(args: argparse.Namespace) -> None:
    from wobblequest.input.protocols.register import PROTOCOLS

    if args.protocol is not None and args.protocol not in PROTOCOLS:
        from difflib import get_close_matches

        near = get_close_matches(args.protocol, PROTOCOLS, n=1)
        hint = f"did you mean `{near[0]}`?" if near else f"known are {', '.join(sorted(PROTOCOLS))}"
        raise UsageError(f"--protocol {args.protocol}: there is no such protocol; {hint}")
    if not 0.0 < args.rate <= 100_000.0:
        raise UsageError(f"--rate {args.rate:g}: samples a second must be more than 0 and at most 100000")


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


class _Table:
    """Writes samples as rows, and remembers what the summary needs. quiet : no rows."""

    def __init__(self, rate_hz: float, quiet: bool) -> None:
        self._rate_hz, self._quiet = rate_hz, quiet
        self.samples = 0
        self.by_device = False
        self._first_s = self._last_s = 0.0

    def add(self, frames: list[Frame]) -> None:
        from wobblequest.core.samples import angles_from_up

        rows: list[str] = []
        for frame in frames:
            if not self.samples:
                self.by_device, self._first_s = frame.device_t_s is not None, frame.device_t_s or 0.0
                rows.append("t_s,pitch_deg,roll_deg\n")
            if self.by_device and frame.device_t_s is not None:
                self._last_s = frame.device_t_s - self._first_s
            elif not self.by_device:
                self._last_s = self.samples / self._rate_hz
            self.samples += 1
            if not self._quiet:
                pitch_deg, roll_deg = angles_from_up(frame.up)
                rows.append(f"{self._last_s:.6f},{round(pitch_deg, 6) + 0.0:.6f},{round(roll_deg, 6) + 0.0:.6f}\n")
        if rows and not self._quiet:
            sys.stdout.write("".join(rows))

    def summary(self, decoder: Decoder | None, unknown_bytes: int) -> dict[str, Any]:
        rate_hz: float | None = None
        if self.samples:
            rate_hz = self._rate_hz
            if self.by_device:
                rate_hz = round((self.samples - 1) / self._last_s, 3) if self._last_s > 0 else None
        return {
            "protocol": decoder.name if decoder else "unknown",
            "samples": self.samples,
            "faults": decoder.faults if decoder else 0,
            "skipped_bytes": decoder.skipped_bytes if decoder else unknown_bytes,
            "rate_hz": rate_hz,
        }
