"""What a result screen says: about what was done and what became better, never a verdict on a person or a body.

All comparisons are made with numbers as they are shown, so that no word ever contradicts them.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median

from wobblequest.core.result import Result
from wobblequest.drills.register import DRILLS
from wobblequest.screens.headlines import BETTER, Shown, effort, plain, shown
from wobblequest.screens.signal_words import counts

LAST = 3
"""How many earlier times a result is held against."""


@dataclass(frozen=True, slots=True)
class Praise:
    """One sentence, and a softer line under it that may be empty."""

    sentence: str
    aside: str = ""


def praise(result: Result, past: Sequence[Result]) -> Praise:
    """What to say of a trial. ``past`` : this person's earlier trials of the same level and kind of source, oldest first.

    Where the signal was poor, only what was done is said: its numbers are no progress, and no loss.
    """
    primary = shown(result.drill)[0]
    value = _value(result, primary)
    before = [v for v in (_value(r, primary) for r in past) if v is not None]
    if value is None:
        return Praise("You played it to the end")
    done = effort(result)
    if not counts(result):
        return Praise(done)
    if not before:
        return Praise(done, "Your first time here")
    sign = 1.0 if DRILLS[result.drill].higher_is_better else -1.0
    best = max(before, key=lambda v: sign * v)
    if sign * value > sign * best:
        return Praise(f"Your best so far: {primary.with_unit(value)} {primary.what}", done)
    if sign * value > sign * float(median(before[-LAST:])) and result.drill in BETTER:
        return Praise(BETTER[result.drill], done)
    if value == best:
        return Praise(done, "As good as your best so far")
    return Praise(done, f"Your best, {primary.with_unit(best)}, still stands")


def rows(result: Result, past: Sequence[Result], lines: Sequence[Shown] = ()) -> tuple[tuple[str, str, str], ...]:
    """Up to three (value with unit, what it is, how it was the last times); measures without a value are left out. lines : of the level;
    without them its drill's."""
    out = []
    for line in lines or shown(result.drill):
        value = _value(result, line)
        if value is None:
            continue
        before = [v for v in (_value(r, line) for r in past) if v is not None][-LAST:]
        words = "" if not before else "before " + ", ".join(line.number(v) for v in before)
        out.append((line.with_unit(value), line.what, words))
    return tuple(out)


def _value(result: Result, line: Shown) -> float | None:
    """A measure's value as it is shown, or None."""
    value = plain(result, line.measure)
    return None if value is None else round(value, line.decimals)
