"""Weeks as on a wall calendar, the best week, and kind words on how this one stands."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.levels.test_programme import programme
from wobblequest.core.messages import Message
from wobblequest.session.activity import DayPlayed, Standing, best_week, day_words, standing, weeks_of, words_of
from wobblequest.session.weeks import PastSession, due

MONDAY = date(2026, 3, 2)
DAYS = st.lists(st.tuples(st.integers(0, 90), st.floats(0, 1200)), max_size=40)


def on(*days: int, minutes: float = 10.0) -> list[DayPlayed]:
    return [DayPlayed(MONDAY + timedelta(days=each), 60.0 * minutes) for each in days]


def made(days: list[tuple[int, float]]) -> list[DayPlayed]:
    return [DayPlayed(MONDAY + timedelta(days=each), work_s) for each, work_s in days]


def test_weeks_begin_on_a_monday_and_end_with_this_one() -> None:
    weeks = weeks_of(on(0, 2, 2, 9), MONDAY + timedelta(days=16), weeks=3)
    assert [week.monday for week in weeks] == [MONDAY, MONDAY + timedelta(days=7), MONDAY + timedelta(days=14)]
    assert [[each.on.day for each in week.days] for week in weeks] == [[2, 4], [11], []]
    assert [week.minutes for week in weeks] == [30, 10, 0]
    assert weeks[0].dates[0] == MONDAY
    assert len(weeks[0].dates) == 7


def test_the_best_week_has_most_days_then_most_minutes_and_of_equal_ones_it_is_the_newest() -> None:
    today = MONDAY + timedelta(days=40)
    assert best_week([], today) is None
    three_days, long_two = on(0, 2, 4, minutes=3), on(7, 9, minutes=60)
    found = best_week([*three_days, *long_two], today)
    assert found is not None
    assert found.monday == MONDAY, "three short days are more than two long ones"
    found = best_week([*on(0, 2), *long_two], today)
    assert found is not None
    assert found.monday == MONDAY + timedelta(days=7)
    found = best_week([*on(0, 2), *on(14, 16)], today)
    assert found is not None
    assert found.monday == MONDAY + timedelta(days=14)


@given(DAYS, st.integers(0, 100), st.integers(1, 60))
def test_the_best_week_is_never_lost(days: list[tuple[int, float]], today: int, later: int) -> None:
    now = MONDAY + timedelta(days=today)
    before, after = best_week(made(days), now), best_week(made(days), now + timedelta(days=later))
    if before is not None:
        assert after is not None
        assert (len(after.days), after.minutes) >= (len(before.days), before.minutes)


@given(DAYS, st.integers(0, 100))
def test_every_day_stands_in_one_week_at_most_and_none_is_yet_to_come(days: list[tuple[int, float]], today: int) -> None:
    now = MONDAY + timedelta(days=today)
    shown = [each.on for week in weeks_of(made(days), now) for each in week.days]
    assert len(shown) == len(set(shown))
    assert all(each <= now for each in shown)
    assert set(shown) <= {each.on for each in made(days)}


@given(DAYS, st.integers(0, 100), st.integers(1, 7))
def test_no_more_is_asked_for_than_the_aim_and_than_there_are_days(days: list[tuple[int, float]], today: int, goal: int) -> None:
    now = MONDAY + timedelta(days=today)
    found = standing(made(days), now, due=None, goal=goal)
    assert 0 <= found.left <= max(0, goal - found.done)
    assert found.left <= 7 - now.weekday()
    assert found.rest_day == (found.left == 0 or found.today_done)
    assert isinstance(words_of(found), Message)


def test_a_programmes_own_week_counts_where_there_is_one() -> None:
    told = due(programme(), [PastSession(MONDAY)], MONDAY + timedelta(days=1))
    found = standing(on(0), MONDAY + timedelta(days=1), due=told, goal=3)
    assert (found.done, found.left, found.rest_day, found.next_on) == (1, 2, True, MONDAY + timedelta(days=2))
    assert words_of(found) == "A rest day today: enjoy it"
    told = due(programme(), [PastSession(MONDAY)], MONDAY + timedelta(days=2))
    assert words_of(standing(on(0), MONDAY + timedelta(days=2), due=told, goal=3)) == "2 sessions are left this week"


@pytest.mark.parametrize(("found", "words"), [
    (Standing(2, 3, 1, False, False), "1 session is left this week"), (Standing(3, 3, 0, True, True), "This week is complete: well done"),
    (Standing(1, 3, 2, True, True), "Done for today: well done"), (Standing(0, 3, 0, True, False), "A rest day today: enjoy it"),
])
def test_a_week_is_told_of_kindly(found: Standing, words: str) -> None:
    assert words_of(found) == words


@pytest.mark.parametrize(("days", "words"), [
    (0, "The next one is today"), (1, "The next one is tomorrow"), (2, "The next one: Wednesday"), (6, "The next one: Sunday"),
    (7, "The next one is in a week"), (13, "The next one is in a week"), (14, "The next one is in 2 weeks"),
])
def test_a_day_is_told_as_people_say_it(days: int, words: str) -> None:
    assert day_words(MONDAY + timedelta(days=days), MONDAY) == words
