"""The measures of two tasks at once: each alone, both together, and how often both went right at the same moment.

A trial has three blocks: the movement alone, the second task alone, and both. Both single tasks are needed, and each task is looked at:
what the one gains the other may have paid for (Plummer & Eskes 2015, Front Hum Neurosci 9:225).

`both_right_pct` is our own: an item of the second task counts as right only where the dot was on the movement's target meanwhile, so that
nobody scores higher by letting one of the two go. It is for practice; the effects are information, and no verdict.
"""

from __future__ import annotations

from statistics import median
from typing import NamedTuple

import numpy as np

from wobblequest.core.messages import message
from wobblequest.core.motion import Motion
from wobblequest.core.result import Measure, absent
from wobblequest.scoring import provenance
from wobblequest.scoring.dual_task import dual_task_effect
from wobblequest.scoring.measure_info import MeasureInfo, Rule, Undefined, measured
from wobblequest.scoring.record import Record, record_of

HALF = 0.5
"""Share of an item's time (of that which had a target) that the dot must be on the target for."""
NOT_PLAYED = message("this part was not played to its end")
NO_ITEM = message("no item of the second task came in this part")
NOBODY_MARKED = message("nobody marked an answer in this part")
BROKEN = message("there was a pause in the movement: coming back from it is no part of the task")
CHANGED = message("the difficulty was changed during play: the parts are not alike")
NO_PER_CENT = message("this movement's main measure may fall to 0 and below: there is no per cent of it; compare the two values")
NOT_TIMED = "no answer was timed: "
PACED = "the level sets how many items come"


class Item(NamedTuple):
    """One item of the second task, in trial time. right : answered as it should be. answer_s : from its beginning to a right press."""

    begin_s: float
    end_s: float
    right: bool
    answer_s: float | None = None


class Part(NamedTuple):
    """The second task in one part of a trial.

    items : those that count. expected : how many there should have been at least; those short of it count as not right in
    `both_right_pct`. seconds : the part's length. spoken : answers are said aloud, and the items are what somebody marked.
    """

    items: tuple[Item, ...]
    expected: int
    seconds: float
    spoken: bool = False


class Together(NamedTuple):
    """The second task in the part with both, and the trial's record, for `both_right_pct`. slips : when the movement slipped, of one in
    which the dot has no place to be at every moment; None of one in which it has."""

    part: Part
    record: Record
    slips: tuple[float, ...] | None = None


def task_accuracy(part: Part) -> float:
    return 100.0 * sum(item.right for item in _items(part)) / len(part.items)


def answer_time(part: Part) -> float:
    if part.spoken:
        raise Undefined(f"{NOT_TIMED}they were spoken")
    times = [item.answer_s for item in _items(part) if item.right and item.answer_s is not None]
    if not times:
        raise Undefined(f"{NOT_TIMED}there was no right press")
    return float(median(times))


def right_per_min(part: Part) -> float:
    if not part.spoken:
        raise Undefined(PACED)
    return 60.0 * sum(item.right for item in _items(part)) / part.seconds


def both_right(both: Together) -> float:
    """Items answered rightly while the movement went well, in per cent of all there should have been.

    It goes well with the dot on the target for half of the item's time; where the way is one's own, as long as nothing slips.
    """
    items = _items(both.part)
    return 100.0 * sum(item.right and _kept(item, both) for item in items) / max(len(items), both.part.expected)


def _items(part: Part) -> tuple[Item, ...]:
    if not part.items:
        raise Undefined(NOBODY_MARKED if part.spoken else NO_ITEM)
    return part.items


def _kept(item: Item, both: Together) -> bool:
    """Whether nothing slipped in the item's time; or whether the dot was on the target for half of its time with a target (where there
    was none nothing is asked of it)."""
    if both.slips is not None:
        return not any(item.begin_s <= t_s < item.end_s for t_s in both.slips)
    record = both.record
    during = record.aimed & (record.t_s >= item.begin_s) & (record.t_s < item.end_s)
    aimed_s = float(record.weights_s[during].sum())
    return float(record.weights_s[during & record.on_target].sum()) >= HALF * aimed_s - 1e-9


_OWN = "WobbleQuest, our own"
_PLUMMER = "Plummer & Eskes 2015, Front Hum Neurosci 9:225"
BOTH: tuple[Rule[Together], ...] = (
    Rule(MeasureInfo(
        "both_right_pct", "%", "higher",
        "Share of the second task's items, with both tasks, answered rightly as the movement went well: the dot on the target for half of "
        "the item's time; where the way is one's own (maze, shift, align, catch, roll), nothing touched, missed or left in it.",
        _OWN, "headline",
    ), both_right),
)


def _rules(where: str, words: str) -> tuple[Rule[Part], ...]:
    return (
        Rule(MeasureInfo(
            f"task_accuracy_{where}_pct", "%", "higher", f"Share of the second task's items answered rightly, {words}.", _PLUMMER,
        ), task_accuracy),
        Rule(MeasureInfo(
            f"answer_time_{where}_s", "s", "lower", f"Median time from an item's beginning to a right press, {words}.", _PLUMMER,
        ), answer_time),
        Rule(MeasureInfo(
            f"task_right_{where}_per_min", "/min", "higher", f"Right answers spoken aloud by time, {words}.", _OWN,
        ), right_per_min),
    )


ALONE, DUAL = _rules("alone", "with no movement to do"), _rules("dual", "with both tasks")
MOVEMENT_INFOS: tuple[MeasureInfo, ...] = (
    MeasureInfo("movement_alone", "its own", "none", "The movement's main measure with no second task, in that measure's unit.", _PLUMMER),
    MeasureInfo("movement_dual", "its own", "none", "The movement's main measure with both tasks, in that measure's unit.", _PLUMMER),
)
INFOS: tuple[MeasureInfo, ...] = (
    BOTH[0].info, *MOVEMENT_INFOS, *(rule.info for pair in zip(ALONE, DUAL, strict=True) for rule in pair),
)


class Movement(NamedTuple):
    """The movement's main measure alone and with the second task. per_cent : whether its change in per cent says anything. broken : there
    was a pause in one of its parts."""

    alone: Measure
    dual: Measure
    higher_is_better: bool
    per_cent: bool = True
    broken: bool = False


def second_task_measures(
    motion: Motion, movement: Movement, alone: Part | None, dual: Part | None, *, changed: bool = False,
    slips: tuple[float, ...] | None = None,
) -> dict[str, Measure]:
    """All measures of two tasks at once, by name.

    motion : the whole unsmoothed trial with its target. movement : its main measure in each of its parts. alone, dual : the second task
    in its parts, None for one that was not played to its end. changed : the difficulty was, so that the parts cannot be compared. slips :
    as of `Together`.

    The effect on a task whose answers are spoken is that on right answers a minute, of the others that on the share of right ones.
    Never raises for what the samples are: what cannot be computed is absent with a reason. Raises WobbleQuestError where the arrays are
    not equally long.
    """
    record = record_of(motion)
    out = measured(BOTH, Together(dual, record, slips)) if dual is not None else {"both_right_pct": absent("%", NOT_PLAYED)}
    out |= {"movement_alone": movement.alone, "movement_dual": movement.dual}
    for part, rules in ((alone, ALONE), (dual, DUAL)):
        out |= measured(rules, part) if part is not None else {r.info.name: absent(r.info.unit, NOT_PLAYED) for r in rules}
    spoken = any(part is not None and part.spoken for part in (alone, dual))
    first, second = (f"task_right_{where}_per_min" if spoken else f"task_accuracy_{where}_pct" for where in ("alone", "dual"))
    why = CHANGED if changed else BROKEN if movement.broken else "" if movement.per_cent else NO_PER_CENT
    out["dual_task_effect_pct"] = (
        absent("%", why) if why else dual_task_effect(movement.alone, movement.dual, higher_is_better=movement.higher_is_better)
    )
    out["dual_task_effect_cognitive_pct"] = (
        absent("%", CHANGED) if changed else dual_task_effect(out[first], out[second], higher_is_better=True)
    )
    return {**out, **measured(provenance.RULES, record)}


def part_motion(motion: Motion, begin_s: float, end_s: float) -> Motion:
    """The motion from one trial time to another, with its time from the beginning; pauses in it are kept."""
    inside = np.flatnonzero((motion.t_s >= begin_s - 1e-9) & (motion.t_s <= end_s + 1e-9))
    a, b = (int(inside[0]), int(inside[-1]) + 1) if inside.size else (0, 0)
    return Motion(
        motion.t_s[a:b] - begin_s, motion.pitch_deg[a:b], motion.roll_deg[a:b], motion.target_pitch_deg[a:b], motion.target_roll_deg[a:b],
        motion.target_radius_deg[a:b], tuple(i - a for i in motion.breaks if a < i < b),
    )
