"""How far a person leans: degrees of tilt in eight directions, as a smooth closed curve."""

from __future__ import annotations

from dataclasses import dataclass
from math import isfinite

from wobblequest.core.errors import WobbleQuestError

DIRECTIONS_DEG = (0.0, 45.0, 90.0, 135.0, 180.0, 225.0, 270.0, 315.0)
LEAST_DEG, MOST_DEG = 1.0, 25.0


@dataclass(frozen=True, slots=True)
class Reach:
    """Comfortable lean in degrees, forward first, then clockwise in steps of 45°.

    Raises WobbleQuestError where there are not eight finite values in 1–25°.
    """

    degrees: tuple[float, float, float, float, float, float, float, float] = (10.0,) * 8

    def __post_init__(self) -> None:
        if len(self.degrees) != 8 or not all(isfinite(d) and LEAST_DEG <= d <= MOST_DEG for d in self.degrees):
            raise WobbleQuestError(
                f"a reach needs eight leans between {LEAST_DEG:g}° and {MOST_DEG:g}°, forward first, then clockwise; "
                f"got {self.degrees}"
            )

    def at(self, direction_deg: float) -> float:
        """Reach in degrees in any direction (degrees clockwise from forward): monotone between the measured eight.

        A periodic cubic with tangents limited as Fritsch and Carlson (1980) do, so that the curve never leaves the range of
        the two leans it lies between.
        """
        place = (direction_deg % 360.0) / 45.0
        i = int(place) % 8
        s = place - int(place)
        d = self.degrees
        a, b = d[i], d[(i + 1) % 8]
        m0, m1 = _tangent(d[i - 1], a, b), _tangent(a, b, d[(i + 2) % 8])
        h00, h10 = (1 + 2 * s) * (1 - s) ** 2, s * (1 - s) ** 2
        h01, h11 = s * s * (3 - 2 * s), s * s * (s - 1)
        return h00 * a + h10 * m0 + h01 * b + h11 * m1


def _tangent(before: float, here: float, after: float) -> float:
    """Slope at ``here``: 0 at a turning point, else the harmonic mean of both slopes (which keeps the curve monotone)."""
    left, right = here - before, after - here
    if left * right <= 0:
        return 0.0
    return 2 * left * right / (left + right)
