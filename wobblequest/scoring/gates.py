"""How a ball was rolled through gates: counts and times of a game, our own and published nowhere."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from wobblequest.core.motion import Motion
from wobblequest.core.result import Measure
from wobblequest.scoring import provenance
from wobblequest.scoring.measure_info import MeasureInfo, Rule, Undefined, measured
from wobblequest.scoring.record import record_of


@dataclass(frozen=True, slots=True)
class Passage:
    """One gate that was over, in trial time: it became the next one at ``start_s`` and was passed, or given up, at ``end_s``.

    straight_deg : from where the ball was at the start to where it was at the end. way_deg : the way it took.
    """

    start_s: float
    end_s: float
    passed: bool
    straight_deg: float
    way_deg: float


class Run:
    """The gates that were over, and how long was played in all (s)."""

    def __init__(self, passages: Sequence[Passage], played_s: float) -> None:
        self.over, self.played_s = tuple(passages), played_s
        self.passed = tuple(each for each in passages if each.passed)

    def need_time(self) -> None:
        if self.played_s <= 0:
            raise Undefined("nothing was played")

    def need_gate(self) -> None:
        if not self.passed:
            raise Undefined("no gate was passed")


def gates_per_min(run: Run) -> float:
    run.need_time()
    return 60.0 * len(run.passed) / run.played_s


def gates_passed(run: Run) -> float:
    run.need_time()
    return float(len(run.passed))


def gates_passed_pct(run: Run) -> float:
    if not run.over:
        raise Undefined("no gate was passed or given up")
    return 100.0 * len(run.passed) / len(run.over)


def gate_time_s(run: Run) -> float:
    run.need_gate()
    return float(np.median([each.end_s - each.start_s for each in run.passed]))


def ball_path_efficiency_pct(run: Run) -> float:
    run.need_gate()
    way = sum(each.way_deg for each in run.passed)
    if way <= 0:
        raise Undefined("the ball did not move")
    return min(100.0, 100.0 * sum(each.straight_deg for each in run.passed) / way)


_OWN = "WobbleQuest; a plain count of the game"

RULES: tuple[Rule[Run], ...] = (
    Rule(MeasureInfo("gates_per_min", "1/min", "higher", "Gates the ball was rolled through, by the minutes played.", _OWN, "headline"),
         gates_per_min),
    Rule(MeasureInfo("gates_passed", "count", "higher", "Gates the ball was rolled through.", _OWN, "headline"), gates_passed),
    Rule(MeasureInfo(
        "gates_passed_pct", "%", "higher",
        "Share of the gates that the ball was rolled through, of those that were over: a gate is given up after 20 s.", _OWN,
    ), gates_passed_pct),
    Rule(MeasureInfo(
        "gate_time_s", "s", "lower", "Median time from one gate to the next, of gates that were passed.", "WobbleQuest", "headline",
    ), gate_time_s),
    Rule(MeasureInfo(
        "ball_path_efficiency_pct", "%", "higher",
        "Straight distances the ball had to go to the gates that were passed, in per cent of the way it took.", "WobbleQuest",
    ), ball_path_efficiency_pct),
)


def gate_measures(motion: Motion, passages: Sequence[Passage], played_s: float) -> dict[str, Measure]:
    """All measures of rolling a ball through gates, by name in the order of the register.

    motion : the unsmoothed trial. passages : one for each gate that was passed or given up; what the end cut off is neither.
    played_s : trial time in all.

    Never raises for what the samples are: what cannot be computed is absent with a reason. Raises WobbleQuestError where the arrays are
    not equally long.
    """
    return {**measured(RULES, Run(passages, played_s)), **measured(provenance.RULES, record_of(motion))}
