from __future__ import annotations

from pathlib import Path

import pytest

from wobblequest.core.errors import UsageError, WobbleQuestError
from wobblequest.drills.register import DRILLS
from wobblequest.levels import shelf as shelf_module
from wobblequest.levels.shelf import load_shelf, shipped_folder

ORDINARY_DEG = 10.0
"""An ordinary reach."""
HOLD_1 = (shipped_folder() / "hold-1.yaml").read_text(encoding="utf-8")


def test_the_shipped_levels_are_all_good_and_in_order() -> None:
    shelf = load_shelf(shipped_folder())
    assert shelf.problems == ()
    trained = [level.id for level in shelf.levels if not level.test]
    assert trained == [f"{drill}-{n}" for drill in DRILLS for n in range(1, 1 + len([i for i in trained if i.startswith(f"{drill}-")]))]
    assert all(level.id.startswith((f"{level.drill}-test", "test-")) for level in shelf.levels if level.test)
    for drill in DRILLS:
        hard = [level.difficulty for level in shelf.levels if level.drill == drill and not level.test]
        assert hard == sorted(set(hard))


def test_a_shipped_level_is_in_the_file_of_its_name_and_points_editors_to_the_schema() -> None:
    for path in sorted(shipped_folder().glob("*.yaml")):
        text = path.read_text(encoding="utf-8")
        assert text.startswith("# yaml-language-server: $schema=level.schema.json\n# ")
        assert f"\nid: {path.stem}\n" in text


def test_the_first_levels_are_kind_to_a_frail_beginner() -> None:
    shelf = load_shelf(shipped_folder())
    for drill in DRILLS:
        parameters = shelf.find(f"{drill}-1").parameters.model_dump()
        parameters |= next((value for value in parameters.values() if isinstance(value, dict)), {})  # of two at once: the movement
        # Of a sway nothing depends on being in the circle: there it is small, so that both ends can be seen apart.
        # In recall time in the circle adds up, and a smaller one may lie nearer to the middle, within a short reach.
        # Of a band and of a gate it is half of the width that counts, and a gate of 6° is wide for a ball.
        sizes = ("radius_deg", "band_deg", "gate_deg", "width_deg", "tray_deg", "box_deg")
        size = next(parameters[key] for key in sizes if key in parameters)
        assert size >= {"rhythm": 2.0, "recall": 3.5, "roll": 3.0}.get(drill, 4.0)
        assert parameters.get("hold_s", 0.0) <= 2.0
        farthest = ORDINARY_DEG * (parameters.get("distance_pct") or parameters.get("size_pct") or 0.0) / 100.0
        assert farthest <= 6.0 or farthest - size <= 2.5, "the near edge of a large circle is what must be reached"
        assert parameters["duration_s"] <= 60.0
        assert parameters.get("timeout_s") is None


def test_one_bad_file_leaves_the_others_be(tmp_path: Path) -> None:
    (tmp_path / "good.yaml").write_text(HOLD_1.replace("hold-1", "mine"), encoding="utf-8")
    (tmp_path / "bad.yml").write_bytes(b"\xff\xfe\x00")
    (tmp_path / "worse.yaml").write_text("[", encoding="utf-8")
    (tmp_path / "notes.txt").write_text("not a level", encoding="utf-8")
    (tmp_path / "folder.yaml").mkdir()
    shelf = load_shelf(tmp_path)
    assert [level.id for level in shelf.levels] == ["mine"]
    assert {Path(str(p.path)).name for p in shelf.problems} == {"bad.yml", "worse.yaml", "folder.yaml"}


def test_a_persons_own_level_takes_the_place_of_a_shipped_one_with_a_note(tmp_path: Path) -> None:
    (tmp_path / "mine.yaml").write_text(HOLD_1.replace("radius_deg: 6", "radius_deg: 7"), encoding="utf-8")
    shelf = load_shelf(shipped_folder(), tmp_path)
    assert len(shelf.levels) == len(load_shelf(shipped_folder()).levels)
    assert shelf.find("hold-1").parameters.radius_deg == 7  # type: ignore[attr-defined]
    assert shelf.notes == (f"{tmp_path / 'mine.yaml'} is played instead of the level 'hold-1' that comes with WobbleQuest.",)


def test_the_same_id_twice_in_a_folder_is_a_problem(tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_text(HOLD_1, encoding="utf-8")
    (tmp_path / "b.yaml").write_text(HOLD_1, encoding="utf-8")
    shelf = load_shelf(tmp_path)
    assert len(shelf.levels) == 1
    (problem,) = shelf.problems
    assert (problem.key, problem.line) == ("id", 5)
    assert "already the id of a.yaml" in problem.message


def test_a_folder_that_is_not_there_is_a_problem_not_an_end(tmp_path: Path) -> None:
    shelf = load_shelf(tmp_path / "none", shipped_folder())
    assert shelf.levels == load_shelf(shipped_folder()).levels
    assert len(shelf.problems) == 1


def test_an_unknown_id_is_told_with_what_was_perhaps_meant() -> None:
    with pytest.raises(UsageError, match="there is no level 'reach1'; did you mean `reach-1`"):
        load_shelf(shipped_folder()).find("reach1")


def test_the_installed_package_s_own_levels_come_first(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    module = tmp_path / "site" / "wobblequest" / "levels" / "shelf.py"
    monkeypatch.setattr(shelf_module, "__file__", str(module))
    with pytest.raises(WobbleQuestError, match="install it again"):
        shipped_folder()
    for folder in (tmp_path / "site" / "levels", tmp_path / "site" / "wobblequest" / "_data" / "levels"):
        folder.mkdir(parents=True)
        (folder / "hold-1.yaml").write_text(HOLD_1, encoding="utf-8")
        assert shipped_folder() == folder.resolve()
