"""The one family of errors that people see: a sentence that says what is wrong, where, and what to do."""

from __future__ import annotations

from errno import EACCES, EISDIR, ENOENT, ENOTDIR, EPERM
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


_ADVICE = {
    ENOENT: "there is no such file; check its name and folder",
    ENOTDIR: "there is no such file; check its name and folder",
    EISDIR: "this is a folder; name a file in it",
    EACCES: "you may not read this file; ask whoever owns it, or take a copy",
    EPERM: "you may not read this file; ask whoever owns it, or take a copy",
}


def unreadable(path: Path | str, error: OSError) -> FileProblem:
    """The problem of a file that could not be opened or read, and what to do about it."""
    words = _ADVICE.get(error.errno or 0, f"this file cannot be read ({error.strerror or error}); check its name, or take a copy")
    return FileProblem(words, path=path)
