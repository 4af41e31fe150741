"""What the levels of react measure in simulated people."""

from __future__ import annotations

from statistics import fmean

from wobblequest.app.trying import played
from wobblequest.levels.shelf import load_shelf, shipped_folder

LEVEL = load_shelf(shipped_folder()).find("react-4")


def test_better_people_answer_faster_and_set_out_straighter() -> None:
    people = [[played(LEVEL, skill, seed).result().measures for seed in range(5)] for skill in (0.4, 0.7, 0.95)]
    best = {}
    for measure, rising in (("response_speed_per_s", True), ("initial_direction_error", False), ("reaction_time_s", False)):
        means = [fmean(value for each in of if isinstance(value := each[measure].value, float)) for of in people]
        assert means == sorted(means, reverse=not rising), measure
        best[measure] = means[-1]
    assert best["initial_direction_error"] < 30
    assert 0.2 < best["reaction_time_s"] < 0.8
