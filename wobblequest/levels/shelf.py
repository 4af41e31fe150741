"""The shelf: all levels there are, shipped ones and a person's own. A level that cannot be used leaves the others be."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from wobblequest.core.errors import FileProblem, UsageError, WobbleQuestError
from wobblequest.drills.register import DRILLS
from wobblequest.levels.level import Level
from wobblequest.levels.load import examine, line_of
from wobblequest.levels.problems import near

SUFFIXES = (".yaml", ".yml")


@dataclass(frozen=True, slots=True)
class Shelf:
    """levels : drills in the register's order, easiest first.

    problems : why others are not here. notes : what to know of those that are.
    """

    levels: tuple[Level, ...]
    problems: tuple[FileProblem, ...] = ()
    notes: tuple[str, ...] = ()

    def find(self, level_id: str) -> Level:
        """The level of an id. Raises UsageError, with what was perhaps meant."""
        for level in self.levels:
            if level.id == level_id:
                return level
        hint = near(level_id, [level.id for level in self.levels])
        raise UsageError(f"there is no level {level_id!r}{hint or '; `wobblequest levels list` shows them'}")


def shipped_folder() -> Path:
    """Where the levels lie that come with the program: in the installed package, or at the root of a checkout.

    Raises WobbleQuestError where they are missing.
    """
    package = Path(__file__).resolve().parent.parent
    for folder in (package / "_data" / "levels", package.parent / "levels"):
        if (folder / "hold-1.yaml").is_file():
            return folder
    raise WobbleQuestError("the levels that come with WobbleQuest are missing; install it again")


def level_files(folder: Path) -> list[Path]:
    """The level files of a folder, by name. Raises FileProblem where it cannot be listed."""
    try:
        return sorted(p for p in folder.iterdir() if p.suffix.lower() in SUFFIXES and not p.name.startswith("."))
    except OSError as e:
        raise FileProblem(f"this folder cannot be read ({e.strerror or e})", path=folder) from None


def load_shelf(*folders: Path) -> Shelf:
    """All levels of the folders. A level in a later folder takes the place of one of the same id in an earlier one, with a note.

    Never raises for what files say: that is in ``problems``.
    """
    levels: dict[str, Level] = {}
    problems: list[FileProblem] = []
    notes: list[str] = []
    for folder in folders:
        here: dict[str, Path] = {}
        try:
            files = level_files(folder)
        except FileProblem as problem:
            problems.append(problem)
            continue
        for path in files:
            found = examine(path)
            if not isinstance(found, Level):
                problems += found
            elif found.id in here:
                words = f"`{found.id}` is already the id of {here[found.id].name}; give this level another"
                problems.append(FileProblem(words, path=path, line=line_of(path, "id"), key="id"))
            else:
                here[found.id] = path
                if found.id in levels:
                    notes.append(f"{path} is played instead of the level {found.id!r} that comes with WobbleQuest.")
                levels[found.id] = found
    order = list(DRILLS)
    ordered = sorted(levels.values(), key=lambda level: (order.index(level.drill), level.difficulty, level.id))
    return Shelf(tuple(ordered), tuple(problems), tuple(notes))
