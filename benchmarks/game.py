"""What a fast board costs the whole game at 1920×1080, and whether it gets through: 60 s of play at 1,000 samples a second.

Cost is processor time of the game's process (window, trial, reader's thread, store's thread) as a share of a core. What it is held
against is the same play with no port at all, one sample a frame being made up (`_game`), because a dot that moves must be drawn wherever it
comes from; and, not judged, the game that waits at its ready check for a silent board.

None lost: every stamp that the board sent between the first and the last sample of the recording is in it, once and in order, as it
is read back from the disk. Backlog: how old the oldest sample was that a frame took in, when the frame began; 16.7 ms of it are the
frame's own.
"""

from __future__ import annotations

import os
from bisect import bisect_left, bisect_right
from typing import Any

import numpy as np

from benchmarks._played import FLOOD_HZ, FLOOD_S, SHORT_S, USUAL_HZ, Played, played, waiting_share

MORE_TARGET_PCT = 5.0
P99_MS = 18.0
BACKLOG_MS = 50.0
WAIT_S = 10.0


def lost(play: Played) -> int:
    """Samples that the board sent while the trial was recorded, and that are not in the recording."""
    first, last = bisect_left(play.sent, play.stored[0]), bisect_right(play.sent, play.stored[-1])
    return len(set(play.sent[first:last]) - set(play.stored))


def wrong(play: Played) -> int:
    """Samples of the recording that were not sent, or are there twice or out of order."""
    disorder = sum(1 for before, after in zip(play.stored, play.stored[1:], strict=False) if after <= before)
    return disorder + len(set(play.stored) - set(play.sent))


def backlog_ms(play: Played) -> list[float]:
    """Of each frame of play, the age of the oldest sample it took in."""
    frames = zip(play.polled_s[1:], play.arrived[1:], strict=True)
    return [began_s * 1e3 - min(stamps) / 1e3 for began_s, stamps in frames if stamps]


def run() -> list[dict[str, Any]]:
    """Nothing on systems without pseudo-terminals."""
    if not hasattr(os, "openpty"):
        return []
    none, usual, flood = played(None, SHORT_S), played(USUAL_HZ, SHORT_S), played(FLOOD_HZ, FLOOD_S)
    without = f"no port {_pct(none.share)}, at the ready check {_pct(waiting_share(WAIT_S))}"
    between, behind = np.diff(flood.shown_s) * 1e3, backlog_ms(flood)
    none_p99_ms = float(np.percentile(np.diff(none.shown_s), 99)) * 1e3
    work_p99_ms = float(np.percentile(np.subtract(flood.shown_s, flood.polled_s), 99)) * 1e3
    rate_hz = (len(flood.stored) - 1) / (flood.stored[-1] - flood.stored[0]) * 1e6
    half, most = np.percentile(behind, (50, 99))
    return [
        _row("share of a core, 100 Hz, beyond no port", 100 * (usual.share - none.share), "%", f"{_pct(usual.share)} in all; {without}",
             None),
        _row("share of a core, 1,000 Hz, beyond no port", 100 * (flood.share - none.share), "%", f"{_pct(flood.share)} in all; {without}",
             MORE_TARGET_PCT),
        _row("frame p99 with 1,000 Hz", float(np.percentile(between, 99)), "ms",
             f"no port {none_p99_ms:.2f} ms; its work p99 {work_p99_ms:.2f}, longest {between.max():.1f} ms; {flood.on}", P99_MS),
        _row(f"lost of 1,000 Hz in {FLOOD_S:g} s", lost(flood), "samples",
             f"{len(flood.stored):,} on the disk, {rate_hz:.1f} Hz; {wrong(flood)} doubled, in disorder or not sent; {flood.faults} faults",
             0),
        _row("backlog with 1,000 Hz, most", max(behind), "ms", f"p50 {half:.1f}, p99 {most:.1f} ms; a frame's own is 16.7 ms", BACKLOG_MS),
    ]


def _pct(share: float) -> str:
    return f"{100 * share:.2f} %"


def _row(figure: str, value: float, unit: str, compared_to: str, target: float | None) -> dict[str, Any]:
    met = None if target is None else value <= target
    return {"figure": figure, "value": round(value, 2), "unit": unit, "compared_to": compared_to, "target": target, "met": met}


if __name__ == "__main__":
    from benchmarks._screen import some_screen

    with some_screen():
        for row in run():
            print(row)
