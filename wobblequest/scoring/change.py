"""Change over time in one person's primary measure: has something changed by more than chance?"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

Verdict = Literal["real", "possible", "none", "too-early"]
ChangeDirection = Literal["better", "worse", "none"]


@dataclass(frozen=True, slots=True)
class PastValue:
    """One trial's value of the measure. started : local time with offset, ISO 8601."""

    session_id: str
    started: str
    value: float


@dataclass(frozen=True, slots=True)
class SessionValue:
    """One session: the median of its trials. practice : one of the first two, which do not count. started : of its first trial."""

    session_id: str
    started: str
    value: float
    trials: int
    practice: bool


@dataclass(frozen=True, slots=True)
class Trend:
    """A straight line through the last sessions: change a session with its 95 % interval, in the measure's unit."""

    slope: float
    low: float
    high: float
    sessions: int


@dataclass(frozen=True, slots=True)
class Progress:
    """How one measure changed over the sessions. Values are in the measure's unit, None where not known yet.

    sessions : one value a session, oldest first. baseline : median of the first three after practice. change : newest session
    minus baseline. sem : how much a session varies by chance; ``sem_is_own`` where it comes from this person's sessions.
    mdc95 : a change beyond it is more than chance. swc : the smallest worthwhile change. words : one sentence for the person.
    """

    measure: str
    higher_is_better: bool
    sessions: tuple[SessionValue, ...]
    verdict: Verdict
    direction: ChangeDirection
    words: str
    baseline: float | None = None
    change: float | None = None
    sem: float | None = None
    sem_is_own: bool = False
    mdc95: float | None = None
    swc: float | None = None
    trend: Trend | None = None


def assess(values: Sequence[PastValue], *, measure: str, higher_is_better: bool) -> Progress:
    return Progress(measure, higher_is_better, (), "too-early", "none", "There is nothing to compare yet.")
