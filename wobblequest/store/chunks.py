"""Readings as bytes and back, bit for bit.

A chunk is one byte of format, one byte that says which optional columns follow, then for each reading its float64 values,
little-endian: t, up x y z, and where the columns are there rate x y z, accelerometer length, device time. A reading that has no value in a
column that others of its chunk have holds NaN there; readings themselves are finite, so no value can be mistaken for a gap.
"""

from __future__ import annotations

import struct
import zlib
from collections.abc import Sequence
from math import isfinite, isnan, nan

from wobblequest.core.samples import Reading

FORMAT = 1
_RATE, _ACCEL, _DEVICE = 1, 2, 4


def pack(readings: Sequence[Reading]) -> bytes:
    """The chunk of these readings. Raises ValueError where a value is not finite."""
    columns = 0
    for r in readings:
        columns |= (r.rate_dps is not None) * _RATE | (r.accel_g is not None) * _ACCEL | (r.device_t_s is not None) * _DEVICE
    values: list[float] = []
    for r in readings:
        values.append(r.t_s)
        values.extend(r.up)
        if columns & _RATE:
            values.extend(_finite(*r.rate_dps) if r.rate_dps is not None else (nan, nan, nan))
        if columns & _ACCEL:
            values.extend(_finite(r.accel_g) if r.accel_g is not None else (nan,))
        if columns & _DEVICE:
            values.extend(_finite(r.device_t_s) if r.device_t_s is not None else (nan,))
        _finite(r.t_s, *r.up)
    return struct.pack(f"<BB{len(values)}d", FORMAT, columns, *values)


def unpack(blob: bytes) -> list[Reading]:
    """The readings of a chunk. Raises ValueError where the bytes are no chunk."""
    if len(blob) < 2 or blob[0] != FORMAT or blob[1] > (_RATE | _ACCEL | _DEVICE):
        raise ValueError("the bytes do not begin like a chunk of readings")
    columns = blob[1]
    row = struct.Struct(f"<{4 + 3 * bool(columns & _RATE) + bool(columns & _ACCEL) + bool(columns & _DEVICE)}d")
    if (len(blob) - 2) % row.size:
        raise ValueError("the chunk ends in the middle of a reading")
    readings = []
    for t, x, y, z, *rest in row.iter_unpack(memoryview(blob)[2:]):
        rate = accel = device = None
        if columns & _RATE:
            gx, gy, gz, *rest = rest
            rate = None if isnan(gx) else (gx, gy, gz)
        if columns & _ACCEL:
            first, *rest = rest
            accel = None if isnan(first) else first
        if columns & _DEVICE:
            first, *rest = rest
            device = None if isnan(first) else first
        readings.append(Reading(t, (x, y, z), rate, accel, device))
    return readings


def checksum(blob: bytes) -> int:
    """CRC-32 of a chunk, as it is stored beside it."""
    return zlib.crc32(blob)


def _finite(*values: float) -> tuple[float, ...]:
    for value in values:
        if not isfinite(value):
            raise ValueError(f"a reading must be finite, got {value}")
    return values
