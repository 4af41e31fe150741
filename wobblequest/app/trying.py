"""Trying a level out: simulated people play it, and what does not fit is told before a patient meets it.

Simulated people are a model: what they cannot do a person may still do, and the other way round. Hence these are remarks, not refusals.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from typing import Any

import numpy as np

from wobblequest.app.answering import answer_by_person
from wobblequest.core.calibration import Calibration
from wobblequest.core.reach import Reach
from wobblequest.core.recording import Header
from wobblequest.input.simulated import SimulatedSource
from wobblequest.levels.level import Level, level_from_json
from wobblequest.session.trial import Trial

RATE_HZ = 50.0
PRACTISED, UNSTEADY = 0.95, 0.0
SEEDS = (1, 2, 3)
ROCKERS = {"rocker-left-right": ("left and right", 0), "rocker-front-back": ("front and back", 1)}
"""Surface → the ways in which it tips, and which part of a place (pitch, roll) it cannot reach."""


def played(level: Level, skill: float, seed: int, *, rate_hz: float = RATE_HZ) -> Trial:
    """A whole trial of the level by a simulated person of ordinary reach."""
    source = SimulatedSource(skill, seed, rate_hz)
    trial = Trial(Header("trial", level.to_json(), seed, Calibration(), Reach(), source.info), level)
    while not trial.over:
        trial.feed(source.step())
        source.aim(trial.target())
        answer_by_person(source, trial)
    return trial


def remarks(level: Level) -> tuple[str, ...]:
    """What is odd about a level, one sentence each; nothing where it can be done, is no gift, and keeps within the safe limits."""
    practised = [played(level, PRACTISED, seed) for seed in SEEDS]
    found = [_whether_it_can_be_done(level, practised)]
    if not level.test:
        unsteady = [played(level, UNSTEADY, seed).result().points for seed in SEEDS]
        if all(points == 100 for points in unsteady):
            found.append("it is too easy: even a very unsteady simulated person gets all 100 points each time")
    limits = dict.fromkeys(note for trial in practised for note in trial.drill_state.notes)
    found += [f"it had to be fitted to a person of ordinary reach: {note[:1].lower()}{note[1:].rstrip('.')}" for note in limits]
    found.append(_whether_the_board_tips_there(level, practised))
    return tuple(words for words in found if words)


def _whether_it_can_be_done(level: Level, trials: Sequence[Trial]) -> str:
    results = [trial.result() for trial in trials]
    if level.test:
        measures = [result.measures.get(level.primary) for result in results]
        if any(measure is not None and measure.value is not None for measure in measures):
            return ""
        why = next((measure.why for measure in measures if measure is not None and measure.why), "it is no measure of this drill")
        return f"it measures nothing: `{level.primary}` has no value for a practised simulated person ({why})"
    if any(result.stars for result in results):
        return ""
    return "it cannot be done: a practised simulated person gets no star"


def _whether_the_board_tips_there(level: Level, trials: Sequence[Trial]) -> str:
    if level.surface not in ROCKERS:
        return ""
    ways, part = ROCKERS[level.surface]
    worst = 0.0
    for motion in (trial.motion() for trial in trials):
        off = np.abs((motion.target_pitch_deg, motion.target_roll_deg)[part]) - motion.target_radius_deg
        worst = max(worst, float(np.nanmax(off, initial=0.0)))
    return f"the board tips {ways} only, and a target lies {worst:.1f}° out of that line" if worst > 0 else ""


def remarks_of_all(levels: Sequence[Level], workers: int) -> Iterator[tuple[Level, tuple[str, ...]]]:
    """Each level with its remarks, in order, as they come; over some processes where there is more than one level."""
    if workers < 2 or len(levels) < 2:
        for level in levels:
            yield level, remarks(level)
        return
    with ProcessPoolExecutor(workers, get_context("spawn")) as pool:
        yield from zip(levels, pool.map(_remarks_on, [level.to_json() for level in levels]), strict=True)


def _remarks_on(level: dict[str, Any]) -> tuple[str, ...]:
    return remarks(level_from_json(level))
