"""What a level may set of catch."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import ConfigDict, Field, model_validator

from wobblequest.core.messages import aloud
from wobblequest.drills.drill import Parameters
from wobblequest.drills.limits import (
    LEAST_RADIUS_DEG,
    MOST_RADIUS_DEG,
    MOST_SPEED_DPS,
    MOST_WORK_S,
    DistancePct,
    Knob,
    just_one,
    one_of,
    refusal,
)

MOST_SIDE_DEG = 13.0
"""The tray goes no farther to a side: with its place below the middle it is then 14.8° from there, and nothing lies beyond 15°."""
CLEAR_DEG = 1.0
"""What is to be caught lands so far beside a tray that stands in the middle, at the least: else it would be caught by standing still."""
LEAST_FALL_DPS = 1.5

TRAY = Knob(
    0.5, LEAST_RADIUS_DEG, MOST_RADIUS_DEG, aloud("Tray wider"), aloud("Tray narrower"), aloud("Already the widest tray"),
    aloud("Already the narrowest tray"), "°",
)
FALL = Knob(
    0.5, LEAST_FALL_DPS, MOST_SPEED_DPS, aloud("Faster"), aloud("Slower"), aloud("Already as fast as is safe"),
    aloud("Already as slow as it goes"), "°/s",
)


class CatchParameters(Parameters):
    """Catch: lean to move a tray under what comes down, and out of the way of what is to be let pass."""

    model_config = ConfigDict(json_schema_extra=just_one("distance_pct", "distance_deg"))

    tray_deg: float = Field(
        ge=LEAST_RADIUS_DEG, le=MOST_RADIUS_DEG, description="Half the width of the tray, in degrees of tilt. Wider is easier.",
    )
    axis: Literal["side", "front"] = Field(
        "side", description="`side`: things come from above, and the tray goes with leaning left and right. `front`: they come from the "
        "right, and the tray goes with leaning forward and back.",
    )
    distance_pct: DistancePct | None = Field(
        None, description="How far out things land at most, in per cent of how far this person leans to that side.",
    )
    distance_deg: Annotated[float, Field(ge=1, le=MOST_SIDE_DEG)] | None = Field(
        None, description="How far out things land at most, in degrees of tilt, the same for everyone.",
    )
    fall_dps: float = Field(
        2.5, ge=LEAST_FALL_DPS, le=MOST_SPEED_DPS, description="How fast things come, in degrees a second; the whole way is 12.6°.",
    )
    things: int = Field(8, ge=4, le=24, description="How many things come.")
    avoid_pct: float = Field(0.0, ge=0, le=50, description="How many of them are to be let pass, in per cent. The first never is.")
    at_once: int = Field(1, ge=1, le=2, description="`2`: the next one comes when the one before is half way.")
    pause_s: float = Field(1.0, ge=0.5, le=5, description="With one at once: the time before the next one comes, in seconds.")
    order: Literal["random", "alternate"] = Field(
        "random", description="From which side: `random`, each equally often, or `alternate`, so that it can be foreseen.",
    )
    duration_s: float = Field(
        MOST_WORK_S, ge=30, le=MOST_WORK_S, description="The exercise ends after this many seconds, even if not all things have come.",
    )

    @model_validator(mode="after")
    def _fits(self) -> CatchParameters:
        one_of(self, "distance_pct", "distance_deg", "things need a distance")
        least = self.tray_deg + CLEAR_DEG
        if self.distance_deg is not None and self.distance_deg < least:
            raise refusal(
                "distance_deg", f"a tray of {self.tray_deg:g}° to each side needs at least {least:g}°, or it catches by standing still",
            )
        return self
