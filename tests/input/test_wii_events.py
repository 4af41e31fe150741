"""The balance board's events, generated in the layouts of 64-bit and 32-bit kernels: weights to centre of pressure."""

from __future__ import annotations

from math import isfinite
from random import Random
from struct import Struct

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wobblequest.core.calibration import Calibration
from wobblequest.input.protocols.decoder import Decoder
from wobblequest.input.protocols.frame import Frame
from wobblequest.input.wii_events import EDGE_DEG, EVENT, LEAST_KG, WiiDecoder

WIDE, NARROW = Struct("<qqHHi"), Struct("<iiHHi")
LAYOUTS = pytest.mark.parametrize("layout", [WIDE, NARROW], ids=["64-bit", "32-bit"])
CODES = (0x10, 0x11, 0x12, 0x13)
FRAME = Calibration().frame()


class Kernel:
    """What hid-wiimote writes: only what changed, then the end of the report."""

    def __init__(self, layout: Struct) -> None:
        self._layout = layout
        self._told: list[int | None] = [None] * 4

    def event(self, t_s: float, kind: int, code: int, value: int) -> bytes:
        us = round(t_s * 1e6)
        return self._layout.pack(us // 1_000_000, us % 1_000_000, kind, code, value)

    def report(self, t_s: float, *kg: float) -> bytes:
        """Weights top right, bottom right, top left, bottom left."""
        values = [round(each * 100) for each in kg]
        new = [self.event(t_s, 3, code, value) for code, value, told in zip(CODES, values, self._told, strict=True) if value != told]
        self._told = list(values)
        return b"".join(new) + self.event(t_s, 0, 0, 0) if new else b""

    def button(self, t_s: float, down: bool) -> bytes:
        return self.event(t_s, 1, 0x130, int(down)) + self.event(t_s, 0, 0, 0)


def angles(frames: list[Frame]) -> list[tuple[float, float]]:
    return [FRAME.tilt(frame.up) for frame in frames]


@LAYOUTS
def test_weights_become_the_centre_of_pressure(layout: Struct) -> None:
    decoder: Decoder = WiiDecoder(layout)
    kernel = Kernel(layout)
    data = (
        kernel.report(10.0, 20, 20, 20, 20)
        + kernel.report(10.01, 40, 40, 0, 0)  # all on the right
        + kernel.report(10.02, 40, 0, 40, 0)  # all on the toes
        + kernel.report(10.03, 10, 20, 30, 20)
    )
    frames = decoder.feed(data)
    assert angles(frames) == [pytest.approx(at, abs=1e-9) for at in ((0, 0), (0, EDGE_DEG), (EDGE_DEG, 0), (0, -5))]
    assert [frame.device_t_s for frame in frames] == pytest.approx([10.0, 10.01, 10.02, 10.03], abs=1e-6)
    assert all(frame.accel_g is None and frame.rate_dps is None for frame in frames)  # nothing is left to fuse
    assert (decoder.faults, decoder.skipped_bytes, decoder.buffered) == (0, 0, 0)


def test_the_layout_is_this_systems() -> None:
    assert EVENT.size in (16, 24)
    kernel = Kernel(EVENT)
    assert len(WiiDecoder().feed(kernel.report(1.0, 20, 20, 20, 20))) == 1


@LAYOUTS
def test_any_chunks_give_the_same(layout: Struct) -> None:
    kernel, chance = Kernel(layout), Random(3)
    data = b"".join(kernel.report(i / 60, *(20 + 3 * chance.random() for _ in range(4))) for i in range(100))
    whole = WiiDecoder(layout).feed(data)
    assert len(whole) == 100
    for size in (1, 5, layout.size, 1000):
        decoder = WiiDecoder(layout)
        assert [frame for i in range(0, len(data), size) for frame in decoder.feed(data[i : i + size])] == whole


def test_what_did_not_change_is_as_it_was() -> None:
    kernel, decoder = Kernel(WIDE), WiiDecoder(WIDE)
    decoder.feed(kernel.report(0.0, 20, 20, 20, 20))
    short = kernel.report(0.01, 30, 20, 20, 20)
    assert len(short) == 2 * WIDE.size
    assert angles(decoder.feed(short)) == [pytest.approx((EDGE_DEG / 9, EDGE_DEG / 9))]


def test_until_all_four_weights_are_known_there_is_nothing() -> None:
    decoder = WiiDecoder(WIDE)
    kernel = Kernel(WIDE)
    whole = kernel.report(0.0, 20, 20, 20, 20)
    assert decoder.feed(whole[: 3 * WIDE.size] + whole[4 * WIDE.size :]) == []


@pytest.mark.parametrize(("kg", "frames"), [(LEAST_KG / 4 - 0.01, 0), (LEAST_KG / 4 + 0.01, 1), (30.0, 1), (80.0, 0)])
def test_only_with_a_person_on_it(kg: float, frames: int) -> None:
    decoder = WiiDecoder(WIDE)
    assert len(decoder.feed(Kernel(WIDE).report(0.0, kg, kg, kg, kg))) == frames
    assert decoder.faults == (1 if kg == 80.0 else 0)
    assert decoder.weight_kg == pytest.approx(4 * kg)


def test_what_the_empty_board_said_is_taken_off() -> None:
    kernel, decoder = Kernel(WIDE), WiiDecoder(WIDE)
    assert decoder.feed(kernel.report(0.0, 2.0, 0.0, 0.0, 0.0)) == []  # something leans on a corner, for ten seconds
    assert decoder.feed(kernel.report(10.0, 2.0, 0.0, 0.01, 0.0)) == []
    standing = decoder.feed(kernel.report(10.01, 22.0, 20.0, 20.0, 20.0))
    assert angles(standing) == [pytest.approx((0.0, 0.0), abs=0.02)]
    assert decoder.weight_kg == pytest.approx(80.0, abs=0.05)


def test_stepping_on_does_not_tare_the_person_away() -> None:
    kernel, decoder = Kernel(WIDE), WiiDecoder(WIDE)
    decoder.feed(kernel.report(0.0, 0, 0, 0, 0))
    for i in range(1, 41):  # 0.4 s from nothing to 80 kg, the left foot first
        kg = 2.0 * i
        frames = decoder.feed(kernel.report(5 + i / 100, kg / 8, kg / 8, 3 * kg / 8, 3 * kg / 8))
    assert decoder.weight_kg == pytest.approx(80.0, abs=0.5)
    assert angles(frames) == [pytest.approx((0.0, -EDGE_DEG / 2), abs=0.1)]


def test_the_button_is_counted_and_makes_no_sample() -> None:
    kernel, decoder = Kernel(WIDE), WiiDecoder(WIDE)
    decoder.feed(kernel.report(0.0, 20, 20, 20, 20))
    assert decoder.feed(kernel.button(0.01, True) + kernel.button(0.2, False) + kernel.button(0.4, True)) == []
    assert decoder.presses == 2


def test_half_a_report_after_a_full_buffer_is_left_out() -> None:
    kernel, decoder = Kernel(WIDE), WiiDecoder(WIDE)
    decoder.feed(kernel.report(0.0, 20, 20, 20, 20))
    dropped = kernel.event(0.01, 0, 3, 0)
    assert decoder.feed(dropped + kernel.report(0.01, 40, 40, 0, 0)) == []
    assert decoder.faults == 1
    assert len(decoder.feed(kernel.report(0.02, 41, 40, 0, 0))) == 1


@LAYOUTS
@given(data=st.binary(max_size=2000), cut=st.integers(0, 2000))
def test_arbitrary_bytes_never_raise_and_never_tell_the_impossible(layout: Struct, data: bytes, cut: int) -> None:
    decoder = WiiDecoder(layout)
    frames = decoder.feed(data[:cut])
    decoder.cut()
    frames += decoder.feed(data[cut:]) + decoder.finish()
    assert all(possible(frame) for frame in frames)
    assert decoder.skipped_bytes <= len(data)
    assert decoder.buffered == 0


EVENTS = st.tuples(
    st.integers(-(2**40), 2**40), st.integers(-(2**40), 2**40), st.sampled_from((0, 0, 0, 1, 3, 3, 3, 3, 3)),
    st.sampled_from((0, 0, 0, 3, *CODES, *CODES, 0x130, 7)), st.one_of(st.integers(0, 9000), st.integers(-(2**31), 2**31 - 1)),
)


@given(events=st.lists(EVENTS, max_size=200))
def test_arbitrary_events_never_tell_the_impossible(events: list[tuple[int, int, int, int, int]]) -> None:
    decoder = WiiDecoder(WIDE)
    frames = decoder.feed(b"".join(WIDE.pack(*event) for event in events))
    assert all(possible(frame) for frame in frames)


def possible(frame: Frame) -> bool:
    pitch_deg, roll_deg = FRAME.tilt(frame.up)
    timed = frame.device_t_s is None or (isfinite(frame.device_t_s) and frame.device_t_s >= 0)
    return abs(pitch_deg) < 45 and abs(roll_deg) < 45 and timed
