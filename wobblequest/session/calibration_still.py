"""The two still steps of a calibration: the board alone (gyroscope bias), and the person standing (neutral)."""

from __future__ import annotations

from dataclasses import dataclass
from math import sqrt
from statistics import fmean, median

from wobblequest.core.arena import Point
from wobblequest.core.messages import aloud
from wobblequest.core.samples import Reading, Vector, angle_between_deg, unit
from wobblequest.session.fusion import STILL_S, TAU_S, Fusion, Stillness

STAND_S = 2.0
SETTLE_S = 0.5
FUSED_SETTLE_S = 2 * TAU_S
"""Of a board whose readings are fused here: an unknown bias moves the upright by bias × τ, and until then it is on its way there."""
MOST_SWAY_DEG = 3.0
MOST_TRIES = 4
MOST_SWAY_AT_LAST_DEG = 6.0
BLOCKS = 10
LONGEST_GAP_S = 0.25
GIVE_UP_S = 10.0


class BiasStep:
    """The gyroscope's bias: its mean over the first second in which the board lay still.

    A board whose readings have no rates, or angles that are fused already, needs none and is done at once. A board that does
    not lie still within 10 s is left as it is: fusion goes on refining whenever it does. ``result`` is deg/s about the
    sensor's axes, or None where nothing was measured.
    """

    wish: Point | None = None

    def __init__(self) -> None:
        self.result: Vector | None = None
        self.finished = False
        self.progress = 0.0
        self.words: str = aloud("Leave the board alone for a moment")
        self._still = Stillness()
        self._began_s: float | None = None
        self._second_s = 0.0

    def feed(self, reading: Reading) -> None:
        if self.finished:
            return
        if reading.rate_dps is None or reading.accel_g is None:
            self._end(aloud("This board needs no rest"))
            return
        if self._began_s is None:
            self._began_s = self._second_s = reading.t_s
        mean = self._still.feed(reading.t_s, reading.rate_dps, reading.accel_g)
        if mean is not None:
            self.result = mean
            self._end(aloud("The board is at rest"))
        elif reading.t_s - self._began_s > GIVE_UP_S:
            self._end(aloud("It never lay still: left as known"))
        else:
            if reading.t_s - self._second_s >= STILL_S:
                self._second_s = reading.t_s
                self.words = aloud("It moved: leave the board alone")
            self.progress = min(1.0, max(0.0, (reading.t_s - self._second_s) / STILL_S))

    def _end(self, words: str) -> None:
        self.finished, self.progress, self.words = True, 1.0, words


@dataclass(frozen=True, slots=True)
class Stance:
    """How the person stands still.

    neutral : unit up vector in sensor axes. sway_deg : RMS angle from it over both axes. calm : False where even the
    quietest try had more than 3° of sway.
    """

    neutral: Vector
    sway_deg: float
    calm: bool


class NeutralStep:
    """Standing still for 2 s: the mean upright, and how much the person sways.

    The upright is the median of means of ten blocks (so that one twitch moves it little). A try with more than 3° of sway
    (RMS) is taken again; after four tries the quietest is taken if it is under 6°, so that nobody is kept standing.

    Parameters
    ----------
    gyro_bias_dps : of the board, for fusion.
    """

    wish: Point | None = None

    def __init__(self, gyro_bias_dps: Vector = (0.0, 0.0, 0.0)) -> None:
        self.result: Stance | None = None
        self.words: str = aloud("Stand still")
        self.progress = 0.0
        self._fusion = Fusion(gyro_bias_dps)
        self._samples: list[tuple[float, Vector]] = []
        self._from_s: float | None = None
        self._last_s = 0.0
        self._tries: list[Stance] = []

    @property
    def finished(self) -> bool:
        return self.result is not None

    def feed(self, reading: Reading) -> None:
        if self.finished:
            return
        t_s, up = reading.t_s, self._fusion.up(reading)
        settle_s = SETTLE_S if reading.rate_dps is None or reading.accel_g is None else FUSED_SETTLE_S
        if self._from_s is None:
            self._from_s = t_s + settle_s
        elif t_s - self._last_s > LONGEST_GAP_S:
            self._again(t_s + settle_s, aloud("The board was silent: stand still again"))
        self._last_s = t_s
        if t_s < self._from_s:
            return
        self._samples.append((t_s, up))
        self.progress = min(1.0, (t_s - self._from_s) / STAND_S)
        if t_s - self._from_s >= STAND_S:
            self._judge(t_s)

    def _judge(self, t_s: float) -> None:
        stance = stance_of(self._samples)
        if stance is None:
            self._again(t_s, aloud("Too few samples: stand still again"))
            return
        self._tries.append(stance)
        best = min(self._tries, key=lambda s: s.sway_deg)
        if stance.calm or (len(self._tries) >= MOST_TRIES and best.sway_deg <= MOST_SWAY_AT_LAST_DEG):
            self.result, self.progress = (stance if stance.calm else best), 1.0
            self.words = aloud("Good") if stance.calm else aloud("Taken from your quietest try")
        else:
            self._again(t_s, aloud("Too much sway: stand still again"))

    def _again(self, from_s: float, words: str) -> None:
        self._samples, self._from_s, self.words, self.progress = [], from_s, words, 0.0


def stance_of(samples: list[tuple[float, Vector]]) -> Stance | None:
    """The stance over samples (time, up vector); None where they are too few for ten blocks' means."""
    if len(samples) < BLOCKS:
        return None
    size = len(samples) / BLOCKS
    blocks = [[up for _, up in samples[int(i * size) : int((i + 1) * size)]] for i in range(BLOCKS)]
    middle = [median(fmean(up[axis] for up in block) for block in blocks) for axis in range(3)]
    neutral = unit((middle[0], middle[1], middle[2]))
    sway = sqrt(fmean(angle_between_deg(up, neutral) ** 2 for _, up in samples))
    return Stance(neutral, sway, sway <= MOST_SWAY_DEG)
