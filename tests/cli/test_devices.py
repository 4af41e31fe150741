from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from typing import Any

import pytest

from wobblequest.app import devices


@pytest.fixture
def board() -> Iterator[str]:
    """A virtual board on a TCP port that speaks keyvalue; its port's name."""
    start = [sys.executable, "-m", "wobblequest", "simulate", "--tcp", "0", "--protocol", "keyvalue", "--rate", "100"]
    with subprocess.Popen(start, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        try:
            yield process.stdout.readline().strip()
        finally:
            process.terminate()


def test_what_a_board_speaks_and_how_fast_is_told(board: str, command: Callable[..., Any]) -> None:
    said = command("devices", board, "--seconds", "20", "--json")
    assert said.code == 0
    (heard,) = json.loads(said.out)
    assert (heard["port"], heard["protocol"], heard["state"]) == (board, "keyvalue", "live")
    assert heard["rate_hz"] == pytest.approx(100.0, rel=0.1)
    assert "keyvalue" in command("devices", board, "--seconds", "20").out


def test_a_port_that_is_not_there_is_told_and_not_waited_for_forever(command: Callable[..., Any]) -> None:
    port = "COM250" if os.name == "nt" else "/dev/ttyUSB250"
    said = command("devices", port, "--seconds", "1")
    assert said.code == 0
    assert port in said.out
    assert "unknown" in said.out


def test_no_port_at_all_is_a_sentence_and_an_empty_list(command: Callable[..., Any], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(devices, "find_boards", list)
    assert "connect the tilt board" in command("devices").out
    assert json.loads(command("devices", "--json").out) == []


def test_the_seconds_have_bounds(command: Callable[..., Any]) -> None:
    for seconds in ("0", "1000", "nan"):
        said = command("devices", "--seconds", seconds)
        assert (said.code, said.out) == (2, "")
        assert "1 to 120" in said.err
