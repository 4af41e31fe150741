"""Lines on a terminal that are drawn again and again in the same place."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Callable, Sequence
from types import TracebackType
from typing import Any, TextIO

EVERY_S = 0.2
_ENTER = "\x1b[?1049h\x1b[?25l"
"""A screen of its own, so that what stood on the terminal comes back, and no cursor."""
_LEAVE = "\x1b[?25h\x1b[?1049l"


class InPlace:
    """A screenful of lines that is drawn over the last one, five times a second at most. Leaves the terminal as it was."""

    def __init__(self, stream: TextIO, size: Callable[[], os.terminal_size] = shutil.get_terminal_size) -> None:
        self._stream, self._size = stream, size
        self._drawn_s: float | None = None

    @property
    def width(self) -> int:
        """Columns that lines may have: one less than there are, for in the last some terminals begin a new line."""
        return self._size().columns - 1

    def is_due(self, now_s: float) -> bool:
        return self._drawn_s is None or now_s - self._drawn_s >= EVERY_S

    def draw(self, lines: Sequence[str], now_s: float) -> None:
        """Show these lines instead of the last ones; as many as there is room for, and how many there is none for."""
        self._drawn_s = now_s
        room = max(2, self._size().lines - 1)
        shown = list(lines)
        if len(shown) > room:
            shown = [*shown[: room - 1], f"… and {len(shown) - room + 1} more lines: make the window higher, or name a port"]
        self._stream.write("\x1b[H" + "".join(f"{line}\x1b[K\n" for line in shown) + "\x1b[J")
        self._stream.flush()

    def __enter__(self) -> InPlace:
        self._stream.write(_ENTER)
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self._stream.write(_LEAVE)
        self._stream.flush()


def can_redraw(stream: TextIO, environment: os._Environ[str] | dict[str, str] = os.environ) -> bool:
    """Whether this is a terminal that understands where to draw."""
    if not stream.isatty() or environment.get("TERM") == "dumb":
        return False
    return _windows_understands(stream) if sys.platform == "win32" else True


def has_colour(stream: TextIO, environment: os._Environ[str] | dict[str, str] = os.environ) -> bool:
    """Whether colours are wanted: a terminal, and no NO_COLOR (no-color.org: set to anything but nothing)."""
    return can_redraw(stream, environment) and not environment.get("NO_COLOR")


def _windows_understands(stream: TextIO) -> bool:
    """Ask the console of Windows 10 and later to understand ANSI codes; older ones cannot."""
    import ctypes
    import msvcrt

    windows: Any = ctypes
    console: Any = msvcrt
    try:
        handle = console.get_osfhandle(stream.fileno())
        mode = windows.c_uint32()
        if not windows.windll.kernel32.GetConsoleMode(handle, windows.byref(mode)):
            return False
        understands_ansi = 0x0004
        return bool(windows.windll.kernel32.SetConsoleMode(handle, mode.value | understands_ansi))
    except OSError:
        return False
