"""The ball in the dish against the closed forms of what it is: a damped oscillator, pushed."""

from __future__ import annotations

from math import cos, exp, hypot, sin, sqrt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wobblequest.drills.dish import BOUNCE, SUBSTEP_S, Ball, Dish, rolled

DISH = Dish(rim_deg=10.0, pull_per_s2=4.0, bowl_per_s2=2.0, friction_per_s=2.0)


def after(ball: Ball, dish: Dish, seconds: float, pitch: float = 0.0, roll: float = 0.0) -> Ball:
    for _ in range(round(seconds / SUBSTEP_S)):
        ball, _ = rolled(ball, dish, pitch, roll)
    return ball


def test_a_tilt_that_is_held_brings_the_ball_to_rest_at_pull_by_bowl() -> None:
    ball = after(Ball(), DISH, 20.0, 3.0, -1.0)
    assert ball == pytest.approx((6.0, -2.0, 0.0, 0.0), abs=1e-6)


@pytest.mark.parametrize("seconds", [0.5, 1.0, 2.0, 4.0])
@pytest.mark.parametrize(("bowl", "friction"), [(2.0, 2.0), (5.0, 0.5)])
def test_let_go_it_swings_as_a_damped_oscillator(bowl: float, friction: float, seconds: float) -> None:
    w = sqrt(bowl - friction**2 / 4)
    fades = exp(-friction / 2 * seconds)
    place = 5.0 * fades * (cos(w * seconds) + friction / (2 * w) * sin(w * seconds))
    speed = -5.0 * fades * bowl / w * sin(w * seconds)
    ball = after(Ball(5.0, 0.0), DISH._replace(bowl_per_s2=bowl, friction_per_s=friction), seconds)
    assert ball.pitch_deg == pytest.approx(place, abs=0.05)
    assert ball.pitch_dps == pytest.approx(speed, abs=0.08)
    assert (ball.roll_deg, ball.roll_dps) == (0.0, 0.0)


def test_without_friction_a_swing_stays_as_wide_as_it_was() -> None:
    dish, ball = DISH._replace(friction_per_s=0.0), Ball(5.0, 0.0)
    widest = 0.0
    for n in range(round(60.0 / SUBSTEP_S)):
        ball, _ = rolled(ball, dish, 0.0, 0.0)
        if n > 50.0 / SUBSTEP_S:
            widest = max(widest, abs(ball.pitch_deg))
    assert widest == pytest.approx(5.0, abs=0.02)


def test_it_bounces_off_the_rim_with_a_part_of_its_speed_and_all_of_what_goes_along_it() -> None:
    ball, hit_dps = rolled(Ball(0.0, 9.99, 3.0, 8.0), DISH._replace(bowl_per_s2=0.0, friction_per_s=0.0), 0.0, 0.0)
    assert hypot(ball.pitch_deg, ball.roll_deg) == pytest.approx(10.0)
    assert hit_dps == pytest.approx(8.0, abs=0.02)
    assert ball.roll_dps == pytest.approx(-BOUNCE * 8.0, abs=0.02)
    assert ball.pitch_dps == pytest.approx(3.0, abs=0.02)


@given(
    tilts=st.lists(st.tuples(st.floats(-30, 30), st.floats(-30, 30)), min_size=1, max_size=400),
    pull=st.floats(1.0, 128.0), bowl=st.floats(0.5, 8.0), friction=st.floats(0.3, 6.0), rim=st.floats(10.0, 15.0),
)
def test_whatever_the_tilt_the_ball_stays_in_the_dish(
    tilts: list[tuple[float, float]], pull: float, bowl: float, friction: float, rim: float,
) -> None:
    dish, ball = Dish(rim, pull, bowl, friction), Ball()
    for pitch, roll in tilts:
        ball, hit_dps = rolled(ball, dish, pitch, roll)
        assert hypot(ball.pitch_deg, ball.roll_deg) <= rim + 1e-9
        assert hit_dps >= 0.0
