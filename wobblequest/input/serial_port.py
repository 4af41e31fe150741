"""Serial ports: listing them, and opening them with pyserial. This is the only module that knows pyserial."""

from __future__ import annotations

import os
import select
from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING

from wobblequest.input.ports import FoundPort, ListedPort, ranked
from wobblequest.input.reader import Port
from wobblequest.input.tcp_port import SCHEME, TcpPort

if TYPE_CHECKING:
    import serial

READ_S = 0.2
MOST_AT_ONCE = 65536


class PySerialPort:
    """A real port, opened so that boards live: 8N1, DTR and RTS as they are (toggling resets boards), for us alone where possible."""

    def __init__(self, name: str, baud: int) -> None:
        """Raises what `port_problems.GONE` lists."""
        import serial

        self._timed_out: type[Exception] = serial.SerialTimeoutException
        self._serial: serial.Serial = serial.serial_for_url(name, do_not_open=True, baudrate=baud, timeout=READ_S, write_timeout=0.05)
        if os.name == "posix" and "://" not in name:
            self._serial.exclusive = True  # else a second program steals half of the bytes
        self._serial.open()
        self._fd = self._serial.fileno() if os.name == "posix" and "://" not in name else None
        self._hurry()

    def _hurry(self) -> None:
        """Ask an FTDI adapter to send at once instead of every 16 ms. Others, and other systems, do not know the wish."""
        hurry = getattr(self._serial, "set_low_latency_mode", None)
        if hurry is not None:
            try:
                hurry(True)
            except (ValueError, OSError, NotImplementedError):
                return

    def read(self) -> bytes:
        if self._fd is not None:
            return self._read_fd(self._fd)
        waiting = self._serial.in_waiting
        data: bytes = self._serial.read(waiting or 1)
        if data and not waiting:
            more = self._serial.in_waiting
            if more:
                data += self._serial.read(more)
        return data

    def _read_fd(self, fd: int) -> bytes:
        """As pyserial reads on POSIX, but in two calls of the system instead of six: that halves what a board of 1,000 samples/s costs."""
        if not select.select([fd], [], [], READ_S)[0]:
            return b""
        try:
            data = os.read(fd, MOST_AT_ONCE)
        except BlockingIOError:  # another program was quicker
            return b""
        if not data:
            raise OSError("the port says that bytes are there, and has none: it is gone")
        return data

    def write(self, data: bytes) -> None:
        try:
            self._serial.write(data)
        except self._timed_out:
            return  # the board does not listen just now; what we write is never needed

    def set_baud(self, baud: int) -> None:
        try:
            self._serial.baudrate = baud
        except ValueError:
            return  # this adapter cannot do it, so no board speaks it here

    def close(self) -> None:
        self._serial.close()


def listed_ports() -> list[ListedPort]:
    """Every port that the system knows of."""
    from serial.tools.list_ports import comports

    return list(comports())


def find_boards(listing: Callable[[], Iterable[ListedPort]] = listed_ports) -> list[FoundPort]:
    """The ports that may be boards, most likely first."""
    return ranked(listing())


def open_port(name: str, baud: int) -> Port:
    """Open a port, or connect to one over TCP. Raises what `port_problems.GONE` lists."""
    return TcpPort(name) if name.startswith(SCHEME) else PySerialPort(name, baud)
