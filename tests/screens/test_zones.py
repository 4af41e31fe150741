from __future__ import annotations

from collections.abc import Iterable, Iterator
from math import cos, radians, sin
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from wobblequest.core.chance import Chance
from wobblequest.core.reach import Reach
from wobblequest.core.samples import Tilt
from wobblequest.screens import flow
from wobblequest.screens.zones import DIRECTION_DEG, Side, ZoneRules, Zones, ZoneState, enter_deg, leave_deg, step
from wobblequest.session.preferences import Preferences

ALL: frozenset[Side] = frozenset({"left", "right", "forward"})
REACH = Reach((10.0,) * 8)


def held(pitch: float, roll: float, seconds: float, *, start: float, rate_hz: float = 100.0) -> Iterator[Tilt]:
    """A dot that stands at one place for a while, beginning one sample after ``start``."""
    for i in range(1, round(seconds * rate_hz) + 1):
        yield Tilt(start + i / rate_hz, pitch, roll)


def zones(sides: frozenset[Side] = ALL, reach: Reach = REACH) -> Zones:
    return Zones(sides, reach)


def waited(sides: frozenset[Side] = ALL) -> Zones:
    """Zones of a person who has stood still at the middle until a lean counts."""
    z = zones(sides)
    assert z.feed(held(0, 0, 4.1, start=0)) is None
    assert z.state.ready
    return z


@pytest.mark.parametrize(("pitch", "roll", "side"), [(0, 6, "right"), (0, -6, "left"), (6, 0, "forward"), (3, 6, "right")])
def test_a_lean_that_is_held_chooses_its_side(pitch: float, roll: float, side: Side) -> None:
    z = waited()
    assert z.feed(held(pitch, roll, 1.4, start=4.1)) is None
    assert 0.85 < z.fill(side) < 1.0
    assert z.feed(held(pitch, roll, 0.2, start=5.5)) == side


def test_leaning_back_chooses_nothing() -> None:
    assert waited().feed(held(-9, 0, 10, start=4.1)) is None


def test_a_side_that_is_not_offered_cannot_be_chosen() -> None:
    assert waited(frozenset({"right"})).feed(held(0, -8, 10, start=4.1)) is None


def test_nothing_is_chosen_while_the_screen_is_new() -> None:
    z = zones()
    assert z.feed(held(0, 0, 1.2, start=0)) is None
    assert z.feed(held(0, 8, 10, start=1.2)) is None, "it never was at the middle once the dead time was over"


def test_the_middle_is_needed_between_two_choices() -> None:
    z = waited()
    assert z.feed(held(0, -6, 1.6, start=4.1)) == "left"
    assert z.feed(held(0, -6, 5, start=5.7)) is None
    assert z.feed(held(0, 0, 0.9, start=10.7)) is None
    assert z.feed(held(0, -6, 3, start=11.6)) is None, "0.9 s is not yet a second"
    assert z.feed(held(0, 0, 1.1, start=14.6)) is None
    assert z.feed(held(0, -6, 1.6, start=15.7)) == "left"


def test_leaving_cancels_and_the_dwell_begins_anew() -> None:
    z = waited()
    z.feed(held(0, 6, 1.3, start=4.1))
    z.feed(held(0, 2.4, 0.05, start=5.4))
    assert z.fill("right") == 0.0
    assert z.feed(held(0, 6, 1.3, start=5.45)) is None


def test_between_leaving_and_entering_the_dwell_goes_on() -> None:
    z = waited()
    assert z.feed(held(0, 4.1, 0.5, start=4.1)) is None
    assert z.feed(held(0, 2.8, 1.2, start=4.6)) == "right"


def test_between_leaving_and_entering_nothing_is_entered() -> None:
    assert waited().feed(held(0, 3.8, 10, start=4.1)) is None


def test_the_threshold_follows_the_persons_reach_in_that_direction() -> None:
    short = Zones(ALL, Reach((10.0, 10.0, 4.0, 10.0, 10.0, 10.0, 10.0, 10.0)))
    short.feed(held(0, 0, 4.1, start=0))
    assert short.feed(held(0, 1.8, 1.7, start=4.1)) == "right"


def test_a_silence_cancels_what_was_begun() -> None:
    z = waited()
    z.feed(held(0, 6, 1.3, start=4.1))
    assert z.feed(held(0, 6, 5, start=5.8)) is None, "0.4 s of silence: who knows where the dot was"


def test_a_board_lying_on_its_rim_is_no_lean() -> None:
    assert waited().feed(held(0, 21.0, 10, start=4.1)) is None


def test_samples_that_do_not_come_later_change_nothing() -> None:
    state = ZoneState(t_s=2.0, up_s=2.0, held_s=1.0, side="right", ready=True)
    assert step(state, Tilt(2.0, 0, 0), ALL, REACH, ZoneRules()) == state
    assert step(state, Tilt(1.0, 0, 0), ALL, REACH, ZoneRules()) == state


def test_a_choice_is_told_once() -> None:
    z = waited()
    assert z.feed(held(0, 6, 1.6, start=4.1)) == "right"
    assert z.feed(held(0, 6, 0.1, start=5.7)) is None


@given(sd=st.floats(0.5, 4.0), seed=st.integers(0, 50))
@settings(max_examples=25, deadline=None)
def test_the_threshold_is_at_least_three_times_the_sway(sd: float, seed: int) -> None:
    z = zones()
    z.feed(_sway(sd, seed, seconds=20.0, memory_s=0.15))
    measured = z.state.quiet_sd_deg
    for side in ALL:
        assert enter_deg(side, z.state, REACH, z.rules) >= 3.0 * measured
        assert leave_deg(side, z.state, REACH, z.rules) == pytest.approx(enter_deg(side, z.state, REACH, z.rules) * 0.625)
    assert 0.5 * sd < measured < 2.5 * sd


@given(st.lists(st.tuples(st.floats(0, 360), st.floats(0, 0.99)), max_size=60), st.floats(0.01, 0.2))
@settings(max_examples=60, deadline=None)
def test_nothing_below_the_threshold_is_ever_a_choice(places: list[tuple[float, float]], dt: float) -> None:
    z = zones()
    least_deg = z.rules.enter_share * min(REACH.degrees)
    t_s = 0.0
    for direction, share in places * 20:
        t_s += dt
        at = Tilt(t_s, share * least_deg * cos(radians(direction)), share * least_deg * sin(radians(direction)))
        assert z.feed([at]) is None


@pytest.mark.parametrize("sd", [0.5, 1.0, 2.0, 3.0])
@pytest.mark.parametrize("memory_s", [0.1, 0.3, 1.0])
def test_standing_still_chooses_nothing(sd: float, memory_s: float) -> None:
    """Half a minute each of twelve people. Sway knows no bound, so never is not to be had: one in some thousand half minutes at most."""
    for seed in range(12):
        assert zones().feed(_sway(sd, seed, seconds=30.0, memory_s=memory_s)) is None


@given(direction=st.floats(0, 360), far=st.floats(0, 25), seconds=st.floats(0, 8), rate_hz=st.sampled_from([20.0, 50.0, 100.0, 1000.0]))
@settings(max_examples=60, deadline=None)
def test_any_single_lean_chooses_at_most_its_own_side(direction: float, far: float, seconds: float, rate_hz: float) -> None:
    z = zones()
    z.feed(held(0, 0, 4.2, start=0, rate_hz=rate_hz))
    pitch, roll = far * cos(radians(direction)), far * sin(radians(direction))
    chosen = z.feed(held(pitch, roll, seconds, start=4.2, rate_hz=rate_hz))
    if chosen is not None:
        along = {"left": -roll, "right": roll, "forward": pitch}[chosen]
        assert along >= 0.4 * 10.0
        assert along >= 0.7 * far
        assert seconds >= 1.5


@given(st.lists(st.tuples(st.floats(-1, 1), st.floats(-90, 90), st.floats(-90, 90)), max_size=60))
@settings(max_examples=100, deadline=None)
def test_any_samples_leave_the_state_sound(samples: list[tuple[float, float, float]]) -> None:
    z, t = zones(), 0.0
    for dt, pitch, roll in samples:
        t += dt
        z.feed([Tilt(t, pitch, roll)])
        assert 0.0 <= max(z.fill(side) for side in ALL) <= 1.0
        assert z.state.side is None or z.state.ready


def _sway(sd: float, seed: int, *, seconds: float, memory_s: float) -> Iterable[Tilt]:
    """A person standing still: noise with a memory (Ornstein and Uhlenbeck), of this SD in each axis, at 50 Hz."""
    chance, dt = Chance(seed, "sway"), 0.02
    keep = 1.0 - dt / memory_s
    push = sd * (1.0 - keep * keep) ** 0.5
    pitch = roll = 0.0
    for i in range(round(seconds / dt)):
        pitch, roll = keep * pitch + chance.normal(push), keep * roll + chance.normal(push)
        yield Tilt((i + 1) * dt, pitch, roll)


def test_the_figures_are_those_that_were_agreed() -> None:
    rules = ZoneRules()
    assert (rules.enter_share, rules.leave_share, rules.dwell_s, rules.centre_s, rules.dead_s) == (0.40, 0.25, 1.5, 1.0, 3.0)
    assert rules.sway_factor >= 3.0


@pytest.mark.parametrize("dwell_s", [0.8, 4.0])
def test_the_dwell_is_as_long_as_the_person_has_set_it(dwell_s: float, practice: Any, make_walk: Any) -> None:
    practice.preferences = Preferences(dwell_s=dwell_s)
    walk = make_walk(practice, flow.stopped(practice))
    walk.still(4.6)
    walk.lean(0.3 + dwell_s - 0.2, 0.0, 8.0)
    assert walk.name == "Stopped"
    walk.lean(0.4, 0.0, 8.0)
    assert walk.name != "Stopped"


def test_no_screen_offers_more_than_two_sides_and_forward_and_back_is_never_one() -> None:
    assert set(DIRECTION_DEG) == ALL
    assert 180.0 not in DIRECTION_DEG.values()
