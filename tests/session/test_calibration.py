from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wobblequest.core.calibration import Calibration
from wobblequest.core.errors import WobbleQuestError
from wobblequest.core.samples import Vector, dot, unit, up_from_gravity_plane
from wobblequest.session.calibration import Plane, across, combine

number = st.floats(-1, 1)
direction = st.tuples(number, number, number).filter(lambda v: dot(v, v) > 0.01).map(unit)


@given(direction)
def test_any_upright_gives_a_usable_frame_when_rocking_is_left_out(neutral: Vector) -> None:
    forward, left, up = combine(neutral=neutral).axes()
    assert up == pytest.approx(neutral)
    assert [dot(forward, up), dot(left, up), dot(forward, left)] == pytest.approx([0, 0, 0], abs=1e-9)


def test_what_is_left_out_stays_as_it_is_known() -> None:
    known = Calibration((0.0, 0.1, 0.9), (0.0, 1.0, 0.0), True, (1.0, 2.0, 3.0))
    kept = combine(known)
    assert (kept.forward, kept.mirrored, kept.gyro_bias_dps) == (known.forward, True, (1.0, 2.0, 3.0))
    assert kept.neutral == pytest.approx(unit(known.neutral))
    assert combine(known, mirrored=False, gyro_bias_dps=(0.0, 0.0, 0.0)).mirrored is False
    assert combine(known, gyro_bias_dps=(4.0, 5.0, 6.0)).gyro_bias_dps == (4.0, 5.0, 6.0)


def test_a_known_forward_that_has_become_the_upright_is_no_forward_any_more() -> None:
    found = combine(Calibration(forward=(1.0, 0.0, 0.0)), neutral=(1.0, 0.0, 0.0))
    assert found.forward == (0.0, 1.0, 0.0)


def test_a_rocked_forward_along_the_upright_is_refused_in_words() -> None:
    with pytest.raises(WobbleQuestError, match="rock again"):
        combine(neutral=(0.0, 0.0, 1.0), forward=unit((0.1, 0.0, 1.0)))


@given(direction, st.floats(-80, 80), st.floats(0, 360))
def test_the_plane_tells_the_angle_from_the_upright(neutral: Vector, angle_deg: float, turn_deg: float) -> None:
    from math import cos, hypot, radians, sin

    plane = Plane(neutral)
    away = plane.direction(cos(radians(turn_deg)), sin(radians(turn_deg)))
    a = radians(angle_deg)
    up = tuple(cos(a) * n + sin(a) * d for n, d in zip(neutral, away, strict=True))
    x, y = plane.place(up)  # type: ignore[arg-type]
    assert hypot(x, y) == pytest.approx(abs(angle_deg), abs=1e-6)
    assert (x, y) == pytest.approx((angle_deg * cos(radians(turn_deg)), angle_deg * sin(radians(turn_deg))), abs=1e-6)


def test_combined_by_hand_it_reads_the_tilt_that_was_there() -> None:
    found = combine(neutral=(0.0, 0.0, 1.0), forward=across((0.0, 0.0, 1.0), (1.0, 0.0, 0.2)))
    assert found.frame().tilt(up_from_gravity_plane(7.0, -3.0)) == pytest.approx((7.0, -3.0))
