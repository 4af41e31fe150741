"""How far the tilt may be off, by what the board sends: a bare accelerometer cannot tell a lean from being pushed, and that is said.

The figures are of simulated boards that are ridden as in the wobble-board recordings of github.com/matteoscrugli/wobbleboard-dataset, with
an MPU-6050-class sensor 8 cm above where the board rolls (tests/session/test_real_motion.py). Fused with a gyroscope the same rides
are right to 0.2 to 0.45° RMS; with the 5 ms by which such a sensor's own low-pass is late, to 0.25 to 0.7°, most where the board is thrown
from rim to rim at 0.4 Hz.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal, NamedTuple

from wobblequest.core.messages import message
from wobblequest.core.samples import Reading

Kind = Literal["angles", "fused", "accelerometer"]


class TiltError(NamedTuple):
    """Angle between the tilt that is told and the true one: RMS and 95th percentile, degrees."""

    rms_deg: float
    p95_deg: float


ACCELEROMETER = TiltError(2.0, 4.1)
"""An accelerometer alone, on a board that is ridden: its own acceleration is taken for tilt. Where the rim is hit, it is more."""

ONE_SENTENCE = message("No gyroscope: while the board rocks, the tilt may be off by 4°.")
"""For the screen on which a board is checked."""


def kind_of(reading: Reading) -> Kind:
    """What a board's readings are made of: fused by the board, fused here from accelerometer and gyroscope, or accelerometer alone."""
    if reading.accel_g is None:
        return "angles"
    return "accelerometer" if reading.rate_dps is None else "fused"


def warning(readings: Sequence[Reading]) -> str | None:
    """The one short sentence that belongs beside a board's live tilt, or None where there is nothing to warn of."""
    return ONE_SENTENCE if _accelerometer_alone(readings) else None


def note(readings: Sequence[Reading]) -> str | None:
    """The sentence that belongs to the result of a trial with these readings, or None."""
    if not _accelerometer_alone(readings):
        return None
    return (
        f"This board has no gyroscope: while it rocks, its tilt is off by about {ACCELEROMETER.rms_deg:g}° (RMS; 95 % of the time by "
        f"less than {ACCELEROMETER.p95_deg:g}°), more where its rim hits the floor. Compare such trials only with others on the same board."
    )


def _accelerometer_alone(readings: Sequence[Reading]) -> bool:
    """Whether more than half of the readings are an accelerometer's alone."""
    return 2 * sum(kind_of(reading) == "accelerometer" for reading in readings) > len(readings)
