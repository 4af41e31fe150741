"""Starting: how long `--help` takes, and how long until the game's first frame is shown, with what main.py adds to both."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from statistics import median
from typing import Any

ROOT = Path(__file__).parents[1]
REPEATS = 11
FIRST_FRAMES = 5


def run() -> list[dict[str, Any]]:
    """Medians of several starts, each a process of its own. Raises CalledProcessError where a start fails."""
    bare_s = _median_s([sys.executable, "-c", "pass"], REPEATS)
    help_s = _median_s([sys.executable, "-m", "wobblequest", "--help"], REPEATS)
    rows = [_row("wobblequest --help", help_s, f"python -c pass: {bare_s:.3f} s", 0.15)]
    if (ROOT / ".venv" / "ready-play").exists() or (ROOT / ".venv" / "ready-test").exists():
        door_s = _median_s([sys.executable, "main.py", "--help"], REPEATS)
        rows.append(_row("what main.py adds to a start", door_s - help_s - bare_s, f"a bare Python before it: {bare_s:.3f} s", 0.05))
    with tempfile.TemporaryDirectory() as data:
        environment = {"WOBBLEQUEST_FIRST_FRAME": "1", "WOBBLEQUEST_DATA": data, "SDL_AUDIODRIVER": "dummy"}
        command = [sys.executable, "-m", "wobblequest", "play", "--source", "keyboard", "--person", "Bench"]
        first_s = _median_s(command, FIRST_FRAMES, environment)
    rows.append(_row("start to first frame", first_s, f"python -c pass: {bare_s:.3f} s", 1.5))
    return rows


def _median_s(command: list[str], repeats: int, environment: dict[str, str] | None = None) -> float:
    """Median wall-clock time of a command. The first run, which may compile modules and fill the disk's cache, is left out."""
    times = []
    for _ in range(repeats + 1):
        start = time.perf_counter()
        subprocess.run(command, cwd=ROOT, env={**os.environ, **(environment or {})}, capture_output=True, check=True, timeout=60)
        times.append(time.perf_counter() - start)
    return median(times[1:])


def _row(figure: str, value: float, compared_to: str, target: float) -> dict[str, Any]:
    return {
        "figure": figure, "value": round(value, 4), "unit": "s", "compared_to": compared_to, "target": target, "met": value <= target,
    }
