from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wobblequest.core.calibration import Calibration
from wobblequest.core.samples import angles_from_up, dot, up_from_angles, up_from_gravity_plane

tilts = st.floats(-40.0, 40.0)


@given(tilts, tilts)
def test_an_unturned_sensor_reads_gravity_plane_angles_exactly(pitch: float, roll: float) -> None:
    up = up_from_gravity_plane(pitch, roll)
    assert Calibration().frame().tilt(up) == pytest.approx((pitch, roll), abs=1e-9)


@given(tilts)
def test_one_axis_at_a_time_the_gravity_plane_is_what_decode_prints(angle: float) -> None:
    for up in (up_from_angles(angle, 0.0), up_from_angles(0.0, angle)):
        assert Calibration().frame().tilt(up) == pytest.approx(angles_from_up(up), abs=1e-9)


def test_a_sensor_turned_left_by_90_degrees() -> None:
    # The sensor's x axis points to the board's left: forward is the sensor's −y.
    turned = Calibration(forward=(0.0, -1.0, 0.0)).frame()
    toes_down = (0.0, 0.17364817766693033, 0.984807753012208)  # up leans to the heels, which lie along the sensor's +y
    assert turned.tilt(toes_down) == pytest.approx((10.0, 0.0))


def test_a_sensor_upside_down() -> None:
    calibration = Calibration(neutral=(0.0, 0.0, -1.0), forward=(1.0, 0.0, 0.0))
    up = (-0.17364817766693033, 0.0, -0.984807753012208)
    assert calibration.frame().tilt(up) == pytest.approx((10.0, 0.0))


def test_a_mirrored_source_has_left_and_right_swapped() -> None:
    up = up_from_gravity_plane(3.0, 5.0)
    assert Calibration(mirrored=True).frame().tilt(up) == pytest.approx((3.0, -5.0))


@given(st.tuples(tilts, tilts), st.tuples(st.floats(-1, 1), st.floats(-1, 1), st.floats(-0.2, 0.2)))
def test_axes_are_a_right_angled_frame(neutral: tuple[float, float], forward: tuple[float, float, float]) -> None:
    calibration = Calibration(up_from_angles(*neutral), forward)
    try:
        f, left, n = calibration.axes()
    except ZeroDivisionError:
        return
    for a, b, expected in ((f, f, 1), (left, left, 1), (n, n, 1), (f, left, 0), (f, n, 0), (left, n, 0)):
        assert dot(a, b) == pytest.approx(expected, abs=1e-6)
    assert calibration.frame().tilt(n) == pytest.approx((0.0, 0.0), abs=1e-6)
