"""Spikes and the ends of ranges, in readings made by hand."""

from __future__ import annotations

from math import pi, sin

import pytest

from wobblequest.core.samples import Reading, Vector, up_from_angles
from wobblequest.session.signal import quality_of


def rocking(jumps: dict[int, float] | None = None, *, accel_g: float | None = None, rate_dps: Vector | None = None) -> list[Reading]:
    """A minute of ±20° at 1 Hz: as fast as people rock, 126 °/s. jumps : degrees added to single samples."""
    jumps = jumps or {}
    out = []
    for i in range(6000):
        t = i / 100
        turn = None if rate_dps is None else (rate_dps[0] + i % 7, rate_dps[1] + i % 5, rate_dps[2])
        up = up_from_angles(20 * sin(2 * pi * t) + jumps.get(i, 0.0), 3 * sin(2 * pi * 0.7 * t))
        out.append(Reading(t, up, turn, accel_g))
    return out


def test_the_quickest_rocking_has_no_spikes() -> None:
    assert quality_of(rocking()).spikes == 0
    assert quality_of(rocking()).word == "good"


def test_one_wild_sample_is_one_spike_and_two_running_are_one_too() -> None:
    assert quality_of(rocking(jumps={1000: 30.0})).spikes == 1
    assert quality_of(rocking(jumps={1000: 30.0, 1001: 30.0})).spikes == 1
    assert quality_of(rocking(jumps={1000: 30.0, 1002: 30.0})).spikes == 2
    assert quality_of(rocking(jumps={1000: 30.0, 2000: -30.0, 3000: 45.0})).spikes == 3


def test_a_board_that_was_turned_and_stays_so_is_no_spike() -> None:
    assert quality_of(rocking(jumps=dict.fromkeys(range(1000, 6000), 30.0))).spikes == 0
    assert quality_of(rocking(jumps=dict.fromkeys(range(1000, 1003), 30.0))).spikes == 0


def test_a_spike_begins_where_no_board_could_follow() -> None:
    # At a turning point of the rocking (25 = a quarter of a second) the sample before and after lie within 0.05°: 500 °/s are 5° a sample.
    assert quality_of(rocking(jumps={1025: -4.9})).spikes == 0
    assert quality_of(rocking(jumps={1025: -5.2})).spikes == 1


def test_an_accelerometer_is_shaken_and_a_gyroscope_holds_against_it() -> None:
    at = {1025: -8.0}
    assert quality_of(rocking(jumps=at)).spikes == 1
    assert quality_of(rocking(jumps=at, accel_g=1.0)).spikes == 0
    assert quality_of(rocking(jumps={1025: -12.0}, accel_g=1.0)).spikes == 1
    assert quality_of(rocking(jumps={1025: -12.0}, accel_g=1.0, rate_dps=(0.0, 0.0, 0.0))).spikes == 0
    assert quality_of(rocking(jumps={1025: -40.0}, accel_g=1.0, rate_dps=(0.0, 0.0, 0.0))).spikes == 1


@pytest.mark.parametrize(("count", "word", "reason"), [(1, "good", ""), (2, "fair", "2 wild jumps"), (59, "fair", "59 wild jumps"),
                                                       (60, "poor", "60 wild jumps")])
def test_how_many_spikes_are_too_many(count: int, word: str, reason: str) -> None:
    quality = quality_of(rocking(jumps={25 + 90 * k: 30.0 for k in range(count)}))
    assert (quality.spikes, quality.word, quality.reason) == (count, word, reason)


def turning(most_dps: float, clip_dps: float = 1e9) -> list[Reading]:
    """A six-axis board whose gyroscope turns by up to ``most_dps`` and cannot say more than ``clip_dps``."""
    def rate(i: int) -> Vector:
        x = most_dps * sin(2 * pi * i / 100)
        return (min(clip_dps, max(-clip_dps, x)), 0.25 * (i % 11), -0.5)

    return [Reading(i / 100, up_from_angles(5 * sin(i / 30), 4 * sin(i / 41)), rate(i), 1.0 + 0.001 * (i % 13)) for i in range(6001)]


def test_a_gyroscope_at_the_end_of_its_range() -> None:
    # |sin| > 250/300 from 56.4° to 123.6°: samples 16 to 34 of each 50, so 19 of them.
    clipped = sum(abs(300.0 * sin(2 * pi * i / 100)) >= 250.0 for i in range(6001))
    quality = quality_of(turning(300.0, 250.0))
    assert quality.saturated_pct == pytest.approx(100.0 * clipped / 6001, abs=1e-3)
    assert (quality.word, quality.reason) == ("poor", "at its range's end in 38 %")


def test_turning_quickly_within_the_range_is_not_its_end() -> None:
    assert quality_of(turning(249.0)).saturated_pct == 0.0  # near the end, but it never stays there
    assert quality_of(turning(300.0, 180.0)).saturated_pct == 0.0  # no range ends there


def test_an_accelerometer_at_the_end_of_its_range() -> None:
    readings = []
    for i in range(6001):
        blow = i % 500 in (10, 11, 12)
        up = (0.0, 0.0, 1.0) if blow else up_from_angles(5 * sin(i / 30), 4 * sin(i / 41))
        readings.append(Reading(i / 100, up, None, 2.0 if blow else 1.0))
    quality = quality_of(readings)
    assert quality.saturated_pct == pytest.approx(100.0 * 36 / 6001, abs=0.06)
    assert quality.word == "fair"
