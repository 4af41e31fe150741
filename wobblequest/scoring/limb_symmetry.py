"""How far apart the two legs are in the same test: the limb symmetry index, and the difference in per cent.

The limb symmetry index is the involved leg in per cent of the uninvolved one (Noyes, Barber & Mangine 1991, Am J Sports Med 19:513; used
so for hop tests by Munro & Herrington 2011, J Strength Cond Res 25:1470). We deviate: nobody tells the program which leg is the involved
one, so it is the weaker in per cent of the stronger, which is the same number whichever leg one asks for (of the forms that Parkinson et
al. 2021, J Sports Sci Med 20:594, compare, these are the ones that do not depend on the sides). Where less of a measure is better the
quotient is turned, so that 100 is even and less is further apart for every measure.

It says how two results of one day compare. Each of them varies by chance: two legs that are alike seldom come out at 100.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import isfinite
from typing import Literal

from wobblequest.core.result import Measure, absent
from wobblequest.scoring.measure_info import MeasureInfo

Weaker = Literal["left", "right", ""]

_NOYES = "Noyes, Barber & Mangine 1991, Am J Sports Med 19:513"
INFOS: tuple[MeasureInfo, ...] = (
    MeasureInfo(
        "limb_symmetry_index_pct", "%", "none",
        "The weaker leg's result in per cent of the stronger one's, the quotient turned where less is better: 100 is even.", _NOYES,
    ),
    MeasureInfo(
        "limb_difference_pct", "%", "none", "How far the weaker leg's result is from the stronger one's, in per cent: 100 less the index.",
        "Parkinson et al. 2021, J Sports Sci Med 20:594",
    ),
)


@dataclass(frozen=True, slots=True)
class LimbSymmetry:
    """Two legs in the same test. left, right : its result on each. index, difference : as in `INFOS`. weaker : "" where they are even, or
    where it cannot be said."""

    left: Measure
    right: Measure
    index: Measure
    difference: Measure
    weaker: Weaker = ""


def limb_symmetry(left: Measure, right: Measure, *, higher_is_better: bool) -> LimbSymmetry:
    """From the results of the left and of the right leg, both of one measure that is never below 0 and 0 at nothing.

    Absent with a reason where a leg has no result, where one is below 0 (a quotient then means nothing), and where both are 0.
    """
    values = []
    for name, measure in (("left", left), ("right", right)):
        value = measure.value
        if not isinstance(value, float | int):
            return _without(left, right, f"the {name} leg has no result: {measure.why or 'it is no single number'}")
        if value < 0:
            return _without(left, right, f"the {name} leg's result is below 0, and there is no per cent of that")
        values.append(float(value))
    low, high = sorted(values)
    if high == 0:
        return _without(left, right, "both legs came out at 0, and there is no per cent of that")
    index = 100.0 * (low / high)
    if not isfinite(index):
        return _without(left, right, "the numbers are too large to compute with")
    smaller: Weaker = "" if low == high else "left" if values[0] < values[1] else "right"
    other: dict[Weaker, Weaker] = {"left": "right", "right": "left", "": ""}
    weaker = smaller if higher_is_better else other[smaller]
    return LimbSymmetry(left, right, Measure(index, "%"), Measure(100.0 - index, "%"), weaker)


def _without(left: Measure, right: Measure, why: str) -> LimbSymmetry:
    return LimbSymmetry(left, right, absent("%", why), absent("%", why))
