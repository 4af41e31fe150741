from __future__ import annotations

from itertools import pairwise
from math import hypot

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wobblequest.core.calibration import Calibration
from wobblequest.core.samples import Reading
from wobblequest.input.keyboard import KeyboardSource
from wobblequest.input.lean import MOST_DEG
from wobblequest.input.source import Source

FRAME = Calibration().frame()


def tilts(readings: list[Reading]) -> list[tuple[float, float]]:
    return [FRAME.tilt(r.up) for r in readings]


def polled(source: KeyboardSource, from_s: float, seconds: float) -> list[Reading]:
    return [r for i in range(round(seconds * 60) + 1) for r in source.poll(from_s + i / 60)]


def test_it_is_a_source_that_is_no_board() -> None:
    source: Source = KeyboardSource()
    assert source.info.kind == "keyboard"
    assert not source.info.is_board
    assert source.link(5.0).state == "live"
    source.close()
    assert source.poll(6.0) == []
    assert source.link(6.0).state == "ended"


@pytest.mark.parametrize(("key", "pitch_sign", "roll_sign"), [("forward", 1, 0), ("back", -1, 0), ("right", 0, 1), ("left", 0, -1)])
def test_a_held_key_leans_to_its_side_up_to_twelve_degrees(key: str, pitch_sign: int, roll_sign: int) -> None:
    source = KeyboardSource()
    source.press(key)  # type: ignore[arg-type]
    pitch, roll = tilts(polled(source, 0.0, 3.0))[-1]
    assert (pitch, roll) == pytest.approx((MOST_DEG * pitch_sign, MOST_DEG * roll_sign), abs=0.01)


def test_the_lean_grows_and_springs_back_smoothly() -> None:
    source = KeyboardSource()
    source.press("forward")
    out = [p for p, _ in tilts(polled(source, 0.0, 0.5))]
    assert out[0] < 0.5
    assert out == sorted(out)
    assert 2.0 < out[-1] < MOST_DEG
    source.release("forward")
    back = [p for p, _ in tilts(polled(source, 0.5, 2.0))]
    assert back[-1] == pytest.approx(0.0, abs=0.05)
    whole = out + back
    speeds = [100 * (b - a) for a, b in pairwise(whole)]
    assert max(abs(s) for s in speeds) < 30
    # No jerk: from sample to sample the speed changes by what a body's could.
    assert max(abs(b - a) for a, b in pairwise(speeds)) < 2.0
    assert min(whole) > -0.2


def test_a_tap_is_a_nudge() -> None:
    source = KeyboardSource()
    source.press("right")
    polled(source, 0.0, 0.1)
    source.release("right")
    assert 0.3 < max(r for _, r in tilts(polled(source, 0.1, 1.0))) < 3.0


def test_two_keys_lean_between_and_opposite_ones_nowhere() -> None:
    source = KeyboardSource()
    source.press("forward")
    source.press("right")
    pitch, roll = tilts(polled(source, 0.0, 3.0))[-1]
    assert pitch == pytest.approx(roll)
    assert hypot(pitch, roll) == pytest.approx(MOST_DEG, abs=0.01)
    source.press("back")
    source.press("left")
    assert tilts(polled(source, 3.0, 3.0))[-1] == pytest.approx((0.0, 0.0), abs=0.01)


def test_releasing_all_or_what_was_not_held_is_no_matter() -> None:
    source = KeyboardSource()
    source.release("left")
    source.press("left")
    source.release_all()
    assert tilts(polled(source, 0.0, 1.0))[-1] == (0.0, 0.0)


@given(st.lists(st.floats(0.0005, 0.2), min_size=1, max_size=60))
def test_however_it_is_polled_the_same_samples_come(steps: list[float]) -> None:
    source, even = KeyboardSource(), KeyboardSource()
    source.press("left")
    even.press("left")
    now, readings = 50.0, source.poll(50.0)
    for step in steps:
        now += step
        readings += source.poll(now)
    assert [r.t_s for r in readings] == [i / 100 for i in range(len(readings))]
    assert len(readings) == pytest.approx((now - 50.0) * 100 + 1, abs=1)
    straight = [r for i in range(len(readings)) for r in even.poll(i / 100)]
    assert readings == straight


def test_after_a_sleep_no_avalanche_comes() -> None:
    source = KeyboardSource()
    source.poll(0.0)
    source.poll(0.1)
    woken = source.poll(3600.1)
    assert len(woken) == 25
    assert woken[-1].t_s == pytest.approx(3600.1)
    assert source.poll(3600.1) == []
    assert [r.t_s for r in source.poll(3600.12)] == pytest.approx([3600.11, 3600.12])


def test_a_clock_that_goes_back_makes_no_samples() -> None:
    source = KeyboardSource()
    source.poll(10.0)
    assert source.poll(9.0) == []
    assert len(source.poll(10.02)) == 2
