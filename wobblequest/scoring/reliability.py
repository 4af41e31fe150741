"""How well a measure tells people apart and repeats itself: intraclass correlations, typical error, smallest real change of a group.

From a table of people × sessions, by the two-way analysis of variance without replication: ICC(2,1) and ICC(3,1) of Shrout & Fleiss
1979, Psychol Bull 86:420, with the 95 % intervals given there; SEM = √MSE and MDC95 = 1.96·√2·SEM as in Weir 2005, J Strength Cond
Res 19:231; CV from the SEM and the grand mean; SWC = 0.2 · SD between people (Hopkins 2000).
"""

from __future__ import annotations

from dataclasses import dataclass
from math import sqrt

import numpy as np

from wobblequest.core.motion import Array
from wobblequest.core.result import Measure, absent
from wobblequest.scoring.f_distribution import f_quantile
from wobblequest.scoring.variability import Z_95, smallest_worthwhile

LEAST_PEOPLE, LEAST_SESSIONS = 3, 2
_ROUNDING = 1e-12
"""Of the largest value: differences below it are the computer's own."""


@dataclass(frozen=True, slots=True)
class Interval:
    """A 95 % interval."""

    low: float
    high: float


@dataclass(frozen=True, slots=True)
class Reliability:
    """How reliable one measure is in one group. Measures as they stand in `MEASURES.md`; absent ones say why.

    people, sessions : the size of the table. icc_2_1 : agreement (sessions may differ as a whole). icc_3_1 : consistency.
    sem, mdc95, swc : in the measure's unit. cv_pct : SEM in per cent of the grand mean. The intervals are None where there is no value.
    """

    people: int
    sessions: int
    icc_2_1: Measure
    icc_3_1: Measure
    sem: Measure
    mdc95: Measure
    cv_pct: Measure
    swc: Measure
    icc_2_1_interval: Interval | None = None
    icc_3_1_interval: Interval | None = None
    sem_interval: Interval | None = None


def reliability_of(table: Array, unit: str) -> Reliability:
    """Reliability from a table of shape (people, sessions), complete and finite, in the measure's unit.

    Raises ValueError where it is no such table. Fewer than three people or two sessions, or nobody differing from anybody, leave
    everything, or the correlations, absent with a reason.
    """
    if table.ndim != 2 or not np.isfinite(table).all():
        raise ValueError(f"a complete table of people × sessions is needed, got shape {table.shape}")
    n, k = table.shape
    if n < LEAST_PEOPLE or k < LEAST_SESSIONS:
        why = f"it takes {LEAST_PEOPLE} people with {LEAST_SESSIONS} sessions each; there are {n} with {k}"
        of_unit, bare, pct = absent(unit, why), absent("–", why), absent("%", why)
        return Reliability(n, k, bare, bare, of_unit, of_unit, pct, of_unit)

    grand = float(table.mean())
    about = table - grand
    rows, columns = about.mean(axis=1), about.mean(axis=0)
    people_ms = k * float(rows @ rows) / (n - 1)
    sessions_ms = n * float(columns @ columns) / (k - 1)
    left = about - rows[:, None] - columns[None, :]
    freedom = (n - 1) * (k - 1)
    error_ms = float((left * left).sum()) / freedom
    # What is left of equal numbers after rounding is no difference, and no share of anything.
    nothing = (_ROUNDING * float(np.abs(table).max())) ** 2
    people_ms, sessions_ms, error_ms = (0.0 if ms <= nothing else ms for ms in (people_ms, sessions_ms, error_ms))

    sem = sqrt(error_ms)
    spread = float(table.mean(axis=1).std(ddof=1))
    cv = absent("%", "the mean is 0, and there is no per cent of that") if grand == 0 else Measure(100 * sem / abs(grand), "%")
    agreement, consistency, agreed, consistent = _correlations(people_ms, sessions_ms, error_ms, n, k)
    return Reliability(
        n, k, agreement, consistency, Measure(sem, unit), Measure(Z_95 * sqrt(2) * sem, unit), cv,
        Measure(smallest_worthwhile(spread), unit), agreed, consistent, _sem_interval(sem, freedom),
    )


def _correlations(
    people_ms: float, sessions_ms: float, error_ms: float, n: int, k: int,
) -> tuple[Measure, Measure, Interval | None, Interval | None]:
    """ICC(2,1), ICC(3,1) and their intervals, Shrout & Fleiss 1979, pp. 423–424."""
    below = people_ms + (k - 1) * error_ms + k * (sessions_ms - error_ms) / n
    if people_ms + (k - 1) * error_ms <= 0 or below <= 0:
        why = absent("–", "all results are the same: nobody differs from anybody")
        return why, why, None, None
    two, three = (people_ms - error_ms) / below, (people_ms - error_ms) / (people_ms + (k - 1) * error_ms)
    if error_ms == 0:
        return Measure(two, "–"), Measure(three, "–"), None, None
    freedom = (n - 1) * (k - 1)
    ratio = people_ms / error_ms
    low, high = ratio / f_quantile(0.975, n - 1, freedom), ratio * f_quantile(0.975, freedom, n - 1)
    consistent = Interval((low - 1) / (low + k - 1), (high - 1) / (high + k - 1))

    session_ratio = sessions_ms / error_ms
    weight = k * two * session_ratio + n * (1 + (k - 1) * two) - k * two
    shared = (k - 1) * (n - 1) * weight**2 / ((n - 1) * k**2 * two**2 * session_ratio**2 + (n * (1 + (k - 1) * two) - k * two) ** 2)
    above, under = f_quantile(0.975, n - 1, shared), f_quantile(0.975, shared, n - 1)
    mixed = k * sessions_ms + (k * n - k - n) * error_ms
    agreed = Interval(
        n * (people_ms - above * error_ms) / (above * mixed + n * people_ms),
        n * (under * people_ms - error_ms) / (mixed + n * under * people_ms),
    )
    return Measure(two, "–"), Measure(three, "–"), agreed, consistent


def _sem_interval(sem: float, freedom: int) -> Interval:
    """From the χ² distribution of the error's sum of squares; χ²/ν is F with ∞ in the denominator, here 10⁹."""
    many = 1e9
    return Interval(sem / sqrt(f_quantile(0.975, freedom, many)), sem / sqrt(f_quantile(0.025, freedom, many)))
