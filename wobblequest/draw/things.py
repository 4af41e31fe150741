"""Things of a drill that are neither a place to be in nor a line: what falls and is caught or let pass, and a gate's two posts."""

from __future__ import annotations

from math import ceil, hypot

import pygame

from wobblequest.core.arena import CENTRE
from wobblequest.core.theme import Colour, Theme
from wobblequest.draw import coverage
from wobblequest.draw.coverage import XY, Pen
from wobblequest.draw.field import Field
from wobblequest.draw.kit import Kit
from wobblequest.draw.sprites import subpixel
from wobblequest.drills.view import Gate, Token

POST = 1.1
"""Half the length of a post, in the dot's radius."""


def token(kit: Kit, at: Field, shape: Token, theme: Theme) -> None:
    """What to catch is a round coin, what to let pass the sign of caution: told apart by their form."""
    x, y, off = subpixel(*at.place(shape.at))
    radius = max(shape.radius_deg * at.px_per_deg, kit.metrics.cursor_radius_px)  # its middle is what counts
    if shape.kind == "avoid":
        kit.painter.centred(kit.sprites.warning(radius * 2.3, theme, off=off), x, y)
        return

    def make() -> pygame.Surface:
        n = 2 * (ceil(radius) + 3)
        centre = (n / 2 + off[0], n / 2 + off[1])
        return coverage.surface([
            (coverage.disc((n, n), centre, radius), theme.goal_text, 1.0),
            (coverage.disc((n, n), centre, radius * 0.9), theme.goal, 1.0),
            (coverage.ring((n, n), centre, radius * 0.5, radius * 0.62), theme.goal_text, 1.0),
        ])

    kit.painter.centred(kit.sprites.keep(("coin", round(8 * radius), theme.name, off), make), x, y)


def gate(kit: Kit, at: Field, shape: Gate, colour: Colour, theme: Theme) -> None:
    """Two posts, each one dot's radius beyond its end of the opening: what passes clear of both has its middle between the ends."""
    m = kit.metrics
    (x0, y0), (x1, y1) = at.place(shape.left), at.place(shape.right)
    apart = hypot(x1 - x0, y1 - y0)
    if apart == 0:
        return
    along = ((x1 - x0) / apart, (y1 - y0) / apart)
    bold = shape.role in ("goal", "caution", "me")
    width = m.line_px * (2.2 if bold else 1.2)
    post = _post(kit, along, width, theme.mark if shape.role == "done" else colour,
                 theme.caution_edge if shape.role == "caution" else theme.outer if bold else None)
    beyond = (0.0 if shape.role == "me" else m.cursor_radius_px) + width / 2
    kit.painter.centred(post, x0 - beyond * along[0], y0 - beyond * along[1])
    kit.painter.centred(post, x1 + beyond * along[0], y1 + beyond * along[1])
    if shape.role == "done":
        outer = at.place(shape.left) if shape.left.distance_to(CENTRE) > shape.right.distance_to(CENTRE) else at.place(shape.right)
        kit.painter.centred(kit.sprites.tick(m.px(0.9), theme.done, on=theme.panel), *outer)
    elif shape.role == "caution":
        kit.painter.centred(kit.sprites.warning(m.cursor_radius_px * 1.7, theme), (x0 + x1) / 2, (y0 + y1) / 2)


def _post(kit: Kit, along: XY, width: float, colour: Colour, edge: Colour | None) -> pygame.Surface:
    """A bar across the gate's own line."""
    half = POST * kit.metrics.cursor_radius_px
    rim = 0.3 * width
    n = 2 * (ceil(half + width / 2 + rim) + 2)
    ends = [(n / 2 - half * along[1], n / 2 + half * along[0]), (n / 2 + half * along[1], n / 2 - half * along[0])]

    def bar(pen: Pen) -> None:
        pen.line(ends, width)

    def behind(pen: Pen) -> None:
        pen.line(ends, width + 2 * rim)

    key = ("post", round(64 * along[0]), round(64 * along[1]), round(8 * width), colour, edge)
    return kit.sprites.free(key, (n, n), [*([(behind, edge, 0.75)] if edge is not None else []), (bar, colour, 1.0)])
