from __future__ import annotations

from collections.abc import Callable, Iterable
from math import degrees, pi, sin, sqrt

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from wobblequest.core.arena import Point
from wobblequest.core.calibration import Calibration
from wobblequest.core.chance import Chance
from wobblequest.core.samples import (
    Reading,
    Vector,
    angle_between_deg,
    angles_from_up,
    cross,
    dot,
    unit,
    up_from_angles,
    up_from_gravity_plane,
)
from wobblequest.session.calibration import combine
from wobblequest.session.calibration_frame import SNAP_FORWARD_DEG, RightLeanStep, RockingStep, snapped, turning_points

Mount = Callable[[Vector], Vector]
"""From the board's axes (forward, left, up) to the sensor's."""
Path = Callable[[float], tuple[float, float]]

turns = st.tuples(*[st.floats(-1, 1)] * 4).filter(lambda q: sum(v * v for v in q) > 0.05)


def turned(q: tuple[float, ...]) -> Mount:
    """A sensor turned in any way (a quaternion of any length)."""
    n = sqrt(sum(v * v for v in q))
    w, axis = q[0] / n, (q[1] / n, q[2] / n, q[3] / n)

    def mount(v: Vector) -> Vector:
        a, b = cross(axis, v), cross(axis, cross(axis, v))
        return (v[0] + 2 * (w * a[0] + b[0]), v[1] + 2 * (w * a[1] + b[1]), v[2] + 2 * (w * a[2] + b[2]))

    return mount


def sent(path: Path, mount: Mount, seconds: float, *, off_deg: float = 0.0, seed: int = 1, start_s: float = 0.0) -> Iterable[Reading]:
    """Readings of a board on a path (pitch, roll) with slow noise of 2° or so, as a body has."""
    chance, slow = Chance(seed, "off"), [0.0, 0.0]
    keep = 0.97
    for i in range(int(seconds * 100)):
        slow = [keep * s + sqrt(1 - keep * keep) * chance.normal(off_deg) for s in slow]
        pitch, roll = path(i / 100)
        yield Reading(start_s + i / 100, mount(up_from_gravity_plane(pitch + slow[0], roll + slow[1])))


def rocks(hz: float = 0.4, size_deg: float = 10.0, *, first: float = 1.0, roll_share: float = 0.0) -> Path:
    def path(t: float) -> tuple[float, float]:
        pitch = first * size_deg * sin(2 * pi * hz * max(0.0, t - 1.0))
        return pitch, roll_share * pitch

    return path


def held(pitch_deg: float, roll_deg: float) -> Path:
    def path(t: float) -> tuple[float, float]:
        share = min(1.0, max(0.0, t - 0.5))
        return share * pitch_deg, share * roll_deg

    return path


def run(step: RockingStep | RightLeanStep, readings: Iterable[Reading]) -> list[str]:
    """All that it said until it was finished."""
    said = []
    for reading in readings:
        assert 0.0 <= step.progress <= 1.0
        step.feed(reading)
        said.append(step.words)
        assert len(step.words.split()) <= 8
        if step.finished:
            break
    return said


@settings(max_examples=25, deadline=None)
@given(turns, st.integers(0, 10_000))
def test_any_mounting_is_found_out(q: tuple[float, ...], seed: int) -> None:
    mount = turned(q)
    neutral = mount((0.0, 0.0, 1.0))
    rocking = RockingStep(neutral)
    run(rocking, sent(rocks(), mount, 20, off_deg=2.0, seed=seed))
    assert rocking.result is not None
    lean = RightLeanStep(neutral, rocking.result.forward)
    run(lean, sent(held(0, 10), mount, 5, off_deg=1.0, seed=seed))
    assert lean.result is False
    frame = combine(neutral=neutral, forward=lean.forward, mirrored=lean.result).frame()
    assert angle_between_deg(frame.forward, mount((1.0, 0.0, 0.0))) < SNAP_FORWARD_DEG + 10.0  # what is rocked is two degrees off itself
    pitch, roll = frame.tilt(mount(up_from_gravity_plane(6.0, -4.0)))
    assert (pitch, roll) == pytest.approx((6.0, -4.0), abs=2.5)


def test_the_frame_is_within_five_degrees_sd_with_two_degrees_off_axis() -> None:
    errors = []
    for seed in range(40):
        mount = turned((0.9, 0.2, -0.3, 0.4 + seed / 100))
        step = RockingStep(mount((0.0, 0.0, 1.0)))
        run(step, sent(rocks(), mount, 20, off_deg=2.0, seed=seed))
        assert step.result is not None
        assert not step.result.snapped
        forward, left = mount((1.0, 0.0, 0.0)), mount((0.0, 1.0, 0.0))
        errors.append(degrees(dot(step.result.forward, left) / dot(step.result.forward, forward)))
    assert sqrt(sum(e * e for e in errors) / len(errors)) <= 5.0


@pytest.mark.parametrize("flip", ["roll", "pitch", "both"])
@settings(max_examples=8, deadline=None)
@given(turn_deg=st.floats(0, 360), seed=st.integers(0, 1000))
def test_a_board_that_sends_angles_with_wrong_signs_reads_right(flip: str, turn_deg: float, seed: int) -> None:
    def mount(v: Vector) -> Vector:
        pitch, roll = angles_from_up(turned((1.0, 0.0, 0.0, sin(turn_deg * pi / 720)))(v))
        return up_from_angles(-pitch if flip in ("pitch", "both") else pitch, -roll if flip in ("roll", "both") else roll)

    neutral = mount((0.0, 0.0, 1.0))
    rocking = RockingStep(neutral)
    run(rocking, sent(rocks(), mount, 20, off_deg=1.0, seed=seed))
    assert rocking.result is not None
    lean = RightLeanStep(neutral, rocking.result.forward)

    def right_then_forward(t: float) -> tuple[float, float]:
        return held(0, 10)(t) if not said_left() else (10.0, 0.0)

    def said_left() -> bool:
        return "forward" in lean.words

    run(lean, sent(right_then_forward, mount, 12, off_deg=1.0, seed=seed))
    assert lean.result is (flip != "both")
    found = combine(neutral=neutral, forward=lean.forward, mirrored=lean.result)
    assert found.frame().tilt(mount(up_from_gravity_plane(6.0, -4.0))) == pytest.approx((6.0, -4.0), abs=2.5)


def test_a_first_rock_that_went_back_is_found_by_the_lean() -> None:
    mount = turned((1.0, 0.1, 0.2, 0.3))
    neutral = mount((0.0, 0.0, 1.0))
    rocking = RockingStep(neutral)
    run(rocking, sent(rocks(first=-1.0), mount, 20))
    assert rocking.result is not None
    lean = RightLeanStep(neutral, rocking.result.forward)
    run(lean, sent(held(0, 10), mount, 4))
    assert lean.result is None
    assert lean.wish == Point(10.0, 0.0)
    run(lean, sent(held(10, 0), mount, 4, start_s=4.0))
    assert lean.result is False
    assert angle_between_deg(lean.forward, mount((1.0, 0.0, 0.0))) < 1


def test_an_axis_close_to_the_sensors_own_is_set_to_it() -> None:
    mount = turned((1.0, 0.0, 0.0, 0.04))  # turned by 4.6°
    step = RockingStep((0.0, 0.0, 1.0))
    run(step, sent(rocks(), mount, 20, off_deg=1.0))
    assert step.result is not None
    assert step.result.snapped
    assert step.result.forward == pytest.approx((1.0, 0.0, 0.0))


def test_snapping_keeps_its_limits() -> None:
    up = (0.0, 0.0, 1.0)
    far = unit((1.0, 0.2, 0.0))  # 11° from x
    assert snapped(far, up) == far
    near = unit((-0.1, -1.0, 0.0))
    assert snapped(near, up) == (0.0, -1.0, 0.0)
    leaning = up_from_angles(20, 0)
    forward = unit(cross((0.1, 1.0, 0.0), leaning))
    assert snapped(forward, leaning) == forward
    tilted = up_from_angles(10, 0)
    across = snapped(unit(cross((0.1, 1.0, 0.0), tilted)), tilted)
    assert dot(across, tilted) == pytest.approx(0.0, abs=1e-12)


def test_the_rocks_are_counted() -> None:
    step = RockingStep((0.0, 0.0, 1.0))
    progress, wishes = [], []
    for reading in sent(rocks(hz=0.4), turned((1.0, 0.0, 0.0, 0.0)), 12):
        step.feed(reading)
        progress.append(step.progress)
        wishes.append(step.wish)
    assert progress == sorted(progress)
    assert {0.0, 1 / 6, 2 / 6, 3 / 6, 4 / 6, 5 / 6, 1.0} == set(progress)
    assert wishes[0] == Point(10.0, 0.0)
    assert wishes[progress.index(1 / 6)] == Point(-10.0, 0.0)
    assert wishes[progress.index(2 / 6)] == Point(10.0, 0.0)
    assert wishes[-1] is None


def test_standing_is_not_rocking() -> None:
    step = RockingStep((0.0, 0.0, 1.0), sway_deg=2.0)
    said = run(step, sent(lambda t: (0.0, 0.0), turned((1.0, 0.0, 0.0, 0.0)), 40, off_deg=1.4))
    assert step.result is None
    assert said[-1].startswith("Once more")


def test_hasty_rocks_are_asked_for_again() -> None:
    step = RockingStep((0.0, 0.0, 1.0))
    said = run(step, sent(lambda t: rocks(hz=1.4, size_deg=12.0)(t + 1.0), turned((1.0, 0.0, 0.0, 0.0)), 2.6))
    assert step.result is None
    assert said[-1].startswith("More slowly")


def test_circling_is_no_rocking() -> None:
    step = RockingStep((0.0, 0.0, 1.0))
    said = run(step, sent(lambda t: (10 * sin(2 * pi * 0.4 * t), 9 * sin(2 * pi * 0.4 * t + 1.5)), turned((1.0, 0.0, 0.0, 0.0)), 15))
    assert step.result is None
    assert any(words.startswith("Straighter") for words in said)


def test_a_forward_lean_does_not_settle_the_hand() -> None:
    step = RightLeanStep((0.0, 0.0, 1.0), (1.0, 0.0, 0.0))
    said = run(step, sent(held(12, 3), turned((1.0, 0.0, 0.0, 0.0)), 6))
    assert step.result is None
    assert said[-1] == "Only to the side: lean right"


def test_a_short_lean_does_not_settle_the_hand() -> None:
    step = RightLeanStep((0.0, 0.0, 1.0), (1.0, 0.0, 0.0))
    run(step, sent(lambda t: (0.0, -10.0 if 1 < t < 1.6 else 0.0), turned((1.0, 0.0, 0.0, 0.0)), 5))
    assert step.result is None
    assert step.progress == 0.0


def test_turning_points_leave_out_a_shift_before_the_rocks() -> None:
    shift = [0.0, -5.5, 0.0, 14.0, 0.0, -14.0, 0.0, 14.0, 0.0]
    assert turning_points(shift, 5.0) == [14.0, -14.0, 14.0, 0.0][: len(turning_points(shift, 5.0))]
    assert turning_points([0.0, 3.0, -3.0, 3.0], 5.0) == []


def test_a_thousand_samples_a_second_give_what_a_hundred_do() -> None:
    path, step = rocks(), RockingStep((0.0, 0.0, 1.0))
    for i in range(20_000):
        step.feed(Reading(i / 1000, up_from_gravity_plane(*path(i / 1000))))
        if step.finished:
            break
    assert step.result is not None
    assert Calibration(forward=step.result.forward).frame().tilt(up_from_gravity_plane(5, 2)) == pytest.approx((5, 2), abs=0.1)
