"""F19 from outside: on a machine without a display the game says so, instead of playing where nobody can see it."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

SCREENS = ("DISPLAY", "WAYLAND_DISPLAY", "SDL_VIDEODRIVER", "XDG_RUNTIME_DIR")


@pytest.mark.skipif(not sys.platform.startswith("linux") or Path("/dev/dri").exists(), reason="here one may be found without a variable")
def test_without_any_display_one_sentence_says_what_to_do(tmp_path: Path) -> None:
    environment = {name: value for name, value in os.environ.items() if name not in SCREENS}
    command = [sys.executable, "-m", "wobblequest", "play", "--source", "keyboard", "--data", str(tmp_path / "data")]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, timeout=60, check=False)
    assert done.returncode == 1
    assert done.stdout == ""
    assert "there is no display to play on" in done.stderr
    assert "start it from a desktop, or add --headless" in done.stderr
    assert "Traceback" not in done.stderr
