"""The SQLite file: judging what is there, opening it to write or to read, bringing its tables up to date."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Callable
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event, inspect, text
from sqlalchemy.exc import DBAPIError
from sqlalchemy.pool import NullPool, QueuePool, StaticPool

from wobblequest.core.errors import WobbleQuestError
from wobblequest.store.causes import DAMAGED, cause_of
from wobblequest.store.schema import HEAD, VERSIONS, metadata

_MAGIC = b"SQLite format 3\0"
_BUSY_S = 5.0


def make_folder(folder: Path) -> None:
    """Make the data folder, for its owner only. One that already holds something keeps its rights: it may not be ours alone."""
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        if os.name == "posix" and not any(folder.iterdir()):
            folder.chmod(0o700)
    except OSError as error:
        raise WobbleQuestError(f"cannot make the data folder {folder} ({error.strerror}); choose another with --data") from error


def make_file(path: Path) -> None:
    """Make the database file where there is none, for its owner only; SQLite gives its side files the same rights."""
    try:
        os.close(os.open(path, os.O_RDWR | os.O_CREAT, 0o600))
        if os.name == "posix" and path.stat().st_mode & 0o077:
            path.chmod(0o600)
    except OSError as error:
        raise WobbleQuestError(f"cannot write {path} ({error.strerror}); choose another folder with --data") from error


def check_header(path: Path) -> None:
    """Raises WobbleQuestError where the file holds something that is no SQLite database. The file is only read."""
    try:
        with path.open("rb") as file:
            start = file.read(len(_MAGIC))
    except OSError as error:
        raise WobbleQuestError(f"cannot read {path} ({error.strerror}); choose another folder with --data") from error
    if start and start != _MAGIC:
        raise unreadable(path, "it does not begin like a database")


def unreadable(path: Path, why: object) -> WobbleQuestError:
    """The error for a file that cannot be read (``why``: the driver's error, or words), with what to do. The file is never written over."""
    cause = cause_of(why)
    if cause not in (None, DAMAGED):  # nothing is wrong with the file: nobody should move it away
        return WobbleQuestError(f"the records in {path} cannot be used just now ({cause}); nothing was changed, mend that and start again")
    return WobbleQuestError(
        f"the records in {path} cannot be read ({why}); nothing was changed: "
        "move that file elsewhere to begin anew, or put a backup in its place"
    )


def writing_engine(path: Path) -> Engine:
    """The engine for the one writing connection: write-ahead log, every commit on the disk, foreign keys, BEGIN IMMEDIATE."""

    def prepare(connection: sqlite3.Connection) -> None:
        connection.execute("PRAGMA journal_mode=WAL")
        connection.execute("PRAGMA synchronous=FULL")
        connection.execute("PRAGMA foreign_keys=ON")

    return _engine(lambda: sqlite3.connect(f"{path.resolve().as_uri()}?mode=rw", uri=True, timeout=_BUSY_S, check_same_thread=False),
                   prepare, "BEGIN IMMEDIATE", NullPool)


def reading_engine(path: Path) -> Engine:
    """An engine that cannot write. A file nobody writes to on a disk that cannot be written is read as it stands."""
    address = path.resolve().as_uri()

    def connect() -> sqlite3.Connection:
        connection = sqlite3.connect(f"{address}?mode=ro", uri=True, timeout=_BUSY_S, check_same_thread=False)
        try:
            connection.execute("SELECT 1 FROM sqlite_master").fetchone()
        except sqlite3.OperationalError as error:
            connection.close()
            beside = path.with_name(path.name + "-wal")
            if getattr(error, "sqlite_errorname", "").startswith(("SQLITE_CANTOPEN", "SQLITE_READONLY")) and not _has_bytes(beside):
                return sqlite3.connect(f"{address}?immutable=1", uri=True, check_same_thread=False)
            raise
        except UnicodeDecodeError as error:  # SQLite quotes what is damaged, and that is no text any more
            connection.close()
            raise sqlite3.DatabaseError("its tables are damaged") from error
        return connection

    return _engine(connect, _as_it_is, "BEGIN", QueuePool)


def empty_engine() -> Engine:
    """What a folder without records reads as."""
    engine = _engine(lambda: sqlite3.connect(":memory:", check_same_thread=False), _as_it_is, "BEGIN", StaticPool)
    metadata.create_all(engine)
    return engine


def version_of(connection: Connection, path: Path) -> str | None:
    """The schema's version, None for an empty database.

    Raises WobbleQuestError for a newer version than this program knows, for another program's database and for a damaged one.
    """
    try:
        tables = inspect(connection).get_table_names()
        if "alembic_version" in tables:
            found = connection.execute(text("SELECT version_num FROM alembic_version")).scalars().all()
        elif tables:
            raise WobbleQuestError(f"{path} is a database of another program; choose another folder with --data")
        else:
            return None
    except DBAPIError as error:
        raise unreadable(path, error.orig) from error
    if not found:
        return None
    if found[0] not in VERSIONS:
        raise WobbleQuestError(
            f"the records in {path} were written by a newer WobbleQuest (their version is {found[0]}, this one knows {HEAD}); "
            "nothing was changed, install the newer one"
        )
    return str(found[0])


def version_of_file(path: Path) -> str | None:
    """As `version_of`, of a file that is only read; None also where there is no file or an empty one."""
    if not path.exists():
        return None
    check_header(path)
    engine = reading_engine(path)
    try:
        with engine.connect() as connection:
            return version_of(connection, path)
    except DBAPIError as error:
        raise unreadable(path, error.orig) from error
    finally:
        engine.dispose()


def bring_up_to_date(connection: Connection, path: Path) -> None:
    """Run the migrations that are missing, all in one transaction. Alembic is loaded only where there are any."""
    try:
        with connection.begin():
            if version_of(connection, path) == HEAD:
                return
            from alembic import command
            from alembic.config import Config

            config = Config()
            config.set_main_option("script_location", "wobblequest.store:migrations")
            config.attributes["connection"] = connection
            command.upgrade(config, "head")
    except DBAPIError as error:
        raise unreadable(path, error.orig) from error


def _as_it_is(connection: sqlite3.Connection) -> None:
    """Nothing needs to be said to this connection."""


def _engine(
    connect: Callable[[], sqlite3.Connection], prepare: Callable[[sqlite3.Connection], None], begin: str, pool: type[Any],
) -> Engine:
    def opened() -> sqlite3.Connection:
        connection = connect()
        try:
            connection.isolation_level = None  # this module says itself when a transaction begins
            prepare(connection)
        except BaseException:
            connection.close()
            raise
        return connection

    engine = create_engine("sqlite://", creator=opened, poolclass=pool)

    @event.listens_for(engine, "begin")
    def _begin(connection: Connection) -> None:
        connection.exec_driver_sql(begin)

    return engine


def _has_bytes(path: Path) -> bool:
    return path.exists() and path.stat().st_size > 0
