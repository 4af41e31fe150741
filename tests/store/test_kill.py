"""F7: the program is killed at any moment; at most 0.5 s of what it was given is lost, nothing is damaged, nothing half scored.

WOBBLEQUEST_KILLS says how often (20 without it; 200 for a release).
"""

from __future__ import annotations

import os
import random
import sqlite3
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

import pytest

from wobblequest.core.samples import Reading
from wobblequest.store.place import DATABASE
from wobblequest.store.store import Store

CHILD = Path(__file__).with_name("child.py")
KILLS = int(os.environ.get("WOBBLEQUEST_KILLS", "20"))
RATE_HZ, MOST_LOST_S = 100, 0.5


def handed_over_until_killed(folder: Path, trial_id: str, chunks: int, work: int) -> int:
    """Start a program that records; kill it a little after it handed over ``chunks`` chunks. Gives its last words: how many readings."""
    with subprocess.Popen([sys.executable, str(CHILD), "play", str(folder), trial_id], stdout=subprocess.PIPE, text=True) as child:
        assert child.stdout is not None
        for _ in range(chunks + 1):
            assert child.stdout.readline(), "the program ended by itself"
        sum(range(work))  # a random moment within the next commits
        child.kill()
        said = child.stdout.read().split("\n")  # what it said before it died; the last line may be cut off
        return max([int(line) for line in said[:-1] if line], default=chunks * 25)


@pytest.mark.timeout(30 + 5 * KILLS)
def test_a_killed_program_loses_no_more_than_half_a_second(tmp_path: Path) -> None:
    chance = random.Random(7)
    losses = []
    for kill in range(KILLS):
        trial_id = f"trial-{kill}"
        handed_over = handed_over_until_killed(tmp_path / "data", trial_id, chance.randrange(0, 60), chance.randrange(0, 30_000))
        with Store.open(tmp_path / "data", clock=lambda: datetime.now(UTC)) as store:
            recording = store.recording(trial_id)
            assert store.trials.kept(trial_id).damage is None
            assert [e.state for e in store.trials.entries() if e.trial_id == trial_id] == ["interrupted"]
            assert store.results() == []
        assert not recording.complete
        expected = tuple(Reading(i / 100, (0.0, 0.6, 0.8), (i * 1.0, 0.0, 0.0), 1.0, i / 100) for i in range(len(recording.readings)))
        assert recording.readings == expected
        losses.append((handed_over - len(recording.readings)) / RATE_HZ)
    assert max(losses) <= MOST_LOST_S, losses
    connection = sqlite3.connect(tmp_path / "data" / DATABASE)
    assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    assert connection.execute("PRAGMA foreign_key_check").fetchall() == []
    connection.close()
