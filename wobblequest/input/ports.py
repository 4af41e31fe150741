"""Which serial ports may be boards, best first, by their USB identity."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Protocol


class ListedPort(Protocol):
    """What the system tells of a port (pyserial's ListPortInfo)."""

    device: str
    description: str
    vid: int | None
    pid: int | None
    serial_number: str | None


@dataclass(frozen=True, slots=True)
class FoundPort:
    """A port that may be a board.

    device : what to open, as the system calls it. identity : "VID:PID:serial number", which survives replugging.
    rank : the lower, the more likely a board. is_uart : between the USB plug and the sensor there is a wire with a baud rate, so that a
    frame takes its time to come; boards with USB of their own have none.
    """

    device: str
    description: str
    identity: str
    rank: int
    is_uart: bool = False

    @property
    def name(self) -> str:
        """What a person is told of it."""
        return self.description if self.device in self.description else f"{self.description} ({self.device})"


_MAKERS = {
    0x2341: "Arduino", 0x2A03: "Arduino", 0x239A: "Adafruit", 0x303A: "Espressif", 0x2E8A: "Raspberry Pi Pico", 0x2639: "Xsens",
}
_BOARDS = {(0x0D28, 0x0204): "micro:bit", (0x16C0, 0x0483): "Teensy"}
_ADAPTERS = {
    (0x1A86, 0x7523): "CH340", (0x1A86, 0x5523): "CH341", (0x1A86, 0x55D4): "CH9102", (0x10C4, 0xEA60): "CP210x",
    (0x0403, 0x6001): "FTDI", (0x0403, 0x6015): "FTDI",
}
_BEHIND_A_UART = {(maker, model) for maker in (0x2341, 0x2A03) for model in (0x0001, 0x0010, 0x0042, 0x0043, 0x0243)} | {(0x0D28, 0x0204)}
"""Boards whose USB is a second chip with a wire to the first: Arduino Uno and Mega, micro:bit."""
_BLUETOOTH = re.compile(r"Bluetooth|rfcomm|/dev/cu\.\S*(HC-0[56]|-DevB|-SPP|SerialPort)", re.IGNORECASE)
_NEVER = re.compile(_BLUETOOTH.pattern + r"|wlan-debug|debug-console|/dev/tty\.", re.IGNORECASE)


def ranked(ports: Iterable[ListedPort]) -> list[FoundPort]:
    """The ports that may be boards, most likely first: boards by name, then USB adapters, then other USB devices.

    Ports without a USB identity (built-in ttyS, Bluetooth, debug consoles) are left out: opening them can hang or tells nothing.
    """
    found = [port for port in (_judged(listed) for listed in ports) if port is not None]
    return sorted(found, key=lambda port: (port.rank, port.device))


def is_bluetooth(device: str, description: str = "") -> bool:
    """Whether a port is a Bluetooth one by its name: those are never opened unasked, for it takes seconds and may wake other things."""
    return bool(_BLUETOOTH.search(f"{device} {description}")) and "Incoming" not in device


def _judged(listed: ListedPort) -> FoundPort | None:
    if listed.vid is None or listed.pid is None or _NEVER.search(f"{listed.device} {listed.description}"):
        return None
    known = (listed.vid, listed.pid)
    if listed.vid in _MAKERS or known in _BOARDS:
        rank, kind = 0, _MAKERS.get(listed.vid) or _BOARDS[known]
    elif known in _ADAPTERS:
        rank, kind = 1, _ADAPTERS[known]
    else:
        rank, kind = 2, ""
    told = listed.description if listed.description and listed.description != "n/a" else ""
    description = told or kind or "USB serial device"
    identity = f"{listed.vid:04X}:{listed.pid:04X}:{listed.serial_number or ''}"
    return FoundPort(listed.device, description, identity, rank, known in _ADAPTERS or known in _BEHIND_A_UART)
