"""Whether an easier or a harder level is to be suggested after some trials of one: by how many of the last targets were hit, and where
there are none by the stars. About seventy per cent of success is what people learn best at; so nothing is suggested between 60 and 80 %.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import Literal, NamedTuple

from wobblequest.core.result import Result
from wobblequest.levels.level import Level
from wobblequest.scoring.profile import DONE_STARS

Step = Literal[-1, 0, 1]
"""Along the levels of a drill: an easier one, the same again, the next one."""

LEAST_TARGETS = 10
LOW_PCT, HIGH_PCT = 60.0, 80.0


class Count(NamedTuple):
    """The parameter of a drill that says how many targets a trial has, and the measure that says what share of them was hit."""

    targets: str
    rate_pct: str


COUNTS: Mapping[str, Count] = MappingProxyType({
    "reach": Count("targets", "hit_rate_pct"), "react": Count("targets", "hit_rate_pct"), "catch": Count("things", "catch_rate_pct"),
})


def success_pct(level: Level, results: Sequence[Result]) -> float | None:
    """Share of the last targets that were hit, 0…100; None where fewer than ten are known.

    results : of trials of this level, oldest first. As many of the newest are looked at, each as a whole, as have ten targets together.
    """
    count = COUNTS.get(level.drill)
    if count is None:
        return None
    each, targets, hit = int(getattr(level.parameters, count.targets)), 0, 0.0
    for result in reversed(results):
        rate = result.measures[count.rate_pct].value if count.rate_pct in result.measures else None
        if not isinstance(rate, float | int):
            continue
        targets, hit = targets + each, hit + each * rate / 100.0
        if targets >= LEAST_TARGETS:
            return 100.0 * hit / targets
    return None


def suggested(level: Level, results: Sequence[Result]) -> Step:
    """What to suggest after the newest of these.

    results : of trials of this level that count, one straight after the other, oldest first. A level that is done leads on, unless fewer
    than 60 % of its targets were hit; one without a star, or with a single one twice running, leads back.
    """
    if not results or results[-1].stars is None:
        return 0
    stars, success = results[-1].stars, success_pct(level, results)
    if success is not None and success < LOW_PCT:
        return -1
    if stars >= DONE_STARS or (success is not None and success > HIGH_PCT and stars > 0):
        return 1
    if stars == 0:
        return -1
    before = results[-2].stars if len(results) > 1 else None
    return -1 if success is None and before is not None and before < DONE_STARS else 0
