"""A level is played from the firmware: an ATmega328 in simavr, its serial port a pseudo-terminal, and the program as a person starts it."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator
from math import pi, sin, sqrt
from pathlib import Path

import pytest

MOTION_S = 80.0
BOARD = "C0FFEE42"
"""The board's own number, in its EEPROM with its inverse behind it."""


def sway(t_s: float) -> tuple[float, float]:
    """Someone who stands well, after three seconds in which nobody stands on the board."""
    t_s = max(0.0, t_s - 3.0)
    return 2.5 * sin(2 * pi * 0.3 * t_s), 1.5 * sin(2 * pi * 0.47 * t_s)


@pytest.fixture
def port(simavr_board: list[str], motion, tmp_path: Path) -> Iterator[str]:  # type: ignore[no-untyped-def]
    """The name of the pseudo-terminal of a board that runs in real time."""
    number = bytes.fromhex(BOARD)
    eeprom = tmp_path / "eeprom"
    eeprom.write_bytes((number + bytes(0xFF - byte for byte in number)).ljust(1024, b"\xff"))
    command = [*simavr_board, str(motion(sway, MOTION_S)), "--pty", "--eeprom", str(eeprom)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL) as board:
        assert board.stdin is not None
        assert board.stdout is not None
        yield board.stdout.readline().decode().strip()
        board.stdin.close()  # it ends with us
        board.wait(10)


def wobblequest(*arguments: str) -> str:
    command = [sys.executable, "-m", "wobblequest", *arguments]
    done = subprocess.run(command, capture_output=True, text=True, timeout=100)
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_a_level_is_played_from_it(port: str, tmp_path: Path) -> None:
    data, out = str(tmp_path / "data"), tmp_path / "out"
    play = ["play", "--headless", "--level", "hold-1", "--source", f"serial:{port}", "--person", "Heron", "--data", data, "--json"]
    result = json.loads(wobblequest(*play))
    assert result["completed"] is True
    assert result["source"] == "serial"
    assert result["stars"] == 3, "who stands well has it easy"
    assert result["quality"]["faults"] == 0
    assert result["quality"]["rate_hz"] == pytest.approx(100.0, abs=0.5)
    assert result["measures"]["rms_pitch"]["value"] == pytest.approx(2.5 / sqrt(2), abs=0.05)
    assert result["measures"]["rms_roll"]["value"] == pytest.approx(1.5 / sqrt(2), abs=0.05)

    wobblequest("export", result["trial_id"], "--data", data, "--output", str(out))
    source = json.loads((out / f"{result['trial_id']}.jsonl").read_text(encoding="utf-8").splitlines()[0])["header"]["source"]
    assert source["protocol"] == "wobblequest"
    assert source["device"] == f"wobblequest:{BOARD}", "it was asked who it is, and has answered"
