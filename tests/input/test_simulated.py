from __future__ import annotations

import pytest

from wobblequest.core.arena import Target, toward
from wobblequest.core.calibration import Calibration
from wobblequest.core.errors import UsageError
from wobblequest.input.simulated import SimulatedSource
from wobblequest.input.source import Source

FRAME = Calibration().frame()


def test_it_is_a_source_of_its_own_kind() -> None:
    source: Source = SimulatedSource(0.7, 3)
    assert source.info.kind == "sim"
    assert source.info.name == "Simulated person, skill 0.7, seed 3"
    assert source.link(0.0).state == "live"
    source.close()
    assert source.link(0.0).state == "ended"
    assert source.poll(1.0) == []


def test_lockstep_is_one_sample_at_a_time_on_an_even_clock() -> None:
    source = SimulatedSource(0.7, 1, rate_hz=50)
    assert [source.step().t_s for _ in range(4)] == [0.0, 0.02, 0.04, 0.06]


def test_polled_or_stepped_the_person_does_the_same() -> None:
    polled, stepped = SimulatedSource(0.4, 9), SimulatedSource(0.4, 9)
    readings = []
    for i in range(1, 200):
        readings += polled.poll(100.0 + i * 0.0167)
    assert readings == [stepped.step() for _ in readings]


def test_how_often_it_is_polled_does_not_matter() -> None:
    often, seldom = SimulatedSource(0.4, 9), SimulatedSource(0.4, 9)
    many = [r for i in range(1001) for r in often.poll(i * 0.002)]
    few = [r for i in range(11) for r in seldom.poll(i * 0.2)]
    assert many == few
    assert len(many) == 201


def test_it_hears_the_target() -> None:
    source = SimulatedSource(0.95, 2)
    source.aim(Target(toward(270.0, 8.0), 2.0))
    for _ in range(400):
        reading = source.step()
    _pitch, roll = FRAME.tilt(reading.up)
    assert roll == pytest.approx(-8.0, abs=3.0)
    source.aim(None)
    for _ in range(400):
        reading = source.step()
    assert abs(FRAME.tilt(reading.up)[1]) < 4.0


@pytest.mark.parametrize(("skill", "rate_hz"), [(1.5, 100), (-1, 100), (float("nan"), 100), (0.5, 0), (0.5, 5000), (0.5, float("inf"))])
def test_what_makes_no_person_is_refused_in_words(skill: float, rate_hz: float) -> None:
    with pytest.raises(UsageError, match="between"):
        SimulatedSource(skill, 0, rate_hz)
