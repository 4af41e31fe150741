"""A station with the program's own loop, a real store and painted pictures now and then, in time that the tests let pass."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from itertools import count
from pathlib import Path

import pygame
import pytest

from wobblequest.app.faults import Faults
from wobblequest.app.practice import StationPractice
from wobblequest.app.station import Station
from wobblequest.app.window import Loop
from wobblequest.draw.sound import Sounds
from wobblequest.draw.window import GameWindow
from wobblequest.drills.register import DRILLS
from wobblequest.input.source import Source
from wobblequest.levels.shelf import load_shelf, shipped_folder
from wobblequest.screens.first import first_screen
from wobblequest.screens.screen import Screen
from wobblequest.session.preferences import StationSettings
from wobblequest.session.wellbeing import Answers
from wobblequest.store.store import Store

START = datetime(2026, 3, 1, 9, 0, tzinfo=UTC)
FRAME_S = 1 / 30


class RarePictures(GameWindow):
    """A window that paints only now and then: what is drawn is tested elsewhere."""

    frame = 0

    def present(self) -> None:
        self.frame += 1
        if self.frame % 60 == 0:
            self.canvas.present()


class AtOnce(Faults):
    """A fault inside the program fails the test; who tests the still screen for faults hands the loop ordinary `Faults`."""

    def after(self, error: Exception, practice: StationPractice, now_s: float) -> Screen:
        raise error


class Hall:
    """A station with its loop, and the time that a test lets pass.

    new_here : whether the person has still to be asked how they are, and shown how each exercise goes.
    """

    def __init__(self, folder: Path, source: Source, level: str | None = None, *, new_here: bool = False) -> None:
        self.now_s = 0.0
        self.store = Store.open(folder, clock=self.clock)
        self.store.settings.keep_of_station(StationSettings(set_up=True))
        ids = count(1)
        shelf = load_shelf(shipped_folder())
        chosen = shelf.find(level) if level else None
        self.practice = StationPractice(
            self.store, self.store.people.ensure("Heron"), source, shelf.levels, now=self.clock,
            new_id=lambda: f"00000000-0000-4000-8000-{next(ids):012}", new_seed=lambda: 11,
        )
        if not new_here:
            self.practice.sitting.prepare()
            self.practice.sitting.answered("before", Answers(pain=0, alarm=False, unwell=False, company=True))
            for drill in DRILLS:
                self.practice.sitting.show(drill)
        pygame.display.init()
        window = RarePictures(pygame.Surface((1280, 720)))
        self.loop = Loop(window, Station(source, self.practice), Sounds.open(), first_screen(self.practice, chosen), faults=AtOnce())

    def clock(self) -> datetime:
        return START + timedelta(seconds=self.now_s)

    def run(self, seconds: float) -> Iterator[str]:
        """Frames for so long; yields the name of each new screen."""
        until, name = self.now_s + seconds, ""
        while self.now_s < until:
            self.loop.frame(self.now_s)
            self.now_s += FRAME_S
            if type(self.loop.screen).__name__ != name:
                name = type(self.loop.screen).__name__
                yield name

    def close(self) -> None:
        self.practice.close()
        self.store.close()

    @property
    def screen(self) -> str:
        return type(self.loop.screen).__name__

    def until(self, screen: str, seconds: float = 240.0) -> None:
        """Frames until a screen comes. Fails where it does not."""
        for name in self.run(seconds):
            if name == screen:
                return
        pytest.fail(f"{screen} did not come within {seconds:g} s; the screen is {self.screen}")

    def wait(self, seconds: float) -> None:
        for _ in self.run(seconds):
            pass


@pytest.fixture
def hall_on(tmp_path: Path) -> Iterator[Callable[..., Hall]]:
    """``hall_on(source, level=None, new_here=False)`` opens a station; it is closed after the test."""
    halls: list[Hall] = []

    def make(source: Source, level: str | None = None, *, new_here: bool = False) -> Hall:
        halls.append(Hall(tmp_path / str(len(halls)), source, level, new_here=new_here))
        return halls[-1]

    yield make
    for hall in halls:
        hall.close()
