"""What the levels of catch measure in simulated people."""

from __future__ import annotations

from statistics import fmean

from wobblequest.app.trying import played
from wobblequest.levels.shelf import load_shelf, shipped_folder

SHELF = load_shelf(shipped_folder())


def values(level: str, skill: float, *measures: str) -> list[list[float]]:
    """Of four people, each measure where it has a value."""
    found = [played(SHELF.find(level), skill, seed, rate_hz=25.0).result().measures for seed in range(4)]
    return [[value for each in found if isinstance(value := each[measure].value, float)] for measure in measures]


def test_both_sides_are_asked_alike_and_better_people_are_nearer_to_the_middle_of_the_tray() -> None:
    for level, symmetry in (("catch-4", "catch_symmetry_pct"), ("catch-6", "catch_symmetry_front_back_pct")):
        (unsteady, _), (ordinary, balance), (practised, _) = (values(level, skill, "landing_error", symmetry) for skill in (0.2, 0.4, 0.7))
        errors = [fmean(each) for each in (unsteady, ordinary, practised)]
        assert errors == sorted(errors, reverse=True)
        assert errors[-1] < 2.0
        assert len(balance) == 4
