from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from time import monotonic

import pytest

from wobblequest.input.protocols.register import PROTOCOLS

START = [sys.executable, "-c", "import sys; from wobblequest.cli import main; sys.exit(main())", "simulate"]
posix = pytest.mark.skipif(os.name == "nt", reason="Windows has no pseudo-terminals")


@pytest.mark.parametrize(("words", "says"), [
    (("--protocol", "witmotio"), "did you mean witmotion?"),
    (("--skill", "2"), "--skill must be between 0 and 1"),
    (("--skill", "nan"), "--skill must be between 0 and 1"),
    (("--rate", "0"), "--rate must be between 1 and 1000"),
    (("--seconds", "-1"), "--seconds must be between 0"),
    (("--tcp", "70000"), "--tcp wants a port"),
    (("--tcp", "here:there"), "--tcp wants a port"),
])
def test_what_cannot_be_simulated_is_said_in_a_sentence(words: tuple[str, ...], says: str, command: Callable) -> None:
    said = command("simulate", *words)
    assert said.code == 2
    assert says in said.err
    assert said.out == ""


def test_the_first_line_is_the_port_and_it_ends_after_its_seconds(command: Callable) -> None:
    said = command("simulate", "--tcp", "0", "--seconds", "0")
    assert said.code == 0
    assert said.out.startswith("socket://127.0.0.1:")


@posix
def test_a_polite_kill_ends_it_well_and_takes_the_link_away(tmp_path: Path) -> None:
    link = tmp_path / "board"
    for number in (signal.SIGTERM, signal.SIGINT):
        with subprocess.Popen([*START, "--link", str(link)], stdout=subprocess.PIPE, text=True) as process:
            assert process.stdout is not None
            port = process.stdout.readline().strip()
            assert str(link.readlink()) == port
            process.send_signal(number)
            assert process.wait(20) == 0
        assert not link.is_symlink()


@pytest.mark.parametrize("protocol", PROTOCOLS)
def test_it_speaks_in_real_time_to_whoever_connects(protocol: str) -> None:
    with subprocess.Popen([*START, "--tcp", "0", "--protocol", protocol, "--rate", "200"], stdout=subprocess.PIPE, text=True) as process:
        try:
            assert process.stdout is not None
            host, port = process.stdout.readline().strip().removeprefix("socket://").split(":")
            decoder, frames, end = PROTOCOLS[protocol].decoder(), 0, monotonic() + 30
            with socket.create_connection((host, int(port)), timeout=30) as line:
                line.sendall(b"r")
                while frames < 40:
                    assert monotonic() < end
                    frames += len(decoder.feed(line.recv(4096)))
            assert decoder.faults == 0
        finally:
            process.kill()
