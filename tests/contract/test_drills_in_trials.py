"""What every drill must hold inside a trial: replayed alike whatever was asked, no worse for being paused, the same whatever is shown.

Played are the easiest and the hardest level of every drill as they are shipped, by a simulated person. A new drill is taken in by its
levels alone.

A pause changes nothing that the drill decides, and no sample of play: that is held to the bit. What differs is what is computed across
the place of the pause, where nothing may be summed, smoothed or drawn; `CUT` lists it. And after a pause in life the dot is the middle's,
where the person was asked to be, and its smoothing (`session.smoothing`) begins from there: that is another movement, not another
measure, so the smoothing is taken out here.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cache
from math import sin
from typing import Any, get_args

import numpy as np
import pytest

from wobblequest.core.calibration import Calibration
from wobblequest.core.chance import Chance
from wobblequest.core.reach import Reach
from wobblequest.core.recording import Header, SourceInfo, from_lines, to_lines
from wobblequest.core.result import Measure
from wobblequest.core.samples import Reading, Tilt, up_from_gravity_plane
from wobblequest.drills.drill import Answer, Axis
from wobblequest.drills.register import DRILLS
from wobblequest.input.simulated import SimulatedSource
from wobblequest.levels.level import Level, level_from_json
from wobblequest.levels.shelf import load_shelf, shipped_folder
from wobblequest.scoring import position_sense
from wobblequest.session import trial as trials
from wobblequest.session.replay import replay
from wobblequest.session.tilt import TiltChain
from wobblequest.session.trial import Trial

RATE_HZ = 32.0
"""A power of two: times and the steps between them are exact, so that what is equal is equal to the bit."""
STEP_S = 1.0 / RATE_HZ
SHELF = load_shelf(shipped_folder())
ENDS = [level.id for name in DRILLS for own in [[x for x in SHELF.levels if x.drill == name and not x.test]] for level in (own[0], own[-1])]
every_end = pytest.mark.parametrize("name", ENDS)
FLAT = (0.0, 0.0, 1.0)

CUT: Mapping[str, float | None] = {
    # Sums over time lack the one step across the pause, and the low-pass has an end there.
    **dict.fromkeys((
        "time_on_target_s", "path_pitch", "path_roll", "path_2d", "mean_velocity_pitch", "mean_velocity_roll", "mean_velocity_2d",
        "mean_frequency_pitch", "mean_frequency_roll", "mean_frequency_2d", "sway_area_per_s", "on_axis_velocity", "off_axis_velocity",
        "target_velocity", "path_following_efficiency_pct", "inside_pct", "path_error",
    ), 0.03),
    # A stay that is paused is two stays.
    "longest_hold_s": 0.5,
    # Following is judged in the pieces before and after; where somebody hardly follows (an easy circle), its lag is little known anyway.
    **dict.fromkeys((
        "gain_pitch", "gain_roll", "gain_on_axis", "coherence_pitch", "coherence_roll", "lag_pitch_s", "lag_roll_s", "lag_on_axis_s",
        "phase_lag_on_axis",
    ), None),
    # A movement that is cut by a pause is judged as far as it went, or not at all; there are only a few of them in a trial.
    **dict.fromkeys((
        "directional_control_pct", "path_efficiency_pct", "endpoint_excursion_pct", "max_excursion_pct", "initial_direction_error",
        "ldlj_v", "sparc", "speed_peaks", "movement_error", "movement_offset", "movement_variability", "movement_velocity",
        "reaction_time_s", "anticipations", "reach_area", "reach_symmetry_pct", "throughput_bits_per_s",
    ), None),
    # So is the stillness in which a remembered place is answered, and with it what all the answers come to.
    **dict.fromkeys((rule.info.name for rule in position_sense.RULES), None),
    # Going in, or touching a wall, at the very place of the pause is not counted: everybody comes from the middle there.
    **dict.fromkeys(("target_entries", "wall_touches", "maze_score_pct"), None),
}
"""What one pause may change, by at most which share of itself; None: no share can be told. Whatever is not here is the same to the bit:
hits, catches, gates, boxes, answers to a second task, symmetry, recovery, times in seconds that a drill counts."""


@dataclass(frozen=True)
class Played:
    """What somebody did, and what was answered after which reading."""

    readings: tuple[Reading, ...]
    answers: tuple[tuple[int, Answer], ...]
    before: int
    """Readings before the first one of play."""


def trial_of(level: Level) -> Trial:
    return Trial(Header("t", level.to_json(), 5, Calibration(), Reach(), SourceInfo("sim")), level)


@cache
def played(name: str) -> Played:
    level = SHELF.find(name)
    trial, source = trial_of(level), SimulatedSource(0.7, 3, RATE_HZ)
    answers: list[tuple[int, Answer]] = []
    before = 0
    while not trial.over:
        trial.feed(source.step())
        before += trial.phase == "countdown"
        source.aim(trial.target())
        said = source.answer(trial.question(), trial.play_s)
        if said is not None:
            trial.answer(said)
            answers.append((len(trial.readings()), said))
    return Played(trial.readings(), tuple(answers), before)


def fed(trial: Trial, name: str, pauses: Mapping[int, int] | None = None) -> Trial:
    """The trial with what was done at a level. pauses : number of a reading → how many others come in a pause before it."""
    done = played(name)
    answers, t_s = dict(done.answers), 0.0
    for number, reading in enumerate(done.readings, 1):
        if pauses is not None and number in pauses:
            t_s = _paused(trial, t_s, pauses[number])
        t_s += STEP_S
        trial.feed(Reading(t_s, reading.up))
        if number in answers:
            trial.answer(answers[number])
    return trial


def _paused(trial: Trial, t_s: float, readings: int) -> float:
    """A pause in which somebody walks about on the board, the way back to the middle, and the countdown up to its last reading."""
    trial.pause("asked")
    for n in range(readings):
        t_s += STEP_S
        trial.feed(Reading(t_s, up_from_gravity_plane(9.0 * sin(n), 9.0 * sin(n / 3))))
        trial.answer("yes")
    trial.resume()
    while trial.phase == "recentre" or trial.countdown_s > STEP_S:
        t_s += STEP_S
        trial.feed(Reading(t_s, FLAT))
        trial.answer("wrong")
    return t_s


class Unsmoothed:
    """A chain without smoothing."""

    def __init__(self, calibration: Calibration) -> None:
        self._chain = TiltChain(calibration)

    def step(self, reading: Reading) -> tuple[Tilt, Tilt]:
        raw, _ = self._chain.step(reading)
        return raw, raw


@every_end
def test_it_is_replayed_to_the_same_whatever_is_asked_in_between(name: str) -> None:
    """Pauses, changes, answers and marks at random moments, also where they mean nothing: in a countdown, twice, after the end."""
    live, chance = trial_of(SHELF.find(name)), Chance(11, name)
    left = 0
    for i, reading in enumerate(played(name).readings):
        live.feed(Reading(i * STEP_S, reading.up))
        left -= 1
        if live.phase == "paused" and left <= 0:
            live.resume()
        match chance.below(60):
            case 0:
                live.pause("asked")
                left = chance.below(20)
            case 1:
                live.adjust(get_args(Axis)[chance.below(4)], (-3, -1, 1, 2)[chance.below(4)])
            case 2 | 3 | 4:
                live.answer(get_args(Answer)[chance.below(3)])
            case 5:
                live.mark("near-fall")
            case 6:
                live.view(0.05)
    live.stop("closed")
    again = replay(from_lines(to_lines(live.recording())))
    assert again.recording() == live.recording()
    assert again.drill_state == live.drill_state
    assert again.result() == live.result()


@every_end
def test_a_pause_changes_nothing_that_is_decided_and_no_sample(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(trials, "TiltChain", Unsmoothed)
    level, done, chance = SHELF.find(name), played(name), Chance(3, name)
    whole = fed(trial_of(level), name)
    at = done.before + 2 + chance.below(len(whole.path()) - 2)
    paused = fed(trial_of(level), name, {done.before + 1: 30, at: chance.below(60)})  # the first one at the end of the countdown
    assert paused.phase == whole.phase
    assert paused.drill_state == whole.drill_state
    motion, uncut = paused.motion(), whole.motion()
    assert len(motion.breaks) == 1
    for column in ("t_s", "pitch_deg", "roll_deg", "target_pitch_deg", "target_roll_deg", "target_radius_deg"):
        np.testing.assert_array_equal(getattr(motion, column), getattr(uncut, column))
    measures = DRILLS[level.drill].measures(paused.drill_state, replace(motion, breaks=()))
    expected = whole.result().measures
    assert measures == expected
    for key, cut in paused.result().measures.items():
        if cut != expected[key]:
            _check_cut(key, cut, expected[key])


def _check_cut(name: str, cut: Measure, whole: Measure) -> None:
    assert name in CUT, f"{name} is another one after a pause: {whole.value} became {cut.value}"
    share = CUT[name]
    if share is None:
        assert cut.value is not None or cut.why
    else:
        assert cut.value == pytest.approx(whole.value, rel=share)


SHOWN: tuple[dict[str, Any], ...] = (
    {"feedback": {"when": "none"}, "sound_guidance": True, "cues": True},
    {"feedback": {"when": "share", "share_pct": 50.0}, "display": {"mirrored": True, "gain_pitch": 2.0, "hidden_pct": 40.0}},
    {"feedback": {"when": "banded"}, "display": {"gain_roll": 0.5, "hidden_pct": 20.0}, "cues": True},
)


@every_end
def test_what_is_seen_and_heard_changes_no_result(name: str) -> None:
    level = SHELF.find(name)
    plain = fed(trial_of(level), name)
    shown = SHOWN[ENDS.index(name) % len(SHOWN)]
    other = trial_of(level_from_json({**level.to_json(), **shown}))
    seen: set[bool] = set()
    for number, reading in enumerate(plain.readings()):
        other.feed(reading)
        for event in (event for event in plain.recording().events if event.kind == "answer" and event.after == number + 1):
            other.answer(event.detail["said"])
        if number % 8 == 0:
            view = other.view(0.01)
            seen.add(view.cursor or any(getattr(shape, "role", "") == "me" for shape in view.shapes))
            other.target()
            _ = other.guidance
    assert other.drill_state == plain.drill_state
    assert other.result() == plain.result()
    assert seen == {True, False}, "what they move is hidden at times, else this shows nothing"
