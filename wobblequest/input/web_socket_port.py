"""The WebSocket of a phone's app SensorServer: each message becomes a line. We connect to the phone, by the address that it shows.

This is the only module that knows the package websockets, which comes with the extra ``phone``.
"""

from __future__ import annotations

from contextlib import ExitStack
from urllib.parse import quote, urlsplit

from websockets.exceptions import ConnectionClosed, WebSocketException
from websockets.sync.client import connect

from wobblequest.core.messages import message
from wobblequest.input.port_problems import CannotOpen
from wobblequest.input.protocols.sensor_server import ACCELEROMETER, GYROSCOPE
from wobblequest.input.reader import Connected

WAIT_S = 0.2
OPEN_S, CLOSE_S = 3.0, 0.3
MOST_MESSAGE = 4096
NO_SUCH_SENSOR = 4001
"""The app's own code for closing where the phone lacks a sensor that was asked for."""
BOTH = f'/sensors/connect?types={quote(f"""["{ACCELEROMETER}","{GYROSCOPE}"]""")}'
ONE = f"/sensor/connect?type={ACCELEROMETER}"


class WebSocketPort:
    """Messages as lines."""

    def __init__(self, url: str) -> None:
        """Raises OSError where nobody answers, WebSocketException where it is no WebSocket."""
        self._opened = ExitStack()
        self._connection = self._opened.enter_context(connect(
            url, open_timeout=OPEN_S, close_timeout=CLOSE_S, max_size=MOST_MESSAGE, compression=None, proxy=None,
        ))
        self.closed_with = 0
        """The code with which the other side closed the connection, 0 as long as it has not."""

    def read(self) -> bytes:
        try:
            message = self._connection.recv(timeout=WAIT_S)
        except TimeoutError:
            return b""
        except ConnectionClosed as error:
            self.closed_with = error.rcvd.code if error.rcvd else 0
            raise ConnectionResetError(str(error)) from error
        data = message.encode() if isinstance(message, str) else message
        return data.replace(b"\n", b" ") + b"\n"

    def write(self, data: bytes) -> None:
        """A phone is not answered."""

    def set_baud(self, baud: int) -> None:
        """A network has no baud rate."""

    def close(self) -> None:
        self._opened.close()


class ConnectPhone:
    """Connects to the app's server. Asks for accelerometer and gyroscope; of a phone without a gyroscope, for the accelerometer.

    url : ``ws://HOST:PORT``, or with a path, which is then asked for as it is.
    """

    def __init__(self, url: str) -> None:
        parts = urlsplit(url)
        self._url, self._place = url.rstrip("/"), parts.netloc
        self._has_path = parts.path not in ("", "/") or bool(parts.query)
        self._port: WebSocketPort | None = None
        self._paths = [BOTH, ONE]

    def __call__(self) -> Connected:
        """Raises CannotOpen, with a sentence."""
        if self._port is not None and self._port.closed_with == NO_SUCH_SENSOR and len(self._paths) > 1:
            del self._paths[0]
        url = self._url if self._has_path else self._url + self._paths[0]
        try:
            self._port = WebSocketPort(url)
        except (OSError, EOFError) as error:
            raise CannotOpen(message(
                "The phone at {place} does not answer: start its app's server, and have both in the same network; "
                "it is tried again by itself.",
                place=self._place,
            )) from error
        except WebSocketException as error:
            other = message("What answers at {place} is no sensor app's WebSocket ({error}).", place=self._place, error=str(error))
            raise CannotOpen(other) from error
        return Connected(self._port, self._place)
