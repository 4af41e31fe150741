"""The reader's thread, with a port that the test plays."""

from __future__ import annotations

import errno
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from queue import Empty, Queue

import pytest

from wobblequest.input import reader as reader_module
from wobblequest.input.port_problems import GONE
from wobblequest.input.reader import Chunk, Closed, Connected, Event, Opened, Overflow, Reader

QUICK = (0.001,)


class FakePort:
    """A port whose bytes, or exceptions, the test puts into a queue."""

    def __init__(self) -> None:
        self.incoming: Queue[bytes | BaseException] = Queue()
        self.written: list[bytes] = []
        self.bauds: list[int] = []
        self.closed = threading.Event()

    def read(self) -> bytes:
        try:
            item = self.incoming.get(timeout=0.02)
        except Empty:
            return b""
        if isinstance(item, BaseException):
            raise item
        return item

    def write(self, data: bytes) -> None:
        self.written.append(data)

    def set_baud(self, baud: int) -> None:
        self.bauds.append(baud)

    def close(self) -> None:
        self.closed.set()


class Ticks:
    """A clock that the test can read but that no test asserts on."""

    def __init__(self) -> None:
        self.now = 0.0

    def __call__(self) -> float:
        self.now += 1.0
        return self.now


def until(events: list[Event], reader: Reader, done: Callable[[list[Event]], bool]) -> list[Event]:
    """Collect events until ``done``; fails after 20 s, which nothing here comes near."""
    deadline = time.monotonic() + 20
    while not done(events):
        assert time.monotonic() < deadline, events
        events += reader.take()
        threading.Event().wait(0.001)
    return events


@contextmanager
def reading(connect: Callable[[], Connected], clock: Callable[[], float] | None = None) -> Iterator[Reader]:
    reader = Reader("P", connect, clock or Ticks(), QUICK)
    try:
        yield reader
    finally:
        reader.close()


def chunks(events: list[Event]) -> bytes:
    return b"".join(e.data for e in events if isinstance(e, Chunk))


def test_bytes_come_out_in_order_with_rising_stamps() -> None:
    port = FakePort()
    with reading(lambda: Connected(port, "P")) as reader:
        for i in range(50):
            port.incoming.put(b"%d;" % i)
        events = until([], reader, lambda es: chunks(es).count(b";") == 50)
    assert isinstance(events[0], Opened)
    assert chunks(events) == b"".join(b"%d;" % i for i in range(50))
    assert [e.at_s for e in events] == sorted(e.at_s for e in events)
    assert port.closed.is_set()


@pytest.mark.parametrize("error", [
    OSError(errno.EIO, "Input/output error"), TypeError("'NoneType' object cannot be interpreted as an integer"), ValueError("closed"),
    AttributeError("fd"), *([GONE[-1](5, "Input/output error")] if GONE[-1].__name__ == "error" else []),
])
def test_whatever_an_unplugged_port_raises_it_is_connected_again(error: BaseException) -> None:
    ports: list[FakePort] = []

    def connect() -> Connected:
        ports.append(FakePort())
        ports[-1].incoming.put(b"a" if len(ports) == 1 else b"b")
        if len(ports) == 1:
            ports[-1].incoming.put(error)
        return Connected(ports[-1], "P", "The board")

    with reading(connect) as reader:
        events = until([], reader, lambda es: chunks(es) == b"ab")
    kinds = [type(e) for e in events]
    assert kinds == [Opened, Chunk, Closed, Opened, Chunk]
    closed = events[2]
    assert isinstance(closed, Closed)
    assert closed.was_open
    assert "The board was unplugged" in closed.words
    assert all(port.closed.is_set() for port in ports)


def test_failing_to_open_is_said_once_and_tried_on() -> None:
    tries: list[int] = []
    port = FakePort()

    def connect() -> Connected:
        tries.append(1)
        if len(tries) < 20:
            raise PermissionError(errno.EACCES, "Permission denied")
        return Connected(port, "P")

    with reading(connect) as reader:
        events = until([], reader, lambda es: any(isinstance(e, Opened) for e in es))
    assert [type(e) for e in events] == [Closed, Opened]
    assert not events[0].was_open  # type: ignore[union-attr]


def test_wishes_are_done_on_the_thread_between_reads() -> None:
    port = FakePort()
    with reading(lambda: Connected(port, "P")) as reader:
        until([], reader, lambda es: bool(es))
        reader.write(b"r")
        reader.set_baud(9600)
        deadline = time.monotonic() + 20
        while not (port.written and port.bauds):
            assert time.monotonic() < deadline
            threading.Event().wait(0.001)
    assert (port.written, port.bauds) == ([b"r"], [9600])


def test_a_queue_that_nobody_takes_is_bounded_and_what_is_missing_is_counted(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reader_module, "MOST_BYTES", 1000)
    port = FakePort()
    with reading(lambda: Connected(port, "P")) as reader:
        for i in range(50):
            port.incoming.put(b"%03d" % i * 33 + b";")
        deadline = time.monotonic() + 20
        while not port.incoming.empty():
            assert time.monotonic() < deadline
            threading.Event().wait(0.001)
        port.incoming.put(b"end")
        events = until([], reader, lambda es: chunks(es).endswith(b"end"))
    lost = [e for e in events if isinstance(e, Overflow)]
    assert len(lost) == 1
    assert lost[0].size + len(chunks(events)) == 50 * 100 + 3
    assert len(chunks(events)) <= 1003


def test_connect_again_closes_and_opens_without_a_loss() -> None:
    ports: list[FakePort] = []

    def connect() -> Connected:
        ports.append(FakePort())
        return Connected(ports[-1], f"P{len(ports)}")

    with reading(connect) as reader:
        events = until([], reader, lambda es: bool(es))
        reader.connect_again()
        until(events, reader, lambda es: len(es) == 2)
    assert [type(e) for e in events] == [Opened, Opened]
    assert ports[0].closed.is_set()


@pytest.mark.filterwarnings("ignore::pytest.PytestUnhandledThreadExceptionWarning")
def test_a_fault_of_our_own_ends_the_thread_but_not_in_silence(monkeypatch: pytest.MonkeyPatch) -> None:
    logged: list[type[BaseException] | None] = []
    monkeypatch.setattr(threading, "excepthook", lambda args: logged.append(args.exc_type))

    def broken() -> Connected:
        raise RuntimeError("no such thing")

    reader = Reader("COM9", broken, Ticks(), QUICK)
    events = until([], reader, bool)
    assert isinstance(events[0], Closed)
    assert "Reading COM9 ended by a fault of this program (RuntimeError)" in events[0].words
    reader.close()
    assert logged == [RuntimeError]
