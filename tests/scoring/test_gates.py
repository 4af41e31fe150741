from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from wobblequest.core.motion import Motion
from wobblequest.scoring.gates import Passage, gate_measures

MOTION = Motion(np.arange(3000) / 100, np.zeros(3000), np.zeros(3000))
PASSAGES = (
    Passage(0.0, 3.0, True, 5.0, 6.0), Passage(3.0, 8.0, True, 4.0, 10.0), Passage(8.0, 28.0, False, 1.0, 50.0),
    Passage(28.0, 29.0, True, 3.0, 3.0),
)


def test_counts_and_times_are_of_the_gates_that_were_passed() -> None:
    m = gate_measures(MOTION, PASSAGES, 30.0)
    assert m["gates_passed"].value == 3.0
    assert m["gates_per_min"].value == 6.0
    assert m["gates_passed_pct"].value == 75.0
    assert m["gate_time_s"].value == 3.0  # of 3, 5 and 1 s: the one given up is no time
    assert m["ball_path_efficiency_pct"].value == pytest.approx(100 * 12 / 19)
    assert m["valid_pct"].value == 100.0


def test_a_straight_way_is_100() -> None:
    m = gate_measures(MOTION, [Passage(0.0, 3.0, True, 5.0, 5.0 - 1e-12)], 3.0)
    assert m["ball_path_efficiency_pct"].value == 100.0


@pytest.mark.parametrize(("passages", "played_s", "why"), [
    ((), 0.0, {"gates_per_min": "nothing was played", "gates_passed": "nothing was played"}),
    ((), 12.0, {"gates_passed_pct": "no gate was passed or given up", "gate_time_s": "no gate was passed"}),
    (PASSAGES[2:3], 30.0, {"gate_time_s": "no gate was passed", "ball_path_efficiency_pct": "no gate was passed"}),
    ((Passage(0.0, 1.0, True, 0.0, 0.0),), 1.0, {"ball_path_efficiency_pct": "the ball did not move"}),
])
def test_what_cannot_be_computed_says_why(passages: tuple[Passage, ...], played_s: float, why: dict[str, str]) -> None:
    m = gate_measures(MOTION, passages, played_s)
    assert {name: m[name].why for name in why} == why


def test_who_played_and_passed_none_has_a_true_0() -> None:
    m = gate_measures(MOTION, PASSAGES[2:3], 30.0)
    assert (m["gates_passed"].value, m["gates_per_min"].value, m["gates_passed_pct"].value) == (0.0, 0.0, 0.0)


@given(
    spans=st.lists(st.tuples(st.floats(0.005, 20), st.booleans(), st.floats(0, 20), st.floats(0, 30)), max_size=16),
    rest_s=st.floats(0, 20),
)
def test_whatever_happened_shares_are_shares(spans: list[tuple[float, bool, float, float]], rest_s: float) -> None:
    t, passages = 0.0, []
    for seconds, passed, straight, more in spans:
        passages.append(Passage(t, t + seconds, passed, straight, straight + more))
        t += seconds
    m = gate_measures(MOTION, passages, t + rest_s)
    for name in ("gates_passed_pct", "ball_path_efficiency_pct"):
        found = m[name].value
        assert found is None or (isinstance(found, float) and 0.0 <= found <= 100.0)
    if passages:
        assert m["gates_per_min"].value == pytest.approx(60 * sum(each.passed for each in passages) / (t + rest_s))
