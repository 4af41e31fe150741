"""Change over sessions: the rules of MEASURES, one by one."""

from __future__ import annotations

import math
from collections.abc import Sequence
from statistics import median

import numpy as np
import pytest

from wobblequest.core.errors import WobbleQuestError
from wobblequest.scoring.change import PastValue, Progress, assess
from wobblequest.scoring.variability import mdc95_against, sem_of_sessions

PRACTICE = [20.0, 35.0]


def progress(sessions: Sequence[float], measure: str = "time_on_target_pct", higher: bool = True) -> Progress:
    values = [PastValue(f"s{i}", f"2024-03-{i + 1:02}T10:00:00+01:00", v) for i, v in enumerate(sessions)]
    return assess(values, measure=measure, higher_is_better=higher)


def test_nothing_played_is_too_early() -> None:
    p = assess([], measure="osi", higher_is_better=False)
    assert (p.verdict, p.direction, p.sessions, p.baseline, p.trend) == ("too-early", "none", (), None, None)
    assert p.words == "Play 6 more sessions to see whether something changes."


def test_a_session_is_the_median_of_its_trials_and_the_first_two_are_practice() -> None:
    values = [PastValue(s, f"2024-03-0{d}", v) for s, d, v in
              [("a", 1, 10), ("a", 1, 90), ("a", 1, 20), ("b", 2, 30), ("b", 2, 40), ("c", 3, 50)]]
    p = assess(values, measure="time_on_target_pct", higher_is_better=True)
    seen = [(s.session_id, s.value, s.trials, s.practice) for s in p.sessions]
    assert seen == [("a", 20, 3, True), ("b", 35, 2, True), ("c", 50, 1, False)]
    assert p.sessions[0].started == "2024-03-01"


def test_practice_does_not_enter_the_baseline() -> None:
    p = progress([*PRACTICE, 60, 50, 52])
    assert p.baseline == 52
    assert p.verdict == "too-early"
    assert p.mdc95 == pytest.approx(mdc95_against(5.0, 3))
    assert p.words.endswith("play one more session to see whether something changes.")


# Baseline 52, ordinary SEM 5 points: MDC95 = 11.3, and one SEM stands in for the smallest worthwhile change.
@pytest.mark.parametrize(("later", "verdict", "direction"), [
    ([53], "none", "none"), ([57.1], "possible", "better"), ([46], "possible", "worse"), ([70], "possible", "better"),
    ([70, 70], "real", "better"), ([70, 60], "possible", "better"), ([60, 70], "possible", "better"), ([30, 31], "real", "worse"),
])
def test_verdicts_before_the_persons_own_error_is_known(later: list[float], verdict: str, direction: str) -> None:
    p = progress([*PRACTICE, 60, 50, 52, *later])
    assert (p.verdict, p.direction) == (verdict, direction)
    assert p.change == pytest.approx(later[-1] - 52)
    assert not p.sem_is_own


def test_two_sessions_beyond_in_opposite_directions_are_no_real_change() -> None:
    assert progress([*PRACTICE, 60, 50, 52, 20, 80]).verdict == "possible"


def test_for_a_measure_where_less_is_better_down_is_better() -> None:
    p = progress([9, 8, 5.0, 5.1, 4.9, 3.0, 3.1], "osi", higher=False)
    assert (p.verdict, p.direction) == ("real", "better")
    assert p.sem == pytest.approx(0.5)


def test_after_six_sessions_the_persons_own_error_counts() -> None:
    counted = [60, 61, 59, 60.5, 59.5, 60]
    p = progress([*PRACTICE, *counted])
    assert p.sem_is_own
    assert p.sem == pytest.approx(sem_of_sessions(counted))
    assert p.mdc95 == pytest.approx(1.96 * sem_of_sessions(counted) * math.sqrt(4 / 3))
    assert p.verdict == "none"


def test_a_measure_of_which_nothing_is_known_waits_for_the_own_error() -> None:
    p = progress([3, 2.5, 2, 2.1, 1.9, 1.0, 1.0], "movement_error", higher=False)
    assert p.verdict == "too-early"
    assert p.baseline == 2
    assert p.change == pytest.approx(-1)
    assert p.mdc95 is None
    assert "one more session" in p.words
    assert progress([3, 2.5, 2, 2.1, 1.9, 2.0, 2.05, 2], "movement_error", higher=False).verdict == "none"


def test_smallest_worthwhile_change_comes_from_people_where_that_is_known() -> None:
    values = [PastValue(str(i), "", v) for i, v in enumerate([*PRACTICE, 60, 50, 52, 55])]
    assert assess(values, measure="time_on_target_pct", higher_is_better=True, between_people=12).swc == pytest.approx(2.4)
    assert assess(values, measure="time_on_target_pct", higher_is_better=True, between_people=12).verdict == "possible"
    assert progress([1, 1, 1.1, 1.2, 1.0, 1.0], "rms_roll", higher=False).swc == pytest.approx(0.06)


def test_the_trend_takes_at_most_the_last_eight_sessions_after_practice() -> None:
    assert progress([*PRACTICE, 50, 50, 50, 50]).trend is None
    five = progress([*PRACTICE, 50, 52, 54, 56, 58]).trend
    assert five is not None
    assert (five.slope, five.low, five.high, five.sessions) == (pytest.approx(2), pytest.approx(2), pytest.approx(2), 5)
    many = progress([*PRACTICE, *[0] * 10, *range(8)]).trend
    assert many is not None
    assert (many.slope, many.sessions) == (pytest.approx(1), 8)


def test_someone_who_does_not_change_is_rarely_told_otherwise() -> None:
    chance = np.random.default_rng(11)
    told = [progress((50 + chance.normal(scale=4, size=9)).tolist()).verdict for _ in range(600)]
    assert told.count("real") / len(told) < 0.04
    changed = [progress([*(50 + chance.normal(scale=4, size=5)), *(80 + chance.normal(scale=4, size=2))]).verdict for _ in range(200)]
    assert changed.count("real") / len(changed) > 0.95


def test_words_are_one_plain_sentence_without_a_verdict_on_health() -> None:
    cases: list[list[float]] = [[], [1], PRACTICE, [*PRACTICE, 50], [*PRACTICE, 60, 50, 52]]
    cases += [[*PRACTICE, 60, 50, 52, *later] for later in ([53], [59], [40], [80, 80], [10, 10])]
    for sessions in cases:
        words = progress(sessions).words
        assert words.endswith(".")
        assert words.count(".") == 1
        assert len(words) <= 110
        assert not any(bad in words.lower() for bad in ("risk", "fall", "health", "normal", "impair", "significant", "%", "mdc", "sem"))


def test_refuses_what_is_no_value() -> None:
    with pytest.raises(WobbleQuestError, match="finite"):
        progress([math.nan])


def test_baseline_is_the_median_of_three() -> None:
    assert progress([*PRACTICE, 70, 10, 40, 41]).baseline == median([70, 10, 40])


@pytest.mark.parametrize(("measure", "value", "step", "higher"), [
    ("time_on_target_pct", 98.0, 1.0, True), ("movement_error", 0.8, 0.1, False), ("rms_error_2d", 0.0, 0.1, False),
])
def test_who_gets_the_same_each_time_is_still_measured_with_half_a_digit_of_error(
    measure: str, value: float, step: float, higher: bool,
) -> None:
    same = [*PRACTICE, *[value] * 6]
    p = progress(same, measure, higher)
    assert p.sem_is_own
    assert p.sem == pytest.approx(step / 2)
    assert p.mdc95 == pytest.approx(1.96 * step / 2 * math.sqrt(4 / 3))
    assert p.mdc95 is not None
    assert p.mdc95 > step, "what is called real can be seen in the last digit"
    assert p.verdict == "none"
    assert progress([*same, value + step, value + step], measure, higher).verdict == "possible"
    assert progress([*same, *[value + 3 * step] * 2], measure, higher).verdict == "real"
