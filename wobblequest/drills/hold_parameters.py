"""What a level may set of hold: the circle and where it is, how it tightens, its rings, and the pushes that come."""

from __future__ import annotations

from pydantic import ConfigDict, Field, model_validator

from wobblequest.core.arena import SAFE_TARGET_DEG
from wobblequest.core.reach import Reach
from wobblequest.drills.drill import Parameters
from wobblequest.drills.limits import (
    MOST_RADIUS_DEG,
    MOST_WORK_S,
    DirectionDeg,
    DistanceDeg,
    DistancePct,
    RadiusDeg,
    just_one,
    one_of,
    refusal,
)

FIRST_PUSH_S, LAST_PUSH_S, EACH_PUSH_S = 2.0, 7.0, 6.0
"""No push before the person has settled, none so late that bringing the dot back would be cut off; and this much time for each."""


LEAST_OUT_DEG = 0.5
"""So much farther than the circle's edge a push takes the dot."""


class HoldParameters(Parameters):
    """Hold: stay in a circle. Without a direction the circle is in the middle."""

    model_config = ConfigDict(json_schema_extra={"dependencies": {
        "distance_pct": ["direction_deg"], "distance_deg": ["direction_deg"], "direction_deg": just_one("distance_pct", "distance_deg"),
        "stages": ["final_radius_deg"], "final_radius_deg": ["stages"], "pushes": ["push_deg"], "push_deg": ["pushes"],
    }})

    radius_deg: RadiusDeg
    duration_s: float = Field(30.0, ge=5, le=MOST_WORK_S, description="How long the exercise takes, in seconds.")
    hold_s: float = Field(
        5.0, ge=0.5, le=MOST_WORK_S,
        description="A stay this long without leaving fills the arc around the circle, in seconds; then the next one begins.",
    )
    direction_deg: DirectionDeg | None = Field(
        None, description="Where the circle is: 0 forward, 90 right, 180 back, 270 left. Leave it out for the middle.",
    )
    distance_pct: DistancePct | None = Field(
        None, description="How far out the circle is, in per cent of how far this person leans in that direction.",
    )
    distance_deg: DistanceDeg | None = Field(None, description="How far out the circle is, in degrees of tilt, the same for everyone.")
    stages: int | None = Field(
        None, ge=2, le=6, description="In how many equal stages the circle tightens from `radius_deg` to `final_radius_deg`.",
    )
    final_radius_deg: float | None = Field(None, ge=1, le=8, description="Radius of the circle in the last stage, in degrees of tilt.")
    rings: int | None = Field(
        None, ge=2, le=4, description="How many rings, the outermost being the circle; the share of the time in each is measured.",
    )
    edge_deg: float | None = Field(
        None, ge=10, le=40, description="Tilt at which this board's edge touches the floor, for counting contacts; left out, 20 is taken.",
    )
    pushes: int | None = Field(
        None, ge=1, le=8, description="How often the dot is pushed aside, at moments that nobody can foresee; it is to be brought back.",
    )
    push_deg: float | None = Field(
        None, ge=1.5, le=5, description="How far a push takes the dot, in degrees; at least 0.5 more than the circle's radius.",
    )

    @model_validator(mode="after")
    def _fits(self) -> HoldParameters:
        if self.direction_deg is not None:
            one_of(self, "distance_pct", "distance_deg", "a circle to one side needs a distance")
        else:
            for key in ("distance_pct", "distance_deg"):
                if getattr(self, key) is not None:
                    raise refusal("direction_deg", f"`{key}` needs `direction_deg` too; leave both out for the middle")
        if self.hold_s > self.duration_s:
            raise refusal("hold_s", f"a stay of {self.hold_s:g} s does not fit into `duration_s` of {self.duration_s:g} s")
        self._both("stages", "final_radius_deg")
        if self.final_radius_deg is not None and self.final_radius_deg >= self.radius_deg:
            raise refusal("final_radius_deg", f"the circle tightens: it must be less than `radius_deg` of {self.radius_deg:g}°")
        self._both("pushes", "push_deg")
        if self.push_deg is not None and self.push_deg < self.radius_deg + LEAST_OUT_DEG:
            least = self.radius_deg + LEAST_OUT_DEG
            raise refusal("push_deg", f"a push of {self.push_deg:g}° hardly leaves the circle; make it {least:g}° at least")
        least_s = FIRST_PUSH_S + LAST_PUSH_S + EACH_PUSH_S * (self.pushes or 0)
        if self.pushes is not None and self.duration_s < least_s:
            raise refusal("pushes", f"{self.pushes} pushes need a `duration_s` of {least_s:g} s")
        if self.distance_deg is not None and self.distance_deg > farthest_deg(self):
            raise refusal("distance_deg", f"with its pushes and the board's edge the circle may stand at {farthest_deg(self):g}° at most")
        return self

    def _both(self, first: str, second: str) -> None:
        for key, other in ((first, second), (second, first)):
            if getattr(self, key) is not None and getattr(self, other) is None:
                raise refusal(other, f"`{key}` needs `{other}` too")


def farthest_deg(p: HoldParameters) -> float:
    """The farthest from level that the circle may stand: a push asks for as much tilt again, and the edge is not to be stood on."""
    push = p.push_deg or 0.0
    most = SAFE_TARGET_DEG - push
    return most if p.edge_deg is None else max(0.0, min(most, p.edge_deg - p.radius_deg - push))


def most_radius_deg(p: HoldParameters) -> float:
    """The largest circle that a push still takes the dot out of, and that the board's edge leaves room for."""
    most = MOST_RADIUS_DEG if p.push_deg is None else p.push_deg - LEAST_OUT_DEG
    if p.edge_deg is None or p.distance_deg is None:
        return most
    return min(most, p.edge_deg - p.distance_deg - (p.push_deg or 0.0))


def distance_of(p: HoldParameters, reach: Reach) -> tuple[float, tuple[str, ...]]:
    """The circle's distance from level in degrees, and what had to be limited."""
    if p.direction_deg is None:
        return 0.0, ()
    asked = p.distance_deg if p.distance_deg is not None else (p.distance_pct or 0.0) / 100.0 * reach.at(p.direction_deg)
    most = farthest_deg(p)
    if asked > most:
        why = "no target lies farther out" if most == SAFE_TARGET_DEG else "with its pushes and the board's edge no more is safe"
        return most, (f"The circle stood at {most:g}° instead of {asked:.1f}°: {why}.",)
    return asked, ()


def stage_at(p: HoldParameters, t_s: float) -> int:
    """Which stage it is, from 0 on; 0 where the circle does not tighten."""
    return 0 if p.stages is None else min(p.stages - 1, int(max(t_s, 0.0) / p.duration_s * p.stages))


def radius_at(p: HoldParameters, t_s: float) -> float:
    """The circle's radius at a trial time, in degrees: it tightens by the same step from stage to stage."""
    if p.stages is None or p.final_radius_deg is None:
        return p.radius_deg
    return p.radius_deg + (p.final_radius_deg - p.radius_deg) * stage_at(p, t_s) / (p.stages - 1)
