"""Reading a level from a file: strictly, with every problem at its line."""

from __future__ import annotations

from pathlib import Path

from pydantic import ValidationError

from wobblequest.core.errors import FileProblem
from wobblequest.levels import strict_yaml
from wobblequest.levels.level import LEVELS, Level
from wobblequest.levels.problems import problems_of, unknown_drill
from wobblequest.levels.strict_yaml import Document


def read_level(path: Path) -> Level:
    """The level in a file. Raises FileProblem: the first there is; `examine` gives all."""
    return _only(examine(path))


def read_level_text(text: str, path: Path | str | None = None) -> Level:
    """The level in a text; ``path`` is what problems call it. Raises FileProblem."""
    return _only(examine_text(text, path))


def examine(path: Path) -> Level | tuple[FileProblem, ...]:
    """The level in a file, or all that is wrong with it (never empty), in the order of lines."""
    try:
        text = strict_yaml.decode(strict_yaml.read_bytes(path), path)
    except FileProblem as problem:
        return (problem,)
    return examine_text(text, path)


def examine_text(text: str, path: Path | str | None = None) -> Level | tuple[FileProblem, ...]:
    """The level in a text, or all that is wrong with it (never empty), in the order of lines."""
    try:
        document = strict_yaml.parse(text, path)
    except FileProblem as problem:
        return (problem,)
    drill = document.data.get("drill")
    model = LEVELS.get(drill) if isinstance(drill, str) else None
    if model is None:
        words = unknown_drill(drill) if "drill" in document.data else _without_drill(document)
        return (FileProblem(words, path=path, line=document.line_of(("drill",)), key="drill"),)
    try:
        return model.model_validate(document.data)
    except ValidationError as error:
        return problems_of(error, model, document, path)


def is_programme(document: Document) -> bool:
    """Whether a file is meant as a programme, not as a level."""
    return "drill" not in document.data and bool({"session", "dose"} & set(document.data))


def _without_drill(document: Document) -> str:
    if is_programme(document):
        return "this is a programme, not a level: it is played with `--programme` and its id"
    return "this key is missing: which exercise the level is"


def line_of(path: Path, key: str) -> int | None:
    """The line of a key at the top of a file that was good a moment ago; None where it is not any more."""
    try:
        return strict_yaml.read(path).line_of((key,))
    except FileProblem:
        return None


def _only(found: Level | tuple[FileProblem, ...]) -> Level:
    if isinstance(found, Level):
        return found
    raise found[0]
