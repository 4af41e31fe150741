"""What counts of following a target: not the beginning, in which a person has yet to find it, and only where there is a target."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from wobblequest.core.motion import Motion
from wobblequest.scoring.record import Record


def counted(motion: Motion, whole: Record, from_s: float) -> Motion:
    """The motion from ``from_s`` after its first sample on, without samples that have no target.

    What does not count is still there, but empty, so that pauses stay where they were. whole : the record of the motion.
    """
    if not motion.has_target or not whole.n:
        return replace(motion, pitch_deg=np.full(motion.t_s.size, np.nan))
    with np.errstate(invalid="ignore"):
        counts = (
            (motion.t_s >= whole.t_s[0] + from_s - 1e-9) & np.isfinite(motion.target_pitch_deg) & np.isfinite(motion.target_roll_deg)
        )
    return replace(motion, pitch_deg=np.where(counts, motion.pitch_deg, np.nan))


def why_nothing_counts(motion: Motion, beginning: str) -> str:
    """Why there are not two samples left. beginning : what does not count, in words."""
    has_target = motion.has_target and bool((np.isfinite(motion.target_pitch_deg) & np.isfinite(motion.target_roll_deg)).any())
    return f"there are not two usable samples after {beginning}" if has_target else "no target is known"
