"""Where an unexpected error goes, and a warning: all of it into a file, one sentence to the person."""

from __future__ import annotations

import logging
import platform
import sys
import traceback
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import UTC, datetime
from pathlib import Path

from wobblequest import __version__

LARGEST_LOG_BYTES = 1_000_000


def log_file() -> Path:
    """The log of this user, in the platform's folder for logs. Nothing is made by asking."""
    from platformdirs import user_log_path

    return user_log_path("wobblequest", appauthor=False) / "wobblequest.log"


def keep_trace(command: str, error: BaseException) -> str:
    """Append the trace of `error` to the log and give back the sentence to show.

    The command's arguments are left out: they may name a person. When the log cannot be written, the trace itself is part
    of what is given back, so that nothing is lost.
    """
    trace = "".join(traceback.format_exception(error))
    try:
        file = _append(command, trace)
    except OSError as problem:
        return f"something went wrong inside the program, and the log could not be written ({problem}):\n{trace}"
    return f"something went wrong inside the program ({type(error).__name__}): {file} says what. Please send it with a report."


@contextmanager
def warnings_kept(command: str) -> Iterator[None]:
    """While this lasts, what any part of the program warns of stands in the log, and on stderr in one line."""
    ours, handler = logging.getLogger("wobblequest"), _Warnings(command)
    ours.addHandler(handler)
    try:
        yield
    finally:
        ours.removeHandler(handler)


class _Warnings(logging.Handler):
    def __init__(self, command: str) -> None:
        super().__init__(logging.WARNING)
        self._command = command

    def emit(self, record: logging.LogRecord) -> None:
        words = record.getMessage()
        self._tell(words)
        trace = "".join(traceback.format_exception(record.exc_info[1])) if record.exc_info and record.exc_info[1] else ""
        try:
            _append(self._command, f"{words}\n{trace}")
        except OSError as problem:
            self._tell(f"the log could not be written ({problem})")

    def _tell(self, words: str) -> None:
        """On stderr, where there is one to be read: the terminal may be closed by now, and a warning must not end what it warns of."""
        with suppress(OSError, ValueError):  # BrokenPipeError is an OSError; a stream that was closed raises ValueError
            print(f"wobblequest {self._command}: {words}", file=sys.stderr)


def _append(command: str, words: str) -> Path:
    """One more entry. Raises OSError where the log cannot be written."""
    stamp = datetime.now(UTC).isoformat(timespec="seconds")
    file = log_file()
    file.parent.mkdir(parents=True, exist_ok=True)
    _make_room(file)
    with file.open("a", encoding="utf-8", errors="backslashreplace") as log:
        log.write(f"{stamp} wobblequest {__version__} {command}, Python {platform.python_version()} on {platform.platform()}\n{words}\n")
    return file


def _make_room(file: Path) -> None:
    """Keep one older log beside the current one, so that a fault in a loop cannot fill the disk."""
    if file.exists() and file.stat().st_size > LARGEST_LOG_BYTES:
        file.replace(file.with_suffix(".old.log"))
