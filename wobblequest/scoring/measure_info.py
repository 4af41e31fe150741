"""What a measure is: its name, unit, direction, definition, source; and how it is worked out or why it cannot be."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from math import isfinite
from types import MappingProxyType
from typing import Generic, Literal, TypeVar

import numpy as np

from wobblequest.core.messages import message
from wobblequest.core.result import Measure, Value, absent

Direction = Literal["higher", "lower", "none"]
Tier = Literal["headline", "detail", "export"]

R_contra = TypeVar("R_contra", contravariant=True)

LAST_DIGIT: Mapping[str, float] = MappingProxyType({
    "%": 1.0, "deg": 0.1, "s": 0.1, "count": 1.0, "deg/s": 0.1, "Hz": 0.01, "deg²": 1.0, "deg²/s": 0.1, "bit/s": 0.01, "–": 0.01,
})
"""Unit → one of its last digit on a result screen."""
FINEST = 0.01


@dataclass(frozen=True, slots=True)
class MeasureInfo:
    """What a reader must know of a measure.

    direction : which way is better. tier : ``headline`` on result screens, ``detail`` on request, ``export`` only in files.
    smallest_change : the smallest change that is more than chance (95 %), in the measure's unit, where one is published.
    resolution : the smallest difference that the measure can show, where that is coarser than the last digit of its unit (`step`).
    """

    name: str
    unit: str
    direction: Direction
    definition: str
    citation: str
    tier: Tier = "detail"
    smallest_change: float | None = None
    resolution: float | None = None

    @property
    def step(self) -> float:
        """The smallest difference that is told apart: the resolution, or one of the last digit in which the unit is shown."""
        return LAST_DIGIT.get(self.unit, FINEST) if self.resolution is None else self.resolution


class Undefined(Exception):
    """Why a measure has no value for this record. It never leaves ``scoring``: `measured` turns it into an absent measure.

    The reasons of what a test may follow are messages: its screen tells why there is no result.
    """

    def __init__(self, why: str) -> None:
        super().__init__(why)
        self.why = why


@dataclass(frozen=True, slots=True)
class Rule(Generic[R_contra]):
    """A measure and the function that works it out from a record. The function raises `Undefined` where there is no value."""

    info: MeasureInfo
    compute: Callable[[R_contra], Value]


def measured(rules: Iterable[Rule[R_contra]], record: R_contra) -> dict[str, Measure]:
    """Every rule's measure by name: with its value, or absent with the reason. Never raises or warns for what a record holds."""
    with np.errstate(all="ignore"):  # what overflows comes out as not finite, and is then absent
        return {rule.info.name: _measure(rule, record) for rule in rules}


def all_absent(rules: Iterable[Rule[R_contra]], why: str) -> dict[str, Measure]:
    """Every rule's measure by name, all absent for one reason."""
    return {rule.info.name: absent(rule.info.unit, why) for rule in rules}


def _measure(rule: Rule[R_contra], record: R_contra) -> Measure:
    unit = rule.info.unit
    try:
        value = rule.compute(record)
    except Undefined as reason:
        return absent(unit, reason.why)
    value = tuple(float(v) for v in value) if isinstance(value, tuple) else float(value)
    if not all(isfinite(v) for v in (value if isinstance(value, tuple) else (value,))):
        return absent(unit, message("the numbers are too large to compute with"))
    return Measure(value, unit)
