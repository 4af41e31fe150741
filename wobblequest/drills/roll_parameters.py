"""What a level may set of roll."""

from __future__ import annotations

from typing import Annotated

from pydantic import ConfigDict, Field, model_validator

from wobblequest.core.messages import aloud
from wobblequest.drills.drill import Parameters
from wobblequest.drills.limits import MOST_WORK_S, DistanceDeg, DistancePct, Knob, just_one, one_of

LEAST_GATE_DEG, MOST_GATE_DEG = 1.0, 4.0
LEAST_PULL, MOST_PULL = 1.0, 16.0

GATE = Knob(
    0.25, LEAST_GATE_DEG, MOST_GATE_DEG, aloud("Gates wider"), aloud("Gates narrower"), aloud("Gates are at their widest"),
    aloud("Gates are at their narrowest"), "°",
)
PULL = Knob(
    1.0, LEAST_PULL, MOST_PULL, aloud("Ball livelier"), aloud("Ball calmer"), aloud("Already the liveliest ball"),
    aloud("Already the calmest ball"), "",
)


class RollParameters(Parameters):
    """Roll: tilt a dish so that a ball rolls through gates, one after another."""

    model_config = ConfigDict(json_schema_extra=just_one("distance_pct", "distance_deg"))

    gates: int = Field(8, ge=1, le=16, description="How many gates.")
    gate_deg: Annotated[float, Field(ge=LEAST_GATE_DEG, le=MOST_GATE_DEG)] = Field(
        description="Half the width of a gate, in degrees of the picture. Larger is easier.",
    )
    distance_pct: DistancePct | None = Field(
        None, description="How far out the gates stand, in per cent of how far this person leans there; half of that lean is enough.",
    )
    distance_deg: DistanceDeg | None = Field(
        None, description="How far out the gates stand, in degrees of the picture, the same for everyone.",
    )
    pull_per_s2: float = Field(
        4.0, ge=LEAST_PULL, le=MOST_PULL,
        description="How strongly the ball is pulled downhill, in °/s² a degree of tilt, and back by the dish's curve. More is livelier.",
    )
    friction_per_s: float = Field(
        2.0, ge=0.3, le=6.0, description="How much rolling slows the ball, in °/s² for each °/s. Less rolls on longer and is harder.",
    )
    duration_s: float = Field(
        MOST_WORK_S, ge=15, le=MOST_WORK_S, description="The exercise ends after this many seconds, even if not all gates are passed.",
    )

    @model_validator(mode="after")
    def _fits(self) -> RollParameters:
        one_of(self, "distance_pct", "distance_deg", "gates need a distance")
        return self
