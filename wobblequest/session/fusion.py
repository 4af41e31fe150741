"""From accelerometer and gyroscope to the upright: a complementary filter on the gravity vector.

Boards that send fused angles or a quaternion leave nothing to do, and boards without a gyroscope nothing to do it with:
their ``up`` goes through unchanged.
"""

from __future__ import annotations

from math import radians, sqrt

from wobblequest.core.samples import Reading, Vector

TAU_S = 0.75
LONGEST_STEP_S = 0.2
START_ANEW_AFTER_S = 0.25
"""A longer silence is a gap: the turn that the gyroscope did not tell would be seen for seconds after it."""
SPIKE = 0.3
LENGTH_TAU_S = 2.0

STILL_S = 1.0
STILL_RATE_SD_DPS = 0.3
STILL_LENGTH_SD_G = 0.02
BIAS_SHARE = 0.1
"""How much of a still second's mean rate goes into the bias: slow, so that one mistaken second moves the upright little."""

_DEG = radians(1.0)


class Fusion:
    """Fuses readings, in order, into up vectors. The same readings always give the same vectors.

    Between samples the vector is turned by the gyroscope (du/dt = u × ω, mean of the rates at both ends); then it is drawn
    towards the accelerometer's with weight dt/(τ+dt) (Mahony, Hamel & Pflimlin 2008 in its simplest form, without the
    integral term). Deviations: dt is measured and at most 0.2 s; the accelerometer is not believed while its length is more
    than 30 % off its own running mean (a blow on the rim); after a gap of more than 0.25 s it is believed at once; the bias is
    refined from seconds in which nothing moved.

    Parameters
    ----------
    gyro_bias_dps : what the gyroscope says when nothing moves, deg/s about the sensor's axes.
    tau_s : time constant in s: how long the gyroscope is trusted.
    """

    def __init__(self, gyro_bias_dps: Vector = (0.0, 0.0, 0.0), tau_s: float = TAU_S) -> None:
        self.gyro_bias_dps = gyro_bias_dps
        self._tau_s = tau_s
        self._t_s: float | None = None
        self._up: Vector = (0.0, 0.0, 1.0)
        self._rate: Vector = (0.0, 0.0, 0.0)
        self._mean_g = 1.0
        self._still = Stillness()

    def up(self, reading: Reading) -> Vector:
        """The unit up vector (sensor axes) after one more reading."""
        t_s, accel, rate, length_g, _ = reading
        if length_g is None or rate is None:
            return accel
        quiet = self._still.feed(t_s, rate, length_g)
        if quiet is not None:
            old = self.gyro_bias_dps
            self.gyro_bias_dps = (
                old[0] + BIAS_SHARE * (quiet[0] - old[0]),
                old[1] + BIAS_SHARE * (quiet[1] - old[1]),
                old[2] + BIAS_SHARE * (quiet[2] - old[2]),
            )
        before, self._t_s = self._t_s, t_s
        last, self._rate = self._rate, rate
        if before is None or t_s - before > START_ANEW_AFTER_S:
            self._mean_g, self._up = length_g, accel
            return accel
        dt = min(max(t_s - before, 0.0), LONGEST_STEP_S)

        bias = self.gyro_bias_dps
        half = 0.5 * dt * _DEG
        wx = (last[0] + rate[0] - 2 * bias[0]) * half
        wy = (last[1] + rate[1] - 2 * bias[1]) * half
        wz = (last[2] + rate[2] - 2 * bias[2]) * half
        ux, uy, uz = self._up
        x, y, z = ux + uy * wz - uz * wy, uy + uz * wx - ux * wz, uz + ux * wy - uy * wx

        mean = self._mean_g
        off = length_g - mean
        limit = SPIKE * mean
        if -limit <= off <= limit:
            keep = self._tau_s / (self._tau_s + dt)
            # The turned vector is at length 1 again first: it grew by the step's square, and must not outweigh the other.
            turned = keep / sqrt(x * x + y * y + z * z)
            share = 1.0 - keep
            x, y, z = x * turned + accel[0] * share, y * turned + accel[1] * share, z * turned + accel[2] * share
        else:
            off = limit if off > 0 else -limit
        self._mean_g = mean + off * dt / (LENGTH_TAU_S + dt)
        n = sqrt(x * x + y * y + z * z)
        self._up = up = (x / n, y / n, z / n)
        return up


class Stillness:
    """Finds seconds in which nothing moved: rates' SD < 0.3 °/s on each axis and the accelerometer's length SD < 20 mg.

    Sums are taken about the second's first values, so that a large bias costs no digits.
    """

    def __init__(self) -> None:
        self._n = 0

    def feed(self, t_s: float, rate: Vector, length_g: float) -> Vector | None:
        """The mean rate (deg/s) of a second that has just ended and was still; else None."""
        if self._n == 0:
            self._restart(t_s, rate, length_g)
            return None
        x, y, z = rate[0] - self._x0, rate[1] - self._y0, rate[2] - self._z0
        g = length_g - self._g0
        self._x += x
        self._y += y
        self._z += z
        self._g += g
        self._xx += x * x
        self._yy += y * y
        self._zz += z * z
        self._gg += g * g
        self._n += 1
        if 0.0 <= t_s - self._began_s < STILL_S:
            return None
        n = self._n
        mx, my, mz, mg = self._x / n, self._y / n, self._z / n, self._g / n
        most = STILL_RATE_SD_DPS**2
        still = (
            n >= 10
            and t_s - self._began_s < 2 * STILL_S
            and self._xx / n - mx * mx < most
            and self._yy / n - my * my < most
            and self._zz / n - mz * mz < most
            and self._gg / n - mg * mg < STILL_LENGTH_SD_G**2
        )
        found = (mx + self._x0, my + self._y0, mz + self._z0) if still else None
        self._restart(t_s, rate, length_g)
        return found

    def _restart(self, t_s: float, rate: Vector, length_g: float) -> None:
        self._n, self._began_s = 1, t_s
        self._x0, self._y0, self._z0 = rate
        self._g0 = length_g
        self._x = self._y = self._z = self._g = 0.0
        self._xx = self._yy = self._zz = self._gg = 0.0
