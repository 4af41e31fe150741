"""The one thread that writes. Jobs wait in a queue, in order; each is one transaction.

A job that fails for a cause that may pass (disk full, drive gone) stays at the head of the queue and is tried again until it is
written: what was handed over stays in memory meanwhile, and `trouble` says so. A job that can never succeed is dropped with its cause
in `trouble`, so that it cannot hold up what comes after it. What somebody waits for (`call`) is tried once, and its error goes to the
one who waits.
"""

from __future__ import annotations

import logging
import threading
from collections import deque
from collections.abc import Callable
from concurrent.futures import Future
from concurrent.futures import TimeoutError as FutureTimeout
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

from sqlalchemy import Connection, Engine

from wobblequest.core.errors import WobbleQuestError
from wobblequest.store.causes import DISK_FULL, passing_cause

T = TypeVar("T")
Job = Callable[[Connection], T]

RETRY_S = 1.0
CALL_S = 10.0


@dataclass(frozen=True, slots=True, eq=False)
class _Entry:
    job: Job[Any]
    reply: Future[Any] | None


class Writer:
    """Writes jobs to one engine from one thread, until `close`."""

    def __init__(self, engine: Engine, folder: Path) -> None:
        self._engine, self._folder = engine, folder
        self._connection: Connection | None = None
        self._changed = threading.Condition()
        self._queue: deque[_Entry] = deque()
        self._put = self._done = 0
        self._poked = self._closing = False
        self._passing: str | None = None
        self._lasting: str | None = None
        self._thread = threading.Thread(target=self._run, name="wobblequest-store", daemon=True)
        self._thread.start()

    def put(self, job: Job[Any]) -> None:
        """Hand over a job and return at once."""
        self._add(_Entry(job, None))

    def call(self, job: Job[T]) -> T:
        """Have a job done and give back what it returns.

        Raises WobbleQuestError at once where saving is in trouble, and where it fails or takes longer than 10 s; it is then not done later.
        """
        if (trouble := self._passing) is not None:
            raise WobbleQuestError(trouble)
        reply: Future[T] = Future()
        self._add(_Entry(job, reply))
        try:
            return reply.result(CALL_S)
        except FutureTimeout:
            if reply.cancel():
                raise WobbleQuestError(f"not saved: {self._folder} took longer than {CALL_S:g} s to answer") from None
            return reply.result()

    def flush(self, timeout_s: float, *, give_up_in_trouble: bool = False) -> bool:
        """Wait until everything handed over so far is on the disk. False where it is not within the time."""
        with self._changed:
            upto = self._put
            self._poked = True
            self._changed.notify_all()
            self._changed.wait_for(lambda: self._done >= upto or (give_up_in_trouble and self._passing is not None), timeout_s)
            return self._done >= upto

    def waiting(self) -> int:
        """How many jobs are not yet on the disk."""
        return self._put - self._done

    def trouble(self) -> str | None:
        """What is wrong with saving, in plain words, or None."""
        return self._passing or self._lasting

    @property
    def alive(self) -> bool:
        """Whether the thread still runs."""
        return self._thread.is_alive()

    def close(self, timeout_s: float) -> None:
        """Write what waits and end the thread. Raises WobbleQuestError where something could not be written."""
        with self._changed:
            self._closing = True
            self._changed.notify_all()
        self._thread.join(timeout_s)
        if self.alive or self._queue:
            why = self.trouble() or f"not saving: {self._folder} answers too slowly"
            raise WobbleQuestError(f"{why}; {self.waiting()} pieces of the last trial were not saved")

    def _add(self, entry: _Entry) -> None:
        with self._changed:
            if self._closing:
                raise WobbleQuestError("the store is closed; open it again to save")
            self._queue.append(entry)
            self._put += 1
            self._poked = True
            self._changed.notify_all()

    def _run(self) -> None:
        while True:
            with self._changed:
                self._changed.wait_for(lambda: self._queue or self._closing)
                if not self._queue:
                    break
                entry = self._queue[0]
                self._poked = False
            again = self._write(entry)
            with self._changed:
                if not again:
                    self._queue.popleft()
                    self._done += 1
                self._changed.notify_all()
                if again:
                    if self._closing:
                        break
                    self._changed.wait_for(lambda: self._closing or self._poked, RETRY_S)
        self._disconnect()

    def _write(self, entry: _Entry) -> bool:
        """Do one job in one transaction. True where it should be tried again."""
        if entry.reply is not None and not entry.reply.set_running_or_notify_cancel():
            return False
        try:
            if self._connection is None:
                self._connection = self._engine.connect()
            with self._connection.begin():
                value = entry.job(self._connection)
        except Exception as error:  # noqa: BLE001 - whatever a job does, the thread must live on: later jobs would be lost with it
            return self._failed(entry, error)
        self._passing = None
        if entry.reply is not None:
            entry.reply.set_result(value)
        return False

    def _failed(self, entry: _Entry, error: Exception) -> bool:
        cause = passing_cause(error)
        if cause != DISK_FULL:
            self._disconnect()  # a drive that comes back needs a new connection; a full disk does not
        if entry.reply is not None:
            entry.reply.set_exception(error if cause is None else WobbleQuestError(f"not saved: {cause} ({self._folder})"))
            return False
        if cause is not None:
            self._passing = f"not saving: {cause} ({self._folder}); what is played is kept in memory and saved when that is mended"
            return True
        logging.getLogger(__name__).error("a part of a trial was not saved", exc_info=error)
        self._lasting = f"not saved: a part of a trial ({type(error).__name__}: {error})"
        return False

    def _disconnect(self) -> None:
        connection, self._connection = self._connection, None
        if connection is not None:
            connection.invalidate()
            connection.close()
