"""Catching: counts and shares worked out by hand, errors of a tilt that is known."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from wobblequest.core.motion import Motion
from wobblequest.core.result import Measure
from wobblequest.scoring.catch import Landing, catch_measures

T = np.arange(0, 30.005, 0.01)
ENDS = (-10.0, 8.0)


def value(measures: dict[str, Measure], name: str) -> float:
    found = measures[name].value
    assert isinstance(found, float), f"{name}: {measures[name]}"
    return found


def landing(t_s: float, place_deg: float, *, taken: bool, avoid: bool = False) -> Landing:
    return Landing(t_s, "side", place_deg, avoid, taken, ENDS)


FIVE_AND_TWO = (
    landing(2, 6.0, taken=True), landing(4, -6.0, taken=False), landing(6, 5.0, taken=True), landing(8, -5.0, taken=True),
    landing(10, 7.0, taken=True), landing(12, 1.0, taken=False, avoid=True), landing(14, -1.0, taken=True, avoid=True),
)


def test_counts_and_shares() -> None:
    m = catch_measures(Motion(T, 0 * T, 0 * T), FIVE_AND_TWO)
    assert [value(m, name) for name in ("caught", "missed", "let_pass", "caught_wrongly")] == [4, 1, 1, 1]
    assert value(m, "catch_rate_pct") == pytest.approx(100 * 5 / 7)
    assert value(m, "caught_right_pct") == 100
    assert value(m, "caught_left_pct") == 50
    assert value(m, "catch_symmetry_pct") == 50
    assert m["caught_front_pct"].why == "nothing to catch came down on the front"
    assert m["catch_symmetry_front_back_pct"].value is None


def test_the_same_turned_to_the_front_is_the_same() -> None:
    m = catch_measures(Motion(T, 0 * T, 0 * T), [replace(each, axis="front") for each in FIVE_AND_TWO])
    assert value(m, "caught_front_pct") == 100
    assert value(m, "catch_symmetry_front_back_pct") == 50
    assert m["caught_left_pct"].value is None


def test_errors_are_of_the_tilt_at_the_moment_and_not_beyond_the_trays_way() -> None:
    roll = np.interp(T, [0, 2, 4, 6, 30], [0, 5.0, -7.0, 20.0, 20.0])
    coins = (landing(2, 6.0, taken=True), landing(4, -6.0, taken=True), landing(6, 5.0, taken=True))
    things = (*coins, landing(8, 2.0, taken=True, avoid=True))
    m = catch_measures(Motion(T, 0 * T, roll), things)
    # short by 1, beyond by 1 on the left, and at the right end of the way, 8, which is 3 beyond
    assert value(m, "landing_error") == pytest.approx(5 / 3)
    assert value(m, "landing_offset") == pytest.approx((-1 + 1 + 3) / 3)
    turned = catch_measures(Motion(T, roll, 0 * T), [replace(each, axis="front") for each in things])
    assert value(turned, "landing_error") == pytest.approx(5 / 3)


def test_what_came_down_in_a_gap_has_no_error_and_still_counts() -> None:
    seen = (T < 3) | (T > 5)
    m = catch_measures(Motion(T[seen], 0 * T[seen], 0 * T[seen]), (landing(2, 3.0, taken=True), landing(4, 6.0, taken=False)))
    assert value(m, "landing_error") == 3.0
    assert value(m, "catch_rate_pct") == 50
    lost = catch_measures(Motion(T[seen], 0 * T[seen], 0 * T[seen]), (landing(4, 6.0, taken=False),))
    assert lost["landing_error"].why == "nothing to catch came down while there was a signal"


def test_before_anything_came_down_there_are_reasons() -> None:
    m = catch_measures(Motion(*np.empty((3, 0))), ())
    assert m["catch_rate_pct"].why == "nothing came down"
    assert m["catch_symmetry_pct"].value is None
    assert value(m, "caught") == 0


@given(st.lists(st.tuples(st.floats(-13, 13), st.booleans(), st.booleans()), min_size=1, max_size=24))
def test_the_four_counts_are_all_and_the_rate_is_theirs(things: list[tuple[float, bool, bool]]) -> None:
    landings = [landing(i, place, taken=taken, avoid=avoid) for i, (place, taken, avoid) in enumerate(things)]
    m = catch_measures(Motion(T, np.sin(T), np.cos(T)), landings)
    counts = [value(m, name) for name in ("caught", "missed", "let_pass", "caught_wrongly")]
    assert sum(counts) == len(things)
    assert value(m, "catch_rate_pct") == pytest.approx(100 * (counts[0] + counts[2]) / len(things))
    assert all(measure.value is not None or measure.why for measure in m.values())
