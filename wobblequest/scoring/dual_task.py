"""What a second task costs: how much worse each task goes when both are done at once.

Plummer & Eskes 2015, Front Hum Neurosci 9:225: the dual-task effect in per cent of doing the task alone, negative = cost. For the motor
and the cognitive task both; it is information, no verdict.
"""

from __future__ import annotations

from math import isfinite

from wobblequest.core.messages import message
from wobblequest.core.result import Measure, absent
from wobblequest.scoring.measure_info import MeasureInfo

_PLUMMER = "Plummer & Eskes 2015, Front Hum Neurosci 9:225"
INFOS: tuple[MeasureInfo, ...] = (
    MeasureInfo(
        "dual_task_effect_pct", "%", "higher",
        "Change of the movement task's measure with a second task, in per cent of it alone; negative is a cost, whichever way is better.",
        _PLUMMER, "headline",
    ),
    MeasureInfo(
        "dual_task_effect_cognitive_pct", "%", "higher",
        "Change of the second task's measure with the movement task, in per cent of it alone; negative is a cost, whichever way is better.",
        _PLUMMER,
    ),
)


def dual_task_effect(single: Measure, dual: Measure, *, higher_is_better: bool) -> Measure:
    """100 · (dual − single) / single, its sign turned where lower is better: negative is a cost.

    single, dual : the same measure of the task alone and with the other task. Absent with a reason where one of them is absent, is no
    single number, or the task alone came out at 0.
    """
    alone, both = single.value, dual.value
    if not isinstance(alone, float | int):
        return absent("%", message("the task alone has no value: {why}", why=single.why or message("it is no single number")))
    if not isinstance(both, float | int):
        return absent("%", message("the task with the other has no value: {why}", why=dual.why or message("it is no single number")))
    if alone == 0:
        return absent("%", message("the task alone came out at 0, and there is no per cent of that"))
    effect = 100.0 * (both - alone) / abs(alone)
    if not isfinite(effect):
        return absent("%", message("the numbers are too large to compute with"))
    return Measure(effect if higher_is_better else -effect, "%")
