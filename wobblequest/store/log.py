"""Where an unexpected error goes: the whole trace into a file, one sentence to the person."""

from __future__ import annotations

import platform
import traceback
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
    stamp = datetime.now(UTC).isoformat(timespec="seconds")
    entry = f"{stamp} wobblequest {__version__} {command}, Python {platform.python_version()} on {platform.platform()}\n{trace}\n"
    try:
        file = log_file()
        file.parent.mkdir(parents=True, exist_ok=True)
        _make_room(file)
        with file.open("a", encoding="utf-8", errors="backslashreplace") as log:
            log.write(entry)
    except OSError as problem:
        return f"something went wrong inside the program, and the log could not be written ({problem}):\n{trace}"
    return f"something went wrong inside the program ({type(error).__name__}): {file} says what. Please send it with a report."


def _make_room(file: Path) -> None:
    """Keep one older log beside the current one, so that a fault in a loop cannot fill the disk."""
    if file.exists() and file.stat().st_size > LARGEST_LOG_BYTES:
        file.replace(file.with_suffix(".old.log"))
