"""Rests and the end of free play: the same limits as in a programme."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wobblequest.session.dose import Setting, Work

trials = st.lists(st.floats(0.0, 60.0), max_size=80)


@given(trials)
def test_never_more_than_six_minutes_of_work_without_two_minutes_of_rest(worked: list[float]) -> None:
    work, bout_s = Work(), 0.0
    for seconds in worked:
        work, bout_s = work.after(seconds), bout_s + seconds
        rest_s = work.rest_s()
        assert rest_s >= 30.0
        work = work.rested(rest_s)
        bout_s = 0.0 if rest_s >= 120.0 else bout_s
        assert bout_s <= 360.0


@pytest.mark.parametrize(("setting", "minutes"), [("home", 20), ("clinic", 30)])
def test_it_is_enough_after_so_many_minutes_of_work(setting: Setting, minutes: int) -> None:
    work = Work(setting)
    for _ in range(minutes - 1):
        work = work.after(60.0)
        assert not work.enough
    work = work.after(60.0)
    assert work.enough
    assert not work.allowed().enough
    assert work.allowed().after(4 * 60.0).enough is False
    assert work.allowed().after(5 * 60.0).enough


def test_a_short_rest_ends_no_bout() -> None:
    assert Work().after(60.0).rested(100.0).bout_s == 60.0
    assert Work().after(60.0).rested(120.0).bout_s == 0.0


def test_nobody_works_less_than_nothing() -> None:
    with pytest.raises(ValueError, match="nobody works"):
        Work().after(-1.0)
