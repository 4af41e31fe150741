"""The lines a virtual board can be on: a pseudo-terminal (as if on a serial port) or a TCP port (as `socket://HOST:PORT`).

Nothing here ever waits: what nobody takes is dropped, as a UART does.
"""

from __future__ import annotations

import contextlib
import os
import select
import socket
from pathlib import Path
from typing import Protocol

from wobblequest.core.errors import UsageError, WobbleQuestError

MOST_READ = 4096
SEND_BUFFER = 8192
"""Small, so that a reader that dozed off does not find seconds-old samples waiting."""


class Line(Protocol):
    """One line with at most one reader at its other end.

    port : what a game opens. Empty while unplugged.
    """

    @property
    def port(self) -> str: ...

    def plug(self) -> None:
        """Come up. Raises WobbleQuestError where the system has no such line to give."""
        ...

    def unplug(self) -> None:
        """Go away, as if the cable was pulled. Also how it ends."""
        ...

    def reader(self) -> int:
        """A number that stands for the reader there is now: 0 none, another number for each new one."""
        ...

    def send(self, data: bytes) -> None: ...
    def receive(self) -> bytes: ...


class PtyLine:
    """A pseudo-terminal in raw mode, with a symbolic link to it where asked for.

    Linux tells when a reader comes and goes; where that cannot be seen (macOS), somebody is taken to be there always.

    Raises UsageError where ``link`` is something else than a symbolic link, and on Windows, which has no pseudo-terminals.
    """

    def __init__(self, link: Path | None = None) -> None:
        if os.name == "nt":
            raise UsageError("Windows has no pseudo-terminals: use --tcp")
        if link is not None and link.exists() and not link.is_symlink():
            raise UsageError(f"{link} exists and is no symbolic link, so it is left alone: give --link another path")
        self.port = ""
        self._link = link
        self._fd: int | None = None
        self._kept: int | None = None
        self._sees_readers = hasattr(select, "poll") and os.uname().sysname == "Linux"
        self._reader, self._readers = 0, 0

    def plug(self) -> None:
        import tty

        try:
            self._fd, far = os.openpty()
            tty.setraw(far)
            os.set_blocking(self._fd, False)
            self.port = os.ttyname(far)
        except OSError as error:
            raise WobbleQuestError(f"the system gives no pseudo-terminal ({error}); use --tcp instead") from error
        if self._sees_readers:
            os.close(far)  # from now on the line hangs up whenever nobody has it open
        else:
            self._kept = far
        if self._link is not None:
            self._make_link(self._link)

    def _make_link(self, link: Path) -> None:
        try:
            if link.is_symlink():
                link.unlink()
            link.symlink_to(self.port)
        except OSError as error:
            self.unplug()
            raise UsageError(f"{link} cannot be made a link ({error.strerror}): give --link a path in a folder you may write to") from error

    def unplug(self) -> None:
        if self._link is not None and self._link.is_symlink() and str(self._link.readlink()) == self.port:
            self._link.unlink()
        for fd in (self._fd, self._kept):
            if fd is not None:
                os.close(fd)
        self._fd = self._kept = None
        self.port, self._reader = "", 0

    def reader(self) -> int:
        if self._fd is None or (self._sees_readers and self._hung_up(self._fd)):
            self._reader = 0
        elif self._reader == 0:
            self._readers += 1
            self._reader = self._readers
        return self._reader

    def _hung_up(self, fd: int) -> bool:
        poll = select.poll()
        poll.register(fd, select.POLLIN)
        return any(what & select.POLLHUP for _, what in poll.poll(0))

    def send(self, data: bytes) -> None:
        if self._fd is not None:
            with contextlib.suppress(OSError):  # full, or hung up this moment: what does not fit is lost
                os.write(self._fd, data)

    def receive(self) -> bytes:
        if self._fd is None:
            return b""
        try:
            return os.read(self._fd, MOST_READ)
        except OSError:  # nothing there, or nobody
            return b""


class TcpLine:
    """A TCP port that serves one reader at a time; a second one is turned away.

    Parameters
    ----------
    host, port : where to listen; port 0 takes a free one, and keeps it when plugged in again.
    """

    def __init__(self, host: str = "127.0.0.1", port: int = 0) -> None:
        self.port = ""
        self._host, self._number = host, port
        self._listener: socket.socket | None = None
        self._peer: socket.socket | None = None
        self._received = b""
        self._readers = 0

    def plug(self) -> None:
        listener = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
        try:
            if os.name != "nt":  # there it would let a second program take the same port
                listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            listener.bind((self._host, self._number))
            listener.listen(1)
            listener.setblocking(False)
        except (OSError, OverflowError) as error:
            listener.close()
            raise WobbleQuestError(f"cannot listen at {self._host}:{self._number} ({error}); give --tcp another port") from error
        self._listener, self._number = listener, listener.getsockname()[1]
        self.port = f"socket://{self._host}:{self._number}"

    def unplug(self) -> None:
        self._drop()
        if self._listener is not None:
            self._listener.close()
        self._listener, self.port = None, ""

    def reader(self) -> int:
        if self._peer is not None:
            self._fill()
        if self._listener is not None:
            with contextlib.suppress(OSError):  # nobody is waiting
                peer, _ = self._listener.accept()
                if self._peer is not None:
                    peer.close()
                else:
                    peer.setblocking(False)
                    peer.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
                    peer.setsockopt(socket.SOL_SOCKET, socket.SO_SNDBUF, SEND_BUFFER)
                    self._peer, self._received = peer, b""
                    self._readers += 1
        return 0 if self._peer is None else self._readers

    def send(self, data: bytes) -> None:
        if self._peer is None:
            return
        try:
            self._peer.send(data)
        except BlockingIOError:  # full: what does not fit is lost
            pass
        except OSError:
            self._drop()

    def receive(self) -> bytes:
        if self._peer is not None:
            self._fill()
        data, self._received = self._received, b""
        return data

    def _fill(self) -> None:
        """Take what has come; an end of the connection is seen here."""
        if self._peer is None:
            return
        try:
            data = self._peer.recv(MOST_READ)
        except BlockingIOError:
            return
        except OSError:
            data = b""
        if data:
            self._received = (self._received + data)[-MOST_READ:]
        else:
            self._drop()

    def _drop(self) -> None:
        if self._peer is not None:
            self._peer.close()
        self._peer = None
