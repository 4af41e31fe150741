"""Regions that have an inside – ovals, boxes, corridors – by how far each pixel lies from their edge, and their outlines as pictures.

Distances are in px, negative inside, as arrays of (height, width). A region grown by so many px is all that lies nearer than that: so a
line that begins one dot's radius outside is drawn exactly where the dot, when its middle leaves the region, begins to touch it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import lru_cache
from itertools import accumulate, pairwise
from math import ceil, cos, hypot, pi, sin
from typing import NamedTuple

import numpy as np
import pygame
from numpy.typing import NDArray

from wobblequest.core.theme import Colour
from wobblequest.draw.coverage import XY, Array, Layer, Pen, grid, painted, surface

Array64 = NDArray[np.float64]
PASSAGE, FACING = 3.6, 0.2
"""Two pieces of a line are two passages where the way along it is so many times as long as they are from the place between them – the legs
of a right angle (2 times), and the sides of a shallow niche, are one – and are seen from there in directions 78° apart (its cosine) or
more."""
BRUSH = 48
"""Corners of the oval that a corridor in a stretched picture is painted with."""
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


class Band(NamedTuple):
    """A corridor: how far each pixel lies from its edge (exact where the picture is not stretched), and how far from where two of its
    passages, seen larger than they are, would run together; in px, what is far off told to be far."""

    distance: Array
    divide: Array


@lru_cache(maxsize=2)
def band(size: tuple[int, int], places: tuple[XY, ...], half: XY, reach: float, *, closed: bool) -> Band:
    """The corridor of all that lies near a line through places. The last ones are kept: a wall that was touched looks different at once.

    half : how far it goes to the side of the line, in px across and up: the two differ where the picture is stretched. reach : so many px
    beyond the edge are looked at.
    """
    x, y = (axis.astype(np.float64) for axis in grid(*size))
    away, second = np.full((size[1], size[0]), float(_FAR)), np.full((size[1], size[0]), float(_FAR))
    along, up, place, across, over = (np.zeros_like(away) for _ in range(5))
    wide, high = half
    through = [*places, places[0]] if closed or len(places) == 1 else list(places)
    begins = [0.0, *accumulate(hypot((b[0] - a[0]) / wide, (b[1] - a[1]) / high) for a, b in pairwise(through))]
    room_x, room_y = wide + reach, high + reach

    def pieces() -> Iterator[tuple[tuple[slice, slice], Array64, Array64, Array64]]:
        for ((x0, y0), (x1, y1)), begin in zip(pairwise(through), begins, strict=False):
            rows = slice(max(0, int(min(y0, y1) - room_y)), max(0, ceil(max(y0, y1) + room_y) + 1))
            columns = slice(max(0, int(min(x0, x1) - room_x)), max(0, ceil(max(x0, x1) + room_x) + 1))
            dx, dy = (x1 - x0) / wide, (y1 - y0) / high
            rx, ry = (x[:, columns] - x0) / wide, (y[rows] - y0) / high
            share = np.clip((rx * dx + ry * dy) / max(dx * dx + dy * dy, 1e-12), 0, 1)
            yield (rows, columns), rx - share * dx, ry - share * dy, begin + share * hypot(dx, dy)

    for here, rx, ry, passed in pieces():
        d = np.hypot(rx, ry)
        nearer = d < away[here]
        for kept, new in ((away, d), (along, rx), (up, ry), (place, passed)):
            np.copyto(kept[here], new, where=nearer)
    for here, rx, ry, passed in pieces():
        apart = np.abs(passed - place[here])
        if closed:
            apart = np.minimum(apart, begins[-1] - apart)
        d = np.hypot(rx, ry)
        nearer = (apart > PASSAGE * away[here]) & (d < second[here])
        for kept, new in ((second, d), (across, rx), (over, ry)):
            np.copyto(kept[here], new, where=nearer)
    facing = along * across + up * over < FACING * away * second  # else both lie to the same side: nothing lies between them
    second = np.where(facing, second, float(_FAR))
    slope = np.maximum(np.hypot(along / wide, up / high) / np.maximum(away, 1e-9), 1 / max(wide, high))
    seen = away < 1e5
    distance = np.where(seen, (away - 1) / slope, float(_FAR)).astype(np.float32)
    divide = np.where(seen & (second < 1e5), (second - away) / 2 / slope, float(_FAR)).astype(np.float32)
    return Band(distance, divide)


def walled(corridor: Band, cover: Callable[[float], Array], look: Outline) -> pygame.Surface:
    """The corridor's walls. Where two passages would run together, since each is drawn wider by the dot, a wall stands between them.

    cover : what the corridor covers when it is grown by so many px.
    """
    inside = cover(look.inner)
    layers: list[Layer] = [(inside, look.colour, look.wash)] if look.wash else []
    between = np.clip(corridor.distance, 0, 1) * inside
    width = look.outer - look.inner
    for colour, more, opacity in ((look.edge, look.border, 0.55), (look.colour, 0.0, 1.0)):
        if colour is not None:
            wall = cover(look.outer + more) * (1 - cover(look.inner - more))
            divide = between * np.clip(np.float32(0.5 + width / 2 + more) - corridor.divide, 0, 1)
            layers.append((np.maximum(wall, divide).astype(np.float32), colour, opacity))
    return surface(layers)


def spread(size: tuple[int, int], places: Sequence[XY], half: XY, by: float, *, closed: bool) -> Array:
    """What a corridor covers in a stretched picture when it is grown by so many px."""
    wide, high = half
    brush: list[tuple[XY, XY]] = []
    for i in range(BRUSH):
        c, s = cos(2 * pi * i / BRUSH), sin(2 * pi * i / BRUSH)
        long = hypot(high * c, wide * s)
        out = (high * c / long, wide * s / long)  # of the oval, straight outward
        brush.append(((wide * c + by * out[0], high * s + by * out[1]), out))
    through = [*places, places[0]] if closed else [*places, places[-1]]

    def paint(pen: Pen) -> None:
        for (x0, y0), (x1, y1) in pairwise(through):
            ahead = [(out[0] * (x1 - x0) + out[1] * (y1 - y0)) > 0 for _, out in brush]
            pen.polygon([(x1 + px, y1 + py) if front else (x0 + px, y0 + py) for ((px, py), _), front in zip(brush, ahead, strict=True)])

    return painted(size, paint)


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

