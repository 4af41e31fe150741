"""How long a frame of play takes, and how much of a core sixty of them a second cost, at 1280×720 and 1920×1080.

The real window, canvas and pacer draw a reach trial at its liveliest: a dot that never rests, its trail, a ring that moves on every two
seconds, a hold that fills, pips that get done. A frame's time runs from one hand-over to the display to the next, as a person sees it.
"""

from __future__ import annotations

import os
import time
from dataclasses import dataclass
from math import cos, sin
from typing import Any

import numpy as np

from wobblequest.core.arena import Point, toward
from wobblequest.core.reach import Reach

SIZES = ((1280, 720), (1920, 1080))
SECONDS, WARM_S = 6.0, 2.0
P99_MS, CORE_SHARE = 18.0, 0.10
REACH = Reach((12.0, 10.5, 11.5, 9.0, 8.5, 9.0, 11.8, 11.0))


def _draw(canvas: Any, t_s: float) -> None:
    from wobblequest.drills.view import Ring, View

    number = int(t_s / 2) % 8
    at = toward(number * 135, 7.0)
    fill = max(0.0, (t_s % 2 - 0.8) / 1.2)

    def dot(when_s: float) -> Point:
        return Point(at.pitch_deg + 1.2 * sin(when_s * 5.1), at.roll_deg + 1.2 * cos(when_s * 4.3))

    view = View((Ring(at, 2.0, fill=fill),), "Lean to the ring and stay", number, 8)
    canvas.clear()
    canvas.arena(view, dot(t_s), reach=REACH, trail=[dot(t_s - k * 0.04) for k in range(10, 0, -1)])
    canvas.title(view.instruction)
    canvas.pips(view.done, view.total)


@dataclass(frozen=True, slots=True)
class Pace:
    """fps : frames a second. p99_ms : between frames. work_ms : p99 of what a frame computes. share : of a core."""

    fps: float
    p99_ms: float
    work_ms: float
    share: float


def measure(size: tuple[int, int], *, drawing: bool = True, seconds: float = SECONDS, warm_s: float = WARM_S) -> Pace:
    """Play for ``seconds`` after ``warm_s``; without ``drawing`` it is the empty loop, to tell the machine's unrest from ours."""
    import pygame

    from wobblequest.draw.window import GameWindow, Pacer

    shown: list[float] = []
    worked: list[float] = []
    with GameWindow.open(size=size, windowed=True) as window:
        pacer = Pacer(60.0, time.perf_counter, time.sleep)
        begun = pacer.wait()
        cpu = wall = 0.0
        while (now := time.perf_counter()) - begun < warm_s + seconds:
            if not wall and now - begun >= warm_s:
                cpu, wall = time.process_time(), now
                shown.clear()
                worked.clear()
            for event in pygame.event.get():
                window.take_event(event)
            if drawing:
                _draw(window.canvas, now - begun)
                window.present()
            shown.append(time.perf_counter())
            worked.append(shown[-1] - now)
            pacer.wait()
        share = (time.process_time() - cpu) / (time.perf_counter() - wall)
    between = np.diff(shown) * 1000
    return Pace(1000 / float(between.mean()), float(np.percentile(between, 99)), float(np.percentile(worked, 99)) * 1000, share)


def run() -> list[dict[str, Any]]:
    """One row a figure: figure, value, unit, compared_to, target, met."""
    os.environ.setdefault("PYGAME_HIDE_SUPPORT_PROMPT", "1")
    rows: list[dict[str, Any]] = []

    def row(figure: str, value: float, unit: str, compared_to: str, target: float) -> None:
        rows.append({"figure": figure, "value": round(value, 2), "unit": unit, "compared_to": compared_to, "target": target,
                     "met": value <= target})

    for size in SIZES:
        empty, pace = measure(size, drawing=False, seconds=3.0, warm_s=0.5), measure(size)
        at = f"{size[0]}×{size[1]}"
        row(f"frame p99, {at}", pace.p99_ms, "ms", f"empty loop {empty.p99_ms:.2f} ms in the same run", P99_MS)
        row(f"work in a frame p99, {at}", pace.work_ms, "ms", "16.7 ms there are", 16.7)
        row(f"share of a core, {at}", pace.share * 100, "%", f"empty loop {empty.share * 100:.1f} % in the same run", CORE_SHARE * 100)
    return rows


if __name__ == "__main__":
    for made in run():
        print(f"{made['figure']:32} {made['value']:7} {made['unit']:3} ≤ {made['target']:<6} "
              f"{'met' if made['met'] else 'MISSED':7} ({made['compared_to']})")
