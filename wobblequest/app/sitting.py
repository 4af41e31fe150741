"""What holds while somebody is at the board: how they said they are, how much they have worked, and what they were shown already."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from typing import Protocol

from wobblequest.core.recording import EventKind
from wobblequest.session.dose import Setting, Work
from wobblequest.session.wellbeing import Answers, When
from wobblequest.store.store import Store

LASTS = timedelta(minutes=90)
"""Longer than the longest session with its rests. Who comes back after it, counted from what they did last, is asked anew."""


class Here(Protocol):
    """Who is at the board just now, in which session; the practice."""

    @property
    def person_id(self) -> str: ...
    @property
    def session_id(self) -> str | None: ...
    @property
    def newest_trial(self) -> str:
        """Id of the trial played last, "" where there was none."""
        ...

    @property
    def setting(self) -> Setting: ...


@dataclass(slots=True)
class _Day:
    """Of one person."""

    last: datetime
    asked: bool = False
    prepared: bool = False
    greeted: bool = False
    work: Work = field(default_factory=Work)
    unclaimed: list[str] = field(default_factory=list)
    """Ids of answers that were given before a session began."""
    shown: set[str] = field(default_factory=set)


class StationSitting:
    """Implements `screens.screen.Sitting` on a store. Two people who take turns keep each their own sitting."""

    def __init__(self, store: Store, here: Here, now: Callable[[], datetime]) -> None:
        self._store, self._here, self._now = store, here, now
        self._days: dict[str, _Day] = {}

    @property
    def _day(self) -> _Day:
        now, person_id = self._now(), self._here.person_id
        day = self._days.get(person_id)
        if day is None or now - day.last > LASTS:
            day = self._days[person_id] = _Day(now)
        return day

    @property
    def asked(self) -> bool:
        return self._day.asked

    @property
    def prepared(self) -> bool:
        return self._day.prepared

    def prepare(self) -> None:
        self._day.prepared = True

    def answered(self, kind: When, answers: Answers) -> None:
        day, session_id = self._day, self._here.session_id
        check_id = self._store.checks.keep(self._here.person_id, kind, answers, session_id)
        if session_id is None:
            day.unclaimed.append(check_id)
        day.last = self._now()
        if kind == "before":
            day.asked = answers.verdict == "go" or answers.overruled

    @property
    def work(self) -> Work:
        return replace(self._day.work, setting=self._here.setting)

    def worked(self, seconds: float) -> None:
        day, session_id = self._day, self._here.session_id
        day.work, day.last = day.work.after(seconds), self._now()
        if day.unclaimed and session_id is not None:
            self._store.checks.belong(day.unclaimed, session_id)
            day.unclaimed = []

    def rested(self, seconds: float) -> None:
        day = self._day
        day.work, day.last = day.work.rested(seconds), self._now()

    def allow_more(self) -> None:
        day = self._day
        day.work = day.work.allowed()

    @property
    def greeted(self) -> bool:
        return self._day.greeted

    def greet(self) -> None:
        self._day.greeted = True

    def mark(self, kind: EventKind, by: str = "") -> None:
        if self._here.newest_trial:
            self._store.trials.mark(self._here.newest_trial, kind, by)

    def was_shown(self, drill: str) -> bool:
        return drill in self._day.shown

    def show(self, drill: str) -> None:
        self._day.shown.add(drill)
