"""How straight the first movement is (MacKenzie, Kauppinen & Silfverberg 2001), how direct, and how much it tells: throughput."""

from __future__ import annotations

from math import log2

import numpy as np

from wobblequest.scoring.measure_info import MeasureInfo, Rule, Undefined
from wobblequest.scoring.movement import Reaches, Way

_MACKENZIE = "MacKenzie, Kauppinen & Silfverberg 2001, CHI '01:9"
_LEAST_IN_SEQUENCE = 3


def movement_error(reaches: Reaches) -> float:
    return reaches.mean(lambda way: float(np.abs(way.q_deg[_movement(way)]).mean()))


def movement_variability(reaches: Reaches) -> float:
    return reaches.mean(lambda way: float(way.q_deg[_movement(way)].std(ddof=1)))


def movement_offset(reaches: Reaches) -> float:
    return reaches.mean(lambda way: float(way.q_deg[_movement(way)].mean()))


def directional_control_pct(reaches: Reaches) -> float:
    return reaches.mean(_directional_control)


def _directional_control(way: Way) -> float:
    along = float(np.abs(np.diff(way.s_deg[_movement(way)])).sum())
    across = float(np.abs(np.diff(way.q_deg[_movement(way)])).sum())
    return 100.0 * (along - across) / along


def path_efficiency_pct(reaches: Reaches) -> float:
    return reaches.mean(_efficiency)


def _efficiency(way: Way) -> float:
    s, q = way.s_deg[_movement(way)], way.q_deg[_movement(way)]
    path = float(np.hypot(np.diff(s), np.diff(q)).sum())
    return min(100.0, 100.0 * float(np.hypot(s[-1] - s[0], q[-1] - q[0])) / path)


def throughput_bits_per_s(reaches: Reaches) -> float:
    """Per sequence (targets of one radius), then the mean. A sequence counts from three movements on."""
    sequences: dict[float, list[Way]] = {}
    for way in reaches.ways:
        if way.movement is not None:
            sequences.setdefault(way.attempt.radius_deg, []).append(way)
    rates = []
    why = f"it needs {_LEAST_IN_SEQUENCE} movements to targets of one size that can be followed without a gap"
    for ways in sequences.values():
        if len(ways) >= _LEAST_IN_SEQUENCE:
            try:
                rates.append(_throughput(ways))
            except Undefined as reason:
                why = str(reason)
    if not rates:
        raise Undefined(why)
    return float(np.mean(rates))


def _throughput(ways: list[Way]) -> float:
    ends = np.array([way.s_deg[way.first_movement()[1]] for way in ways])
    spread = float(np.std(ends - np.array([way.distance_deg for way in ways]), ddof=1))
    amplitude = float(ends.mean())
    seconds = float(np.mean([way.t_s[b] - way.t_s[a] for way in ways for a, b in (way.first_movement(),)]))
    if spread <= 0 or amplitude <= 0:
        raise Undefined("the movements' end points do not vary" if spread <= 0 else "the movements ended behind their start")
    return log2(amplitude / (4.133 * spread) + 1) / seconds


def _movement(way: Way) -> slice:
    start, stop = way.first_movement()
    return slice(start, stop + 1)


RULES: tuple[Rule[Reaches], ...] = (
    Rule(MeasureInfo(
        "movement_error", "deg", "lower",
        "Mean distance from the straight line to the target during the first movement; mean over attempts.", _MACKENZIE, "headline",
    ), movement_error),
    Rule(MeasureInfo(
        "movement_variability", "deg", "lower",
        "Standard deviation of the place across the straight line during the first movement (n - 1); mean over attempts.", _MACKENZIE,
    ), movement_variability),
    Rule(MeasureInfo(
        "movement_offset", "deg", "none",
        "Mean place across the straight line during the first movement, + to the right of the way; mean over attempts.", _MACKENZIE,
    ), movement_offset),
    Rule(MeasureInfo(
        "directional_control_pct", "%", "higher",
        "Travel along the straight line minus travel across it, in per cent of that along it; every tremor counts; mean over attempts.",
        "Limits-of-stability test, travel form of directional control",
    ), directional_control_pct),
    Rule(MeasureInfo(
        "path_efficiency_pct", "%", "higher",
        "Straight distance in per cent of the way taken by the first movement; mean over attempts.", _MACKENZIE,
    ), path_efficiency_pct),
)

THROUGHPUT: tuple[Rule[Reaches], ...] = (
    Rule(MeasureInfo(
        "throughput_bits_per_s", "bit/s", "higher",
        "log2(Ae/We + 1) / MT: Ae the mean way, We 4.133 SD of the end points, MT the mean movement time; mean over target sizes.",
        "ISO 9241-411:2012; Soukoreff & MacKenzie 2004, Int J Hum-Comput Stud 61:751",
    ), throughput_bits_per_s),
)
