"""The Wii Balance Board, where the system shows it as an input device: centre of pressure, not tilt."""

from __future__ import annotations

from collections.abc import Callable

from wobblequest.core.arena import Target
from wobblequest.core.recording import SourceInfo
from wobblequest.core.samples import Reading
from wobblequest.input.source import Link

NAME = "Wii Balance Board (centre of pressure, not tilt)"
PROTOCOL = "wii-balance-board"


class WiiBoardSource:
    """Readings of a Wii Balance Board. device : its event device, found by its name if left out."""

    def __init__(self, device: str = "", *, clock: Callable[[], float]) -> None:
        self._device, self._clock = device, clock

    @property
    def info(self) -> SourceInfo:
        return SourceInfo("wii", NAME, PROTOCOL)

    def poll(self, now_s: float) -> list[Reading]:
        return []

    def link(self, now_s: float) -> Link:
        return Link("searching", "No Wii Balance Board is connected.")

    def aim(self, target: Target | None) -> None:
        """Nobody listens."""

    def allow_probes(self) -> None:
        """There is nothing to wake."""

    def close(self) -> None:
        pass
