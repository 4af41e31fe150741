"""Coverage: how much of each pixel a shape covers, 0…1, as float32 arrays of (height, width).

Round shapes come from their signed distance (exact to a pixel's width, at any size); free forms are painted four times too large
and averaged down. Either way every edge is smooth.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import pairwise
from math import cos, pi, radians, sin

import numpy as np
import pygame
from numpy.typing import NDArray

from wobblequest.draw.theme import Colour

Array = NDArray[np.float32]
XY = tuple[float, float]
OVERSAMPLING = 4


def grid(width: int, height: int) -> tuple[Array, Array]:
    """x as (1, width) and y as (height, 1) of pixel centres."""
    return np.arange(width, dtype=np.float32)[None, :] + 0.5, np.arange(height, dtype=np.float32)[:, None] + 0.5


def _cover(distance: Array) -> Array:
    out: Array = np.clip(0.5 - distance, 0.0, 1.0).astype(np.float32)
    return out


def disc(size: tuple[int, int], centre: XY, radius: float) -> Array:
    x, y = grid(*size)
    return _cover(np.hypot(x - centre[0], y - centre[1]) - np.float32(radius))


def ring(size: tuple[int, int], centre: XY, inner: float, outer: float) -> Array:
    x, y = grid(*size)
    middle, half = (inner + outer) / 2, (outer - inner) / 2
    return _cover(np.abs(np.hypot(x - centre[0], y - centre[1]) - np.float32(middle)) - np.float32(half))


def arc(size: tuple[int, int], centre: XY, inner: float, outer: float, share: float) -> Array:
    """A ring's piece from the top clockwise over ``share`` 0…1 of the turn, with round ends."""
    if share >= 1.0:
        return ring(size, centre, inner, outer)
    x, y = grid(*size)
    dx, dy = x - centre[0], y - centre[1]
    middle, half = (inner + outer) / 2, (outer - inner) / 2
    end = 2 * pi * share
    turn = np.mod(np.arctan2(dx, -dy), np.float32(2 * pi))
    on_ring = np.abs(np.hypot(dx, dy) - np.float32(middle))
    caps = np.minimum(np.hypot(dx, dy + middle), np.hypot(dx - middle * sin(end), dy + middle * cos(end)))
    return _cover(np.where(turn <= end, on_ring, caps) - np.float32(half))


def rounded(size: tuple[int, int], box: tuple[float, float, float, float], radius: float) -> Array:
    """A rectangle (left, top, width, height) with round corners."""
    x, y = grid(*size)
    left, top, width, height = box
    radius = min(radius, width / 2, height / 2)
    qx = np.abs(x - (left + width / 2)) - np.float32(width / 2 - radius)
    qy = np.abs(y - (top + height / 2)) - np.float32(height / 2 - radius)
    outside = np.hypot(np.maximum(qx, 0), np.maximum(qy, 0))
    return _cover(outside + np.minimum(np.maximum(qx, qy), 0) - np.float32(radius))


def painted(size: tuple[int, int], paint: Callable[[Pen], None]) -> Array:
    """What ``paint`` leaves on a page four times as large, averaged down."""
    page = pygame.Surface((size[0] * OVERSAMPLING, size[1] * OVERSAMPLING), 0, 32)
    paint(Pen(page))
    small = pygame.transform.smoothscale(page, size)
    return (pygame.surfarray.array3d(small)[:, :, 0].T / np.float32(255.0)).astype(np.float32)


class Pen:
    """Paints white forms on an oversampled page; places and widths are in final pixels."""

    def __init__(self, page: pygame.Surface) -> None:
        self._page = page

    def disc(self, centre: XY, radius: float, *, erase: bool = False) -> None:
        k = OVERSAMPLING
        pygame.draw.circle(self._page, 0 if erase else 0xFFFFFF, (round(centre[0] * k), round(centre[1] * k)), max(1, round(radius * k)))

    def polygon(self, points: Sequence[XY], *, erase: bool = False) -> None:
        k = OVERSAMPLING
        pygame.draw.polygon(self._page, 0 if erase else 0xFFFFFF, [(x * k, y * k) for x, y in points])

    def line(self, points: Sequence[XY], width: float, *, closed: bool = False, erase: bool = False) -> None:
        """A line of even width through the points, with round joints and ends."""
        through = [*points, points[0]] if closed else list(points)
        for point in through:
            self.disc(point, width / 2, erase=erase)
        for (x0, y0), (x1, y1) in pairwise(through):
            length = float(np.hypot(x1 - x0, y1 - y0))
            if length > 0:
                nx, ny = (y0 - y1) / length * width / 2, (x1 - x0) / length * width / 2
                self.polygon(((x0 + nx, y0 + ny), (x1 + nx, y1 + ny), (x1 - nx, y1 - ny), (x0 - nx, y0 - ny)), erase=erase)


def around(centre: XY, radius: float, start_deg: float, end_deg: float, steps: int = 48) -> list[XY]:
    """Points on a circle from one direction to another, degrees clockwise from the top."""
    out = []
    for i in range(steps + 1):
        a = radians(start_deg + (end_deg - start_deg) * i / steps)
        out.append((centre[0] + radius * sin(a), centre[1] - radius * cos(a)))
    return out


Layer = tuple[Array, Colour, float]
"""Coverage, colour, and opacity 0…1."""


def surface(layers: Sequence[Layer]) -> pygame.Surface:
    """The layers over one another, the first lowest, as a surface with an alpha channel."""
    height, width = layers[0][0].shape
    colour = np.zeros((height, width, 3), np.float32)
    alpha = np.zeros((height, width), np.float32)
    for cover, rgb, opacity in layers:
        a = cover * np.float32(opacity)
        colour = colour * (1 - a)[..., None] + np.asarray(rgb, np.float32) * a[..., None]
        alpha = alpha * (1 - a) + a
    colour /= np.maximum(alpha, 1e-6)[..., None]
    out = pygame.Surface((width, height), pygame.SRCALPHA, 32)
    pygame.surfarray.pixels3d(out)[:] = np.rint(colour).astype(np.uint8).transpose(1, 0, 2)
    pygame.surfarray.pixels_alpha(out)[:] = np.rint(alpha * 255).astype(np.uint8).T
    return out
