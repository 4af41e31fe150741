"""Sound guidance: where the target lies from the dot, as a sound to follow without looking.

Left and right are heard as left and right, forward and back as higher and lower, and the distance by how fast the tone beats; on the target
the tone is steady. Sounds that carry sway in the stereo balance for left and right and in frequency for forward and back steady people,
the more the less they can see and feel (Chiari et al. 2005, IEEE Trans Biomed Eng 52:2108–2111; Dozza, Horak & Chiari 2007, Exp Brain Res
178:37–48, with a quiet region in the middle and pitch and volume beyond it); simple synthetic sounds guide people to targets on a balance
device better than music does (Fuchs et al. 2020, Acoustics 2:650–665).

Deviations, ours: those sounds tell where one *is*; this one tells where to *go*, since targets lie elsewhere than in the middle – "follow
the sound". Frequencies keep to 500–2000 Hz, where older ears hear best. The distance is heard as a beat, as of a parking aid, since a
volume depends on the room and the ear. Like cues, it follows the body, not the picture: mirroring changes nothing of it.
"""

from __future__ import annotations

from math import log2
from typing import NamedTuple

from wobblequest.core.arena import Point, Target

SPAN_DEG = 8.0
"""A target so far off to one side, or in front, is heard at the end of its scale."""
MIDDLE_HZ, OCTAVES = 1000.0, 1.0
STEPS_PER_OCTAVE = 12
SLOW_HZ, FAST_HZ, SLOW_AT_DEG = 2.0, 4.0, 12.0
"""Beats a second far off and near the edge; tones of 0.16 s leave room for no more."""


class Guidance(NamedTuple):
    """A sound. pan : −1 left … 1 right. frequency_hz : 500 … 2000. beat_hz : tones a second; 0 is one steady tone, on the target."""

    pan: float
    frequency_hz: float
    beat_hz: float

    @property
    def steady(self) -> bool:
        return self.beat_hz == 0.0

    @property
    def step(self) -> int:
        """The frequency as semitones above or below the middle."""
        return round(STEPS_PER_OCTAVE * log2(self.frequency_hz / MIDDLE_HZ))


ON_TARGET = Guidance(0.0, MIDDLE_HZ, 0.0)


def guidance(dot: Point, target: Target) -> Guidance:
    """The sound for a dot and the target it should be on (degrees)."""
    pitch, roll = target.at.pitch_deg - dot.pitch_deg, target.at.roll_deg - dot.roll_deg
    off = dot.distance_to(target.at) - target.radius_deg
    if off <= 0:
        return ON_TARGET
    up = min(max(pitch / SPAN_DEG, -1.0), 1.0)
    near = 1.0 - min(off / SLOW_AT_DEG, 1.0)
    return Guidance(min(max(roll / SPAN_DEG, -1.0), 1.0), MIDDLE_HZ * 2.0 ** (OCTAVES * up), SLOW_HZ + (FAST_HZ - SLOW_HZ) * near)
