"""The JSON Schema of a level file: an editor that knows it completes keys, shows what they mean, and underlines what is wrong."""

from __future__ import annotations

import json
from typing import Any

from wobblequest.levels.level import LEVELS
from wobblequest.levels.programme import Programme

DIALECT = "http://json-schema.org/draft-07/schema#"
"""The newest dialect that the YAML editors check in full."""
FILE_NAME = "level.schema.json"


def level_schema() -> dict[str, Any]:
    """The schema of a level of any drill: what all levels have, and for each drill its own parameters."""
    definitions: dict[str, Any] = {}
    common: dict[str, Any] = {}
    branches = []
    for name, model in LEVELS.items():
        schema = model.model_json_schema(ref_template="#/definitions/{model}")
        definitions |= schema.pop("$defs")
        parameters = schema["properties"]["parameters"]
        common = schema
        is_this_drill = {"properties": {"drill": {"const": name}}, "required": ["drill"]}
        branches.append({"if": is_this_drill, "then": {"properties": {"parameters": parameters}}})
    properties = common["properties"]
    drills = {"description": properties["drill"]["description"], "enum": list(LEVELS)}
    parameters = {"type": "object", "description": properties["parameters"]["description"]}
    whole = {
        "$schema": DIALECT,
        "title": "A level of WobbleQuest",
        "description": "One exercise: a drill with its parameters, a goal in words, and what counts as good.",
        "type": "object",
        "properties": properties | {"drill": drills, "parameters": parameters},
        "required": common["required"],
        "additionalProperties": False,
        "allOf": branches,
        "definitions": dict(sorted(definitions.items())),
    }
    found: dict[str, Any] = _without_titles(whole)
    return found


def schema_text() -> str:
    """The schema as the file beside the levels holds it."""
    return json.dumps(level_schema(), indent=2, ensure_ascii=False) + "\n"


def programme_schema_text() -> str:
    """The schema of a programme, as the file beside the levels holds it."""
    schema = Programme.model_json_schema(ref_template="#/definitions/{model}")
    definitions = schema.pop("$defs")
    whole = {"$schema": DIALECT} | schema | {"title": "A programme of WobbleQuest", "definitions": definitions}
    return json.dumps(_without_titles(whole), indent=2, ensure_ascii=False) + "\n"


def _without_titles(value: Any, *, names: bool = False) -> Any:
    """Leave out the titles made up from key names: an editor shows the descriptions.

    ``names``: the keys of this value are names, not words of the schema.
    """
    if isinstance(value, dict):
        return {
            key: _without_titles(inner, names=not names and key in ("properties", "definitions"))
            for key, inner in value.items()
            if names or key != "title" or inner in ("A level of WobbleQuest", "A programme of WobbleQuest")
        }
    return [_without_titles(inner) for inner in value] if isinstance(value, list) else value
