from __future__ import annotations

import pytest

from wobblequest.core.arena import toward
from wobblequest.core.calibration import Calibration
from wobblequest.core.chance import Chance
from wobblequest.core.reach import DIRECTIONS_DEG, Reach
from wobblequest.core.samples import Reading, up_from_gravity_plane
from wobblequest.session.calibration_reach import ReachStep

LEANS = (12.0, 11.0, 10.0, 9.0, 8.0, 9.0, 10.0, 11.0)


class Leaner:
    """Does as the step says: leans out in 0.8 s as far as it can, comes back in 0.5 s."""

    def __init__(self, step: ReachStep, leans: tuple[float, ...] = LEANS, wobble_deg: float = 0.0, off_deg: float = 0.0) -> None:
        self.step, self.leans, self.wobble_deg, self.off_deg = step, leans, wobble_deg, off_deg
        self.t_s = 0.0
        self.lean_deg = 0.0
        self.direction_deg = 0.0
        self.chance = Chance(1, "leaner")

    def go_on(self, seconds: float) -> None:
        for _ in range(round(seconds * 100)):
            if self.step.finished:
                return
            direction = self.step.direction_deg
            if direction is None:
                self.lean_deg = max(0.0, self.lean_deg - 0.25)
            else:
                self.direction_deg = direction
                self.lean_deg = min(self.leans[DIRECTIONS_DEG.index(direction)], self.lean_deg + 0.15)
            at = toward(self.direction_deg + self.off_deg, self.lean_deg)
            wobble = [self.chance.normal(self.wobble_deg) for _ in range(2)]
            self.step.feed(Reading(self.t_s, up_from_gravity_plane(at.pitch_deg + wobble[0], at.roll_deg + wobble[1])))
            assert 0.0 <= self.step.progress <= 1.0
            assert 0.0 <= self.step.held <= 1.0
            assert len(self.step.words.split()) <= 8
            self.t_s += 0.01


@pytest.mark.parametrize("wobble_deg", [0.0, 1.0])
def test_eight_leans_make_a_reach(wobble_deg: float) -> None:
    step = ReachStep(Calibration())
    assert step.words == "Lean far forward and hold"
    assert step.result is None
    Leaner(step, wobble_deg=wobble_deg).go_on(60)
    assert step.result is not None
    assert step.result.degrees == pytest.approx(LEANS, abs=0.6)
    assert step.notes == ()
    assert step.progress == 1.0
    assert step.direction_deg is None


def test_a_lean_that_is_still_growing_is_not_taken_early() -> None:
    step = ReachStep(Calibration())
    for i in range(400):
        step.feed(Reading(i / 100, up_from_gravity_plane(min(12.0, i / 100 * 5.0), 0.0)))
        if step.found:
            break
    assert step.found[0] == pytest.approx(12.0, abs=0.7)


def test_one_comes_back_before_the_next() -> None:
    step = ReachStep(Calibration())
    for i in range(500):
        step.feed(Reading(i / 100, up_from_gravity_plane(10.0, 0.0)))
    assert step.words == "Come back to the middle"
    assert len(step.found) == 1
    for i in range(500, 540):
        step.feed(Reading(i / 100, up_from_gravity_plane(1.0, 0.0)))
    assert step.direction_deg == 45.0
    assert step.words == "Lean far forward right and hold"


def test_a_lean_somewhere_else_is_not_taken() -> None:
    step = ReachStep(Calibration())
    Leaner(step, off_deg=50.0).go_on(20)
    assert step.found == ()


def test_a_skipped_direction_takes_what_is_known_and_says_so() -> None:
    known = Reach((6.0, 7.0, 8.0, 9.0, 10.0, 11.0, 12.0, 13.0))
    step = ReachStep(Calibration(), known)
    for _ in range(8):
        step.skip()
    assert step.result == known
    assert step.notes[0] == "forward: skipped, 6.0° taken as known"
    assert len(step.notes) == 8
    step.skip()
    assert step.result == known


def test_skipping_while_coming_back_only_ends_the_wait() -> None:
    step = ReachStep(Calibration())
    leaner = Leaner(step)
    while not step.found:
        leaner.go_on(0.01)
    assert step.words == "Come back to the middle"
    step.skip()
    assert len(step.found) == 1
    assert step.direction_deg == 45.0
    assert step.notes == ()


def test_an_unsteady_lean_is_taken_after_a_while_and_said() -> None:
    step = ReachStep(Calibration())
    for i in range(1300):
        # Now far, now hardly: never a steady second.
        step.feed(Reading(i / 100, up_from_gravity_plane(9.0 if i % 60 < 40 else 3.0, 0.0)))
        if step.found:
            break
    assert step.found
    assert 5 < step.found[0] < 9
    assert "not held steadily" in step.notes[0]
    assert i > 1100


def test_a_lean_beyond_what_a_reach_can_be_is_limited_and_said() -> None:
    step = ReachStep(Calibration())
    Leaner(step, leans=(35.0,) * 8).go_on(80)
    assert step.result is not None
    assert step.result.degrees == (25.0,) * 8
    assert "the most a reach can be" in step.notes[0]


def test_who_does_not_lean_is_waited_for() -> None:
    step = ReachStep(Calibration())
    Leaner(step, leans=(1.0,) * 8).go_on(60)
    assert step.found == ()
    assert step.notes == ()


def test_held_and_lean_are_there_to_be_shown() -> None:
    step = ReachStep(Calibration())
    for i in range(51):
        step.feed(Reading(i / 100, up_from_gravity_plane(10.0, 4.0)))
    assert step.held == pytest.approx(0.5)
    assert step.lean_deg == pytest.approx(10.0)
    assert step.wish == toward(0.0, 15.0)
