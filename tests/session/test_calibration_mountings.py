"""The whole calibration over many random mountings: how far the frame that it finds is turned away from the board's own.

People stand with some sway, rock 7 to 13° far and hold a lean of 7 to 13°, all of it with 2° SD beside the axis, as slow as a body is.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from math import atan2, cos, degrees, hypot, pi, radians, sin, sqrt
from statistics import fmean
from typing import NamedTuple

import pytest

from wobblequest.core.calibration import Calibration
from wobblequest.core.chance import Chance
from wobblequest.core.samples import Reading, Vector, angles_from_up, cross, up_from_angles, up_from_gravity_plane
from wobblequest.session.calibration import Step, combine
from wobblequest.session.calibration_frame import RightLeanStep, RockingStep
from wobblequest.session.calibration_still import NeutralStep

MOUNTINGS = 200
SWAY_DEG, OFF_DEG = 0.7, 2.0
BEGIN_S = 1.0
Mount = Callable[[Vector], Vector]
"""From the board's axes (forward, left, up) to the sensor's."""
Path = Callable[[float], tuple[float, float]]


def turned(w: float, x: float, y: float, z: float) -> Mount:
    """A sensor turned by a quaternion of any length."""
    n = sqrt(w * w + x * x + y * y + z * z)
    w, axis = w / n, (x / n, y / n, z / n)

    def mount(v: Vector) -> Vector:
        a, b = cross(axis, v), cross(axis, cross(axis, v))
        return (v[0] + 2 * (w * a[0] + b[0]), v[1] + 2 * (w * a[1] + b[1]), v[2] + 2 * (w * a[2] + b[2]))

    return mount


def anyhow(chance: Chance) -> Mount:
    """Any attitude, each as likely."""
    return turned(*(chance.normal(1.0) for _ in range(4)))


def flat(chance: Chance) -> Mount:
    """A box that lies flat, either side up, turned by any angle, each as likely."""
    half, over = chance.uniform(0.0, pi), turned(*((1.0, 0.0, 0.0, 0.0), (0.0, 1.0, 0.0, 0.0))[int(chance.uniform(0, 2))])
    about = turned(cos(half), 0.0, 0.0, sin(half))
    return lambda v: over(about(v))


def nearly_square(chance: Chance) -> Mount:
    """One of the 24 ways to lay a box on a board, 4° SD askew, as hands do it."""
    quarter, sides = sqrt(0.5), ((1.0, 0.0, 0.0, 0.0), (0.0, 1.0, 0.0, 0.0))
    sides += tuple((sqrt(0.5), s * x, s * y, 0.0) for s in (1, -1) for x, y in ((quarter, 0.0), (0.0, quarter)))
    lay, spin = turned(*sides[int(chance.uniform(0, 6))]), (int(chance.uniform(0, 4)) * 90 + chance.normal(4.0)) * pi / 360
    about = turned(sqrt(1 - sin(spin) ** 2) * (1 if abs(spin) < pi / 2 else -1), 0.0, 0.0, sin(spin))
    return lambda v: lay(about(v))


def mirrored(chance: Chance) -> Mount:
    """A board that sends Euler angles of a sensor turned about the upright, with the sign of one of them wrong, or of both."""
    about, kind = turned(1.0, 0.0, 0.0, chance.normal(1.0)), int(chance.uniform(0, 3))

    def mount(v: Vector) -> Vector:
        pitch, roll = angles_from_up(about(v))
        return up_from_angles(-pitch if kind != 1 else pitch, -roll if kind != 0 else roll)

    return mount


class Person:
    """Does what the steps ask for, from one to the next, and is never quite on the axis."""

    def __init__(self, mount: Mount, chance: Chance) -> None:
        self._mount, self._chance = mount, chance
        self._t_s = 0.0
        self._off = [0.0, 0.0]

    def does(self, step: Step, path: Path, off_deg: float = OFF_DEG) -> None:
        """What ``path`` says, from `BEGIN_S` on; until then, and while standing, there is only the sway."""
        begun_s = self._t_s
        keep = 0.97
        while not step.finished:
            assert self._t_s - begun_s < 60.0, step.words
            size_deg = off_deg if self._t_s - begun_s > BEGIN_S else SWAY_DEG
            self._off = [keep * off + sqrt(1 - keep * keep) * self._chance.normal(size_deg) for off in self._off]
            pitch, roll = path(self._t_s - begun_s)
            up = self._mount(up_from_gravity_plane(pitch + self._off[0], roll + self._off[1]))
            step.feed(Reading(self._t_s, up))
            self._t_s += 0.01


def calibrated(mount: Mount, chance: Chance) -> tuple[Calibration, bool]:
    """(what the calibration finds, whether forward was set to a sensor axis)."""
    person = Person(mount, chance)
    size, hz = chance.uniform(7.0, 13.0), chance.uniform(0.25, 0.5)
    standing = NeutralStep()
    person.does(standing, lambda t: (0.0, 0.0), SWAY_DEG)
    assert standing.result is not None
    neutral, sway = standing.result.neutral, standing.result.sway_deg
    rocking = RockingStep(neutral, sway_deg=sway)
    person.does(rocking, lambda t: (size * sin(2 * pi * hz * max(0.0, t - BEGIN_S)), 0.0))
    assert rocking.result is not None
    lean = RightLeanStep(neutral, rocking.result.forward, sway_deg=sway)
    held = chance.uniform(7.0, 13.0)

    def asked(t: float) -> tuple[float, float]:
        share = min(1.0, max(0.0, t - BEGIN_S))
        return (share * held, 0.0) if "forward" in lean.words else (0.0, share * held)

    person.does(lean, asked)
    return combine(neutral=neutral, forward=lean.forward, mirrored=lean.result), rocking.result.snapped


class Found(NamedTuple):
    """yaw_deg : how far to the right a lean straight forward is told to go. right : every direction is told as itself, not as another."""

    yaw_deg: float
    right: bool
    snapped: bool


def found(mount: Mount, chance: Chance) -> Found:
    calibration, snapped = calibrated(mount, chance)
    frame = calibration.frame()
    ways = ((8.0, 0.0), (-8.0, 0.0), (0.0, 8.0), (0.0, -8.0))
    told = [frame.tilt(mount(up_from_gravity_plane(*way))) for way in ways]
    right = all(hypot(there[0] - way[0], there[1] - way[1]) < 8.0 * radians(30.0) for way, there in zip(ways, told, strict=True))
    return Found(degrees(atan2(told[0][1] - told[1][1], told[0][0] - told[1][0])), right, snapped)


@cache
def all_found(mounting: Callable[[Chance], Mount]) -> list[Found]:
    chances = [Chance(seed, mounting.__name__) for seed in range(MOUNTINGS)]
    return [found(mounting(chance), chance) for chance in chances]


def spread_deg(founds: list[Found]) -> float:
    """RMS about 0: what is off on average counts too."""
    return sqrt(fmean(each.yaw_deg**2 for each in founds))


def test_any_mounting_is_found_within_five_degrees_sd() -> None:
    """Measured when written: 3.8° SD; hardly any lies so near to an axis of the sensor by chance that it is snapped."""
    every = all_found(anyhow)
    assert all(each.right for each in every)
    assert spread_deg(every) <= 5.0
    free = [each for each in every if not each.snapped]
    assert len(free) > 0.9 * MOUNTINGS
    assert spread_deg(free) <= 4.5


def test_a_box_that_lies_flat_at_any_angle_is_found_as_well() -> None:
    """Where a wide reach of the sensor's own axes would turn it: with 20° instead of 8° this was 9° SD.

    Measured when written: 4.8° SD, 3.9° where nothing was snapped.
    """
    every = all_found(flat)
    assert all(each.right for each in every)
    assert any(each.snapped for each in every)
    assert spread_deg(every) <= 5.0


def test_a_box_laid_square_is_mostly_found_as_exactly_as_it_was_laid() -> None:
    """Snapped to the sensor's own axes, the frame is off by about the 4° SD that the box lies askew, and by nothing else."""
    every = all_found(nearly_square)
    assert all(each.right for each in every)
    assert sum(each.snapped for each in every) >= 0.75 * MOUNTINGS
    assert spread_deg([each for each in every if each.snapped]) == pytest.approx(4.0, abs=0.6)
    assert spread_deg(every) <= 5.0


def test_mirrored_euler_signs_are_found_out() -> None:
    """Where the first rock was hardly one and went unseen, forward is back, and a board that is mirrored too hides it from the lean to the
    right: one in two hundred. The board check's question, whether forward is right, is for these.
    """
    every = all_found(mirrored)
    assert sum(not each.right for each in every) <= 2
    assert spread_deg([each for each in every if each.right]) <= 5.0


def test_a_box_upside_down_and_one_on_its_side_are_found_like_any_other() -> None:
    for mount in (turned(0.0, 1.0, 0.0, 0.0), turned(1.0, 1.0, 0.0, 0.0), turned(1.0, 0.0, -1.0, 0.0), turned(0.0, 1.0, 1.0, 0.0)):
        each = found(mount, Chance(1, "side"))
        assert each.right
        assert each.yaw_deg == pytest.approx(0.0, abs=1.0)
