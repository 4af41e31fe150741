"""What is remembered of the person who plays, and of the station: results of before, and what was set."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from typing import TYPE_CHECKING

from wobblequest.app.kept import ForThisRun
from wobblequest.input.source import Source
from wobblequest.levels.level import Level
from wobblequest.scoring.ability import Ability
from wobblequest.scoring.change import Progress
from wobblequest.scoring.limb_symmetry import LimbSymmetry
from wobblequest.scoring.profile import Part
from wobblequest.session.activity import DayPlayed
from wobblequest.session.preferences import Preferences, StationSettings
from wobblequest.session.weeks import calendar, weeks_running
from wobblequest.store.ability import abilities_today
from wobblequest.store.activity import days_played
from wobblequest.store.log import log_file
from wobblequest.store.people import GUEST, Person
from wobblequest.store.profile import profile_of
from wobblequest.store.progress import progress_of
from wobblequest.store.results import StoredTrial
from wobblequest.store.sides import comparisons_of
from wobblequest.store.store import Store

if TYPE_CHECKING:
    from wobblequest.screens.screen import PastTrial

SETTLE_S = 1.0
"""So long what was handed over may take to be on the disk, before it is done without."""


class Remembered:
    """The part of `screens.screen.Practice` that looks back, on a store.

    asked : settings of the person and of the station that were asked for this run alone, by name.
    """

    def __init__(self, store: Store, person: Person, source: Source, levels: Sequence[Level], *, now: Callable[[], datetime],
                 asked: Mapping[str, object] | None = None) -> None:
        self.levels = tuple(levels)
        self._store, self._source, self._now = store, source, now
        of_person, of_station = Preferences.model_fields, StationSettings.model_fields
        self._asked = {name: value for name, value in (asked or {}).items() if name in of_person}
        self._station = ForThisRun(store.settings.of_station(),
                                   {name: value for name, value in (asked or {}).items() if name in of_station})
        self._meet(person)

    levels: tuple[Level, ...]

    def _meet(self, person: Person) -> None:
        """From now on it is this person."""
        self._person = person
        self._preferences = ForThisRun(self._store.settings.of_person(person.id), self._asked)
        self._reach = self._store.reaches.latest(person.id)
        self._results: list[StoredTrial] | None = None

    def _trials(self, drill: str | None = None) -> list[StoredTrial]:
        """The person's trials with their results, oldest first. Those of years take a tenth of a second to read, and one screen asks for
        them several times: they are read once after each trial. What cannot be saved just now is not waited for."""
        if self._results is None:
            settled = self._store.flush(SETTLE_S, give_up_in_trouble=True)
            found = self._store.results(self._person.id)
            if not settled:  # the newest trial may be lacking
                return [trial for trial in found if drill in (None, trial.drill)]
            self._results = found
        return [trial for trial in self._results if drill in (None, trial.drill)]

    @property
    def alias(self) -> str:
        return self._person.alias

    @property
    def preferences(self) -> Preferences:
        return self._preferences.now

    def keep_preferences(self, preferences: Preferences) -> None:
        self._store.settings.keep_of_person(self._person.id, self._preferences.change(preferences))

    @property
    def station(self) -> StationSettings:
        return self._station.now

    def keep_station(self, station: StationSettings) -> None:
        self._store.settings.keep_of_station(self._station.change(station))

    @property
    def records(self) -> str:
        return str(self._store.folder)

    @property
    def log(self) -> str:
        return str(log_file())

    def people(self) -> Sequence[str]:
        return [person.alias for person in self._store.people.newest()
                if person.alias != GUEST or self._store.sessions.all(person.id)]

    def past(self, drill: str | None = None) -> Sequence[PastTrial]:
        from wobblequest.screens.screen import PastTrial  # here, so that a trial without a window loads no graphics

        return [PastTrial(t.trial_id, t.started, t.session_id, t.result) for t in self._trials(drill) if t.result.completed]

    def progress(self, level: Level) -> Progress:
        return progress_of(self._trials(level.drill), level, self._source.info)

    def sides(self, level: Level) -> LimbSymmetry | None:
        found = comparisons_of(self._trials(level.drill), self.levels)
        like = self._source.info.kind, self._source.info.protocol
        today = self._now().date().isoformat()
        return next((each.symmetry for each in reversed(found) if each.day == today and level.id in (each.left_level, each.right_level)
                     and (each.source_kind, each.protocol) == like), None)

    def profile(self) -> tuple[Part, ...]:
        return profile_of(self._trials(), self.levels)

    def now(self) -> datetime:
        return self._now()

    def days_played(self) -> Sequence[DayPlayed]:
        return days_played(self._trials())

    def weeks_running(self) -> int:
        days = [session.on for session in self._store.sessions.played(self._person.id)]
        return weeks_running(calendar(days, self._now().date()))

    def _abilities(self) -> Mapping[str, Ability]:
        return abilities_today(self._trials(), self.levels, self._source.info)
