"""Reading a programme from a file: strictly, with every problem at its line, and checked against the levels there are."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from pydantic import ValidationError

from wobblequest.core.errors import FileProblem, UsageError
from wobblequest.levels import strict_yaml
from wobblequest.levels.level import Level
from wobblequest.levels.load import is_programme
from wobblequest.levels.problems import near, problems_of
from wobblequest.levels.programme import Programme, by_id
from wobblequest.levels.shelf import level_files
from wobblequest.levels.strict_yaml import Document, Place

FOLDER = "programmes"
"""Within a folder of levels."""


@dataclass(frozen=True, slots=True)
class Programmes:
    """programmes : by title. problems : why others are not here."""

    programmes: tuple[Programme, ...]
    problems: tuple[FileProblem, ...] = ()

    def find(self, programme_id: str) -> Programme:
        """The programme of an id. Raises UsageError, with what was perhaps meant."""
        for programme in self.programmes:
            if programme.id == programme_id:
                return programme
        hint = near(programme_id, [programme.id for programme in self.programmes])
        raise UsageError(f"there is no programme {programme_id!r}{hint or '; `wobblequest levels programmes` shows them'}")


def is_programme_file(path: Path) -> bool:
    """Whether a file is meant as a programme; what cannot be read is not."""
    try:
        return is_programme(strict_yaml.read(path))
    except FileProblem:
        return False


def examine_programme(path: Path, levels: Sequence[Level]) -> Programme | tuple[FileProblem, ...]:
    """The programme in a file, or all that is wrong with it (never empty), in the order of lines."""
    try:
        document = strict_yaml.read(path)
    except FileProblem as problem:
        return (problem,)
    return programme_of(document, by_id(levels), path)


def programme_of(document: Document, levels: Mapping[str, Level], path: Path | str | None) -> Programme | tuple[FileProblem, ...]:
    """The programme that a document holds, or all that is wrong with it."""
    try:
        programme = Programme.model_validate(document.data)
    except ValidationError as error:
        return problems_of(error, Programme, document, path)
    problems = [
        FileProblem(words, path=path, line=document.line_of(place_of(key)), key=key)
        for key, words in programme.unknown(levels)
    ]
    return tuple(sorted(problems, key=lambda p: p.line or 0)) or programme


def place_of(dotted: str) -> Place:
    """``session.blocks[2].start`` as ``("session", "blocks", 2, "start")``."""
    place: list[str | int] = []
    for part in dotted.split("."):
        name, *indices = part.replace("]", "").split("[")
        place += [name, *map(int, indices)]
    return tuple(place)


def load_programmes(levels: Sequence[Level], *folders: Path) -> Programmes:
    """All programmes in the folder `programmes` of each folder of levels; a later one takes the place of one of the same id.

    Never raises for what files say: that is in ``problems``. A folder that is not there holds none.
    """
    found: dict[str, Programme] = {}
    problems: list[FileProblem] = []
    for folder in folders:
        here: dict[str, Path] = {}
        own = folder / FOLDER
        for path in level_files(own) if own.is_dir() else ():
            programme = examine_programme(path, levels)
            if not isinstance(programme, Programme):
                problems += programme
            elif programme.id in here:
                words = f"`{programme.id}` is already the id of {here[programme.id].name}; give this programme another"
                problems.append(FileProblem(words, path=path, key="id"))
            else:
                here[programme.id] = path
                found[programme.id] = programme
    return Programmes(tuple(sorted(found.values(), key=lambda each: each.title)), tuple(problems))
