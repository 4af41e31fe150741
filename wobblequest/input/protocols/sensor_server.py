"""``sensor-server``: what the Android app “SensorServer” (umer0586/SensorServer) sends over its WebSocket, one JSON object a message.

``{"accuracy":3,"timestamp":3925657519043709,"type":"android.sensor.accelerometer","values":[0.319,-0.978,10.05]}``: a message for each
event of each sensor that was asked for; nanoseconds since the phone was started; without ``type`` where only one sensor was asked for, and
then it is the accelerometer, since that is what is asked for here. Accelerometer in m/s², gyroscope in rad/s, in Android's axes: x to the
right of the screen, y to its top, z out of it.

Source: the app's own documentation and source code [V]; no phone was at hand. Strategy: each event of the accelerometer is a sample, with
the gyroscope's newest rates, if they are no older than half a second; other sensors are left out.
"""

from __future__ import annotations

from collections.abc import Hashable

from wobblequest.core.messages import message
from wobblequest.core.samples import Vector, up_from_angles
from wobblequest.input.protocols.frame import Frame
from wobblequest.input.protocols.layout import DEG_PER_RAD, MOST_DPS, RATES_FOR_S, Layout, NoLayout
from wobblequest.input.protocols.line_table import LineTable
from wobblequest.input.protocols.phone_json import number_of, object_of, vector_of

ONE_G = 9.80665
ACCELEROMETER, GYROSCOPE = "android.sensor.accelerometer", "android.sensor.gyroscope"
_NS_PER_S = 1e9

_LAYOUTS: dict[Hashable, Layout] = {
    "accel": Layout("accel", (1, 2, 3), ONE_G, time_at=0),
    "accel and gyro": Layout("accel", (1, 2, 3), ONE_G, (4, 5, 6), 1.0 / DEG_PER_RAD, time_at=0),
}


class SensorServerDecoder(LineTable):
    """Decoder of ``sensor-server``."""

    name = "sensor-server"

    def __init__(self) -> None:
        super().__init__(lambda shape: _LAYOUTS.get(shape) or NoLayout(""))
        self._gyro: list[float] = []
        self._gyro_s = 0.0
        self._others = 0

    @property
    def why(self) -> str:
        return self._table.why or (message("a phone's SensorServer without its accelerometer") if self._others >= 5 else "")

    def cut(self) -> None:
        super().cut()
        self._gyro = []

    def _line(self, line: bytes, size: int) -> list[Frame]:
        event = object_of(line) if b'"values"' in line and b'"timestamp"' in line and b'"accuracy"' in line else None
        if event is None:
            return self._no_row(line, size)
        t_ns, values, sensor = number_of(event.get("timestamp")), vector_of(event.get("values")), event.get("type", ACCELEROMETER)
        if sensor not in (ACCELEROMETER, GYROSCOPE):
            self._others += 1
            return self._companion(size)
        if t_ns is None or values is None:
            return self._no_row(line, size)
        if sensor == GYROSCOPE:
            if max(map(abs, values)) * DEG_PER_RAD > MOST_DPS:
                return self._no_row(line, size)
            self._gyro, self._gyro_s = values, t_ns / _NS_PER_S
            return self._companion(size)
        if not abs(t_ns / _NS_PER_S - self._gyro_s) <= RATES_FOR_S:
            self._gyro = []
        shape = "accel and gyro" if self._gyro else "accel"
        return self._table.add(shape, [t_ns / _NS_PER_S, *values, *self._gyro], 0, size)


class SensorServerEncoder:
    """The app when it was asked for the accelerometer and, where rates are told, the gyroscope; its events come in turn."""

    name = "sensor-server"

    def boot(self) -> bytes:
        return b""

    def encode(self, t_s: float, pitch_deg: float, roll_deg: float, rate_dps: Vector | None = None) -> bytes:
        t_ns = round(t_s * _NS_PER_S)
        x, y, z = (ONE_G * part for part in up_from_angles(pitch_deg, roll_deg))
        accel = _event(t_ns, ACCELEROMETER, (x, y, z))
        if rate_dps is None:
            return accel
        a, b, c = rate_dps
        return _event(t_ns, GYROSCOPE, (a / DEG_PER_RAD, b / DEG_PER_RAD, c / DEG_PER_RAD)) + accel


def _event(t_ns: int, sensor: str, values: Vector) -> bytes:
    return b'{"accuracy":3,"timestamp":%d,"type":"%b","values":[%.7f,%.7f,%.7f]}\n' % (t_ns, sensor.encode(), *values)
