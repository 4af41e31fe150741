"""A program of its own for tests: opens the data folder argv[2] and does what argv[1] says. Each line it prints is for its parent."""

from __future__ import annotations

import sys
from datetime import UTC, datetime
from pathlib import Path

from wobblequest.core.calibration import Calibration
from wobblequest.core.errors import WobbleQuestError
from wobblequest.core.reach import Reach
from wobblequest.core.recording import Header, SourceInfo
from wobblequest.core.samples import Reading
from wobblequest.store.store import Store

CHUNK = 25


def reading(i: int) -> Reading:
    """The i-th reading of the made-up 100 Hz stream: another one for each i."""
    return Reading(i / 100, (0.0, 0.6, 0.8), (i * 1.0, 0.0, 0.0), 1.0, i / 100)


def play(folder: Path, trial_id: str) -> None:
    """Hand over a quarter second at a time and say how much, for ever.

    Virtual time is the disk's: a quarter second passes as soon as no more than one chunk waits for it, as it would at the pace of real play
    on any disk that commits within 0.25 s.
    """
    store = Store.open(folder, clock=lambda: datetime.now(UTC))
    session = store.sessions.begin(store.people.ensure("Ann").id)
    store.trials.begin(session, Header(trial_id, {"id": "hold-9", "drill": "hold"}, 1, Calibration(), Reach(), SourceInfo("sim")))
    store.flush(60.0)
    writer = store._writing.writer
    total = 0
    print(total, flush=True)
    while True:
        store.trials.append(trial_id, [reading(i) for i in range(total, total + CHUNK)])
        total += CHUNK
        print(total, flush=True)
        with writer._changed:
            writer._changed.wait_for(lambda: writer.waiting() <= 1)


def hold(folder: Path) -> None:
    """Open to write and keep it until stdin ends."""
    try:
        store = Store.open(folder, clock=lambda: datetime.now(UTC))
    except WobbleQuestError as error:
        print(f"refused: {error}", flush=True)
        return
    with store:
        print("open", flush=True)
        sys.stdin.read()


if __name__ == "__main__":
    {"play": play, "hold": hold}[sys.argv[1]](Path(sys.argv[2]), *sys.argv[3:])
