"""Which ports may be boards, and the sentences for what can go wrong with them."""

from __future__ import annotations

import errno
from dataclasses import dataclass

import pytest

from wobblequest.input.port_problems import GONE, NoBoard, open_words
from wobblequest.input.ports import ranked


@dataclass
class Listed:
    device: str
    description: str = "n/a"
    vid: int | None = None
    pid: int | None = None
    serial_number: str | None = None


def test_boards_first_then_adapters_then_other_usb_and_nothing_else() -> None:
    found = ranked([
        Listed("/dev/ttyS0"), Listed("/dev/cu.Bluetooth-Incoming-Port"), Listed("/dev/cu.wlan-debug"),
        Listed("/dev/ttyUSB1", "USB thing", 0x1234, 0x0001, "X"), Listed("/dev/ttyUSB0", "USB Serial", 0x1A86, 0x7523),
        Listed("/dev/tty.usbmodem1", "mac twin", 0x2341, 0x0043, "9"), Listed("/dev/ttyACM0", "n/a", 0x2341, 0x0043, "55736"),
    ])
    assert [port.device for port in found] == ["/dev/ttyACM0", "/dev/ttyUSB0", "/dev/ttyUSB1"]
    assert found[0].description == "Arduino"
    assert found[0].identity == "2341:0043:55736"
    assert found[1].identity == "1A86:7523:"


@pytest.mark.parametrize(("error", "platform", "word"), [
    (FileNotFoundError(errno.ENOENT, "No such file"), "linux", "no port P"),
    (PermissionError(errno.EACCES, "Permission denied"), "linux", "dialout"),
    (PermissionError(errno.EACCES, "Permission denied"), "darwin", "System Settings"),
    (OSError(errno.EBUSY, "Device or resource busy"), "linux", "Another program"),
    (OSError(errno.EAGAIN, "Resource temporarily unavailable"), "linux", "Another program"),
    (OSError("could not open port 'COM3': PermissionError(13, 'Access is denied.', None, 5)"), "win32", "Another program"),
    (OSError("could not open port 'COM9': FileNotFoundError(2, 'The system cannot find the file.', None, 2)"), "win32", "no port P"),
    (ConnectionRefusedError(errno.ECONNREFUSED, "refused"), "linux", "virtual board"),
    (OSError(errno.EIO, "Input/output error"), "linux", "unplug"),
    (NoBoard("No board is plugged in."), "linux", "No board"),
    (ValueError("strange"), "linux", "strange"),
])
def test_every_problem_has_a_sentence_with_a_remedy(error: Exception, platform: str, word: str) -> None:
    assert isinstance(error, GONE)
    assert word in open_words(error, "P", platform)


def test_the_zoo_holds_what_pyserial_and_the_system_raise() -> None:
    import serial

    assert isinstance(serial.SerialException("x"), GONE)
    assert isinstance(TypeError("'NoneType' object cannot be interpreted as an integer"), GONE)
    termios = pytest.importorskip("termios")
    assert isinstance(termios.error(5, "x"), GONE)
