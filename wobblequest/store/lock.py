"""The lock that lets one program at a time write to a data folder.

The system holds it for the open file and drops it when the process ends, however it ends: nothing is left behind by ``kill -9``.
The file also says which process holds it, for the message to the second one; that text is never trusted for anything else.
"""

from __future__ import annotations

import contextlib
import os
import sys
import time
import weakref
from pathlib import Path

from wobblequest.core.errors import WobbleQuestError

if sys.platform == "win32":
    import msvcrt

    _FAR = 1 << 30  # the locked byte lies far behind the text, because a locked byte cannot be read by others on Windows

    def _take(handle: int) -> None:
        os.lseek(handle, _FAR, os.SEEK_SET)
        msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)

    def _drop(handle: int) -> None:
        os.lseek(handle, _FAR, os.SEEK_SET)
        msvcrt.locking(handle, msvcrt.LK_UNLCK, 1)
else:
    import fcntl

    def _take(handle: int) -> None:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)

    def _drop(handle: int) -> None:
        fcntl.flock(handle, fcntl.LOCK_UN)


class WriterLock:
    """Held from the moment it is made until `release`. Raises WobbleQuestError where another program holds it."""

    def __init__(self, path: Path) -> None:
        self._handle: int | None = None
        try:
            handle = os.open(path, os.O_RDWR | os.O_CREAT, 0o600)
        except OSError as error:
            raise WobbleQuestError(f"cannot write to {path.parent} ({error.strerror}); choose another folder with --data") from error
        try:
            _take_patiently(handle)
        except OSError as error:
            holder = _read_holder(handle)
            os.close(handle)
            raise WobbleQuestError(
                f"another WobbleQuest{holder} is writing to {path.parent} (one writer a SQLite file); "
                "close it, or use another --data folder"
            ) from error
        with contextlib.suppress(OSError):  # a full disk takes no name; the lock holds without one
            os.ftruncate(handle, 0)
            os.lseek(handle, 0, os.SEEK_SET)
            os.write(handle, f"{os.getpid()}\n".encode())
        self._handle = handle
        _held.add(self)

    def release(self) -> None:
        """Let others write. Safe to call twice."""
        if self._handle is not None:
            _drop(self._handle)
            self._close()

    def _close(self) -> None:
        handle, self._handle = self._handle, None
        if handle is not None:
            os.close(handle)


def is_held(path: Path) -> bool:
    """Whether some program holds the lock right now. The file is not changed; without one nobody holds it."""
    try:
        handle = os.open(path, os.O_RDWR)
    except OSError:
        return False
    try:
        _take(handle)
        _drop(handle)
    except OSError:
        return True
    finally:
        os.close(handle)
    return False


def _take_patiently(handle: int) -> None:
    """A look by `is_held` takes the lock for a few microseconds: one that is held then is asked for again. Raises OSError."""
    for _ in range(_ATTEMPTS - 1):
        try:
            return _take(handle)
        except OSError:
            time.sleep(_BETWEEN_S)
    return _take(handle)


_ATTEMPTS, _BETWEEN_S = 4, 0.01
_held: weakref.WeakSet[WriterLock] = weakref.WeakSet()


def _close_in_child() -> None:
    """A forked child shares the open file and would keep the lock alive after its parent's death: it closes its copy."""
    for lock in tuple(_held):
        lock._close()


if hasattr(os, "register_at_fork"):
    os.register_at_fork(after_in_child=_close_in_child)


def _read_holder(handle: int) -> str:
    os.lseek(handle, 0, os.SEEK_SET)
    text = os.read(handle, 20).decode("ascii", "replace").strip()
    return f" (process {text})" if text.isdigit() else ""
