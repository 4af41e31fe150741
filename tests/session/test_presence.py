"""Somebody on the board, or not: never a false alarm for the steadiest person, and within two seconds for who has stepped off."""

from __future__ import annotations

from collections.abc import Iterator
from math import cos, exp, pi

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from wobblequest.core.calibration import Calibration
from wobblequest.core.chance import Chance
from wobblequest.core.reach import Reach
from wobblequest.core.recording import Header, SourceInfo, from_lines, to_lines
from wobblequest.core.samples import Reading, Tilt, up_from_gravity_plane
from wobblequest.input.simulated import SimulatedSource
from wobblequest.levels.shelf import load_shelf, shipped_folder
from wobblequest.session.presence import Presence
from wobblequest.session.replay import replay
from wobblequest.session.trial import Trial

FRAME = Calibration().frame()
RATES = (20.0, 50.0, 100.0, 200.0, 1000.0)
LEVEL = load_shelf(shipped_folder()).find("hold-2")


def standing(skill: float, seed: int, rate_hz: float, seconds: float) -> Iterator[Tilt]:
    source = SimulatedSource(skill, seed, rate_hz)
    for _ in range(round(seconds * rate_hz)):
        reading = source.step()
        yield Tilt(reading.t_s, *FRAME.tilt(reading.up))


def left_alone(since: Tilt, rate_hz: float, seconds: float, rest_deg: float, noise_deg: float, swing_s: float = 0.15) -> Iterator[Tilt]:
    """A board from which the weight has gone: it swings about where it comes to rest, and then lies there."""
    chance = Chance(7, "alone")
    for i in range(1, round(seconds * rate_hz) + 1):
        t = i / rate_hz
        swing = exp(-t / swing_s) * cos(2 * pi * 1.5 * t)
        roll = rest_deg + (since.roll_deg - rest_deg) * swing
        yield Tilt(since.t_s + t, since.pitch_deg * swing + chance.normal(noise_deg), roll + chance.normal(noise_deg))


@pytest.mark.parametrize("rate_hz", RATES)
@pytest.mark.parametrize("seed", range(10))
def test_the_steadiest_person_is_never_taken_for_nobody(seed: int, rate_hz: float) -> None:
    """Worst case: as if there had been an abrupt movement all the time."""
    presence, here = Presence(), []
    for tilt in standing(1.0, seed, rate_hz, 60.0 if rate_hz < 1000 else 15.0):
        presence.feed(tilt)
        presence._abrupt_s = tilt.t_s
        here.append(presence.left)
    assert not any(here)


@pytest.mark.parametrize("rate_hz", RATES)
@pytest.mark.parametrize(("rest_deg", "noise_deg"), [(0.0, 0.1), (18.0, 0.1), (-20.0, 0.05), (9.0, 0.0)])
def test_who_steps_off_is_missed_within_two_seconds(rate_hz: float, rest_deg: float, noise_deg: float) -> None:
    presence = Presence()
    for tilt in standing(0.7, 4, rate_hz, 5.0):
        presence.feed(tilt)
    assert not presence.left
    pushed = Tilt(tilt.t_s, tilt.pitch_deg, 14.0 if rest_deg <= 0 else -10.0)  # the last foot pushes off
    gone = next(after.t_s for after in left_alone(pushed, rate_hz, 3.0, rest_deg, noise_deg) if presence.feed(after) or presence.left)
    assert gone - pushed.t_s <= 2.0


@settings(max_examples=30, deadline=None)
@given(st.floats(0.6, 5.0), st.integers(0, 10_000), st.sampled_from((20.0, 100.0)))
def test_a_person_who_sways_by_more_than_noise_is_there(size_deg: float, seed: int, rate_hz: float) -> None:
    """Slow sway of 0.4 Hz after a leap, whatever its phase."""
    presence, chance = Presence(), Chance(seed, "sway")
    phase = chance.uniform(0.0, 2 * pi)
    for i in range(round(8 * rate_hz)):
        t = i / rate_hz
        leap = 12.0 if t > 1.0 else 0.0
        presence.feed(Tilt(t, leap + size_deg * cos(2 * pi * 0.4 * t + phase), size_deg * cos(2 * pi * 0.4 * t + phase + 1.6)))
        assert not presence.left


def test_a_board_that_nobody_has_touched_tells_nothing() -> None:
    presence = Presence()
    for i in range(1000):
        presence.feed(Tilt(i / 100, 0.0, 0.0))
        assert not presence.left


def test_a_silence_is_no_stillness() -> None:
    presence = Presence()
    for t, roll in ((0.0, 0.0), (0.1, 12.0), (0.2, 12.0), (3.0, 12.0), (6.0, 12.0)):
        presence.feed(Tilt(t, 0.0, roll))
    assert not presence.left


def stepping_off(kind: str, *, watched: bool = True) -> Trial:
    """A trial in which the person steps off after eight seconds."""
    header = Header("11111111-1111-4111-8111-111111111111", LEVEL.to_json(), 5, Calibration(), Reach(), SourceInfo(kind))
    trial = Trial(header, LEVEL, watched=watched)
    for tilt in standing(0.9, 3, 100.0, 8.0):
        trial.feed(Reading(tilt.t_s, up_from_gravity_plane(*tilt[1:])))
    for after in left_alone(Tilt(tilt.t_s, 0.0, 14.0), 100.0, 3.0, 0.0, 0.05):
        trial.feed(Reading(after.t_s, up_from_gravity_plane(*after[1:])))
    return trial


@pytest.mark.parametrize("kind", ["serial", "phone", "joystick", "wii"])
def test_stepping_off_stops_a_trial_and_is_in_its_recording(kind: str) -> None:
    trial = stepping_off(kind)
    assert (trial.phase, trial.stop_reason) == ("stopped", "step-off")
    events = trial.recording().events
    assert [event.kind for event in events] == ["step-off", "stop"]
    assert events[0].t_s <= 8.0 + 2.0
    assert events[0].detail == {"by": "samples"}
    again = replay(from_lines(to_lines(trial.recording())))
    assert again.recording() == trial.recording()
    assert again.result() == trial.result()


def test_what_was_played_before_anybody_watched_for_it_scores_as_it_did() -> None:
    trial = stepping_off("serial", watched=False)
    assert trial.phase == "play"
    assert trial.recording().events == ()
    again = replay(from_lines(to_lines(trial.recording())))
    assert again.recording() == trial.recording()
    assert again.result() == trial.result()


@pytest.mark.parametrize("kind", ["keyboard", "mouse", "gamepad", "sim"])
def test_keys_and_mice_may_lie_still(kind: str) -> None:
    assert stepping_off(kind).phase == "play"


def test_who_has_paused_may_step_off() -> None:
    trial = Trial(Header("11111111-1111-4111-8111-111111111111", LEVEL.to_json(), 5, Calibration(), Reach(), SourceInfo("serial")), LEVEL)
    for tilt in standing(0.9, 3, 100.0, 8.0):
        trial.feed(Reading(tilt.t_s, up_from_gravity_plane(*tilt[1:])))
    trial.pause("asked")
    for after in left_alone(Tilt(tilt.t_s, 0.0, 14.0), 100.0, 5.0, 0.0, 0.05):
        trial.feed(Reading(after.t_s, up_from_gravity_plane(*after[1:])))
    assert trial.phase == "paused"


def test_a_mark_says_who_made_it_and_comes_back_with_the_recording() -> None:
    trial = Trial(Header("11111111-1111-4111-8111-111111111111", LEVEL.to_json(), 5, Calibration(), Reach(), SourceInfo("serial")), LEVEL)
    trial.mark("near-fall", "therapist")
    trial.mark("hand-support")
    events = trial.recording().events
    assert [(event.kind, event.detail) for event in events] == [("near-fall", {"by": "therapist"}), ("hand-support", {})]
    assert replay(trial.recording()).recording().events == events
