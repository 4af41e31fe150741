"""What one sample costs each drill: a step on its first level at 1,000 samples a second, and how many bare passes over them that is.

Played by a willing dot, which is drawn to the target: it hits, misses nothing, and so goes through all that a drill does. Only the steps
are timed, in stretches between which the dot moves on; the game asks for target and view at most once a frame.

A drill's own cost is the least of some runs, since whatever else the machine does can only add to it.
"""

from __future__ import annotations

import time
from math import hypot
from typing import Any

from wobblequest.core.arena import CENTRE, Point
from wobblequest.core.chance import Chance
from wobblequest.core.reach import Reach
from wobblequest.core.samples import Tilt
from wobblequest.drills.drill import Drill
from wobblequest.drills.register import DRILLS
from wobblequest.levels.shelf import load_shelf, shipped_folder

TARGET_US = 20.0
RATE_HZ = 1000
STRETCH = 20
"""Samples between two looks at the target: 20 ms, a little more than a frame."""
LONGEST_S = 60.0
PULL = 0.08
"""Share of the way to the target that the dot goes in a stretch."""
RUNS = 3


def run() -> list[dict[str, Any]]:
    """One row a drill, in the order of the register."""
    levels = load_shelf(shipped_folder())
    rows = []
    for name, drill in DRILLS.items():
        parameters = levels.find(f"{name}-1").parameters
        runs = [stepped(drill, parameters) for _ in range(RUNS)]
        samples = runs[0][1]
        step_us = min(seconds for seconds, _ in runs) / len(samples) * 1e6
        bare_us = min(bare_s(samples) for _ in range(RUNS)) / len(samples) * 1e6
        rows.append({
            "figure": f"a step of {name}", "value": round(step_us, 2), "unit": "µs",
            "compared_to": f"{step_us / bare_us:.0f} x a bare loop over the same {len(samples):,} samples ({bare_us:.3f} µs each)",
            "target": TARGET_US, "met": step_us <= TARGET_US,
        })
    return rows


def stepped(drill: Drill[Any, Any], parameters: Any) -> tuple[float, list[Tilt]]:
    """(seconds spent in steps, the samples) of one trial to its end."""
    state = drill.begin(parameters, Reach(), Chance(1, drill.name))
    step, at, spent_s = drill.step, CENTRE, 0.0
    samples: list[Tilt] = []
    while not state.finished and len(samples) < LONGEST_S * RATE_HZ:
        first = len(samples)
        now_s = first / RATE_HZ
        target = drill.target(state, now_s)
        at = CENTRE if target is None else drawn(at, target.at)
        stretch = [Tilt((first + i) / RATE_HZ, at.pitch_deg, at.roll_deg) for i in range(STRETCH)]
        started = time.perf_counter()
        for sample in stretch:
            state = step(state, sample)
        spent_s += time.perf_counter() - started
        samples += stretch
    return spent_s, samples


def drawn(at: Point, to: Point) -> Point:
    """A little nearer to where the dot should be; there, once it is near."""
    off = Point(to.pitch_deg - at.pitch_deg, to.roll_deg - at.roll_deg)
    return to if hypot(*off) < 0.01 else Point(at.pitch_deg + PULL * off.pitch_deg, at.roll_deg + PULL * off.roll_deg)


def bare_s(samples: list[Tilt]) -> float:
    """Seconds of a loop that takes up each sample's three numbers and does nothing."""
    started = time.perf_counter()
    for sample in samples:
        _, _, _ = sample.t_s, sample.pitch_deg, sample.roll_deg
    return time.perf_counter() - started


if __name__ == "__main__":
    for made in run():
        print(f"{made['figure']:20} {made['value']:7} {made['unit']} {'met' if made['met'] else 'MISSED'} ({made['compared_to']})")
