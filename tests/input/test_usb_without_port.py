"""USB devices without a port, as Linux shows them: a tree of folders that the test makes."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from wobblequest.input.usb_without_port import usb_without_port

pytestmark = pytest.mark.skipif(os.name == "nt", reason="the tree has links and colons in its names, as on Linux")


class Bus:
    """A folder of USB devices."""

    def __init__(self, root: Path) -> None:
        self.root = root / "devices"
        self.root.mkdir()
        self._drivers = root / "drivers"
        self._drivers.mkdir()

    def plug(self, name: str, maker: str, *, driver: str = "", port: str = "", kind: str = "ff") -> Path:
        device = self.root / name
        device.mkdir()
        (device / "idVendor").write_text(maker + "\n")
        (device / "idProduct").write_text("7523\n")
        interface = device / f"{name}:1.0"
        interface.mkdir()
        (interface / "bInterfaceClass").write_text(kind + "\n")
        (self.root / f"{name}:1.0").symlink_to(interface)
        if driver:
            (self._drivers / driver).mkdir(exist_ok=True)
            (interface / "driver").symlink_to(self._drivers / driver)
        if port:
            (interface / port).mkdir()
        return interface

    def words(self, *running: str) -> list[str]:
        return usb_without_port(self.root, "linux", lambda program: program in running)


@pytest.fixture
def bus(tmp_path: Path) -> Bus:
    return Bus(tmp_path)


def test_what_has_a_port_and_what_is_no_board_is_not_told(bus: Bus) -> None:
    bus.plug("1-1", "1a86", driver="ch341", port="ttyUSB0")
    bus.plug("1-2", "2341", driver="cdc_acm", port="tty", kind="02")
    bus.plug("1-3", "046d")
    bus.plug("1-4", "2e8a", kind="08")
    assert bus.words("brltty", "ModemManager") == []


@pytest.mark.parametrize("driver", ["", "usbfs"])
def test_brltty_is_named_where_it_runs(bus: Bus, driver: str) -> None:
    bus.plug("1-1", "1a86", driver=driver)
    (said,) = bus.words("brltty")
    assert "CH340" in said
    assert "sudo apt remove brltty" in said


@pytest.mark.parametrize(
    ("maker", "name", "driver"), [("1a86", "CH340", "ch341"), ("10c4", "CP210x", "cp210x"), ("0403", "FTDI", "ftdi_sio")])
def test_a_missing_driver_is_named(bus: Bus, maker: str, name: str, driver: str) -> None:
    bus.plug("1-1", maker)
    (said,) = bus.words()
    assert f"A {name} board" in said
    assert f"sudo modprobe {driver}" in said


def test_a_board_with_its_own_usb_misses_its_driver_too(bus: Bus) -> None:
    bus.plug("1-1", "2341", kind="02")
    assert "sudo modprobe cdc_acm" in bus.words()[0]


def test_another_program_that_holds_the_device_is_told_and_each_sentence_once(bus: Bus) -> None:
    bus.plug("1-1", "10c4", driver="usbfs")
    bus.plug("1-2", "10c4", driver="usbfs")
    (said,) = bus.words()
    assert "another program holds it" in said


def test_half_a_tree_no_tree_and_other_systems_tell_nothing(bus: Bus, tmp_path: Path) -> None:
    (bus.root / "1-9").mkdir()
    assert bus.words() == []
    assert usb_without_port(tmp_path / "nowhere", "linux", lambda program: False) == []
    bus.plug("1-1", "1a86")
    assert usb_without_port(bus.root, "darwin", lambda program: True) == []
    assert usb_without_port(bus.root, "win32", lambda program: True) == []
