"""How the time is spread over rings about the target's middle, as the zones of a balance board's target: finer than in or out."""

from __future__ import annotations

from functools import partial

import numpy as np

from wobblequest.scoring.measure_info import MeasureInfo, Rule, Undefined
from wobblequest.scoring.record import Record

_ROUNDING = 1e-9


def ring_pct(record: Record, rings: int) -> tuple[float, ...]:
    """Shares of the time with a target: within the innermost ring, between each and the next, and outside them all; rings + 1 values."""
    aimed = record.aimed
    if not aimed.any():
        raise Undefined("no target with a radius is known")
    place = record.off_target_deg[aimed] / record.target_radius_deg[aimed] * rings
    ring = np.clip(np.ceil(place - _ROUNDING) - 1, 0, rings).astype(np.intp)  # the edge counts as inside
    share = np.bincount(ring, weights=record.weights_s[aimed], minlength=rings + 1)
    if share.sum() <= 0:
        raise Undefined("no time passed with a target")
    return tuple((100.0 * share / share.sum()).tolist())


INFO = MeasureInfo(
    "ring_pct", "%", "none",
    "Shares of the time with a target in each of the rings about its middle, the innermost first and the time outside them last; the rings "
    "lie evenly, the outermost is the target's edge.",
    "WobbleQuest; zones as in Fusco et al. 2020, J Strength Cond Res 34:1709",
)


def rules(rings: int) -> tuple[Rule[Record], ...]:
    """The rule for so many rings."""
    return (Rule(INFO, partial(ring_pct, rings=rings)),)


RULES: tuple[Rule[Record], ...] = rules(3)
"""For the register, which asks only what the measure is."""
