"""``keyvalue``: ``key: number`` or ``key = number``, several a line or one a line; what the keys are is learnt by `Table`.

Several a line: the line is the sample. One a line (micro:bit's writeValue): the values since the cycle began are the sample,
and it is given out when the last key of the cycle arrives.
"""

from __future__ import annotations

import re
from collections.abc import Hashable, Sequence

from wobblequest.core.samples import Vector
from wobblequest.input.protocols.frame import Frame
from wobblequest.input.protocols.line_table import TableLines
from wobblequest.input.protocols.names import Name, read_name
from wobblequest.input.protocols.table import Table

_PAIR = re.compile(
    rb"([A-Za-z_][\w .]{0,63}?)\s*[:=]\s*([-+]?(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?)(?![\w.])"
    rb"(?:\s*(deg/s|deg|\xc2\xb0/s|\xc2\xb0|rad/s|rad|m/s\^?2|dps|mdps|mg|g)(?![\w/])(?!\s*[:=]))?"
)
_BETWEEN = re.compile(rb"[\s,;|]*")
KEYS_AT_MOST = 32


class KeyValueDecoder(TableLines):
    """Decoder of ``keyvalue``."""

    name = "keyvalue"

    def __init__(self) -> None:
        super().__init__(Table(self._names_of, least_named=5))
        self._first = True
        self._cycle: dict[bytes, float] = {}
        self._cycle_size = 0
        self._cycle_keys: tuple[bytes, ...] = ()
        self._other_keys: tuple[bytes, ...] = ()

    def feed(self, chunk: bytes) -> list[Frame]:
        frames: list[Frame] = []
        for line in self._lines.feed(chunk):
            frames += self._line(line)
            self._first = False
        return frames

    def finish(self) -> list[Frame]:
        self._drop_cycle()
        return super().finish()

    def cut(self) -> None:
        super().cut()
        self._drop_cycle()
        self._first = True

    def _line(self, line: bytes) -> list[Frame]:
        size = len(line) + 1
        pairs = read_pairs(line)
        if pairs is None:
            if line.strip():
                self._table.damaged(size)
            else:
                self._skipped += size
            return []
        if len(pairs) == 1:
            return self._one(*pairs[0], size)
        return self._table.add(tuple(key for key, _ in pairs), [value for _, value in pairs], 0, size)

    def _one(self, key: bytes, value: float, size: int) -> list[Frame]:
        """One key of a cycle. The very first line of a stream may lack the beginning of its key."""
        if self._first:
            self._skipped += size
            return []
        frames: list[Frame] = []
        if key in self._cycle:  # a key comes again: a new cycle has begun
            keys = tuple(self._cycle)
            if not self._cycle_keys:
                self._cycle_keys = keys
                frames = self._give_out()
            else:
                if keys == self._other_keys:
                    self._cycle_keys = keys  # twice the same: that is what the cycle is
                self._other_keys = keys
                self._table.damaged(0)
                self._drop_cycle()
        self._cycle[key] = value
        self._cycle_size += size
        if self._cycle_keys and tuple(self._cycle) == self._cycle_keys:
            return frames + self._give_out()
        if len(self._cycle) > KEYS_AT_MOST:
            self._drop_cycle()
        return frames

    def _give_out(self) -> list[Frame]:
        row, size = list(self._cycle.values()), self._cycle_size
        self._cycle, self._cycle_size = {}, 0
        if len(row) == 1:
            self._skipped += size
            return []
        return self._table.add(self._cycle_keys, row, 0, size)

    def _drop_cycle(self) -> None:
        self._skipped += self._cycle_size
        self._cycle, self._cycle_size = {}, 0

    def _names_of(self, shape: Hashable) -> Sequence[Name] | None:
        """The keys as names. A key that says nothing we use is another quantity: nothing is guessed of a table whose keys are known."""
        if not isinstance(shape, tuple):
            return None
        names = [read_name(key) for key in shape]
        return [name if name.role else Name("other", "") for name in names]


def read_pairs(line: bytes) -> list[tuple[bytes, float]] | None:
    """The keys (each with its unit in brackets, where one follows) and numbers of a line; None where anything else stands in it."""
    pairs: list[tuple[bytes, float]] = []
    end = 0
    for match in _PAIR.finditer(line):
        if _BETWEEN.fullmatch(line, end, match.start()) is None:
            return None
        key, number, unit = match.groups()
        pairs.append((key + b"(" + unit + b")" if unit else key, float(number)))
        end = match.end()
    if not pairs or len(pairs) > KEYS_AT_MOST or _BETWEEN.fullmatch(line, end) is None:
        return None
    return pairs


class KeyValueEncoder:
    """A board that prints ``Pitch:1.20,Roll:-0.30``, as the Arduino plotter wants it."""

    name = "keyvalue"

    def boot(self) -> bytes:
        return b""

    def encode(self, t_s: float, pitch_deg: float, roll_deg: float, rate_dps: Vector | None = None) -> bytes:
        return b"Pitch:%.2f,Roll:%.2f\r\n" % (pitch_deg, roll_deg)
