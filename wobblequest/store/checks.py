"""What people said of how they are: asked before a session, between exercises and after them."""

from __future__ import annotations

import json
import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import insert, select, update

from wobblequest.session.wellbeing import Answers, When, answers_from_json
from wobblequest.store.access import Access
from wobblequest.store.moments import read_moment, utc_text
from wobblequest.store.schema import checks


@dataclass(frozen=True, slots=True)
class Check:
    """One time that somebody was asked. session_id : None where nothing was played then."""

    id: str
    person_id: str
    session_id: str | None
    kind: When
    answers: Answers
    at: datetime


class Checks:
    """The answers a store knows."""

    def __init__(self, access: Access) -> None:
        self._access = access

    def keep(self, person_id: str, kind: When, answers: Answers, session_id: str | None = None) -> str:
        """Keep what was said now; gives its id. Queues and returns."""
        check_id, now = str(uuid.uuid4()), self._access.clock()
        row = {
            "id": check_id, "person_id": person_id, "session_id": session_id, "kind": kind,
            "answers": json.dumps(answers.to_json()), "at": now.isoformat(), "at_utc": utc_text(now),
        }
        self._access.put(lambda c: c.execute(insert(checks).values(**row)))
        return check_id

    def belong(self, check_ids: Sequence[str], session_id: str) -> None:
        """The session that they were asked for has begun. Queues and returns."""
        wanted = tuple(check_ids)
        self._access.put(lambda c: c.execute(update(checks).where(checks.c.id.in_(wanted)).values(session_id=session_id)))

    def all(self, person_id: str) -> list[Check]:
        """What a person said, oldest first."""
        wanted = select(checks).where(checks.c.person_id == person_id).order_by(checks.c.at_utc, checks.c.id)
        return self._access.read(lambda c: [
            Check(r.id, r.person_id, r.session_id, r.kind, answers_from_json(json.loads(r.answers)), read_moment(r.at))
            for r in c.execute(wanted)
        ])
