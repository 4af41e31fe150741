"""What is wrong with a level, in plain sentences: what was expected, and what was perhaps meant."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from difflib import get_close_matches
from typing import Any, get_args

from pydantic import BaseModel, ValidationError

from wobblequest.core.errors import FileProblem
from wobblequest.levels.level import LEVELS
from wobblequest.levels.strict_yaml import Document, Place, dotted

_KINDS = {
    "float_type": "a number", "int_type": "a whole number", "string_type": "text", "bool_type": "`true` or `false`",
    "tuple_type": "a list, such as [0, 90, 180, 270]", "list_type": "a list", "model_type": "`key: value` lines, indented, beneath it",
    "model_attributes_type": "`key: value` lines, indented, beneath it", "dict_type": "`key: value` lines, indented, beneath it",
}


def near(word: str, known: Iterable[str]) -> str:
    """``; did you mean `hold_s`?`` where a known word is near, else nothing."""
    found = get_close_matches(word, list(known), n=1, cutoff=0.6)
    return f"; did you mean `{found[0]}`?" if found else ""


def listed(words: Sequence[str]) -> str:
    """`a`, `b` or `c`."""
    quoted = [f"`{w}`" for w in words]
    return " or ".join([", ".join(quoted[:-1]), quoted[-1]] if len(quoted) > 1 else quoted)


def problems_of(error: ValidationError, model: type[BaseModel], document: Document, path: Any) -> tuple[FileProblem, ...]:
    """Every problem that validation found, in the order of the file's lines."""
    problems = []
    entries = error.errors(include_url=False)
    for entry in entries:
        place: Place = tuple(entry["loc"])
        if entry["type"] == "too_short" and any(place == other["loc"][:len(place)] != other["loc"] for other in entries):
            continue  # bad entries of a list are not counted in it: what is wrong is said of each of them
        context = entry.get("ctx") or {}
        if "key" in context:
            place = (*place, *str(context["key"]).split("."))
        words = _words(entry["type"], place, entry.get("input"), context, model) or entry["msg"]
        problems.append(FileProblem(words, path=path, line=document.line_of(place), key=dotted(place) or None))
    return tuple(sorted(problems, key=lambda p: p.line or 0))


def _words(kind: str, place: Place, value: Any, context: Mapping[str, Any], model: type[BaseModel]) -> str | None:
    said = _said(value)
    if kind == "extra_forbidden":
        return _unknown(place, model)
    if kind == "missing":
        field = keys_at(model, place[:-1]).get(str(place[-1]))
        return f"this key is missing: {field}" if field else "this key is missing"
    if kind in _KINDS:
        return f"expected {_KINDS[kind]}, not {said}"
    if kind == "finite_number":
        return "expected a finite number"
    if kind in ("greater_than_equal", "less_than_equal", "greater_than", "less_than"):
        side = {"greater_than_equal": "at least", "less_than_equal": "at most", "greater_than": "more than", "less_than": "less than"}[kind]
        limit = next(iter(context.values()))
        return f"{said} is outside what is safe or sensible: it must be {side} {limit:g}"
    if kind == "literal_error":
        choices = [word.strip("' ") for word in str(context["expected"]).replace(" or ", ", ").split(",")]
        return f"expected {listed(choices)}, not {said}" + (near(value, choices) if isinstance(value, str) else "")
    if kind == "string_pattern_mismatch":
        slug = f"{said} will not do: small letters, digits and single hyphens, such as `reach-2`"
        return slug if place == ("id",) else "this must be one line of text"
    if kind in ("string_too_long", "string_too_short", "too_long", "too_short"):
        least, most = context.get("min_length"), context.get("max_length")
        one, many = ("character", "characters") if kind.startswith("string") else ("entry", "entries")
        count = most if most is not None else least
        return f"{'at most' if most is not None else 'at least'} {count} {one if count == 1 else many}, please"
    if kind == "level":
        return str(context["words"])
    if kind == "value_error":
        return str(context["error"])
    return None


def _unknown(place: Place, model: type[BaseModel]) -> str:
    """A key that is not known here: perhaps misspelt, perhaps in the wrong place."""
    word, around = str(place[-1]), place[:-1]
    known = keys_at(model, around)
    for section in ((), ("parameters",), ("words",), ("anchors",), ("display",), ("feedback",), ("protocol",)):
        if section != around and word in keys_at(model, section):
            return f"this key belongs {f'under `{section[0]}:`' if section else 'at the top, not indented'}"
    hint = near(word, known)
    if hint:
        return f"this key is not known here{hint}"
    return f"this key is not known here; known are {', '.join(f'`{k}`' for k in known)}"


def keys_at(model: type[BaseModel], place: Place) -> dict[str, str]:
    """Keys and their descriptions of the section at a place, in the order in which they are written."""
    for part in place:
        if isinstance(part, int):
            continue  # an entry of a list: what entries are, the list has said
        found = next((f.annotation for n, f in model.model_fields.items() if (f.alias or n) == part), None)
        inner = next((a for a in (found, *get_args(found)) if isinstance(a, type) and issubclass(a, BaseModel)), None)
        if inner is None:
            return {}
        model = inner
    return {f.alias or name: f.description or "" for name, f in model.model_fields.items()}


def unknown_drill(value: Any) -> str:
    """What to say of a drill that does not exist."""
    return f"expected {listed(list(LEVELS))}, not {_said(value)}" + (near(value, LEVELS) if isinstance(value, str) else "")


def _said(value: Any) -> str:
    """What the file says, shortened and on one line, in quotes where it is text."""
    if isinstance(value, str):
        value = " ".join(value.split())
        return f"`{value if len(value) <= 40 else value[:37] + '…'}`"
    if value is None:
        return "nothing"
    if isinstance(value, bool):
        return "`true`" if value else "`false`"
    if isinstance(value, int | float):
        return f"{value:g}"
    return "a list" if isinstance(value, list) else "`key: value` lines"
