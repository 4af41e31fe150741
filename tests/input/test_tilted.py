from __future__ import annotations

from collections.abc import Callable
from math import sin
from random import Random

import pytest

from wobblequest.core.samples import Reading, up_from_angles
from wobblequest.input.tilted import TILTED_DEG, Tilted


def first_tilt_s(pitch_deg: Callable[[float], float], rate_hz: float = 100.0, until_s: float = 10.0) -> float | None:
    """When it was first tilted, fed sample by sample."""
    tilted = Tilted()
    for i in range(int(until_s * rate_hz)):
        t_s = i / rate_hz
        if tilted.feed([Reading(t_s, up_from_angles(pitch_deg(t_s), 1.0))]):
            return t_s
    return None


@pytest.mark.parametrize("rate_hz", [10.0, 100.0, 1000.0])
@pytest.mark.parametrize("rest_deg", [0.0, 7.0, -170.0])
def test_ten_degrees_from_its_rest_for_three_tenths_of_a_second(rest_deg: float, rate_hz: float) -> None:
    when = first_tilt_s(lambda t: rest_deg + (11.0 if t >= 4.0 else 0.0), rate_hz)
    assert when == pytest.approx(4.3, abs=1.5 / rate_hz)
    assert first_tilt_s(lambda t: rest_deg + (TILTED_DEG - 0.5 if t >= 4.0 else 0.0), rate_hz) is None
    assert first_tilt_s(lambda t: rest_deg + (15.0 if 4.0 <= t < 4.25 else 0.0), rate_hz) is None


def test_single_wild_samples_are_no_tilt() -> None:
    chance = Random(4)
    assert first_tilt_s(lambda t: 60.0 if chance.random() < 0.02 else 0.0) is None


def test_a_filter_that_settles_and_a_board_that_is_carried_about_are_no_answer() -> None:
    assert first_tilt_s(lambda t: 20.0 * 2.718 ** (-t / 2.0)) is None
    assert first_tilt_s(lambda t: 25.0 * sin(9.0 * t)) is None


def test_it_is_known_of_a_whole_batch_too() -> None:
    tilted = Tilted()
    readings = [Reading(i / 100, up_from_angles(12.0 * (i >= 200), 0.0)) for i in range(240)]
    assert tilted.feed(readings)
