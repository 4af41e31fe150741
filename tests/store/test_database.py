"""Files that are not what they should be are never written over, and the tables are what the migrations make."""

from __future__ import annotations

import json
import sqlite3
import subprocess
import sys
from contextlib import suppress
from dataclasses import asdict, replace
from pathlib import Path

import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import text

from wobblequest.core.errors import WobbleQuestError
from wobblequest.core.result import Quality
from wobblequest.store.database import writing_engine
from wobblequest.store.place import DATABASE
from wobblequest.store.progress import value_in_progress
from wobblequest.store.schema import HEAD, VERSIONS, metadata
from wobblequest.store.store import Store


@pytest.fixture
def path(folder: Path, clock) -> Path:
    """A store's file with one person in it, closed."""
    with Store.open(folder, clock=clock) as store:
        store.people.ensure("Ann")
    return folder / DATABASE


def refused(folder: Path, clock, *words: str) -> None:
    """Both ways of opening end in one sentence that has these words, and change nothing."""
    before = (folder / DATABASE).read_bytes()
    for read_only in (False, True):
        with pytest.raises(WobbleQuestError) as caught:
            Store.open(folder, read_only=read_only, clock=clock)
        assert all(word in str(caught.value) for word in words), caught.value
        assert "\n" not in str(caught.value)
    assert (folder / DATABASE).read_bytes() == before


def test_the_migrations_make_the_tables_and_nothing_else(path: Path) -> None:
    engine = writing_engine(path)
    with engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        assert compare_metadata(context, metadata) == []
        assert connection.exec_driver_sql("PRAGMA journal_mode").scalar() == "wal"
        assert connection.exec_driver_sql("PRAGMA synchronous").scalar() == 2
        assert connection.exec_driver_sql("PRAGMA foreign_keys").scalar() == 1
    engine.dispose()


def test_the_versions_known_are_those_of_the_migrations() -> None:
    config = Config()
    config.set_main_option("script_location", "wobblequest.store:migrations")
    scripts = ScriptDirectory.from_config(config)
    assert scripts.get_current_head() == HEAD
    assert tuple(s.revision for s in reversed(list(scripts.walk_revisions()))) == VERSIONS


def test_an_up_to_date_store_opens_without_the_migrations(path: Path) -> None:
    code = (
        "import sys, datetime, pathlib; from wobblequest.store.store import Store\n"
        "Store.open(pathlib.Path(sys.argv[1]), clock=lambda: datetime.datetime.now(datetime.UTC)).close()\n"
        "print([m for m in ('alembic', 'mako', 'pygame', 'serial') if m in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code, str(path.parent)], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_a_newer_version_is_refused(path: Path, clock) -> None:
    with sqlite3.connect(path) as connection:
        connection.execute("UPDATE alembic_version SET version_num = '0999'")
    connection.close()
    refused(path.parent, clock, "newer WobbleQuest", "0999")


def test_a_file_that_is_no_database_is_refused(path: Path, clock) -> None:
    path.write_bytes(b"Dear diary, today I stood on a board.")
    refused(path.parent, clock, "cannot be read", "move that file")


def test_another_programs_database_is_refused(folder: Path, clock) -> None:
    folder.mkdir()
    with sqlite3.connect(folder / DATABASE) as connection:
        connection.execute("CREATE TABLE recipes (name TEXT)")
    connection.close()
    refused(folder, clock, "another program")


def test_a_file_cut_short_is_refused(path: Path, clock) -> None:
    path.write_bytes(path.read_bytes()[:5000])
    refused(path.parent, clock, "cannot be read")


def test_an_empty_file_is_a_new_store(folder: Path, clock) -> None:
    folder.mkdir()
    (folder / DATABASE).touch()
    with Store.open(folder, read_only=True, clock=clock) as store:
        assert store.people.all() == []
    with Store.open(folder, clock=clock) as store:
        assert store.people.ensure("Ann").alias == "Ann"


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_damage_anywhere_gives_a_sentence_or_what_is_whole(path: Path, clock, data: st.DataObject) -> None:
    whole = path.read_bytes()
    place = data.draw(st.integers(0, len(whole) - 1))
    noise = data.draw(st.binary(min_size=1, max_size=200))
    damaged = path.parent.parent / "damaged"
    damaged.mkdir(exist_ok=True)
    (damaged / DATABASE).write_bytes(whole[:place] + noise + whole[place + len(noise):])
    with suppress(WobbleQuestError), Store.open(damaged, read_only=True, clock=clock) as store:
        assert len(store.people.all()) <= 1
        assert store.results() == []


def test_damage_that_the_database_cannot_even_quote_is_a_sentence(path: Path, clock) -> None:
    whole = path.read_bytes()
    path.write_bytes(whole.replace(b"CREATE TABLE people", b"CREATE \x80ABLE people"))
    assert path.read_bytes() != whole
    with pytest.raises(WobbleQuestError, match="cannot be read"):
        Store.open(path.parent, read_only=True, clock=clock)


def test_a_folder_that_is_a_file_is_said_in_a_sentence(tmp_path: Path, clock) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(WobbleQuestError, match="data folder"):
        Store.open(tmp_path / "file" / "data", clock=clock)


def test_folders_with_odd_names_work(tmp_path: Path, clock) -> None:
    folder = tmp_path / "Ärzte? 100% #1 & co"
    with Store.open(folder, clock=clock) as store:
        store.people.ensure("Ann")
    with Store.open(folder, read_only=True, clock=clock) as store:
        assert [p.alias for p in store.people.all()] == ["Ann"]


def test_a_migration_that_is_cut_off_leaves_nothing_half_made(folder: Path, clock, monkeypatch: pytest.MonkeyPatch) -> None:
    upgrade = command.upgrade

    def cut_off(config: Config, revision: str) -> None:
        upgrade(config, revision)
        raise KeyboardInterrupt

    monkeypatch.setattr(command, "upgrade", cut_off)
    with pytest.raises(KeyboardInterrupt):
        Store.open(folder, clock=clock)
    connection = sqlite3.connect(folder / DATABASE)
    assert connection.execute("SELECT count(*) FROM sqlite_master").fetchone() == (0,)
    connection.close()
    monkeypatch.undo()
    with Store.open(folder, clock=clock) as store:
        assert store.people.ensure("Ann").alias == "Ann"


def test_a_store_of_the_first_version_is_brought_up_to_date(folder: Path, clock, make) -> None:
    """Made by the first migration, filled as a program of then did, with a result that says nothing of its signal but four figures."""
    folder.mkdir()
    (folder / DATABASE).touch()
    engine = writing_engine(folder / DATABASE)
    config = Config()
    config.set_main_option("script_location", "wobblequest.store:migrations")
    header, at = make.header("t1"), "2025-03-01T10:30:00+01:00"
    result = make.result(header).to_json()
    result["quality"] = {name: result["quality"][name] for name in ("rate_hz", "gaps", "faults", "lost_s")}
    row = {
        "id": "t1", "session_id": "s1", "person_id": "p1", "level_id": "hold-9", "drill": "hold", "stance": "both", "eyes": "open",
        "level": json.dumps(dict(header.level)), "seed": str(header.seed), "source_kind": "serial", "source_name": "USB",
        "source_protocol": "csv", "source_device": "x", "calibration": json.dumps(asdict(header.calibration)),
        "reach": json.dumps(asdict(header.reach)), "program": "0.1.0", "started": at,
        "started_utc": "2025-03-01T09:30:00.000000Z", "state": "completed", "faults": 1,
    }
    tables = (
        ("people", {"id": "p1", "alias": "Ann", "alias_key": "ann", "created": at}),
        ("sessions", {"id": "s1", "person_id": "p1", "station": "here", "started": at, "started_utc": row["started_utc"], "ended": None}),
        ("trials", row), ("results", {"trial_id": "t1", "scoring_version": 1, "result": json.dumps(result), "made": at}),
    )
    with engine.begin() as connection:
        config.attributes["connection"] = connection
        command.upgrade(config, "0001")
        for table, values in tables:
            names = ", ".join(values)
            connection.execute(text(f"INSERT INTO {table} ({names}) VALUES ({', '.join(':' + n for n in values)})"), values)
    engine.dispose()

    with pytest.raises(WobbleQuestError, match="older WobbleQuest"):
        Store.open(folder, read_only=True, clock=clock)
    with Store.open(folder, clock=clock) as store:
        (trial,) = store.results(store.people.find("Ann").id)
        assert trial.result.quality == Quality(100.0, 0, 1, 0.0, word="")
        assert value_in_progress(trial) == 50.0
        assert store.recording("t1").header.latency_ms is None
        assert (trial.round, trial.rounds, trial.practice, trial.set_id) == (0, 0, False, "")
        assert not store.sessions.all()[0].evaluation
        store.trials.begin("s1", replace(make.header("t2"), latency_ms=61.5, round=2, rounds=3, practice=True, set_id="t1"))
        store.trials.finish("t2", None, faults=0, state="stopped")
        assert store.flush(10.0)
        header = store.recording("t2").header
        assert header.latency_ms == 61.5
        assert (header.round, header.rounds, header.practice, header.set_id) == (2, 3, True, "t1")
    engine = writing_engine(folder / DATABASE)
    with engine.connect() as connection:
        assert compare_metadata(MigrationContext.configure(connection, opts={"compare_type": True}), metadata) == []
    engine.dispose()
