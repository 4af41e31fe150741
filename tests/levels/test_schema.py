from __future__ import annotations

import re
from copy import deepcopy
from pathlib import Path
from typing import Any

import fastjsonschema
import pytest

from wobblequest.levels.level import Level
from wobblequest.levels.load import examine_text
from wobblequest.levels.schema import FILE_NAME, level_schema, schema_text
from wobblequest.levels.shelf import shipped_folder
from wobblequest.levels.strict_yaml import parse

FILES = sorted(shipped_folder().glob("*.yaml"))
TEXTS = {path.stem: path.read_text(encoding="utf-8") for path in FILES}
valid = fastjsonschema.compile(level_schema(), use_default=False)


def accepts(data: dict[str, Any]) -> bool:
    try:
        valid(deepcopy(data))
    except fastjsonschema.JsonSchemaException:
        return False
    return True


def test_the_file_beside_the_levels_is_up_to_date() -> None:
    path = shipped_folder() / FILE_NAME
    assert path.read_text(encoding="utf-8") == schema_text(), f"write it anew: wobblequest levels schema > {path.name}"


@pytest.mark.parametrize("path", FILES, ids=lambda p: p.stem)
def test_every_shipped_level_is_good_by_the_schema(path: Path) -> None:
    assert accepts(parse(TEXTS[path.stem]).data)


@pytest.mark.parametrize(
    ("level", "old", "new"),
    [
        ("hold-1", "  hold_s: 2", "  hodl_s: 2"),
        ("hold-1", "radius_deg: 6", "radius_deg: 60"),
        ("hold-1", "duration_s: 20", "duration_s: 12:30"),
        ("hold-1", "stance: both", "stance: no"),
        ("hold-1", "  goal: Stand", "  gaol: Stand"),
        ("hold-1", "drill: hold", "drill: juggle"),
        ("hold-1", "drill: hold", "drill: track"),
        ("hold-1", "id: hold-1", "id: Hold 1"),
        ("hold-1", "difficulty: 1\n", ""),
        ("hold-10", "  direction_deg: 0 ", "  #"),
        ("hold-10", "  distance_pct: 40", "  distance_pct: 40\n  distance_deg: 4"),
        ("reach-1", "targets: 4", "targets: 99"),
        ("reach-1", "[0, 90, 270]", "[0, 90, 360]"),
        ("reach-1", "order: clockwise", "order: backwards"),
        ("reach-1", "  distance_pct: 70 ", "  #"),
        ("track-3", "path: circle", "path: square"),
        ("track-3", "  size_pct: 55", "  size_pct: 55\n  size_deg: 5"),
        ("track-3", "  period_s: 16\n", ""),
    ],
)
def test_what_the_schema_refuses_the_loader_refuses_too(level: str, old: str, new: str) -> None:
    assert old in TEXTS[level]
    text = TEXTS[level].replace(old, new, 1)
    assert not accepts(parse(text).data)
    assert not isinstance(examine_text(text), Level)


def test_everything_in_it_is_explained() -> None:
    def walk(section: dict[str, Any]) -> None:
        for key, entry in section.get("properties", {}).items():
            assert entry.get("description"), key
            assert "title" not in entry or key == "title"

    schema = level_schema()
    walk(schema)
    for section in schema["definitions"].values():
        walk(section)


def test_its_references_lead_somewhere() -> None:
    for name in re.findall(r'"\$ref": "#/definitions/(\w+)"', schema_text()):
        assert name in level_schema()["definitions"]
