from __future__ import annotations

from math import sin

import pytest

from wobblequest.core.chance import Chance
from wobblequest.core.samples import Tilt
from wobblequest.screens.steady import Steadiness


def still(seconds: float, *, start: float = 0.0, sd: float = 0.0, rate_hz: float = 100.0, seed: int = 1) -> list[Tilt]:
    chance = Chance(seed, "still")
    return [Tilt(start + i / rate_hz, chance.normal(sd), chance.normal(sd)) for i in range(round(seconds * rate_hz) + 1)]


def test_three_quiet_seconds_are_steady() -> None:
    s = Steadiness()
    s.feed(still(2.9, sd=0.8))
    assert not s.steady
    assert s.progress == pytest.approx(2.9 / 3, abs=0.02)
    s.feed(still(0.2, start=2.95, sd=0.8))
    assert s.steady


def test_a_steady_lean_is_steady_too() -> None:
    s = Steadiness()
    s.feed([Tilt(i / 50, 6.0, -4.0) for i in range(160)])
    assert s.steady


def test_an_unsteady_person_never_becomes_steady() -> None:
    s = Steadiness()
    for tilt in still(60, sd=2.5):
        s.feed([tilt])
        assert not s.steady


def test_slow_rocking_is_not_steady() -> None:
    s = Steadiness()
    s.feed([Tilt(i / 100, 4.0 * sin(i / 100 * 3.0), 0.0) for i in range(2000)])
    assert not s.steady


def test_one_stagger_begins_anew_but_not_for_ever() -> None:
    s = Steadiness()
    s.feed(still(2.5))
    s.feed([Tilt(2.55 + i / 100, 9.0, 0.0) for i in range(20)])
    assert s.progress < 0.2
    s.feed(still(3.2, start=2.8))
    assert s.steady


def test_a_silence_begins_anew() -> None:
    s = Steadiness()
    s.feed(still(2.9))
    s.feed(still(0.5, start=4.0))
    assert s.progress < 0.2


def test_progress_is_lost_as_soon_as_it_gets_restless() -> None:
    s = Steadiness()
    s.feed(still(3.1))
    assert s.steady
    s.feed([Tilt(3.2 + i / 100, 8.0, 0.0) for i in range(30)])
    assert not s.steady


def test_stamps_that_go_back_are_left_out() -> None:
    s = Steadiness()
    s.feed([Tilt(1.0, 0, 0), Tilt(0.5, 50, 50), Tilt(1.1, 0, 0)])
    assert s.progress == pytest.approx(0.1 / 3)
