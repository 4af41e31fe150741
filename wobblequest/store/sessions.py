"""Sessions: one person's trials of one sitting. One that was never ended was cut off."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, insert, select, update

from wobblequest.core.recording import BOARD_KINDS
from wobblequest.session.weeks import PastSession
from wobblequest.store.access import Access
from wobblequest.store.moments import read_moment, utc_text
from wobblequest.store.place import station_name
from wobblequest.store.schema import sessions, trials


@dataclass(frozen=True, slots=True)
class Session:
    """One sitting. ``ended`` is None while it runs and where the program was killed. programme : its id, "" for free play."""

    id: str
    person_id: str
    station: str
    started: datetime
    ended: datetime | None
    programme: str = ""
    evaluation: bool = False


class Sessions:
    """The sessions a store knows."""

    def __init__(self, access: Access) -> None:
        self._access = access

    def begin(self, person_id: str, programme: str = "") -> str:
        """Begin a session of this person, at this computer, now; gives its id. Returns at once.

        programme : id of the one it belongs to.
        """
        session_id, now = str(uuid.uuid4()), self._access.clock()
        row = {
            "id": session_id, "person_id": person_id, "station": station_name(),
            "started": now.isoformat(), "started_utc": utc_text(now), "ended": None,
            "programme": programme,
        }
        self._access.put(lambda c: c.execute(insert(sessions).values(**row)))
        return session_id

    def evaluated(self, session_id: str) -> None:
        """All tests of the programme were done in the session. Returns at once."""
        self._access.put(lambda c: c.execute(update(sessions).where(sessions.c.id == session_id).values(evaluation=1)))

    def end(self, session_id: str) -> None:
        """The session is over, now. Returns at once."""
        now = self._access.clock().isoformat()
        self._access.put(lambda c: c.execute(update(sessions).where(sessions.c.id == session_id).values(ended=now)))

    def all(self, person_id: str | None = None) -> list[Session]:
        """Sessions, oldest first; of one person or of everybody."""

        def ask(connection: Connection) -> list[Session]:
            wanted = select(sessions).order_by(sessions.c.started_utc)
            if person_id is not None:
                wanted = wanted.where(sessions.c.person_id == person_id)
            return [
                Session(r.id, r.person_id, r.station, read_moment(r.started), None if r.ended is None else read_moment(r.ended),
                        r.programme, bool(r.evaluation))
                for r in connection.execute(wanted)
            ]

        return self._access.read(ask)

    def played(self, person_id: str, programme: str | None = None) -> list[PastSession]:
        """A person's sessions in which something was played to its end on a board, oldest first; of one programme, or all.

        What was tried out with a keyboard, or replayed, is no training.
        """
        played = select(trials.c.session_id).where(trials.c.state == "completed", trials.c.source_kind.in_(sorted(BOARD_KINDS)))
        wanted = (
            select(sessions.c.started, sessions.c.evaluation)
            .where(sessions.c.person_id == person_id, sessions.c.id.in_(played)).order_by(sessions.c.started_utc)
        )
        if programme is not None:
            wanted = wanted.where(sessions.c.programme == programme)
        return self._access.read(
            lambda c: [PastSession(read_moment(r.started).date(), bool(r.evaluation)) for r in c.execute(wanted)])
