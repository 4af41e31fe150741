"""What the levels of roll measure in simulated people."""

from __future__ import annotations

from statistics import median

from wobblequest.app.trying import played
from wobblequest.levels.shelf import load_shelf, shipped_folder

LEVEL = load_shelf(shipped_folder()).find("roll-3")


def test_better_people_roll_more_gates_and_straighter() -> None:
    trials = [[played(LEVEL, skill, seed, rate_hz=25.0).result().measures for seed in range(3)] for skill in (0.1, 0.9)]
    for name in ("gates_per_min", "ball_path_efficiency_pct"):
        worse, better = (median(value for each in of if isinstance(value := each[name].value, float)) for of in trials)
        assert better > 1.3 * worse, name
