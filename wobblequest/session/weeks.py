"""Which session of a programme is due, how the weeks went, and since how many weeks somebody has kept at it.

Rest days belong to the plan and break nothing; a week that is still under way breaks nothing either; and more sessions than the dose are
never asked for.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from math import ceil

from wobblequest.core.messages import Message, counted, message
from wobblequest.levels.programme import Programme

LEAST_WEEKS = 2
"""So many weeks running are told of."""


@dataclass(frozen=True, slots=True)
class PastSession:
    """One session of a programme that was played. evaluation : its tests were done."""

    on: date
    evaluation: bool = False


@dataclass(frozen=True, slots=True)
class Due:
    """What is due. week : 1-based, of the programme. number : of the session in that week, 1-based. evaluate : the tests are due.

    over : the weeks of the programme have passed. next_on : when the session after the one now is due. rest_day : the week's sessions are
    done, or the last one was too short ago: playing is allowed and nothing asks for it. left : sessions of this week still to be done, with
    the one that is due. words : one sentence for the person.
    """

    week: int
    number: int
    evaluate: bool
    over: bool
    next_on: date
    rest_day: bool
    left: int
    words: Message


def due(programme: Programme, past: Sequence[PastSession], today: date) -> Due:
    """What is due today. past : the programme's sessions of this person, in any order."""
    dose = programme.dose
    days = sorted(session.on for session in past)
    first = days[0] if days else today
    week = max(0, (today - first).days) // 7
    done = len({day for day in days if (day - first).days // 7 == week})  # twice on one day is one session of the plan
    over = week >= dose.weeks
    promised = _next_on(programme, days, first, days[-1]) if days else today  # what was said at the end of the last session
    rest_day = done >= dose.sessions_per_week or (bool(days) and days[-1] <= today < promised)
    next_on = promised if rest_day else _next_on(programme, [*days, today], first, today)
    left = 0 if over else max(0, dose.sessions_per_week - done)
    return Due(week + 1, min(done + 1, dose.sessions_per_week), _evaluate(programme, past, first, today, over), over, next_on, rest_day,
               left, _words(programme, week, done, over, rest_day, new=not days))


def _next_on(programme: Programme, days: Sequence[date], first: date, on: date) -> date:
    """When the session after the one on a day is due. days : of all sessions, that one's, too."""
    per_week = programme.dose.sessions_per_week
    week = max(0, (on - first).days) // 7
    next_week = first + timedelta(days=7 * (week + 1))
    done = len({day for day in days if (day - first).days // 7 == week})
    return next_week if done >= per_week else min(on + timedelta(days=max(1, 7 // per_week)), next_week)


def _evaluate(programme: Programme, past: Sequence[PastSession], first: date, today: date, over: bool) -> bool:
    """At the beginning, every so many weeks, and once at the end."""
    if programme.evaluation is None:
        return False
    tested = [session.on for session in past if session.evaluation]
    if not tested:
        return True
    if over:
        return max(tested) < first + timedelta(weeks=programme.dose.weeks)
    return (today - max(tested)).days >= 7 * programme.evaluation.every_weeks


def _words(programme: Programme, week: int, done: int, over: bool, rest_day: bool, *, new: bool) -> Message:
    dose = programme.dose
    if over:
        return counted("You have come through the whole week", "You have come through all {n} weeks", dose.weeks)
    if new:
        return counted("The first of {weeks} weeks: {n} session a week", "The first of {weeks} weeks: {n} sessions a week",
                       dose.sessions_per_week, weeks=dose.weeks)
    if rest_day:
        return message("A rest day today: enjoy it")
    return message("Week {week} of {weeks}, session {number} of {sessions}", week=week + 1, weeks=dose.weeks, number=done + 1,
                   sessions=dose.sessions_per_week)


@dataclass(frozen=True, slots=True)
class Week:
    """One week of a calendar. monday : its first day. sessions : days on which there was one. goal : how many were wanted."""

    monday: date
    sessions: int
    goal: int

    @property
    def kept(self) -> bool:
        return self.sessions >= self.goal


def calendar(days: Sequence[date], today: date, *, goal: int = 1) -> tuple[Week, ...]:
    """Every week from the first session's to today's, oldest first; empty without sessions. goal : days wanted in a week, at least 1."""
    known = {day for day in days if day <= today}
    if not known:
        return ()
    count = Counter(monday_of(day) for day in known)
    start, end = monday_of(min(known)), monday_of(today)
    return tuple(Week(start + timedelta(weeks=i), count[start + timedelta(weeks=i)], goal) for i in range((end - start).days // 7 + 1))


def weeks_running(weeks: Sequence[Week]) -> int:
    """How many weeks running were kept, up to now. The newest week counts once it is kept and breaks nothing while it is not."""
    rest = list(weeks)
    if rest and not rest[-1].kept:
        rest.pop()
    kept = 0
    while rest and rest.pop().kept:
        kept += 1
    return kept


def sessions_by_week(programme: Programme, past: Sequence[PastSession]) -> tuple[int, ...]:
    """Sessions on separate days in each week of a programme, counted from its first session; as many as the programme has weeks."""
    days = {session.on for session in past}
    count = Counter((day - min(days)).days // 7 for day in days)
    return tuple(count[week] for week in range(programme.dose.weeks))


def adherence_pct(programme: Programme, past: Sequence[PastSession], today: date) -> float | None:
    """Sessions done as a share of those that were due by today, in per cent, at most 100; None before the first day is over."""
    if not past:
        return None
    first = min(session.on for session in past)
    passed = min((today - first).days, 7 * programme.dose.weeks)
    wanted = ceil(passed / 7 * programme.dose.sessions_per_week)
    if wanted <= 0:  # also where the clock was set back
        return None
    return min(100.0, 100.0 * len({session.on for session in past}) / wanted)


def monday_of(day: date) -> date:
    """The first day of its week."""
    return day - timedelta(days=day.weekday())
