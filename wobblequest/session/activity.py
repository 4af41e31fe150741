"""What a person's days of practice look like: week by week as on a wall calendar, the best week so far, and how this week stands.

A week is kept as it was; a bad one takes nothing away. Nothing here asks for more than the dose, or for a session on a day of rest.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from wobblequest.core.messages import Message, aloud, counted, day, message
from wobblequest.session.weeks import Due, monday_of

WEEKS_SHOWN = 5


@dataclass(frozen=True, slots=True)
class DayPlayed:
    """A day on which something was played to its end on a board. work_s : of all trials of the day, rests left out."""

    on: date
    work_s: float


@dataclass(frozen=True, slots=True)
class WeekPlayed:
    """One week. monday : its first day. days : those on which there was practice, in order."""

    monday: date
    days: tuple[DayPlayed, ...] = ()

    @property
    def minutes(self) -> int:
        """Work in whole minutes, as it is told."""
        return round(sum(each.work_s for each in self.days) / 60.0)

    @property
    def dates(self) -> tuple[date, ...]:
        """All seven, Monday first."""
        return tuple(self.monday + timedelta(days=i) for i in range(7))


@dataclass(frozen=True, slots=True)
class Standing:
    """How this week stands. done, goal : sessions on separate days, and how many are wanted. left : still to be done, never more than
    there are days for. rest_day : nothing is due today. next_on : the day of the session after today's; None where no programme says.
    """

    done: int
    goal: int
    left: int
    rest_day: bool
    today_done: bool
    next_on: date | None = None


def weeks_of(days: Sequence[DayPlayed], today: date, weeks: int = WEEKS_SHOWN) -> tuple[WeekPlayed, ...]:
    """So many weeks up to today's, oldest first; also those in which nothing was played."""
    last = monday_of(today)
    mondays = [last - timedelta(weeks=i) for i in reversed(range(weeks))]
    known = sorted(_once(days, today), key=lambda each: each.on)
    return tuple(WeekPlayed(monday, tuple(each for each in known if monday_of(each.on) == monday)) for monday in mondays)


def best_week(days: Sequence[DayPlayed], today: date) -> WeekPlayed | None:
    """The week with the most days of practice; of those the one with the most minutes of work, and of those the newest. None without any.

    It is looked for in all weeks there were, so it can only ever be passed, never lost.
    """
    known = _once(days, today)
    if not known:
        return None
    first = min(each.on for each in known)
    weeks = weeks_of(known, today, (monday_of(today) - monday_of(first)).days // 7 + 1)
    return max(weeks, key=lambda week: (len(week.days), week.minutes, week.monday))


def standing(days: Sequence[DayPlayed], today: date, *, due: Due | None, goal: int) -> Standing:
    """How this week stands. due : of the programme, where there is one: then its own week counts; goal : sessions wanted in a week."""
    played = {each.on for each in _once(days, today)}
    today_done = today in played
    if due is not None:
        return Standing(goal - due.left if not due.over else goal, goal, due.left, due.rest_day or due.over, today_done, due.next_on)
    done = sum(monday_of(on) == monday_of(today) for on in played)
    days_left = 7 - today.weekday() - today_done
    left = min(max(0, goal - done), days_left)
    return Standing(done, goal, left, today_done or left == 0, today_done)


def words_of(standing: Standing) -> Message:
    """How the week stands, in one kind sentence."""
    if standing.left == 0 and standing.done >= standing.goal:
        return aloud("This week is complete: well done")
    if standing.today_done:
        return aloud("Done for today: well done")
    if standing.rest_day:
        return aloud("A rest day today: enjoy it")
    return counted("{n} session is left this week", "{n} sessions are left this week", standing.left)


def day_words(on: date, today: date) -> Message:
    """When the next session is due, as people say it."""
    days = (on - today).days
    if days <= 0:
        return aloud("The next one is today")
    if days == 1:
        return aloud("The next one is tomorrow")
    if days < 7:
        return message("The next one: {day}", day=day(on, "weekday"))
    if days < 14:
        return aloud("The next one is in a week")
    return counted("The next one is in {n} week", "The next one is in {n} weeks", round(days / 7))


def _once(days: Sequence[DayPlayed], today: date) -> list[DayPlayed]:
    """Each day once, its work summed; none that is yet to come (a clock that was set back)."""
    work: dict[date, float] = {}
    for each in days:
        if each.on <= today:
            work[each.on] = work.get(each.on, 0.0) + each.work_s
    return [DayPlayed(on, work_s) for on, work_s in work.items()]
