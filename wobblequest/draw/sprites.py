"""Sprites: small smooth pictures of the forms that move, kept by size, colour and quarter-pixel offset."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Hashable, Sequence
from math import ceil, cos, floor, pi, sin

import pygame

from wobblequest.core.theme import Colour, Theme
from wobblequest.draw import coverage
from wobblequest.draw.coverage import XY, Layer, Pen

ARC_STEPS = 180
"""A hold's arc grows in so many steps: 2° each, finer than its own round end."""
SUBPIXELS = 4
"""Moving things are placed to a quarter of a pixel, so that slow movement does not stutter."""


class Sprites:
    """Makes and keeps sprites; the least recently used go when they together need more than ``budget_bytes``."""

    def __init__(self, budget_bytes: int = 96 * 1024 * 1024) -> None:
        self._kept: OrderedDict[Hashable, pygame.Surface] = OrderedDict()
        self._budget, self._bytes = budget_bytes, 0

    def keep(self, key: Hashable, make: Callable[[], pygame.Surface]) -> pygame.Surface:
        """The picture of that key, made now if it is not there."""
        found = self._kept.get(key)
        if found is not None:
            self._kept.move_to_end(key)
            return found
        picture = make()
        self._kept[key] = picture
        self._bytes += _size(picture)
        while self._bytes > self._budget and len(self._kept) > 1:
            self._bytes -= _size(self._kept.popitem(last=False)[1])
        return picture

    def disc(self, radius: float, colour: Colour, *, opacity: float = 1.0, off: XY = (0.0, 0.0)) -> pygame.Surface:
        def make() -> pygame.Surface:
            size, centre = _room(radius, off)
            return coverage.surface([(coverage.disc(size, centre, radius), colour, opacity)])

        return self.keep(("disc", _q(radius), colour, opacity, off), make)

    def dot(self, radius: float, theme: Theme, *, grey: bool = False, off: XY = (0.0, 0.0)) -> pygame.Surface:
        """The person: a filled disc with a light edge inside a dark one. ``radius`` is the outermost."""

        def make() -> pygame.Surface:
            size, centre = _room(radius * 1.12, off)
            fill = theme.mark if grey else theme.me
            layers: list[Layer] = [
                (coverage.disc(size, centre, radius), theme.me_dark, 1.0),
                (coverage.disc(size, centre, radius * 0.93), theme.panel if grey else theme.me_light, 1.0),
                (coverage.disc(size, centre, radius * 0.82), theme.me_dark, 1.0),
                (coverage.disc(size, centre, radius * 0.79), fill, 1.0),
            ]
            return coverage.surface(layers)

        return self.keep(("dot", _q(radius), theme.name, grey, off), make)

    def ring(self, inner: float, outer: float, colour: Colour, *, edge: Colour | None = None, wash: float = 0.0,
             off: XY = (0.0, 0.0)) -> pygame.Surface:
        """A ring; ``edge`` puts a soft dark border on both sides, ``wash`` fills it with the colour at that opacity."""

        def make() -> pygame.Surface:
            border = (outer - inner) * 0.3
            size, centre = _room(outer + border, off)
            layers: list[Layer] = []
            if wash:
                layers.append((coverage.disc(size, centre, inner), colour, wash))
            if edge is not None:
                layers.append((coverage.ring(size, centre, inner - border, outer + border), edge, 0.55))
            layers.append((coverage.ring(size, centre, inner, outer), colour, 1.0))
            return coverage.surface(layers)

        return self.keep(("ring", _q(inner), _q(outer), colour, edge, wash, off), make)

    def arc(self, inner: float, outer: float, share: float, colour: Colour) -> pygame.Surface | None:
        """The hold so far, from the top clockwise; None where less than a step is done."""
        step = floor(min(max(share, 0.0), 1.0) * ARC_STEPS)
        if step == 0:
            return None

        def make() -> pygame.Surface:
            side = 2 * (ceil(outer) + 2)
            return coverage.surface([(coverage.arc(side, inner, outer, step / ARC_STEPS), colour, 1.0)])

        return self.keep(("arc", _q(inner), _q(outer), step, colour), make)

    def rounded(self, width: int, height: int, radius: float, fill: Colour | None, *, border: Colour | None = None, line: float = 0.0,
                opacity: float = 1.0) -> pygame.Surface:
        """A panel with round corners, its border inside its bounds."""

        def make() -> pygame.Surface:
            size = (width, height)
            outside = coverage.rounded(size, (0, 0, width, height), radius)
            inside = coverage.rounded(size, (line, line, width - 2 * line, height - 2 * line), max(radius - line, 1)) if border else outside
            layers: list[Layer] = []
            if border is not None:
                layers.append(((outside - inside).clip(0, 1) if fill is None else outside, border, opacity))
            if fill is not None:
                layers.append((inside, fill, opacity))
            return coverage.surface(layers)

        return self.keep(("rounded", width, height, _q(radius), fill, border, _q(line), opacity), make)

    def tick(self, size_px: float, colour: Colour, *, on: Colour | None = None) -> pygame.Surface:
        """A tick, on a filled disc where ``on`` is given."""

        def make() -> pygame.Surface:
            n = ceil(size_px) + 2
            s, c = size_px, n / 2
            path = [(c - 0.23 * s, c + 0.02 * s), (c - 0.06 * s, c + 0.19 * s), (c + 0.24 * s, c - 0.17 * s)]
            mark = coverage.painted((n, n), lambda pen: pen.line(path, 0.15 * s))
            layers: list[Layer] = [(coverage.disc((n, n), (c, c), size_px / 2), on, 1.0)] if on is not None else []
            return coverage.surface([*layers, (mark, colour, 1.0)])

        return self.keep(("tick", _q(size_px), colour, on), make)

    def star(self, size_px: float, colour: Colour, *, edge: Colour, filled: bool) -> pygame.Surface:
        """A star with an edge that stands out from the background; an empty one is its edge alone."""

        def make() -> pygame.Surface:
            n = ceil(size_px)
            c = (n / 2, n / 2 + 0.03 * size_px)
            line = size_px * 0.085
            points = star_points(c, size_px * 0.5 - line * 0.75)
            body = coverage.painted((n, n), lambda pen: pen.polygon(points))
            rim = coverage.painted((n, n), lambda pen: pen.line(points, line, closed=True))
            if filled:
                return coverage.surface([(rim, edge, 1.0), (body, colour, 1.0), (coverage.painted(
                    (n, n), lambda pen: pen.line(star_points(c, size_px * 0.5 - line * 0.9), line * 0.5, closed=True)), edge, 1.0)])
            return coverage.surface([(rim, edge, 1.0)])

        return self.keep(("star", _q(size_px), colour, edge, filled), make)

    def warning(self, size_px: float, theme: Theme, *, off: XY = (0.0, 0.0)) -> pygame.Surface:
        """The caution sign: a vermillion triangle with an edge and a stroke and a point in it."""

        def make() -> pygame.Surface:
            s = size_px
            n = ceil(s) + (2 if off != (0.0, 0.0) else 0)
            shift_x, shift_y = ((n - ceil(s)) / 2 + part for part in off)

            def at(x: float, y: float) -> XY:
                return s * x + shift_x, s * y + shift_y

            rim = [at(0.5, 0.13), at(0.92, 0.85), at(0.08, 0.85)]
            inner = [at(0.5, 0.16), at(0.895, 0.835), at(0.105, 0.835)]

            def sign(pen: Pen) -> None:
                pen.line([at(0.5, 0.4), at(0.5, 0.58)], s * 0.085)
                pen.disc(at(0.5, 0.725), s * 0.052)

            def body(pen: Pen, corners: Sequence[XY], width: float) -> None:
                pen.polygon(corners)
                pen.line(corners, width, closed=True)

            return coverage.surface([
                (coverage.painted((n, n), lambda pen: body(pen, rim, s * 0.15)), theme.caution_edge, 1.0),
                (coverage.painted((n, n), lambda pen: body(pen, inner, s * 0.06)), theme.caution, 1.0),
                (coverage.painted((n, n), sign), theme.caution_sign, 1.0),
            ])

        return self.keep(("warning", _q(size_px), theme.name, off), make)

    def free(self, key: Hashable, size: tuple[int, int], parts: Sequence[tuple[Callable[[Pen], None], Colour, float]]) -> pygame.Surface:
        """A free form of painted parts (what, colour, opacity), kept by ``key``."""
        return self.keep(("free", key, size), lambda: coverage.surface([(coverage.painted(size, paint), c, o) for paint, c, o in parts]))


def subpixel(x: float, y: float, parts: int = SUBPIXELS) -> tuple[int, int, XY]:
    """Whole pixels and the rest in so many parts of one, for a sprite made with ``off`` = that rest."""
    qx, qy = round(x * parts), round(y * parts)
    return qx // parts, qy // parts, ((qx % parts) / parts, (qy % parts) / parts)


def star_points(centre: XY, radius: float) -> list[XY]:
    """The ten corners of a five-pointed star."""
    out = []
    for i in range(10):
        r = radius if i % 2 == 0 else radius * 0.46
        out.append((centre[0] + r * sin(i * pi / 5), centre[1] - r * cos(i * pi / 5)))
    return out


def _room(radius: float, off: XY) -> tuple[tuple[int, int], XY]:
    """An even side that holds the disc at any offset, and where its centre is: the side's half plus the offset."""
    half = ceil(radius) + 2
    return (2 * half, 2 * half), (half + off[0], half + off[1])


def _q(value: float) -> int:
    return round(value * 8)


def _size(picture: pygame.Surface) -> int:
    return picture.get_pitch() * picture.get_height()
