"""What names of columns and keys say."""

from __future__ import annotations

import pytest

from wobblequest.input.protocols.names import read_name


@pytest.mark.parametrize(("text", "role", "unit"), [
    ("Pitch", "pitch", ""), ("roll_deg", "roll", "deg"), ("Roll (rad)", "roll", "rad"), ("P", "pitch", ""), ("heading", "yaw", ""),
    ("acc_x", "ax", ""), ("AccelY", "ay", ""), ("acc.z (m/s^2)", "az", "m/s2"), ("gyroX [dps]", "gx", "dps"), ("gx_dps", "gx", "dps"),
    ("angleX", "roll", ""), ("angle_y", "pitch", ""), ("t", "t", ""), ("time_ms", "t", "ms"), ("millis", "t", "ms"), ("t_s", "t", "s"),
    ("timestamp (us)", "t", "us"), ("qw", "qw", ""), ("q3", "qz", ""), ("X", "x", ""), ("deg Roll", "roll", ""),
    ("Temperature", "other", ""),
    ("oll", "", ""), ("", "", ""), ("counter", "other", ""), ("a_g", "", ""),
])
def test_names(text: str, role: str, unit: str) -> None:
    name = read_name(text.encode())
    assert name.role == role
    if role not in ("", "other"):
        assert name.unit == unit
