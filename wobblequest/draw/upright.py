"""How a picture for a wide screen lies on an upright one, such as a tablet: what stood side by side stands one below the other.

Left and right stay left and right where they are places to lean to. Only a picture and the words beside it are stacked: beside each other
on 800 px neither could be read from where the player stands.
"""

from __future__ import annotations

Shares = tuple[float, float, float, float]
"""(left, top, width, height) as shares of a canvas's width and height."""

TOP, BOTTOM = 0.18, 0.82
"""Between the title and the zones at the foot: here columns stand."""
SHARE = 0.52
"""Of that height: so much the left column gets, above the other."""
SIDES, WIDE = 0.03, 0.94


def stacked(area: Shares) -> Shares:
    """The place of an area on an upright canvas: a left column above, a right one below; all else keeps its place."""
    left, top, width, height = area
    if top < TOP - 0.01 or top + height > BOTTOM + 0.01:
        return area
    whole = BOTTOM - TOP
    if width >= 0.3 and left + width <= 0.45:
        return SIDES, TOP + (top - TOP) * SHARE, WIDE, height * SHARE
    if left >= 0.38 and width >= 0.5:
        return SIDES, TOP + whole * SHARE + (top - TOP) * (1 - SHARE), WIDE, height * (1 - SHARE)
    return area
