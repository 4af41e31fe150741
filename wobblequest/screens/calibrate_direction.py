"""Calibration: which way is forward (three slow rocks), and which way is right (one lean)."""

from __future__ import annotations

from dataclasses import replace

from wobblequest.core.calibration import Calibration
from wobblequest.draw.canvas import Canvas, IconName
from wobblequest.screens import flow
from wobblequest.screens.guided import GuidedScreen
from wobblequest.screens.screen import Practice, Screen
from wobblequest.session.calibration import combine
from wobblequest.session.calibration_frame import RightLeanStep, RockingStep


class CalibrateDirection(GuidedScreen):
    """Rocking, then a lean to the right. What is left out stays as it is known."""

    def __init__(self, practice: Practice, plan: flow.Plan) -> None:
        self._found = plan.found or practice.calibration or Calibration()
        self._rocking: RockingStep | None = RockingStep(self._found.neutral, self._found.gyro_bias_dps, plan.sway_deg)
        self._lean: RightLeanStep | None = None
        super().__init__(practice, plan, self._rocking)

    def after_step(self) -> Screen | None:
        if self._lean is None:
            rocked = self._rocking.result if self._rocking is not None else None
            if rocked is not None:
                self._found = combine(self._found, forward=rocked.forward)
            self._lean = RightLeanStep(self._found.neutral, self._found.forward, self._found.gyro_bias_dps, self.plan.sway_deg)
            self.step = self._lean
            return None
        return self._keep(self._lean.result)

    def skip_step(self) -> Screen | None:
        if self._lean is None:
            self._rocking = None
            return self.after_step()
        return self._keep(None)

    def _keep(self, mirrored: bool | None) -> Screen:
        # The lean may have found that the first rock went back, not forward.
        forward = self._lean.forward if self._lean is not None and mirrored is not None else None
        found = combine(self._found, forward=forward, mirrored=mirrored)
        self.practice.keep_calibration(found)
        return flow.proceed(self.practice, replace(self.plan, found=found))

    @property
    def _icon(self) -> IconName:
        if self.step is not None and self.step.finished:
            return "check"
        wish = self.step.wish if self.step is not None else None
        if wish is None:
            return "stand"
        if abs(wish.roll_deg) > abs(wish.pitch_deg):
            return "lean-right"
        return "lean-forward" if wish.pitch_deg > 0 else "lean-back"

    def paint_step(self, canvas: Canvas) -> None:
        canvas.icon(self._icon, 0.5, 0.56, size="large", role="goal")
        canvas.bar(self.step.progress if self.step is not None else 0.0)
