"""What a result screen says: about what was done and what became better, never a verdict on a person or a body.

All comparisons are made with numbers as they are shown, so that no word ever contradicts them.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from statistics import median
from types import MappingProxyType

from wobblequest.core.result import Result
from wobblequest.drills.register import DRILLS
from wobblequest.screens.signal_words import counts

LAST = 3
"""How many earlier times a result is held against."""


@dataclass(frozen=True, slots=True)
class Shown:
    """How a measure stands on the result screen. unit : as written behind the number. what : in a patient's words."""

    measure: str
    what: str
    unit: str
    decimals: int = 0

    def number(self, value: float) -> str:
        return f"{value + 0.0:.{self.decimals}f}"

    def with_unit(self, value: float) -> str:
        return f"{self.number(value)}{self.unit}"


HEADLINES: Mapping[str, tuple[Shown, ...]] = MappingProxyType({
    "hold": (
        Shown("time_on_target_pct", "in the circle", " %"),
        Shown("longest_hold_s", "longest stay", " s", 1),
        Shown("rms_resultant", "of sway", "°", 1),
    ),
    "reach": (
        Shown("movement_error", "off the line", "°", 1),
        Shown("hit_rate_pct", "of the circles", " %"),
        Shown("time_to_hold_s", "to get there", " s", 1),
    ),
    "track": (
        Shown("rms_error_2d", "off the middle", "°", 1),
        Shown("time_on_target_pct", "in the circle", " %"),
    ),
    "rhythm": (
        Shown("directional_control_sd_pct", "straight on the line", " %"),
        Shown("gain_on_axis", "as far as the circle", " ×", 1),
        Shown("lag_on_axis_s", "behind the circle", " s", 1),
    ),
    "recall": (
        Shown("mean_radial_error", "off the place", "°", 1),
        Shown("bivariate_variable_error", "of scatter", "°", 1),
        Shown("responses", "found by feeling", ""),
    ),
    "maze": (
        Shown("inside_pct", "of the time inside", " %"),
        Shown("wall_touches", "touches", ""),
        Shown("path_completion_pct", "of the path", " %"),
    ),
})

BETTER: Mapping[str, str] = MappingProxyType({
    "hold": "Longer in the circle than your last times",
    "reach": "Straighter than your last times",
    "track": "Closer to the circle than your last times",
    "rhythm": "Straighter than your last times",
    "recall": "Closer to the place than your last times",
    "maze": "Longer inside than your last times",
})


@dataclass(frozen=True, slots=True)
class Praise:
    """One sentence, and a softer line under it that may be empty."""

    sentence: str
    aside: str = ""


def shown(drill: str) -> tuple[Shown, ...]:
    """The measures of a drill's result screen, the primary one first; of a drill unknown here only that."""
    known = HEADLINES.get(drill)
    if known is not None:
        return known
    primary = DRILLS[drill].primary
    return (Shown(primary, primary.replace("_", " "), "", 1),)


def praise(result: Result, past: Sequence[Result]) -> Praise:
    """What to say of a trial. ``past`` : this person's earlier trials of the same level and kind of source, oldest first.

    Where the signal was poor, only what was done is said: its numbers are no progress, and no loss.
    """
    primary = shown(result.drill)[0]
    value = _value(result, primary)
    before = [v for v in (_value(r, primary) for r in past) if v is not None]
    if value is None:
        return Praise("You played it to the end")
    effort = _effort(result)
    if not counts(result):
        return Praise(effort)
    if not before:
        return Praise(effort, "Your first time here")
    sign = 1.0 if DRILLS[result.drill].higher_is_better else -1.0
    best = max(before, key=lambda v: sign * v)
    if sign * value > sign * best:
        return Praise(f"Your best so far: {primary.with_unit(value)} {primary.what}", effort)
    if sign * value > sign * float(median(before[-LAST:])) and result.drill in BETTER:
        return Praise(BETTER[result.drill], effort)
    if value == best:
        return Praise(effort, "As good as your best so far")
    return Praise(effort, f"Your best, {primary.with_unit(best)}, still stands")


def rows(result: Result, past: Sequence[Result]) -> tuple[tuple[str, str, str], ...]:
    """Up to three (value with unit, what it is, how it was the last times); measures without a value are left out."""
    out = []
    for line in shown(result.drill):
        value = _value(result, line)
        if value is None:
            continue
        before = [v for v in (_value(r, line) for r in past) if v is not None][-LAST:]
        words = "" if not before else "before " + ", ".join(line.number(v) for v in before)
        out.append((line.with_unit(value), line.what, words))
    return tuple(out)


def _effort(result: Result) -> str:
    """What was done, said as an amount of work."""
    if result.drill == "hold":
        seconds = _plain(result, "time_on_target_s")
        if seconds is not None:
            return f"{seconds:.0f} of {result.duration_s:.0f} seconds in the circle"
    if result.drill == "reach":
        share = _plain(result, "hit_rate_pct")
        if share is not None and share >= 99.5:
            return "You reached every circle"
        if share is not None and share >= 50:
            return f"You reached {share:.0f} % of the circles"
        return "You leaned for every circle"
    if result.drill == "rhythm":
        return f"{result.duration_s:.0f} seconds to the beat"
    if result.drill == "recall":
        answers = _plain(result, "responses")
        if answers:
            return f"You found {answers:.0f} place{'s' if answers > 1 else ''} by feeling alone"
    if result.drill == "maze":
        gone = _plain(result, "path_completion_pct")
        if gone is not None and gone >= 1.0:
            return "You went the whole path" if gone >= 99.95 else f"You went {gone:.0f} % of the path"
    if result.drill == "track":
        return f"{result.duration_s:.0f} seconds with the moving circle"
    return f"You kept at it for {result.duration_s:.0f} seconds"


def _value(result: Result, line: Shown) -> float | None:
    """A measure's value as it is shown, or None."""
    value = _plain(result, line.measure)
    return None if value is None else round(value, line.decimals)


def _plain(result: Result, measure: str) -> float | None:
    found = result.measures.get(measure)
    return float(found.value) if found is not None and isinstance(found.value, float | int) else None

