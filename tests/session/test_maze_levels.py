"""The ladder of maze, played by simulated people: kind at its foot, hard at its top, and steeper with every step."""

from __future__ import annotations

from itertools import pairwise
from statistics import median

from wobblequest.core.calibration import Calibration
from wobblequest.core.reach import Reach
from wobblequest.core.recording import Header
from wobblequest.drills.maze_parameters import MazeParameters
from wobblequest.input.simulated import SimulatedSource
from wobblequest.levels.level import Level
from wobblequest.levels.shelf import load_shelf, shipped_folder
from wobblequest.session.trial import Trial

LADDER = tuple(level for level in load_shelf(shipped_folder()).levels if level.drill == "maze")
REACH = Reach()


def played(level: Level, skill: float, seed: int, reach: Reach = REACH) -> Trial:
    source = SimulatedSource(skill, seed, 50.0)
    trial = Trial(Header("trial", level.to_json(), seed, Calibration(), reach, source.info), level)
    while not trial.over:
        source.aim(trial.target())
        trial.feed(source.step())
    return trial


def stars(level: Level, skill: float, seeds: int) -> list[int]:
    """Of those who could be scored."""
    return [found for seed in range(seeds) if (found := played(level, skill, seed).result().stars) is not None]


def test_the_first_is_kind_and_the_last_is_hard() -> None:
    first, last = stars(LADDER[0], 0.2, 10), stars(LADDER[-1], 0.9, 10)
    assert len(first) == len(last) == 10
    assert sum(n >= 1 for n in first) >= 9
    assert sum(n < 2 for n in last) > 5
    assert sum(n >= 1 for n in last) >= 5


def test_the_first_path_is_gone_to_its_end_by_nine_in_ten_who_are_unsteady() -> None:
    gone = [played(LADDER[0], 0.2, seed).result().measures["path_completion_pct"].value for seed in range(10)]
    assert sum(value == 100.0 for value in gone) >= 9


def test_each_level_is_harder_than_the_one_before() -> None:
    """By the points that people of one skill have on it, in the middle of several."""
    for skill in (0.4, 0.7):
        points = [median(played(level, skill, seed).result().points or 0 for seed in range(3)) for level in LADDER]
        assert all(later <= before + 2 for before, later in pairwise(points)), points
        assert points[-1] < points[0] - 40


def test_one_thing_changes_from_level_to_level_up_to_the_first_maze() -> None:
    assert [level.difficulty for level in LADDER] == list(range(1, 11))
    asked = [level.parameters for level in LADDER[:8]]
    for before, after in pairwise(asked):
        assert isinstance(before, MazeParameters)
        assert isinstance(after, MazeParameters)
        changed = [key for key in ("path", "width_deg", "distance_pct") if getattr(before, key) != getattr(after, key)]
        assert len(changed) == 1 or (changed == ["path", "distance_pct"] and after.path == "maze"), changed


def test_a_common_reach_has_room_for_all_of_them() -> None:
    for level in LADDER:
        assert played(level, 0.95, 1).drill_state.notes == ()
