"""The convex hull of a cloud of points, and the largest distance between two of them."""

from __future__ import annotations

from math import pi

import numpy as np

from wobblequest.core.motion import Array

_ANGLES = np.arange(8) * (pi / 8)
_DIRECTIONS = np.stack((np.cos(_ANGLES), np.sin(_ANGLES)), axis=1)


def convex_hull(x: Array, y: Array) -> Array:
    """(h, 2) corners of the hull, anticlockwise, none on a straight line between two others; x, y are (n,), n ≥ 1.

    Andrew's monotone chain (1979), after points that surely lie inside have been set aside: those strictly within the
    polygon of the points that lie farthest out in 16 directions (as Akl and Toussaint 1978 do with four).
    """
    along = _DIRECTIONS @ np.stack((x, y))
    corners = np.concatenate((np.argmax(along, axis=1), np.argmin(along, axis=1)))
    candidates = np.unique(np.stack((x, y), axis=1)[_not_inside(x, y, corners)], axis=0)
    if len(candidates) <= 2:
        return candidates
    points: list[list[float]] = candidates.tolist()
    lower = _chain(points)
    upper = _chain(points[::-1])
    return np.array(lower[:-1] + upper[:-1])


def diameter(x: Array, y: Array) -> float:
    """Largest distance between any two of the points."""
    hull = convex_hull(x, y)
    return max(float(np.hypot(hull[i:, 0] - px, hull[i:, 1] - py).max()) for i, (px, py) in enumerate(hull.tolist()))


def _not_inside(x: Array, y: Array, corners: np.typing.NDArray[np.intp]) -> np.typing.NDArray[np.bool_]:
    """True for points that may be corners: all but those strictly left of every edge of the polygon of ``corners``."""
    cx, cy = x[corners], y[corners]
    edges = [e for e in zip(cx, cy, np.roll(cx, -1), np.roll(cy, -1), strict=True) if e[0] != e[2] or e[1] != e[3]]
    inside = np.full(x.size, bool(edges))
    for ax, ay, bx, by in edges:
        inside &= (bx - ax) * (y - ay) - (by - ay) * (x - ax) > 0
    return ~inside


def _chain(points: list[list[float]]) -> list[list[float]]:
    """The lower hull of points sorted by x, then y."""
    chain: list[list[float]] = []
    for p in points:
        while len(chain) >= 2:
            (ax, ay), (bx, by) = chain[-2], chain[-1]
            if (bx - ax) * (p[1] - ay) - (by - ay) * (p[0] - ax) > 0:
                break
            chain.pop()
        chain.append(p)
    return chain
