"""Which ports may be boards, and the sentences for what can go wrong with them."""

from __future__ import annotations

import errno
from dataclasses import dataclass
from pathlib import Path

import pytest

from wobblequest.input.port_problems import GONE, CannotOpen, open_words, runs
from wobblequest.input.ports import is_bluetooth, ranked


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
    (CannotOpen("No board is plugged in."), "linux", "No board"),
    (OSError("could not open port 'COM3': PermissionError(13, 'Access is denied.', None, 5)"), "win32", "has not let go of it yet"),
    (ValueError("strange"), "linux", "strange"),
])
def test_every_problem_has_a_sentence_with_a_remedy(error: Exception, platform: str, word: str) -> None:
    assert isinstance(error, GONE)
    assert word in open_words(error, "P", platform)


def test_modem_manager_is_blamed_where_it_runs_and_told_to_leave_the_board_alone() -> None:
    busy = OSError(errno.EBUSY, "Device or resource busy")
    said = open_words(busy, "/dev/ttyACM0", "linux", identity="2341:0043:7", runs=lambda name: name == "ModemManager")
    assert "within 30 s" in said
    assert 'ATTRS{idVendor}=="2341", ENV{ID_MM_DEVICE_IGNORE}="1"' in said
    assert "Another program" in open_words(busy, "/dev/ttyACM0", "linux", identity="2341:0043:7", runs=lambda name: False)
    locked = OSError(errno.EAGAIN, "Resource temporarily unavailable")  # the lock of another program like ours
    assert "Another program" in open_words(locked, "/dev/ttyACM0", "linux", runs=lambda name: True)


def test_a_mac_is_told_the_port_that_works() -> None:
    said = open_words(OSError(errno.EBUSY, "Resource busy"), "/dev/tty.usbmodem11", "darwin")
    assert "/dev/cu.usbmodem11" in said


@pytest.mark.parametrize(("error", "port", "platform", "word"), [
    (OSError(errno.EHOSTDOWN, "Host is down"), "/dev/rfcomm0", "linux", "switch it on"),
    (FileNotFoundError(errno.ENOENT, "No such file"), "/dev/rfcomm0", "linux", "rfcomm bind"),
    (OSError(errno.ETIMEDOUT, "Operation timed out"), "/dev/cu.HC-05-DevB", "darwin", "paired"),
    (OSError("could not open port 'COM7': OSError(22, 'The semaphore timeout period has expired.', None, 121)"), "COM7", "win32",
     "outgoing"),
])
def test_a_bluetooth_board_that_is_away_is_told_as_such(error: OSError, port: str, platform: str, word: str) -> None:
    assert word in open_words(error, port, platform)


def test_bluetooth_ports_are_known_by_their_names() -> None:
    assert is_bluetooth("COM7", "Standard Serial over Bluetooth link (COM7)")
    assert is_bluetooth("/dev/rfcomm0")
    assert is_bluetooth("/dev/cu.HC-05-DevB")
    assert not is_bluetooth("/dev/cu.Bluetooth-Incoming-Port")
    assert not is_bluetooth("/dev/cu.usbserial-10", "USB SerialPort")
    assert not is_bluetooth("COM3", "USB-SERIAL CH340 (COM3)")


def test_a_program_is_seen_to_run_by_its_name(tmp_path: Path) -> None:
    (tmp_path / "17").mkdir()
    (tmp_path / "17" / "comm").write_text("ModemManager\n")
    (tmp_path / "18").mkdir()  # has just ended
    (tmp_path / "cpuinfo").write_text("")
    assert runs("ModemManager", tmp_path)
    assert not runs("brltty", tmp_path)
    assert not runs("brltty", tmp_path / "nowhere")


def test_a_baud_rate_means_time_only_where_a_wire_has_one() -> None:
    found = ranked([
        Listed("a", vid=0x1A86, pid=0x7523), Listed("b", vid=0x2341, pid=0x0043), Listed("c", vid=0x2341, pid=0x8036),
        Listed("d", vid=0x303A, pid=0x1001), Listed("e", vid=0x0403, pid=0x6015),
    ])
    assert {port.device for port in found if port.is_uart} == {"a", "b", "e"}


def test_the_zoo_holds_what_pyserial_and_the_system_raise() -> None:
    import serial

    assert isinstance(serial.SerialException("x"), GONE)
    assert isinstance(TypeError("'NoneType' object cannot be interpreted as an integer"), GONE)
    termios = pytest.importorskip("termios")
    assert isinstance(termios.error(5, "x"), GONE)
