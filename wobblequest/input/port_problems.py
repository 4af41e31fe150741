"""What can go wrong with a serial port: every exception that means "gone", in one place, and a sentence with the remedy for each system."""

from __future__ import annotations

import errno
import sys

GONE: tuple[type[BaseException], ...] = (OSError, TypeError, ValueError, AttributeError, NotImplementedError)
"""A port that was unplugged raises any of these (pyserial's SerialException is an OSError; close() beneath a read is a TypeError)."""
try:
    import termios
except ImportError:  # Windows
    pass
else:
    GONE = (*GONE, termios.error)  # flush() and the like: not even an OSError


class NoBoard(OSError):
    """No port that could be a board is there. Its text is the sentence to show."""


def open_words(error: BaseException, port: str, platform: str = sys.platform) -> str:
    """Why a port could not be opened and what to do, in one sentence or two."""
    if isinstance(error, NoBoard):
        return str(error)
    text = str(error)
    number = getattr(error, "errno", None)
    if number in (errno.ENOENT, errno.ENXIO, errno.ENODEV) or "FileNotFoundError" in text or "No such file" in text:
        return f"There is no port {port} now: plug the board in, or choose another port."
    windows_denied = "PermissionError" in text or "Access is denied" in text
    if windows_denied or number in (errno.EBUSY, errno.EAGAIN, errno.EWOULDBLOCK) or "exclusively lock" in text:
        return (
            f"Another program is using {port}: close the Arduino serial monitor, the slicer or the other WobbleQuest; "
            "it is tried again by itself."
        )
    if number in (errno.EACCES, errno.EPERM) or "Permission denied" in text:
        return _permission_words(port, platform)
    if number == errno.EIO:
        return f"{port} does not answer: unplug the board, wait two seconds and plug it in again."
    if isinstance(error, ConnectionRefusedError) or number == errno.ECONNREFUSED:
        return f"Nothing is listening at {port}: start the virtual board first; it is tried again by itself."
    return f"{port} cannot be opened ({text or type(error).__name__}); it is tried again by itself."


def _permission_words(port: str, platform: str) -> str:
    if platform.startswith("linux"):
        return (
            f"You may not use {port} yet: run “sudo usermod -aG dialout $USER” (on Arch Linux the group is uucp), "
            "then log out and in again."
        )
    if platform == "darwin":
        return f"You may not use {port}: allow accessories in System Settings, Privacy & Security, then plug the board in again."
    return f"You may not use {port}: close other programs that use it, or ask the administrator."


def lost_words(name: str) -> str:
    return f"{name} was unplugged: plug it in again, it is looked for all the time."
