"""Change over time in one person's primary measure: has something changed by more than chance?

A session's value is the median of its trials. The first two sessions are practice. The baseline is the median of the three
after them. A session differs from the baseline by more than chance where the difference exceeds MDC95 against the mean of
three baselines; a change is *real* where the last two sessions do so in the same direction, *possible* where the last session
differs by more than the smallest worthwhile change, and otherwise there is none shown.

How much results vary by chance comes from the person's own sessions once there are six after practice; before that from what
is ordinary for the measure (`variability.ORDINARY`); it is never less than half of the measure's last digit
(`variability.least_sem`). Where that is not known either, it is too early to say. Where nobody
knows how much people differ, one typical error stands in for the smallest worthwhile change.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from math import isfinite
from statistics import median
from typing import Literal

from wobblequest.core.errors import WobbleQuestError
from wobblequest.core.messages import counted, message
from wobblequest.scoring.register import MEASURES
from wobblequest.scoring.variability import (
    ORDINARY,
    Ordinary,
    Trend,
    least_sem,
    mdc95_against,
    sem_of_sessions,
    smallest_worthwhile,
    trend_of,
)

__all__ = ["PastValue", "Progress", "SessionValue", "Trend", "assess", "sessions_of"]

PRACTICE_SESSIONS, BASELINE_SESSIONS, OWN_SEM_SESSIONS = 2, 3, 6
TREND_LEAST, TREND_MOST = 5, 8

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


def assess(
    values: Sequence[PastValue], *, measure: str, higher_is_better: bool, between_people: float | None = None,
) -> Progress:
    """What the trials so far say of change.

    Parameters
    ----------
    values : of the trials that may be compared (same level, stance, eyes, board, source), oldest first.
    measure : its name, for what is ordinary. higher_is_better : its direction.
    between_people : SD of the measure between people, where the caller knows a better one than is known here.

    Raises WobbleQuestError where a value is not a finite number.
    """
    sessions = sessions_of(values)
    counted = [session.value for session in sessions if not session.practice]
    progress = Progress(measure, higher_is_better, sessions, "too-early", "none", "")
    if len(counted) >= TREND_LEAST:
        progress = replace(progress, trend=trend_of(counted[-TREND_MOST:]))
    if len(counted) < BASELINE_SESSIONS:
        return replace(progress, words=_wait(len(sessions), PRACTICE_SESSIONS + BASELINE_SESSIONS + 1))
    baseline = median(counted[:BASELINE_SESSIONS])
    ordinary = ORDINARY.get(measure, Ordinary())
    own = len(counted) >= OWN_SEM_SESSIONS
    sem = sem_of_sessions(counted) if own else ordinary.sem(baseline)
    if sem is not None and measure in MEASURES:
        sem = max(sem, least_sem(measure))
    progress = replace(progress, baseline=baseline, sem=sem, sem_is_own=own)
    if sem is not None:
        people = ordinary.between_people if between_people is None else between_people
        swc = sem if people is None else smallest_worthwhile(people)
        progress = replace(progress, mdc95=mdc95_against(sem, BASELINE_SESSIONS), swc=swc)
    later = [value - baseline for value in counted[BASELINE_SESSIONS:]]
    if not later or progress.mdc95 is None or progress.swc is None:
        enough = BASELINE_SESSIONS + 1 if progress.mdc95 is not None else OWN_SEM_SESSIONS
        return replace(progress, change=later[-1] if later else None, words=_wait(len(sessions), PRACTICE_SESSIONS + enough))
    verdict, direction = _verdict(later, progress.mdc95, progress.swc, higher_is_better)
    return replace(progress, change=later[-1], verdict=verdict, direction=direction, words=_WORDS[verdict, direction])


def sessions_of(values: Sequence[PastValue]) -> tuple[SessionValue, ...]:
    """One value a session, in the order in which they came. Raises WobbleQuestError where a value is not a finite number."""
    by_session: dict[str, list[PastValue]] = {}
    for value in values:
        if not isfinite(value.value):
            raise WobbleQuestError(f"a session's value must be a finite number, got {value.value} in session {value.session_id}")
        by_session.setdefault(value.session_id, []).append(value)
    return tuple(
        SessionValue(name, trials[0].started, median(trial.value for trial in trials), len(trials), i < PRACTICE_SESSIONS)
        for i, (name, trials) in enumerate(by_session.items())
    )


def _verdict(later: Sequence[float], mdc95: float, swc: float, higher_is_better: bool) -> tuple[Verdict, ChangeDirection]:
    """From differences to the baseline, oldest first, at least one."""
    last = later[-1]
    direction: ChangeDirection = "better" if (last > 0) == higher_is_better else "worse"
    beyond = abs(last) > mdc95
    if beyond and len(later) >= 2 and abs(later[-2]) > mdc95 and (later[-2] > 0) == (last > 0):
        return "real", direction
    if beyond or abs(last) > swc:
        return "possible", direction
    return "none", "none"


_WORDS: dict[tuple[Verdict, ChangeDirection], str] = {
    ("real", "better"): message("You have got better at this: your last two sessions were clearly better than when you began."),
    ("real", "worse"): message("This went less well than when you began, in your last two sessions."),
    ("possible", "better"): message("Your last session was better than when you began, but that can still be chance."),
    ("possible", "worse"): message("Your last session was not as good as when you began, but that can still be chance."),
    ("none", "none"): message("Your results are about the same as when you began."),
}


def _wait(sessions: int, needed: int) -> str:
    """What to say until there are enough sessions to compare."""
    missing = max(1, needed - sessions)
    if sessions == 0:
        return counted(
            "Play one more session to see whether something changes.", "Play {n} more sessions to see whether something changes.", missing,
        )
    if sessions <= PRACTICE_SESSIONS:
        return counted(
            "You are finding your way in: play one more session to see whether something changes.",
            "You are finding your way in: play {n} more sessions to see whether something changes.", missing,
        )
    return counted(
        "A good start: play one more session to see whether something changes.",
        "A good start: play {n} more sessions to see whether something changes.", missing,
    )
