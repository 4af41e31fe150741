"""How the arena lies on the canvas: from degrees of tilt to pixels, mirrored or stretched where a level asks for it.

A level's display changes the picture alone: dot, trail and shapes together. What the board did, and what is measured, stays in degrees.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import cos, radians, sqrt
from typing import NamedTuple

from wobblequest.core.arena import Point
from wobblequest.core.reach import DIRECTIONS_DEG, Reach
from wobblequest.draw.coverage import XY
from wobblequest.draw.kit import Box
from wobblequest.draw.metrics import INSTRUCTION_ARCMIN, Metrics
from wobblequest.session.asked import Extent

SIDES, BOTTOM = (0.09, 0.91), 0.98
"""Where the arena begins and ends across the canvas, progress standing at its left, and where it ends below (shares)."""
UNDER_ONE_LINE, UNDER_TWO_LINES = 0.165, 0.245
"""Where it begins, below a sentence of one line, or of two."""
LINE_WIDTH = 22.0
"""A line of 34 bold letters is so many capitals' heights wide."""
DEFAULT_EXTENT_DEG = 12.0
LEAST_SIDE_DEG = 10.0
"""So much is shown to each side at least: a circle never lies nearer than its own size, however short the reach."""
LEAST_GAINED_DEG = 4.0
"""So much where a gain makes all larger: people sway about a circle in the middle."""
BEYOND = 1.05
"""So much more than the reach: a circle near its end lies partly beyond it."""


class Lens(NamedTuple):
    """What the picture does with all that lies in the arena.

    mirrored : left and right are swapped. gain_pitch, gain_roll : how large forward and back, and left and right, are shown. asked : how
    far out the level asks anybody to go, None where nobody knows: then the whole reach stays in the picture.
    """

    mirrored: bool = False
    gain_pitch: float = 1.0
    gain_roll: float = 1.0
    asked: Extent | None = None


PLAIN = Lens()


@dataclass(frozen=True, slots=True)
class Field:
    """How the arena lies on the canvas: its centre (px), and pixels a degree. right = +roll, up = +pitch.

    px_per_deg : of what is round and has one size, whatever the gains. radius_px : of the largest circle about the centre.
    stretch : by how much more a degree of roll, and of pitch, is shown (right, up); negative to the right where mirrored.
    """

    centre: XY
    px_per_deg: float
    radius_px: float
    stretch: tuple[float, float] = (1.0, 1.0)

    def place(self, point: Point) -> XY:
        x_px, y_px = self.stretch[0] * self.px_per_deg, self.stretch[1] * self.px_per_deg
        return self.centre[0] + point.roll_deg * x_px, self.centre[1] - point.pitch_deg * y_px

    @property
    def px_each(self) -> XY:
        """Pixels a degree of roll, and a degree of pitch."""
        return abs(self.stretch[0]) * self.px_per_deg, self.stretch[1] * self.px_per_deg

    @property
    def even(self) -> bool:
        """Whether a circle is shown as a circle."""
        return abs(abs(self.stretch[0]) - self.stretch[1]) < 1e-9


def one_line(metrics: Metrics) -> bool:
    """Whether an instruction of full size stands in one line here, so that the arena can begin higher up."""
    return metrics.capital_px(INSTRUCTION_ARCMIN) * LINE_WIDTH <= metrics.width_px


def area(metrics: Metrics) -> Box:
    """Where the arena lies on the canvas (shares): all that the sentence above and the progress at the left leave."""
    top = UNDER_ONE_LINE if one_line(metrics) else UNDER_TWO_LINES
    return SIDES[0], top, SIDES[1] - SIDES[0], BOTTOM - top


def field(metrics: Metrics, reach: Reach | None, extent_deg: float | None, lens: Lens = PLAIN) -> Field:
    """The field in which the extent fits, or the person's reach with a ring at its end; level lies where both fit best.

    A gain larger than 1 takes its room from what nobody is asked to reach; where that is not enough all becomes smaller together, so
    that everything asked for stays in the picture and the ratio of the gains is kept.
    """
    share = area(metrics)
    left, top = share[0] * metrics.width_px, share[1] * metrics.height_px
    width, height = share[2] * metrics.width_px, share[3] * metrics.height_px
    stretch = _stretch(lens)
    if reach is None or extent_deg is not None:
        radius = min(width, height) / 2
        return Field((left + width / 2, top + height / 2), radius / (extent_deg or DEFAULT_EXTENT_DEG), radius, stretch)
    room = metrics.cursor_radius_px + 3 * metrics.line_px
    high, wide = height - 2 * room, width / 2 - room
    whole = Extent(*(_side(reach, a) for a in (0, 90, 180, 270)))
    scale = min(high / (whole.up + whole.down), wide / max(whole.right, whole.left))
    if lens == PLAIN:
        up, down = whole.up, whole.down
    else:
        asked = _kept(whole, lens.asked)
        fit = min(1.0, high / (lens.gain_pitch * scale * (asked.up + asked.down)),
                  wide / (lens.gain_roll * scale * max(asked.right, asked.left)))
        scale *= fit * sqrt(lens.gain_pitch * lens.gain_roll)
        spare, more = high / (scale * stretch[1]) - asked.up - asked.down, whole.up + whole.down - asked.up - asked.down
        part = min(1.0, max(0.0, spare / more)) if more > 0 else 0.0
        up, down = asked.up + part * (whole.up - asked.up), asked.down + part * (whole.down - asked.down)
    centre = (left + width / 2, top + height / 2 + (up - down) / 2 * scale * stretch[1])
    return Field(centre, scale, min(centre[1] - top, top + height - centre[1]), stretch)


def _stretch(lens: Lens) -> tuple[float, float]:
    """Right and up, their product 1."""
    ratio = sqrt(lens.gain_roll / lens.gain_pitch)
    return (-ratio if lens.mirrored else ratio), 1.0 / ratio


def _kept(whole: Extent, asked: Extent | None) -> Extent:
    """What must stay in the picture: no more than without a gain."""
    if asked is None:
        return whole
    return Extent(*(min(each, max(far, LEAST_GAINED_DEG)) for each, far in zip(whole, asked, strict=True)))


def _side(reach: Reach, direction_deg: float) -> float:
    """How far the arena is shown to one side, in degrees."""
    most = max(d * cos(radians(a - direction_deg)) for a, d in zip(DIRECTIONS_DEG, reach.degrees, strict=True))
    return max(BEYOND * most, LEAST_SIDE_DEG)
