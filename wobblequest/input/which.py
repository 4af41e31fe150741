"""Which of the boards that are plugged in to play on."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence

from wobblequest.core.arena import Target
from wobblequest.core.recording import SourceInfo
from wobblequest.core.samples import Reading
from wobblequest.input.chooser import AUTO
from wobblequest.input.serial_port import SerialSource
from wobblequest.input.source import Link


class WhichBoard:
    """The board that is plugged in, as a source. known : identities of boards that were used before, newest first."""

    def __init__(self, known: Sequence[str] = (), *, clock: Callable[[], float] = time.perf_counter) -> None:
        self._known = tuple(known)
        self._board = SerialSource(AUTO, clock=clock)

    @property
    def info(self) -> SourceInfo:
        return self._board.info

    def poll(self, now_s: float) -> list[Reading]:
        return self._board.poll(now_s)

    def link(self, now_s: float) -> Link:
        return self._board.link(now_s)

    def aim(self, target: Target | None) -> None:
        self._board.aim(target)

    def allow_probes(self) -> None:
        self._board.allow_probes()

    def close(self) -> None:
        self._board.close()
