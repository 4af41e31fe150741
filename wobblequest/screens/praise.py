"""What a result screen says: about what was done and what became better, never a verdict on a person or a body.

All comparisons are made with numbers as they are shown, so that no word ever contradicts them.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median, median_low

from wobblequest.core.messages import Message, chain, message
from wobblequest.core.result import Result
from wobblequest.drills.register import DRILLS
from wobblequest.levels.level import Level
from wobblequest.screens.headlines import BETTER, Shown, effort, plain, shown
from wobblequest.screens.screen import PastTrial
from wobblequest.screens.signal_words import counts

LAST = 3
"""How many earlier times, or sessions, a result is held against."""
BETWEEN = " · "
"""Between numbers in a row: a comma would be taken for one within a number where that has one."""


@dataclass(frozen=True, slots=True)
class Praise:
    """One sentence, and a softer line under it that may be empty. better : it tells of something that went better than before."""

    sentence: Message
    aside: str = ""
    better: bool = False


def comparable(result: Result, level: Level) -> bool:
    """Whether a trial says something beside others of its level: its signal was good enough, and its difficulty the level's own."""
    return counts(result) and (level.anchors is None or level.test or result.points is not None)


def praise(result: Result, past: Sequence[Result], *, alone: bool = False) -> Praise:
    """What to say of a trial. ``past`` : this person's earlier trials of the same level and kind of source, oldest first.

    Where the signal was poor, or the trial stands ``alone`` since its difficulty was changed, only what was done is said: its numbers are
    no progress, and no loss.
    """
    primary = shown(result.drill)[0]
    value = _value(result, primary)
    before = [v for v in (_value(r, primary) for r in past) if v is not None]
    if value is None:
        return Praise(message("You played it to the end"))
    done = effort(result)
    if alone or not counts(result):
        return Praise(done)
    if not before:
        return Praise(done, message("Your first time here"))
    sign = 1.0 if DRILLS[result.drill].higher_is_better else -1.0
    best = max(before, key=lambda v: sign * v)
    if sign * value > sign * best:
        return Praise(message("Your best so far: {what}", what=primary.sentence(value)), done, better=True)
    if sign * value > sign * float(median(before[-LAST:])) and result.drill in BETTER:
        return Praise(BETTER[result.drill], done, better=True)
    if value == best:
        return Praise(done, message("As good as your best so far"))
    return Praise(done, message("Your best, {value}, still stands", value=primary.with_unit(best)))


def sessions_before(result: Result, past: Sequence[PastTrial], like: Sequence[Result]) -> tuple[tuple[Result, ...], ...]:
    """The results of ``like`` by the sessions they were played in, oldest first; without the session of the result itself."""
    wanted = {each.trial_id for each in like}
    now = next((each.session_id for each in past if each.trial_id == result.trial_id), "")
    found: dict[str, list[Result]] = {}
    for each in past:
        if each.trial_id in wanted and each.session_id != now:
            found.setdefault(each.session_id, []).append(each.result)
    return tuple(tuple(results) for results in found.values())


def rows(result: Result, sessions: Sequence[Sequence[Result]], lines: Sequence[Shown] = ()) -> tuple[tuple[str, str, str], ...]:
    """Up to three (value with unit, what it is, how it was in the last sessions: the middle one of each); measures without a value are left
    out. sessions : earlier results by session. lines : of the level; without them its drill's."""
    out = []
    for line in lines or shown(result.drill):
        value = _value(result, line)
        if value is None:
            continue
        each = ([v for v in (_value(r, line) for r in session) if v is not None] for session in sessions)
        before = [median_low(values) for values in each if values][-LAST:]
        words = message("before {values}", values=chain([line.number(v) for v in before], BETWEEN)) if before else ""
        out.append((line.with_unit(value), line.what_of(value), words))
    return tuple(out)


def _value(result: Result, line: Shown) -> float | None:
    """A measure's value as it is shown, or None."""
    value = plain(result, line.measure)
    return None if value is None else round(value, line.decimals)
