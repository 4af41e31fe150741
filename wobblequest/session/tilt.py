"""From a reading to the board's tilt: fusion, calibration, and the smoothing of what the player sees."""

from __future__ import annotations

from wobblequest.core.calibration import Calibration
from wobblequest.core.samples import Reading, Tilt
from wobblequest.session.fusion import Fusion
from wobblequest.session.smoothing import OneEuro, smoothing_for

FRESH_AFTER_S = 0.25
"""After a longer silence smoothing starts anew: a dot must not glide in from where it was before a gap."""


class TiltChain:
    """Turns readings, one by one in time order, into (unsmoothed tilt, smoothed tilt)."""

    def __init__(self, calibration: Calibration) -> None:
        self._frame = calibration.frame()
        self._fusion = Fusion(calibration.gyro_bias_dps)
        self._smooth: tuple[OneEuro, OneEuro] | None = None
        self._t_s = 0.0

    def step(self, reading: Reading) -> tuple[Tilt, Tilt]:
        pitch, roll = self._frame.tilt(self._fusion.up(reading))
        t = reading.t_s
        if self._smooth is None or t - self._t_s > FRESH_AFTER_S:
            fused = reading.accel_g is None or reading.rate_dps is not None
            self._smooth = OneEuro(*smoothing_for(fused)), OneEuro(*smoothing_for(fused))
        self._t_s = t
        across, along = self._smooth
        return Tilt(t, pitch, roll), Tilt(t, across.step(t, pitch), along.step(t, roll))
