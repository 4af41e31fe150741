"""Listing what is plugged in, again and again, on a thread of its own: some systems take a fifth of a second for it, or ten frames."""

from __future__ import annotations

import sys
import threading
from collections.abc import Callable, Iterable
from typing import NamedTuple

from wobblequest.core.messages import message
from wobblequest.input.port_problems import GONE, no_board_words
from wobblequest.input.ports import FoundPort, ListedPort, is_bluetooth, ranked
from wobblequest.input.usb_without_port import usb_without_port

EVERY_S = 1.0


class Sighting(NamedTuple):
    """What was plugged in at a moment. why : where no port may be a board's, the sentence that says so and what to do; else ""."""

    ports: tuple[FoundPort, ...]
    why: str = ""


def sighting(
    listing: Callable[[], Iterable[ListedPort]], without_port: Callable[[], list[str]] = usb_without_port, platform: str = sys.platform
) -> Sighting:
    """Look once. Raises what `port_problems.GONE` lists where the system cannot list its ports."""
    listed = list(listing())
    found = tuple(ranked(listed))
    if found:
        return Sighting(found)
    bluetooth = [port.device for port in listed if is_bluetooth(port.device, port.description)]
    return Sighting((), no_board_words(without_port(), bluetooth, platform))


class Lookout:
    """Looks once a second until closed, except while it rests. look : gives a `Sighting`."""

    def __init__(self, look: Callable[[], Sighting], every_s: float = EVERY_S) -> None:
        self._look, self._every_s = look, every_s
        self._newest: Sighting | None = None
        self._lock = threading.Lock()
        self._awake, self._stop = threading.Event(), threading.Event()
        self._awake.set()
        self._thread = threading.Thread(target=self._run, name="lookout for boards", daemon=True)
        self._thread.start()

    def take(self) -> Sighting | None:
        """The newest sighting, once; None where there was none since the last call."""
        with self._lock:
            newest, self._newest = self._newest, None
        return newest

    def rest(self) -> None:
        """Nobody wants to know for now."""
        with self._lock:
            self._awake.clear()
            self._newest = None

    def wake(self) -> None:
        self._awake.set()

    def close(self) -> None:
        self._stop.set()
        self._awake.set()
        self._thread.join(2.0)

    def _run(self) -> None:
        while not self._stop.is_set():
            self._awake.wait()
            if self._stop.is_set():
                return
            try:
                seen = self._look()
            except Exception as error:
                why = message(
                    "The system does not list its ports ({error}): name the board's port, --source serial:PORT.", error=str(error),
                )
                self._tell(Sighting((), why))
                if not isinstance(error, GONE):
                    raise  # a fault of this program: told, and its trace goes to the log
            else:
                self._tell(seen)
            self._stop.wait(self._every_s)

    def _tell(self, seen: Sighting) -> None:
        with self._lock:
            if self._awake.is_set():
                self._newest = seen
