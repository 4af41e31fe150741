"""Where the tilt stands in a row of numbers, and how a row becomes a frame."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import hypot

from wobblequest.core.samples import up_from_angles, up_from_quaternion
from wobblequest.input.protocols.frame import Frame

Row = Sequence[float]

DEG_PER_RAD = 57.29577951308232
MOST_DEG = 180.0
LEAST_G, MOST_G = 0.1, 16.5
MOST_DPS = 4100.0
RATES_FOR_S = 0.5
"""So long, by the phone's own clock, the newest rates go with samples that have none of their own: a gyroscope that was switched off in
mid-turn would turn the upright for ever."""


@dataclass(frozen=True, slots=True)
class Layout:
    """Where in a row the tilt stands.

    kind : "angles" (``at`` = pitch, roll), "accel" (``at`` = x, y, z) or "quaternion" (``at`` = w, x, y, z).
    per_unit : what one degree (angles) or one g (accel) counts.
    rate_at, rate_per_dps : the gyro's three columns and what one deg/s counts. time_at, counts_per_s : the device's clock.
    doubtful : taken for radians only because no number was large; five larger ones settle that they are degrees.
    """

    kind: str
    at: tuple[int, ...]
    per_unit: float = 1.0
    rate_at: tuple[int, ...] | None = None
    rate_per_dps: float = 1.0
    time_at: int | None = None
    counts_per_s: float = 1.0
    doubtful: bool = False

    @property
    def plain_angles(self) -> bool:
        """Whether a row is only angles in degrees and perhaps a time: the usual case, which has a fast path."""
        return self.kind == "angles" and self.per_unit == 1.0 and self.rate_at is None and not self.doubtful

    def frame(self, row: Row) -> Frame | None:
        """The row as a frame, or None where it says something impossible (not finite, over 180°, no gravity at all)."""
        device_t_s = None
        if self.time_at is not None:
            device_t_s = row[self.time_at] / self.counts_per_s
            if not abs(device_t_s) < 1e12:
                return None
        rate = None
        if self.rate_at is not None:
            a, b, c = self.rate_at
            rate = (row[a] / self.rate_per_dps, row[b] / self.rate_per_dps, row[c] / self.rate_per_dps)
            if not (abs(rate[0]) <= MOST_DPS and abs(rate[1]) <= MOST_DPS and abs(rate[2]) <= MOST_DPS):
                return None
        values = [row[i] for i in self.at]
        if self.kind == "angles":
            pitch_deg, roll_deg = values[0] / self.per_unit, values[1] / self.per_unit
            if not (-MOST_DEG <= pitch_deg <= MOST_DEG and -MOST_DEG <= roll_deg <= MOST_DEG):
                return None
            return Frame(up_from_angles(pitch_deg, roll_deg), rate, None, device_t_s)
        length = hypot(*values)
        if self.kind == "quaternion":
            if not 0.95 <= length <= 1.05:
                return None
            return Frame(_unit(up_from_quaternion(*values)), rate, None, device_t_s)
        accel_g = length / self.per_unit
        if not LEAST_G <= accel_g <= MOST_G:
            return None
        x, y, z = values
        return Frame((x / length, y / length, z / length), rate, accel_g, device_t_s)


@dataclass(frozen=True, slots=True)
class NoLayout:
    """Why a table is not (or not yet) tilt. ``more``: more rows may settle it."""

    words: str
    more: bool = False


def _unit(v: tuple[float, float, float]) -> tuple[float, float, float]:
    n = hypot(*v)
    return (v[0] / n, v[1] / n, v[2] / n)
