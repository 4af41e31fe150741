"""The last weeks as on a wall calendar: what was done, what is due, and how this week stands, in one kind sentence."""

from __future__ import annotations

from datetime import date

from wobblequest.core.messages import Message, counted, day, message, name
from wobblequest.draw.calendar import CalendarDay, CalendarWeek
from wobblequest.draw.canvas import Canvas
from wobblequest.screens import flow
from wobblequest.screens.goals import goal_words
from wobblequest.screens.leaning import STRIP, LeaningScreen, Option
from wobblequest.screens.screen import Intent, Practice, Screen
from wobblequest.screens.zones import Side
from wobblequest.session.activity import WeekPlayed, best_week, standing, weeks_of, words_of


class Weeks(LeaningScreen):
    """Lean right to go back, left to the own goal."""

    def __init__(self, practice: Practice) -> None:
        super().__init__(practice, (
            Option("left", message("My goal"), "flag", STRIP["left"]), Option("right", message("Back"), "back", STRIP["right"])))
        today, days = practice.now().date(), practice.days_played()
        plan = practice.prescription
        due = None if plan is None else plan.due
        wanted = practice.preferences.sessions_per_week if plan is None else plan.programme.dose.sessions_per_week
        stands = standing(days, today, due=due, goal=wanted)
        due_on = set() if due is None or due.over else {due.next_on} if due.rest_day else {today, due.next_on}
        self.title: Message = words_of(stands)
        best = None if practice.preferences.calm else best_week(days, today)
        self.weeks = tuple(_row(week, today, due_on, best) for week in weeks_of(days, today))
        self.best = None if best is None else best_words(best)
        self.goal = practice.preferences.goal

    def choose(self, side: Side) -> Screen | None:
        return flow.goal(self.practice) if side == "left" else flow.progress(self.practice)

    def asked(self, intent: Intent) -> Screen | None:
        return flow.progress(self.practice) if intent.deed in ("stop", "back") else None

    def paint(self, canvas: Canvas) -> None:
        canvas.title(self.title)
        canvas.calendar(self.weeks, area=(0.03, 0.18, 0.94, 0.43))
        if self.best is not None:
            canvas.text(self.best, 0.5, 0.65, size="small", height=0.07)
        if self.goal:
            canvas.text(message("For this: {goal}", goal=goal_words(self.goal)), 0.5, 0.745, size="small", role="soft", height=0.115)
        self.draw_zones(canvas, dial=False)


def _row(week: WeekPlayed, today: date, due_on: set[date], best: WeekPlayed | None) -> CalendarWeek:
    played = {each.on for each in week.days}
    days = tuple(CalendarDay(on.day, on in played, on in due_on, on == today) for on in week.dates)
    tally = message("{minutes} min", minutes=max(1, week.minutes)) if week.days else name("")
    return CalendarWeek(day(week.monday), days, tally, best is not None and week.monday == best.monday)


def best_words(best: WeekPlayed) -> Message:
    """The best week so far, in days and minutes."""
    return counted("Your best week so far: {n} day, {work}", "Your best week so far: {n} days, {work}", len(best.days),
                   work=counted("{n} minute of work", "{n} minutes of work", max(1, best.minutes)))
