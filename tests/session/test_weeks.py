"""What is due, how the weeks went, and that nobody is nagged."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.levels.test_programme import programme
from wobblequest.session.weeks import PastSession, adherence_pct, calendar, due, sessions_by_week, weeks_running

MONDAY = date(2026, 3, 2)


def on(*days: int, tested: int | None = 0) -> list[PastSession]:
    """Sessions on days counted from a Monday; the one on day ``tested`` was an evaluation."""
    return [PastSession(MONDAY + timedelta(days=day), day == tested) for day in days]


def test_it_begins_with_an_evaluation() -> None:
    told = due(programme(), [], MONDAY)
    assert (told.week, told.number, told.evaluate, told.over, told.rest_day) == (1, 1, True, False, False)
    assert told.words == "The first of 4 weeks: 3 sessions a week"


def test_the_next_sessions_follow_with_rest_days_between() -> None:
    told = due(programme(), on(0), MONDAY + timedelta(days=2))
    assert (told.week, told.number, told.evaluate, told.rest_day) == (1, 2, False, False)
    assert told.next_on == MONDAY + timedelta(days=4)
    assert told.words == "Week 1 of 4, session 2 of 3"


def test_after_the_weeks_sessions_are_done_it_asks_for_no_more() -> None:
    told = due(programme(), on(0, 2, 4), MONDAY + timedelta(days=5))
    assert told.rest_day
    assert told.next_on == MONDAY + timedelta(days=7)
    assert "rest day" in told.words


def test_twice_on_one_day_is_one_session_and_the_day_is_a_rest_day_after_it() -> None:
    told = due(programme(), [*on(0), *on(0)], MONDAY)
    assert told.rest_day
    assert due(programme(), [*on(0), *on(0)], MONDAY + timedelta(days=2)).number == 2


def test_the_next_one_is_told_alike_before_and_after_todays() -> None:
    today = MONDAY + timedelta(days=2)
    assert due(programme(), on(0), today).next_on == due(programme(), on(0, 2), today).next_on == MONDAY + timedelta(days=4)
    today = MONDAY + timedelta(days=4)
    assert due(programme(), on(0, 2), today).next_on == due(programme(), on(0, 2, 4), today).next_on == MONDAY + timedelta(days=7)
    assert due(programme(), on(0), MONDAY + timedelta(days=6)).next_on == MONDAY + timedelta(days=7)


def test_until_the_day_that_was_told_it_is_for_resting_and_the_day_stays_told() -> None:
    tuesday = due(programme(), on(0), MONDAY + timedelta(days=1))
    assert tuesday.rest_day
    assert "rest day" in tuesday.words
    assert tuesday.next_on == due(programme(), on(0), MONDAY).next_on == MONDAY + timedelta(days=2)
    assert not due(programme(), on(0), tuesday.next_on).rest_day
    assert not due(programme(), on(0), MONDAY + timedelta(days=5)).rest_day  # who comes late is not sent away
    assert not due(programme(), on(0, 6), MONDAY + timedelta(days=7)).rest_day  # a new week


@given(st.lists(st.integers(0, 40), max_size=20), st.integers(0, 50))
def test_no_session_is_asked_for_before_the_day_that_was_told(days: list[int], ahead: int) -> None:
    last = max(days, default=0)
    told = due(programme(), on(*days), MONDAY + timedelta(days=last))
    now = due(programme(), on(*days), MONDAY + timedelta(days=last + ahead))
    if days:
        assert now.rest_day == (MONDAY + timedelta(days=last + ahead) < told.next_on)
        assert now.next_on > MONDAY + timedelta(days=last + ahead)


def test_it_is_evaluated_again_after_the_weeks_said_and_at_the_end() -> None:
    assert due(programme(), on(0, 7, 14, 21), MONDAY + timedelta(days=27)).evaluate is False
    told = due(programme(), on(0, 7, 14, 21), MONDAY + timedelta(days=28))
    assert told.over
    assert told.evaluate
    assert told.words == "You have come through all 4 weeks"
    assert not due(programme(), [*on(0, 7), *on(28, tested=28)], MONDAY + timedelta(days=30)).evaluate


def test_adherence_is_what_was_done_of_what_was_due() -> None:
    assert adherence_pct(programme(), [], MONDAY) is None
    assert adherence_pct(programme(), on(0), MONDAY) is None
    assert adherence_pct(programme(), on(0, 2, 4), MONDAY + timedelta(days=7)) == pytest.approx(100.0)
    assert adherence_pct(programme(), on(0, 2, 4), MONDAY + timedelta(days=14)) == pytest.approx(50.0)
    assert adherence_pct(programme(), on(0), MONDAY + timedelta(days=400)) == pytest.approx(100.0 / 12)


def test_a_calendar_has_every_week_and_counts_days() -> None:
    weeks = calendar([MONDAY, MONDAY, MONDAY + timedelta(days=3), MONDAY + timedelta(days=15)], MONDAY + timedelta(days=16), goal=2)
    assert [(week.monday, week.sessions, week.kept) for week in weeks] == [
        (MONDAY, 2, True), (MONDAY + timedelta(days=7), 0, False), (MONDAY + timedelta(days=14), 1, False),
    ]
    assert calendar([], MONDAY) == ()
    assert calendar([MONDAY + timedelta(days=9)], MONDAY) == ()


def test_rest_days_and_a_week_under_way_break_no_streak() -> None:
    days = [MONDAY + timedelta(weeks=w) for w in (0, 1, 2)]
    assert weeks_running(calendar(days, days[-1] + timedelta(days=6))) == 3
    assert weeks_running(calendar(days, days[-1] + timedelta(days=7))) == 3  # the new week is still young
    assert weeks_running(calendar(days, days[-1] + timedelta(days=14))) == 0
    assert weeks_running(()) == 0


@given(st.lists(st.integers(0, 60), max_size=30), st.integers(0, 80))
def test_whatever_was_played_the_plan_stays_within_its_dose(days: list[int], today: int) -> None:
    told = due(programme(), on(*days), MONDAY + timedelta(days=today))
    assert 1 <= told.number <= 3
    assert told.week >= 1
    share = adherence_pct(programme(), on(*days), MONDAY + timedelta(days=today))
    assert share is None or 0 <= share <= 100


@given(st.lists(st.integers(0, 60), max_size=30))
def test_sessions_by_week_are_days_of_the_programmes_own_weeks(days: list[int]) -> None:
    counts = sessions_by_week(programme(), on(*days))
    assert len(counts) == programme().dose.weeks
    assert all(0 <= count <= 7 for count in counts)
    first = min(days, default=0)
    assert sum(counts) == len({day for day in days if day - first < 7 * len(counts)})
    if days:
        assert counts[0] >= 1
        now = due(programme(), on(*days), MONDAY + timedelta(days=max(days)))
        assert now.over or now.left == max(0, programme().dose.sessions_per_week - counts[now.week - 1])
