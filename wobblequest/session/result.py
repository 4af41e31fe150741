"""From a trial's measures to its result: points and stars by the level's anchors, signal quality, and what must be known of it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from wobblequest.core.result import Measure, Quality, Result
from wobblequest.core.samples import Reading
from wobblequest.drills.align import NOT_WEIGHT, AlignState
from wobblequest.scoring.points import points, stars
from wobblequest.scoring.version import SCORING_VERSION
from wobblequest.session import accuracy
from wobblequest.session.latency import WARN_ABOVE_MS
from wobblequest.session.signal import quality_of

if TYPE_CHECKING:
    from wobblequest.session.trial import Trial


def result_of(trial: Trial, measures: Mapping[str, Measure], readings: Sequence[Reading]) -> Result:
    """The result of a trial. Points and stars only for a trial played to its end at the level's own difficulty, with a signal to trust.

    A test has none: it measures, and its measures are what is looked at. Points say how well somebody balanced; with a poor signal nobody
    knows that: an axis that hangs in the middle would earn three stars.
    """
    level, header = trial.level, trial.header
    completed = trial.phase == "finished"
    primary = measures[level.primary].value if level.primary in measures else None
    quality = quality_of(readings, trial.faults, header.source.kind)
    fair = completed and not trial.adjusted and quality.word != "poor" and not level.test and not header.practice
    scored = primary if fair and isinstance(primary, float | int) else None
    anchors = level.anchors
    return Result(
        trial_id=header.trial_id, level=level.id, drill=level.drill, source=header.source.kind, completed=completed,
        duration_s=trial.play_s, seed=header.seed, measures=measures,
        points=None if scored is None or anchors is None else points(scored, anchors),
        stars=None if scored is None or anchors is None else stars(scored, anchors),
        scoring_version=SCORING_VERSION, quality=quality,
        notes=tuple(_notes(trial, completed, quality)),
    )


def _notes(trial: Trial, completed: bool, quality: Quality) -> list[str]:
    source, latency_ms = trial.header.source, trial.header.latency_ms
    notes = list(trial.drill_state.notes)
    if isinstance(trial.drill_state, AlignState):
        notes.append(NOT_WEIGHT)
    if not completed:
        notes.append("This trial was not played to its end: it has no points and does not count in progress.")
    if trial.adjusted:
        notes.append("The difficulty was changed during play: this trial has no points and does not count in progress.")
    if trial.header.practice:
        notes.append("This was a practice round: it has no points and does not count.")
    elif trial.level.test:
        notes.append("This is a test: it has measures, and no points.")
    if quality.word == "poor":
        notes.append(
            f"The signal was poor ({quality.reason}), which is the board's fault, not the player's: this trial has no points and does not "
            "count in progress."
        )
    if latency_ms is not None and latency_ms > WARN_ABOVE_MS:
        notes.append(f"The picture may lag behind the board by about {latency_ms:.0f} ms: quick corrections look worse than they were.")
    if not source.is_board:
        notes.append(f"Played with the {source.kind}: this says nothing of balance and does not count in progress.")
    elif source.kind == "sim":
        notes.append("Played by a simulated person.")
    elif source.kind == "wii":
        notes.append("Measured as centre of pressure, not tilt: its degrees are the game's own and no board's.")
    unsure = accuracy.note(trial.readings())
    if unsure is not None:
        notes.append(unsure)
    return notes
