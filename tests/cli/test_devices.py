"""`wobblequest devices`: what is told of ports, the table that is drawn anew on a terminal, and recording what a board sends."""

from __future__ import annotations

import json
import os
import re
import select
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from wobblequest.app import devices
from wobblequest.input.capture import read_capture
from wobblequest.input.lookout import Sighting
from wobblequest.input.ports import FoundPort

WOBBLEQUEST = [sys.executable, "-m", "wobblequest"]
KEYS = ["port", "name", "device", "protocol", "rate_hz", "state", "faults", "words", "jitter_ms", "quality", "quality_reason", "latency_ms"]
needs_pty = pytest.mark.skipif(not hasattr(os, "openpty"), reason="this system has no pseudo-terminals")


@contextmanager
def simulated(*options: str) -> Iterator[tuple[str, subprocess.Popen[str]]]:
    """A virtual board: its port's name, and the process."""
    with subprocess.Popen([*WOBBLEQUEST, "simulate", *options], stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        try:
            yield process.stdout.readline().strip(), process
        finally:
            process.terminate()


@pytest.fixture
def board() -> Iterator[str]:
    """A virtual board on a TCP port that speaks keyvalue; its port's name."""
    with simulated("--tcp", "0", "--protocol", "keyvalue", "--rate", "100") as (port, _):
        yield port


@pytest.fixture
def plugged_in(monkeypatch: pytest.MonkeyPatch) -> Callable[..., None]:
    """``plugged_in("a", "b", why="")`` makes these the ports that the system lists."""

    def these(*names: str, why: str = "") -> None:
        ports = tuple(FoundPort(name, "USB Serial", f"1A86:7523:SN{name[-1]}", 1) for name in names)
        monkeypatch.setattr(devices, "look", lambda: Sighting(ports, why))

    return these


def test_what_a_board_speaks_and_how_fast_and_well_is_told(board: str, command: Callable[..., Any]) -> None:
    said = command("devices", board, "--seconds", "20", "--json")
    assert said.code == 0
    (heard,) = json.loads(said.out)
    assert list(heard) == KEYS
    assert (heard["port"], heard["protocol"], heard["state"]) == (board, "keyvalue", "live")
    assert heard["rate_hz"] == pytest.approx(100.0, rel=0.1)
    assert heard["latency_ms"] > 0
    table = command("devices", board, "--seconds", "20").out
    assert table.split()[:7] == ["Port", "Identity", "Protocol", "Rate", "Jitter", "Quality", "Latency"]
    assert "keyvalue" in table
    assert "\x1b" not in table


def test_a_port_that_is_not_there_is_told_and_not_waited_for_forever(command: Callable[..., Any]) -> None:
    port = "COM250" if os.name == "nt" else "/dev/ttyUSB250"
    said = command("devices", port, "--seconds", "1")
    assert said.code == 0
    assert port in said.out.replace("\n", "")
    assert "unknown" in said.out


def test_no_port_at_all_is_a_sentence_and_an_empty_list(command: Callable[..., Any], plugged_in: Callable[..., None]) -> None:
    plugged_in(why="Connect the tilt board by USB.")
    said = command("devices")
    assert (said.code, said.out) == (0, "Connect the tilt board by USB.\n")
    said = command("devices", "--json")
    assert (said.code, json.loads(said.out)) == (0, [])


def test_what_the_system_says_without_a_port_tells_what_to_do() -> None:
    seen = devices.look()
    assert seen.ports or "connect the tilt board" in seen.why or "plug" in seen.why


@pytest.mark.parametrize(("words", "sentence"), [
    (("--seconds", "0"), "1 to 120"), (("--seconds", "1000"), "1 to 120"), (("--seconds", "nan"), "1 to 120"),
    (("--serial-number",), "add --record FILE"), (("a", "b", "--record", "x.jsonl"), "there are a, b: name one"),
])
def test_what_cannot_be_is_one_sentence(command: Callable[..., Any], words: tuple[str, ...], sentence: str) -> None:
    said = command("devices", *words)
    assert (said.code, said.out) == (2, "")
    assert sentence in said.err
    assert said.err.count("\n") == 1
    assert not Path("x.jsonl").exists()


def test_help_shows_how_to_record_and_play(command: Callable[..., Any]) -> None:
    said = command("devices", "--help")
    assert said.code == 0
    assert "devices COM3 --record board.jsonl" in said.out
    assert "replay:board.jsonl" in said.out


def test_a_board_is_recorded_and_the_file_is_never_overwritten(board: str, command: Callable[..., Any], tmp_path: Path) -> None:
    path = tmp_path / "board.jsonl"
    said = command("devices", board, "--record", str(path), "--seconds", "2", "--json")
    assert said.code == 0
    assert [list(heard) for heard in said.json()] == [KEYS]
    kept = read_capture(path)
    assert kept.complete
    assert f"{sum(len(data) for _, data in kept.chunks)} bytes are in {path}" in said.err
    assert len(kept.chunks) > 10
    assert kept.about.port == "socket://…"
    before = path.read_bytes()
    said = command("devices", board, "--record", str(path))
    assert (said.code, said.out) == (1, "")
    assert "not overwritten" in said.err
    assert path.read_bytes() == before


def test_a_capture_of_nothing_says_what_was_tried_and_fails(command: Callable[..., Any], tmp_path: Path) -> None:
    port = "COM250" if os.name == "nt" else "/dev/ttyUSB250"
    said = command("devices", port, "--record", str(tmp_path / "c.jsonl"), "--seconds", "1")
    assert said.code == 1
    assert "not one byte came" in said.err
    (closed,) = (moment for moment in read_capture(tmp_path / "c.jsonl").moments if moment.kind == "closed")
    assert port in str(closed.what)


def test_the_one_port_there_is_is_recorded_and_its_serial_number_left_out(
    command: Callable[..., Any], plugged_in: Callable[..., None], tmp_path: Path,
) -> None:
    port = "COM250" if os.name == "nt" else "/dev/ttyUSB250"
    plugged_in(port)
    said = command("devices", "--record", str(tmp_path / "c.jsonl"), "--seconds", "1")
    assert "the board's serial number is left out" in said.err
    about = read_capture(tmp_path / "c.jsonl").about
    assert (about.port, about.usb, about.serial_number) == (port, "1A86:7523", "…")
    plugged_in("a", "b")
    assert command("devices", "--record", str(tmp_path / "d.jsonl")).code == 2
    plugged_in(why="No board is plugged in.")
    said = command("devices", "--record", str(tmp_path / "d.jsonl"))
    assert (said.code, said.err) == (1, "wobblequest devices: No board is plugged in.\n")
    assert not (tmp_path / "d.jsonl").exists()


class Terminal:
    """A pseudo-terminal of 80 columns with a command on it."""

    def __init__(self, *words: str, **environment: str) -> None:
        import fcntl
        import struct
        import termios

        self._master, slave = os.openpty()
        fcntl.ioctl(slave, termios.TIOCSWINSZ, struct.pack("HHHH", 24, 80, 0, 0))
        known = {name: value for name, value in os.environ.items() if name not in ("NO_COLOR", "COLUMNS", "LINES")}
        self.process = subprocess.Popen(
            [*WOBBLEQUEST, *words], stdin=slave, stdout=slave, stderr=slave, env={**known, "TERM": "xterm", **environment},
        )
        os.close(slave)
        self.seen = ""

    def until(self, words: str) -> None:
        """Read until these words stand in the newest picture."""
        deadline = time.monotonic() + 60
        while words not in self.seen.rsplit("\x1b[H", 1)[-1]:
            assert time.monotonic() < deadline, self.seen[-2000:]
            assert self._read(), self.seen[-2000:]

    def rest(self) -> str:
        while self._read():
            pass
        os.close(self._master)
        return self.seen

    def _read(self) -> bool:
        """Read what comes next; False where nothing ever will."""
        ready, _, _ = select.select([self._master], [], [], 60)
        try:
            data = os.read(self._master, 65536) if ready else b""
        except OSError:  # Linux: all other ends are closed
            return False
        self.seen += data.decode("utf-8", "replace").replace("\r\n", "\n")
        return bool(data)


@needs_pty
def test_on_a_terminal_the_table_is_drawn_anew_until_ctrl_c_and_an_unplugged_board_is_told(tmp_path: Path) -> None:
    first, second = str(tmp_path / "a"), str(tmp_path / "b")
    with simulated("--link", first, "--protocol", "witmotion"), simulated("--link", second, "--protocol", "csv") as (_, other):
        terminal = Terminal("devices", first, second, NO_COLOR="1")
        with terminal.process:
            terminal.until("about")
            terminal.until("csv")
            other.terminate()
            terminal.until("plug the board in")
            terminal.process.send_signal(signal.SIGINT)
            seen = terminal.rest()
    assert terminal.process.returncode == 0
    assert seen.startswith("\x1b[?1049h\x1b[?25l\x1b[H")
    *pictures, last = seen.split("\x1b[H")[1:]
    assert len(pictures) > 1
    assert "\x1b[?1049l" not in "".join(pictures)
    final = last.split("\x1b[?1049l")[1]
    assert "Ctrl-C" in last.split("\x1b[?1049l")[0]
    assert "witmotion" in final
    assert "Ctrl-C" not in final
    assert not re.search(r"\x1b\[\d*m", seen), "NO_COLOR was set"
    plain = [line for picture in pictures for line in re.sub(r"\x1b\[[?\d]*\w", "", picture).split("\n")]
    assert max(map(len, plain)) < 80


@needs_pty
def test_a_terminal_shows_colours_and_ends_after_its_seconds(tmp_path: Path) -> None:
    with simulated("--link", str(tmp_path / "a"), "--protocol", "witmotion") as (port, _):
        terminal = Terminal("devices", port, "--seconds", "5")
        with terminal.process:
            seen = terminal.rest()
    assert terminal.process.returncode == 0
    assert "\x1b[1mPort" in seen
    assert re.search(r"\x1b\[3[123]m(good|fair|poor)", seen)


@needs_pty
def test_a_terminal_that_cannot_draw_gets_one_table(tmp_path: Path) -> None:
    terminal = Terminal("devices", str(tmp_path / "nothing"), "--seconds", "1", TERM="dumb")
    with terminal.process:
        seen = terminal.rest()
    assert terminal.process.returncode == 0
    assert "\x1b" not in seen
    assert seen.count("Identity") == 1


@needs_pty
def test_ctrl_c_ends_a_recording_and_keeps_what_came(tmp_path: Path) -> None:
    path = tmp_path / "c.jsonl"
    with simulated("--link", str(tmp_path / "a"), "--protocol", "csv") as (port, _):
        terminal = Terminal("devices", port, "--record", str(path))
        with terminal.process:
            terminal.until("speaks csv")
            terminal.process.send_signal(signal.SIGINT)
            seen = terminal.rest()
    assert terminal.process.returncode == 0, seen
    kept = read_capture(path)
    assert kept.complete
    assert kept.lasted_s < 20
    assert len(kept.chunks) > 10


@needs_pty
def test_a_board_that_was_lost_while_it_was_recorded_is_exit_code_3(tmp_path: Path) -> None:
    path = tmp_path / "c.jsonl"
    with simulated("--link", str(tmp_path / "a"), "--protocol", "witmotion") as (port, process):
        terminal = Terminal("devices", port, "--record", str(path))
        with terminal.process:
            terminal.until("speaks witmotion")
            process.terminate()
            terminal.until("plug the board in")
            terminal.process.send_signal(signal.SIGINT)
            terminal.rest()
    assert terminal.process.returncode == 3
    kinds = [moment.kind for moment in read_capture(path).moments]
    assert kinds.count("came") > 10
    assert "closed" in kinds
