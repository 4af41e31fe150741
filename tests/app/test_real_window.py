"""The whole product at once: a virtual board on a pseudo-terminal, the real window on a virtual screen, a level played to its end."""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from wobblequest.core.calibration import Calibration
from wobblequest.core.reach import Reach
from wobblequest.store.store import Store

pytestmark = [
    pytest.mark.skipif(os.name == "nt", reason="Windows has no pseudo-terminals"),
    pytest.mark.timeout(300),
]


@contextmanager
def running(arguments: list[str], **environment: str) -> Iterator[subprocess.Popen[str]]:
    """A program in the background, ended at the end."""
    pipes = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE}
    with subprocess.Popen(arguments, **pipes, text=True, env={**os.environ, **environment}) as program:
        try:
            yield program
        finally:
            if program.poll() is None:
                program.terminate()
            try:
                program.wait(15.0)
            except subprocess.TimeoutExpired:
                program.kill()


def wobblequest(*arguments: str) -> list[str]:
    return [sys.executable, "-m", "wobblequest", *arguments]


def output(*arguments: str) -> Any:
    done = subprocess.run(wobblequest(*arguments), capture_output=True, text=True, timeout=60, check=True)
    return json.loads(done.stdout)


@pytest.fixture
def screen() -> Iterator[str]:
    """A virtual screen of 1920×1080; its name."""
    if shutil.which("Xvfb") is None:
        pytest.skip("Xvfb is not installed: the real window cannot be opened without a screen")
    read, write = os.pipe()
    command = ["Xvfb", "-displayfd", str(write), "-screen", "0", "1920x1080x24", "-nolisten", "tcp"]
    with subprocess.Popen(command, pass_fds=(write,), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as server:
        os.close(write)
        with os.fdopen(read) as told:
            number = told.readline().strip()
        try:
            yield f":{number}"
        finally:
            server.terminate()


def test_a_simulated_person_on_a_board_plays_reach_to_its_end_in_the_real_window(tmp_path: Path, screen: str) -> None:
    data, link = tmp_path / "data", tmp_path / "board"
    with running(wobblequest("simulate", "--protocol", "witmotion", "--skill", "0.9", "--seed", "4", "--link", str(link))) as board:
        assert board.stdout is not None
        port = board.stdout.readline().strip()
        assert port
        with Store.open(data, clock=lambda: datetime.now(UTC)) as store:  # as if this person had used this board before
            heron = store.people.ensure("Heron")
            store.reaches.keep(heron.id, Reach())
            store.calibrations.keep(f"{port} witmotion", heron.id, Calibration())
        play = wobblequest("play", "--source", f"serial:{port}?virtual=1", "--level", "reach-1", "--person", "Heron", "--data", str(data),
                           "--windowed", "--size", "1280x720")
        with running(play, DISPLAY=screen, SDL_VIDEODRIVER="x11") as game:
            result = _first_result(data, game)
            game.send_signal(signal.SIGTERM)
            assert game.wait(15.0) == 0
    assert result["level"] == "reach-1"
    assert result["source"] == "serial"
    assert result["completed"]
    assert result["points"] > 0
    assert result["quality"]["rate_hz"] == pytest.approx(100.0, abs=2.0)
    assert result["quality"]["gaps"] == 0
    subprocess.run(wobblequest("export", result["trial_id"], "-o", str(tmp_path), "--data", str(data)), check=True, capture_output=True)
    again = output("play", "--headless", "--source", f"replay:{tmp_path / result['trial_id']}.jsonl", "--json")
    assert again == {name: result[name] for name in again}


def _first_result(data: Path, game: subprocess.Popen[str]) -> dict[str, Any]:
    """What `history` shows of the first finished trial, once there is one."""
    deadline = time.monotonic() + 200.0
    while time.monotonic() < deadline:
        if game.poll() is not None:
            pytest.fail(f"the game ended by itself: {game.stderr.read() if game.stderr else ''}")
        finished = [trial for trial in output("history", "Heron", "--data", str(data), "--json")["trials"] if trial["completed"]]
        if finished:
            return dict(finished[0])
    pytest.fail("no trial was finished in time")
