"""Which way the dot went: any lean, from wherever the person stands, however the board is turned."""

from __future__ import annotations

from math import cos, radians, sin

import pytest

from wobblequest.core.arena import Point, toward
from wobblequest.core.chance import Chance
from wobblequest.core.samples import Tilt
from wobblequest.input.person import Person
from wobblequest.screens.went import NO_LEAN_S, PATIENCE_S, WAYS, LeanWatch, way_of


def path(*legs: tuple[float, Point], sway_deg: float = 0.4, hz: float = 100.0, begin_s: float = 0.0) -> list[Tilt]:
    """Stays at points for seconds; between them the dot moves at 25 °/s."""
    noise = Chance(5, "went")
    out: list[Tilt] = []
    at, i = legs[0][1], 0
    for seconds, to in legs:
        for _ in range(round(seconds * hz)):
            far = at.distance_to(to)
            step = min(1.0, 25.0 / hz / far) if far else 1.0
            at = Point(at[0] + step * (to[0] - at[0]), at[1] + step * (to[1] - at[1]))
            out.append(Tilt(begin_s + i / hz, at[0] + noise.normal(sway_deg), at[1] + noise.normal(sway_deg)))
            i += 1
    return out


@pytest.mark.parametrize("eighth", range(8))
def test_each_way_has_its_name(eighth: int) -> None:
    assert way_of(toward(45.0 * eighth, 8.0)) == WAYS[eighth]


@pytest.mark.parametrize(("direction_deg", "way"), [(30, "up"), (-30, "up"), (38, "up and right"), (-38, "up and left"),
                                                    (60, "right"), (120, "right"), (128, "down and right"), (212, "down"), (300, "left")])
def test_leans_are_seldom_straight(direction_deg: float, way: str) -> None:
    assert way_of(toward(direction_deg, 7.0)) == way


@pytest.mark.parametrize("start", [Point(0, 0), Point(3, -4), Point(-2, 5)])
@pytest.mark.parametrize("direction_deg", [0, 45, 90, 135, 180, 225, 270, 315])
def test_a_lean_is_told_from_where_the_person_stood(start: Point, direction_deg: float) -> None:
    lean = Point(start[0] + 7.5 * cos(radians(direction_deg)), start[1] + 7.5 * sin(radians(direction_deg)))
    watch = LeanWatch(5.0)
    watch.feed(path((1.5, start), (1.8 if direction_deg % 90 == 0 else 3.8, lean)))
    assert watch.start == pytest.approx(start, abs=0.3)
    assert watch.went == WAYS[direction_deg // 45]
    assert watch.held == pytest.approx(1.0)


def test_standing_and_small_moves_are_no_lean() -> None:
    watch = LeanWatch(5.0)
    watch.feed(path((4.0, Point(0, 0)), (2.0, Point(3.5, 0)), (2.0, Point(0, 0)), (2.0, Point(0, 3.5))))
    assert watch.went is None


def test_a_short_jerk_is_no_lean() -> None:
    watch = LeanWatch(5.0)
    watch.feed(path((2.0, Point(0, 0)), (0.5, Point(9, 0)), (2.0, Point(0, 0))))
    assert watch.went is None
    assert watch.held == 0.0


def test_who_never_leans_is_not_waited_for_for_ever() -> None:
    watch = LeanWatch(5.0)
    watch.feed(path((NO_LEAN_S - 1.0, Point(0, 0))))
    assert watch.went is None
    watch.feed(path((4.0, Point(0, 0)), begin_s=NO_LEAN_S - 1.0))
    assert watch.went == ""


def test_coming_back_from_the_lean_before_is_no_lean() -> None:
    watch = LeanWatch(5.0, start=Point(0.2, 0.1))
    watch.feed(path((3.0, Point(8, 0)), (0.6, Point(0, 0))))
    assert watch.start is None, "at the lean before nothing begins"
    assert watch.went is None
    watch.feed(path((2.0, Point(0, 0)), (1.8, Point(0, 8)), begin_s=3.6))
    assert watch.went == "right"


def test_who_cannot_stand_still_gets_to_lean_too() -> None:
    watch = LeanWatch(6.0)
    watch.feed(path((PATIENCE_S - 1.0, Point(0, 0)), sway_deg=2.0))
    assert watch.start is None
    watch.feed(path((2.0, Point(0, 0)), (2.0, Point(12, 0)), sway_deg=2.0, begin_s=PATIENCE_S - 1.0))
    assert watch.went == "up"


def test_a_lean_that_sways_past_a_slant_is_taken_for_what_it_comes_to() -> None:
    watch = LeanWatch(5.0)
    watch.feed(path((1.5, Point(0, 0)), (1.4, Point(6, 6)), (1.5, Point(8, 1))))
    assert watch.went == "up"


def test_a_silence_begins_the_holding_anew() -> None:
    watch = LeanWatch(5.0)
    watch.feed(path((1.5, Point(0, 0)), (0.9, Point(8, 0))))
    assert 0.0 < watch.held < 1.0
    watch.feed(path((0.6, Point(8, 0)), begin_s=4.0))
    assert watch.went is None
    watch.feed(path((0.6, Point(8, 0)), begin_s=4.6))
    assert watch.went == "up"


@pytest.mark.parametrize("hz", [20.0, 1000.0])
def test_the_rate_does_not_matter(hz: float) -> None:
    watch = LeanWatch(5.0)
    watch.feed(path((1.5, Point(0, 0)), (1.8, Point(0, -8)), hz=hz))
    assert watch.went == "left"


@pytest.mark.parametrize("skill", [0.5, 0.9])
def test_a_simulated_person_who_leans_where_asked_is_understood(skill: float) -> None:
    from wobblequest.core.arena import Target

    told = []
    for seed in range(6):
        person, watch = Person(skill, seed), LeanWatch(5.0)
        for i in range(1, 2400):
            watch.feed([Tilt(i / 100, *person.at(i / 100)[0])])
            person.aim(None if watch.start is None else Target(Point(0.0, 9.0), 1.5))
        told.append(watch.went)
    assert told == ["right"] * 6
