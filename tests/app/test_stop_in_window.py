"""In the real window: from an event to the first picture of a screen that stands still, counted in frames."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

MOST_FRAMES = 6
"""100 ms at sixty frames a second."""

pytestmark = [pytest.mark.skipif(os.name == "nt", reason="Xvfb is a program of X11"), pytest.mark.timeout(120)]


@pytest.fixture
def screen() -> Iterator[str]:
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


@pytest.mark.parametrize(("way", "name"), [("key", "Paused"), ("click", "Paused"), ("button", "Paused"), ("escape", "Stopped")])
def test_the_picture_stands_still_within_100_ms(way: str, name: str, tmp_path: Path, screen: str) -> None:
    environment = {**os.environ, "DISPLAY": screen, "SDL_VIDEODRIVER": "x11", "SDL_AUDIODRIVER": "dummy"}
    command = [sys.executable, "-m", "tests.app.window_stops", str(tmp_path), way]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, timeout=110, check=False)
    assert done.returncode == 0, done.stderr
    seen = json.loads(done.stdout.splitlines()[-1])
    assert seen["screen"] == name
    assert seen["frames"] <= MOST_FRAMES
    assert seen["moved"] == 0, "for a second nothing on the screen moves, not even the dot"
