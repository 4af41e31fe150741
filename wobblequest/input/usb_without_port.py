"""USB devices that should be a serial port and are none: no driver, or another program took them. Known on Linux only.

Linux shows every USB device as a folder with its numbers, and in it a folder for each of its interfaces: there the driver is a link,
and where it made a port, that is a folder called tty…
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path

from wobblequest.core.messages import message
from wobblequest.input.port_problems import runs

USB_DEVICES = Path("/sys/bus/usb/devices")
_DRIVERS = {"1a86": ("CH340", "ch341"), "10c4": ("CP210x", "cp210x"), "0403": ("FTDI", "ftdi_sio")}
"""Maker's number → what people call the adapter, and the kernel's driver."""
_BOARDS = {"2341": "Arduino", "2a03": "Arduino", "239a": "Adafruit", "2e8a": "Raspberry Pi Pico", "303a": "Espressif"}
_SERIAL_CLASSES = ("02", "0a")
"""What an interface of a board with USB of its own says where it means to be a port."""


def usb_without_port(root: Path = USB_DEVICES, platform: str = sys.platform, runs: Callable[[str], bool] = runs) -> list[str]:
    """A sentence with the remedy for each USB device that is known to be a board or an adapter and has no port. Nothing where all have one.

    root : the folder in which Linux lists USB devices. On other systems nothing can be told, so nothing is. Never raises: a device may
    be pulled while it is looked at.
    """
    if not platform.startswith("linux"):
        return []
    try:
        devices = sorted(root.iterdir())
    except OSError:
        return []
    sentences = (_judged(device, runs) for device in devices if ":" not in device.name)
    return list(dict.fromkeys(sentence for sentence in sentences if sentence))


def _judged(device: Path, runs: Callable[[str], bool]) -> str:
    maker = _read(device / "idVendor")
    if maker not in _DRIVERS and maker not in _BOARDS:
        return ""
    try:
        interfaces = sorted(device.glob("*:*.*"))
    except OSError:
        return ""
    if maker in _BOARDS:
        interfaces = [each for each in interfaces if _read(each / "bInterfaceClass") in _SERIAL_CLASSES]
    if not interfaces or any(_has_port(interface) for interface in interfaces):
        return ""
    kind, driver = _DRIVERS.get(maker) or (_BOARDS[maker], "cdc_acm")
    holders = {(each / "driver").resolve().name for each in interfaces if (each / "driver").exists()}
    if runs("brltty") and holders <= {"usbfs"}:
        return (
            f"A {kind} board is plugged in, but brltty, a service for Braille displays, took it away: run “sudo apt remove brltty” "
            "if nobody here uses one, then plug the board in again."
        )
    if "usbfs" in holders:
        return f"A {kind} board is plugged in, but another program holds it (a virtual machine?): end that, then plug the board in again."
    if not holders:
        return message(
            "A {kind} board is plugged in, but its driver is not loaded: run “sudo modprobe {driver}”, then plug the board in again.",
            kind=kind, driver=driver,
        )
    return ""


def _has_port(interface: Path) -> bool:
    try:
        return any(entry.name.startswith("tty") for entry in interface.iterdir())
    except OSError:
        return False


def _read(file: Path) -> str:
    try:
        return file.read_text(encoding="ascii", errors="replace").strip().lower()
    except OSError:
        return ""
