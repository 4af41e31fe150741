"""Which family of measures fits a motion of which only tilt and target are known, and its attempts read off the target."""

from __future__ import annotations

from typing import Literal, NamedTuple

import numpy as np

from wobblequest.core.arena import CENTRE, Point
from wobblequest.core.motion import Motion
from wobblequest.scoring.attempt import Attempt
from wobblequest.scoring.record import Record, record_of

STANDS_S = 0.5
"""A target that stays for at least this long on average between its changes steps; one that changes more often moves."""

Family = Literal["hold", "reach", "track"]


class Stay(NamedTuple):
    """A target in one place: its first sample, the one past its last, and where it is."""

    first: int
    stop: int
    at: Point


def family_of(motion: Motion) -> tuple[Family, str]:
    """The family, and why in words.

    No target, or one that never changes: hold. A target that steps from place to place: reach. One that moves: track.
    """
    record = record_of(motion)
    stays = _stays(record)
    if not stays:
        return "hold", "no target is known"
    if len({stay.at for stay in stays}) == 1:
        return "hold", "the target stays in one place"
    seconds = float(record.seconds_s[np.isfinite(record.off_target_deg)].sum())
    if seconds / len(stays) >= STANDS_S:
        return "reach", "the target steps from place to place"
    return "track", "the target moves"


def attempts_from_target(motion: Motion) -> tuple[Attempt, ...]:
    """One attempt for each new place of the target: its change is the cue, the next change its end.

    Where the target stands when the motion starts is no attempt: nobody saw it appear. A target at level between targets elsewhere is the
    way back, as in the game, and no attempt either. A target counts as hit once it was
    entered (radius from the motion): how long it had to be held is not known, hence ``held_s`` is None.
    """
    record = record_of(motion)
    attempts = []
    for stay in _stays(record):
        if stay.first == 0:
            continue
        stop = min(stay.stop, record.n - 1)
        radius = float(record.target_radius_deg[stay.first])
        hit = bool(record.on_target[stay.first : stay.stop].any())
        attempts.append(Attempt(float(record.t_s[stay.first]), float(record.t_s[stop]), stay.at, radius, hit))
    outward = tuple(attempt for attempt in attempts if attempt.target != CENTRE)
    return outward or tuple(attempts)


def _stays(record: Record) -> list[Stay]:
    pitch, roll = record.target_pitch_deg, record.target_roll_deg
    shown = np.isfinite(pitch) & np.isfinite(roll)
    begins = shown.copy()
    begins[1:] &= ~shown[:-1] | (pitch[1:] != pitch[:-1]) | (roll[1:] != roll[:-1])
    firsts = np.flatnonzero(begins)
    edges = np.flatnonzero(begins | ~shown)
    stops = np.append(edges, record.n)[np.searchsorted(edges, firsts, side="right")]
    return [Stay(a, b, Point(float(pitch[a]), float(roll[a]))) for a, b in zip(firsts.tolist(), stops.tolist(), strict=True)]
