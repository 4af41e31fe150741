"""What a computer does to a game: windows put away, keys that go elsewhere, sleep, other sizes, no sound, and faults inside the program."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pygame
import pytest

from wobblequest.app.faults import MOST_FAULTS, WITHIN_S, Faults
from wobblequest.core.calibration import Calibration
from wobblequest.core.reach import Reach
from wobblequest.core.recording import SourceInfo
from wobblequest.draw.canvas import Canvas
from wobblequest.draw.sound import Sounds
from wobblequest.input.keyboard import KeyboardSource
from wobblequest.input.simulated import SimulatedSource
from wobblequest.levels.shelf import load_shelf, shipped_folder
from wobblequest.screens import flow
from wobblequest.screens.play import Play
from wobblequest.screens.screen import Frame, Screen
from wobblequest.session.replay import replay


class Board(SimulatedSource):
    """A simulated person on what looks like a board."""

    @property
    def info(self) -> SourceInfo:
        return SourceInfo("serial", "Test board", "csv", "1A86:7523:1")


def playing(hall_on: Callable[..., Any]) -> Any:
    """A hall with a trial of hold-2 some seconds old."""
    hall = hall_on(Board(skill=0.8, seed=6), "hold-2")
    hall.wait(0.1)
    hall.practice.keep_calibration(Calibration())
    hall.practice.keep_reach(Reach())
    hall.loop.screen = flow.go_on(hall.practice, hall.practice.begin_trial(load_shelf(shipped_folder()).find("hold-2")))
    hall.wait(8.0)
    assert hall.screen == "Play"
    return hall


def event(kind: int) -> pygame.event.Event:
    return pygame.event.Event(kind)


@pytest.mark.parametrize("back", [pygame.WINDOWRESTORED, pygame.WINDOWFOCUSGAINED])
def test_a_window_that_is_put_away_pauses_and_nothing_goes_on_unseen(hall_on: Callable[..., Any], back: int) -> None:
    hall = playing(hall_on)
    trial = hall.practice.trial
    hall.loop.take_event(event(pygame.WINDOWMINIMIZED))
    assert trial.phase == "paused"
    assert hall.screen == "Paused"
    taken, seen = len(trial.readings()), hall.loop.window.frame
    hall.wait(30.0)
    assert hall.screen == "Paused", "a lean that nobody sees the effect of goes on with nothing"
    assert len(trial.readings()) > taken + 2000, "the board goes on sending, and is recorded"
    assert hall.loop.window.frame == seen, "nothing is drawn"
    hall.loop.take_event(event(back))
    hall.until("Play", 20.0)
    hall.until("ResultScreen", 90.0)
    kept = hall.store.recording(trial.header.trial_id)
    assert [e.kind for e in kept.events] == ["pause", "resume"]
    assert replay(kept).result() == hall.practice.past()[-1].result


def test_a_board_plays_on_when_only_the_keys_go_elsewhere(hall_on: Callable[..., Any]) -> None:
    """A therapist clicks into another window on the second screen; this one stays in sight."""
    hall = playing(hall_on)
    hall.loop.take_event(event(pygame.WINDOWFOCUSLOST))
    hall.wait(1.0)
    assert hall.screen == "Play"
    assert hall.practice.trial.phase == "play"


def test_who_plays_with_keys_is_halted_when_they_go_elsewhere(hall_on: Callable[..., Any]) -> None:
    hall = hall_on(KeyboardSource())
    hall.loop.screen = flow.go_on(hall.practice, hall.practice.begin_trial(hall.practice.levels[0]))
    hall.wait(1.0)
    hall.loop.take_event(event(pygame.WINDOWFOCUSLOST))
    assert hall.screen == "Paused"
    assert hall.practice.trial.pause_reason == "asked"


@pytest.mark.parametrize("hours", [1.5 / 3600, 2.0, 14.0])
def test_after_a_sleep_the_trial_is_paused_and_the_same_person_goes_on(hall_on: Callable[..., Any], hours: float) -> None:
    hall = playing(hall_on)
    trial = hall.practice.trial
    before_s = trial.play_s
    hall.now_s += hours * 3600
    hall.wait(0.05)
    if hours * 3600 > 900:
        assert hall.screen == "Stopped", "a trial that was left for a quarter of an hour is over"
        assert trial.play_s == pytest.approx(before_s, abs=0.05)
        hall.until("ResultScreen")
        return
    assert hall.screen == "Paused"
    assert trial.pause_reason == "stood still"
    assert hall.loop.screen._how_it_is == "The picture stood still for a moment"
    assert trial.play_s == pytest.approx(before_s, abs=0.05), "what came meanwhile was not played"
    hall.until("Play", 20.0)
    hall.until("ResultScreen", 90.0)


def test_a_sleep_in_a_menu_chooses_nothing(hall_on: Callable[..., Any]) -> None:
    hall = hall_on(Board(skill=0.8, seed=6), "hold-1")
    hall.practice.keep_reach(Reach())
    hall.wait(1.0)
    before = hall.loop.screen
    hall.now_s += 7200.0
    hall.wait(0.5)
    assert hall.loop.screen is before


def test_without_an_audio_device_a_whole_trial_is_played_to_its_result(
    hall_on: Callable[..., Any], monkeypatch: pytest.MonkeyPatch,
) -> None:
    def no_device(**_: object) -> None:
        raise pygame.error("no audio device")

    monkeypatch.setattr(pygame.mixer, "init", no_device)
    hall = hall_on(Board(skill=0.8, seed=6), "hold-1")
    hall.loop.sounds = Sounds.open()
    assert hall.loop.sounds.words.startswith("Sound is off")
    hall.practice._speaker = hall.loop.sounds
    hall.practice.keep_calibration(Calibration())
    hall.practice.keep_reach(Reach())
    hall.until("ResultScreen", 120.0)


@pytest.fixture
def log(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    file = tmp_path / "logs" / "wobblequest.log"
    monkeypatch.setattr("wobblequest.store.log.log_file", lambda: file)
    return file


class Broken(Play):
    """A play screen that fails at one of its three doors."""

    door = ""

    def update(self, frame: Frame) -> Screen | None:
        if self.door == "update":
            raise KeyError("planted in update")
        return super().update(frame)

    def request(self, request: Any) -> Screen | None:
        if self.door == "request":
            raise KeyError("planted in request")
        return super().request(request)

    def draw(self, canvas: Canvas) -> None:
        super().draw(canvas)
        if self.door == "draw":
            raise KeyError("planted in draw")
        if self.door == "later":
            def fail() -> None:
                raise KeyError("planted in later")

            canvas._kit.painter.later(fail)
            canvas.present()


@pytest.mark.parametrize("door", ["update", "request", "draw", "later"])
def test_a_screen_that_fails_is_told_in_words_and_left_for_a_still_one_with_a_way_on(
    hall_on: Callable[..., Any], log: Path, door: str, capsys: pytest.CaptureFixture[str],
) -> None:
    hall = playing(hall_on)
    hall.loop.faults = Faults()
    trial = hall.practice.trial
    hall.loop.screen = broken = Broken(hall.practice, trial)
    broken.door = door
    if door == "request":
        hall.loop.take_event(pygame.event.Event(pygame.KEYDOWN, key=pygame.K_SPACE, mod=0, unicode=" "))
    else:
        hall.loop.frame(hall.now_s)
    assert hall.screen == "Fault", "in the very frame that failed"
    assert f"planted in {door}" in log.read_text()
    assert "Heron" not in log.read_text(), "no names in logs"
    said = capsys.readouterr().err
    assert str(log) in said
    assert "Traceback" not in said
    assert hall.practice.trial is None
    assert hall.practice.sitting.work.work_s == trial.play_s > 0.0, "it was work all the same"
    hall.now_s += 1 / 30
    hall.loop.frame(hall.now_s)
    hall.loop.window.canvas.present()
    assert hall.loop.window.canvas.told[0] == "Hold the rail"
    kept = hall.store.recording(trial.header.trial_id)
    assert kept.readings == trial.recording().readings
    hall.wait(10.0)
    assert hall.screen != "Fault", "it is left by leaning"
    hall.until("ResultScreen", 180.0)
    assert hall.practice.past()[-1].result.completed


def test_a_trial_that_can_no_longer_be_scored_is_given_up_and_its_readings_stay(
    hall_on: Callable[..., Any], log: Path, monkeypatch: pytest.MonkeyPatch,
) -> None:
    hall = playing(hall_on)
    hall.loop.faults = Faults()
    trial = hall.practice.trial

    def unscored() -> None:
        raise ZeroDivisionError("planted in the score")

    monkeypatch.setattr(trial, "result", unscored)
    trial.stop("asked")
    hall.wait(0.1)
    assert hall.screen == "Fault"
    assert log.read_text().count("planted in the score") >= 2
    hall.store.flush(5.0)
    assert hall.store.recording(trial.header.trial_id).readings == trial.recording().readings


def test_a_program_that_fails_again_and_again_ends(hall_on: Callable[..., Any], log: Path) -> None:
    hall = playing(hall_on)
    hall.loop.faults = Faults()

    def nothing(now_s: float) -> None:
        raise RuntimeError("planted in the source")

    hall.loop.station.source.poll = nothing
    with pytest.raises(RuntimeError, match="planted in the source"):
        hall.wait(1.0)
    assert log.read_text().count("planted in the source\n") >= MOST_FAULTS - 1


def test_faults_that_lie_far_apart_do_not_add_up(hall_on: Callable[..., Any], log: Path) -> None:
    faults, hall = Faults(), hall_on(Board())
    for k in range(5):
        assert type(faults.after(ValueError("planted"), hall.practice, k * WITHIN_S)).__name__ == "Fault"
