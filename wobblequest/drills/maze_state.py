"""Where the maze stands: on which way, how far along it, and what the path is like by now."""

from __future__ import annotations

from dataclasses import dataclass, field

from wobblequest.core.arena import Point
from wobblequest.core.course import Walk
from wobblequest.drills.drill import DrillState
from wobblequest.drills.glide import Glide
from wobblequest.drills.maze_parameters import MazeParameters
from wobblequest.drills.maze_paths import Layout
from wobblequest.drills.stay import Stay

LEAD_DEG, PACE_DPS, CATCH_UP_DPS = 1.8, 3.0, 4.4
"""Where the dot should be now: this little ahead of where it got to, at an easy pace; faster only from behind."""
ROUND = 0.5
"""A corner is rounded when the dot is so near to it, in half widths; whoever turns sooner cuts it."""


@dataclass(frozen=True, slots=True)
class Setting:
    """scale, width_deg : of the path as they were asked for from trial time ``from_s`` on."""

    from_s: float
    scale: Glide
    width_deg: float


@dataclass(frozen=True, slots=True, kw_only=True)
class MazeState(DrillState):
    """The state of the drill.

    layout : the path. settings : its scale and width, the newest last. asked : the distance at scale 1, in the parameters' unit.
    begun_s : when each way out or back was set off on; none before the start was found. leg : the way one is on, from 0. walk : where on
    it, at scale 1. stay : in the corridor. lead : how far along the way the target is. touches_s : when walls were touched.
    gone_s : when one last came on.
    """

    parameters: MazeParameters
    layout: Layout
    settings: tuple[Setting, ...]
    asked: float
    begun_s: tuple[float, ...] = ()
    leg: int = 0
    walk: Walk = field(default=Walk())
    stay: Stay = field(default=Stay())
    lead: float = 0.0
    touches_s: tuple[float, ...] = ()
    gone_s: float = 0.0

    @property
    def legs(self) -> int:
        """All ways out and back there are."""
        return self.parameters.times * (2 if self.parameters.there_and_back else 1)

    @property
    def gone(self) -> float:
        """Share of all ways that was gone, 0…1."""
        return min((self.leg + self.walk.best / self.layout.out.length) / self.legs, 1.0)

    @property
    def next_turn(self) -> float:
        """How far along the next corner lies, or the end: what there is to lean to now."""
        near = ROUND * 0.5 * self.width_deg(self.t_s) / self.scale(self.t_s)
        return self.turn_after(self.walk.best + near)

    @property
    def points_passed(self) -> tuple[int, int]:
        """(points that were come to, points of all ways)."""
        points = self.layout.points
        near = 0.5 * self.width_deg(self.t_s) / self.scale(self.t_s)
        here = sum(self.walk.best >= at - near for at in points[self.leg % 2]) if self.leg < self.legs else 0
        return sum(len(points[i % 2]) for i in range(self.leg)) + here, sum(len(points[i % 2]) for i in range(self.legs))

    def scale(self, t_s: float) -> float:
        return self.settings[-1].scale.at(t_s)

    def width_deg(self, t_s: float) -> float:
        """From wall to wall, as it is."""
        return min(self.settings[-1].width_deg, self.layout.widest_deg * self.scale(t_s))

    def at(self, along: float, t_s: float) -> Point:
        """The place so far along the present way."""
        scale, (pitch, roll) = self.scale(t_s), self.layout.way(self.leg).at(along)
        return Point(scale * pitch, scale * roll)

    def turn_after(self, along: float) -> float:
        """The first corner beyond that place, or the end."""
        turns = self.layout.turns[self.leg % 2]
        return next((turn for turn in turns if turn > along), turns[-1])

    def led(self, best: float, half: float, scale: float, dt: float) -> float:
        """How far along the target goes in ``dt`` seconds, where the dot got to ``best``: a little ahead, round no corner before it."""
        limit = min(best + LEAD_DEG / scale, self.turn_after(best + ROUND * half))
        speed = CATCH_UP_DPS if self.lead < best else PACE_DPS
        return self.lead if self.lead >= limit else min(self.lead + speed / scale * dt, limit)
