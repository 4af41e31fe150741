"""Regions that have an inside – ovals, boxes, corridors – by how far each pixel lies from their edge, and their outlines as pictures.

Distances are in px, negative inside, as arrays of (height, width). A region grown by so many px is all that lies nearer than that: so a
line that begins one dot's radius outside is drawn exactly where the dot, when its middle leaves the region, begins to touch it.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from math import ceil, pi
from typing import NamedTuple

import numpy as np
import pygame

from wobblequest.draw.coverage import XY, Array, Layer, grid, surface
from wobblequest.draw.theme import Colour

_FAR = np.float32(1e6)


class Outline(NamedTuple):
    """A region's line, from so far outside its edge to so far (px), its border, and how much of the colour washes over the inside."""

    inner: float
    outer: float
    colour: Colour
    edge: Colour | None = None
    wash: float = 0.0

    @property
    def border(self) -> float:
        return 0.0 if self.edge is None else (self.outer - self.inner) * 0.3

    @property
    def room(self) -> int:
        """So far beyond the region the picture goes (px)."""
        return ceil(self.outer + self.border) + 2


def box_distance(size: tuple[int, int], centre: XY, half_width: float, half_height: float) -> Array:
    """Of an upright rectangle."""
    x, y = grid(*size)
    qx, qy = np.abs(x - np.float32(centre[0])) - np.float32(half_width), np.abs(y - np.float32(centre[1])) - np.float32(half_height)
    out: Array = np.hypot(np.maximum(qx, 0), np.maximum(qy, 0)) + np.minimum(np.maximum(qx, qy), 0)
    return out


def oval_distance(size: tuple[int, int], centre: XY, half_width: float, half_height: float) -> Array:
    """Of an upright ellipse: to its nearest point, found by going there from the centre of the curve's own circle, thrice."""
    a, b = np.float32(half_width), np.float32(half_height)
    x, y = grid(*size)
    px, py = np.broadcast_arrays(np.abs(x - np.float32(centre[0])), np.abs(y - np.float32(centre[1])))
    tx = ty = np.full(px.shape, np.float32(0.7071))
    for _ in range(3):
        ex, ey = (a * a - b * b) * tx**3 / a, (b * b - a * a) * ty**3 / b
        r = np.hypot(a * tx - ex, b * ty - ey)
        q = np.maximum(np.hypot(px - ex, py - ey), np.float32(1e-6))
        tx, ty = np.clip(((px - ex) * r / q + ex) / a, 0, 1), np.clip(((py - ey) * r / q + ey) / b, 0, 1)
        t = np.maximum(np.hypot(tx, ty), np.float32(1e-6))
        tx, ty = tx / t, ty / t
    inside = (px / a) ** 2 + (py / b) ** 2 < 1
    out: Array = np.where(inside, -1, 1).astype(np.float32) * np.hypot(a * tx - px, b * ty - py).astype(np.float32)
    return out


def band_distance(size: tuple[int, int], places: Sequence[XY], half: XY, reach: float, *, closed: bool) -> Array:
    """Of all that lies near a line through places; farther than ``reach`` px from the region it is only told to be far.

    half : how far the region goes to the side of the line, in px across and up: the two differ where the picture is stretched. Then the
    distance is exact along straight pieces, and by a few px too large or small around their ends.
    """
    x, y = (axis.astype(np.float64) for axis in grid(*size))
    away = np.full((size[1], size[0]), float(_FAR))
    wide, high = half
    along, up = np.zeros_like(away), np.zeros_like(away)
    through = [*places, places[0]] if closed else list(places)
    for (x0, y0), (x1, y1) in pairwise(through):
        rows = slice(max(0, int(min(y0, y1) - high - reach)), max(0, ceil(max(y0, y1) + high + reach) + 1))
        columns = slice(max(0, int(min(x0, x1) - wide - reach)), max(0, ceil(max(x0, x1) + wide + reach) + 1))
        dx, dy = (x1 - x0) / wide, (y1 - y0) / high
        rx, ry = (x[:, columns] - x0) / wide, (y[rows] - y0) / high
        share = np.clip((rx * dx + ry * dy) / max(dx * dx + dy * dy, 1e-12), 0, 1)
        rx, ry = rx - share * dx, ry - share * dy
        d = np.hypot(rx, ry)
        nearer = d < away[rows, columns]
        for kept, new in ((away, d), (along, rx), (up, ry)):
            np.copyto(kept[rows, columns], new, where=nearer)
    slope = np.hypot(along / wide, up / high) / np.maximum(away, 1e-9)
    out = np.where(away >= 1e5, float(_FAR), (away - 1) / np.maximum(slope, 1 / max(wide, high)))
    return out.astype(np.float32)


def outlined(distance: Array, look: Outline) -> pygame.Surface:
    """The region's line about it."""
    layers: list[Layer] = []
    if look.wash:
        layers.append((grown(distance, look.inner), look.colour, look.wash))
    if look.edge is not None:
        layers.append((_line(distance, look.inner - look.border, look.outer + look.border), look.edge, 0.55))
    return surface([*layers, (_line(distance, look.inner, look.outer), look.colour, 1.0)])


def swept(distance: Array, centre: XY, look: Outline, share: float) -> pygame.Surface:
    """The line's piece from the top clockwise over ``share`` 0…1 of the turn about the centre."""
    x, y = grid(distance.shape[1], distance.shape[0])
    dx, dy = x - np.float32(centre[0]), y - np.float32(centre[1])
    turn = np.mod(np.arctan2(dx, -dy) / np.float32(2 * pi), 1.0)
    ahead = (np.float32(share) - turn) * np.float32(2 * pi) * np.hypot(dx, dy)  # px along the line, so that its end is smooth
    return surface([((_line(distance, look.inner, look.outer) * np.clip(ahead + 0.5, 0, 1)).astype(np.float32), look.colour, 1.0)])


def grown(distance: Array, by: float) -> Array:
    """What the region covers when it is grown by so many px."""
    out: Array = np.clip(np.float32(0.5 + by) - distance, 0, 1)
    return out


def _line(distance: Array, inner: float, outer: float) -> Array:
    out: Array = np.clip(np.float32(0.5 + (outer - inner) / 2) - np.abs(distance - np.float32((inner + outer) / 2)), 0, 1)
    return out

