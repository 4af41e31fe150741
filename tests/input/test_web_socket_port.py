"""A WebSocket on this computer's own loopback, with a sensor app's server that the test plays."""

from __future__ import annotations

import json
import threading
from collections.abc import Callable, Iterator
from urllib.parse import parse_qs, urlsplit

import pytest
from websockets.sync.server import Server, ServerConnection, serve

from wobblequest.input import web_socket_port
from wobblequest.input.port_problems import CannotOpen
from wobblequest.input.protocols.sensor_server import ACCELEROMETER, GYROSCOPE
from wobblequest.input.web_socket_port import ConnectPhone, WebSocketPort


class App:
    """A server with what it does with each connection; its paths are kept."""

    def __init__(self) -> None:
        self.asked: list[str] = []
        self.was_asked = threading.Event()
        self.does: Callable[[ServerConnection], None] = lambda _: None
        self._server: Server = serve(self._handle, "127.0.0.1", 0)
        self.url = f"ws://127.0.0.1:{self._server.socket.getsockname()[1]}"
        self._thread = threading.Thread(target=self._server.serve_forever, daemon=True)
        self._thread.start()

    def _handle(self, connection: ServerConnection) -> None:
        assert connection.request is not None
        self.asked.append(connection.request.path)
        self.was_asked.set()
        self.does(connection)

    def close(self) -> None:
        self._server.shutdown()
        self._thread.join(10)


@pytest.fixture
def app() -> Iterator[App]:
    it = App()
    yield it
    it.close()


def test_both_sensors_are_asked_for_and_messages_become_lines(app: App) -> None:
    def send(connection: ServerConnection) -> None:
        connection.send('{"accuracy":3}')
        connection.send("two\nlines")
        connection.send(b"bytes")

    app.does = send
    port = ConnectPhone(app.url)().port
    assert port.read() == b'{"accuracy":3}\n'
    assert port.read() == b"two lines\n"
    assert port.read() == b"bytes\n"
    with pytest.raises(ConnectionResetError):
        port.read()
    port.close()
    asked = urlsplit(app.asked[0])
    assert asked.path == "/sensors/connect"
    assert json.loads(parse_qs(asked.query)["types"][0]) == [ACCELEROMETER, GYROSCOPE]


def test_silence_is_no_error(app: App, monkeypatch: pytest.MonkeyPatch) -> None:
    done = threading.Event()
    app.does = lambda _: (done.wait(20), None)[1]
    monkeypatch.setattr(web_socket_port, "WAIT_S", 0.001)
    port = ConnectPhone(app.url + "/")().port
    assert port.read() == b""
    done.set()
    port.close()


def test_of_a_phone_without_gyroscope_the_accelerometer_is_enough(app: App) -> None:
    def refuse(connection: ServerConnection) -> None:
        if "gyroscope" in str(connection.request):
            connection.close(4001, "sensor of type android.sensor.gyroscope not found")
        else:
            connection.send("sample")

    app.does = refuse
    connect = ConnectPhone(app.url)
    port = connect().port
    with pytest.raises(ConnectionResetError):
        port.read()
    port = connect().port
    assert port.read() == b"sample\n"
    port.close()
    assert app.asked[1] == f"/sensor/connect?type={ACCELEROMETER}"


def test_a_connection_that_ended_otherwise_is_made_again_as_it_was(app: App) -> None:
    app.does = lambda connection: connection.close(4005, "closed by the user")
    connect = ConnectPhone(app.url)
    for _ in range(2):
        with pytest.raises(ConnectionResetError):
            connect().port.read()
    assert app.asked[0] == app.asked[1]


def test_a_path_of_ones_own_is_asked_for_as_it_is(app: App) -> None:
    ConnectPhone(app.url + "/sensor/connect?type=android.sensor.gravity")().port.close()
    assert app.was_asked.wait(10)
    assert app.asked == ["/sensor/connect?type=android.sensor.gravity"]


def test_a_huge_message_ends_the_connection(app: App) -> None:
    app.does = lambda connection: connection.send("x" * 100_000)
    port = WebSocketPort(app.url + "/")
    with pytest.raises(ConnectionResetError):
        port.read()
    port.close()


def test_where_nobody_answers_a_sentence_says_so(app: App) -> None:
    app.close()
    with pytest.raises(CannotOpen, match="does not answer: start its app's server"):
        ConnectPhone(app.url)()


def test_what_is_no_web_socket_is_said() -> None:
    import socket

    with socket.create_server(("127.0.0.1", 0)) as server:
        def answer() -> None:
            connection, _ = server.accept()
            with connection:
                connection.recv(4096)
                connection.sendall(b"HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n")

        thread = threading.Thread(target=answer)
        thread.start()
        with pytest.raises(CannotOpen, match="is no sensor app's WebSocket"):
            ConnectPhone(f"ws://127.0.0.1:{server.getsockname()[1]}")()
        thread.join(10)
