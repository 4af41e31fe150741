from __future__ import annotations

from pathlib import Path


def test_people_are_listed_with_what_they_played(command, records: Path) -> None:
    said = command("people", "--data", str(records))
    assert said.code == 0
    assert [line.split() for line in said.out.splitlines()[1:]] == [
        ["Ann", "4", "4", "2025-03-04", "10:30"], ["Bob", "0", "0", "never"],
    ]


def test_people_as_json(command, records: Path) -> None:
    people = command("people", "--json", "--data", str(records)).json()
    assert [(p["alias"], p["sessions"], p["trials"]) for p in people] == [("Ann", 4, 4), ("Bob", 0, 0)]


def test_where_nobody_played_nothing_is_made(command, tmp_path: Path) -> None:
    folder = tmp_path / "none"
    assert command("people", "--data", str(folder)).code == 0
    assert command("people", "--json", "--data", str(folder)).json() == []
    assert not folder.exists()


def test_a_database_address_is_wrong_usage(command) -> None:
    said = command("people", "--data", "postgresql://ward/records")
    assert said.code == 2
    assert "not supported by this version" in said.err
    assert said.out == ""
