"""What a level may set of shifting to and fro between two boxes."""

from __future__ import annotations

from math import ceil
from typing import Annotated

from pydantic import ConfigDict, Field, model_validator

from wobblequest.drills.boxes import largest_half_deg, least_distance_deg
from wobblequest.drills.circles import GENEROUS_S
from wobblequest.drills.drill import Parameters
from wobblequest.drills.limits import (
    LEAST_RADIUS_DEG,
    MOST_RADIUS_DEG,
    MOST_WORK_S,
    DirectionDeg,
    DistanceDeg,
    DistancePct,
    just_one,
    one_of,
    refusal,
)

LEAST_BOUNDS_DEG, MOST_BOUNDS_DEG = 1.5, 15.0


class ShiftParameters(Parameters):
    """Shift: go to and fro between two boxes, and stay within the bounds about them."""

    model_config = ConfigDict(json_schema_extra=just_one("distance_pct", "distance_deg"))

    box_deg: Annotated[float, Field(ge=LEAST_RADIUS_DEG, le=MOST_RADIUS_DEG)] = Field(
        description="How far a box goes from its middle to each of its sides, in degrees of tilt. Larger is easier.",
    )
    bounds_deg: Annotated[float, Field(ge=LEAST_BOUNDS_DEG, le=MOST_BOUNDS_DEG)] = Field(
        description="How far the bounds lie to each side of the line between the boxes, and past its ends, in degrees of tilt. Larger is "
        "easier.",
    )
    direction_deg: DirectionDeg = Field(
        90.0,
        description="Of the first box from the middle; the other lies opposite: 90 right and left, 0 front and back, 45 and 135 slanting.",
    )
    distance_pct: DistancePct | None = Field(
        None, description="How far out the middles of the boxes are, in per cent of how far this person leans in their directions.",
    )
    distance_deg: DistanceDeg | None = Field(
        None, description="How far out the middles of the boxes are, in degrees of tilt, the same for everyone.",
    )
    hold_s: float = Field(0.5, ge=0.3, le=10, description="How long to stay in a box, in seconds. Leaving it starts the stay anew.")
    shifts: int = Field(12, ge=2, le=16, description="How many boxes to lean into, the first and the other one in turn.")
    timeout_s: float | None = Field(
        None, ge=3, le=GENEROUS_S, description="Give up on a box after this many seconds. Leave it out for no pressure (20 s).",
    )
    duration_s: float = Field(
        MOST_WORK_S, ge=15, le=MOST_WORK_S, description="The exercise ends after this many seconds, even if not all boxes were leant into.",
    )

    @model_validator(mode="after")
    def _fits(self) -> ShiftParameters:
        one_of(self, "distance_pct", "distance_deg", "boxes need a distance")
        most = largest_half_deg(self.direction_deg, self.bounds_deg, None)
        if self.box_deg > most + 1e-9:
            raise refusal("box_deg", f"a box of {self.box_deg:g}° does not fit into bounds of {self.bounds_deg:g}°; give at most {most:g}°")
        least = least_distance_deg(self.direction_deg, self.box_deg)
        if self.distance_deg is not None and self.distance_deg < least - 1e-9:
            out = ceil(10.0 * least - 1e-6) / 10.0
            raise refusal("distance_deg", f"a box of {self.box_deg:g}° needs at least {out:g}° in this direction, or it covers the middle")
        if self.timeout_s is not None and self.timeout_s < self.hold_s + 1:
            raise refusal("timeout_s", f"with `hold_s` of {self.hold_s:g} s it must be at least {self.hold_s + 1:g} s")
        return self
