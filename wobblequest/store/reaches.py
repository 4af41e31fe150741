"""Reaches, by person. Each is kept; the newest counts."""

from __future__ import annotations

import json

from sqlalchemy import insert, select

from wobblequest.core.reach import Reach
from wobblequest.store.access import Access
from wobblequest.store.schema import reaches


class Reaches:
    """The reaches a store knows."""

    def __init__(self, access: Access) -> None:
        self._access = access

    def latest(self, person_id: str) -> Reach | None:
        """This person's newest reach, or None."""
        wanted = select(reaches.c.reach).where(reaches.c.person_id == person_id).order_by(reaches.c.id.desc()).limit(1)
        text = self._access.read(lambda c: c.execute(wanted).scalar())
        return None if text is None else Reach(tuple(json.loads(text)))

    def keep(self, person_id: str, reach: Reach) -> None:
        """Keep a reach measured now. Returns at once."""
        row = {"person_id": person_id, "reach": json.dumps(reach.degrees), "made": self._access.clock().isoformat()}
        self._access.put(lambda c: c.execute(insert(reaches).values(**row)))
