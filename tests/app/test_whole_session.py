"""The program's own loop in virtual time: a simulated person goes from the first screen to a stored result by leaning alone."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from itertools import count
from pathlib import Path

import pygame
import pytest

from wobblequest.app.practice import StationPractice
from wobblequest.app.station import Station
from wobblequest.app.window import Loop
from wobblequest.core.reach import Reach
from wobblequest.draw.sound import Sounds
from wobblequest.draw.window import GameWindow
from wobblequest.input.simulated import SimulatedSource
from wobblequest.input.source import Source
from wobblequest.levels.shelf import load_shelf, shipped_folder
from wobblequest.screens.first import first_screen
from wobblequest.screens.screen import Intent
from wobblequest.session.replay import replay
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


class Hall:
    """A station with its loop, and the time that a test lets pass."""

    def __init__(self, folder: Path, source: Source, level: str | None = None) -> None:
        self.now_s = 0.0
        self.store = Store.open(folder, clock=self.clock)
        ids = count(1)
        shelf = load_shelf(shipped_folder())
        chosen = shelf.find(level) if level else None
        self.practice = StationPractice(
            self.store, self.store.people.ensure("Heron"), source, shelf.levels, now=self.clock,
            new_id=lambda: f"00000000-0000-4000-8000-{next(ids):012}", new_seed=lambda: 11,
        )
        pygame.display.init()
        window = RarePictures(pygame.Surface((1280, 720)))
        self.loop = Loop(window, Station(source, self.practice), Sounds.open(), first_screen(self.practice, chosen))

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


@pytest.fixture
def hall(tmp_path: Path) -> Iterator[Hall]:
    hall = Hall(tmp_path, SimulatedSource(skill=0.8, seed=2))
    yield hall
    hall.close()


def test_a_person_plays_two_levels_by_leaning_alone_and_both_are_kept(hall: Hall) -> None:
    seen = []
    for screen in hall.run(420.0):
        seen.append(screen)
        if seen.count("ResultScreen") == 2:
            break
    assert [seen.index(name) for name in ("Ready", "CalibrateReach", "Choose", "Play", "ResultScreen", "Rest")] == sorted(
        seen.index(name) for name in ("Ready", "CalibrateReach", "Choose", "Play", "ResultScreen", "Rest"))
    past = hall.practice.past()
    assert len(past) == 2
    assert all(trial.result.completed and trial.result.points is not None for trial in past)
    for trial in past:
        assert replay(hall.store.recording(trial.trial_id)).result() == trial.result
    assert hall.practice.reach is not None
    assert hall.store.reaches.latest(hall.store.people.find("Heron").id) == hall.practice.reach


def test_the_first_instruction_is_there_at_once_and_a_level_named_is_reached_within_half_a_minute(tmp_path: Path) -> None:
    hall = Hall(tmp_path, SimulatedSource(skill=0.8, seed=2), "hold-1")
    try:
        hall.practice.keep_reach(Reach())
        seen = []
        for screen in hall.run(60.0):
            seen.append((screen, hall.now_s))
            if screen == "Play":
                break
        assert seen[0][0] == "Ready"
        assert seen[-1][0] == "Play"
        assert seen[-1][1] < 30.0
    finally:
        hall.close()


def test_stop_ends_the_trial_within_the_same_call_and_keeps_it(hall: Hall) -> None:
    for screen in hall.run(200.0):
        if screen == "Play":
            break
    for _ in hall.run(8.0):
        pass
    trial = hall.practice.trial
    assert trial is not None
    hall.loop.screen = hall.loop.screen.request(Intent("stop")) or hall.loop.screen
    assert type(hall.loop.screen).__name__ == "Stopped"
    assert trial.phase == "stopped"
    hall.store.flush(5.0)
    kept = hall.store.recording(trial.header.trial_id)
    assert kept.readings == trial.recording().readings
    assert kept.events == trial.recording().events
