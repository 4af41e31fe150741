"""What a level asks, without its words: what two trials must share to be compared."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, get_args

from pydantic import BaseModel
from pydantic_core import PydanticUndefined

from wobblequest.levels.level import LEVELS, Level

_KEYS = ("surface", "support", "display", "feedback", "sound_guidance", "cues")


def task_of(level: Mapping[str, Any]) -> dict[str, Any]:
    """Of a level as JSON: drill, parameters, stance and eyes, and how it is stood, seen and heard.

    What stands at its default is left out, so that a task stays the same one when a later program knows more to set.
    """
    drill = level.get("drill")
    model = LEVELS.get(str(drill), Level)
    parameters = model.model_fields["parameters"].annotation
    task: dict[str, Any] = {key: level.get(key) for key in ("drill", "stance", "eyes")}
    task["parameters"] = _set(level.get("parameters"), parameters)
    for key in _KEYS:
        field = model.model_fields[key]
        value = level.get(key)
        if value is None or value == field.default:
            continue
        said = _set(value, field.annotation)
        if said != {}:
            task[key] = said
    return task


def _set(value: Any, annotation: Any) -> Any:
    """What differs from the defaults of an annotation's model, also within it; what is no mapping, or of no model, as it is."""
    kinds = (annotation, *get_args(annotation))
    model = next((kind for kind in kinds if isinstance(kind, type) and issubclass(kind, BaseModel)), None)
    if not isinstance(value, Mapping) or model is None:
        return value
    fields = model.model_fields
    return {
        key: _set(inner, fields[key].annotation) if key in fields else inner
        for key, inner in value.items() if not _is_default(model, key, inner)
    }


def _is_default(model: type[BaseModel], key: str, value: Any) -> bool:
    field = model.model_fields.get(key)
    if field is None or field.default is PydanticUndefined:
        return False
    default = list(field.default) if isinstance(field.default, tuple) else field.default
    return bool(value == default)
