"""Motion: the unsmoothed tilt of one trial as arrays, with the target that was shown beside each sample."""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]


def _none() -> Array:
    return np.empty(0)


@dataclass(frozen=True, slots=True)
class Motion:
    """n samples of trial time and tilt.

    t_s : (n,) trial time in s: 0 at the first sample of play; pauses are cut out.
    pitch_deg, roll_deg : (n,) calibrated, unsmoothed tilt.
    target_pitch_deg, target_roll_deg, target_radius_deg : (n,) where the dot should have been and how near counts, NaN
        where there was no target; or empty where the record knows none.
    breaks : indices i such that samples i−1 and i stand on two sides of a pause: nothing may be drawn or summed across.
    """

    t_s: Array
    pitch_deg: Array
    roll_deg: Array
    target_pitch_deg: Array = field(default_factory=_none)
    target_roll_deg: Array = field(default_factory=_none)
    target_radius_deg: Array = field(default_factory=_none)
    breaks: tuple[int, ...] = ()

    @property
    def has_target(self) -> bool:
        return self.target_pitch_deg.size == self.t_s.size and self.t_s.size > 0
