"""What a level may set of recall."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import ConfigDict, Field, field_validator, model_validator

from wobblequest.drills.drill import Parameters
from wobblequest.drills.limits import (
    MOST_WORK_S,
    DirectionDeg,
    DistanceDeg,
    DistancePct,
    RadiusDeg,
    just_one,
    one_of,
    refusal,
)
from wobblequest.drills.places import GAP_DEG

GENEROUS_S = 20.0
"""Who has not felt a place, or not answered, in this time goes on to the next: nobody stands leaning for long."""
MOST_ANSWERS = 16


class RecallParameters(Parameters):
    """Recall: feel a place, come back to the middle, and find it again with the dot hidden."""

    model_config = ConfigDict(json_schema_extra=just_one("distance_pct", "distance_deg"))

    radius_deg: RadiusDeg
    directions_deg: Annotated[tuple[DirectionDeg, ...], Field(strict=False, min_length=1, max_length=8)] = Field(
        (0.0, 90.0, 180.0, 270.0), description="Where the places are: 0 forward, 90 right, 180 back, 270 left; one to eight directions.",
    )
    order: Literal["random", "clockwise"] = Field(
        "random", description="`random`: every direction equally often, never the same twice running. `clockwise`: one after the other.",
    )
    targets: int = Field(4, ge=1, le=MOST_ANSWERS, description="How many places are shown, one after the other.")
    recalls_per_target: int = Field(
        1, ge=1, le=6, description="How often a place is to be found again once it was felt; times `targets` at most 16.",
    )
    distance_pct: DistancePct | None = Field(
        None, description="How far out the places are, in per cent of how far this person leans in each direction.",
    )
    distance_deg: DistanceDeg | None = Field(None, description="How far out the places are, in degrees of tilt, the same for everyone.")
    feel_s: float = Field(
        2.0, ge=0.5, le=10, description="How long to be in the circle to feel the place, all in all, in seconds.",
    )
    still_s: float = Field(1.0, ge=0.5, le=3, description="Standing still this long, away from the middle, is the answer, in seconds.")
    still_deg: float = Field(
        2.0, ge=0.5, le=5, description="Staying within so many degrees of one place is standing still; sway is taken out first.",
    )
    feedback: Literal["none", "shown"] = Field(
        "shown", description="After each answer: `shown` shows the circle and the answer, `none` tells nothing, as in a test.",
    )
    close_eyes: bool = Field(
        False, description="Ask to close the eyes for finding and to open them again after; give the level `eyes: closed` too.",
    )
    timeout_s: float | None = Field(
        None, ge=5, le=GENEROUS_S, description="Give up on an answer after this many seconds. Leave it out for no pressure (20 s).",
    )
    return_hold_s: float = Field(0.8, ge=0.5, le=5, description="How long to be in the middle each time, all in all, in seconds.")
    duration_s: float = Field(
        MOST_WORK_S, ge=30, le=MOST_WORK_S, description="How long to work at most before a rest or the end, in seconds.",
    )
    sets: int = Field(
        1, ge=1, le=4, description="How often there may be such work, with 30 s of rest between, until all answers are given.",
    )

    @field_validator("directions_deg")
    @classmethod
    def _each_once(cls, directions: tuple[float, ...]) -> tuple[float, ...]:
        if len(set(directions)) < len(directions):
            raise ValueError("each direction may be named once")
        return directions

    @model_validator(mode="after")
    def _fits(self) -> RecallParameters:
        one_of(self, "distance_pct", "distance_deg", "places need a distance")
        if self.distance_deg is not None and self.distance_deg < self.radius_deg + GAP_DEG:
            least = self.radius_deg + GAP_DEG
            raise refusal("distance_deg", f"a circle of {self.radius_deg:g}° needs at least {least:g}°, or it covers the middle")
        if self.targets * self.recalls_per_target > MOST_ANSWERS:
            asked = f"{self.targets} places found {self.recalls_per_target} times each"
            raise refusal("recalls_per_target", f"{asked} are more than {MOST_ANSWERS} answers")
        return self
