"""Two legs in per cent of each other: by hand, and by what must hold whatever the numbers."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wobblequest.core.result import Measure, absent
from wobblequest.scoring.limb_symmetry import LimbSymmetry, limb_symmetry

amounts = st.floats(0, 1e6)


def compared(left: float, right: float, *, higher: bool = True) -> LimbSymmetry:
    return limb_symmetry(Measure(left, "s"), Measure(right, "s"), higher_is_better=higher)


def number(measure: Measure) -> float:
    assert isinstance(measure.value, float)
    return measure.value


def test_published_groups_give_the_quotient_of_their_means() -> None:
    found = compared(16.6, 20.0)  # injured and uninjured ankles on a wobble board, in seconds of 30
    assert number(found.index) == pytest.approx(83.0)
    assert number(found.difference) == pytest.approx(17.0)
    assert found.weaker == "left"


def test_where_less_is_better_the_larger_one_is_the_weaker_leg() -> None:
    found = compared(3.0, 4.0, higher=False)
    assert (number(found.index), found.weaker) == (75.0, "right")
    assert compared(3.0, 4.0).weaker == "left"
    assert compared(4.0, 4.0, higher=False).weaker == ""


@given(amounts, amounts, st.booleans())
def test_it_is_the_same_from_both_sides_and_100_is_even(left: float, right: float, higher: bool) -> None:
    found, turned = compared(left, right, higher=higher), compared(right, left, higher=higher)
    assert found.index == turned.index
    if left == right == 0:
        assert found.index.value is None
        return
    assert 0 <= number(found.index) <= 100
    assert number(found.difference) == pytest.approx(100 - number(found.index))
    assert {found.weaker, turned.weaker} == ({""} if left == right else {"left", "right"})


@given(st.floats(1e-3, 1e3), st.floats(1e-3, 1e3), st.floats(1e-3, 1e3))
def test_the_unit_does_not_matter(left: float, right: float, factor: float) -> None:
    assert number(compared(left * factor, right * factor).index) == pytest.approx(number(compared(left, right).index))


def test_what_cannot_be_said_says_why() -> None:
    one = Measure(1.0, "s")
    assert limb_symmetry(absent("s", "stopped"), one, higher_is_better=True).index.why == "the left leg has no result: stopped"
    assert limb_symmetry(one, Measure((1.0, 2.0), "s"), higher_is_better=True).index.why == (
        "the right leg has no result: it is no single number")
    assert "below 0" in (compared(-1.0, 2.0).difference.why or "")
    assert "came out at 0" in (compared(0.0, 0.0).index.why or "")
    assert number(compared(0.0, 2.0).index) == 0
