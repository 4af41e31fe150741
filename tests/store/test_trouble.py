"""The disk is full, or gone: what is played is kept in memory, said, and saved when it can be."""

from __future__ import annotations

import sqlite3
import threading
from pathlib import Path

import pytest
from sqlalchemy.exc import OperationalError

from wobblequest.core.errors import WobbleQuestError
from wobblequest.store.store import Store


class FullDisk:
    """Stands in for a disk: SQLite's own limit of pages makes it full, and gives it room again."""

    def __init__(self, store: Store) -> None:
        self._writer = store._writing.writer
        store.flush(5.0)

    def fill(self) -> None:
        self._writer._connection.exec_driver_sql("PRAGMA max_page_count = 1")  # SQLite takes the pages there are as the least
        self._writer._connection.rollback()

    def empty(self) -> None:
        self._writer._connection.exec_driver_sql("PRAGMA max_page_count = 1000000")
        self._writer._connection.rollback()


@pytest.fixture
def session(store: Store) -> str:
    return store.sessions.begin(store.people.ensure("Ann").id)


def until_in_trouble(store: Store) -> None:
    """Wait until the writer has met the trouble."""
    writer = store._writing.writer
    with writer._changed:
        assert writer._changed.wait_for(lambda: writer.trouble() is not None, 10.0)


def test_nothing_is_lost_while_the_disk_is_full(store: Store, make, session: str) -> None:
    header, readings = make.header("t1"), make.readings(2500)
    store.trials.begin(session, header)
    store.trials.append("t1", readings[:25])
    disk = FullDisk(store)
    assert store.trouble() is None
    disk.fill()
    for i in range(25, 2500, 25):
        store.trials.append("t1", readings[i:i + 25])
    store.trials.finish("t1", make.result(header), faults=0, state="completed")
    until_in_trouble(store)
    assert "the disk is full" in str(store.trouble())
    assert store.trouble().startswith("not saving: ")
    assert not store.flush(0.0)
    with pytest.raises(WobbleQuestError, match="the disk is full"):
        store.people.ensure("Bob")
    assert len(store.recording("t1").readings) < 2500
    disk.empty()
    assert store.flush(30.0)
    assert store.trouble() is None
    assert store.recording("t1").readings == tuple(readings)
    assert store.results()[0].result == make.result(header)
    assert store.people.ensure("Bob").alias == "Bob"


def test_closing_says_what_could_not_be_saved(folder: Path, clock, make) -> None:
    store = Store.open(folder, clock=clock)
    store.trials.begin(store.sessions.begin(store.people.ensure("Ann").id), make.header("t1"))
    FullDisk(store).fill()
    for i in range(0, 2500, 25):
        store.trials.append("t1", make.readings(25, i))
    with pytest.raises(WobbleQuestError, match=r"the disk is full.* pieces .* not saved"):
        store.close()
    store.close()
    with Store.open(folder, clock=clock) as store:  # the lock went with it, and what was written is whole
        kept = store.trials.kept("t1")
        assert kept.damage is None
        assert kept.recording.readings == tuple(make.readings(len(kept.recording.readings)))


def test_a_drive_that_comes_back_gets_a_new_connection(store: Store, make, session: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """The drive is away while new connections to it fail, and the open one does."""
    store.flush(5.0)
    writer = store._writing.writer
    away, connect = threading.Event(), writer._engine.connect
    away.set()

    class Gone(Exception):
        sqlite_errorname = "SQLITE_IOERR_WRITE"

    def open_again() -> object:
        if away.is_set():
            raise OperationalError("", {}, Gone())
        return connect()

    monkeypatch.setattr(writer._engine, "connect", open_again)
    monkeypatch.setattr(writer._connection, "begin", lambda: (_ for _ in ()).throw(OperationalError("", {}, Gone())))
    store.trials.begin(session, make.header("t1"))
    store.trials.append("t1", make.readings(25))
    until_in_trouble(store)
    assert "the disk does not answer" in store.trouble()
    away.clear()
    assert store.flush(30.0)
    assert store.trouble() is None
    assert store.recording("t1").readings == tuple(make.readings(25))


def test_what_can_never_be_saved_does_not_hold_up_the_rest(store: Store, make, session: str) -> None:
    store.trials.begin("no such session", make.header("lost"))
    store.trials.begin(session, make.header("kept"))
    assert store.flush(5.0)
    assert store.trial_ids() == ["kept"]
    assert "not saved: a part of a trial" in store.trouble()
    assert store.people.ensure("Bob").alias == "Bob"


def test_an_error_of_a_job_somebody_waits_for_goes_to_them(store: Store) -> None:
    with pytest.raises(ZeroDivisionError):
        store._access.call(lambda c: 1 // 0)
    assert store.trouble() is None
    assert store.people.ensure("Ann").alias == "Ann"


def test_a_closed_store_takes_nothing_more(folder: Path, clock, make) -> None:
    with Store.open(folder, clock=clock) as store:
        ann = store.people.ensure("Ann")
    with pytest.raises(WobbleQuestError, match="closed"):
        store.sessions.begin(ann.id)


@pytest.mark.parametrize(("name", "said"), [("SQLITE_FULL", "the disk is full"), ("SQLITE_BUSY", "another program holds"),
                                            ("SQLITE_IOERR_WRITE", "the disk does not answer")])
def test_what_will_pass_tells_nobody_to_move_the_records_away(folder: Path, clock, monkeypatch: pytest.MonkeyPatch, name: str,
                                                              said: str) -> None:
    Store.open(folder, clock=clock).close()

    def settle(_connection: object) -> int:
        cause = sqlite3.OperationalError("no")
        cause.sqlite_errorname = name
        raise OperationalError("UPDATE", None, cause)

    monkeypatch.setattr("wobblequest.store.store.close_interrupted", settle)
    with pytest.raises(WobbleQuestError, match=said) as told:
        Store.open(folder, clock=clock)
    assert "move" not in str(told.value)
