"""A person's proprioceptive control as a profile: five parts side by side, each 0–100, never melted into one number.

Each part has two reasons, which are shown with it. *Ladder*: how far up the drill's levels the person has come – a level counts as done
with two stars, and the best points at the next one count as part of it. *Own history*: how the newest session compares with the person's
own baseline at that task, in smallest real changes; whether that is a change is said as the rule of progress says it (`change.assess`: one
session alone can be chance). The ladder makes the value; the own history moves it by at most half a level.
So 100 is the top of the ladder and nobody else's performance, and a part that was never practised is absent, not 0.

This is WobbleQuest's own, published nowhere: it shows at a glance where a person stands, and replaces none of the measures.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

from wobblequest.scoring.change import Progress, Verdict

PARTS: Mapping[str, str] = MappingProxyType({
    "steadiness": "hold", "reach": "reach", "tracking": "track", "rhythm": "rhythm", "position sense": "recall",
})
"""Part of the profile → the drill that shows it."""
DONE_STARS = 2
MOST_SHIFT = 0.5
"""Levels by which the own history moves a part at most."""
BELOW_NEXT = 1.0
"""A good day never shows a level as done that is not: it ends so far below it."""


@dataclass(frozen=True, slots=True)
class LevelReached:
    """One level of a ladder. stars, points : the best so far, None where it was not played to its end."""

    level: str
    stars: int | None = None
    points: int | None = None


@dataclass(frozen=True, slots=True)
class Part:
    """One part of a profile. name : a key of `PARTS`.

    value : 0–100, None where it was never practised or has no levels here. ladder : 0–100. own : the newest session, −1 worse by MDC95 or
    more, 0 as at the baseline, +1 better by MDC95 or more; None as long as it is too early to say. done, levels : of the ladder.
    words : one sentence with both reasons. verdict : whether there is a change, by the rule of progress.
    """

    name: str
    value: float | None
    ladder: float | None
    own: float | None
    done: int
    levels: int
    words: str
    verdict: Verdict = "too-early"


def part_of(name: str, ladder: Sequence[LevelReached], newest: Progress | None) -> Part:
    """A part from the levels of its drill, easiest first, and the progress at the level that was played last (None: none).

    A level below one that is done counts as done: who starts higher up has not missed it.
    """
    if not ladder:
        return Part(name, None, None, None, 0, 0, "There are no levels for this here yet.")
    if all(level.points is None for level in ladder):
        return Part(name, None, None, None, 0, len(ladder), "Not practised yet.")
    done = max((i + 1 for i, level in enumerate(ladder) if (level.stars or 0) >= DONE_STARS), default=0)
    begun = (ladder[done].points or 0) / 100 if done < len(ladder) else 0.0
    reached = min(100.0, 100.0 * (done + begun) / len(ladder))
    own = own_change(newest)
    shift = 0.0 if own is None else own * MOST_SHIFT * 100.0 / len(ladder)
    next_level = 100.0 * (done + 1) / len(ladder)
    most = 100.0 if done == len(ladder) else max(reached, next_level - BELOW_NEXT)
    verdict = "too-early" if newest is None or own is None else newest.verdict
    words = f"{done} of {len(ladder)} levels done; {_words(verdict, own or 0.0)}."
    return Part(name, min(most, max(0.0, reached + shift)), reached, own, done, len(ladder), words, verdict)


def own_change(progress: Progress | None) -> float | None:
    """The newest session against the own baseline in smallest real changes, + is better, from −1 to 1; None where it is too early."""
    if progress is None or progress.change is None or not progress.mdc95:
        return None
    better = progress.change if progress.higher_is_better else -progress.change
    return max(-1.0, min(1.0, better / progress.mdc95))


def _words(verdict: Verdict, own: float) -> str:
    how = "better" if own > 0 else "worse"
    if verdict == "real":
        return f"last two sessions clearly {how} than at the beginning"
    if verdict == "possible":
        return f"last session {how} than at the beginning, which can be chance"
    return "last session about as at the beginning" if verdict == "none" else "too early to compare with the beginning"
