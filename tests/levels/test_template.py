from __future__ import annotations

from pathlib import Path

import pytest

from wobblequest.drills.register import DRILLS
from wobblequest.levels.load import read_level_text
from wobblequest.levels.shelf import load_shelf, shipped_folder
from wobblequest.levels.template import template, write_template


@pytest.mark.parametrize("drill", DRILLS)
def test_a_template_is_a_good_level_like_the_easiest_one(drill: str) -> None:
    level = read_level_text(template(drill, "my-own"))
    easiest = load_shelf(shipped_folder()).find(f"{drill}-1")
    assert level.id == "my-own"
    assert (level.parameters, level.anchors) == (easiest.parameters, easiest.anchors)


@pytest.mark.parametrize("drill", DRILLS)
def test_a_template_names_and_explains_every_key(drill: str) -> None:
    lines = template(drill, "my-own").splitlines()
    assert lines[0].startswith("# yaml-language-server: $schema=file:///")
    assert all(len(line) <= 110 or line.startswith("# yaml") for line in lines)
    for key in DRILLS[drill].Parameters.model_fields:
        i = next(i for i, line in enumerate(lines) if line.strip().removeprefix("# ").startswith(f"{key}:"))
        assert lines[i - 1].startswith("  # ")


def test_a_file_that_exists_is_never_overwritten(tmp_path: Path) -> None:
    path = tmp_path / "mine.yaml"
    assert write_template(path, "hold", "mine").id == "mine"
    path.write_text("precious", encoding="utf-8")
    with pytest.raises(FileExistsError):
        write_template(path, "hold", "mine")
    assert path.read_text(encoding="utf-8") == "precious"
