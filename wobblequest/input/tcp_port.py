"""A port over TCP, ``socket://host:port``: a virtual board on another machine, or on Windows, which has no pseudo-terminals."""

from __future__ import annotations

import socket
from urllib.parse import urlsplit

from wobblequest.core.errors import UsageError

SCHEME = "socket://"
WAIT_S = 0.2
CONNECT_S = 2.0
MOST = 65536


class TcpPort:
    """Reads whatever has arrived. (pyserial's own socket port tells only whether a byte is there, so it would be read bytewise.)"""

    def __init__(self, name: str) -> None:
        """Connects. Raises OSError where nobody listens, UsageError where the name has no host and port."""
        self._socket = socket.create_connection(host_and_port(name), timeout=CONNECT_S)
        self._socket.settimeout(WAIT_S)
        self._socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)

    def read(self) -> bytes:
        try:
            data = self._socket.recv(MOST)
        except TimeoutError:
            return b""
        if not data:
            raise ConnectionResetError("the other side closed the connection")
        return data

    def write(self, data: bytes) -> None:
        self._socket.sendall(data)

    def set_baud(self, baud: int) -> None:
        """A socket has no baud rate."""

    def close(self) -> None:
        self._socket.close()


def host_and_port(name: str) -> tuple[str, int]:
    """Raises UsageError where the name is not socket://HOST:PORT."""
    try:
        parts = urlsplit(name)
        host, port = parts.hostname, parts.port
    except ValueError:
        host = port = None
    if not host or not port:
        raise UsageError(f"{name}: a board over the network is named socket://HOST:PORT, as in socket://127.0.0.1:5555")
    return host, port
