"""The real game as a process of its own, with a stopwatch: ``python -m benchmarks._game DEED PORT SECONDS`` prints JSON.

Window, pacer, loop, store and a tracking trial from its countdown to its end are those of `wobblequest play`; what a person does
before is left out: the board counts as calibrated. DEED is ``play`` for that, ``wait`` for standing at the ready check. PORT ``-`` is a
game without a port: one sample is made for each frame, so that the picture moves as much and nothing is read.
"""

from __future__ import annotations

import json
import sys
import tempfile
import time
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from math import cos, sin
from pathlib import Path
from typing import Any

from benchmarks._played import NO_PORT
from wobblequest.app.ending import Ending
from wobblequest.app.practice import StationPractice
from wobblequest.app.sources import open_source, parse_spec
from wobblequest.app.station import Station, all_levels
from wobblequest.app.window import Loop
from wobblequest.core.arena import Target
from wobblequest.core.calibration import Calibration
from wobblequest.core.reach import Reach
from wobblequest.core.recording import SourceInfo
from wobblequest.core.samples import Reading, up_from_angles
from wobblequest.draw.sound import Sounds
from wobblequest.draw.window import GameWindow
from wobblequest.input.source import Link, Source
from wobblequest.levels.level import Level, level_from_json
from wobblequest.levels.shelf import load_shelf, shipped_folder
from wobblequest.screens import flow
from wobblequest.screens.first import first_screen
from wobblequest.session.preferences import StationSettings
from wobblequest.session.trial import Trial
from wobblequest.store.store import Store

SIZE = (1920, 1080)
LEVEL = "track-3"
LIVE_WITHIN_S = 20.0
WARM_FRAMES = 120


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


@contextmanager
def _opened(port: str) -> Iterator[tuple[GameWindow, Station, Sounds, Store]]:
    """Window, station, sounds and a store of its own. Raises WobbleQuestError where there is no display."""
    with tempfile.TemporaryDirectory() as folder, GameWindow.open(size=SIZE, windowed=True) as window, \
            Store.open(Path(folder), clock=_now) as store:
        sounds = Sounds.open()
        source = Picture() if port == NO_PORT else open_source(parse_spec(f"serial:{port}"), seed=1, clock=time.perf_counter)
        practice = StationPractice(
            store, store.people.ensure("Bench"), source, all_levels(folder).levels, now=_now, new_id=lambda: str(uuid.uuid4()),
            new_seed=lambda: 1, speaker=sounds,
        )
        practice.keep_station(StationSettings(set_up=True))
        try:
            yield window, Station(source, practice), sounds, store
        finally:
            source.close()
            practice.close()
            sounds.close()


def play(port: str, seconds: float) -> dict[str, Any]:
    """Play one trial: what `Played` says, without what was sent."""
    polled_s: list[float] = []
    shown_s: list[float] = []
    arrived: list[list[int]] = []
    cpu_s: list[float] = []
    ending = Ending()

    class Timed(Loop):
        """The loop, and when each frame of play began and was shown."""

        seen = 0

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

    with _opened(port) as (window, station, sounds, store):
        practice = station.practice
        _wait_for(station.source, practice)
        practice.keep_calibration(Calibration())
        practice.keep_reach(Reach())
        screen = flow.begin(practice, level(seconds))  # without the questions and the shadow that come before a level
        assert practice.trial is not None
        trial: Trial = practice.trial
        Timed(window, station, sounds, screen).run(ending)
        store.flush(10.0)
        stored = [_stamp_us(reading) for reading in store.recording(trial.header.trial_id).readings]
        size = window.size
        faults = station.source.link(time.perf_counter()).faults
    return {"polled_s": polled_s, "shown_s": shown_s, "arrived": arrived, "cpu_s": cpu_s[-1] - cpu_s[0],
            "wall_s": shown_s[-1] - shown_s[0], "stored": stored, "faults": faults, "size": size}


def wait(port: str, seconds: float) -> dict[str, Any]:
    """Stand at the ready check for so many seconds: {"share": of a core}, after two seconds in which the picture was made."""
    ending = Ending()
    spent: list[tuple[float, float]] = []

    class Timed(Loop):
        """The loop, and what it has cost so far."""

        def frame(self, now_s: float) -> None:
            super().frame(now_s)
            if self.frames > WARM_FRAMES:
                spent[1:] = [(time.perf_counter(), time.process_time())]
                ending.asked = spent[-1][0] - spent[0][0] > seconds

    with _opened(port) as (window, station, sounds, _):
        Timed(window, station, sounds, first_screen(station.practice)).run(ending)
    return {"share": (spent[-1][1] - spent[0][1]) / (spent[-1][0] - spent[0][0])}


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
    json.dump({"play": play, "wait": wait}[sys.argv[1]](sys.argv[2], float(sys.argv[3])), sys.stdout)
