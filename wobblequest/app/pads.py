"""Gamepads kept open for their buttons, whatever it is that the person leans on."""

from __future__ import annotations

from contextlib import suppress

import pygame

from wobblequest.input.gamepad import listen_to_joysticks, open_stick


class Pads:
    """SDL tells of the buttons of open joysticks only: each is opened as it is plugged in and kept until it is unplugged."""

    def __init__(self) -> None:
        with suppress(pygame.error):  # a game without gamepads is still a game
            listen_to_joysticks()
        self._open: dict[int, pygame.joystick.JoystickType] = {}

    def take_event(self, event: pygame.event.Event) -> None:
        """Follow what is plugged in (each joystick that is there already is told as well) and unplugged."""
        if event.type == pygame.JOYDEVICEADDED:
            stick = open_stick(event.device_index)
            if stick is not None:
                self._open[stick.get_instance_id()] = stick
        elif event.type == pygame.JOYDEVICEREMOVED:
            self._open.pop(event.instance_id, None)

    @property
    def count(self) -> int:
        return len(self._open)

    def close(self) -> None:
        self._open.clear()
        pygame.joystick.quit()
