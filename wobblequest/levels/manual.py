"""What every key of a level means, as tables for the manual; made from the schema, so that the two cannot differ."""

from __future__ import annotations

import json
from typing import Any

from wobblequest.drills.register import DRILLS
from wobblequest.levels.schema import level_schema

REQUIRED, NOTHING = "must be there", "nothing"


def tables() -> str:
    """All keys as Markdown tables: those of every level first, then each drill's parameters."""
    schema = level_schema()
    definitions = schema["definitions"]
    parts = [_table("Every level", schema)]
    parts += [_table(f"`{key}`", definitions[name]) for key, name in (("words", "Words"), ("anchors", "AnchorValues"))]
    parts += [_table(f"`parameters` of `drill: {name}`", definitions[drill.Parameters.__name__]) for name, drill in DRILLS.items()]
    return "\n".join(parts)


def _table(title: str, section: dict[str, Any]) -> str:
    rows = [f"### {title}\n", "| key | values | if left out | meaning |", "|---|---|---|---|"]
    for key, entry in section["properties"].items():
        rows.append(f"| `{key}` | {values(entry)} | {default_of(key, section)} | {entry.get('description', '')} |")
    return "\n".join(rows) + "\n"


def default_of(key: str, section: dict[str, Any]) -> str:
    """What a key is where a file leaves it out, in words."""
    if key in section.get("required", ()):
        return REQUIRED
    default = section["properties"][key].get("default")
    return NOTHING if default is None else f"`{as_yaml(default)}`"


def as_yaml(value: Any) -> str:
    """A value as YAML on one line. JSON is YAML, and quotes every text that could be read as something else."""
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    if isinstance(value, list):
        return "[" + ", ".join(as_yaml(v) for v in value) + "]"
    if isinstance(value, str) and value.replace("-", "").replace("_", "").isalpha() and value not in ("true", "false", "null"):
        return value
    return json.dumps(value, ensure_ascii=False)


def values(entry: dict[str, Any]) -> str:
    """What values a key takes, in words: a number with its limits, a choice, a list."""
    if "anyOf" in entry:
        return next(values(option) for option in entry["anyOf"] if option.get("type") != "null")
    if "enum" in entry:
        return ", ".join(f"`{choice}`" for choice in entry["enum"])
    kind = entry.get("type")
    if kind in ("number", "integer"):
        low = f"{entry['minimum']:g}"
        high = f"{entry['maximum']:g}" if "maximum" in entry else f"below {entry['exclusiveMaximum']:g}"
        return f"{'whole number, ' if kind == 'integer' else ''}{low} to {high}"
    if kind == "array":
        return f"list of {entry['minItems']} to {entry['maxItems']} numbers, each {values(entry['items'])}"
    return {"boolean": "`true`, `false`", "string": "text"}.get(str(kind), "lines beneath it, see below")
