"""The offer to set the centre again, where level seems to have wandered: between trials only, and no is an answer."""

from __future__ import annotations

from math import hypot

from wobblequest.core.arena import Point
from wobblequest.draw.canvas import Area
from wobblequest.screens import flow
from wobblequest.screens.leaning import Option
from wobblequest.screens.screen import Practice


def wandered(practice: Practice) -> Point | None:
    """How far off level seems to be, where that is to be offered; else None."""
    if not flow.can_calibrate(practice) or practice.calibration is None:
        return None
    return practice.drift.offer


def centre_words(off: Point) -> str:
    return f"The centre seems {hypot(*off):.0f}° off"


def centre_option(off: Point, area: Area | None = None) -> Option:
    """To lean forward to. In an area of its own it says what is wrong, too: nothing else does there."""
    return Option("forward", "Set it again" if area is None else f"Centre {hypot(*off):.0f}° off: set it again", "stand", area)
