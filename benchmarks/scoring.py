"""How long it takes to score a 60 s trial at 100 Hz, and how often a bare pass over the same numbers would fit into that."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import numpy as np

from wobblequest.core.arena import toward
from wobblequest.core.motion import Motion
from wobblequest.scoring.hold import hold_measures
from wobblequest.scoring.position_sense import Recall, position_sense_measures
from wobblequest.scoring.reach import Attempt, reach_measures
from wobblequest.scoring.rhythm import rhythm_measures
from wobblequest.scoring.tracking import tracking_measures

TARGET_MS = 5.0
EXPORT_TARGET_MS = 50.0
ROUNDS = 40


def run() -> list[dict[str, Any]]:
    """Rows of figure, value, unit, compared_to, target, met."""
    motion, attempts = _trial()
    shift = replace(motion, target_pitch_deg=np.zeros_like(motion.t_s), target_roll_deg=6 * np.sin(np.pi * motion.t_s))
    recalls = [Recall(attempt.end_s, attempt.target) for attempt in attempts]
    bare_ms = _median_ms(lambda: float(np.hypot(motion.pitch_deg, motion.roll_deg).sum()))
    cases: tuple[tuple[str, Callable[[], Any], float], ...] = (
        ("scoring a hold", lambda: hold_measures(motion), TARGET_MS),
        ("scoring a hold with what is for export", lambda: hold_measures(motion, export=True), EXPORT_TARGET_MS),
        ("scoring reaching, 12 targets", lambda: reach_measures(motion, attempts), TARGET_MS),
        ("scoring tracking", lambda: tracking_measures(motion), TARGET_MS),
        ("scoring a weight shift", lambda: rhythm_measures(shift, period_s=2.0), TARGET_MS),
        ("scoring position sense, 12 answers", lambda: position_sense_measures(motion, recalls), TARGET_MS),
    )
    rows = []
    for figure, work, target_ms in cases:
        ms = _median_ms(work)
        rows.append({
            "figure": f"{figure}, 60 s at 100 Hz", "value": round(ms, 3), "unit": "ms",
            "compared_to": f"{ms / bare_ms:.0f} x one np.hypot and sum over the same samples ({bare_ms:.3f} ms)",
            "target": target_ms, "met": ms <= target_ms,
        })
    return rows


def _trial() -> tuple[Motion, list[Attempt]]:
    """Minimum-jerk reaches to twelve targets and back, with a tremor; the target is beside each sample."""
    t = np.arange(6000) / 100
    chance = np.random.default_rng(1)
    pitch, roll = chance.normal(scale=0.05, size=(2, t.size))
    target = np.zeros((2, t.size))
    attempts = []
    for k in range(12):
        cue, at = 1.0 + 4.9 * k, toward(45.0 * k, 8.0)
        place = _way((t - cue - 0.3) / 1.0) - _way((t - cue - 2.6) / 1.0)
        pitch += at.pitch_deg * place
        roll += at.roll_deg * place
        target[:, (t >= cue) & (t < cue + 2.4)] = np.array(at)[:, np.newaxis]
        attempts.append(Attempt(cue, cue + 2.4, at, 2.0, True, cue + 2.4))
    return Motion(t, pitch, roll, target[0], target[1], np.full(t.size, 2.0)), attempts


def _way(share: np.typing.NDArray[np.float64]) -> np.typing.NDArray[np.float64]:
    s = np.clip(share, 0.0, 1.0)
    return np.asarray(10 * s**3 - 15 * s**4 + 6 * s**5)


def _median_ms(work: Callable[[], Any]) -> float:
    work()
    times = []
    for _ in range(ROUNDS):
        start = time.perf_counter()
        work()
        times.append(time.perf_counter() - start)
    return float(np.median(times)) * 1e3
