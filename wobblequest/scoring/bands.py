"""How the time is spread over bands of tilt, and how often the board's edge touched the floor (Williams & Bentman 2014)."""

from __future__ import annotations

import numpy as np

from wobblequest.scoring.measure_info import MeasureInfo, Rule, Undefined
from wobblequest.scoring.record import Record
from wobblequest.scoring.time_on_target import entries

BAND_STARTS_DEG = (0.0, 1.0, 2.0, 3.0, 5.0, 10.0)
_SOURCE = "Williams & Bentman 2014, Phys Ther Sport 15:143"


def band_pct(record: Record) -> tuple[float, ...]:
    band = np.searchsorted(np.array(BAND_STARTS_DEG), record.tilt_deg, side="right") - 1
    share = np.bincount(band, weights=record.weights_s, minlength=len(BAND_STARTS_DEG))
    if share.sum() <= 0:
        raise Undefined("no time passed")
    return tuple((100.0 * share / share.sum()).tolist())


def edge_contacts(record: Record) -> float:
    beyond = np.asarray(record.tilt_deg > record.edge_deg, dtype=np.bool_)
    return float(entries(beyond, ~beyond, record.starts))


RULES: tuple[Rule[Record], ...] = (
    Rule(MeasureInfo(
        "band_pct", "%", "none",
        "Shares of time with a tilt (distance from level) of 0 to 1, 1 to 2, 2 to 3, 3 to 5, 5 to 10, and 10 degrees or more.",
        _SOURCE, smallest_change=12.0,
    ), band_pct),
    Rule(MeasureInfo(
        "edge_contacts", "count", "lower", "How often the tilt rose beyond the angle at which the board's edge touches the floor.", _SOURCE,
    ), edge_contacts),
)
