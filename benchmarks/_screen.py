"""A screen to measure on: the one there is, or a virtual one, or at least SDL's stand-in for one."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager

DISPLAYS = ("DISPLAY", "WAYLAND_DISPLAY", "SDL_VIDEODRIVER")


@contextmanager
def some_screen() -> Iterator[str]:
    """Gives words for the screen in use; processes started meanwhile use it too. A virtual one ends with the block."""
    if not sys.platform.startswith("linux") or any(os.environ.get(name) for name in DISPLAYS):
        yield os.environ.get("SDL_VIDEODRIVER") or "the display there is"
        return
    xvfb = shutil.which("Xvfb")
    if xvfb is None:
        os.environ["SDL_VIDEODRIVER"] = "dummy"
        yield "SDL's dummy display (install xvfb to measure on X11)"
        return
    command = [xvfb, "-displayfd", "1", "-screen", "0", "1920x1080x24", "-nolisten", "tcp"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True) as server:
        try:
            assert server.stdout is not None
            os.environ["DISPLAY"] = f":{int(server.stdout.readline())}"
            yield "Xvfb at 1920×1080"
        finally:
            os.environ.pop("DISPLAY", None)
            server.terminate()
