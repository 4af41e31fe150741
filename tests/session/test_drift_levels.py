"""What the levels of drift measure in simulated people."""

from __future__ import annotations

from wobblequest.app.trying import played
from wobblequest.levels.shelf import load_shelf, shipped_folder

LEVEL = load_shelf(shipped_folder()).find("drift-6")


def test_nothing_had_to_be_limited_for_a_common_reach_and_better_people_follow_sooner() -> None:
    trials = [played(LEVEL, skill, 3).result() for skill in (0.3, 0.6, 0.9)]
    assert all(not [note for note in trial.notes if "circle" in note] for trial in trials)
    lags = [trial.measures["lag_roll_s"].value for trial in trials]
    assert all(isinstance(lag, float) for lag in lags)
    assert lags == sorted(lags, key=lambda lag: -float(str(lag)))
