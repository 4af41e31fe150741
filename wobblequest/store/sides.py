"""The same test on either leg, compared: results of one day, at the same task, on the same kind of board."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from wobblequest.core.result import Measure
from wobblequest.levels.level import Level
from wobblequest.levels.task import task_of
from wobblequest.scoring.limb_symmetry import LimbSymmetry, limb_symmetry
from wobblequest.scoring.register import MEASURES
from wobblequest.store.progress import Conditions, conditions_of, values_of
from wobblequest.store.results import StoredTrial, level_digest


@dataclass(frozen=True, slots=True)
class Comparison:
    """Left and right of one day. day : ``YYYY-MM-DD``, local. measure : its name. source_kind, protocol : of the board."""

    day: str
    left_level: str
    right_level: str
    measure: str
    source_kind: str
    protocol: str
    symmetry: LimbSymmetry


def pairs_of(levels: Sequence[Level]) -> list[tuple[Level, Level]]:
    """(left, right) tests that name each other and ask the same of either leg, but for the stance."""
    by_id = {level.id: level for level in levels}
    pairs = []
    for left in levels:
        if left.protocol is None or left.protocol.side != "left" or left.protocol.pair not in by_id:
            continue
        right = by_id[left.protocol.pair]
        named = right.protocol is not None and right.protocol.side == "right" and right.protocol.pair == left.id
        if named and _but_for_stance(left) == _but_for_stance(right):
            pairs.append((left, right))
    return pairs


def _but_for_stance(level: Level) -> object:
    followed = (level.primary, None if level.protocol is None else level.protocol.summary, level.rounds)
    return {**task_of(level.to_json()), "stance": ""}, followed


def comparisons_of(trials: Sequence[StoredTrial], levels: Sequence[Level]) -> list[Comparison]:
    """A comparison for each day on which both legs have a result, oldest first; of several results of a day the newest counts.

    trials : one person's, oldest first. Only what counts in progress is compared, at the levels as they are now.
    """
    groups: dict[Conditions, list[StoredTrial]] = {}
    for trial in trials:
        groups.setdefault(conditions_of(trial), []).append(trial)
    found = []
    for left, right in pairs_of(levels):
        grounds = dict.fromkeys((each.source_kind, each.protocol) for each in groups if each.level_id in (left.id, right.id))
        for kind, protocol in grounds:
            lefts, rights = (_by_day(groups.get(_at(level, kind, protocol), []), level.primary) for level in (left, right))
            unit = MEASURES[left.primary].unit
            for day in (day for day in lefts if day in rights):
                symmetry = limb_symmetry(
                    Measure(lefts[day], unit), Measure(rights[day], unit), higher_is_better=left.higher_is_better)
                found.append(Comparison(day, left.id, right.id, left.primary, kind, protocol, symmetry))
    return sorted(found, key=lambda comparison: comparison.day)


def _by_day(trials: Sequence[StoredTrial], measure: str) -> dict[str, float]:
    return {value.started[:10]: value.value for value in values_of(trials, measure)}


def _at(level: Level, kind: str, protocol: str) -> Conditions:
    return Conditions(level.id, level_digest(level.to_json()), level.drill, level.stance, level.eyes, kind, protocol)
