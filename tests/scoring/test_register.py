from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest

from wobblequest.core.arena import Point, toward
from wobblequest.core.course import Course
from wobblequest.core.motion import Motion
from wobblequest.core.result import Measure
from wobblequest.scoring.attempt import Attempt
from wobblequest.scoring.catch import Landing, catch_measures
from wobblequest.scoring.explained.register import EXPLAINED, SECTIONS
from wobblequest.scoring.gates import Passage, gate_measures
from wobblequest.scoring.hold import hold_measures
from wobblequest.scoring.manual import manual
from wobblequest.scoring.path_following import Leg, Tally, path_following_measures
from wobblequest.scoring.position_sense import Recall, position_sense_measures
from wobblequest.scoring.reach import reach_measures
from wobblequest.scoring.react import react_measures
from wobblequest.scoring.register import MEASURES
from wobblequest.scoring.rhythm import rhythm_measures
from wobblequest.scoring.shift import shift_measures
from wobblequest.scoring.symmetry import symmetry_measures
from wobblequest.scoring.tracking import tracking_measures

AXES = ("pitch", "roll")
HOLD = {
    "time_on_target_pct", "time_on_target_s", "target_entries", "longest_hold_s", "radius_deg", "band_pct", "edge_contacts", "mean_pitch",
    "mean_roll", "mean_tilt", "rms_pitch", "rms_roll", "rms_resultant", "range_pitch", "range_roll", "range_2d", "apsi", "mlsi", "osi",
    "mean_distance", "path_pitch", "path_roll", "path_2d", "mean_velocity_pitch", "mean_velocity_roll", "mean_velocity_2d",
    "mean_frequency_2d", "mean_frequency_pitch", "mean_frequency_roll", "sway_area_per_s", "ellipse_area_95_prediction",
    "ellipse_semi_axes", "principal_direction", "lowpass_hz", "valid_pct", "dropped_samples",
}
ASKED_OF_A_HOLD = {"ring_pct", "recovery_time_s", "overshoot_deg", "push_recovery_pct"}
EXPORT = {
    f"{name}_{axis}" for axis in AXES
    for name in ("f50", "f95", "mean_power_frequency", "centroid_frequency", "frequency_dispersion", "sampen")
}
REACH = {
    "hit_rate_pct", "time_to_target_s", "time_to_hold_s", "max_excursion_pct", "endpoint_excursion_pct", "movement_velocity",
    "movement_error", "movement_variability", "movement_offset", "directional_control_pct", "path_efficiency_pct", "reaction_time_s",
    "throughput_bits_per_s", "reach_area", "reach_symmetry_pct", "reach_symmetry_front_back_pct", "sparc", "ldlj_v", "lowpass_hz",
    "valid_pct", "dropped_samples",
}
TRACKING = {
    "rms_error_pitch", "rms_error_roll", "rms_error_2d", "mean_error_pitch", "mean_error_roll", "mean_error_2d", "time_on_target_pct",
    "radius_deg", "gain_pitch", "gain_roll", "lag_pitch_s", "lag_roll_s", "coherence_pitch", "coherence_roll", "valid_pct",
    "dropped_samples",
}
RHYTHM = {
    "directional_control_sd_pct", "on_axis_velocity", "off_axis_velocity", "target_velocity", "gain_on_axis", "lag_on_axis_s",
    "phase_lag_on_axis", "lowpass_hz", "valid_pct", "dropped_samples",
}
POSITION_SENSE = {
    "absolute_error", "constant_error", "variable_error", "total_variability", "constant_error_overshoot", "variable_error_within_target",
    "mean_radial_error", "constant_error_vector", "subject_centroid_radial_error", "bivariate_variable_error", "rms_radial_error",
    "responses", "valid_pct", "dropped_samples",
}
SYMMETRY = {
    "band_time_pct", "time_symmetry_pct", "time_symmetry_front_back_pct", "tilt_symmetry_pct", "tilt_symmetry_front_back_pct", "mean_pitch",
    "mean_roll", "valid_pct", "dropped_samples",
}
GATES = {
    "gates_per_min", "gates_passed", "gates_passed_pct", "gate_time_s", "ball_path_efficiency_pct", "valid_pct", "dropped_samples",
}
CATCH = {
    "catch_rate_pct", "caught", "missed", "let_pass", "caught_wrongly", "caught_left_pct", "caught_right_pct", "catch_symmetry_pct",
    "caught_front_pct", "caught_back_pct", "catch_symmetry_front_back_pct", "landing_error", "landing_offset", "valid_pct",
    "dropped_samples",
}
REACT = {"response_speed_per_s", "anticipations", "early_starts", "initial_direction_error", "speed_peaks"} | REACH - {
    "throughput_bits_per_s", "reach_area", "reach_symmetry_pct", "reach_symmetry_front_back_pct", "sparc", "ldlj_v",
}
PATH_FOLLOWING = {
    "inside_pct", "wall_touches", "path_completion_pct", "maze_score_pct", "path_error", "path_following_efficiency_pct", "way_out_s",
    "way_back_s", "lowpass_hz", "valid_pct", "dropped_samples",
}
SHIFT = {
    "shift_score_pct", "shift_hits", "bound_crossings", "shift_time_s", "movement_error", "movement_variability", "movement_offset",
    "directional_control_pct", "path_efficiency_pct", "lowpass_hz", "valid_pct", "dropped_samples",
}
DUAL_TASK = {
    "both_right_pct", "movement_alone", "movement_dual", "task_accuracy_alone_pct", "task_accuracy_dual_pct", "answer_time_alone_s",
    "answer_time_dual_s", "task_right_alone_per_min", "task_right_dual_per_min", "dual_task_effect_pct", "dual_task_effect_cognitive_pct",
}
"""Checked with its values in test_second_task.py: two of them have the unit of another measure."""
TWO_LEGS = {"limb_symmetry_index_pct", "limb_difference_pct"}
"""Of two trials: checked in test_limb_symmetry.py."""
Scored = dict[str, Measure]


@pytest.fixture(scope="module", params=["something", "nothing"])
def scored(request: pytest.FixtureRequest) -> tuple[Scored, ...]:
    """The measures of each family of a trial, and of no trial at all: the names are the same."""
    n = 3000 if request.param == "something" else 0
    t = np.arange(n) / 100
    x = np.stack([np.sin(t), np.cos(1.3 * t), np.sin(t + 0.1), np.cos(1.3 * t + 0.1), np.full(n, 2.0)])
    motion = Motion(t, *x)
    attempt = Attempt(1, 5, toward(90, 5), 2.0, True, 5)
    return (
        hold_measures(motion, export=True, ring_count=3, pushes=[]), reach_measures(motion, [attempt]), tracking_measures(motion),
        rhythm_measures(motion, period_s=4.0), position_sense_measures(motion, [Recall(4.0, toward(90, 5)), Recall(9.0, toward(0, 5))]),
        symmetry_measures(motion, axes=("roll",)), gate_measures(motion, [Passage(1.0, 3.0, True, 4.0, 5.0)], 30.0),
        catch_measures(motion, [Landing(4.0, "side", 5.0, False, True, (-9.0, 9.0))]), react_measures(motion, [attempt], early=1),
        _path_following(motion), shift_measures(motion, [attempt], crossings=1),
    )


def _path_following(motion: Motion) -> Scored:
    leg = Leg(Course((Point(0.0, 0.0), toward(90, 5))), 0.0, 20.0, done=True)
    return path_following_measures(
        motion, [leg], Tally(1, 1.0, 13, 26), size_at=lambda at: (np.ones(at.size), np.full(at.size, 2.0)), window=3.0,
    )


def test_the_functions_give_the_names_they_should(scored: tuple[Scored, ...]) -> None:
    hold, reach, tracking, rhythm, position_sense, symmetry, gates, catch, react, path_following, shift = scored
    assert set(hold) == HOLD | ASKED_OF_A_HOLD | EXPORT
    assert set(reach) == REACH
    assert set(tracking) == TRACKING
    assert set(rhythm) == RHYTHM
    assert set(path_following) == PATH_FOLLOWING
    assert set(position_sense) == POSITION_SENSE
    assert set(symmetry) == SYMMETRY
    assert set(gates) == GATES
    assert set(catch) == CATCH
    assert set(react) == REACT
    assert set(shift) == SHIFT


def test_the_register_is_what_the_functions_give(scored: tuple[Scored, ...]) -> None:
    assert set(MEASURES) == DUAL_TASK | TWO_LEGS.union(*scored)
    for measures in scored:
        for name, measure in measures.items():
            assert measure.unit == MEASURES[name].unit, name


def test_export_measures_come_only_when_asked_for() -> None:
    motion = Motion(np.arange(10) / 100, np.zeros(10), np.zeros(10))
    assert set(hold_measures(motion)) == HOLD
    assert {name for name, info in MEASURES.items() if info.tier == "export"} == EXPORT


def test_every_measure_says_what_it_is() -> None:
    for name, info in MEASURES.items():
        assert info.name == name
        assert re.fullmatch(r"[a-z][a-z0-9_]*", name)
        assert info.definition.endswith(".")
        assert len(info.definition) > 15
        assert info.citation
        assert info.direction in ("higher", "lower", "none")
        assert info.tier in ("headline", "detail", "export")
        assert info.smallest_change is None or info.smallest_change > 0


def test_units_agree_with_the_ends_of_names() -> None:
    ends = {"_pct": "%", "_s": "s", "_hz": "Hz", "_deg": "deg"}
    for name, info in MEASURES.items():
        for end, unit in ends.items():
            if name.endswith(end) and not name.endswith("_per_s"):
                assert info.unit == unit, name


def test_values_are_bare_floats(scored: tuple[Scored, ...], sway: Callable[..., Motion]) -> None:
    for measures in (*scored, hold_measures(sway(1), export=True)):
        for measure in measures.values():
            parts = measure.value if isinstance(measure.value, tuple) else (measure.value,)
            assert all(part is None or type(part) is float for part in parts)


def test_the_manual_is_what_the_register_says() -> None:
    page = (Path(__file__).parents[2] / "docs" / "measures.md").read_text(encoding="utf-8")
    assert page == manual(), "run `python -m wobblequest.scoring.manual > docs/measures.md`"


def test_every_measure_is_explained_once() -> None:
    names = [name for _, explanations in SECTIONS for explanation in explanations for name in explanation.names]
    assert sorted(names) == sorted(MEASURES)
    for name, explanation in EXPLAINED.items():
        assert name in explanation.names
        for words in (explanation.tells, explanation.tells_not, explanation.deviates, explanation.typical):
            assert words == words.strip()
            assert not words or words[-1] in ".)", words
        assert explanation.tells
        assert explanation.tells_not


def _typical_reach(duration_s: float) -> dict[str, Measure]:
    t = np.arange(600) / 100
    share = np.clip((t - 1.5) / duration_s, 0, 1)
    pitch, still = 8 * (10 * share**3 - 15 * share**4 + 6 * share**5), np.zeros_like(t)
    motion = Motion(t, pitch, still, np.where(t >= 1, 8.0, 0.0), still, np.full_like(t, 2.0))
    return reach_measures(motion, [Attempt(1.0, 5.0, Point(8.0, 0.0), 2.0, True, 5.0)])


@pytest.mark.parametrize("duration_s", [0.4, 0.6, 1.0, 1.5, 2.0])
def test_a_smooth_reach_comes_out_at_what_the_manual_says(duration_s: float) -> None:
    assert "comes out at −1.40" in EXPLAINED["sparc"].typical
    assert "comes out at −4.5 to −4.8" in EXPLAINED["ldlj_v"].typical
    m = _typical_reach(duration_s)
    assert m["sparc"].value == pytest.approx(-1.40, abs=0.01)
    assert isinstance(m["ldlj_v"].value, float)
    assert -4.8 <= round(m["ldlj_v"].value, 1) <= -4.5
