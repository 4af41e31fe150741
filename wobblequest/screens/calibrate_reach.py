"""Calibration: how far this person leans, in eight directions."""

from __future__ import annotations

from wobblequest.core.arena import CENTRE, SAFE_TARGET_DEG, toward
from wobblequest.core.calibration import Calibration
from wobblequest.core.messages import aloud, message
from wobblequest.core.reach import DIRECTIONS_DEG, Reach
from wobblequest.draw.canvas import Canvas
from wobblequest.drills.view import Ring, Shape, Spot, View, Way
from wobblequest.screens import flow
from wobblequest.screens.guided import GuidedScreen
from wobblequest.screens.leaning import Option
from wobblequest.screens.screen import Practice, Screen
from wobblequest.screens.zones import Side
from wobblequest.session.calibration_reach import ReachStep

EXTENT_DEG = 20.0
"""What is shown of the arena: more than most people lean, and always the same."""
RING_DEG, SPOT_DEG, HOME_DEG = 2.2, 0.7, 3.0


class CalibrateReach(GuidedScreen):
    """Asks first: lean right to measure, left to go on with what is known. Then eight leans, each as far as is comfortable.

    A direction may be left out with Tab; then what is known of it is taken.
    """

    def __init__(self, practice: Practice, plan: flow.Plan) -> None:
        self._leans: ReachStep | None = None
        super().__init__(practice, plan, None)
        self.offer((
            Option("left", message("Later"), "cup") if practice.reach is None else Option("left", message("As last time"), "check"),
            Option("right", message("Measure"), "play"),
        ))

    def choose(self, side: Side) -> Screen | None:
        if side == "left":
            return flow.proceed(self.practice, self.plan)
        calibration = self.practice.calibration or Calibration()
        self._leans = ReachStep(calibration, self.practice.reach or Reach(), self.plan.sway_deg)
        self.step = self._leans
        self.offer(())
        return None

    def after_step(self) -> Screen | None:
        found = self._leans.result if self._leans is not None else None
        if found is not None:
            self.practice.keep_reach(found)
        return flow.proceed(self.practice, self.plan)

    def skip_step(self) -> Screen | None:
        if self._leans is None:
            return flow.proceed(self.practice, self.plan)
        self._leans.skip()
        return None

    def paint(self, canvas: Canvas) -> None:
        if self.step is None and self.alive:
            canvas.title(aloud("How far can you lean?"))
            canvas.subtitle(message("Only as far as feels good"))
            self.draw_zones(canvas)
            canvas.instruction(self.right_words("measure"))
            return
        super().paint(canvas)

    def paint_step(self, canvas: Canvas) -> None:
        leans = self._leans
        if leans is None:
            return
        canvas.arena(View(_shapes(leans), leans.words), self.cursor, extent_deg=EXTENT_DEG)
        canvas.pips(len(leans.found), len(DIRECTIONS_DEG))


def _shapes(leans: ReachStep) -> tuple[Shape, ...]:
    """The leans found so far as spots, the way to go, and a ring that goes along with the dot and fills while it is held."""
    shapes: list[Shape] = [Spot(toward(d, found), SPOT_DEG, "done") for d, found in zip(DIRECTIONS_DEG, leans.found, strict=False)]
    direction = leans.direction_deg
    if direction is None:
        return (*shapes, Ring(CENTRE, HOME_DEG))
    at = min(max(leans.lean_deg, 2 * RING_DEG), EXTENT_DEG - RING_DEG)
    return (Way((CENTRE, toward(direction, SAFE_TARGET_DEG)), "soft"), *shapes, Ring(toward(direction, at), RING_DEG, "goal", leans.held))
