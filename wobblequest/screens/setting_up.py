"""Screens that ask for no board: who plays, and what is set."""

from __future__ import annotations

from dataclasses import replace

from wobblequest.core.messages import message
from wobblequest.draw.canvas import Canvas
from wobblequest.screens import flow
from wobblequest.screens.leaning import LeaningScreen
from wobblequest.screens.screen import Frame, Screen

KEYS = message("Use arrow keys or touch")


class SettingUp(LeaningScreen):
    """Leaning chooses as soon as a board is there of which it is known which way it lies; before, keys, mouse and touch do."""

    tells_silence = True
    leads_to_ready = False
    """Whether the ready check comes after it: then it goes on whatever board is plugged in or out meanwhile."""

    def update(self, frame: Frame) -> Screen | None:
        if not self.leans:
            frame, self.cursor = replace(frame, tilts=()), None
        return super().update(frame)

    @property
    def leans(self) -> bool:
        """Whether it is known where a lean goes."""
        return not flow.can_calibrate(self.practice) or self.practice.calibration is not None

    def draw_hint(self, canvas: Canvas, y: float = 0.79) -> None:
        """Where leaning chooses nothing yet: what does."""
        if not self.leans:
            canvas.text(KEYS, 0.5, y, size="small", role="soft", height=0.06, lines=1)
