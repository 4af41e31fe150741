"""The source of a Wii Balance Board: found by its name in a folder that looks like the system's, read from a pipe that plays its device."""

from __future__ import annotations

import os
import struct
import sys
import threading
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from wobblequest.core.calibration import Calibration
from wobblequest.core.errors import UsageError
from wobblequest.core.samples import Reading
from wobblequest.input.port_problems import CannotOpen
from wobblequest.input.source import Source
from wobblequest.input.wii_board import DEVICE_NAME, EventPort, FindBoard, WiiBoardSource
from wobblequest.input.wii_events import EVENT

FRAME = Calibration().frame()
QUICK = (0.001,)


def report(t_s: float, *kg: float) -> bytes:
    us = round(t_s * 1e6)
    time_of = us // 1_000_000, us % 1_000_000
    weights = b"".join(EVENT.pack(*time_of, 3, 0x10 + i, round(each * 100)) for i, each in enumerate(kg))
    return weights + EVENT.pack(*time_of, 0, 0, 0)


class Computer:
    """The folders of a Linux system with input devices, and a board that the test plays."""

    def __init__(self, folder: Path) -> None:
        self.system, self.devices = folder / "sys", folder / "dev"
        self.system.mkdir()
        self.devices.mkdir()
        self.now = 100.0
        self.readings: list[Reading] = []

    def add(self, event: str, name: str, uniq: str = "") -> Path:
        about = self.system / event / "device"
        about.mkdir(parents=True)
        (about / "name").write_text(name + "\n")
        (about / "uniq").write_text(uniq + "\n")
        os.mkfifo(self.devices / event)
        return self.devices / event

    def source(self, device: str = "") -> WiiBoardSource:
        find = FindBoard(device, self.system, self.devices)
        return WiiBoardSource(device, clock=lambda: self.now, connect=find, retry_s=QUICK, platform="linux")

    def until(self, source: Source, done: Callable[[], bool]) -> None:
        deadline = time.monotonic() + 20
        while not done():
            assert time.monotonic() < deadline, source.link(self.now)
            self.readings += source.poll(self.now)
            threading.Event().wait(0.001)


@pytest.fixture
def computer(tmp_path: Path) -> Computer:
    if not hasattr(os, "mkfifo"):
        pytest.skip("this system has no named pipes")
    return Computer(tmp_path)


def test_the_board_is_found_by_its_name_among_others(computer: Computer) -> None:
    computer.add("event2", "Nintendo Wii Remote")
    computer.add("event10", DEVICE_NAME, "00:1f:c5:aa:bb:cc")
    computer.add("event12", DEVICE_NAME)
    connected = FindBoard("", computer.system, computer.devices)()
    assert connected.name.endswith("event10")
    assert connected.identity == "wii:00:1f:c5:aa:bb:cc"
    assert "centre of pressure, not tilt" in connected.description
    connected.port.close()


def test_a_board_without_an_address_and_one_that_was_named(computer: Computer) -> None:
    computer.add("event3", DEVICE_NAME)
    for device in ("event3", "/dev/input/event3"):
        connected = FindBoard(device, computer.system, computer.devices)()
        assert connected.identity == "wii"
        connected.port.close()


@pytest.mark.parametrize(("device", "words"), [
    ("", "No Wii Balance Board is connected: pair it"), ("event9", "No Wii Balance Board is connected"),
    ("event2", "“A mouse”, no Wii Balance Board"),
])
def test_what_is_not_there_is_said(computer: Computer, device: str, words: str) -> None:
    computer.add("event2", "A mouse")
    source = computer.source(device)
    computer.until(source, lambda: words in source.link(computer.now).words)
    assert source.link(computer.now).state == "searching"
    source.close()


def test_without_permission_the_group_is_named(computer: Computer, monkeypatch: pytest.MonkeyPatch) -> None:
    computer.add("event2", DEVICE_NAME)

    def refuse(self: EventPort, path: Path) -> None:
        raise PermissionError(13, "Permission denied", str(path))

    monkeypatch.setattr(EventPort, "__init__", refuse)
    with pytest.raises(CannotOpen, match=r"may not read .*event2: run “sudo usermod -aG input"):
        FindBoard("", computer.system, computer.devices)()


@pytest.mark.parametrize(("platform", "system"), [("win32", "Windows"), ("darwin", "macOS"), ("freebsd14", "freebsd14")])
def test_elsewhere_one_sentence_says_that_the_system_does_not_show_it(platform: str, system: str) -> None:
    with pytest.raises(UsageError, match=f"{system} shows no Wii Balance Board") as caught:
        WiiBoardSource(clock=lambda: 0.0, platform=platform)
    assert "\n" not in str(caught.value)


def test_a_person_steps_on_leans_steps_off_and_the_board_switches_itself_off(computer: Computer) -> None:
    device = computer.add("event5", DEVICE_NAME, "00:11")
    source = computer.source()
    computer.until(source, lambda: "Step on" in source.link(computer.now).words)
    assert source.link(computer.now).state == "searching"
    board = os.open(device, os.O_WRONLY)
    os.write(board, report(1.0, 0.3, 0.2, 0.1, 0.2))
    os.write(board, report(5.0, 20.3, 20.2, 20.1, 20.2))
    computer.until(source, lambda: len(computer.readings) == 1)
    link = source.link(computer.now)
    assert link.state == "live"
    assert "centre of pressure, not tilt" in link.words
    assert FRAME.tilt(computer.readings[0].up) == pytest.approx((0.0, 0.0), abs=0.01)
    for i in range(1, 61):
        computer.now += 0.01
        os.write(board, report(5.0 + i / 100, 20.3, 20.2 + i / 3, 20.1, 20.2))
    computer.until(source, lambda: len(computer.readings) == 61)
    pitch_deg, roll_deg = FRAME.tilt(computer.readings[-1].up)
    assert pitch_deg < -3  # back and to the right
    assert roll_deg > 3
    times = [r.t_s for r in computer.readings]
    assert times == sorted(times)
    os.write(board, report(6.0, 1.0, 1.0, 1.0, 1.0) + struct.Struct("llHHi").pack(6, 0, 1, 0x130, 1))
    computer.until(source, lambda: source.take_presses() == 1)
    assert source.take_presses() == 0
    computer.now += 0.5
    assert source.link(computer.now).state == "stale"
    computer.now += 1.0
    assert source.link(computer.now).state == "lost"
    assert "Step on" in source.link(computer.now).words
    os.close(board)
    device.unlink()
    (computer.system / "event5" / "device" / "name").unlink()
    computer.until(source, lambda: "No Wii Balance Board" in source.link(computer.now).words)
    assert source.link(computer.now).state == "lost"
    source.close()
    assert source.link(computer.now).state == "ended"


def test_it_says_that_it_switched_off_and_comes_back_under_another_number(computer: Computer) -> None:
    first = computer.add("event5", DEVICE_NAME, "00:11")
    source = computer.source()
    computer.until(source, lambda: "Step on" in source.link(computer.now).words)
    board = os.open(first, os.O_WRONLY)
    os.write(board, report(5.0, 20, 20, 20, 20))
    computer.until(source, lambda: len(computer.readings) == 1)
    second = computer.add("event6", DEVICE_NAME, "00:11")
    first.unlink()
    (computer.system / "event5" / "device" / "name").unlink()
    os.close(board)
    board = os.open(second, os.O_WRONLY)  # waits until it is read
    computer.now += 2.0
    os.write(board, report(7.0, 20, 20, 20, 30))
    computer.until(source, lambda: len(computer.readings) == 2)
    assert computer.readings[1].t_s - computer.readings[0].t_s == pytest.approx(2.0)
    assert source.info.device == "wii:00:11"
    assert (source.info.kind, source.info.protocol) == ("wii", "wii-balance-board")
    assert source.info.is_sensor
    os.close(board)
    source.close()


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="only Linux shows the board")
def test_the_real_system_without_a_board_is_searched_without_harm() -> None:
    source = WiiBoardSource(clock=lambda: 0.0, retry_s=QUICK)
    deadline = time.monotonic() + 20
    while "Opening" in source.link(0.0).words:
        assert time.monotonic() < deadline
        assert source.poll(0.0) == []
    link = source.link(0.0)
    assert link.state == "searching"
    assert "Wii Balance Board" in link.words
    source.close()
