"""The counter of flashes counts flashes, and nothing else."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pytest

from tests.support.flashes import Flashes

HZ, SIZE, FIELD_PX = 30, (180, 320), 192.0
Light = Callable[[float], float]


def counted(light: Light, *, share: float = 1.0, seconds: float = 4.0, colour: tuple[int, int, int] = (255, 255, 255)) -> Flashes:
    """A square whose side is ``share`` of a field's, as light as ``light(t)`` says (sRGB 0…1), on black."""
    flashes, side = Flashes(FIELD_PX), round(share * 160)
    for i in range(round(seconds * HZ)):
        frame = np.zeros((*SIZE, 3), np.uint8)
        frame[8:8 + side, 8:8 + side] = np.round(np.array(colour) * light(i / HZ))
        flashes.feed(frame, i / HZ)
    return flashes


def blinking(hz: float, low: float = 0.0, high: float = 1.0) -> Light:
    return lambda t: high if (t * hz) % 1 < 0.5 else low


@pytest.mark.parametrize("hz", [1.0, 2.0, 3.0, 5.0])
def test_each_blink_is_one_flash(hz: float) -> None:
    assert len(counted(blinking(hz)).at_s) == pytest.approx(4 * hz, abs=1.01)


def test_more_than_three_in_a_second_are_known() -> None:
    assert counted(blinking(5.0)).most_in_a_second() > 3
    assert counted(blinking(2.0)).most_in_a_second() <= 3


@pytest.mark.parametrize(("light", "why"), [
    (lambda t: 0.5, "nothing changes"),
    (lambda t: min(t / 0.4, 1.0), "a fade goes one way"),
    (lambda t: 0.0 if t < 2 else 1.0, "a cut goes one way"),
    (blinking(3.0, 0.92, 1.0), "the darker image is lighter than 0.80"),
    (blinking(3.0, 0.0, 0.3), "a change of less than a tenth"),
    (blinking(0.3), "not within a second"),
])
def test_what_is_no_flash_is_not_counted(light: Light, why: str) -> None:
    assert counted(light).at_s == [], why


def test_a_small_one_is_not_counted() -> None:
    assert counted(blinking(3.0), share=0.3).at_s == []
    assert counted(blinking(3.0), share=0.9).at_s != []


def test_a_saturated_red_counts_although_it_is_dark() -> None:
    assert counted(blinking(3.0, 0.0, 0.55), colour=(255, 0, 0)).at_s != []
    assert counted(blinking(3.0, 0.0, 0.55), colour=(0, 0, 255)).at_s == []


def test_a_light_disc_that_wanders_is_no_flash() -> None:
    flashes = Flashes(FIELD_PX)
    for i in range(120):
        frame = np.zeros((*SIZE, 3), np.uint8)
        x = 20 + 2 * i
        frame[80:100, x:x + 20] = 255
        flashes.feed(frame, i / HZ)
    assert flashes.at_s == []
