"""A person's programme at this station: what is due, today's session, and where it is kept."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, datetime

from wobblequest.core.result import Result
from wobblequest.levels.level import Level
from wobblequest.levels.programme import Programme
from wobblequest.scoring.ability import Ability
from wobblequest.session import programme as runs
from wobblequest.session.programme import Run
from wobblequest.session.weeks import Due, PastSession, calendar, due, sessions_by_week, weeks_running
from wobblequest.store.store import Store


class StationPrescription:
    """Implements `screens.screen.Prescription`.

    abilities : asked for when a session begins, under the conditions of that moment. begin_session : closes the session under way and
    makes the next trial open one of this programme, or of free play (""). evaluated : all tests were done in the session under way.
    mark : notes pain at the newest trial.
    """

    def __init__(
        self, programme: Programme, levels: Mapping[str, Level], store: Store, person_id: str, *, now: Callable[[], datetime],
        abilities: Callable[[], Mapping[str, Ability]], begin_session: Callable[[str], None], evaluated: Callable[[], None],
        mark: Callable[[], None],
    ) -> None:
        self.programme = programme
        self._levels, self._store, self._person_id, self._now = levels, store, person_id, now
        self._abilities, self._begin_session, self._evaluated, self._mark = abilities, begin_session, evaluated, mark
        self.run: Run | None = None

    @property
    def today(self) -> date:
        return self._now().date()

    @property
    def due(self) -> Due:
        return due(self.programme, self._past(), self.today)

    @property
    def weeks_running(self) -> int:
        goal = self.programme.dose.sessions_per_week
        return weeks_running(calendar([session.on for session in self._past()], self.today, goal=goal))

    @property
    def weeks_done(self) -> tuple[int, ...]:
        return sessions_by_week(self.programme, self._past())

    def _past(self) -> list[PastSession]:
        return self._store.sessions.played(self._person_id, self.programme.id)

    def begin(self) -> Run:
        evaluate = self.due.evaluate
        self._begin_session(self.programme.id)
        self.run = runs.begin(self.programme, self._levels, self._abilities(), evaluate=evaluate)
        return self.run

    def took(self, result: Result) -> None:
        before = self.run
        if before is None:
            return
        self.run = runs.after(before, result)
        if before.tests and not self.run.tests:  # a test that was left out would be missed for weeks
            self._evaluated()
        self._close_when_over()

    def worked(self, seconds: float) -> None:
        if self.run is not None:
            self.run = runs.worked(self.run, seconds)

    def stop(self, why: str) -> None:
        if self.run is not None:
            self.run = runs.stop(self.run, why)
            self._close_when_over()

    def _close_when_over(self) -> None:
        """What is played freely afterwards is no session of the programme, least of all where nothing of it was played."""
        if self.run is not None and self.run.over:
            self._begin_session("")

    def hurt(self) -> None:
        self._mark()
