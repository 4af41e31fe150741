"""The square of 100 units on which an icon is drawn from strokes."""

from __future__ import annotations

from wobblequest.draw.coverage import XY, Pen, around

STROKE = 9.0


class Page:
    """A pen in units: 100 across whatever the size."""

    def __init__(self, pen: Pen, scale: float) -> None:
        self._pen, self._k = pen, scale

    def line(self, *points: XY, width: float = STROKE, closed: bool = False) -> None:
        self._pen.line([(x * self._k, y * self._k) for x, y in points], width * self._k, closed=closed)

    def form(self, *points: XY, soft: float = 4.0) -> None:
        """A filled form with soft corners."""
        self._pen.polygon([(x * self._k, y * self._k) for x, y in points])
        self.line(*points, width=soft, closed=True)

    def disc(self, x: float, y: float, radius: float, *, erase: bool = False) -> None:
        self._pen.disc((x * self._k, y * self._k), radius * self._k, erase=erase)

    def arc(self, x: float, y: float, radius: float, start_deg: float, end_deg: float, width: float = STROKE) -> None:
        self.line(*around((x, y), radius, start_deg, end_deg), width=width)
