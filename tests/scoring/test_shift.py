"""The measures of shifting between two boxes: the manual's own example, times counted by hand, straightness as of reaches."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pytest

from wobblequest.core.arena import Point
from wobblequest.core.errors import WobbleQuestError
from wobblequest.core.motion import Motion
from wobblequest.core.result import Measure
from wobblequest.scoring.attempt import Attempt
from wobblequest.scoring.reach import reach_measures
from wobblequest.scoring.shift import shift_measures

RIGHT, LEFT = Point(0.0, 6.0), Point(0.0, -6.0)
T = np.arange(6000) / 100
MOTION = Motion(T, np.zeros(T.size), 6.0 * np.sin(T))


def shifts(*took_s: float | None, hold_s: float = 0.5) -> list[Attempt]:
    """Boxes in turn, each come to so many seconds after the last was over; None for one that was given up after 20 s."""
    out, t = [], 0.0
    for i, each in enumerate(took_s):
        end_s = t + (20.0 if each is None else each + hold_s)
        hit = each is not None
        out.append(Attempt(t, end_s, LEFT if i % 2 else RIGHT, 2.0, hit, end_s if hit else None, t + each if each is not None else None))
        t = end_s
    return out


def value(measures: dict[str, Measure], name: str) -> float:
    found = measures[name].value
    assert isinstance(found, float), (name, measures[name])
    return found


@pytest.mark.parametrize(("hits", "crossings", "score"), [(10, 4, 60.0), (10, 0, 100.0), (4, 4, 0.0), (3, 9, 0.0), (16, 1, 93.75)])
def test_the_score_is_the_platforms(hits: int, crossings: int, score: float) -> None:
    """Ten hits and four crossings are 60 %: the example of the manual."""
    found = shift_measures(MOTION, shifts(*[1.0] * hits), crossings=crossings)
    assert value(found, "shift_score_pct") == score
    assert value(found, "shift_hits") == hits
    assert value(found, "bound_crossings") == crossings


def test_a_box_that_was_given_up_is_no_hit_and_no_crossing() -> None:
    found = shift_measures(MOTION, shifts(1.0, None, 1.0), crossings=1)
    assert value(found, "shift_score_pct") == 50.0


def test_without_a_hit_there_is_no_score_but_there_are_counts() -> None:
    for attempts in ([], shifts(None, None)):
        found = shift_measures(MOTION, attempts, crossings=2)
        assert found["shift_score_pct"].why == "no box was leant into and held"
        assert value(found, "shift_hits") == 0.0
        assert value(found, "bound_crossings") == 2.0
        assert found["shift_time_s"].why == "there was no shift from one box to the other"


def test_the_time_of_a_shift_is_from_stay_to_stay_and_a_median() -> None:
    """The first box is come to from the middle; what follows one that was given up did not begin in a box."""
    found = shift_measures(MOTION, shifts(9.0, 1.0, 2.0, None, 7.0, 4.0), crossings=0)
    assert value(found, "shift_time_s") == pytest.approx(2.0)
    longer = shift_measures(MOTION, shifts(9.0, 1.0, 2.0, None, 7.0, 4.0, hold_s=1.5), crossings=0)
    assert value(longer, "shift_time_s") == pytest.approx(2.0)


@pytest.mark.parametrize("bow_deg", [0.0, 1.5])
def test_straightness_is_that_of_reaches(reaching: Callable[..., tuple[Motion, list[Attempt]]], bow_deg: float) -> None:
    motion, attempts = reaching([RIGHT, LEFT, RIGHT], bow_deg=bow_deg)
    found, reached = shift_measures(motion, attempts, crossings=0), reach_measures(motion, attempts)
    for name in ("movement_error", "movement_variability", "movement_offset", "directional_control_pct", "path_efficiency_pct"):
        assert found[name] == reached[name]
    if bow_deg:
        assert 0.3 * bow_deg < value(found, "movement_error") < bow_deg
        assert value(found, "movement_offset") == pytest.approx(value(found, "movement_error"), rel=0.02)
    else:
        assert value(found, "movement_error") == pytest.approx(0.0, abs=1e-9)
        assert value(found, "path_efficiency_pct") == pytest.approx(100.0)


def test_of_no_samples_there_is_nothing_and_wrong_ones_are_refused() -> None:
    found = shift_measures(Motion(*np.empty((6, 0))), shifts(1.0), crossings=0)
    assert found["shift_score_pct"].why == "there are not two usable samples"
    with pytest.raises(WobbleQuestError, match="low-pass"):
        shift_measures(MOTION, [], crossings=0, lowpass_hz=50.0)
