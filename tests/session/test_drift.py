"""Whether level has wandered: what counts as standing still, when it is offered to set the centre again, and when no longer."""

from __future__ import annotations

from collections.abc import Iterator
from math import cos, pi, sin

import pytest

from wobblequest.core.arena import CENTRE, Point
from wobblequest.core.chance import Chance
from wobblequest.core.samples import Tilt
from wobblequest.input.person import Person
from wobblequest.session.drift import APART_DEG, GROWN_DEG, MOST_DEG, OFF_DEG, DriftWatch, words_of


def standing(at: Point, seconds: float, begin_s: float = 0.0, sway_deg: float = 0.5, hz: float = 100.0) -> list[Tilt]:
    """Somebody who sways to and fro at 0.35 Hz, with a little noise."""
    noise = Chance(1, "drift")
    out = []
    for i in range(round(seconds * hz)):
        t = begin_s + i / hz
        swing = sway_deg * 2**0.5 * sin(2 * pi * 0.35 * t)
        out.append(Tilt(t, at[0] + swing + noise.normal(0.05), at[1] + 0.7 * swing + noise.normal(0.05)))
    return out


def fed(*stretches: list[Tilt]) -> DriftWatch:
    watch = DriftWatch()
    for stretch in stretches:
        watch.feed(stretch)
    return watch


def test_who_stands_at_the_centre_is_offered_nothing() -> None:
    watch = fed(standing(CENTRE, 30.0))
    assert watch.off is not None
    assert watch.off.distance_to(CENTRE) < 0.5
    assert watch.offer is None
    assert watch.stance == CENTRE


def test_four_still_seconds_off_the_centre_are_enough() -> None:
    watch = fed(standing(Point(0.3, 3.1), 4.1))
    assert watch.offer == pytest.approx((0.3, 3.1), abs=0.4)
    assert words_of(Point(0.3, 3.1)) == "3.1° to the right"


def test_two_stretches_of_two_seconds_apart_in_time_are_enough_and_one_is_not() -> None:
    first, later = standing(Point(-3.4, 0.0), 2.2), standing(Point(-3.4, 0.0), 2.2, begin_s=40.0)
    assert fed(first).off is None
    watch = fed(first, later)
    assert watch.offer == pytest.approx((-3.4, 0.0), abs=0.6)


def test_a_short_stand_says_nothing_however_often() -> None:
    watch = fed(*(standing(Point(0.0, 6.0), 1.8, begin_s=10.0 * i) for i in range(10)))
    assert watch.off is None


def test_two_stretches_that_disagree_say_nothing() -> None:
    watch = fed(standing(Point(0.0, 4.0), 2.2), standing(Point(0.0, 4.0 + APART_DEG + 1.0), 2.2, begin_s=40.0))
    assert watch.off is None


def test_a_silence_ends_a_stretch() -> None:
    tilts = standing(Point(0.0, 4.0), 5.0)
    assert fed(tilts).off is not None
    holed = [t for t in tilts if not 1.7 < t.t_s < 2.1 and not 3.5 < t.t_s < 3.9]
    assert fed(holed).off is None


def test_who_moves_is_not_standing() -> None:
    circling = [Tilt(i / 100, 3.0 + 4 * cos(i / 60), 3.0 + 4 * sin(i / 60)) for i in range(3000)]
    assert fed(circling).off is None


def test_a_board_on_its_rim_is_no_stance() -> None:
    assert fed(standing(Point(0.0, MOST_DEG + 3.0), 20.0, sway_deg=0.1)).off is None


def test_small_offsets_are_left_alone() -> None:
    assert fed(standing(Point(0.0, OFF_DEG - 0.4), 20.0, sway_deg=0.2)).offer is None
    assert fed(standing(Point(0.0, OFF_DEG + 0.4), 20.0, sway_deg=0.2)).offer is not None


def test_what_was_declined_is_offered_again_once_it_has_grown() -> None:
    watch = fed(standing(Point(0.0, 3.0), 5.0, sway_deg=0.2))
    watch.decline()
    assert watch.offer is None
    assert watch.stance == pytest.approx((0.0, 3.0), abs=0.3), "choosing still goes by it"
    watch.feed(standing(Point(0.0, 3.0 + 0.7 * GROWN_DEG), 5.0, begin_s=60.0, sway_deg=0.2))
    assert watch.offer is None
    watch.feed(standing(Point(0.0, 3.0 + 1.3 * GROWN_DEG), 5.0, begin_s=120.0, sway_deg=0.2))
    assert watch.offer is not None
    watch.decline()
    watch.feed(standing(Point(0.0, -3.2), 5.0, begin_s=180.0, sway_deg=0.2))
    assert watch.offer is not None, "to another side it is another thing"


def test_once_level_was_level_again_a_no_is_forgotten() -> None:
    watch = fed(standing(Point(0.0, 3.5), 5.0, sway_deg=0.2))
    watch.decline()
    watch.feed(standing(CENTRE, 5.0, begin_s=60.0, sway_deg=0.2))
    watch.feed(standing(Point(0.0, 3.5), 5.0, begin_s=120.0, sway_deg=0.2))
    assert watch.offer is not None


def test_what_is_fed_twice_counts_once() -> None:
    tilts = standing(Point(0.0, 4.0), 3.8)
    watch = DriftWatch()
    for i in range(0, len(tilts), 5):
        watch.feed(tilts[i : i + 5])
        watch.feed(tilts[i : i + 5])
    assert watch.off is None
    watch.feed(standing(Point(0.0, 4.0), 0.4, begin_s=3.8))
    assert watch.offer is not None


@pytest.mark.parametrize("hz", [10.0, 50.0, 1000.0])
def test_the_rate_does_not_matter(hz: float) -> None:
    assert fed(standing(Point(0.0, 3.5), 5.0, hz=hz)).offer == pytest.approx((0.0, 3.5), abs=0.5)


def resting(skill: float, seed: int, slip_deg: float) -> Iterator[Tilt]:
    """Half a minute of a simulated person who stands quietly, on a board whose sensor has slipped."""
    person = Person(skill, seed)
    for i in range(5 * 50, 35 * 50):
        tilt, _ = person.at(i / 50)
        yield Tilt(i / 50, tilt[0], tilt[1] + slip_deg)


@pytest.mark.parametrize("skill", [0.0, 0.3, 0.6, 0.8, 1.0])
def test_swaying_people_are_never_bothered_for_nothing(skill: float) -> None:
    for seed in range(12):
        assert fed(list(resting(skill, seed, 0.0))).offer is None


def test_a_slipped_sensor_is_found_in_most_rests_of_who_can_stand() -> None:
    found = [fed(list(resting(0.8, seed, 3.6))).offer for seed in range(12)]
    assert sum(offer is not None for offer in found) >= 9
    assert all(offer == pytest.approx((0.0, 3.6), abs=1.8) for offer in found if offer is not None)


@pytest.mark.parametrize(("at", "side"), [
    (Point(3, 0), "forward"), (Point(3, 3), "forward and to the right"), (Point(-2.9, 0.2), "back"), (Point(0, -3), "to the left"),
    (Point(-3, -3), "back and to the left"), (Point(3, -3), "forward and to the left"),
])
def test_sides_have_names(at: Point, side: str) -> None:
    assert words_of(at).endswith(f"° {side}")
