"""Calibration: stand still, so that level is where this person stands."""

from __future__ import annotations

from dataclasses import replace

from wobblequest.core.calibration import Calibration
from wobblequest.draw.canvas import Canvas
from wobblequest.screens import flow
from wobblequest.screens.guided import GuidedScreen
from wobblequest.screens.screen import Practice, Screen
from wobblequest.session.calibration import combine
from wobblequest.session.calibration_still import NeutralStep


class CalibrateNeutral(GuidedScreen):
    """Two still seconds; taken again where there was too much sway. Left out, the upright known so far stays."""

    def __init__(self, practice: Practice, plan: flow.Plan) -> None:
        self._known = plan.found or practice.calibration or Calibration()
        self._still = NeutralStep(self._known.gyro_bias_dps)
        super().__init__(practice, plan, self._still)

    def after_step(self) -> Screen | None:
        stance = self._still.result
        if stance is None:
            return self.skip_step()
        return self._go_on(combine(self._known, neutral=stance.neutral), stance.sway_deg)

    def skip_step(self) -> Screen:
        return self._go_on(self._known, 0.0)

    def _go_on(self, found: Calibration, sway_deg: float) -> Screen:
        """The direction is measured next, or else this was all there is to keep."""
        if "direction" not in self.plan.todo:
            self.practice.keep_calibration(found)
        return flow.proceed(self.practice, replace(self.plan, found=found, sway_deg=sway_deg))

    def paint_step(self, canvas: Canvas) -> None:
        canvas.icon("check" if self._still.finished else "stand", 0.5, 0.55, size="large", role="goal")
        canvas.bar(self._still.progress)
