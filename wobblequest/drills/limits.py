"""What any drill may ask at most, whatever a level's file says; and the steps in which a therapist changes things in play."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated, Any

from pydantic import Field
from pydantic_core import PydanticCustomError

from wobblequest.core.arena import SAFE_TARGET_DEG
from wobblequest.core.messages import Message, aloud, chain, figure, message
from wobblequest.core.quantities import decimals_of, quantity

LEAST_RADIUS_DEG, MOST_RADIUS_DEG = 1.0, 8.0
LEAST_PCT, MOST_PCT = 10.0, 110.0
MOST_WORK_S = 60.0
MOST_SPEED_DPS = 5.0
"""Of a target that is followed: where it goes next is not known beforehand, and eyes and board come after it."""
MOST_SWAY_DPS = 16.0
"""Of a target that sways to and fro on a line that is seen whole, at a pace that is heard, about the middle: half of a common reach of 10°
to each side in 1 s a crossing, as the fastest of the clinical tests of rhythmic weight shift asks. Boards under people who stand as
still as they can move at 20 to 40 °/s."""

RadiusDeg = Annotated[float, Field(
    ge=LEAST_RADIUS_DEG, le=MOST_RADIUS_DEG,
    description="Radius of the circle, in degrees of tilt. Larger is easier.",
)]
DirectionDeg = Annotated[float, Field(ge=0, lt=360)]
DistancePct = Annotated[float, Field(ge=LEAST_PCT, le=MOST_PCT)]
DistanceDeg = Annotated[float, Field(ge=1, le=SAFE_TARGET_DEG)]


def refusal(key: str, words: str) -> PydanticCustomError:
    """What a check over several keys raises: the key to point at, and a sentence."""
    return PydanticCustomError("level", "{words}", {"key": key, "words": words})


def just_one(first: str, second: str) -> dict[str, Any]:
    """The same rule as `one_of` in the words of JSON Schema, for editors."""
    return {"oneOf": [{"required": [first]}, {"required": [second]}]}


def one_of(parameters: Any, first: str, second: str, why: str) -> None:
    """Refuse parameters in which both keys are given, or neither."""
    given = [key for key in (first, second) if getattr(parameters, key) is not None]
    if len(given) == 2:
        raise refusal(second, f"give either `{first}` or `{second}`, not both")
    if not given:
        raise refusal(first, f"{why}: give `{first}` or `{second}`")


@dataclass(frozen=True, slots=True)
class Knob:
    """One number that can be changed during play.

    more, less : words for a step up or down. most, least : words at the end of the range. unit : of `amount`.
    """

    step: float
    low: float
    high: float
    more: str
    less: str
    most: str
    least: str
    unit: str

    def turned(self, value: float, steps: int, *, high: float | None = None, low: float | None = None) -> tuple[float, str, bool]:
        """The new value, what to say, and whether anything changed. ``low`` and ``high`` narrow the range."""
        top = self.high if high is None else min(high, self.high)
        bottom = self.low if low is None else max(low, self.low)
        new = round(min(max(value + steps * self.step, bottom), top), 3)
        if (new - value) * steps <= 0:
            return value, chain([self.most if steps > 0 else self.least, amount(value, self.unit)], ": "), False
        return new, chain([self.more if steps > 0 else self.less, amount(new, self.unit)], ": "), True


def amount(value: float, unit: str) -> Message:
    """A number that was set, with its unit: one of `quantity`, or ``% of reach``, ``°/s``, ``°/s at most``."""
    number = figure(value, decimals_of(value))
    match unit:
        case "% of reach":
            return message("{value} % of your reach", value=number)
        case "°/s":
            return message("{value} °/s", value=number)
        case "°/s at most":
            return message("{value} °/s at most", value=number)
    return quantity(value, unit, decimals_of(value))


SIZE = Knob(
    0.5, LEAST_RADIUS_DEG, MOST_RADIUS_DEG, aloud("Circle bigger"), aloud("Circle smaller"),
    aloud("Already the largest circle"), aloud("Already the smallest circle"), "°",
)
_FARTHER = (aloud("Farther"), aloud("Nearer"), aloud("Already the farthest"), aloud("Already the nearest"))
DISTANCE_PCT = Knob(5.0, LEAST_PCT, MOST_PCT, *_FARTHER, "% of reach")
DISTANCE_DEG = Knob(1.0, 1.0, SAFE_TARGET_DEG, *_FARTHER, "°")
HOLD = Knob(
    0.5, 0.5, MOST_WORK_S, aloud("Longer hold"), aloud("Shorter hold"),
    aloud("Already the longest hold"), aloud("Already the shortest hold"), "s",
)
