"""Position sense: errors worked out by hand."""

from __future__ import annotations

import math
from collections.abc import Sequence

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from wobblequest.core.arena import Point
from wobblequest.core.motion import Motion
from wobblequest.core.result import Measure
from wobblequest.scoring.position_sense import Recall, position_sense_measures


def value(measures: dict[str, Measure], name: str) -> float:
    found = measures[name].value
    assert isinstance(found, float), f"{name}: {measures[name]}"
    return found


def answers(pairs: Sequence[tuple[Point, Point]], rate_hz: float = 100.0) -> tuple[Motion, list[Recall]]:
    """Each response stands still for the second before it is confirmed; between them the dot is elsewhere."""
    t = np.arange(round(4 * len(pairs) * rate_hz) + 1) / rate_hz
    pitch, roll = np.full_like(t, 11.0), np.full_like(t, -7.0)
    recalls = []
    for k, (target, response) in enumerate(pairs):
        confirm = 4.0 * k + 3.0
        here = (t > confirm - 1.0) & (t <= confirm + 1e-9)
        pitch[here], roll[here] = response
        recalls.append(Recall(confirm, target))
    return Motion(t, pitch, roll), recalls


RIGHT, LEFT = Point(0.0, 8.0), Point(0.0, -5.0)


def test_errors_along_a_line_by_hand() -> None:
    # errors along the line: +1, −2, +0.5 at the right target, +1 (short of it) and −1.5 (beyond it) at the left one
    motion, recalls = answers([
        (RIGHT, Point(0, 9)), (RIGHT, Point(0, 6)), (RIGHT, Point(0, 8.5)), (LEFT, Point(0, -4)), (LEFT, Point(0, -6.5)),
    ])
    m = position_sense_measures(motion, recalls)
    errors = [1, -2, 0.5, 1, -1.5]
    mean = sum(errors) / 5
    assert value(m, "responses") == 5
    assert value(m, "absolute_error") == pytest.approx(sum(map(abs, errors)) / 5)
    assert value(m, "constant_error") == pytest.approx(mean)
    assert value(m, "variable_error") == pytest.approx(math.sqrt(sum((e - mean) ** 2 for e in errors) / 5))
    assert value(m, "total_variability") == pytest.approx(math.hypot(value(m, "constant_error"), value(m, "variable_error")))
    assert value(m, "constant_error_overshoot") == pytest.approx((1 - 2 + 0.5 - 1 + 1.5) / 5)
    right, left = [1, -2, 0.5], [1, -1.5]
    within = sum((e - sum(g) / len(g)) ** 2 for g in (right, left) for e in g) / 5
    assert value(m, "variable_error_within_target") == pytest.approx(math.sqrt(within))


def test_a_target_at_level_cannot_be_overshot() -> None:
    motion, recalls = answers([(RIGHT, Point(0, 9)), (Point(0, 0), Point(0, 3)), (LEFT, Point(0, -8))])
    m = position_sense_measures(motion, recalls)
    gone = [a - b for a, b in ((9, RIGHT.roll_deg), (8, -LEFT.roll_deg))]
    assert value(m, "constant_error_overshoot") == pytest.approx(sum(gone) / 2)
    assert value(m, "constant_error") == pytest.approx((gone[0] + 3 - gone[1]) / 3)


def test_errors_in_the_plane_by_hand() -> None:
    targets = [Point(6, 0), Point(0, 6), Point(-6, 0)]
    offs = [(3.0, 4.0), (0.0, -1.0), (-3.0, 0.0)]
    motion, recalls = answers([(t, Point(t.pitch_deg + p, t.roll_deg + r)) for t, (p, r) in zip(targets, offs, strict=True)])
    m = position_sense_measures(motion, recalls)
    assert value(m, "mean_radial_error") == pytest.approx((5 + 1 + 3) / 3)
    assert m["constant_error_vector"].value == pytest.approx((0.0, 1.0))
    assert value(m, "subject_centroid_radial_error") == pytest.approx(1.0)
    assert value(m, "bivariate_variable_error") == pytest.approx(math.sqrt((9 + 9 + 0 + 4 + 9 + 1) / 3))
    assert value(m, "rms_radial_error") == pytest.approx(math.sqrt((25 + 1 + 9) / 3))
    assert m["absolute_error"].why == "the targets do not lie on one line through level"


def test_mean_square_is_made_of_centre_and_spread() -> None:
    chance = np.random.default_rng(3)
    pairs = [(Point(6, 2), Point(*(np.array([6, 2]) + chance.normal(0.5, 1.5, 2)))) for _ in range(12)]
    m = position_sense_measures(*answers(pairs))
    assert value(m, "rms_radial_error") ** 2 == pytest.approx(
        value(m, "subject_centroid_radial_error") ** 2 + value(m, "bivariate_variable_error") ** 2)


@given(turn=st.floats(0, 2 * math.pi), scale=st.floats(0.2, 2.0))
@settings(max_examples=15, deadline=None)
def test_turning_leaves_and_scaling_scales_what_is_a_length(turn: float, scale: float) -> None:
    def moved(point: Point) -> Point:
        c, s = math.cos(turn), math.sin(turn)
        return Point(scale * (c * point.pitch_deg - s * point.roll_deg), scale * (s * point.pitch_deg + c * point.roll_deg))

    pairs = [(Point(0, 8), Point(1, 9)), (Point(0, -6), Point(-0.5, -5)), (Point(0, 8), Point(0.3, 7))]
    one = position_sense_measures(*answers(pairs))
    other = position_sense_measures(*answers([(moved(t), moved(r)) for t, r in pairs]))
    for name in ("mean_radial_error", "rms_radial_error", "bivariate_variable_error", "subject_centroid_radial_error", "absolute_error",
                 "constant_error_overshoot", "variable_error", "total_variability"):
        assert value(other, name) == pytest.approx(scale * value(one, name), rel=1e-7), name


def test_only_the_last_half_second_counts() -> None:
    motion, recalls = answers([(RIGHT, Point(0, 9)), (LEFT, Point(0, -5))])
    motion.roll_deg[(motion.t_s > 2.0) & (motion.t_s < 2.495)] = 50.0
    assert value(position_sense_measures(motion, recalls), "absolute_error") == pytest.approx(0.5)


def test_a_response_with_a_gap_or_without_samples_is_left_out() -> None:
    motion, recalls = answers([(RIGHT, Point(0, 9)), (RIGHT, Point(0, 7))])
    kept = (motion.t_s < 2.6) | (motion.t_s > 2.8)
    gappy = Motion(motion.t_s[kept], motion.pitch_deg[kept], motion.roll_deg[kept])
    m = position_sense_measures(gappy, [*recalls, Recall(90.0, RIGHT), Recall(0.1, RIGHT)])
    assert value(m, "responses") == 1
    assert value(m, "constant_error") == pytest.approx(-1.0)
    assert "a spread needs 2 responses" in (m["variable_error"].why or "")


def test_nothing_to_go_by_says_so() -> None:
    empty = Motion(np.empty(0), np.empty(0), np.empty(0))
    m = position_sense_measures(empty, [Recall(1.0, RIGHT)])
    assert value(m, "responses") == 0
    assert "no response" in (m["mean_radial_error"].why or "")
    centre, recalls = answers([(Point(0, 0), Point(0, 1)), (Point(0, 0), Point(0, -1))])
    m = position_sense_measures(centre, recalls)
    assert "no direction is known" in (m["absolute_error"].why or "")
    assert value(m, "mean_radial_error") == pytest.approx(1.0)


def test_no_knowledge_of_the_plane_is_needed_for_one_target_each() -> None:
    m = position_sense_measures(*answers([(RIGHT, Point(0, 9)), (LEFT, Point(0, -4))]))
    assert m["variable_error_within_target"].why == "no target has 2 responses"
