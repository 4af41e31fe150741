from __future__ import annotations

import json
import sqlite3
from datetime import UTC, datetime
from pathlib import Path

from wobblequest.scoring.version import SCORING_VERSION
from wobblequest.store.place import DATABASE
from wobblequest.store.store import Store


def change(records: Path, *statements: str) -> None:
    with sqlite3.connect(records / DATABASE) as connection:
        for statement in statements:
            connection.execute(statement)
    connection.close()


def results(records: Path) -> dict[str, dict[str, object]]:
    with Store.open(records, read_only=True, clock=lambda: datetime.now(UTC)) as store:
        return {t.trial_id: t.result.to_json() for t in store.results()}


def test_scoring_again_gives_the_same(command, records: Path) -> None:
    before = results(records)
    said = command("rescore", "--all", "--json", "--data", str(records))
    assert said.code == 0
    assert said.json() == {"scoring_version": SCORING_VERSION, "scored": 3, "changed": 0, "interrupted": 1, "already": 0, "failed": []}
    assert results(records) == before


def test_results_of_older_scoring_are_made_anew_and_kept(command, records: Path) -> None:
    today = results(records)
    old = json.dumps(today["board-1"] | {"points": 1, "scoring_version": 0})
    change(records, "DELETE FROM results WHERE trial_id = 'board-1'")
    with sqlite3.connect(records / DATABASE) as connection:
        connection.execute("INSERT INTO results VALUES ('board-1', 0, ?, '2025-01-01T00:00:00+00:00')", (old,))
    connection.close()
    said = command("rescore", "--person", "Ann", "--data", str(records))
    assert said.code == 0
    assert said.out == f"3 trials scored anew by scoring version {SCORING_VERSION}, 1 changed; 1 interrupted left as they are\n"
    assert results(records) == today
    connection = sqlite3.connect(records / DATABASE)
    versions = connection.execute("SELECT scoring_version FROM results WHERE trial_id = 'board-1' ORDER BY 1").fetchall()
    assert versions == [(0,), (SCORING_VERSION,)]
    connection.close()


def test_a_damaged_recording_keeps_its_result(command, records: Path) -> None:
    before = results(records)
    change(records, "UPDATE chunks SET blob = zeroblob(length(blob)) WHERE trial_id = 'board-1'",
           """UPDATE trials SET level = '{"id": "hold-1", "drill": "ride"}' WHERE id = 'board-2'""")
    said = command("rescore", "--json", "--data", str(records))
    assert said.code == 1
    assert [f["trial_id"] for f in said.json()["failed"]] == ["board-1", "board-2"]
    assert said.json()["scored"] == 1
    assert "CRC-32" in said.err
    assert results(records) == before


def test_rescoring_while_another_program_writes_is_refused(command, records: Path) -> None:
    with Store.open(records, clock=lambda: datetime.now(UTC)):
        said = command("rescore", "--data", str(records))
    assert said.code == 1
    assert "another WobbleQuest" in said.err
