"""``json``: one object a line, flat or nested; what the keys are is learnt by `Table` from their names.

Nested keys are joined by dots (``angle.x``); a list of three numbers is x, y, z and one of four w, x, y, z. Besides strict JSON,
what sketches print for it is read: keys without quotation marks or in single ones. Only numbers under keys that name a part of
the tilt make the row, so that texts, flags and other quantities may come and go. Nothing is ever evaluated.
"""

from __future__ import annotations

import json
import re
from collections.abc import Hashable, Iterator, Sequence
from typing import NoReturn

from wobblequest.core.messages import message
from wobblequest.core.samples import Vector
from wobblequest.input.protocols.frame import Frame
from wobblequest.input.protocols.line_table import LineTable
from wobblequest.input.protocols.names import Name, read_name

DEEP_AT_MOST = 32
"""Brackets in a line: keeps nesting far from what a parser can bear."""
KEYS_AT_MOST = 64
_BARE_KEY = re.compile(rb"([{,]\s*)([A-Za-z_][\w.]{0,63})\s*:")
_OTHER = re.compile(r"mag|compass|lin|target|offset|bias|gps")
"""Vectors that are no tilt, also where their parts are called x, y and z."""
_ONE_OF_MANY = b'"values":['
"""An event of one of many sensors, as phones send them: what it measures is not in its keys."""
_AXES = {3: ("x", "y", "z"), 4: ("w", "x", "y", "z")}


class JsonDecoder(LineTable):
    """Decoder of ``json``. A shape is the tuple of the useful keys."""

    name = "json"

    def __init__(self) -> None:
        super().__init__(self._names_of)
        self._names: dict[str, Name] = {}
        self._useless = 0

    @property
    def why(self) -> str:
        return self._table.why or (message("JSON without a tilt in it") if self._useless >= 5 else "")

    def _line(self, line: bytes, size: int) -> list[Frame]:
        found = None if _ONE_OF_MANY in line else read_object(line)
        if found is None:
            return self._no_row(line, size)
        pairs = [(key, value) for key, value in found if self._name(key).role not in ("", "other")]
        if len(pairs) < 2:
            self._useless += 1
            return self._no_row(line, size)
        return self._table.add(tuple(key for key, _ in pairs), [value for _, value in pairs], 0, size)

    def _name(self, key: str) -> Name:
        if key not in self._names:
            if len(self._names) >= 1000:  # a stream of ever new keys is no board
                self._names.clear()
            self._names[key] = Name("other", "") if _OTHER.search(key.lower()) else read_name(key.encode())
        return self._names[key]

    def _names_of(self, shape: Hashable) -> Sequence[Name] | None:
        return [self._name(key) for key in shape] if isinstance(shape, tuple) else None


def read_object(line: bytes) -> list[tuple[str, float]] | None:
    """The numbers of one object with their dotted keys, in order; None where the line is no object."""
    text = line.strip()
    if text[:1] != b"{" or text[-1:] != b"}" or text.count(b"{") + text.count(b"[") > DEEP_AT_MOST:
        return None
    document = _parse(text)
    if document is None:
        document = _parse(_BARE_KEY.sub(rb'\1"\2":', text.replace(b"'", b'"')))
    if document is None:
        return None
    pairs = list(_flat("", document))
    return pairs if len(pairs) <= KEYS_AT_MOST else None


def _refuse(constant: str) -> NoReturn:
    raise ValueError(constant)


_JSON = json.JSONDecoder(parse_int=float, parse_constant=_refuse)


def _parse(text: bytes) -> object | None:
    try:
        document: object = _JSON.decode(text.decode())
    except ValueError:  # no JSON, or no UTF-8
        return None
    return document


def _flat(path: str, value: object) -> Iterator[tuple[str, float]]:
    if isinstance(value, float):
        yield path, value
    elif isinstance(value, dict):
        for key, inner in value.items():
            yield from _flat(f"{path}.{key}" if path else str(key), inner)
    elif isinstance(value, list) and len(value) in _AXES:
        for axis, inner in zip(_AXES[len(value)], value, strict=True):
            yield from _flat(f"{path}.{axis}", inner)


class JsonEncoder:
    """A board that prints ``{"ms":120,"pitch":1.20,"roll":-0.30}``."""

    name = "json"

    def boot(self) -> bytes:
        return b""

    def encode(self, t_s: float, pitch_deg: float, roll_deg: float, rate_dps: Vector | None = None) -> bytes:
        return b'{"ms":%d,"pitch":%.2f,"roll":%.2f}\r\n' % (round(t_s * 1000), pitch_deg, roll_deg)
