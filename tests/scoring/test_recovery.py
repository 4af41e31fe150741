"""Pushes whose way back is known: how fast, how often, how far beyond; and rings whose shares are."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from wobblequest.core.arena import Point, toward
from wobblequest.core.motion import Motion
from wobblequest.scoring.hold import hold_measures
from wobblequest.scoring.recovery import Push

RADIUS_DEG = 2.0


def pushed(back_after_s: float, *, direction_deg: float = 0.0, size_deg: float = 4.0, beyond_deg: float = 0.0) -> tuple[Motion, Push]:
    """20 s at level. At 5 s the dot is displaced, fully from 5.4 s on. The board answers in 0.2 s, and by ``beyond_deg`` too far, which it
    takes back after 0.3 s. At 10 s all is over."""
    t = np.arange(2001) / 100
    offset = toward(direction_deg, size_deg)
    share = np.clip((t - 5.0) / 0.4, 0, 1)
    share[t >= 10] = 0
    unit = np.array(offset)[:, np.newaxis] / size_deg
    answer = -size_deg * np.clip((t - 5.0 - back_after_s) / 0.2, 0, 1)
    answer[(t >= 5.2 + back_after_s) & (t < 5.5 + back_after_s)] -= beyond_deg
    answer[t >= 10] = 0
    tilt, aim = unit * answer, -unit * size_deg * share
    motion = Motion(t, tilt[0], tilt[1], aim[0], aim[1], np.full_like(t, RADIUS_DEG))
    entered = 5.0 + back_after_s + 0.2 * (size_deg - RADIUS_DEG) / size_deg
    return motion, Push(5.0, 5.4, entered + 1.05, offset, RADIUS_DEG, True, entered + 0.05)


def value(motion: Motion, pushes: list[Push], name: str) -> float:
    found = hold_measures(motion, pushes=pushes)[name].value
    assert isinstance(found, float), hold_measures(motion, pushes=pushes)[name].why
    return found


@pytest.mark.parametrize("direction_deg", [0.0, 77.0, 180.0, 290.0])
def test_recovery_runs_from_the_push_to_the_unsmoothed_dots_coming_back_in(direction_deg: float) -> None:
    motion, push = pushed(1.0, direction_deg=direction_deg)
    assert value(motion, [push], "recovery_time_s") == pytest.approx(1.1, abs=0.011)  # half of 0.2 s: half of 4° is left to the circle


def test_overshoot_is_what_goes_beyond_the_middle_against_the_push() -> None:
    for beyond in (0.0, 0.8, 3.0):
        motion, push = pushed(1.0, direction_deg=30.0, beyond_deg=beyond)
        assert value(motion, [push], "overshoot_deg") == pytest.approx(beyond, abs=1e-9)


def test_a_dot_that_only_lags_does_not_overshoot() -> None:
    motion, push = pushed(1.0)
    motion = replace(motion, pitch_deg=0.9 * motion.pitch_deg)
    assert value(motion, [push], "overshoot_deg") == 0.0


def test_what_did_not_come_back_counts_for_the_share_and_not_for_the_time() -> None:
    motion, push = pushed(1.0)
    lost = Push(12.0, 12.4, 18.0, Point(0.0, 4.0), RADIUS_DEG, True, None)
    assert value(motion, [push, lost], "push_recovery_pct") == 50.0
    assert value(motion, [push, lost], "recovery_time_s") == value(motion, [push], "recovery_time_s")
    assert hold_measures(motion, pushes=[lost])["recovery_time_s"].why == "the dot was not brought back in time after any push"
    assert value(motion, [lost], "push_recovery_pct") == 0.0


def test_a_push_that_left_the_dot_in_the_circle_asked_for_nothing() -> None:
    motion, push = pushed(1.0)
    measures = hold_measures(motion, pushes=[replace(push, left=False, back_s=None)])
    for name in ("recovery_time_s", "overshoot_deg", "push_recovery_pct"):
        assert measures[name].value is None
        assert measures[name].why == "no push took the dot out of the circle"
        assert hold_measures(motion, pushes=[])[name].why == "there was no push"
        assert name not in hold_measures(motion)


def test_a_pause_or_gap_on_the_way_back_leaves_the_push_out() -> None:
    motion, push = pushed(1.0)
    paused = replace(motion, breaks=(550,))
    kept = (motion.t_s < 5.5) | (motion.t_s > 5.8)
    gap = Motion(*(a[kept] for a in (
        motion.t_s, motion.pitch_deg, motion.roll_deg, motion.target_pitch_deg, motion.target_roll_deg, motion.target_radius_deg)))
    for cut in (paused, gap):
        measures = hold_measures(cut, pushes=[push])
        assert measures["recovery_time_s"].why == "no push could be followed without a gap"
        assert measures["overshoot_deg"].why == "no push could be followed without a gap"
        assert measures["push_recovery_pct"].value == 100.0
    other = Push(12.0, 12.4, 18.0, Point(0.0, 4.0), RADIUS_DEG, True, 15.0)
    assert value(replace(motion, breaks=(1900,)), [push, other], "recovery_time_s") == pytest.approx((1.1 + 3.0) / 2, abs=0.011)


def test_it_is_the_median_of_the_pushes() -> None:
    motion, push = pushed(1.0)
    still = [Push(s, s + 0.4, s + 2.0, Point(0.0, 4.0), RADIUS_DEG, True, s + more) for s, more in ((11.0, 0.5), (14.0, 0.7))]
    assert value(motion, [push, *still], "recovery_time_s") == pytest.approx(0.7)  # no coming in is seen there: then the game's own time


def test_rings_share_the_time_and_their_edges_count_as_inside() -> None:
    t = np.arange(401) / 100
    off = np.repeat([0.0, 1.0, 1.001, 2.9, 3.5], [80, 80, 80, 80, 81])
    still = np.zeros_like(t)
    motion = Motion(t, still, off, still, still, np.full_like(t, 3.0))
    shares = hold_measures(motion, ring_count=3)["ring_pct"].value
    assert isinstance(shares, tuple)
    assert shares == pytest.approx((40.0, 20.0, 20.0, 20.0), abs=0.3)
    assert hold_measures(motion, ring_count=2)["ring_pct"].value == pytest.approx((60.0, 20.0, 20.0), abs=0.3)
    assert sum(shares[:3]) == pytest.approx(hold_measures(motion)["time_on_target_pct"].value)
    assert "ring_pct" not in hold_measures(motion)
    assert hold_measures(Motion(t, still, off), ring_count=3)["ring_pct"].why == "no target with a radius is known"
