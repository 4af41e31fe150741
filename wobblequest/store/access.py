"""How the repositories reach the database: reading on the caller's thread, writing through the one writer."""

from __future__ import annotations

from pathlib import Path

from sqlalchemy import Engine
from sqlalchemy.exc import DBAPIError

from wobblequest.core.errors import WobbleQuestError
from wobblequest.store.database import unreadable
from wobblequest.store.lock import is_held
from wobblequest.store.moments import Clock
from wobblequest.store.place import LOCK
from wobblequest.store.writer import Job, T, Writer

_SETTLE_S = 2.0


class Access:
    """A reading engine, the writer (None where the store is open read-only), and the clock that dates what is kept."""

    def __init__(self, path: Path, engine: Engine, writer: Writer | None, clock: Clock) -> None:
        self._path, self._engine, self._writer, self.clock = path, engine, writer, clock

    def read(self, ask: Job[T], *, settled: bool = True) -> T:
        """What ``ask`` reads, in one snapshot that has all that was handed over before (unless saving is in trouble).

        With ``settled`` False it does not wait for what was handed over. Raises WobbleQuestError where the file is damaged.
        """
        if settled and self._writer is not None and self._writer.waiting():
            self._writer.flush(_SETTLE_S, give_up_in_trouble=True)
        try:
            with self._engine.connect() as connection:
                return ask(connection)
        except DBAPIError as error:
            raise unreadable(self._path, error.orig) from error

    def somebody_writes(self) -> bool:
        """Whether this or another program has the records open to write: if not, what still runs was cut off."""
        return self._writer is not None or is_held(self._path.with_name(LOCK))

    def put(self, job: Job[object]) -> None:
        """Queue a job for the writer and return at once."""
        self._writing().put(job)

    def call(self, job: Job[T]) -> T:
        """Have the writer do a job, and wait for it."""
        return self._writing().call(job)

    def _writing(self) -> Writer:
        if self._writer is None:
            raise WobbleQuestError("the records were opened for reading only; nothing can be saved in them")
        return self._writer
