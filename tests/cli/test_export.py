from __future__ import annotations

import csv
import json
import sqlite3
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wobblequest.cli.cells import cell
from wobblequest.core.recording import from_lines
from wobblequest.session.replay import replay
from wobblequest.store.place import DATABASE
from wobblequest.store.store import Store


def stored(records: Path) -> Store:
    return Store.open(records, read_only=True, clock=lambda: datetime.now(UTC))


def test_a_trial_becomes_three_files(command, records: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    said = command("export", "board-1", "-o", str(out), "--json", "--data", str(records))
    assert said.code == 0
    assert sorted(Path(p).name for p in said.json()["files"]) == ["board-1.csv", "board-1.json", "board-1.jsonl"]
    with stored(records) as store:
        recording, (first, *_) = store.recording("board-1"), store.results()
    assert from_lines((out / "board-1.jsonl").read_text(encoding="utf-8").splitlines()) == recording
    result = json.loads((out / "board-1.json").read_text())
    assert result | {"notes": list(first.result.notes)} == first.result.to_json()
    assert "notes" not in result
    rows = list(csv.DictReader((out / "board-1.csv").read_text().splitlines()))
    motion = replay(recording).motion()
    assert [float(r["t_s"]) for r in rows] == motion.t_s.tolist()
    assert [float(r["pitch_deg"]) for r in rows] == motion.pitch_deg.tolist()
    assert [float(r["target_roll_deg"]) for r in rows] == motion.target_roll_deg.tolist()
    assert [float(r["target_radius_deg"]) for r in rows] == motion.target_radius_deg.tolist()
    scored = command("score", str(out / "board-1.csv"), "--json").json()["measures"]
    assert scored["time_on_target_pct"] == first.result.measures["time_on_target_pct"].to_json(), "a table scores like its recording"


def test_all_of_a_person_with_a_table(command, records: Path, tmp_path: Path) -> None:
    said = command("export", "--person", "Ann", "-o", str(tmp_path / "out"), "--format", "csv", "--data", str(records))
    assert said.code == 0
    assert sorted(p.name for p in (tmp_path / "out").iterdir()) == ["board-1.csv", "board-2.csv", "cut-1.csv", "keys-1.csv", "trials.csv"]
    rows = list(csv.DictReader((tmp_path / "out" / "trials.csv").read_text().splitlines()))
    assert [r["trial_id"] for r in rows] == ["board-1", "board-2", "keys-1"]
    assert all(0 <= float(r["time_on_target_pct [%]"]) <= 100 for r in rows)


def test_an_interrupted_trial_has_a_recording_and_no_result(command, records: Path, tmp_path: Path) -> None:
    said = command("export", "cut-1", "-o", str(tmp_path), "--data", str(records))
    assert said.code == 1
    assert "has no result" in said.err
    assert not from_lines((tmp_path / "cut-1.jsonl").read_text().splitlines()).complete
    assert not (tmp_path / "cut-1.json").exists()


def test_a_damaged_recording_is_exported_as_far_as_it_is_whole(command, records: Path, tmp_path: Path) -> None:
    with sqlite3.connect(records / DATABASE) as connection:
        connection.execute("UPDATE chunks SET blob = zeroblob(length(blob)) WHERE trial_id = 'board-1'")
    connection.close()
    said = command("export", "board-1", "-o", str(tmp_path / "out"), "--format", "recording", "--data", str(records))
    assert said.code == 1
    assert "CRC-32" in said.err
    assert from_lines((tmp_path / "out" / "board-1.jsonl").read_text().splitlines()).readings == ()


@pytest.mark.parametrize(("words", "code", "hint"), [
    (["no-such-trial"], 1, "there is no trial"), (["../../etc/passwd"], 1, "there is no trial"),
    (["--person", "Zed"], 1, "nobody is called"), ([], 2, "say what to export"), (["board-1", "--person", "Ann"], 2, "not both"),
])
def test_what_cannot_be_exported_is_said_in_a_sentence(
    command, records: Path, tmp_path: Path, words: list[str], code: int, hint: str,
) -> None:
    said = command("export", *words, "-o", str(tmp_path / "out"), "--data", str(records))
    assert (said.code, said.out) == (code, "")
    assert hint in said.err
    assert not list((tmp_path / "out").glob("*"))


def test_a_folder_that_cannot_be_made(command, records: Path, tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    said = command("export", "board-1", "-o", str(tmp_path / "file"), "--data", str(records))
    assert said.code == 1
    assert "choose another folder" in said.err


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1"])
def test_text_that_a_spreadsheet_would_run_stays_text(text: str) -> None:
    assert cell(text) == "'" + text


@given(st.floats(allow_nan=False))
def test_numbers_stay_numbers(value: float) -> None:
    assert float(cell(value)) == value


def test_what_is_not_there_is_an_empty_cell() -> None:
    assert (cell(None), cell(float("nan")), cell(True)) == ("", "", "true")
