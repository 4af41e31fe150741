"""Mazes: random paths on a square grid that never meet themselves, turned and sized to fit a person's reach.

A path is grown from a shortest one: again and again a random step is replaced by a detour of three around free places, which keeps it from
ever meeting itself, until it has the length asked for. Where chance leads into a dead end it is tried anew, and at last a finer grid is
taken. The grid itself depends on the reach alone, so that all mazes of one person are equally narrow.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from math import atan2, cos, degrees, hypot, inf, pi, sin

from wobblequest.core.arena import Point
from wobblequest.core.chance import Chance

Node = tuple[int, int]
_STEPS: tuple[Node, ...] = ((1, 0), (0, 1), (-1, 0), (0, -1))
_HALF = 7
"""The grid goes so many cells from the start to each side, at most."""
_FILL = 0.7
"""The share of the places within reach that a path takes: fuller, and hardly any path fits; emptier, and corridors are narrower."""
_TURNS = 6
_TRIES = 24


@dataclass(frozen=True)
class Grid:
    """Places about the start at (0, 0) that lie within reach. cell_deg : between neighbours. turned : the grid's angle in radians."""

    nodes: frozenset[Node]
    cell_deg: float
    turned: float

    def point(self, node: Node) -> Point:
        return _point(node, self.turned, self.cell_deg)

    @cached_property
    def distances(self) -> dict[Node, int]:
        """Steps from the start to each place that can be got to."""
        found, queue = {(0, 0): 0}, deque([(0, 0)])
        while queue:
            here = queue.popleft()
            for step in _STEPS:
                there = _sum(here, step)
                if there in self.nodes and there not in found:
                    found[there] = found[here] + 1
                    queue.append(there)
        return found


def maze_points(steps: int, reach_at: Callable[[float], float], chance: Chance) -> tuple[tuple[Point, ...], float]:
    """(the points of a maze from level on, the size of its cells in degrees).

    steps : of the grid, each from one point to the next; so there are one more points. reach_at : how far out the maze may go, by the
    direction in degrees clockwise from forward; positive everywhere.
    """
    needed = round((steps + 1) / _FILL)
    for more in range(0, needed, 4):
        grid = fitted_grid(needed + more, reach_at)
        if len(grid.distances) <= steps:
            continue
        for _ in range(_TRIES):
            path = grown(grid, steps, chance)
            if path is not None:
                return tuple(grid.point(node) for node in path), grid.cell_deg
    path = spiral(steps)
    nearest = min(reach_at(float(direction)) for direction in range(360))
    cell_deg = nearest / max(hypot(*node) for node in path)
    return tuple(_point(node, 0.0, cell_deg) for node in path), cell_deg


def fitted_grid(places: int, reach_at: Callable[[float], float]) -> Grid:
    """The coarsest of some turned grids that has so many places within reach, and the ways between them within reach, too."""
    best = Grid(frozenset(), 0.0, 0.0)
    for k in range(_TURNS):
        turned = 0.5 * pi * k / _TURNS
        sizes = {node: _largest_cell(node, turned, reach_at) for node in _lattice()}
        cell_deg = sorted(sizes.values(), reverse=True)[min(places, len(sizes)) - 1]
        if cell_deg > best.cell_deg * (1.0 + 1e-9):
            best = Grid(frozenset(node for node, size in sizes.items() if size >= cell_deg), cell_deg, turned)
    return best


def grown(grid: Grid, steps: int, chance: Chance) -> list[Node] | None:
    """A random path of so many steps from the start on, or None where chance led into a dead end."""
    ends = [node for node, far in sorted(grid.distances.items()) if 2 <= far <= steps and (steps - far) % 2 == 0]
    if not ends:
        return None
    path = _shortest(grid, ends[chance.below(len(ends))], chance)
    while len(path) <= steps:
        taken = set(path)
        for i in chance.shuffled(range(len(path) - 1)):
            a, b = path[i], path[i + 1]
            across = (b[1] - a[1], b[0] - a[0])
            sides = chance.shuffled((across, (-across[0], -across[1])))
            detours = ([_sum(a, side), _sum(b, side)] for side in sides)
            detour = next((two for two in detours if all(node in grid.nodes and node not in taken for node in two)), None)
            if detour is not None:
                path[i + 1 : i + 1] = detour
                break
        else:
            return None
    return path


def spiral(steps: int) -> list[Node]:
    """A square spiral from the start: what is always possible where there is room about it."""
    path, turn, run = [(0, 0)], 0, 1
    while len(path) <= steps:
        for _ in range(2):
            for _ in range(run):
                path.append(_sum(path[-1], _STEPS[turn % 4]))
            turn += 1
        run += 1
    return path[: steps + 1]


def _shortest(grid: Grid, end: Node, chance: Chance) -> list[Node]:
    """One of the shortest paths from the start to a place, by chance."""
    path = [end]
    while path[-1] != (0, 0):
        here = path[-1]
        nearer = [there for there in (_sum(here, step) for step in _STEPS) if grid.distances.get(there, inf) < grid.distances[here]]
        path.append(nearer[chance.below(len(nearer))])
    return path[::-1]


def _lattice() -> list[Node]:
    return [(i, j) for i in range(-_HALF, _HALF + 1) for j in range(-_HALF, _HALF + 1)]


def _largest_cell(node: Node, turned: float, reach_at: Callable[[float], float]) -> float:
    """Cells up to this size in degrees leave the place, and the middle of each way to a neighbour nearer by, within reach."""
    i, j = node
    if node == (0, 0):
        return inf
    inward = [(i - 0.5 * (i > 0) + 0.5 * (i < 0), float(j)), (float(i), j - 0.5 * (j > 0) + 0.5 * (j < 0))]
    return min(_limit(place, turned, reach_at) for place in ((float(i), float(j)), *inward))


def _limit(place: tuple[float, float], turned: float, reach_at: Callable[[float], float]) -> float:
    far = hypot(*place)
    if far == 0:
        return inf
    pitch, roll = _point(place, turned, 1.0)
    return reach_at(degrees(atan2(roll, pitch))) / far


def _point(place: tuple[float, float], turned: float, cell_deg: float) -> Point:
    c, s = cos(turned), sin(turned)
    return Point(cell_deg * (c * place[0] - s * place[1]), cell_deg * (s * place[0] + c * place[1]))


def _sum(a: Node, b: Node) -> Node:
    return a[0] + b[0], a[1] + b[1]
