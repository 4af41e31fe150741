"""Two tasks at once, by hand."""

from __future__ import annotations

import numpy as np
import pytest

from wobblequest.core.motion import Motion
from wobblequest.core.result import Measure, absent
from wobblequest.scoring.register import MEASURES
from wobblequest.scoring.second_task import INFOS, Item, Movement, Part, part_motion, second_task_measures

T = np.arange(0, 20.0, 0.01)
MOVEMENT = Movement(Measure(80.0, "%"), Measure(60.0, "%"), True)


def motion(off_deg: np.ndarray, *, target: bool = True) -> Motion:
    """A dot off its target by so many degrees; the target's radius is 3°."""
    at = np.zeros_like(T) if target else np.full_like(T, np.nan)
    return Motion(T, off_deg, np.zeros_like(T), at, at, at + 3.0)


def items(*rights: bool, answer_s: float | None = 0.5) -> tuple[Item, ...]:
    """An item every 2 s from 1 s on."""
    return tuple(Item(1.0 + 2 * i, 3.0 + 2 * i, right, answer_s if right else None) for i, right in enumerate(rights))


def part(*rights: bool, spoken: bool = False, expected: int | None = None) -> Part:
    found = items(*rights)
    return Part(found, len(found) if expected is None else expected, 20.0, spoken)


def scored(
    moved: Motion, alone: Part | None, dual: Part | None, movement: Movement = MOVEMENT, *, changed: bool = False,
) -> dict[str, Measure]:
    return second_task_measures(moved, movement, alone, dual, changed=changed)


def test_both_are_right_only_where_the_answer_was_and_the_dot_was_on_the_target_for_half_of_the_time() -> None:
    off = np.where((T >= 1.0) & (T < 1.98), 9.0, 0.0)  # of the first item just under half is away
    off = np.where((T >= 3.0) & (T < 4.2), 9.0, off)  # of the second more than half
    both = part(True, True, False, True)
    assert scored(motion(off), both, both)["both_right_pct"].value == 50.0
    assert scored(motion(0 * T), both, both)["both_right_pct"].value == 75.0
    assert scored(motion(0 * T + 9.0), both, both)["both_right_pct"].value == 0.0


def test_where_the_way_is_ones_own_a_slip_in_its_time_costs_an_item() -> None:
    both = part(True, True, False, True)  # from 1, 3, 5 and 7 s on
    found = [
        second_task_measures(motion(0 * T + 9.0), MOVEMENT, both, both, slips=slips)["both_right_pct"].value
        for slips in ((), (1.0,), (2.99, 3.0), (0.5, 5.5, 20.0))
    ]
    assert found == [75.0, 50.0, 25.0, 75.0]


def test_an_item_without_a_target_asks_nothing_of_the_dot() -> None:
    both = part(True, False)
    assert scored(motion(0 * T + 9.0, target=False), both, both)["both_right_pct"].value == 50.0
    partly = motion(np.where(T < 2.0, 0.0, 9.0))
    gone = np.where(T < 2.0, partly.target_pitch_deg, np.nan)
    moved = Motion(T, partly.pitch_deg, partly.roll_deg, gone, gone, gone + 3.0)
    assert scored(moved, both, part(True))["both_right_pct"].value == 100.0  # on it for all of the time that it was there


def test_numbers_that_should_have_come_and_did_not_are_not_right() -> None:
    few = part(True, spoken=True, expected=5)
    found = scored(motion(0 * T), few, few)
    assert found["both_right_pct"].value == 20.0
    assert found["task_accuracy_dual_pct"].value == 100.0
    many = part(*[True] * 8, spoken=True, expected=5)
    assert scored(motion(0 * T), few, many)["both_right_pct"].value == 100.0


def test_shares_times_and_rates() -> None:
    alone = Part((Item(1, 3, True, 0.4), Item(3, 5, True, 0.9), Item(5, 7, True), Item(7, 9, False)), 4, 12.0)
    found = scored(motion(0 * T), alone, part(True, False))
    assert found["task_accuracy_alone_pct"].value == 75.0
    assert found["task_accuracy_dual_pct"].value == 50.0
    assert found["answer_time_alone_s"].value == pytest.approx(0.65)  # the third was rightly left alone: it has no time
    assert found["task_right_alone_per_min"].value is None
    assert found["dual_task_effect_pct"].value == -25.0
    assert found["dual_task_effect_cognitive_pct"].value == pytest.approx(-100 / 3)
    spoken = scored(motion(0 * T), part(*[True] * 6, spoken=True), part(True, True, True, False, spoken=True))
    assert spoken["task_right_alone_per_min"].value == 18.0
    assert spoken["task_right_dual_per_min"].value == 9.0
    assert spoken["dual_task_effect_cognitive_pct"].value == -50.0
    assert "spoken" in (spoken["answer_time_dual_s"].why or "")


def test_what_cannot_be_computed_says_why() -> None:
    nothing = scored(motion(0 * T), None, None, Movement(absent("deg", "stopped"), absent("deg", "stopped"), False))
    assert all(nothing[name].why for name in nothing if name not in ("valid_pct", "dropped_samples"))
    empty = scored(motion(0 * T), part(), Part((), 4, 12.0, spoken=True))
    assert "no item" in (empty["task_accuracy_alone_pct"].why or "")
    assert "nobody marked" in (empty["both_right_pct"].why or "")
    no_press = scored(motion(0 * T), Part(items(True, answer_s=None), 1, 12.0), part(True))
    assert "no right press" in (no_press["answer_time_alone_s"].why or "")
    changed = scored(motion(0 * T), part(True), part(True), changed=True)
    assert "changed" in (changed["dual_task_effect_pct"].why or "")
    no_zero = scored(motion(0 * T), part(True), part(True), Movement(Measure(-20.0, "%"), Measure(20.0, "%"), True, per_cent=False))
    assert "no per cent of it" in (no_zero["dual_task_effect_pct"].why or "")
    assert no_zero["dual_task_effect_cognitive_pct"].value == 0.0


def test_of_a_measure_that_is_better_when_less_a_rise_is_a_cost() -> None:
    broken = scored(motion(0 * T), part(True), part(True), MOVEMENT._replace(broken=True))
    assert broken["dual_task_effect_pct"].why == "there was a pause in the movement: coming back from it is no part of the task"
    assert broken["movement_dual"].value == 60.0
    worse = Movement(Measure(2.0, "deg"), Measure(3.0, "deg"), False)
    found = scored(motion(0 * T), part(True), part(True), worse)
    assert found["dual_task_effect_pct"].value == -50.0
    assert (found["movement_alone"].unit, found["movement_dual"].unit) == ("deg", "deg")


def test_the_names_and_units_are_the_registers() -> None:
    found = scored(motion(0 * T), part(True), part(True))
    assert {info.name for info in INFOS} | {"dual_task_effect_pct", "dual_task_effect_cognitive_pct"} == set(found) - {
        "valid_pct", "dropped_samples",
    }
    for name, measure in found.items():
        assert measure.unit == MEASURES[name].unit or MEASURES[name].unit == "its own", name
        assert measure.value is None or type(measure.value) is float


def test_a_part_of_the_motion_has_its_own_time_and_keeps_its_pauses() -> None:
    whole = Motion(T, T, -T, T, T, T, (0, 500, 1200))
    cut = part_motion(whole, 4.0, 12.0)
    assert cut.t_s[0] == 0.0
    assert cut.t_s[-1] == pytest.approx(8.0)
    assert cut.pitch_deg[0] == pytest.approx(4.0)
    assert cut.breaks == (100, 800)
    assert part_motion(whole, 4.0, 11.99).breaks == (100,)
    assert part_motion(whole, 50.0, 60.0).t_s.size == 0


def test_rightness_does_not_depend_on_how_often_the_board_sends() -> None:
    """Counted by time: bursts and slow boards weigh as much as they last."""
    slow = T[::4]
    off = np.where((slow >= 1.0) & (slow < 1.9), 9.0, 0.0)
    moved = Motion(slow, off, 0 * slow, 0 * slow, 0 * slow, 0 * slow + 3.0)
    assert scored(moved, part(True), part(True))["both_right_pct"].value == 100.0
