"""Sizes by visual angle: how many pixels an angle is for this person at this screen.

A window is taken as if it filled the screen: its diagonal in pixels is the screen's diagonal in inches. A smaller window is thus the
same picture, smaller; only full screen gives the angles their true size.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import hypot, isfinite, radians, tan

from wobblequest.core.errors import UsageError

INSTRUCTION_ARCMIN, SECONDARY_ARCMIN, FLOOR_ARCMIN, HUGE_ARCMIN = 40.0, 30.0, 20.0, 80.0
CURSOR_DEG, TARGET_DEG, LINE_DEG = 1.0, 2.0, 0.1
"""Least diameters of the dot and of a target, and least width of a line, in degrees of view."""


@dataclass(frozen=True, slots=True)
class Metrics:
    """What the sizes follow from.

    width_px, height_px : the canvas. diagonal_in : of the screen, inches. distance_m : from eye to screen.
    scale_pct : the person's own wish, 75–200, on words; the dot and the lines only grow with it.

    Raises UsageError where a figure makes no sense.
    """

    width_px: int
    height_px: int
    diagonal_in: float = 24.0
    distance_m: float = 2.0
    scale_pct: float = 100.0

    def __post_init__(self) -> None:
        if self.width_px < 1 or self.height_px < 1:
            raise UsageError(f"a canvas of {self.width_px}×{self.height_px} px has no room; make the window bigger")
        for name, value, low, high, unit in (
            ("screen diagonal", self.diagonal_in, 5.0, 200.0, "inches"),
            ("viewing distance", self.distance_m, 0.2, 20.0, "m"),
            ("text scale", self.scale_pct, 75.0, 200.0, "%"),
        ):
            if not (isfinite(value) and low <= value <= high):
                raise UsageError(f"the {name} must be between {low:g} and {high:g} {unit}; it is {value:g}")

    def px(self, angle_deg: float) -> float:
        """Pixels that an angle of view spans in the middle of the screen."""
        px_per_m = hypot(self.width_px, self.height_px) / (self.diagonal_in * 0.0254)
        return 2.0 * self.distance_m * tan(radians(angle_deg) / 2.0) * px_per_m

    def capital_px(self, arcmin: float) -> float:
        """Height of capitals in px for an angle in arcmin, times the person's scale."""
        return max(self.px(arcmin / 60.0) * self.scale_pct / 100.0, self.floor_px)

    @property
    def floor_px(self) -> float:
        """Capitals are never smaller than this."""
        return self.px(FLOOR_ARCMIN / 60.0)

    @property
    def cursor_radius_px(self) -> float:
        return self.px(CURSOR_DEG) / 2.0

    @property
    def target_radius_px(self) -> float:
        """A target is never drawn smaller than this."""
        return self.px(TARGET_DEG) / 2.0

    @property
    def line_px(self) -> float:
        """The thinnest line."""
        return self.px(LINE_DEG)
