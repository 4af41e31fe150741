"""Hills behind the quest's way: two soft lines of them, still, and so faint that every word upon them stays readable."""

from __future__ import annotations

from math import ceil, pi

import numpy as np

from wobblequest.draw.coverage import Array, grid, surface
from wobblequest.draw.kit import Box, Kit

RIDGES: tuple[tuple[float, float, float, float], ...] = ((0.2, 0.16, 1.15, 0.55), (0.46, 0.12, 1.9, 2.2))
"""Each ridge: how far below the top it lies and how high it goes (shares of the height), waves across, and where they begin (radians)."""
OPACITY = 0.55
"""Of the panel's colour, which is near the background's in every theme."""


def hills(kit: Kit, room: Box) -> None:
    """In a room in px, from edge to edge; the nearer ridge lies upon the farther one."""
    left, top, width, height = room
    size = (ceil(width), ceil(height))
    colour = kit.theme.panel
    picture = kit.sprites.keep(("hills", size, colour), lambda: surface([(ridge(size, *each), colour, OPACITY) for each in RIDGES]))
    kit.painter.put(picture, left, top)


def ridge(size: tuple[int, int], below: float, high: float, waves: float, begin: float) -> Array:
    """How much of each pixel lies under a ridge. Slopes are gentle, so that straight down is as good as across."""
    x, y = grid(*size)
    width, height = size
    crest = height * (below + high * (0.5 - 0.5 * np.sin(begin + waves * 2 * pi * x / width)))
    out: Array = np.clip(y - crest + 0.5, 0.0, 1.0).astype(np.float32)
    return out
