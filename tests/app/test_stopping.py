"""Every way to stop, through the whole program: from what happens to the still screen, and what the recording says of it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pygame
import pytest

from tests.app.conftest import FRAME_S
from wobblequest.core.calibration import Calibration
from wobblequest.core.reach import Reach
from wobblequest.core.recording import SourceInfo
from wobblequest.core.samples import Reading, up_from_gravity_plane
from wobblequest.input.simulated import SimulatedSource
from wobblequest.session.replay import replay
from wobblequest.session.wellbeing import Answers

WITHIN_FRAMES = 3
"""100 ms at the 30 frames a second of these tests; the game has 60."""
FRAME = Calibration().frame()


class OnABoard(SimulatedSource):
    """A simulated person on what looks like a board on a port, who steps off, or whom the board tips over with, when told to."""

    off_s: float | None = None
    tipped = False

    @property
    def info(self) -> SourceInfo:
        return SourceInfo("serial", "Test board", "csv", "1A86:7523:1")

    def poll(self, now_s: float) -> list[Reading]:
        return [self._as_it_is(reading) for reading in super().poll(now_s)]

    def _as_it_is(self, reading: Reading) -> Reading:
        pitch, roll = FRAME.tilt(reading.up)
        if self.tipped:
            pitch, roll = 35.0, 0.0
        elif self.off_s is not None:  # the board falls onto its rim, and lies there
            pitch, roll = 0.0, min(18.0, roll + 90.0 * (reading.t_s - self.off_s)) if reading.t_s - self.off_s < 0.3 else 18.0
        return reading._replace(up=up_from_gravity_plane(pitch, roll))


@pytest.fixture
def playing(hall_on: Callable[..., Any]) -> tuple[Any, OnABoard]:
    """Some seconds into a trial on a board."""
    person = OnABoard(skill=0.9, seed=5)
    hall = hall_on(person, "hold-2")
    hall.practice.keep_calibration(Calibration())
    hall.practice.keep_reach(Reach())
    hall.until("Play", 60.0)
    hall.wait(7.0)
    assert hall.practice.trial.phase == "play"
    return hall, person


def frames_until(hall: Any, screens: tuple[str, ...], most: int) -> int:
    """So many frames until one of the screens is shown."""
    for number in range(1, most + 1):
        hall.wait(FRAME_S - 1e-9)
        if hall.screen in screens:
            return number
    raise AssertionError(f"after {most} frames the screen is {hall.screen}")


def kept(hall: Any, trial: Any) -> Any:
    hall.store.flush(5.0)
    return hall.store.recording(trial.header.trial_id)


def pressed(kind: int, **what: Any) -> pygame.event.Event:
    return pygame.event.Event(kind, what)


MEANS = {
    "space": pressed(pygame.KEYDOWN, key=pygame.K_SPACE, unicode=" "), "any letter": pressed(pygame.KEYDOWN, key=pygame.K_j, unicode="j"),
    "t": pressed(pygame.KEYDOWN, key=pygame.K_t, unicode="t"), "k": pressed(pygame.KEYDOWN, key=pygame.K_k, unicode="k"),
    "an arrow": pressed(pygame.KEYDOWN, key=pygame.K_LEFT, unicode=""), "enter": pressed(pygame.KEYDOWN, key=pygame.K_RETURN, unicode="\r"),
    "a figure": pressed(pygame.KEYDOWN, key=pygame.K_5, unicode="5"), "escape": pressed(pygame.KEYDOWN, key=pygame.K_ESCAPE, unicode=""),
    "a click": pressed(pygame.MOUSEBUTTONDOWN, button=1, pos=(3, 3)), "a button": pressed(pygame.JOYBUTTONDOWN, instance_id=0, button=3),
    "the cross": pressed(pygame.JOYHATMOTION, instance_id=0, hat=0, value=(0, 1)),
}


@pytest.mark.parametrize("means", MEANS)
def test_any_key_click_or_button_leads_to_a_still_screen_within_100_ms(means: str, playing: tuple[Any, OnABoard]) -> None:
    hall, _ = playing
    trial = hall.practice.trial
    hall.loop._take_event(MEANS[means])
    assert frames_until(hall, ("Paused", "Stopped"), WITHIN_FRAMES) <= WITHIN_FRAMES
    played_s, screen = trial.play_s, hall.screen
    hall.wait(2.0)
    assert trial.play_s == played_s, "time stands still"
    assert hall.screen == screen
    assert trial.phase == ("stopped" if means == "escape" else "paused")


def test_leaning_past_the_safe_limit_stops_with_its_own_words(playing: tuple[Any, OnABoard]) -> None:
    hall, person = playing
    trial = hall.practice.trial
    person.tipped = True
    frames_until(hall, ("Stopped",), WITHIN_FRAMES + 2)  # the smoothed dot takes two samples more
    assert trial.stop_reason == "over-tilt"
    recording = kept(hall, trial)
    assert recording.events[-1].detail == {"reason": "over-tilt"}
    assert replay(recording).result() == hall.store.result(trial.header.trial_id)
    hall.wait(30.0)
    assert hall.screen == "Stopped", "nobody leans on a board that lies on its side"


def test_stepping_off_stops_within_two_seconds_and_is_in_the_recording(playing: tuple[Any, OnABoard]) -> None:
    hall, person = playing
    trial = hall.practice.trial
    person.off_s = hall.now_s
    frames = frames_until(hall, ("Stopped",), 90)
    assert frames * FRAME_S <= 2.0
    recording = kept(hall, trial)
    assert [event.kind for event in recording.events] == ["step-off", "stop"]
    assert recording.events[-1].detail == {"reason": "step-off"}
    assert replay(recording).result() == hall.store.result(trial.header.trial_id)
    hall.wait(20.0)
    assert hall.screen == "Stopped"
    person.off_s = None  # on again
    hall.until("Rest", 30.0)


def test_marks_by_key_are_in_the_recording_and_stop_nothing(playing: tuple[Any, OnABoard]) -> None:
    hall, _ = playing
    trial = hall.practice.trial
    for key in (pygame.K_F9, pygame.K_F10):
        hall.loop._take_event(pressed(pygame.KEYDOWN, key=key, unicode=""))
        hall.wait(0.5)
    assert trial.phase == "play"
    hall.loop._take_event(MEANS["escape"])
    hall.wait(0.5)
    hall.loop._take_event(pressed(pygame.KEYDOWN, key=pygame.K_F12, unicode=""))
    events = kept(hall, trial).events
    assert [(event.kind, event.detail.get("by")) for event in events] == [
        ("near-fall", "therapist"), ("hand-support", "therapist"), ("stop", None), ("pain", "therapist")]


def test_a_newcomer_goes_from_the_questions_to_a_first_result_by_leaning_alone(hall_on: Callable[..., Any]) -> None:
    hall = hall_on(OnABoard(skill=0.9, seed=2), "hold-1", new_here=True)
    hall.practice.keep_calibration(Calibration())
    hall.practice.keep_reach(Reach())
    seen = []
    for screen in hall.run(240.0):
        seen.append(screen)
        if screen == "ResultScreen":
            break
    assert seen == ["BeforeStanding", "YesOrNo", "PainScale", "YesOrNo", "Alone", "Ready", "ShownFirst", "Play", "ResultScreen"]
    hall.store.flush(5.0)
    person = hall.store.people.find("Heron").id
    (check,) = hall.store.checks.all(person)
    assert (check.kind, check.answers) == ("before", Answers(pain=0, alarm=False, unwell=False, company=False))
    assert check.session_id == hall.practice.session_id
    assert len(hall.store.trial_ids(person)) == 1, "what was shown and tried is not kept"


@pytest.mark.parametrize("skill", [0.3, 0.5])
def test_who_cannot_stand_so_still_gets_to_play_without_a_helper(skill: float, hall_on: Callable[..., Any]) -> None:
    hall = hall_on(SimulatedSource(skill=skill, seed=2), "hold-1")
    hall.practice.keep_reach(Reach())
    hall.until("Play", 180.0)
