"""One JSON object a line, as phones send it: read within bounds, whatever was sent."""

from __future__ import annotations

import json
from math import isfinite

DEEP_AT_MOST = 32
"""Brackets in a line: keeps nesting far from what a parser can bear."""


def object_of(line: bytes) -> dict[str, object] | None:
    """The object in a line; None where there is none."""
    text = line.strip()
    if text[:1] != b"{" or text[-1:] != b"}" or text.count(b"{") + text.count(b"[") > DEEP_AT_MOST:
        return None
    try:
        document: object = json.loads(text, parse_int=float)
    except ValueError:  # no JSON, or no UTF-8
        return None
    return document if isinstance(document, dict) else None


def part_of(document: object, key: str) -> object:
    """What stands under a key; None where that is no object, or has no such key."""
    return document.get(key) if isinstance(document, dict) else None


def number_of(value: object) -> float | None:
    """The value as a finite number, or None."""
    return value if isinstance(value, float) and isfinite(value) else None


def vector_of(values: object) -> list[float] | None:
    """Three finite numbers in a list, or None."""
    if not isinstance(values, list) or len(values) != 3:
        return None
    found = [number for number in map(number_of, values) if number is not None]
    return found if len(found) == 3 else None
