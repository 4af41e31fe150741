"""The measures of following a moving target."""

from __future__ import annotations

from wobblequest.core.motion import Motion
from wobblequest.core.result import Measure


def tracking_measures(motion: Motion) -> dict[str, Measure]:
    return {}
