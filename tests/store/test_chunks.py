from __future__ import annotations

import struct

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wobblequest.core.samples import Reading
from wobblequest.store.chunks import checksum, pack, unpack

finite = st.floats(allow_nan=False, allow_infinity=False)
vectors = st.tuples(finite, finite, finite)
readings = st.builds(Reading, finite, vectors, st.none() | vectors, st.none() | finite, st.none() | finite)


def bits(chunk: list[Reading]) -> list[object]:
    """Readings with their floats as bytes, so that −0.0 is not 0.0."""
    return [[None if v is None else struct.pack("<3d", *v) if isinstance(v, tuple) else struct.pack("<d", v) for v in r] for r in chunk]


@given(st.lists(readings, max_size=30))
def test_readings_come_back_bit_for_bit(chunk: list[Reading]) -> None:
    assert bits(unpack(pack(chunk))) == bits(chunk)


def test_columns_that_no_reading_has_take_no_room() -> None:
    bare = [Reading(0.0, (0.0, 0.0, 1.0))] * 25
    assert len(pack(bare)) == 2 + 25 * 32
    assert len(pack([*bare[1:], bare[0]._replace(accel_g=1.0)])) == 2 + 25 * 40


@given(st.lists(readings, min_size=1, max_size=10), st.data())
def test_any_damage_to_a_chunk_shows(chunk: list[Reading], data: st.DataObject) -> None:
    blob = bytearray(pack(chunk))
    place = data.draw(st.integers(0, len(blob) - 1))
    flip = data.draw(st.binary(min_size=1, max_size=4).filter(any))  # a burst of up to 32 bits: CRC-32 finds every one
    for i, mask in enumerate(flip[: len(blob) - place]):
        blob[place + i] ^= mask
    if blob != pack(chunk):
        assert checksum(bytes(blob)) != checksum(pack(chunk))


@given(st.binary(max_size=300))
def test_bytes_that_are_no_chunk_give_an_error_or_readings(blob: bytes) -> None:
    try:
        unpack(blob)
    except ValueError:
        return
    assert blob[0] == 1


@pytest.mark.parametrize("bad", [
    Reading(float("nan"), (0.0, 0.0, 1.0)), Reading(0.0, (0.0, float("inf"), 1.0)), Reading(0.0, (0.0, 0.0, 1.0), (0.0, 0.0, float("nan"))),
    Reading(0.0, (0.0, 0.0, 1.0), None, float("nan")), Reading(0.0, (0.0, 0.0, 1.0), None, None, float("-inf")),
])
def test_values_that_are_not_finite_are_refused(bad: Reading) -> None:
    with pytest.raises(ValueError, match="finite"):
        pack([bad])
