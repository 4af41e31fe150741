from __future__ import annotations

from pathlib import Path

import pytest

from wobblequest.drills.register import DRILLS
from wobblequest.levels.load import read_level_text
from wobblequest.levels.manual import as_yaml, tables, values
from wobblequest.levels.strict_yaml import parse

MANUAL = Path(__file__).parents[2] / "docs" / "levels.md"
BEGIN, END = "<!-- keys: made by `wobblequest levels schema --markdown` -->\n", "<!-- end of keys -->"


def test_the_manual_explains_every_key_as_it_is_now() -> None:
    text = MANUAL.read_text(encoding="utf-8")
    assert text.count(BEGIN) == text.count(END) == 1
    assert text.split(BEGIN)[1].split(END)[0].strip() == tables().strip(), "put the output of `wobblequest levels schema --markdown` there"


def test_the_manual_s_example_is_a_good_level() -> None:
    example = MANUAL.read_text(encoding="utf-8").split("```yaml\n")[1].split("```")[0]
    assert read_level_text(example, MANUAL).id == "my-reach"


def test_every_drill_has_its_table_with_every_parameter() -> None:
    text = tables()
    for name, drill in DRILLS.items():
        part = text.split(f"### `parameters` of `drill: {name}`")[1].split("###")[0]
        for key in drill.Parameters.model_fields:
            assert f"| `{key}` |" in part


@pytest.mark.parametrize(
    "value", ["both", "my-hold", "two words", "12:30", "true", "null", "", "-", "ä: b", 5, 2.0, 0.25, True, None, [0.0, 22.5]],
)
def test_values_are_written_as_they_are_read(value: object) -> None:
    assert parse(f"key: {as_yaml(value)}").data["key"] == value


def test_what_values_a_key_takes_in_words() -> None:
    assert values({"type": "number", "minimum": 0, "exclusiveMaximum": 360}) == "0 to below 360"
    assert values({"type": "integer", "minimum": 1, "maximum": 16}) == "whole number, 1 to 16"
    assert values({"anyOf": [{"type": "null"}, {"type": "number", "minimum": 1, "maximum": 15}]}) == "1 to 15"
