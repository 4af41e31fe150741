"""What can go wrong with a port: the whole zoo of exceptions in one place, and a sentence with the remedy for each system."""

from __future__ import annotations

import errno
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

from wobblequest.core.messages import Message, chain, message
from wobblequest.input.ports import is_bluetooth

GONE: tuple[type[BaseException], ...] = (OSError, TypeError, ValueError, AttributeError, NotImplementedError)
"""A port that was unplugged raises any of these (pyserial's SerialException is an OSError; close() beneath a read is a TypeError)."""
try:
    import termios
except ImportError:  # Windows
    pass
else:
    GONE = (*GONE, termios.error)  # flush() and the like: not even an OSError

_SILENT_BLUETOOTH = (errno.EHOSTDOWN, errno.EHOSTUNREACH, errno.ETIMEDOUT, errno.ECONNREFUSED, errno.ECONNRESET)
_WINDOWS_SILENT_BLUETOOTH = (", None, 121)", ", None, 1168)")
"""What opening a Bluetooth port ends in on Windows where the device is off (a semaphore's time is up, an element is not found): only
these ports end so, and the text in front is in the system's language."""


class CannotOpen(OSError):
    """A port cannot be opened. words : the sentence to show."""

    def __init__(self, words: Message) -> None:
        super().__init__(words)
        self.words = words


def runs(program: str, root: Path = Path("/proc")) -> bool:
    """Whether a program of this name runs, as Linux tells it; False on systems that have no /proc."""
    try:
        processes = [entry for entry in root.iterdir() if entry.name.isdigit()]
    except OSError:
        return False
    return any(_name_of(process) == program for process in processes)


def _name_of(process: Path) -> str:
    try:
        return (process / "comm").read_text(encoding="utf-8", errors="replace").strip()
    except OSError:  # it has ended meanwhile
        return ""


def open_words(
    error: BaseException, port: str, platform: str = sys.platform, *, identity: str = "", runs: Callable[[str], bool] = runs
) -> Message:
    """Why a port could not be opened and what to do, in one sentence or two.

    identity : the port's USB identity, where it has one. runs : whether a program of this name runs.
    """
    if isinstance(error, CannotOpen):
        return error.words
    if platform == "darwin" and port.startswith("/dev/tty."):
        return message("On a Mac a board's port is called {other}: use that instead of {port}.", other=f"/dev/cu.{port[9:]}", port=port)
    text = str(error)
    number = getattr(error, "errno", None)
    if text.endswith(_WINDOWS_SILENT_BLUETOOTH) or (is_bluetooth(port) and number in _SILENT_BLUETOOTH):
        return _bluetooth_words(port, platform)
    if number in (errno.ENOENT, errno.ENXIO, errno.ENODEV) or "FileNotFoundError" in text or "No such file" in text:
        if "rfcomm" in port:
            return message(
                "There is no port {port} now: pair the board in the Bluetooth settings, then run “sudo rfcomm bind 0 ADDRESS”.", port=port,
            )
        return message("There is no port {port} now: plug the board in, or start again with another port.", port=port)
    windows_denied = "PermissionError" in text or "Access is denied" in text
    if windows_denied or number in (errno.EBUSY, errno.EAGAIN, errno.EWOULDBLOCK) or "exclusively lock" in text:
        return _busy_words(port, platform, identity, number, runs)
    if number in (errno.EACCES, errno.EPERM) or "Permission denied" in text:
        return _permission_words(port, platform)
    if number == errno.EIO:
        return message("{port} does not answer: unplug the board, wait two seconds and plug it in again.", port=port)
    if isinstance(error, ConnectionRefusedError) or number == errno.ECONNREFUSED:
        return message("Nothing is listening at {port}: start the virtual board first; it is tried again by itself.", port=port)
    return message("{port} cannot be opened ({text}); it is tried again by itself.", port=port, text=text or type(error).__name__)


def _busy_words(port: str, platform: str, identity: str, number: int | None, runs: Callable[[str], bool]) -> Message:
    if platform.startswith("linux") and number == errno.EBUSY and runs("ModemManager"):
        return modem_manager_words(port, identity)
    if platform == "win32":
        return message(
            "Another program is using {port}, or Windows has not let go of it yet: close the Arduino serial monitor, the slicer or the "
            "other WobbleQuest; it is tried again by itself.",
            port=port,
        )
    return message(
        "Another program is using {port}: close the Arduino serial monitor, the slicer or the other WobbleQuest; "
        "it is tried again by itself.",
        port=port,
    )


def modem_manager_words(port: str, identity: str = "") -> Message:
    """The service that asks every new port whether it is a modem holds this one."""
    maker = identity.partition(":")[0].lower()
    rule = f"“ATTRS{{idVendor}}==\"{maker or 'XXXX'}\", ENV{{ID_MM_DEVICE_IGNORE}}=\"1\"”"
    return message(
        "ModemManager is asking {port} whether it is a modem, and lets go of it within 30 s; it is tried again by itself. "
        "To have it leave the board alone, put {rule} into /etc/udev/rules.d/99-board.rules and restart.",
        port=port, rule=rule,
    )


def _permission_words(port: str, platform: str) -> Message:
    if platform.startswith("linux"):
        return message(
            "You may not use {port} yet: run “sudo usermod -aG dialout $USER” (on Arch Linux the group is uucp), "
            "then log out and in again.",
            port=port,
        )
    if platform == "darwin":
        return message(
            "You may not use {port}: allow accessories in System Settings, Privacy & Security, then plug the board in again.", port=port,
        )
    return message("You may not use {port}: close other programs that use it, or ask the administrator.", port=port)


def _bluetooth_words(port: str, platform: str) -> Message:
    words = message(
        "The Bluetooth board behind {port} does not answer: switch it on, bring it near, and see that it is paired with this computer.",
        port=port,
    )
    if platform == "win32":
        two = message("Of the two ports that Windows makes for it, only the one called “outgoing” works.")
        return chain([words, two], " ")
    return words


def no_board_words(why: Sequence[str] = (), bluetooth: Sequence[str] = (), platform: str = sys.platform) -> Message:
    """Why no port may be a board's. why : what is known of USB devices without a port (`usb_without_port`).
    bluetooth : ports of paired Bluetooth devices."""
    if why:
        return chain(why, " ")
    words = [message(
        "No board is plugged in: connect the tilt board by USB; it is looked for all the time. If it is connected, try another cable: "
        "some only charge.",
    )]
    if platform == "win32":
        words.append(message("A yellow sign in the Device Manager means that its driver (CH340, CP210x or FTDI) is missing."))
    elif platform == "darwin":
        words.append(message("Allow the accessory if the Mac asks; old CH340 and CP210x boards need their maker's driver."))
    if bluetooth:
        words.append(message("A Bluetooth board is only opened when named: --source serial:{port}.", port=bluetooth[0]))
    return chain(words, " ")


def lost_words(name: str) -> Message:
    return message("{name} was unplugged: plug it in again, it is looked for all the time.", name=name)
