"""What people and the station have set. Each change is kept; the newest counts, so that nothing is lost that cannot be read."""

from __future__ import annotations

import logging
from typing import TypeVar

from sqlalchemy import insert, select

from wobblequest.session.preferences import Preferences, StationSettings, restored
from wobblequest.store.access import Access
from wobblequest.store.schema import settings

Kind = TypeVar("Kind", Preferences, StationSettings)


class SettingsKept:
    """The settings a store knows. A value of them that cannot be used is told in the log, and the usual one stands in its place.

    station : this computer, by its name: several may share a store, and each has a screen and loudspeakers of its own.
    """

    def __init__(self, access: Access, station: str) -> None:
        self._access, self._station = access, station

    def of_person(self, person_id: str) -> Preferences:
        """What this person set last; all as usual where they have set nothing."""
        return self._newest(Preferences, person_id)

    def of_station(self) -> StationSettings:
        """What was set last for this station."""
        return self._newest(StationSettings, None)

    def keep_of_person(self, person_id: str, preferences: Preferences) -> None:
        """Keep what a person has set now. Returns at once."""
        self._keep(person_id, preferences)

    def keep_of_station(self, station: StationSettings) -> None:
        """Keep what was set for the station now. Returns at once."""
        self._keep(None, station)

    def _newest(self, kind: type[Kind], person_id: str | None) -> Kind:
        whose = settings.c.station == self._station if person_id is None else settings.c.person_id == person_id
        wanted = select(settings.c.settings).where(whose).order_by(settings.c.id.desc()).limit(1)
        text = self._access.read(lambda c: c.execute(wanted).scalar())
        if text is None:
            return kind()
        found, problems = restored(kind, text)
        for problem in problems:
            logging.getLogger(__name__).warning("of what was set %s: %s", "here" if person_id is None else f"by {person_id}", problem)
        return found

    def _keep(self, person_id: str | None, values: Preferences | StationSettings) -> None:
        row = {"person_id": person_id, "station": self._station if person_id is None else None,
               "settings": values.model_dump_json(), "made": self._access.clock().isoformat()}
        self._access.put(lambda c: c.execute(insert(settings).values(**row)))
