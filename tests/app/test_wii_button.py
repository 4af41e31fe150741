"""The button at the front of a Wii Balance Board, in the program's own loop: in play it halts, elsewhere it confirms."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from typing import Any

import pytest

from wobblequest.input.reader import Connected
from wobblequest.input.wii_board import WiiBoardSource
from wobblequest.input.wii_events import EVENT


class Board:
    """A port that sends what it is told to."""

    def __init__(self) -> None:
        self.sends: list[bytes] = []

    def read(self) -> bytes:
        threading.Event().wait(0.001)
        return self.sends.pop(0) if self.sends else b""

    def write(self, data: bytes) -> None:
        pass

    def set_baud(self, baud: int) -> None:
        pass

    def close(self) -> None:
        pass


class Screen:
    """A screen that keeps what it is asked."""

    finished, aim = False, None

    def __init__(self) -> None:
        self.asked: list[str] = []

    def update(self, frame: object) -> None:
        pass

    def request(self, request: Any) -> None:
        self.asked.append(request.deed)

    def draw(self, canvas: object) -> None:
        pass


@pytest.mark.parametrize(("level", "deed"), [(None, "confirm"), ("hold-1", "pause")])
def test_the_boards_button(hall_on: Callable[..., Any], level: str | None, deed: str) -> None:
    board = Board()
    source = WiiBoardSource(clock=lambda: 0.0, connect=lambda: Connected(board, "event5"), platform="linux")
    hall = hall_on(source)
    screen = hall.loop.screen = Screen()
    if level is not None:
        trial = hall.practice.begin_trial(hall.practice.levels[0])
        assert trial.phase == "countdown"
    board.sends += [EVENT.pack(1, 0, 1, 0x130, 1) + EVENT.pack(1, 0, 0, 0, 0), EVENT.pack(2, 0, 1, 0x130, 0) + EVENT.pack(2, 0, 0, 0, 0)]
    deadline = time.monotonic() + 20
    while not screen.asked or board.sends:
        assert time.monotonic() < deadline
        if level is not None:
            hall.practice.trial.resume()  # without samples the link pauses it at once
        hall.loop.frame(0.0)
    assert screen.asked == [deed]
    source.close()
