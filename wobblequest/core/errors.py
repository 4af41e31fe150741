"""The one family of errors that people see: a sentence that says what is wrong, where, and what to do."""

from __future__ import annotations

from pathlib import Path


class WobbleQuestError(Exception):
    """Something a person can act on. ``str()`` of it is the sentence to show.

    ``exit_code`` is what a command that ends on it returns: 1 failed, 2 wrong usage, 3 the board was lost.
    """

    exit_code = 1


class UsageError(WobbleQuestError):
    """The command was called with something it cannot work with."""

    exit_code = 2


class BoardLost(WobbleQuestError):
    """The board went away and did not come back."""

    exit_code = 3


class FileProblem(WobbleQuestError):
    """A file that says something we cannot use: where (file, line, key), what, and what to do.

    Attributes
    ----------
    path : the file, or None for standard input.
    line : 1-based line, or None where there is none.
    key : dotted name of the entry, or None.
    """

    def __init__(self, message: str, *, path: Path | str | None = None, line: int | None = None, key: str | None = None) -> None:
        self.message, self.path, self.line, self.key = message, path, line, key
        where = str(path) if path is not None else ""
        if line is not None:
            where += f":{line}" if where else f"line {line}"
        if key is not None:
            where += f": {key}" if where else key
        super().__init__(f"{where}: {message}" if where else message)
