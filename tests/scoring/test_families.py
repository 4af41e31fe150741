from __future__ import annotations

import numpy as np
import pytest
from numpy.typing import NDArray

from wobblequest.core.arena import Point
from wobblequest.core.motion import Motion
from wobblequest.scoring.families import attempts_from_target, family_of

Array = NDArray[np.float64]
T = np.arange(0, 20, 0.01)


def _aimed(target_pitch: Array, target_roll: Array | None = None, pitch: Array | None = None) -> Motion:
    roll = np.zeros_like(T) if target_roll is None else target_roll
    return Motion(T, np.zeros_like(T) if pitch is None else pitch, np.zeros_like(T), target_pitch, roll, np.full_like(T, 2.0))


@pytest.mark.parametrize(("target", "family"), [
    (np.zeros_like(T), "hold"), (np.full_like(T, np.nan), "hold"), (np.where(T < 5, np.nan, 3.0), "hold"),
    (np.where(T % 4 < 2, 0.0, 6.0), "reach"), (np.where(T < 10, 0.0, 6.0), "reach"),
    (np.where(T % 4 < 2, np.nan, np.floor(T / 4)), "reach"), (5 * np.sin(T), "track"), (np.round(5 * np.sin(0.5 * T), 1), "track"),
])
def test_family_from_the_target(target: Array, family: str) -> None:
    assert family_of(_aimed(target))[0] == family


def test_no_target_no_samples() -> None:
    assert family_of(Motion(T, T, T))[0] == "hold"
    assert family_of(Motion(*np.zeros((3, 0))))[0] == "hold"


def test_a_new_place_is_a_cue_and_the_next_its_end() -> None:
    target = np.select([T < 2, T < 6, T < 8], [0.0, 6.0, np.nan], -6.0)
    pitch = np.where(T < 3, 0.0, 5.0)
    attempts = attempts_from_target(_aimed(target, np.where(np.isnan(target), np.nan, 0.0), pitch))
    assert [(a.cue_s, a.end_s, a.target, a.hit, a.held_s) for a in attempts] == [
        (pytest.approx(2.0), pytest.approx(6.0), Point(6, 0), True, None),
        (pytest.approx(8.0), pytest.approx(19.99), Point(-6, 0), False, None),
    ]


def test_level_between_targets_is_the_way_back() -> None:
    target = np.select([T < 2, T < 6, T < 10, T < 14], [0.0, 6.0, 0.0, -6.0], 0.0)
    assert [(a.cue_s, a.target) for a in attempts_from_target(_aimed(target))] == [
        (pytest.approx(2.0), Point(6, 0)), (pytest.approx(10.0), Point(-6, 0)),
    ]
    assert [a.target for a in attempts_from_target(_aimed(np.where(T < 5, 6.0, 0.0)))] == [Point(0, 0)]


def test_a_burst_of_samples_takes_no_time() -> None:
    i = np.arange(2000)
    t = (i // 4) * 0.04 + (i % 4) * 1e-4
    target = np.where(t % 4 < 2, 0.0, 6.0)
    assert family_of(Motion(t, 0 * t, 0 * t, target, 0 * t))[0] == "reach"
