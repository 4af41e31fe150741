"""The Wii Balance Board, where the system shows it as an input device (Linux): centre of pressure, not tilt.

Untested on hardware: the names and numbers are those of the kernel's driver (see `wii_events`).
"""

from __future__ import annotations

import contextlib
import errno
import os
import re
import select
import struct
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from wobblequest.core.errors import UsageError
from wobblequest.core.messages import message
from wobblequest.core.recording import SourceInfo
from wobblequest.input.one_port import OnePortSource
from wobblequest.input.port_problems import CannotOpen
from wobblequest.input.protocols.decoder import Decoder
from wobblequest.input.reader import RETRY_S, Connect, Connected
from wobblequest.input.source import Link
from wobblequest.input.wii_events import EVENT, PROTOCOL, WiiDecoder

NAME = message("Wii Balance Board (centre of pressure, not tilt)")
DEVICE_NAME = "Nintendo Wii Remote Balance Board"
"""What the kernel's driver calls it."""
SYSTEM, DEVICES = Path("/sys/class/input"), Path("/dev/input")
WAIT_S = 0.2
MOST_EVENTS = 64
_SET_CLOCK = 0x400445A0
"""The request EVIOCSCLOCKID of <linux/input.h>."""
_MONOTONIC = 1

_NONE_THERE = message(
    "No Wii Balance Board is connected: pair it in the system's Bluetooth settings while you hold the red button in its battery case; "
    "it is looked for all the time.",
)


class EventPort:
    """An input device's events, as bytes. Never written to."""

    def __init__(self, path: Path) -> None:
        """Raises OSError where it cannot be opened."""
        self._file = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0))
        with contextlib.suppress(OSError, ImportError):  # else the events tell the time of day, which may be set meanwhile
            import fcntl

            fcntl.ioctl(self._file, _SET_CLOCK, struct.pack("i", _MONOTONIC))

    def read(self) -> bytes:
        if not select.select([self._file], [], [], WAIT_S)[0]:
            return b""
        try:
            data = os.read(self._file, MOST_EVENTS * EVENT.size)
        except BlockingIOError:
            return b""
        if not data:
            raise OSError(errno.ENODEV, "the device has ended")
        return data

    def write(self, data: bytes) -> None:
        """An input device is not written to."""

    def set_baud(self, baud: int) -> None:
        """An input device has no baud rate."""

    def close(self) -> None:
        os.close(self._file)


class FindBoard:
    """Finds and opens the board. device : its event device (``event5`` or ``/dev/input/event5``), "" for the first by its name."""

    def __init__(self, device: str = "", system: Path = SYSTEM, devices: Path = DEVICES) -> None:
        self._wanted, self._system, self._devices = device.rpartition("/")[2], system, devices

    def __call__(self) -> Connected:
        """Raises CannotOpen, with a sentence, where there is none or it may not be read; OSError where it went meanwhile."""
        event = self._wanted or self._found()
        if not event:
            raise CannotOpen(_NONE_THERE)
        told = self._told(event, "name")
        if told and told != DEVICE_NAME:
            raise CannotOpen(message(
                "{device} is “{told}”, no Wii Balance Board: --source wii without a device finds the board.",
                device=str(self._devices / event), told=told,
            ))
        try:
            port = EventPort(self._devices / event)
        except PermissionError as error:
            raise CannotOpen(
                message("You may not read {device}: run “sudo usermod -aG input $USER”, then log out and in again.",
                        device=str(self._devices / event))
            ) from error
        except FileNotFoundError as error:
            raise CannotOpen(_NONE_THERE) from error
        address = self._told(event, "uniq")
        return Connected(port, str(self._devices / event), NAME, f"wii:{address}" if address else "wii")

    def _found(self) -> str:
        """The event device with the board's name, the lowest number first; "" where there is none."""
        events = [path.parent.parent.name for path in self._system.glob("event*/device/name")]
        events.sort(key=lambda name: int(re.sub(r"\D", "", name) or 0))
        return next((event for event in events if self._told(event, "name") == DEVICE_NAME), "")

    def _told(self, event: str, what: str) -> str:
        try:
            return (self._system / event / "device" / what).read_text(encoding="utf-8", errors="replace").strip()
        except OSError:
            return ""


class WiiBoardSource(OnePortSource):
    """The centre of pressure on a Wii Balance Board, as readings that look like tilt: `wii_events.EDGE_DEG` at the board's edge.

    device : its event device, found by its name if left out. connect, retry_s : for tests without a board.

    Raises UsageError on systems that do not show the board.
    """

    kind = "wii"

    def __init__(
        self, device: str = "", *, clock: Callable[[], float], connect: Connect | None = None, retry_s: tuple[float, ...] = RETRY_S,
        platform: str = sys.platform,
    ) -> None:
        if not platform.startswith("linux"):
            system = {"win32": "Windows", "darwin": "macOS"}.get(platform, platform)
            raise UsageError(f"--source wii: {system} shows no Wii Balance Board to programs; use it on Linux, or another board here")
        self._events = WiiDecoder()
        self._taken = 0
        super().__init__(NAME, connect or FindBoard(device), clock=clock, retry_s=retry_s)

    @property
    def info(self) -> SourceInfo:
        return SourceInfo(self.kind, NAME, PROTOCOL, self._connected.identity if self._connected else "")

    def take_presses(self) -> int:
        """How often the button at its front was pressed since the last call."""
        new, self._taken = self._events.presses - self._taken, self._events.presses
        return new

    def link(self, now_s: float) -> Link:
        """As of any port; and whether the board weighs nobody, which it goes on telling while no reading comes."""
        return replace(super().link(now_s), empty=self._events.empty)

    def _decoder(self) -> Decoder:
        return self._events

    def _waiting_words(self) -> str:
        return message("Step on the Wii Balance Board, one foot left and one right.")

    def _live_words(self) -> str:
        return message("Wii Balance Board (centre of pressure, not tilt).")

    def _lost_words(self) -> str:
        return message("The Wii Balance Board has switched off: press the button at its front; it is looked for all the time.")
