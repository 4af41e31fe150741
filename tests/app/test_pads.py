"""Gamepads kept open: with a pygame that the test plays, so that it needs no hardware."""

from __future__ import annotations

import pygame
import pytest

from wobblequest.app.pads import Pads
from wobblequest.input import gamepad


class FakeJoystick:
    def __init__(self, index: int) -> None:
        if index > 1:
            raise pygame.error("Invalid joystick device number")
        self.index = index
        self.closed = False

    def get_name(self) -> str:
        return ("Pad", gamepad.WII_BALANCE_BOARD)[self.index]

    def get_instance_id(self) -> int:
        return 10 + self.index

    def quit(self) -> None:
        self.closed = True


@pytest.fixture
def pads(monkeypatch: pytest.MonkeyPatch) -> Pads:
    monkeypatch.setattr(pygame.joystick, "Joystick", FakeJoystick)
    monkeypatch.setattr(pygame.joystick, "init", lambda: None)
    monkeypatch.setattr(pygame.joystick, "quit", lambda: None)
    return Pads()


def added(index: int) -> pygame.event.Event:
    return pygame.event.Event(pygame.JOYDEVICEADDED, device_index=index, guid="")


def removed(instance: int) -> pygame.event.Event:
    return pygame.event.Event(pygame.JOYDEVICEREMOVED, instance_id=instance)


def test_a_gamepad_is_kept_until_it_is_unplugged(pads: Pads) -> None:
    pads.take_event(added(0))
    pads.take_event(added(0))  # found by the game and told by SDL: still one
    assert pads.count == 1
    pads.take_event(removed(99))
    assert pads.count == 1
    pads.take_event(removed(10))
    assert pads.count == 0


def test_a_balance_board_and_one_that_went_at_once_are_not_kept(pads: Pads) -> None:
    pads.take_event(added(1))
    pads.take_event(added(5))
    assert pads.count == 0


def test_where_joysticks_cannot_be_read_there_are_none(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail() -> None:
        raise pygame.error("no joysticks here")

    monkeypatch.setattr(pygame.joystick, "init", fail)
    pads = Pads()
    assert pads.count == 0
    pads.close()
