"""Coverage: how much of each pixel a shape covers, 0…1, as float32 arrays of (height, width).

Round shapes come from their signed distance (exact to a pixel's width, at any size); free forms are painted four times too large
and averaged down. Either way every edge is smooth.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import lru_cache
from itertools import pairwise
from math import cos, pi, radians, sin

import numpy as np
import pygame
from numpy.typing import NDArray

from wobblequest.core.theme import Colour

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


def arc(side: int, inner: float, outer: float, share: float) -> Array:
    """A ring's piece from the top clockwise over ``share`` 0…1 of the turn, with round ends, in the middle of a square.

    The ring and each pixel's direction are kept, so that a growing arc costs a comparison and two small discs.
    """
    whole, turn = _ring_and_turn(side, inner, outer)
    if share >= 1.0:
        return whole
    out = np.where(turn <= share, whole, np.float32(0.0))
    middle, half, angle = (inner + outer) / 2, (outer - inner) / 2, 2 * pi * share
    for x, y in ((side / 2, side / 2 - middle), (side / 2 + middle * sin(angle), side / 2 - middle * cos(angle))):
        left, top, n = max(0, int(x - half) - 2), max(0, int(y - half) - 2), int(2 * half) + 5
        room = out[top : top + n, left : left + n]
        np.maximum(room, disc((room.shape[1], room.shape[0]), (x - left, y - top), half), out=room)
    return out


@lru_cache(maxsize=8)
def _ring_and_turn(side: int, inner: float, outer: float) -> tuple[Array, Array]:
    """The whole ring's coverage, and the direction of each pixel as a share of a turn, clockwise from the top."""
    x, y = grid(side, side)
    dx, dy = x - side / 2, y - side / 2
    return ring((side, side), (side / 2, side / 2), inner, outer), np.mod(np.arctan2(dx, -dy) / (2 * pi), 1.0).astype(np.float32)


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
    if len(layers) == 1:
        cover, rgb, opacity = layers[0]
        out = pygame.Surface((width, height), pygame.SRCALPHA, 32)
        out.fill(rgb)
        pygame.surfarray.pixels_alpha(out)[:] = np.rint(cover * np.float32(255 * opacity)).astype(np.uint8).T
        return out
    colour = np.zeros((3, height, width), np.float32)
    alpha = np.zeros((height, width), np.float32)
    for cover, rgb, opacity in layers:
        over = cover * np.float32(opacity)
        under = 1 - over
        for channel, value in zip(colour, rgb, strict=True):
            channel *= under
            channel += over * np.float32(value)
        alpha *= under
        alpha += over
    colour /= np.maximum(alpha, 1e-6)
    out = pygame.Surface((width, height), pygame.SRCALPHA, 32)
    pygame.surfarray.pixels3d(out)[:] = (colour + np.float32(0.5)).astype(np.uint8).transpose(2, 1, 0)
    pygame.surfarray.pixels_alpha(out)[:] = (alpha * 255 + np.float32(0.5)).astype(np.uint8).T
    return out
