"""Levels played in rounds: which one comes next, and what the rounds come to. Pure; a set of rounds is told by its results so far."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from statistics import fmean, median

from wobblequest.core.messages import message
from wobblequest.core.result import Measure, Result, absent
from wobblequest.levels.level import Level
from wobblequest.levels.options import Summary
from wobblequest.scoring.register import MEASURES


@dataclass(frozen=True, slots=True)
class Round:
    """One round. number, of : among its kind, from 1 on. practice : it does not count. set_id : of its set, "" for the first trial of one,
    which gives the set its id."""

    number: int
    of: int
    practice: bool = False
    set_id: str = ""

    @property
    def label(self) -> str:
        """As it is called on the screen."""
        if not self.practice:
            return message("Round {number} of {of}", number=self.number, of=self.of)
        return message("Practice round") if self.of == 1 else message("Practice round {number} of {of}", number=self.number, of=self.of)


@dataclass(frozen=True, slots=True)
class RoundSet:
    """A level's rounds so far. Frozen; `rounds_of` makes the first one, `after` the next.

    practised, values : the main measure of each round of either kind that was played. worked_s : play in all of them.
    """

    level: Level
    practised: tuple[Measure, ...] = ()
    values: tuple[Measure, ...] = ()
    set_id: str = ""
    worked_s: float = 0.0

    @property
    def next(self) -> Round | None:
        """The round to play now; None where all are done."""
        asked = practice_rounds(self.level)
        if len(self.practised) < asked:
            return Round(len(self.practised) + 1, asked, practice=True, set_id=self.set_id)
        if len(self.values) < self.level.rounds:
            return Round(len(self.values) + 1, self.level.rounds, set_id=self.set_id)
        return None

    def after(self, result: Result) -> RoundSet:
        """With the result of the round that was next. Raises ValueError where all are done."""
        now = self.next
        if now is None:
            raise ValueError("all rounds of this set are done")
        value = value_of(result, self.level)
        return replace(
            self, set_id=self.set_id or result.trial_id, worked_s=self.worked_s + result.duration_s,
            practised=(*self.practised, value) if now.practice else self.practised,
            values=self.values if now.practice else (*self.values, value),
        )

    @property
    def how(self) -> Summary:
        """What of the rounds counts."""
        return "mean" if self.level.protocol is None else self.level.protocol.summary

    @property
    def summary(self) -> Measure:
        """The level's main measure summed up over the rounds that count; absent, with the reason, where a round has none or is missing."""
        unit = MEASURES[self.level.primary].unit
        for number, value in enumerate(self.values, 1):
            if not isinstance(value.value, float | int):
                return absent(unit, message("round {number} has no value: {why}", number=number, why=value.why or ""))
        if len(self.values) < self.level.rounds:
            return absent(unit, message("{n} of {all} rounds were played", n=len(self.values), all=self.level.rounds))
        numbers = [float(value.value) for value in self.values if isinstance(value.value, float | int)]
        return Measure(summed_up(numbers, self.how, higher_is_better=self.level.higher_is_better), unit)


def rounds_of(level: Level) -> RoundSet | None:
    """The set to begin a level with; None for a level that is played once and summed up in no way."""
    if level.protocol is None and level.rounds == 1:
        return None
    return RoundSet(level)


def practice_rounds(level: Level) -> int:
    return 0 if level.protocol is None else level.protocol.practice_rounds


def value_of(result: Result, level: Level) -> Measure:
    """The level's main measure of a result; absent, with the reason, where it does not count."""
    found = result.measures.get(level.primary)
    unit = MEASURES[level.primary].unit
    if not result.completed:
        return absent(unit, message("it was stopped"))
    if result.quality.word == "poor":
        return absent(unit, message("the signal was poor ({reason})", reason=result.quality.reason))
    if found is None:
        return absent(unit, message("this exercise does not measure that"))
    return found if found.value is None or isinstance(found.value, float | int) else absent(unit, message("it is no single number"))


def summed_up(values: Sequence[float], how: Summary, *, higher_is_better: bool) -> float:
    """Mean, best or median of at least one value. Best is by the measure's direction. Raises ValueError without values."""
    if not values:
        raise ValueError("there are no rounds to sum up")
    if how == "mean":
        return fmean(values)
    if how == "median":
        return float(median(values))
    return max(values) if higher_is_better else min(values)
