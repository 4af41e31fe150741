"""``zig-sim``: what the app ZIG SIM (iOS, Android) sends over UDP with its message format JSON, one object a packet.

``{"device":{"name":"…","uuid":"…","os":"ios",…},"timestamp":"…","sensordata":{"gravity":{"x":0.01,"y":-0.02,"z":-0.99},…}}``: with each
sensor that is switched on in the app. GRAVITY is needed: ACCEL is without gravity there, and tells nothing of tilt.

Source: the app's own pages, an article of its makers on what each sensor says, and public receivers [V for the envelope and ``accel``];
that gravity stands under ``gravity`` and which way it points are [K]: on iOS it points down (−1 g on z with the screen up), on Android it
is the reaction to it, up. Should that be wrong, all tilts are upside down, and calibration turns them round. Gravity is fused by the
phone: nothing is left to fuse. The time stamp is the time of day, and is not used.
"""

from __future__ import annotations

import re

from wobblequest.core.messages import message
from wobblequest.core.samples import Vector, up_from_angles
from wobblequest.input.protocols.frame import Frame
from wobblequest.input.protocols.layout import Layout
from wobblequest.input.protocols.line_table import LineTable
from wobblequest.input.protocols.phone_json import number_of, object_of, part_of

ONE_G = 9.80665
_SHAPE_G, _SHAPE_MS2 = "g", "m/s²"
_LAYOUTS = {_SHAPE_G: Layout("accel", (0, 1, 2), 1.0), _SHAPE_MS2: Layout("accel", (0, 1, 2), ONE_G)}
_MOST_G = 1.5
"""Gravity is 1 g: what is longer is in m/s²."""
_UUID = re.compile(r"[\w-]{1,64}")


class ZigSimDecoder(LineTable):
    """Decoder of ``zig-sim``. ``identity`` is the id that the app made for this phone."""

    name = "zig-sim"

    def __init__(self) -> None:
        super().__init__(lambda shape: _LAYOUTS[str(shape)])
        self._without = 0
        self.identity = ""

    @property
    def why(self) -> str:
        without = message("a phone's ZIG SIM without gravity: switch GRAVITY on among its sensors")
        return self._table.why or (without if self._without >= 5 else "")

    def finish(self) -> list[Frame]:
        return _fused(super().finish())

    def _line(self, line: bytes, size: int) -> list[Frame]:
        packet = object_of(line) if b'"sensordata"' in line else None
        if packet is None:
            return self._no_row(line, size)
        gravity = part_of(packet.get("sensordata"), "gravity")
        parts = [number_of(part_of(gravity, axis)) for axis in "xyz"]
        row = [part for part in parts if part is not None]
        if len(row) < 3:
            self._without += 1
            return self._no_row(line, size)
        device = packet.get("device")
        uuid = part_of(device, "uuid")
        if isinstance(uuid, str) and _UUID.fullmatch(uuid):
            self.identity = uuid
        if str(part_of(device, "os")).lower() == "ios":
            row = [-part for part in row]
        shape = _SHAPE_MS2 if max(map(abs, row)) > _MOST_G else _SHAPE_G
        return _fused(self._table.add(shape, row, 0, size))


def _fused(frames: list[Frame]) -> list[Frame]:
    return [frame._replace(accel_g=None) for frame in frames]


class ZigSimEncoder:
    """An iPhone with GRAVITY switched on."""

    name = "zig-sim"

    def boot(self) -> bytes:
        return b""

    def encode(self, t_s: float, pitch_deg: float, roll_deg: float, rate_dps: Vector | None = None) -> bytes:
        x, y, z = up_from_angles(pitch_deg, roll_deg)
        return (
            b'{"device":{"name":"Phone","uuid":"0A1B2C3D-0000-4000-8000-00000000F00D","os":"ios","osversion":"17.0"},'
            b'"timestamp":"2026/01/01 00:00:%06.3f","sensordata":{"gravity":{"x":%.7f,"y":%.7f,"z":%.7f}}}\n'
        ) % (t_s % 60, -x, -y, -z)
