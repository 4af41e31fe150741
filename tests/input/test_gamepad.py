"""Joysticks: a stick that leans a body, a board used as it is, coming and going; and pygame itself with a joystick that SDL makes up."""

from __future__ import annotations

import ctypes
import re
from collections.abc import Iterator
from itertools import pairwise
from math import cos, hypot, inf, nan, sin
from pathlib import Path

import pygame
import pytest

from wobblequest.core.calibration import Calibration
from wobblequest.input.axes import Stick
from wobblequest.input.gamepad import DEAD_ZONE, GamepadSource, JoystickBoardSource, SystemSticks, wanted_lean
from wobblequest.input.lean import MOST_DEG
from wobblequest.input.source import Source

FRAME = Calibration().frame()


class FakeStick:
    def __init__(self, instance: int, name: str = "Leonardo", axes: tuple[float, ...] = (0.0, 0.0), guid: str = "03000000aa") -> None:
        self.instance, self.name, self.axes, self.guid = instance, name, list(axes), guid

    def get_name(self) -> str:
        return self.name

    def get_guid(self) -> str:
        return self.guid

    def get_instance_id(self) -> int:
        return self.instance

    def get_numaxes(self) -> int:
        return len(self.axes)

    def get_axis(self, axis_number: int, /) -> float:
        return self.axes[axis_number]


class FakeSticks:
    def __init__(self, *there: FakeStick) -> None:
        self.there: list[FakeStick] = list(there)
        self.closed = 0

    def plugged_in(self, anew: bool = False) -> list[Stick]:
        return list(self.there)

    def close(self) -> None:
        self.closed += 1


def test_the_stick_leans_a_smooth_body() -> None:
    stick = FakeStick(0, axes=(1.0, 0.0))
    source: Source = GamepadSource(sticks=FakeSticks(stick))
    path = [FRAME.tilt(r.up) for i in range(100) for r in source.poll(i / 50)]
    rolls = [roll for _, roll in path]
    assert rolls[-1] == pytest.approx(12.0, abs=0.01)
    assert rolls == sorted(rolls)
    assert max(b - a for a, b in pairwise(rolls)) < 0.8
    stick.axes = [0.0, -1.0]  # pushed forward
    assert [FRAME.tilt(r.up) for i in range(100, 200) for r in source.poll(i / 50)][-1] == pytest.approx((12.0, 0.0), abs=0.01)
    assert source.info.kind == "gamepad"
    assert not source.info.is_board
    assert not source.info.is_sensor


@pytest.mark.parametrize(("right", "forward", "far_deg"), [
    (0.0, 0.0, 0.0), (DEAD_ZONE, 0.0, 0.0), (0.1, 0.1, 0.0), (1.0, 0.0, MOST_DEG), (0.0, -1.0, MOST_DEG), (1.0, 1.0, MOST_DEG),
    ((1 + DEAD_ZONE) / 2, 0.0, MOST_DEG / 2), (0.6, 0.8, MOST_DEG),
])
def test_the_dead_zone_is_a_circle_and_the_lean_grows_evenly_from_it(right: float, forward: float, far_deg: float) -> None:
    wanted = wanted_lean(right, forward)
    assert hypot(*wanted) == pytest.approx(far_deg)
    assert wanted.roll_deg * forward == pytest.approx(wanted.pitch_deg * right)  # in the stick's direction


def test_samples_are_a_hundred_a_second_whenever_it_is_polled() -> None:
    source = GamepadSource(sticks=FakeSticks(FakeStick(0)))
    times = [r.t_s for now in (0.0, 0.004, 0.03, 0.0301, 0.1, 0.11) for r in source.poll(now)]
    assert times == [n / 100 for n in range(12)]


def test_a_board_is_used_as_it_is() -> None:
    stick = FakeStick(0, "Tilt board", (0.5, -0.25))
    source: Source = JoystickBoardSource(full_scale_deg=30.0, sticks=FakeSticks(stick))
    assert source.info.device == ""
    assert [FRAME.tilt(r.up) for r in source.poll(0.0)] == [pytest.approx((7.5, 15.0))]
    assert source.info.is_sensor
    assert source.info.is_board
    assert (source.info.kind, source.info.name, source.info.protocol) == ("joystick", "Tilt board", "hid-joystick")
    assert source.info.device == "03000000aa:Tilt board"
    link = source.link(0.0)
    assert link.state == "live"
    assert "30°" in link.words


def test_between_two_polls_a_board_moved_evenly_and_over_a_gap_nothing_is_known() -> None:
    stick = FakeStick(0, axes=(0.0, 0.0))
    source = JoystickBoardSource(sticks=FakeSticks(stick))
    source.poll(0.0)
    stick.axes[0] = 1.0
    assert [FRAME.tilt(r.up)[1] for r in source.poll(0.04)] == pytest.approx([5.0, 10.0, 15.0, 20.0])
    stick.axes[0] = -1.0
    after = source.poll(1.0)
    assert {round(FRAME.tilt(r.up)[1], 6) for r in after} == {-20.0}
    assert after[0].t_s == pytest.approx(0.76)


def test_unplugged_it_says_so_gives_nothing_and_is_the_same_when_it_is_back() -> None:
    other, board = FakeStick(0, "Pad", guid="05"), FakeStick(1, "Board", (0.1, 0.0))
    sticks = FakeSticks(other, board)
    source = JoystickBoardSource(1, sticks=sticks)
    assert source.link(0.0).state == "searching"
    assert source.poll(0.0)
    board.axes = [0.0, 0.0]  # what SDL says of a joystick that is gone
    sticks.there = [other]
    assert source.poll(0.02) == []
    link = source.link(0.02)
    assert link.state == "lost"
    assert "Board was unplugged" in link.words
    assert link.age_s == pytest.approx(0.02)
    assert source.poll(3.0) == []
    sticks.there = [FakeStick(7, "Board", (0.5, 0.0)), other]  # another place in the list, another number of the system
    back = source.poll(3.02)
    assert FRAME.tilt(back[-1].up)[1] == pytest.approx(10.0)
    assert back[0].t_s == pytest.approx(3.01, abs=0.011)
    assert source.link(3.02).state == "live"
    assert source.info.device == "03000000aa:Board"


def test_another_joystick_does_not_take_a_lost_ones_place() -> None:
    sticks = FakeSticks(FakeStick(0, "Board"))
    source = JoystickBoardSource(sticks=sticks)
    source.poll(0.0)
    sticks.there = [FakeStick(1, "Racing wheel")]
    assert source.poll(1.0) == []
    assert source.link(1.0).state == "lost"


@pytest.mark.parametrize(("sticks", "number", "words"), [
    (FakeSticks(), 0, "No joystick is plugged in"),
    (FakeSticks(FakeStick(0)), 2, "no joystick number 2: 1 plugged in"),
    (FakeSticks(FakeStick(0, "Pedal", (0.0,))), 0, "Pedal has 1 axis, and two are needed"),
])
def test_what_is_missing_is_said(sticks: FakeSticks, number: int, words: str) -> None:
    source = JoystickBoardSource(number, sticks=sticks)
    assert source.poll(0.0) == []
    link = source.link(0.0)
    assert link.state == "searching"
    assert words in link.words


@pytest.mark.parametrize("bad", [nan, inf, -inf])
def test_an_axis_that_is_no_number_makes_no_sample(bad: float) -> None:
    source = JoystickBoardSource(sticks=FakeSticks(FakeStick(0, axes=(bad, 0.0))))
    assert source.poll(0.0) == []


@pytest.mark.parametrize("make", [GamepadSource, JoystickBoardSource])
def test_closed_it_ends_and_closes_the_joysticks_once(make: type[GamepadSource] | type[JoystickBoardSource]) -> None:
    sticks = FakeSticks(FakeStick(0))
    source = make(sticks=sticks)
    source.poll(0.0)
    source.close()
    source.close()
    assert sticks.closed == 1
    assert source.poll(1.0) == []
    assert source.link(1.0).state == "ended"


def test_the_signal_of_a_board_is_measured_and_its_lateness_told() -> None:
    stick = FakeStick(0)
    source = JoystickBoardSource(sticks=FakeSticks(stick))
    for i in range(180):  # three seconds of frames
        stick.axes = [0.3 * sin(i / 10), 0.2 * cos(i / 9)]
        source.poll(5.0 + i / 60)
    link = source.link(8.0)
    assert link.quality is not None
    assert link.quality.word == "good"
    assert link.quality.rate_hz == pytest.approx(100.0, rel=0.02)
    assert link.latency is not None
    assert link.latency.batch_ms == pytest.approx(8.0, abs=4.0)  # samples wait for the frame that asks for them
    assert GamepadSource(sticks=FakeSticks(stick)).link(0.0).quality is None


class VirtualJoysticks:
    """Joysticks that SDL makes up, by its own library, which pygame has loaded."""

    def __init__(self, library: str) -> None:
        self._sdl = ctypes.CDLL(library)
        self._sdl.SDL_JoystickFromInstanceID.restype = ctypes.c_void_p
        self._sdl.SDL_JoystickSetVirtualAxis.argtypes = [ctypes.c_void_p, ctypes.c_int, ctypes.c_int16]
        self._sdl.SDL_JoystickSetVirtualButton.argtypes = [ctypes.c_void_p, ctypes.c_int, ctypes.c_uint8]

    def plug_in(self, axes: int = 2, buttons: int = 10) -> int:
        index: int = self._sdl.SDL_JoystickAttachVirtual(1, axes, buttons, 1)
        assert index >= 0
        return index

    def unplug(self, index: int) -> None:
        assert self._sdl.SDL_JoystickDetachVirtual(index) == 0

    def move(self, instance: int, axis: int, value: int) -> None:
        assert self._sdl.SDL_JoystickSetVirtualAxis(self._sdl.SDL_JoystickFromInstanceID(instance), axis, value) == 0

    def press(self, instance: int, button: int) -> None:
        assert self._sdl.SDL_JoystickSetVirtualButton(self._sdl.SDL_JoystickFromInstanceID(instance), button, 1) == 0


def sdl_library() -> str | None:
    """The SDL that this process has loaded; only Linux tells."""
    maps = Path("/proc/self/maps")
    found = re.search(r"/\S*libSDL2-2\S*", maps.read_text(encoding="utf-8")) if maps.is_file() else None
    return found[0] if found else None


@pytest.fixture
def virtual() -> Iterator[VirtualJoysticks]:
    library = sdl_library()
    if library is None:
        pytest.skip("where SDL's own library lies is only known on Linux")
    had_display = pygame.display.get_init()
    pygame.display.quit()
    yield VirtualJoysticks(library)
    pygame.joystick.quit()
    if had_display:
        pygame.display.init()


def test_pygame_finds_moves_loses_and_finds_a_joystick_without_a_window(virtual: VirtualJoysticks) -> None:
    source = JoystickBoardSource(full_scale_deg=20.0)
    try:
        assert source.poll(0.0) == []
        index = virtual.plug_in()
        source.poll(0.3)
        assert source.link(0.3).state == "live"
        assert source.info.name == "Virtual Controller"
        instance = pygame.joystick.Joystick(index).get_instance_id()
        virtual.move(instance, 0, 16384)
        virtual.move(instance, 1, -8192)
        assert FRAME.tilt(source.poll(0.4)[-1].up) == pytest.approx((5.0, 10.0), abs=0.01)
        virtual.unplug(index)
        assert source.poll(0.5) == []
        assert source.link(0.5).state == "lost"
        virtual.plug_in()
        assert FRAME.tilt(source.poll(0.6)[-1].up) == pytest.approx((0.0, 0.0), abs=0.01)
        assert source.link(0.6).state == "live"
    finally:
        source.close()
    assert not pygame.display.get_init()


def test_changed_for_another_between_two_polls_it_is_noticed(virtual: VirtualJoysticks) -> None:
    source = JoystickBoardSource()
    try:
        index = virtual.plug_in()
        source.poll(0.0)
        instance = pygame.joystick.Joystick(index).get_instance_id()
        virtual.unplug(index)
        index = virtual.plug_in()  # as while the machine slept: the number of joysticks is the same
        source.poll(0.3)
        assert pygame.joystick.Joystick(index).get_instance_id() != instance
        virtual.move(pygame.joystick.Joystick(index).get_instance_id(), 0, 32767)
        assert FRAME.tilt(source.poll(0.4)[-1].up)[1] == pytest.approx(20.0, abs=0.01)
    finally:
        source.close()


def test_with_a_window_events_are_left_to_its_loop(virtual: VirtualJoysticks) -> None:
    pygame.display.init()
    sticks = SystemSticks()
    pygame.event.clear()
    index = virtual.plug_in()
    assert len(sticks.plugged_in()) == 1
    virtual.press(sticks.plugged_in()[0].get_instance_id(), 3)
    sticks.plugged_in()
    kinds = [event.type for event in pygame.event.get()]
    assert pygame.JOYDEVICEADDED in kinds
    assert pygame.JOYBUTTONDOWN in kinds
    sticks.close()
    assert pygame.display.get_init()
    virtual.unplug(index)
    pygame.display.quit()
