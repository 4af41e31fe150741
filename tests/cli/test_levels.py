from __future__ import annotations

import json
from pathlib import Path

import pytest

from wobblequest.drills.register import DRILLS
from wobblequest.levels.manual import tables
from wobblequest.levels.programme_load import load_programmes
from wobblequest.levels.schema import level_schema, programme_schema_text
from wobblequest.levels.shelf import load_shelf, shipped_folder

HOLD_1 = (shipped_folder() / "hold-1.yaml").read_text(encoding="utf-8")


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """A data folder with a clinic's own levels: one good, one not."""
    own = tmp_path / "data" / "levels"
    own.mkdir(parents=True)
    mine = HOLD_1.replace("id: hold-1", "id: mine\ntest: true").replace("difficulty: 1", "difficulty: 2.5")
    (own / "mine.yaml").write_text(mine, encoding="utf-8")
    (own / "bad.yaml").write_text(HOLD_1.replace("hold_s:", "hodl_s:"), encoding="utf-8")
    return tmp_path / "data"


def test_the_list_is_easiest_first_within_a_drill(command, data: Path) -> None:
    said = command("levels", "list", "--json", "--data", str(data))
    assert said.code == 0
    levels = said.json()
    assert [level["id"] for level in levels][:4] == ["hold-1", "hold-2", "mine", "hold-3"]
    assert levels[2] == {"id": "mine", "drill": "hold", "title": "Find the middle", "difficulty": 2.5, "test": True}
    drills = [level["drill"] for level in levels]
    assert list(dict.fromkeys(drills)) == list(DRILLS)
    assert drills == sorted(drills, key=list(DRILLS).index)
    assert "bad.yaml:18: parameters.hodl_s: this key is not known here; did you mean `hold_s`?" in said.err


def test_the_list_in_words(command, tmp_path: Path) -> None:
    lines = command("levels", "list", "--data", str(tmp_path)).out.splitlines()
    assert lines[0] == "hold"
    assert lines[1].split(maxsplit=2) == ["hold-1", "1", "Find the middle"]


def test_all_levels_are_checked_without_a_name(command, data: Path, tmp_path: Path) -> None:
    said = command("levels", "check", "--only-read", "--data", str(tmp_path / "none"))
    levels = load_shelf(shipped_folder()).levels
    programmes = len(load_programmes(levels, shipped_folder()).programmes)
    assert (said.code, said.out) == (0, f"{len(levels)} levels are good, and {programmes} programmes\n")
    said = command("levels", "check", "--only-read", "--data", str(data))
    assert (said.code, said.out) == (1, f"{len(levels) + 1} levels are good, and {programmes} programmes, 1 mistake to mend\n")


def test_simulated_people_play_what_is_checked_and_what_is_odd_is_told(command, tmp_path: Path) -> None:
    odd = tmp_path / "odd.yaml"
    steep = "anchors:\n  zero: 90\n  one_star: 96\n  two_stars: 97\n  three_stars: 98\n  hundred: 99\n"
    odd.write_text(HOLD_1.partition("anchors:")[0].replace("radius_deg: 6 ", "radius_deg: 1 ") + steep, encoding="utf-8")
    said = command("levels", "check", "--json", str(odd))
    assert said.code == 0
    assert said.json()["good"] == 1
    assert [(r["level"], "no star" in r["message"]) for r in said.json()["remarks"]] == [("hold-1", True)]


def test_a_programme_is_checked_as_one(command, tmp_path: Path) -> None:
    bad = tmp_path / "mine.yaml"
    bad.write_text("id: mine\ntitle: Mine\ndose:\n  weeks: 0\n", encoding="utf-8")
    said = command("levels", "check", str(bad))
    assert said.code == 1
    assert f"{bad}:4: dose.weeks: 0 is outside what is safe or sensible: it must be at least 1" in said.err.splitlines()
    assert "drill" not in said.err
    folder = tmp_path / "levels"
    (folder / "programmes").mkdir(parents=True)
    (folder / "programmes" / "five.yaml").write_text(
        (shipped_folder() / "programmes" / "five-minutes.yaml").read_text(encoding="utf-8"), encoding="utf-8")
    assert command("levels", "check", str(folder)).out == "1 programme is good\n"


def test_programmes_are_listed_with_whom_they_are_for_and_what_they_follow(command, tmp_path: Path) -> None:
    listed = command("levels", "programmes", "--json", "--data", str(tmp_path)).json()
    assert {"id", "title", "idea", "who", "source", "weeks", "sessions_per_week", "session_min"} == set(listed[0])
    said = command("levels", "programmes", "--data", str(tmp_path)).out
    assert all(f"{each['id']}: {each['title']}." in said and each["source"] in said for each in listed)


def test_every_problem_of_every_file_is_told(command, tmp_path: Path) -> None:
    bad = tmp_path / "bad.yaml"
    bad.write_text(HOLD_1.replace("radius_deg: 6 ", "radius_deg: 99 ").replace("zero: 10", "zero: ten"), encoding="utf-8")
    said = command("levels", "check", "--only-read", str(bad), str(tmp_path / "none.yaml"), str(shipped_folder()))
    assert said.code == 1
    assert said.err.splitlines() == [
        f"{bad}:16: parameters.radius_deg: 99 is outside what is safe or sensible: it must be at most 8",
        f"{bad}:22: anchors.zero: expected a number, not `ten`",
        f"{tmp_path / 'none.yaml'}: there is no such file; check its name and folder",
    ]
    problems = command("levels", "check", "--json", str(bad)).json()
    assert problems["good"] == 0
    where = [(p["file"], p["line"], p["key"]) for p in problems["problems"]]
    assert where == [(str(bad), 16, "parameters.radius_deg"), (str(bad), 22, "anchors.zero")]


def test_the_schema_and_its_tables_are_printed(command) -> None:
    assert json.loads(command("levels", "schema").out) == level_schema()
    assert command("levels", "schema", "--markdown").out == tables()
    assert command("levels", "schema", "--programme").out == programme_schema_text()


def test_a_new_level_is_written_good_and_never_over_another(command, tmp_path: Path) -> None:
    path = tmp_path / "my-track.yaml"
    assert command("levels", "new", str(path), "--drill", "track").code == 0
    assert command("levels", "check", str(path)).code == 0
    assert "\nid: my-track\n" in path.read_text(encoding="utf-8")
    said = command("levels", "new", str(path), "--drill", "hold")
    assert said.code == 1
    assert "exists already" in said.err
    assert "\ndrill: track\n" in path.read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (("a.yaml", "--drill", "raech"), "did you mean `reach`?"),
        (("a.txt", "--drill", "reach"), "ends in .yaml"),
        (("My Level.yaml", "--drill", "reach"), "name one with --id"),
        (("a.yaml", "--drill", "reach", "--id", "../x"), "cannot be an id"),
    ],
)
def test_what_cannot_be_a_new_level_is_wrong_usage(command, tmp_path: Path, words: tuple[str, ...], sentence: str) -> None:
    said = command("levels", "new", str(tmp_path / words[0]), *words[1:])
    assert said.code == 2
    assert sentence in said.err
    assert list(tmp_path.iterdir()) == []


def test_a_folder_that_is_not_there_is_told(command, tmp_path: Path) -> None:
    said = command("levels", "new", str(tmp_path / "none" / "a.yaml"), "--drill", "hold")
    assert said.code == 1
    assert "cannot be written" in said.err
