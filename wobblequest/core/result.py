"""What a trial amounts to: measures with units, points, stars, and how good the signal was."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from math import isfinite
from typing import Any, Literal

Value = float | tuple[float, ...]


@dataclass(frozen=True, slots=True)
class Measure:
    """A measured value with its unit; or None with the reason why it cannot be computed. Never NaN.

    Raises ValueError where the value is not finite, or is absent without a reason.
    """

    value: Value | None
    unit: str
    why: str | None = None

    def __post_init__(self) -> None:
        if self.value is None:
            if not self.why:
                raise ValueError("a measure without a value needs a reason")
            return
        parts = self.value if isinstance(self.value, tuple) else (self.value,)
        if not all(isfinite(p) for p in parts):
            raise ValueError(f"a measure must be finite or absent with a reason, got {self.value}")

    def to_json(self) -> dict[str, Any]:
        out: dict[str, Any] = {"value": list(self.value) if isinstance(self.value, tuple) else self.value, "unit": self.unit}
        if self.why is not None:
            out["why"] = self.why
        return out

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> Measure:
        value = data["value"]
        return cls(tuple(value) if isinstance(value, list) else value, data["unit"], data.get("why"))


def absent(unit: str, why: str) -> Measure:
    """A measure that cannot be computed, and why."""
    return Measure(None, unit, why)


QualityWord = Literal["", "good", "fair", "poor"]


@dataclass(frozen=True, slots=True)
class Quality:
    """How good the signal was (`session.signal` measures and judges it).

    rate_hz : samples a second outside gaps that say something new, None where there is none. gaps : silences longer than 0.1 s (than 2.5
    usual steps of a board that sends fewer than 25 samples a second); a moving board's sensor that stops at once is silent, too.
    lost_s : seconds lost in gaps. faults : damaged frames. jitter_ms : SD of the steps between samples outside gaps with none missing.
    missing_pct : share of samples that never came (steps of 1.5 usual ones or more), came twice, or out of order. spikes : jumps away and
    back faster than a board can. saturated_pct : share of samples in which the sensor was at the end of its range. stuck : the axis that
    did not change while another did (``front-back``, ``left-right``, ``vertical``, of a sensor with x forward and y left), ``gyro`` for a
    gyroscope that told of no turn, ``both`` for a sensor that repeats itself although it could tell more, or "".
    drift_deg_per_min : of the upright while the board lay still, None where it did not for two stretches of 5 s.
    word : "good", "fair", "poor" (the trial does not count); "" in results of older programs. reason : one short clause for "fair" and
    "poor", else "".
    """

    rate_hz: float | None
    gaps: int
    faults: int
    lost_s: float
    jitter_ms: float | None = None
    missing_pct: float | None = None
    spikes: int = 0
    saturated_pct: float = 0.0
    stuck: str = ""
    drift_deg_per_min: float | None = None
    word: QualityWord = ""
    reason: str = ""

    def to_json(self) -> dict[str, Any]:
        return asdict(self)


@dataclass(frozen=True, slots=True)
class Result:
    """The result of one trial, as it is stored, printed and shown."""

    trial_id: str
    level: str
    drill: str
    source: str
    completed: bool
    duration_s: float
    seed: int
    measures: Mapping[str, Measure]
    points: int | None
    stars: int | None
    scoring_version: int
    quality: Quality
    notes: tuple[str, ...] = field(default=())
    """Sentences on what a reader must know of this trial, for example why it does not count in progress."""

    def to_json(self) -> dict[str, Any]:
        return {
            "trial_id": self.trial_id, "level": self.level, "drill": self.drill, "source": self.source,
            "completed": self.completed, "duration_s": self.duration_s, "seed": self.seed,
            "measures": {name: measure.to_json() for name, measure in self.measures.items()},
            "points": self.points, "stars": self.stars, "scoring_version": self.scoring_version,
            "quality": self.quality.to_json(), "notes": list(self.notes),
        }

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> Result:
        fields = {k: data[k] for k in ("trial_id", "level", "drill", "source", "completed", "duration_s", "seed", "points", "stars",
                                       "scoring_version")}
        measures = {name: Measure.from_json(m) for name, m in data["measures"].items()}
        return cls(**fields, measures=measures, quality=Quality(**data["quality"]), notes=tuple(data.get("notes", ())))
