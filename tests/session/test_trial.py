"""One trial, however it comes: live with jittered frames, from the store, from a file, or replayed, gives the same result."""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from wobblequest.core.arena import Target
from wobblequest.core.calibration import Calibration
from wobblequest.core.errors import WobbleQuestError
from wobblequest.core.reach import Reach
from wobblequest.core.recording import Event, Header, SourceInfo, from_lines, to_lines
from wobblequest.core.samples import Reading, up_from_gravity_plane
from wobblequest.input.simulated import SimulatedSource
from wobblequest.levels.level import Level, level_from_json
from wobblequest.levels.shelf import load_shelf, shipped_folder
from wobblequest.session.replay import replay
from wobblequest.session.trial import Trial

SHELF = load_shelf(shipped_folder())
SHORT: dict[str, dict[str, Any]] = {
    "hold-2": {"duration_s": 8}, "reach-2": {"targets": 3}, "track-2": {"duration_s": 12}, "recall-2": {"targets": 2},
}


def short(name: str) -> Level:
    data = SHELF.find(name).to_json()
    return level_from_json({**data, "parameters": {**data["parameters"], **SHORT[name]}})


def header(level: Level, kind: str = "sim", seed: int = 5) -> Header:
    return Header("11111111-1111-4111-8111-111111111111", level.to_json(), seed, Calibration(), Reach(), SourceInfo(kind))


@cache
def played(name: str) -> Trial:
    """A trial of the simulated person in lockstep."""
    level, source = short(name), SimulatedSource(skill=0.7, seed=3)
    trial = Trial(header(level), level)
    while not trial.over:
        source.aim(trial.target())
        trial.feed(source.step())
    return trial


@pytest.mark.parametrize("name", SHORT)
def test_a_recording_replayed_gives_the_identical_result(name: str) -> None:
    trial = played(name)
    assert trial.phase == "finished"
    back = replay(from_lines(to_lines(trial.recording())))
    assert back.result().to_json() == trial.result().to_json()
    assert back.recording() == trial.recording()


deeds = st.sampled_from(["pause", "resume", "size+", "size-", "distance+", "hold-", "speed+", "mark", "nothing", "nothing"])


@settings(max_examples=40, deadline=None)
@given(
    st.sampled_from(sorted(SHORT)), st.lists(st.tuples(st.integers(1, 120), deeds), max_size=40),
    st.lists(st.integers(0, 60), max_size=80), st.lists(st.floats(0.0, 0.1), max_size=8),
)
def test_live_with_any_frames_and_requests_equals_its_replay(
    name: str, asked: list[tuple[int, str]], batches: list[int], aheads: list[float],
) -> None:
    """Frames come when they like and hand over any number of readings; pictures are looked at in between; people press keys."""
    level = short(name)
    readings = played(name).recording().readings
    live = Trial(header(level), level)
    requests = list(asked)
    sizes = iter(batches)
    looks = iter(aheads)
    i = wait = 0
    while i < len(readings) and not live.over:
        batch = next(sizes, 2)
        for reading in readings[i:i + batch]:
            live.feed(reading)
        i += batch
        live.view(next(looks, 0.01))
        live.target()
        live.moments()
        wait += batch
        if requests and wait >= requests[0][0]:
            wait = 0
            _do(live, requests.pop(0)[1])
    live.stop("closed")
    again = replay(from_lines(to_lines(live.recording())))
    assert again.result() == live.result()
    assert again.recording() == live.recording()


def _do(trial: Trial, deed: str) -> None:
    match deed:
        case "pause":
            trial.pause("asked")
        case "resume":
            trial.resume()
        case "mark":
            trial.mark("near-fall")
        case "nothing":
            pass
        case change:
            trial.adjust(change[:-1], 1 if change[-1] == "+" else -1)  # type: ignore[arg-type]


@settings(max_examples=15, deadline=None)
@given(st.sampled_from(sorted(SHORT)), st.lists(st.integers(1, 400), min_size=1, max_size=30))
def test_how_readings_are_batched_into_frames_changes_nothing(name: str, batches: list[int]) -> None:
    recording = played(name).recording()
    trial = Trial(recording.header, short(name))
    i = 0
    for batch in [*batches, len(recording.readings)]:
        for reading in recording.readings[i:i + batch]:
            trial.feed(reading)
        trial.view(0.05)
        i += batch
    assert trial.result() == played(name).result()


@settings(max_examples=60, deadline=None)
@given(st.lists(st.tuples(st.floats(0.0, 0.6), st.floats(-40, 40), st.floats(-40, 40)), max_size=150), st.sampled_from(sorted(SHORT)))
def test_any_stream_of_readings_gives_a_result_that_is_finite_or_says_why(steps: list[tuple[float, float, float]], name: str) -> None:
    level = short(name)
    trial = Trial(header(level), level)
    t_s = 0.0
    for dt, pitch, roll in steps:
        t_s += dt
        trial.feed(Reading(t_s, up_from_gravity_plane(pitch, roll)))
    result = trial.result()
    assert result.points is None or 0 <= result.points <= 100
    assert result.completed == (trial.phase == "finished")
    assert all(measure.value is not None or measure.why for measure in result.measures.values())


def test_the_target_beside_each_sample_is_the_one_that_was_shown() -> None:
    trial = played("track-2")
    motion = trial.motion()
    level = short("track-2")
    again, seen = Trial(trial.header, level), []
    for reading in trial.recording().readings:
        again.feed(reading)
        target = again.target()
        if again.phase == "play" and target is not None:
            seen.append((target.at.pitch_deg, target.at.roll_deg, target.radius_deg))
    shown = np.array(seen)
    n = len(seen)
    assert n >= motion.t_s.size - 1
    assert np.allclose(motion.target_pitch_deg[:n], shown[:, 0])
    assert np.allclose(motion.target_roll_deg[:n], shown[:, 1])


def test_play_with_the_keyboard_is_labelled_and_adjusted_play_has_no_points() -> None:
    level = short("hold-2")
    keyboard = Trial(header(level, "keyboard"), level)
    adjusted = Trial(header(level), level)
    for reading in played("hold-2").recording().readings:
        keyboard.feed(reading)
        adjusted.feed(reading)
        if adjusted.play_s == 0.0:
            continue
        if not adjusted.adjusted:
            assert adjusted.adjust("size", 1)
    assert any("does not count" in note for note in keyboard.result().notes)
    assert keyboard.result().points is not None
    assert adjusted.result().points is None
    assert adjusted.result().completed


def test_no_target_while_counting_down_or_paused() -> None:
    level = short("hold-2")
    trial = Trial(header(level), level)
    assert trial.target() is None
    for reading in played("hold-2").recording().readings[:500]:
        trial.feed(reading)
    assert isinstance(trial.target(), Target)
    trial.pause("asked")
    assert trial.target() is None


def test_a_gap_is_an_event_and_is_told_in_the_quality() -> None:
    level = short("hold-2")
    readings = played("hold-2").recording().readings
    trial = Trial(header(level), level)
    for reading in readings[:600]:
        trial.feed(reading)
    last = readings[-1]
    more = [last._replace(t_s=last.t_s + 0.01), last._replace(t_s=last.t_s + 0.02)]  # the gap took one step of trial time
    for reading in (*readings[600:], *more):
        trial.feed(reading._replace(t_s=reading.t_s + 5.0))
    result = trial.result()
    assert [e.detail["seconds"] for e in trial.recording().events if e.kind == "gap"] == [pytest.approx(5.01)]
    assert result.completed
    assert result.duration_s == pytest.approx(8.0, abs=0.02)
    assert result.quality.gaps == 1
    assert result.quality.lost_s == pytest.approx(5.0, abs=1e-6)


def test_faults_and_source_travel_with_the_recording() -> None:
    trial = played("hold-2")
    told = replace(trial.recording(), faults=7)
    assert replay(told).result().quality.faults == 7


@pytest.mark.parametrize("back_s", [0.0, 0.005])
def test_a_reading_that_is_not_later_than_the_newest_is_kept_and_changes_nothing(back_s: float) -> None:
    level = short("hold-2")
    trial = Trial(header(level), level)
    for i, reading in enumerate(played("hold-2").recording().readings):
        trial.feed(reading)
        if i % 3 == 0:
            trial.feed(Reading(reading.t_s - back_s, up_from_gravity_plane(9.0, 9.0)))
    assert trial.moments() == replay(played("hold-2").recording()).moments()
    assert trial.path() == played("hold-2").path()
    assert trial.result().measures == played("hold-2").result().measures
    assert len(trial.recording().readings) > len(played("hold-2").recording().readings)
    assert replay(trial.recording()).result() == trial.result()


@pytest.mark.parametrize("detail", [{}, {"axis": "size"}, {"axis": "colour", "step": 1}, {"axis": "size", "step": 10**400}])
def test_a_change_of_difficulty_that_cannot_be_is_refused_in_a_sentence(detail: dict[str, Any]) -> None:
    recording = replace(played("hold-2").recording(), events=(Event("adjust", 7, 0.07, detail),))
    with pytest.raises(WobbleQuestError, match="after reading 7"):
        replay(recording)
