"""``csv``: lines of numbers with any separator, with or without a header; what the columns are is learnt by `Table`.

Separators are ``,`` ``;`` TAB ``/`` and blanks. Where a line has ``;`` a ``,`` is a decimal comma. Blanks around numbers, a
separator at the end and CR do not matter (micro:bit pads its lines with 30 blanks).
"""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from itertools import islice
from math import cos, radians, sin
from typing import NamedTuple

from wobblequest.core.samples import Vector, angles_from_up, up_from_angles
from wobblequest.input.protocols.frame import Frame
from wobblequest.input.protocols.gate import JUMP_DEG, TIME_JUMP_S
from wobblequest.input.protocols.layout import MOST_DEG
from wobblequest.input.protocols.line_table import TableLines
from wobblequest.input.protocols.names import Name, read_name
from wobblequest.input.protocols.table import Table

_SEPARATORS = (b";", b",", b"\t", b"/", b" ")
COLUMNS_AT_MOST = 64
"""A line of more numbers is no row of a board: nothing of it is kept."""
HEADERS_KEPT = 4
HEADER_AT_MOST = 400
"""A longer line of text is no header."""


class CsvDecoder(TableLines):
    """Decoder of ``csv``."""

    name = "csv"

    def __init__(self) -> None:
        super().__init__(Table(self._names_of))
        self._headers: list[bytes] = []
        self._names: dict[Shape, Sequence[Name] | None] = {}
        """What `_names_of` found, until another line of text comes."""
        self._first = True

    def feed(self, chunk: bytes) -> list[Frame]:
        lines = self._lines.feed(chunk)
        frames: list[Frame] = []
        if not lines:
            return frames
        i = 0
        if self._first:
            self._first = False
            frames += self._first_line(lines[0])
            i = 1
        while i < len(lines):
            if self._table.layout is not None:
                i = self._run(lines, i, frames)
            if i < len(lines):
                frames += self._line(lines[i])
                i += 1
        return frames

    def cut(self) -> None:
        super().cut()
        self._first = True

    def _first_line(self, line: bytes) -> list[Frame]:
        """The first line may lack its beginning: as numbers it counts only if it starts with a sign, where no digit can be missing.

        Should whole columns be missing, it has another width than the lines after it.
        """
        _, row, _ = split_row(line)
        if row is not None and (line.lstrip()[:1] not in (b"-", b"+") or b"e" in line.lower()):
            self._skipped += len(line) + 1
            return []
        return self._line(line)

    def _names_of(self, shape: Hashable) -> Sequence[Name] | None:
        """The names in the newest header that fits rows of this shape, or None."""
        if not isinstance(shape, Shape):
            return None
        if shape not in self._names:
            self._names[shape] = self._find_names(shape)
        return self._names[shape]

    def _find_names(self, shape: Shape) -> Sequence[Name] | None:
        for header in reversed(self._headers):
            for separator in (shape.separator, None):
                names = [read_name(token) for token in header_tokens(header, separator)]
                if len(names) == shape.width and sum(1 for name in names if name.role) >= 2:
                    return names
        return None

    def _line(self, line: bytes) -> list[Frame]:
        size = len(line) + 1
        shape, row, decimals = split_row(line)
        if row is not None:
            return self._table.add(shape, row, decimals, size)
        if line.strip():
            if len(line) <= HEADER_AT_MOST:
                self._headers = [*self._headers[1 - HEADERS_KEPT :], line]
                self._names.clear()
            self._table.damaged(size)
        else:
            self._skipped += size
        return []

    def _run(self, lines: Sequence[bytes], start: int, frames: list[Frame]) -> int:
        """From ``start`` on, as many lines as are ordinary rows of angles, in a tight loop; gives the index of the first that is not.

        It does exactly what `_line` would do with each of them, only without the calls between.
        """
        table, shape = self._table, self._table.shape
        layout, gate = table.layout, table.gate
        if layout is None or not isinstance(shape, Shape) or shape.decimal_comma or not layout.plain_angles or table.learning:
            return start
        last = gate.last
        if last is None or gate.held is not None:
            return start
        together = b"".join(lines)  # float() takes 1_0 for 10, and split() takes a TAB for a blank
        if b"_" in together or (shape.separator == b" " and b"\t" in together):
            return start
        separator = None if shape.separator == b" " else shape.separator
        width, (pitch_at, roll_at), time_at, counts_per_s = shape.width, layout.at, layout.time_at, layout.counts_per_s
        pitch_before, roll_before = angles_from_up(last.up)
        t_before, offset_s, step_s = last.device_t_s or 0.0, gate.offset_s, gate.step_s
        device_t_s: float | None = None
        new, append, i = tuple.__new__, frames.append, start
        frame = last
        try:
            for line in islice(lines, start, None):
                row = [*map(float, line.split(separator))]
                if len(row) != width:
                    break
                pitch_deg, roll_deg = row[pitch_at], row[roll_at]
                if not (-MOST_DEG <= pitch_deg <= MOST_DEG and -MOST_DEG <= roll_deg <= MOST_DEG):
                    break
                if not abs(pitch_deg - pitch_before) + abs(roll_deg - roll_before) < JUMP_DEG - 0.1:
                    break
                if time_at is not None:
                    device_t_s = row[time_at] / counts_per_s + offset_s
                    step = device_t_s - t_before
                    if not 0.0 <= step < TIME_JUMP_S:
                        break
                    t_before, step_s = device_t_s, step
                pitch, roll = radians(pitch_deg), radians(roll_deg)
                c = cos(pitch)
                frame = new(Frame, ((-sin(pitch), sin(roll) * c, cos(roll) * c), None, None, device_t_s))
                append(frame)
                pitch_before, roll_before = pitch_deg, roll_deg
                i += 1
        except ValueError:
            pass  # this line has a token that is no number: `_line` says what it is
        gate.last, gate.step_s = frame, step_s
        return i


class CsvEncoder:
    """A board that prints ``t_ms,pitch_deg,roll_deg`` with a header; or, with ``six_axis``, time, acceleration in g and gyro in deg/s."""

    name = "csv"

    def __init__(self, six_axis: bool = False) -> None:
        self._six_axis = six_axis

    def boot(self) -> bytes:
        return b"t_ms,ax_g,ay_g,az_g,gx_dps,gy_dps,gz_dps\r\n" if self._six_axis else b"t_ms,pitch_deg,roll_deg\r\n"

    def encode(self, t_s: float, pitch_deg: float, roll_deg: float, rate_dps: Vector | None = None) -> bytes:
        t_ms = round(t_s * 1000)
        if not self._six_axis:
            return b"%d,%.2f,%.2f\r\n" % (t_ms, pitch_deg, roll_deg)
        return b"%d,%.4f,%.4f,%.4f,%.4f,%.4f,%.4f\r\n" % (t_ms, *up_from_angles(pitch_deg, roll_deg), *(rate_dps or (0.0, 0.0, 0.0)))


def header_tokens(line: bytes, separator: bytes | None) -> list[bytes]:
    """The names of a header, each with the unit in brackets that stands behind it."""
    tokens: list[bytes] = []
    for token in split_tokens(line, separator)[2]:
        if tokens and token.lstrip()[:1] in (b"(", b"["):
            tokens[-1] += token
        else:
            tokens.append(token)
    return tokens


class Shape(NamedTuple):
    """What rows of one table share."""

    separator: bytes
    decimal_comma: bool
    width: int


def split_row(line: bytes) -> tuple[Shape, list[float] | None, int]:
    """(shape, numbers, most decimals behind a point); the numbers are None where a token is none, as in a header, or there are too many."""
    separator, decimal_comma, tokens = split_tokens(line)
    shape = Shape(separator, decimal_comma, len(tokens))
    if len(tokens) > COLUMNS_AT_MOST:
        return shape, None, 0
    if decimal_comma:
        tokens = [token.replace(b",", b".") for token in tokens]
    row: list[float] = []
    decimals = 0
    for token in tokens:
        number = token.strip()
        if b"_" in number:
            return shape, None, 0
        try:
            row.append(float(number))
        except ValueError:
            return shape, None, 0
        decimals = max(decimals, len(number) - number.rfind(b".") - 1 if b"." in number and b"e" not in number.lower() else 0)
    return shape, row, decimals


def split_tokens(line: bytes, separator: bytes | None = None) -> tuple[bytes, bool, list[bytes]]:
    """(separator, decimal comma?, tokens) of a line; without a separator given, the strongest that occurs in it."""
    text = line.strip()
    if separator is None:
        separator = next((s for s in _SEPARATORS if s in text), b" ")
    if separator == b" ":
        return separator, False, text.split()
    tokens = text.split(separator)
    if len(tokens) > 1 and not tokens[-1].strip():
        tokens.pop()
    return separator, separator == b";" and b"," in text, tokens
