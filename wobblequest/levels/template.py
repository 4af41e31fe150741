"""A commented file to start a new level from."""

from __future__ import annotations

import textwrap
from pathlib import Path
from typing import Any

from wobblequest.drills.register import DRILLS
from wobblequest.levels.level import Level
from wobblequest.levels.load import read_level
from wobblequest.levels.manual import NOTHING, REQUIRED, as_yaml, default_of, values
from wobblequest.levels.schema import FILE_NAME, level_schema
from wobblequest.levels.shelf import shipped_folder

SECTIONS = {"words": "Words", "anchors": "AnchorValues", "display": "Display", "feedback": "Feedback"}
"""Keys with lines beneath them, each a definition of the schema."""


def template(drill: str, level_id: str) -> str:
    """A level file for a drill: its easiest shipped level with every key there is, each explained; keys not used stand as comments.

    Raises KeyError for a drill that does not exist, WobbleQuestError where the shipped levels are missing.
    """
    folder = shipped_folder()
    model_level = read_level(folder / f"{drill}-1.yaml")
    schema = level_schema()
    data = model_level.to_json() | {"id": level_id, "title": f"My {DRILLS[drill].title.lower()}"}
    own = schema["definitions"][DRILLS[drill].Parameters.__name__]
    sections = {"parameters": own} | {key: schema["definitions"][name] for key, name in SECTIONS.items()}
    lines = [
        f"# yaml-language-server: $schema={(folder / FILE_NAME).as_uri()}",
        f"# A level of the drill {drill}. Check it with: wobblequest levels check THIS-FILE", "",
    ]
    for key in data:
        if key in sections:
            lines += ["", *_comment(schema["properties"][key]["description"], "")]
            if key == "anchors":
                measure, better = DRILLS[drill].primary, "higher" if DRILLS[drill].higher_is_better else "lower"
                lines += _comment(f"The measure is {measure}: {better} is better.", "")
            lines += [f"{key}:", *_section(data[key], sections[key], "  ")]
        else:
            lines += _entry(key, data[key], schema, "")
    return "\n".join(lines) + "\n"


def _section(data: dict[str, Any], section: dict[str, Any], indent: str) -> list[str]:
    return [line for key in section["properties"] for line in _entry(key, data[key], section, indent)]


def _entry(key: str, value: Any, section: dict[str, Any], indent: str) -> list[str]:
    entry = section["properties"][key]
    takes, left_out = values(entry), default_of(key, section)
    range_note = "" if takes == "text" else f" ({takes[0].upper()}{takes[1:]}.)"
    default_note = "" if left_out in (REQUIRED, NOTHING) else f" If left out: {left_out}."
    lines = _comment(f"{entry.get('description', '')}{range_note}{default_note}", indent)
    if isinstance(value, dict) and value and "anyOf" in entry:  # parameters of their own: those that are given
        return [*lines, f"{indent}{key}:", *(f"{indent}  {k}: {as_yaml(v)}" for k, v in value.items() if v is not None)]
    return [*lines, f"{indent}# {key}:" if value is None or value == {} else f"{indent}{key}: {as_yaml(value)}"]


def _comment(text: str, indent: str) -> list[str]:
    return textwrap.wrap(text.replace("`", ""), 110, initial_indent=f"{indent}# ", subsequent_indent=f"{indent}# ")


def write_template(path: Path, drill: str, level_id: str) -> Level:
    """Write a new level file and read it back. Raises FileExistsError where the file exists, other OSErrors, and WobbleQuestError."""
    text = template(drill, level_id)
    with path.open("x", encoding="utf-8", newline="\n") as file:
        file.write(text)
    return read_level(path)
