from __future__ import annotations

from math import cos, hypot, radians, sin

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wobblequest.core.samples import (
    angle_between_deg,
    angles_from_up,
    up_from_angles,
    up_from_gravity_plane,
    up_from_quaternion,
)

angles = st.floats(-89.0, 89.0)


def test_front_edge_down_is_positive_pitch() -> None:
    # x forward, y left, z up: with the toes down the sensor's x axis points below the horizon, so up has a negative x.
    assert up_from_angles(10.0, 0.0)[0] < 0
    assert angles_from_up(up_from_angles(10.0, 0.0)) == pytest.approx((10.0, 0.0))


def test_right_edge_down_is_positive_roll() -> None:
    assert up_from_angles(0.0, 10.0)[1] > 0
    assert angles_from_up(up_from_angles(0.0, 10.0)) == pytest.approx((0.0, 10.0))


@given(angles, st.floats(-179.0, 179.0))
def test_angles_come_back(pitch: float, roll: float) -> None:
    up = up_from_angles(pitch, roll)
    assert hypot(*up) == pytest.approx(1.0)
    assert angles_from_up(up) == pytest.approx((pitch, roll), abs=1e-6)


@given(angles, st.floats(-179.0, 179.0), st.floats(-180.0, 180.0), st.floats(0.1, 10.0))
def test_quaternion_of_any_length_and_yaw_gives_the_same_up(pitch: float, roll: float, yaw: float, length: float) -> None:
    # ZYX Euler to quaternion, as in Diebel (2006), "Representing attitude", eq. for (1,2,3) rotations.
    p, r, y = radians(pitch) / 2, radians(roll) / 2, radians(yaw) / 2
    w = cos(r) * cos(p) * cos(y) + sin(r) * sin(p) * sin(y)
    qx = sin(r) * cos(p) * cos(y) - cos(r) * sin(p) * sin(y)
    qy = cos(r) * sin(p) * cos(y) + sin(r) * cos(p) * sin(y)
    qz = cos(r) * cos(p) * sin(y) - sin(r) * sin(p) * cos(y)
    up = up_from_quaternion(w * length, qx * length, qy * length, qz * length)
    assert angle_between_deg(up, up_from_angles(pitch, roll)) < 1e-4


def test_small_angles_between_vectors_are_exact() -> None:
    a, b = up_from_angles(0.0, 0.0), up_from_angles(1e-5, 0.0)
    assert angle_between_deg(a, b) == pytest.approx(1e-5, rel=1e-6)


@given(st.floats(-60.0, 60.0), st.floats(-60.0, 60.0))
def test_gravity_plane_vectors_have_length_one(pitch: float, roll: float) -> None:
    assert hypot(*up_from_gravity_plane(pitch, roll)) == pytest.approx(1.0)
