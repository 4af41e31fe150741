"""The background: a still, hardly visible gradient, painted once a size and dithered so that it shows no bands."""

from __future__ import annotations

import numpy as np
import pygame

from wobblequest.core.theme import Theme


def plain(surface: pygame.Surface, theme: Theme) -> pygame.Surface:
    """A background as large as ``surface`` and in its pixel format.

    The dither is interleaved gradient noise (Jimenez 2014): the same for the same size, so pictures can be compared.
    """
    width, height = surface.get_size()
    x = np.arange(width, dtype=np.float32)[:, None]
    y = np.arange(height, dtype=np.float32)[None, :]
    from_middle = np.hypot((x / width - 0.5) / 0.75, (y / height - 0.55) / 0.75)
    share = np.clip(from_middle, 0, 1, out=from_middle)
    noise = np.mod(52.9829189 * np.mod(0.06711056 * x + 0.00583715 * y, 1.0), 1.0).astype(np.float32)
    out = pygame.Surface((width, height), 0, surface)
    pixels = pygame.surfarray.pixels3d(out)
    for channel in range(3):
        inner, outer = theme.inner[channel], theme.outer[channel]
        pixels[:, :, channel] = np.floor(np.clip(inner + (outer - inner) * share + noise, 0, 255)).astype(np.uint8)
    del pixels
    return out
