"""A level's display: the picture is mirrored and stretched, whole, and all that the level asks stays in it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wobblequest.core.arena import CENTRE, Point, toward
from wobblequest.core.reach import Reach
from wobblequest.draw.field import LEAST_GAINED_DEG, PLAIN, Lens, area, field
from wobblequest.draw.metrics import Metrics
from wobblequest.session.asked import Extent

REACH = Reach((12.0, 10.5, 11.5, 9.0, 8.5, 9.0, 11.8, 11.0))
SIZES = [(1280, 720), (1920, 1080), (1024, 768), (800, 600)]
NEAR = Extent(4.0, 4.0, 4.0, 4.0)

points = st.builds(Point, st.floats(-15, 15), st.floats(-15, 15))
gains = st.floats(0.5, 2.0)


def test_as_it_is_nothing_changes() -> None:
    for size in SIZES:
        plain = field(Metrics(*size), REACH, None)
        assert plain == field(Metrics(*size), REACH, None, Lens(asked=NEAR)), "a gain of 1 needs no more room"
        assert plain.even
        assert plain.stretch == (1.0, 1.0)


@given(points)
def test_mirrored_only_left_and_right_are_swapped(point: Point) -> None:
    plain, mirrored = field(Metrics(1280, 720), REACH, None), field(Metrics(1280, 720), REACH, None, Lens(mirrored=True))
    (x, y), (mx, my) = plain.place(point), mirrored.place(point)
    assert my == pytest.approx(y)
    assert mx - mirrored.centre[0] == pytest.approx(plain.centre[0] - x)
    assert mirrored.even


@given(gains, gains, st.booleans(), st.tuples(*[st.floats(0, 18)] * 4), st.sampled_from(SIZES))
def test_gains_keep_their_ratio_and_all_that_is_asked_stays_in_the_picture(
    pitch: float, roll: float, mirrored: bool, asked: tuple[float, float, float, float], size: tuple[int, int],
) -> None:
    metrics = Metrics(*size)
    lens = Lens(mirrored, pitch, roll, Extent(*asked))
    at, plain = field(metrics, REACH, None, lens), field(metrics, REACH, None)
    x_px, y_px = at.px_each
    assert x_px / y_px == pytest.approx(roll / pitch)
    assert x_px <= plain.px_per_deg * roll * (1 + 1e-9)
    left, top, width, height = area(metrics)
    for point in (Point(min(asked[0], 10.0), 0.0), Point(-min(asked[2], 10.0), 0.0), Point(0.0, min(asked[1], 10.0)),
                  Point(0.0, -min(asked[3], 10.0))):
        x, y = at.place(point)
        assert left * size[0] <= x <= (left + width) * size[0]
        assert top * size[1] <= y <= (top + height) * size[1]


def test_with_room_a_gain_of_two_shows_twice_as_much_sway_and_without_room_nothing_changes() -> None:
    metrics = Metrics(1280, 720)
    plain = field(metrics, REACH, None)
    twice = field(metrics, REACH, None, Lens(False, 2.0, 2.0, NEAR))
    assert twice.px_per_deg == pytest.approx(2 * plain.px_per_deg)
    for asked in (None, Extent(20.0, 20.0, 20.0, 20.0)):
        assert field(metrics, REACH, None, Lens(False, 2.0, 2.0, asked)).px_per_deg == pytest.approx(plain.px_per_deg)
    half = field(metrics, REACH, None, Lens(False, 0.5, 0.5, NEAR))
    assert half.px_per_deg == pytest.approx(plain.px_per_deg / 2)


def test_without_room_the_ratio_is_kept() -> None:
    at = field(Metrics(1280, 720), REACH, None, Lens(False, 2.0, 1.0, None))
    x_px, y_px = at.px_each
    assert y_px == pytest.approx(2 * x_px)
    assert y_px == pytest.approx(field(Metrics(1280, 720), REACH, None, PLAIN).px_per_deg), "forward and back fill the height already"


def test_what_little_a_level_asks_leaves_room_for_sway() -> None:
    at = field(Metrics(1280, 720), REACH, None, Lens(False, 2.0, 2.0, Extent()))
    for direction in (0, 90, 180, 270):
        x, y = at.place(toward(direction, LEAST_GAINED_DEG))
        assert 0 < x < 1280
        assert 0.16 * 720 < y < 720
    assert at.place(CENTRE) == at.centre
