"""The spectrum of sway between 0.15 and 5 Hz: quantile frequencies, mean and centroid frequency, dispersion (Prieto et al. 1996).

Welch with 10 s segments on even 100 Hz samples that are not low-passed. f50 and f95 are, as published, the first frequency of
the spectrum (steps of 0.1 Hz) up to which at least that share of the band's power lies. For export only.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property
from math import sqrt
from typing import NamedTuple

import numpy as np

from wobblequest.core.motion import Array
from wobblequest.scoring.measure_info import MeasureInfo, Rule, Undefined
from wobblequest.scoring.record import RATE_HZ, Record
from wobblequest.scoring.welch import frequencies_hz, spectra_of_segments

SEGMENT_S = 10.0
BAND_HZ = (0.15, 5.0)
_PRIETO = "Prieto et al. 1996, IEEE Trans Biomed Eng 43:956"


class Band(NamedTuple):
    """Frequencies in Hz and power density in deg²/Hz inside the band."""

    f_hz: Array
    power: Array


def band_spectrum(record: Record, axis: int) -> Band:
    """The spectrum of pitch (axis 0) or roll (1) in the band. Raises `Undefined` where it is too short or does not vary."""
    length = round(SEGMENT_S * RATE_HZ)
    pieces = [piece[1 + axis] for piece in record.even_pieces]
    spectra = spectra_of_segments(pieces, length, RATE_HZ)
    if not len(spectra):
        raise Undefined(f"a spectrum needs {SEGMENT_S:g} s without a gap")
    f = frequencies_hz(length, RATE_HZ)
    inside = (f >= BAND_HZ[0]) & (f <= BAND_HZ[1])
    power = (np.abs(spectra[:, inside]) ** 2).mean(axis=0)
    largest = max(float(np.abs(piece).max()) for piece in pieces)
    if power.sum() <= (1e-12 * (1 + largest)) ** 2:  # what rounding leaves of a constant or a straight line
        raise Undefined(f"nothing varies between {BAND_HZ[0]:g} and {BAND_HZ[1]:g} Hz")
    return Band(f[inside], power)


def quantile_frequency(band: Band, share: float) -> float:
    summed = np.cumsum(band.power)
    return float(band.f_hz[np.searchsorted(summed, share * summed[-1] * (1 - 1e-12))])


def f50(band: Band) -> float:
    return quantile_frequency(band, 0.50)


def f95(band: Band) -> float:
    return quantile_frequency(band, 0.95)


def mean_power_frequency(band: Band) -> float:
    return float(band.f_hz @ band.power / band.power.sum())


def centroid_frequency(band: Band) -> float:
    return sqrt(float(band.f_hz**2 @ band.power / band.power.sum()))


def frequency_dispersion(band: Band) -> float:
    return sqrt(max(0.0, 1.0 - (mean_power_frequency(band) / centroid_frequency(band)) ** 2))


class Spectrum:
    """The two axes' spectra of one record, each worked out once."""

    def __init__(self, record: Record) -> None:
        self._record = record

    @cached_property
    def pitch(self) -> Band:
        return band_spectrum(self._record, 0)

    @cached_property
    def roll(self) -> Band:
        return band_spectrum(self._record, 1)


def _both_axes(name: str, unit: str, definition: str, measure: Callable[[Band], float]) -> tuple[Rule[Spectrum], Rule[Spectrum]]:
    def info(axis: str) -> MeasureInfo:
        return MeasureInfo(f"{name}_{axis}", unit, "none", f"{definition} ({axis}, 0.15 to 5 Hz).", _PRIETO, "export")

    return (
        Rule(info("pitch"), lambda spectrum: measure(spectrum.pitch)),
        Rule(info("roll"), lambda spectrum: measure(spectrum.roll)),
    )


RULES: tuple[Rule[Spectrum], ...] = (
    *_both_axes("f50", "Hz", "Frequency up to which half of the power lies", f50),
    *_both_axes("f95", "Hz", "Frequency up to which 95 % of the power lies", f95),
    *_both_axes("mean_power_frequency", "Hz", "Mean frequency, weighted by power: m1/m0", mean_power_frequency),
    *_both_axes("centroid_frequency", "Hz", "Root of the mean squared frequency, weighted by power: sqrt(m2/m0)", centroid_frequency),
    *_both_axes(
        "frequency_dispersion", "–", "How far the power is spread over frequencies, 0 to 1: sqrt(1 - m1^2/(m0 m2))", frequency_dispersion,
    ),
)
