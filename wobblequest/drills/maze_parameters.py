"""What a level may set of the maze."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import ConfigDict, Field, model_validator

from wobblequest.core.arena import SAFE_TARGET_DEG
from wobblequest.drills.drill import Parameters
from wobblequest.drills.limits import MOST_WORK_S, DirectionDeg, DistancePct, just_one, one_of, refusal

LEAST_WIDTH_DEG, MOST_WIDTH_DEG = 1.5, 16.0
"""A narrower corridor is touched by standing quietly; a wider one has no walls any more."""
LEAST_OUT_DEG = 4.5
"""No path is smaller, however short the reach: a maze of 26 points has then just room for the narrowest corridor."""
MOST_TIMES = 8
PathShape = Literal["line", "curve", "corridor", "maze"]


class MazeParameters(Parameters):
    """Maze: follow a path between walls, out and back, at one's own pace."""

    model_config = ConfigDict(json_schema_extra=just_one("distance_pct", "distance_deg"))

    path: PathShape = Field(
        description="The path: `line` (straight out), `curve` (out in an S), `corridor` (with two corners), or `maze` (another one for "
        "each trial, fitted to this person's reach).",
    )
    points: Literal[26, 52, 74] | None = Field(
        None, description="Of a maze: how many points are passed, out and back together; half as many without the way back.",
    )
    width_deg: float = Field(
        ge=LEAST_WIDTH_DEG, le=MOST_WIDTH_DEG,
        description="From wall to wall, in degrees of tilt. Larger is easier. Where stretches would run together it is narrower.",
    )
    direction_deg: DirectionDeg = Field(
        0.0, description="Where a line, curve or corridor leads: 0 forward, 90 right, 180 back, 270 left.",
    )
    distance_pct: DistancePct | None = Field(
        None, description="How far out the path goes at most, in per cent of how far this person leans in each direction.",
    )
    distance_deg: Annotated[float, Field(ge=LEAST_OUT_DEG, le=SAFE_TARGET_DEG)] | None = Field(
        None, description="How far out the path goes at most, in degrees of tilt, the same for everyone.",
    )
    there_and_back: bool = Field(True, description="`true`: out and back again. `false`: out only.")
    times: int = Field(1, ge=1, le=MOST_TIMES, description="How often the path is gone, there and back.")
    duration_s: float = Field(
        MOST_WORK_S, ge=20, le=MOST_WORK_S, description="The exercise ends after this many seconds, wherever one is; nobody has to hurry.",
    )

    @model_validator(mode="after")
    def _fits(self) -> MazeParameters:
        one_of(self, "distance_pct", "distance_deg", "the path needs a distance")
        if (self.path == "maze") != (self.points is not None):
            words = "a maze needs 26, 52 or 74 of them" if self.path == "maze" else f"`path: {self.path}` has none; leave it out"
            raise refusal("points", words)
        if self.direction_deg and self.path == "maze":
            raise refusal("direction_deg", "a maze has no direction; leave it out")
        if self.times > 1 and not self.there_and_back:
            raise refusal("times", "a path that is not gone back can be gone only once")
        return self
