"""What every source of tilt is: polled for readings, asked how its link is, told the target if a simulated person listens."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, Protocol

from wobblequest.core.arena import Target
from wobblequest.core.recording import SourceInfo
from wobblequest.core.result import Quality
from wobblequest.core.samples import Reading
from wobblequest.session.latency import Latency

STALE_AFTER_S = 0.25
LOST_AFTER_S = 1.0

LinkState = Literal["searching", "live", "stale", "lost", "ended"]
"""searching: nothing known yet. live: newest sample ≤ 0.25 s old. stale: older. lost: gone, or older than 1 s, and being
looked for. ended: a recording or a simulation is over; there will be no more."""


@dataclass(frozen=True, slots=True)
class Link:
    """How the link to the source is right now.

    words : one sentence for a person: what is seen and, where something is wrong, what to do.
    age_s : since the newest sample arrived, None before the first.
    rate_hz : measured over the last seconds, None where too little came.
    quality : how good the signal was over the last seconds; None where that is not known or nothing to speak of (keys, simulations).
    latency : from a movement to the sample in our hands, estimated; None where that is not known.
    hangs : samples come, but now all alike: the sensor has stopped, and a dot at its place would only look alive.
    offers_probe : nothing answers, and a few bytes might wake the board: they are only sent once somebody said yes (`Source.allow_probes`).
    empty : the source itself says that nobody stands on it (only what weighs can tell).
    search : why no board answers, in words, while something else stands in for it; "" where none is looked for.
    """

    state: LinkState
    words: str
    age_s: float | None = None
    rate_hz: float | None = None
    faults: int = 0
    quality: Quality | None = None
    latency: Latency | None = None
    offers_probe: bool = False
    hangs: bool = False
    empty: bool = False
    search: str = ""

    @property
    def gone(self) -> bool:
        """Whether nobody knows any more where the board is: whoever plays must be halted, since the dot would only look alive."""
        return self.age_s is None or self.age_s > LOST_AFTER_S or self.state in ("lost", "ended") or self.hangs


class Source(Protocol):
    """A source of readings. ``now_s`` is always the caller's monotonic clock; a source asks no clock of its own when polled."""

    @property
    def info(self) -> SourceInfo:
        """What it is, as far as it is known by now (the protocol is known once it was detected)."""
        ...

    def poll(self, now_s: float) -> list[Reading]:
        """Readings since the last poll, oldest first, each once. Never blocks, never raises for what a device does."""
        ...

    def link(self, now_s: float) -> Link: ...

    def aim(self, target: Target | None) -> None:
        """Tell where the target is. Only a simulated person listens; for all others this does nothing."""
        ...

    def allow_probes(self) -> None:
        """Somebody said yes to sending a silent board the few bytes that wake some. Only serial boards listen."""
        ...

    def close(self) -> None: ...
