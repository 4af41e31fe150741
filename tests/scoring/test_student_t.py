from __future__ import annotations

import pytest
from scipy import stats

from wobblequest.scoring.student_t import t_quantile


@pytest.mark.parametrize("freedom", [*range(1, 31), 100, 1001])
@pytest.mark.parametrize("probability", [0.025, 0.5, 0.6, 0.9, 0.975, 0.9995])
def test_equals_scipy(freedom: int, probability: float) -> None:
    assert t_quantile(probability, freedom) == pytest.approx(float(stats.t.ppf(probability, freedom)), rel=1e-9, abs=1e-12)


def test_a_printed_table() -> None:
    assert [round(t_quantile(0.975, freedom), 3) for freedom in (1, 2, 3, 4, 5, 6)] == [12.706, 4.303, 3.182, 2.776, 2.571, 2.447]


@pytest.mark.parametrize(("probability", "freedom"), [(0.0, 3), (1.0, 3), (0.9, 0)])
def test_refuses_what_is_no_quantile(probability: float, freedom: int) -> None:
    with pytest.raises(ValueError, match="probability"):
        t_quantile(probability, freedom)
