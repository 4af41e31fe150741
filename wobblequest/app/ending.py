"""How SIGTERM and Ctrl-C end a program that plays: at its next step, so that nothing is torn and everything is stored."""

from __future__ import annotations

import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass


@dataclass(slots=True)
class Ending:
    """Whether the program was told to end from outside."""

    asked: bool = False


@contextmanager
def ended_by_signal() -> Iterator[Ending]:
    """While this lasts, SIGTERM and Ctrl-C are only noted. Outside the main thread Python lets nobody listen: then nothing is noted."""
    ending = Ending()

    def ask(*_: object) -> None:
        ending.asked = True

    if threading.current_thread() is not threading.main_thread():
        yield ending
        return
    before = {number: signal.signal(number, ask) for number in (signal.SIGTERM, signal.SIGINT)}
    try:
        yield ending
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
