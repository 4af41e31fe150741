"""Hills behind the quest's way: two soft lines of them, still, and so faint that every word upon them stays readable."""

from __future__ import annotations

from math import ceil, pi, sin

from wobblequest.draw.coverage import XY, Pen
from wobblequest.draw.kit import Box, Kit

RIDGES: tuple[tuple[float, float, float, float], ...] = ((0.2, 0.16, 1.15, 0.55), (0.46, 0.12, 1.9, 2.2))
"""Each ridge: how far below the top it lies and how high it goes (shares of the height), waves across, and where they begin (radians)."""
OPACITY = 0.55
"""Of the panel's colour, which is near the background's in every theme."""
STEPS = 96


def hills(kit: Kit, room: Box) -> None:
    """In a room in px, from edge to edge; the nearer ridge lies upon the farther one."""
    left, top, width, height = room
    size = (ceil(width), ceil(height))

    def ridge(below: float, high: float, waves: float, begin: float) -> list[XY]:
        turn = [begin + waves * 2 * pi * i / STEPS for i in range(STEPS + 1)]
        crest = [(width * i / STEPS, height * (below + high * (0.5 - 0.5 * sin(t)))) for i, t in enumerate(turn)]
        return [*crest, (width, height), (0.0, height)]

    parts = []
    for shape in RIDGES:
        points = ridge(*shape)

        def paint(pen: Pen, points: list[XY] = points) -> None:
            pen.polygon(points)

        parts.append((paint, kit.theme.panel, OPACITY))
    kit.painter.put(kit.sprites.free(("hills", kit.theme.name), size, parts), left, top)
