from __future__ import annotations

from itertools import combinations, pairwise
from math import atan2, degrees, hypot

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from wobblequest.core.arena import Point
from wobblequest.core.chance import Chance
from wobblequest.core.reach import Reach
from wobblequest.drills.maze_grid import Grid, fitted_grid, grown, maze_points, spiral

STEPS = (13, 26, 37)
leans = st.floats(4.5, 15.0)
reaches = st.builds(Reach, st.tuples(*(leans,) * 8))


@given(reach=reaches, seed=st.integers(0, 2**31), steps=st.sampled_from(STEPS))
@settings(max_examples=60, deadline=None)
def test_a_maze_never_meets_itself_and_stays_within_reach(reach: Reach, seed: int, steps: int) -> None:
    points, cell_deg = maze_points(steps, reach.at, Chance(seed))
    assert len(points) == steps + 1
    assert points[0] == Point(0.0, 0.0)
    for a, b in pairwise(points):
        assert a.distance_to(b) == pytest.approx(cell_deg)
    for a, b in combinations(points, 2):
        assert a.distance_to(b) > 0.99 * cell_deg
    for point in points[1:]:
        assert hypot(*point) <= reach.at(degrees(atan2(point.roll_deg, point.pitch_deg))) + 1e-9


@given(reach=reaches, seeds=st.tuples(st.integers(0, 2**31), st.integers(0, 2**31)))
@settings(max_examples=15, deadline=None)
def test_the_same_seed_gives_the_same_maze_and_any_seed_the_same_cells(reach: Reach, seeds: tuple[int, int]) -> None:
    one, again, other = (maze_points(26, reach.at, Chance(seed)) for seed in (seeds[0], *seeds))
    assert one == again
    assert other[1] <= one[1] * 1.3
    assert other[1] >= one[1] / 1.3


def test_another_seed_gives_another_maze() -> None:
    mazes = {maze_points(37, lambda _: 9.0, Chance(seed))[0] for seed in range(20)}
    assert len(mazes) == 20


def test_the_grid_is_as_coarse_as_its_places_let_it_be() -> None:
    """Within a circle the 21 places of a grid that lie nearest to the middle reach to (1, 2): its cell is then the radius by √5."""
    grid = fitted_grid(21, lambda _: 10.0)
    assert grid.cell_deg == pytest.approx(10.0 / 5**0.5)
    assert len(grid.nodes) == 21


def test_it_turns_to_where_there_is_room() -> None:
    """Someone who leans far to four slanting sides has a grid that is turned to them."""
    slanting = Reach((5.0, 12.0, 5.0, 12.0, 5.0, 12.0, 5.0, 12.0))
    upright = fitted_grid(20, slanting.at)
    straight = fitted_grid(20, Reach((12.0, 5.0, 12.0, 5.0, 12.0, 5.0, 12.0, 5.0)).at)
    assert upright.cell_deg == pytest.approx(straight.cell_deg, rel=0.15)
    assert upright.turned != straight.turned


def test_where_there_is_no_room_no_path_grows() -> None:
    strip = Grid(frozenset((i, 0) for i in range(-3, 4)), 1.0, 0.0)
    assert grown(strip, 13, Chance(1)) is None
    assert grown(strip, 3, Chance(1)) in ([(0, 0), (1, 0), (2, 0), (3, 0)], [(0, 0), (-1, 0), (-2, 0), (-3, 0)])


def test_a_spiral_is_what_remains() -> None:
    path = spiral(37)
    assert len(set(path)) == 38
    assert all(abs(a[0] - b[0]) + abs(a[1] - b[1]) == 1 for a, b in pairwise(path))
    assert max(hypot(*node) for node in path) < 4.5
    # so far out in one direction only that nothing else fits
    points, cell_deg = maze_points(37, lambda direction: 15.0 if direction % 360.0 == 0.0 else 1e-3, Chance(1))
    assert len(points) == 38
    assert cell_deg < 1e-3
