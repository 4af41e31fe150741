"""People, by alias. Nothing here says who somebody is; an alias is text and never becomes a file's name."""

from __future__ import annotations

import difflib
import unicodedata
import uuid
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, Row, func, insert, select

from wobblequest.core.errors import UsageError, WobbleQuestError
from wobblequest.store.access import Access
from wobblequest.store.moments import read_moment, utc_text
from wobblequest.store.schema import people, sessions

LONGEST_ALIAS = 40
GUEST = "Guest"
"""Who plays where nobody says who they are. A guest who never played is nobody to ask for."""


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody who plays: a random id, the alias screens show, and since when they are known."""

    id: str
    alias: str
    created: datetime


class People:
    """The people a store knows."""

    def __init__(self, access: Access) -> None:
        self._access = access

    def ensure(self, alias: str) -> Person:
        """The person with this alias (in any case), made where there is none. Waits for the disk.

        Raises UsageError where the text cannot be an alias, WobbleQuestError where it cannot be saved.
        """
        alias = checked_alias(alias)
        known = self._access.read(lambda c: _by_alias(c, alias))
        return known or self._access.call(lambda c: _by_alias(c, alias) or self._add(c, alias))

    def find(self, alias_or_id: str) -> Person:
        """The person with this id or alias. Raises WobbleQuestError, with the nearest alias where one is near."""
        found = self._access.read(lambda c: _by_id(c, alias_or_id) or _by_alias(c, alias_or_id))
        if found is None:
            known = {_key(person.alias): person.alias for person in self.all()}
            near = difflib.get_close_matches(_key(alias_or_id), known, n=1)
            hint = f"did you mean {known[near[0]]!r}?" if near else "`wobblequest people` lists who is known"
            raise WobbleQuestError(f"nobody is called {alias_or_id!r}; {hint}")
        return found

    def all(self) -> list[Person]:
        """Everybody, by alias."""
        return [_person(row) for row in self._access.read(lambda c: c.execute(select(people).order_by(people.c.alias_key)).all())]

    def newest(self) -> list[Person]:
        """Everybody, who played last first; who has not played yet stands where they were added."""
        played = select(sessions.c.person_id, func.max(sessions.c.started_utc)).group_by(sessions.c.person_id)
        last = {row[0]: row[1] for row in self._access.read(lambda c: c.execute(played).all())}
        return sorted(self.all(), key=lambda person: last.get(person.id) or utc_text(person.created), reverse=True)

    def _add(self, connection: Connection, alias: str) -> Person:
        person = Person(str(uuid.uuid4()), alias, self._access.clock())
        connection.execute(insert(people).values(id=person.id, alias=alias, alias_key=_key(alias), created=person.created.isoformat()))
        return person


def checked_alias(text: str) -> str:
    """The alias without blanks around it. Raises UsageError unless it has 1 to 40 printable characters and is no path."""
    alias = unicodedata.normalize("NFC", text.strip())
    if not 1 <= len(alias) <= LONGEST_ALIAS:
        raise UsageError(f"an alias has 1 to {LONGEST_ALIAS} characters, this has {len(alias)}; choose another")
    if not alias.isprintable():
        raise UsageError(f"the alias {alias!r} has a character that cannot be shown; choose another")
    if "/" in alias or "\\" in alias or not alias.strip("."):
        raise UsageError(f"the alias {alias!r} reads like a path; choose one without / and \\")
    return alias


def _key(alias: str) -> str:
    return unicodedata.normalize("NFC", unicodedata.normalize("NFC", alias.strip()).casefold())


def _by_id(connection: Connection, person_id: str) -> Person | None:
    row = connection.execute(select(people).where(people.c.id == _text(person_id))).first()
    return None if row is None else _person(row)


def _by_alias(connection: Connection, alias: str) -> Person | None:
    row = connection.execute(select(people).where(people.c.alias_key == _key(_text(alias)))).first()
    return None if row is None else _person(row)


def _text(asked: str) -> str:
    """The text as the database can compare it: undecodable bytes of a command line would be refused by it."""
    return asked.encode("utf-8", "replace").decode()


def _person(row: Row[tuple[str, str, str, str]]) -> Person:
    return Person(row.id, row.alias, read_moment(row.created))
