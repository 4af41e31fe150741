"""The real game as a process of its own, with a stopwatch: ``python -m benchmarks._game PORT SECONDS`` prints what it measured as JSON.

Window, pacer, loop, store and a tracking trial from its countdown to its end are those of `wobblequest play`; what a person does
before is left out: the board counts as calibrated. PORT ``-`` is a game without a port: one sample is made for each frame, so that
the picture moves as much and nothing is read.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
import time
import uuid
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from math import cos, sin
from pathlib import Path
from typing import Any

from benchmarks._board import ROOT, Board
from wobblequest.app.ending import Ending
from wobblequest.app.practice import StationPractice
from wobblequest.app.sources import open_source, parse_spec
from wobblequest.app.station import Station
from wobblequest.core.arena import Target
from wobblequest.core.calibration import Calibration
from wobblequest.core.reach import Reach
from wobblequest.core.recording import SourceInfo
from wobblequest.core.samples import Reading, up_from_angles
from wobblequest.input.source import Link, Source
from wobblequest.levels.level import Level, level_from_json
from wobblequest.levels.shelf import load_shelf, shipped_folder
from wobblequest.session.trial import Trial
from wobblequest.store.store import Store

SIZE = (1920, 1080)
LEVEL = "track-3"
LIVE_WITHIN_S = 20.0


@dataclass(frozen=True, slots=True)
class Played:
    """One trial's play. Times are in s of the system's monotonic clock, stamps in its µs.

    polled_s, shown_s : of each frame: when it began, by reading the source; when it was handed to the display.
    arrived : the stamps of the samples that each frame took in. cpu_s, wall_s : of the process, from the first of these frames to
    the last. stored : stamps of the whole recording, read back from the disk. sent : stamps of the board. faults : of the link.
    """

    polled_s: list[float]
    shown_s: list[float]
    arrived: list[list[int]]
    cpu_s: float
    wall_s: float
    stored: list[int]
    faults: int
    sent: list[int]

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
        return Played(**_game("-", seconds), sent=[])
    with Board(rate_hz) as board:
        found = _game(board.port, seconds)
        return Played(**found, sent=board.end())


def _game(port: str, seconds: float) -> dict[str, Any]:
    environment = {**os.environ, "SDL_AUDIODRIVER": "dummy", "PYGAME_HIDE_SUPPORT_PROMPT": "1"}
    command = [sys.executable, "-m", "benchmarks._game", port, str(seconds)]
    done = subprocess.run(command, cwd=ROOT, env=environment, stdout=subprocess.PIPE, check=True, timeout=seconds + 60)
    found: dict[str, Any] = json.loads(done.stdout)
    return found


class Picture:
    """A source without a port: one sample a frame, on the way that `_board` takes."""

    info = SourceInfo("sim", "no board")

    def poll(self, now_s: float) -> list[Reading]:
        return [Reading(now_s, up_from_angles(9 * sin(1.1 * now_s), 7 * cos(1.7 * now_s)))]

    def link(self, now_s: float) -> Link:  # noqa: ARG002 - it is always there
        return Link("live", "There is no board.", 0.0, 60.0)

    def aim(self, target: Target | None) -> None:
        """Nobody listens."""

    def allow_probes(self) -> None:
        """Nobody listens."""

    def close(self) -> None:
        """Nothing is open."""


def measure(port: str, seconds: float) -> dict[str, Any]:
    """Play one trial in a window of 1920×1080 and look at the clock. Raises WobbleQuestError where there is no display."""
    from wobblequest.app.window import Loop
    from wobblequest.draw.sound import Sounds
    from wobblequest.draw.window import GameWindow
    from wobblequest.screens import flow

    polled_s: list[float] = []
    shown_s: list[float] = []
    arrived: list[list[int]] = []
    cpu_s: list[float] = []
    ending = Ending()

    class Timed(Loop):
        """The loop, and when each frame of play began and was shown."""

        def frame(self, now_s: float) -> None:
            super().frame(now_s)
            now = time.perf_counter()
            readings = trial.readings(self.seen)
            self.seen += len(readings)
            if trial.phase == "play":
                polled_s.append(now_s)
                shown_s.append(now)
                arrived.append([_stamp_us(reading) for reading in readings])
                cpu_s[1:] = [time.process_time()]
            ending.asked = trial.over

        seen = 0

    with tempfile.TemporaryDirectory() as folder, GameWindow.open(size=SIZE, windowed=True) as window, \
            Store.open(Path(folder), clock=_now) as store:
        sounds = Sounds.open()
        source = Picture() if port == "-" else open_source(parse_spec(f"serial:{port}"), seed=1, clock=time.perf_counter)
        practice = StationPractice(
            store, store.people.ensure("Bench"), source, [], now=_now, new_id=lambda: str(uuid.uuid4()), new_seed=lambda: 1,
            speaker=sounds,
        )
        try:
            _wait_for(source, practice)
            practice.keep_calibration(Calibration())
            practice.keep_reach(Reach())
            screen = flow.play(practice, level(seconds))
            assert practice.trial is not None
            trial: Trial = practice.trial
            Timed(window, Station(source, practice), sounds, screen).run(ending)
            store.flush(10.0)
            stored = [_stamp_us(reading) for reading in store.recording(trial.header.trial_id).readings]
            faults = source.link(time.perf_counter()).faults
        finally:
            source.close()
            practice.close()
            sounds.close()
    return {"polled_s": polled_s, "shown_s": shown_s, "arrived": arrived, "cpu_s": cpu_s[-1] - cpu_s[0],
            "wall_s": shown_s[-1] - shown_s[0], "stored": stored, "faults": faults}


def level(seconds: float) -> Level:
    """A target that is never at rest, for so many seconds (10 to 60)."""
    data = load_shelf(shipped_folder()).find(LEVEL).to_json()
    return level_from_json({**data, "parameters": {**data["parameters"], "duration_s": seconds}})


def _wait_for(source: Source, practice: StationPractice) -> None:
    """Until the board is known and live: it is detected as any other."""
    until_s = time.perf_counter() + LIVE_WITHIN_S
    while True:
        now_s = time.perf_counter()
        readings, link = source.poll(now_s), source.link(now_s)
        practice.take(readings, link, now_s)
        if link.state == "live":
            return
        if now_s > until_s:
            raise SystemExit(f"the benchmark's board did not get through: {link.words}")
        time.sleep(0.01)


def _stamp_us(reading: Reading) -> int:
    return -1 if reading.device_t_s is None else round(reading.device_t_s * 1e6)


def _now() -> datetime:
    return datetime.now().astimezone()


if __name__ == "__main__":
    json.dump(measure(sys.argv[1], float(sys.argv[2])), sys.stdout)
