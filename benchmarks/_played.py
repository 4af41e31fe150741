"""What benchmarks ask of the real game: trials played on a board of a rate, each once in a run, and how it waits."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from dataclasses import dataclass
from functools import cache
from typing import Any

from benchmarks._board import ROOT, Board

USUAL_HZ, FLOOD_HZ = 100.0, 1000.0
SHORT_S, FLOOD_S = 20.0, 60.0
NO_PORT = "-"


@dataclass(frozen=True, slots=True)
class Played:
    """One trial's play. Times are in s of the system's monotonic clock, stamps in its µs.

    polled_s, shown_s : of each frame: when it began, by reading the source; when it was handed to the display.
    arrived : the stamps of the samples that each frame took in. cpu_s, wall_s : of the process, from the first of these frames to
    the last. stored : stamps of the whole recording, read back from the disk. sent : stamps of the board. faults : of the link.
    size : of the window, as the screen granted it.
    """

    polled_s: list[float]
    shown_s: list[float]
    arrived: list[list[int]]
    cpu_s: float
    wall_s: float
    stored: list[int]
    faults: int
    size: list[int]
    sent: list[int]

    @property
    def on(self) -> str:
        """The window's size in words."""
        return f"{self.size[0]}×{self.size[1]}"

    @property
    def share(self) -> float:
        """Of a core."""
        return self.cpu_s / self.wall_s


@cache
def played(rate_hz: float | None, seconds: float) -> Played:
    """A trial of so many seconds on a board of this rate; None: on none. Once for each, whichever benchmark asks first.

    Raises CalledProcessError where the game fails.
    """
    if rate_hz is None:
        return Played(**_game("play", NO_PORT, seconds), sent=[])
    with Board(rate_hz) as board:
        found = _game("play", board.port, seconds)
        return Played(**found, sent=board.end())


def waiting_share(seconds: float) -> float:
    """Of a core: the game at its ready check, with a board that is silent. Raises CalledProcessError where the game fails."""
    with Board(0.0) as board:
        return float(_game("wait", board.port, seconds)["share"])


def _game(deed: str, port: str, seconds: float) -> dict[str, Any]:
    environment = {**os.environ, "SDL_AUDIODRIVER": "dummy", "PYGAME_HIDE_SUPPORT_PROMPT": "1"}
    command = [sys.executable, "-m", "benchmarks._game", deed, port, str(seconds)]
    done = subprocess.run(command, cwd=ROOT, env=environment, stdout=subprocess.PIPE, check=True, timeout=seconds + 60)
    found: dict[str, Any] = json.loads(done.stdout)
    return found
