"""The measures of catching: what was caught and let pass, to each side, and how near the middle of the tray was as a thing came down.

All counts and shares are our own; so is the difference between the sides, in per cent points as differences of shares are told. What was
caught is what the game decided, by the dot that was seen; errors are of the tilt as it came.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property
from math import copysign
from typing import Literal

import numpy as np

from wobblequest.core.motion import Array, Motion
from wobblequest.core.result import Measure
from wobblequest.scoring import provenance
from wobblequest.scoring.measure_info import MeasureInfo, Rule, Undefined, measured
from wobblequest.scoring.record import Record, record_of


@dataclass(frozen=True, slots=True)
class Landing:
    """One thing that came down, in trial time.

    t_s : when. axis : ``side`` where the tray goes left and right, ``front`` where forward and back. place_deg : where, along that axis.
    avoid : whether it was to be let pass. taken : whether the tray was under it. ends_deg : where the tray's way ends.
    """

    t_s: float
    axis: Literal["side", "front"]
    place_deg: float
    avoid: bool
    taken: bool
    ends_deg: tuple[float, float]

    @property
    def right(self) -> bool:
        """Whether it went as it should."""
        return self.taken != self.avoid


class Landings:
    """All things of a trial that came down."""

    def __init__(self, record: Record, landings: Sequence[Landing]) -> None:
        self._record = record
        self.all = tuple(landings)

    def count(self, of: Callable[[Landing], bool]) -> float:
        return float(sum(map(of, self.all)))

    def caught_pct(self, axis: Literal["side", "front"], sign: int) -> float:
        """Share of what was to be caught on one side of an axis that was caught. Raises `Undefined` where there was none."""
        here = [each.taken for each in self.all if each.axis == axis and not each.avoid and sign * each.place_deg > 0]
        if not here:
            side = {("side", 1): "right", ("side", -1): "left", ("front", 1): "front", ("front", -1): "back"}[axis, sign]
            raise Undefined(f"nothing to catch came down on the {side}")
        return 100.0 * sum(here) / len(here)

    @cached_property
    def outward(self) -> Array:
        """(n,) of what was to be caught: how far the tray's middle was from where it came down, deg, + farther out than it.

        Things that came down in a gap, a pause or after the last sample are left out. Raises `Undefined` where none is left.
        """
        found = []
        for each in self.all:
            at = None if each.avoid else self._tilt_at(each)
            if at is not None:
                tray = min(max(at, each.ends_deg[0]), each.ends_deg[1])
                found.append((tray - each.place_deg) * copysign(1.0, each.place_deg))
        if not found:
            raise Undefined("nothing to catch came down while there was a signal")
        return np.array(found)

    def _tilt_at(self, landing: Landing) -> float | None:
        for t, pitch, roll in self._record.raw_pieces:
            if t[0] <= landing.t_s <= t[-1]:
                return float(np.interp(landing.t_s, t, roll if landing.axis == "side" else pitch))
        return None


def catch_rate_pct(landings: Landings) -> float:
    if not landings.all:
        raise Undefined("nothing came down")
    return 100.0 * landings.count(lambda each: each.right) / len(landings.all)


def caught(landings: Landings) -> float:
    return landings.count(lambda each: each.taken and not each.avoid)


def missed(landings: Landings) -> float:
    return landings.count(lambda each: not each.taken and not each.avoid)


def let_pass(landings: Landings) -> float:
    return landings.count(lambda each: each.avoid and not each.taken)


def caught_wrongly(landings: Landings) -> float:
    return landings.count(lambda each: each.avoid and each.taken)


def landing_error(landings: Landings) -> float:
    return float(np.abs(landings.outward).mean())


def landing_offset(landings: Landings) -> float:
    return float(landings.outward.mean())


_OWN = "WobbleQuest"


def _sides() -> tuple[Rule[Landings], ...]:
    """Shares of the four sides, and the difference between those of each axis."""
    rules: list[Rule[Landings]] = []
    for axis, plus, minus, symmetry in (
        ("side", "right", "left", "catch_symmetry_pct"), ("front", "front", "back", "catch_symmetry_front_back_pct"),
    ):
        for sign, side in ((-1, minus), (1, plus)):
            info = MeasureInfo(f"caught_{side}_pct", "%", "higher", f"Share caught of what was to be caught on the {side}.", _OWN)
            rules.append(Rule(info, _share(axis, sign)))
        words = f"Share caught on the {plus} minus share caught on the {minus}, in per cent points: 0 is even."
        rules.append(Rule(MeasureInfo(symmetry, "%", "none", words, _OWN), _difference(axis)))
    return tuple(rules)


def _share(axis: str, sign: int) -> Callable[[Landings], float]:
    return lambda landings: landings.caught_pct("side" if axis == "side" else "front", sign)


def _difference(axis: str) -> Callable[[Landings], float]:
    plus, minus = _share(axis, 1), _share(axis, -1)
    return lambda landings: plus(landings) - minus(landings)


RULES: tuple[Rule[Landings], ...] = (
    Rule(MeasureInfo(
        "catch_rate_pct", "%", "higher", "Share of all things that were caught, or let pass, as they should be.", _OWN, "headline",
    ), catch_rate_pct),
    Rule(MeasureInfo("caught", "count", "higher", "Things caught that were to be caught.", _OWN), caught),
    Rule(MeasureInfo("missed", "count", "lower", "Things not caught that were to be caught.", _OWN), missed),
    Rule(MeasureInfo("let_pass", "count", "higher", "Things let pass that were to be let pass.", _OWN), let_pass),
    Rule(MeasureInfo("caught_wrongly", "count", "lower", "Things caught that were to be let pass.", _OWN), caught_wrongly),
    *_sides(),
    Rule(MeasureInfo(
        "landing_error", "deg", "lower",
        "Mean distance between the middle of the tray and the thing as it came down; of what was to be caught.", _OWN,
    ), landing_error),
    Rule(MeasureInfo(
        "landing_offset", "deg", "none",
        "Mean signed distance of the same, + where the tray was farther out than the thing, - where nearer to the middle.", _OWN,
    ), landing_offset),
)


def catch_measures(motion: Motion, landings: Sequence[Landing]) -> dict[str, Measure]:
    """All measures of catching, by name in the order of the register.

    motion : the unsmoothed trial. landings : of all things that came down, in trial time.

    Never raises for what the samples are: what cannot be computed is absent with a reason. Raises WobbleQuestError where the arrays are
    not equally long.
    """
    record = record_of(motion)
    return {**measured(RULES, Landings(record, landings)), **measured(provenance.RULES, record)}
