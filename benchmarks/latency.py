"""From a board's write to the frame that shows it, in the real game at 1920×1080, at 100 Hz and 1 kHz.

The board is a process of its own on a pseudo-terminal (`_board`); each of its lines carries the moment at which it is written. The game
is a process of its own as well (`_game`), in the play of a trial. Every sample is counted at the moment at which the frame that took
it in was handed to the display. Three figures, for they answer different questions:

- **Beyond the frame it was due at**: from the beginning of the first frame that began after the write. It is what the program itself
  adds, reading, decoding, trial, drawing, handing over, and a whole frame more for each sample that its frame missed. This is judged.
- **All of it**: from the write. It contains the wait for the next frame, which at 60 frames a second is anything up to 16.7 ms: even a
  program that took no time at all would have a p95 of 15.8 ms. Not judged.
- **Age of the newest sample in a frame** when it is handed over: how old what a person sees is. It contains the wait for the board's
  next sample, up to 10 ms at 100 Hz. Not judged.

None contains what a real adapter adds, nor smoothing, nor the display.
"""

from __future__ import annotations

import os
from typing import Any

import numpy as np

from benchmarks._played import FLOOD_HZ, FLOOD_S, SHORT_S, USUAL_HZ, Played, played

TARGET_MS = 10.0
FRAME_MS = 1000.0 / 60.0


def latencies_ms(play: Played) -> tuple[list[float], list[float], list[float]]:
    """(beyond the frame it was due at, from the write, of the newest sample in a frame), the first two for each sample of play."""
    beyond, whole, newest = [], [], []
    began_us = np.array(play.polled_s) * 1e6
    for frame, (shown_s, stamps) in enumerate(zip(play.shown_s, play.arrived, strict=True)):
        if not frame:
            continue  # what it took in came before it, in frames that were not watched
        due = np.minimum(np.searchsorted(began_us, stamps), frame)  # written after the frame began, and caught by it all the same
        beyond += [shown_s * 1e3 - at / 1e3 for at in np.maximum(began_us[due], stamps)]
        whole += [shown_s * 1e3 - stamp / 1e3 for stamp in stamps]
        if stamps:
            newest.append(whole[-1])
    return beyond, whole, newest


def run() -> list[dict[str, Any]]:
    """Three rows for each rate, p95 with p50 and p99 beside it. Nothing on systems without pseudo-terminals."""
    if not hasattr(os, "openpty"):
        return []
    rows: list[dict[str, Any]] = []
    for rate_hz, seconds in ((USUAL_HZ, SHORT_S), (FLOOD_HZ, FLOOD_S)):
        play = played(rate_hz, seconds)
        beyond, whole, newest = latencies_ms(play)
        at = f"at {rate_hz:g} Hz"
        rows += [
            _row(f"write to frame shown {at}, beyond its frame's beginning, p95", beyond, f"samples, {play.on}", TARGET_MS),
            _row(f"write to frame shown {at}, with the wait for a frame, p95", whole, f"samples; {0.95 * FRAME_MS:.1f} is the wait", None),
            _row(f"age of the newest sample in a frame {at}, p95", newest, f"frames; {950 / rate_hz:.1f} is the board's own", None),
        ]
    return rows


def _row(figure: str, values_ms: list[float], of: str, target: float | None) -> dict[str, Any]:
    p50, p95, p99 = np.percentile(values_ms, (50, 95, 99))
    return {
        "figure": figure, "value": round(float(p95), 2), "unit": "ms", "target": target,
        "met": None if target is None else bool(p95 <= target),
        "compared_to": f"p50 {p50:.2f}, p99 {p99:.2f}, most {max(values_ms):.1f} ms; {len(values_ms):,} {of}",
    }


if __name__ == "__main__":
    from benchmarks._screen import some_screen

    with some_screen():
        for row in run():
            print(row)
