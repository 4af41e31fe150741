"""The measures of a hold."""

from __future__ import annotations

from wobblequest.core.motion import Motion
from wobblequest.core.result import Measure


def hold_measures(motion: Motion, *, lowpass_hz: float | None = 5.0, edge_deg: float = 20.0, export: bool = False) -> dict[str, Measure]:
    return {}
