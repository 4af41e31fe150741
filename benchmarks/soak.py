"""Whether memory stays flat over a working day: eight hours of sessions through the program's own loop, as fast as it goes.

Simulated people go by leaning alone from home to results and on, with a store on the disk, and every tenth frame painted at 1280×720.
What is counted after the first hour is what a day adds: resident memory (where the system tells it), and the objects that the collection of
garbage knows after a sweep.
"""

from __future__ import annotations

import gc
import os
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from itertools import count
from pathlib import Path
from typing import Any

import pygame

from wobblequest.app.practice import StationPractice
from wobblequest.app.station import Station
from wobblequest.app.window import Loop
from wobblequest.core.calibration import Calibration
from wobblequest.core.reach import Reach
from wobblequest.draw.sound import Sounds
from wobblequest.draw.window import GameWindow
from wobblequest.input.simulated import SimulatedSource
from wobblequest.levels.shelf import load_shelf, shipped_folder
from wobblequest.screens.first import first_screen
from wobblequest.store.store import Store

HOURS, WARM_HOURS = 8.0, 1.0
FRAME_S = 0.1
PAINT_EVERY = 10
LONGEST_SCREEN_S = 400.0
"""On a screen that stands so long the day is over for this person: the program waits for them to step off."""
MOST_MB, MOST_OBJECTS = 24.0, 60_000
START = datetime(2026, 3, 2, 8, 0, tzinfo=UTC)


class RarePictures(GameWindow):
    """A window that paints only now and then."""

    frame = 0

    def present(self) -> None:
        self.frame += 1
        if self.frame % PAINT_EVERY == 0:
            self.canvas.present()


@dataclass(frozen=True, slots=True)
class Held:
    """What the process holds. resident_mb : None where the system does not tell. trials : that were begun so far."""

    at_s: float
    resident_mb: float | None
    objects: int
    trials: int


class Day:
    """A station in a time of its own. at_s : seconds since it began. begun : trials so far. people : who came so far."""

    def __init__(self, folder: Path) -> None:
        self.at_s = 0.0
        self._trials = count(1)
        self.begun, self.people = 0, 1
        self.store = Store.open(folder, clock=self._clock)
        source = SimulatedSource(skill=0.8, seed=2)
        self.practice = StationPractice(
            self.store, self.store.people.ensure("Soak 1"), source, load_shelf(shipped_folder()).levels, now=self._clock,
            new_id=self._new_id, new_seed=lambda: self.begun,
        )
        self.practice.keep_calibration(Calibration())
        self.practice.keep_reach(Reach())
        window = RarePictures(pygame.Surface((1280, 720), 0, 32))
        self.loop = Loop(window, Station(source, self.practice), Sounds.open(), first_screen(self.practice))

    def pass_time(self, seconds: float) -> None:
        """Frames for so long. Who has finished for today begins anew."""
        until = self.at_s + seconds
        swept, since_s = self.loop.screen, self.at_s
        while self.at_s < until:
            self.loop.frame(self.at_s)
            self.at_s += FRAME_S
            if self.loop.screen.finished or self.at_s - since_s > LONGEST_SCREEN_S:
                self._next_person()
            if self.loop.screen is not swept:
                swept, since_s = self.loop.screen, self.at_s
                if self.practice.trial is None:
                    gc.collect()  # as `Loop.run` does

    def _next_person(self) -> None:
        """Whoever has practised enough for today steps off, and the next one comes."""
        self.people += 1
        self.practice.become(f"Soak {self.people}")
        self.practice.keep_calibration(Calibration())
        self.practice.keep_reach(Reach())
        self.loop.screen = first_screen(self.practice)

    def held(self) -> Held:
        gc.collect()
        return Held(self.at_s, resident_mb(), len(gc.get_objects()), self.begun)

    def close(self) -> None:
        self.practice.close()
        self.store.close()

    def _clock(self) -> datetime:
        return START + timedelta(seconds=self.at_s)

    def _new_id(self) -> str:
        self.begun = next(self._trials)
        return f"00000000-0000-4000-8000-{self.begun:012}"


@contextmanager
def day() -> Iterator[Day]:
    """A station with a store of its own, closed at the end."""
    pygame.display.init()
    with tempfile.TemporaryDirectory() as folder:
        made = Day(Path(folder))
        try:
            yield made
        finally:
            made.close()


def resident_mb() -> float | None:
    """Resident memory of this process; None where the system does not tell it so."""
    file = Path("/proc/self/statm")
    if not file.is_file():
        return None
    return int(file.read_text().split()[1]) * 4096 / 1e6


def soak(hours: float = HOURS, warm_hours: float = WARM_HOURS) -> list[Held]:
    """What is held after the warm-up, and after each hour from there on."""
    with day() as station:
        station.pass_time(warm_hours * 3600)
        seen = [station.held()]
        while station.at_s < hours * 3600 - 1:
            station.pass_time(min(3600.0, hours * 3600 - station.at_s))
            seen.append(station.held())
            print(seen[-1], file=sys.stderr, flush=True)
    return seen


def run() -> list[dict[str, Any]]:
    os.environ.setdefault("SDL_AUDIODRIVER", "dummy")  # nobody wants to hear a day in ten minutes
    seen = soak()
    first, last = seen[0], seen[-1]
    about = f"{last.trials} trials in {HOURS:g} h; after the first hour {first.objects:,} objects"
    rows = [_row("objects added by seven hours", last.objects - first.objects, "objects", about, MOST_OBJECTS)]
    if first.resident_mb is not None and last.resident_mb is not None:
        rows.append(_row("memory added by seven hours", last.resident_mb - first.resident_mb, "MB",
                         f"after the first hour {first.resident_mb:.0f} MB", MOST_MB))
    return rows


def _row(figure: str, value: float, unit: str, compared_to: str, target: float) -> dict[str, Any]:
    return {"figure": figure, "value": round(value, 2), "unit": unit, "compared_to": compared_to, "target": target, "met": value <= target}


if __name__ == "__main__":
    for made in run():
        print(made)
