"""What a second task costs, by hand."""

from __future__ import annotations

import pytest

from wobblequest.core.result import Measure, absent
from wobblequest.scoring.dual_task import dual_task_effect


@pytest.mark.parametrize(("single", "dual", "higher_is_better", "effect"), [
    (80.0, 60.0, True, -25.0), (2.0, 3.0, False, -50.0), (2.0, 1.0, False, 50.0), (80.0, 80.0, True, 0.0), (-4.0, -5.0, True, -25.0),
])
def test_a_cost_is_negative_whichever_way_is_better(single: float, dual: float, higher_is_better: bool, effect: float) -> None:
    found = dual_task_effect(Measure(single, "deg"), Measure(dual, "deg"), higher_is_better=higher_is_better)
    assert found.value == pytest.approx(effect)
    assert found.unit == "%"


@pytest.mark.parametrize(("single", "dual", "why"), [
    (absent("deg", "too short"), Measure(1.0, "deg"), "alone has no value: too short"),
    (Measure(1.0, "deg"), absent("deg", "stopped"), "with the other has no value: stopped"),
    (Measure(0.0, "deg"), Measure(1.0, "deg"), "came out at 0"),
    (Measure((1.0, 2.0), "deg"), Measure(1.0, "deg"), "no single number"),
    (Measure(1e-300, "deg"), Measure(1e300, "deg"), "too large"),
])
def test_what_cannot_be_computed_says_why(single: Measure, dual: Measure, why: str) -> None:
    found = dual_task_effect(single, dual, higher_is_better=True)
    assert found.value is None
    assert why in (found.why or "")
