"""The program's own loop in virtual time: a simulated person goes from the first screen to a stored result by leaning alone."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from wobblequest.core.arena import Point, Target
from wobblequest.core.calibration import Calibration
from wobblequest.core.reach import Reach
from wobblequest.core.recording import SourceInfo
from wobblequest.core.samples import Reading, up_from_gravity_plane
from wobblequest.input.simulated import SimulatedSource
from wobblequest.screens.screen import Intent
from wobblequest.session.replay import replay


def test_a_person_plays_two_levels_by_leaning_alone_and_both_are_kept(hall_on: Callable[..., Any]) -> None:
    hall = hall_on(SimulatedSource(skill=0.8, seed=2))
    seen = []
    for screen in hall.run(420.0):
        seen.append(screen)
        if seen.count("ResultScreen") == 2:
            break
    way = ["Ready", "CalibrateReach", "Home", "Play", "ResultScreen", "Rest"]
    assert [seen.index(name) for name in way] == sorted(seen.index(name) for name in way)
    past = hall.practice.past()
    assert len(past) == 2
    assert all(trial.result.completed and trial.result.points is not None for trial in past)
    for trial in past:
        assert replay(hall.store.recording(trial.trial_id)).result() == trial.result
    assert hall.practice.reach is not None
    assert hall.store.reaches.latest(hall.store.people.find("Heron").id) == hall.practice.reach


def test_the_first_instruction_is_there_at_once_and_a_level_named_is_reached_within_half_a_minute(hall_on: Callable[..., Any]) -> None:
    hall = hall_on(SimulatedSource(skill=0.8, seed=2), "hold-1")
    hall.practice.keep_reach(Reach())
    assert hall.screen == "Ready"
    hall.until("Play", 30.0)
    assert hall.practice.trial.level.id == "hold-1"


@pytest.mark.parametrize("skill", [0.5, 0.7])
def test_a_first_success_is_heard_within_a_minute_on_the_board_and_ten_seconds_of_play(skill: float, hall_on: Callable[..., Any]) -> None:
    """Of somebody who was never here, on a board that was never here: standing still, as asked, is the first thing that is reached."""
    person = OnABoard(skill=skill, seed=2)
    person.curious = False
    hall = hall_on(person, new_here=True)
    heard: list[tuple[str, float]] = []
    hall.practice.say = lambda sound: heard.append((sound, hall.now_s))
    began_s = hall.now_s
    hall.until("CalibrateReach", 240.0)
    assert next(at_s for sound, at_s in heard if sound == "hit") - began_s <= 60.0
    hall.until("Play", 240.0)
    began_s = hall.now_s
    hall.until("ResultScreen", 90.0)
    assert next(at_s for sound, at_s in heard if sound in ("enter", "hit") and at_s >= began_s) - began_s <= 3.0 + 10.0


@pytest.mark.parametrize("seed", [1, 2])
def test_who_sways_much_on_a_board_of_unknown_mounting_gets_to_its_measuring_by_leaning(seed: int, hall_on: Callable[..., Any]) -> None:
    person = OnABoard(skill=0.3, seed=seed)
    person.curious = False
    hall = hall_on(person, new_here=True)
    hall.until("CalibrateDirection", 240.0)


def test_stop_ends_the_trial_within_the_same_call_and_keeps_it(hall_on: Callable[..., Any]) -> None:
    hall = hall_on(SimulatedSource(skill=0.8, seed=2))
    hall.until("Play")
    hall.wait(8.0)
    trial = hall.practice.trial
    hall.loop.screen = hall.loop.screen.request(Intent("stop")) or hall.loop.screen
    assert hall.screen == "Stopped"
    assert trial.phase == "stopped"
    hall.store.flush(5.0)
    kept = hall.store.recording(trial.header.trial_id)
    assert kept.readings == trial.recording().readings
    assert kept.events == trial.recording().events


class OnABoard(SimulatedSource):
    """A simulated person on what looks like a board on a port, and who wants to see first whether it is right: leans forward."""

    curious = True
    slip = Point(0.0, 0.0)
    """How far the sensor has slipped since the centre was set."""

    def poll(self, now_s: float) -> list[Reading]:
        level = Calibration().frame()
        out = []
        for reading in super().poll(now_s):
            pitch, roll = level.tilt(reading.up)
            out.append(reading._replace(up=up_from_gravity_plane(pitch + self.slip.pitch_deg, roll + self.slip.roll_deg)))
        return out

    @property
    def info(self) -> SourceInfo:
        return SourceInfo("serial", "Test board", "csv", "1A86:7523:1")

    def aim(self, target: Target | None) -> None:
        super().aim(Target(Point(8.0, 0.0), 1.5) if self.curious and target is not None else target)


def test_the_board_is_checked_by_leaning_alone_before_a_level_is_played(hall_on: Callable[..., Any]) -> None:
    person = OnABoard(skill=0.8, seed=3)
    hall = hall_on(person, "hold-1")
    hall.practice.keep_calibration(Calibration())
    hall.practice.keep_reach(Reach())
    hall.until("BoardCheck", 30.0)
    person.curious = False
    hall.until("Ready", 60.0)
    hall.until("Play", 30.0)
    hall.until("ResultScreen", 60.0)
    assert hall.practice.past()[-1].result.completed
    assert hall.practice.calibration == Calibration(), "it was right"


@pytest.mark.parametrize(("during", "slip_deg"), [("Rest", 3.4), ("Rest", 6.0), ("ResultScreen", 6.0)])
def test_a_sensor_that_slips_is_noticed_and_level_set_anew_by_leaning_alone(
    during: str, slip_deg: float, hall_on: Callable[..., Any],
) -> None:
    person = OnABoard(skill=0.9, seed=5)
    person.curious = False
    hall = hall_on(person, "hold-1")
    hall.practice.keep_calibration(Calibration())
    hall.practice.keep_reach(Reach())
    hall.until(during, 120.0)
    assert hall.practice.drift.offer is None
    person.slip = Point(0.0, slip_deg)
    person.curious = slip_deg < 4.0  # near enough to go on as it is: this person takes the offer; else nothing else can be leaned to
    hall.until("CalibrateNeutral", 60.0)
    person.curious = False
    hall.until(during, 20.0)
    assert hall.practice.calibration.frame().tilt(up_from_gravity_plane(0.0, slip_deg)) == pytest.approx((0.0, 0.0), abs=1.5)
    hall.until("Play", 60.0)
