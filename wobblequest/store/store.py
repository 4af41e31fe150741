"""The store: one folder, one SQLite file, one program that writes to it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from types import TracebackType

from sqlalchemy import Connection, Engine, select
from sqlalchemy.exc import DBAPIError

from wobblequest.core.errors import WobbleQuestError
from wobblequest.core.recording import Recording
from wobblequest.core.result import Result
from wobblequest.store.access import Access
from wobblequest.store.calibrations import Calibrations
from wobblequest.store.checks import Checks
from wobblequest.store.database import (
    bring_up_to_date,
    empty_engine,
    make_file,
    make_folder,
    reading_engine,
    unreadable,
    version_of_file,
    writing_engine,
)
from wobblequest.store.lock import WriterLock
from wobblequest.store.moments import Clock
from wobblequest.store.people import People
from wobblequest.store.place import DATABASE, LOCK, station_name
from wobblequest.store.reaches import Reaches
from wobblequest.store.results import StoredTrial, keep, made_since, newest, newest_of
from wobblequest.store.schema import HEAD, trials
from wobblequest.store.sessions import Sessions
from wobblequest.store.settings import SettingsKept
from wobblequest.store.trials import Trials, close_interrupted
from wobblequest.store.writer import Writer

CLOSE_S = 10.0


@dataclass(frozen=True, slots=True)
class _Writing:
    """What a store has that may write."""

    writer: Writer
    engine: Engine
    lock: WriterLock


class Store:
    """What is kept in one data folder. Made by `open`; `close` it, or use it in a ``with`` statement.

    Whatever keeps something only queues it for the writer's thread and returns at once, except `People.ensure`. Whatever reads sees all
    that was handed over before.
    """

    def __init__(self, path: Path, reader: Engine, writing: _Writing | None, clock: Clock) -> None:
        self._reader, self._writing = reader, writing
        self._access = Access(path, reader, None if writing is None else writing.writer, clock)
        self.folder = path.parent
        """Where all of it lies."""
        self.people = People(self._access)
        self.sessions = Sessions(self._access)
        self.trials = Trials(self._access)
        self.calibrations = Calibrations(self._access)
        self.reaches = Reaches(self._access)
        self.checks = Checks(self._access)
        self.settings = SettingsKept(self._access, station_name())

    @classmethod
    def open(cls, folder: Path, *, read_only: bool = False, clock: Clock) -> Store:
        """Open a data folder; to write, it is made where there is none, brought up to date, and what a killed program left is settled.

        clock : gives the present moment with its offset from UTC. read_only : changes nothing, works beside a program that writes, and
        reads a folder without records as an empty one.

        Raises WobbleQuestError where another program writes there, where a newer program has written there, and where the file is
        damaged or none of ours. The file is then left as it is.
        """
        path = folder / DATABASE
        return cls._open_reading(path, clock) if read_only else cls._open_writing(folder, path, clock)

    @classmethod
    def _open_reading(cls, path: Path, clock: Clock) -> Store:
        version = version_of_file(path)
        if version is None:
            return cls(path, empty_engine(), None, clock)
        if version != HEAD:
            raise WobbleQuestError(f"the records in {path} are those of an older WobbleQuest; start the game once to bring them up to date")
        return cls(path, reading_engine(path), None, clock)

    @classmethod
    def _open_writing(cls, folder: Path, path: Path, clock: Clock) -> Store:
        make_folder(folder)
        lock = WriterLock(folder / LOCK)
        writing: Engine | None = None
        try:
            version_of_file(path)
            make_file(path)
            writing = writing_engine(path)
            _prepare(writing, path)
            return cls(path, reading_engine(path), _Writing(Writer(writing, folder), writing, lock), clock)
        except BaseException:
            if writing is not None:
                writing.dispose()
            lock.release()
            raise

    def close(self) -> None:
        """Save what still waits, let others write. Raises WobbleQuestError where something could not be saved. Safe to call twice."""
        self._reader.dispose()  # first, so that the writer's connection is the last one and leaves one file, without a log beside it
        writing, self._writing = self._writing, None
        if writing is None:
            return
        try:
            writing.writer.close(CLOSE_S)
        finally:
            writing.engine.dispose()
            if not writing.writer.alive:  # a thread that hangs in the system may still write
                writing.lock.release()

    def __enter__(self) -> Store:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self.close()

    def flush(self, timeout_s: float, *, give_up_in_trouble: bool = False) -> bool:
        """Wait until all that was handed over is on the disk; False where that takes longer than ``timeout_s``, or, where it is given up,
        while nothing can be saved."""
        return self._writing is None or self._writing.writer.flush(timeout_s, give_up_in_trouble=give_up_in_trouble)

    def trouble(self) -> str | None:
        """What is wrong with saving, in plain words for a screen, or None. It goes away by itself where the cause does."""
        return None if self._writing is None else self._writing.writer.trouble()

    def recording(self, trial_id: str) -> Recording:
        """A trial's recording; where a chunk of it is damaged it ends before that one and is incomplete (`Trials.kept` says which and why).

        Raises WobbleQuestError where there is no such trial.
        """
        return self.trials.kept(trial_id).recording

    def results(self, person_id: str | None = None, drill: str | None = None) -> list[StoredTrial]:
        """Trials that have a result, with the newest one, oldest trial first; of one person or of everybody, of one drill or of all."""
        return self._access.read(lambda c: newest(c, person_id, drill))

    def result(self, trial_id: str) -> Result | None:
        """A trial's newest result, None where it has none."""
        return self._access.read(lambda c: newest_of(c, trial_id))

    def trial_ids(self, person_id: str | None = None, *, ended: bool = False) -> list[str]:
        """Ids of trials, oldest first: of all whatever became of them, or of those that ``ended``, neither running nor interrupted."""

        def ask(connection: Connection) -> Sequence[str]:
            wanted = select(trials.c.id).order_by(trials.c.started_utc, trials.c.id)
            if person_id is not None:
                wanted = wanted.where(trials.c.person_id == person_id)
            if ended:
                wanted = wanted.where(trials.c.state.in_(("completed", "stopped")))
            return connection.execute(wanted).scalars().all()

        return list(self._access.read(ask))

    def scored_since(self, moment: datetime, version: int) -> set[str]:
        """Ids of trials whose result of this scoring version was made at a moment (with offset) or after it."""
        return self._access.read(lambda c: made_since(c, moment, version))

    def keep_result(self, trial_id: str, result: Result) -> None:
        """Keep a result made anew, beside those of other scoring versions. Queues and returns."""
        made = self._access.clock().isoformat()
        self._access.put(lambda c: keep(c, trial_id, result, made))


def _prepare(engine: Engine, path: Path) -> None:
    """Bring the tables up to date and settle what a killed program left."""
    try:
        with engine.connect() as connection:
            bring_up_to_date(connection, path)
            with connection.begin():
                close_interrupted(connection)
    except DBAPIError as error:
        raise unreadable(path, error.orig) from error
