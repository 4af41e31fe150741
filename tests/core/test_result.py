from __future__ import annotations

import pytest

from wobblequest.core.result import Measure, Quality, Result, absent


def test_a_measure_is_finite_or_absent_with_a_reason() -> None:
    for bad in (float("nan"), float("inf"), (1.0, float("nan"))):
        with pytest.raises(ValueError, match="finite"):
            Measure(bad, "deg")
    with pytest.raises(ValueError, match="reason"):
        Measure(None, "deg")
    assert absent("deg", "too short").to_json() == {"value": None, "unit": "deg", "why": "too short"}


def test_a_result_comes_back_from_json() -> None:
    result = Result("t", "hold-1", "hold", "serial", True, 30.0, 7, {"osi": Measure(4.5, "deg"), "band_pct": Measure((1.0, 99.0), "%"),
                    "sparc": absent("–", "no movement")}, 71, 2, 1, Quality(100.0, 0, 2, 0.0), ("note",))
    assert Result.from_json(result.to_json()) == result
