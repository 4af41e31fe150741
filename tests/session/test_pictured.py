from __future__ import annotations

import numpy as np
import pytest

from wobblequest.core.arena import Point, Target, toward
from wobblequest.core.calibration import Calibration
from wobblequest.core.motion import Motion
from wobblequest.core.reach import Reach
from wobblequest.core.recording import Header, SourceInfo
from wobblequest.core.samples import Reading, up_from_gravity_plane
from wobblequest.levels.level import level_from_json
from wobblequest.session.pictured import MARK_DEG, MOST_MARKS, MOST_POINTS, MOST_TARGETS, dot_of, path_of, straightness, targets_of
from wobblequest.session.trial import Trial


def ways(*legs: tuple[float, float], bow: float = 0.0, distance: float = 8.0) -> Motion:
    """Reaches from the middle in straight lines (direction, share of the way bowed out), 100 samples each."""
    rows = []
    for direction, _ in legs:
        target = toward(direction, distance)
        across = toward(direction + 90.0, 1.0)
        for i in range(100):
            s = i / 99
            off = bow * np.sin(np.pi * s)
            rows.append((target.pitch_deg * s + across.pitch_deg * off, target.roll_deg * s + across.roll_deg * off, *target, 1.0))
    columns = np.array(rows).T
    return Motion(np.arange(columns.shape[1]) / 100, *columns)


def test_a_straight_way_is_a_hundred() -> None:
    found = straightness(ways((0, 0), (90, 0), (225, 0)))
    assert found[0] == pytest.approx(100)
    assert found[2] == pytest.approx(100)
    assert found[5] == pytest.approx(100)
    assert [i for i, v in enumerate(found) if v is None] == [1, 3, 4, 6, 7]


def test_a_bow_costs_its_share_of_the_way() -> None:
    found = straightness(ways((90, 0), bow=2.0))[2]
    assert found is not None
    assert found == pytest.approx(100 * (1 - 2.0 * 2 / np.pi / 8.0), abs=3.0), "the mean of a half sine is 2/π of its height"


def test_targets_at_the_middle_have_no_direction() -> None:
    n = 50
    middle = Motion(np.arange(n) / 100, np.linspace(5, 0, n), np.zeros(n), np.zeros(n), np.zeros(n), np.ones(n))
    assert straightness(middle) == (None,) * 8


def test_without_targets_there_is_nothing_to_tell() -> None:
    bare = Motion(np.arange(5) / 100, np.zeros(5), np.zeros(5))
    assert straightness(bare) == (None,) * 8
    assert targets_of(bare) == ()


def test_empty_motion_makes_empty_pictures() -> None:
    empty = Motion(np.empty(0), np.empty(0), np.empty(0))
    assert path_of(empty) == ()
    assert targets_of(empty) == ()
    assert straightness(empty) == (None,) * 8


def test_gaps_without_target_are_left_out() -> None:
    n, nan = 20, float("nan")
    blank = np.full(n, nan)
    assert targets_of(Motion(np.arange(n) / 100, np.zeros(n), np.zeros(n), blank, blank, blank)) == ()


def test_each_target_is_shown_once() -> None:
    assert targets_of(ways((0, 0), (90, 0), (0, 0))) == (Target(Point(8.0, 0.0), 1.0), Target(Point(0.0, 8.0), 1.0))


def test_long_paths_and_moving_targets_are_thinned() -> None:
    n = 6000
    t = np.arange(n) / 100
    moving = Motion(t, np.sin(t), np.cos(t), np.sin(t), np.cos(t), np.full(n, 1.5))
    assert 300 <= len(path_of(moving)) <= MOST_POINTS
    marks = targets_of(moving)
    assert MOST_TARGETS <= len(marks) <= MOST_MARKS
    assert {mark.radius_deg for mark in marks} == {MARK_DEG}


def played(drill: str, seconds: float, **parameters: float | str) -> Trial:
    """A trial of a level, played to and fro across the middle."""
    level = level_from_json({
        "id": f"{drill}-9", "title": "x", "drill": drill, "difficulty": 1.0, "words": {"goal": "Just for a picture"},
        "parameters": parameters, "anchors": {"zero": 10.0, "one_star": 40.0, "two_stars": 60.0, "three_stars": 80.0, "hundred": 95.0},
    })
    trial = Trial(Header("t", level.to_json(), 7, Calibration(), Reach(), SourceInfo("serial", "board")), level)
    t_s = 0.0
    while t_s < seconds:
        t_s += 0.01
        trial.feed(Reading(t_s, up_from_gravity_plane(0.0, 6.0 * np.sin(t_s))))
    return trial


def test_boxes_and_bands_are_pictured_as_what_they_are() -> None:
    shift = dot_of(played("shift", 20.0, duration_s=30.0, box_deg=2.5, distance_deg=6.0, bounds_deg=3.5, direction_deg=90.0))
    assert shift.targets == ()
    assert {(box.half_pitch_deg, box.half_roll_deg) for box in shift.boxes} == {(2.5, 2.5)}
    assert {round(box.at.roll_deg) for box in shift.boxes} == {6, -6}
    align = dot_of(played("align", 20.0, duration_s=30.0, band_deg=3.0, axis="side", window_s=10.0))
    (band,) = align.boxes
    assert align.targets == ()
    assert band.half_roll_deg == 3.0 < band.half_pitch_deg
