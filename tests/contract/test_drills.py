"""What every drill must hold, whatever it is: a new one is added to the register and to PARAMETERS, and passes this."""

from __future__ import annotations

from dataclasses import FrozenInstanceError, asdict
from itertools import pairwise
from math import hypot
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from wobblequest.core.arena import CENTRE, SAFE_TARGET_DEG, Point
from wobblequest.core.chance import Chance
from wobblequest.core.motion import Motion
from wobblequest.core.reach import Reach
from wobblequest.core.samples import Tilt
from wobblequest.drills.drill import Axis, Parameters
from wobblequest.drills.limits import MOST_SPEED_DPS, MOST_SWAY_DPS
from wobblequest.drills.register import DRILLS
from wobblequest.drills.steer import STEER_DPS
from wobblequest.drills.view import Band, Box, Gate, Ring, Spot, Token, View, Way, Word
from wobblequest.scoring.register import MEASURES

AXES: tuple[Axis, ...] = ("size", "distance", "hold", "speed")

PARAMETERS: dict[str, tuple[dict[str, Any], ...]] = {
    "hold": (
        {"radius_deg": 5.0, "duration_s": 5.0, "hold_s": 1.0},
        {"radius_deg": 3.0, "duration_s": 8.0, "hold_s": 2.0, "direction_deg": 200.0, "distance_pct": 110.0},
        {"radius_deg": 8.0, "duration_s": 5.0, "hold_s": 0.5, "direction_deg": 0.0, "distance_deg": 15.0},
        {
            "radius_deg": 2.0, "duration_s": 27.0, "hold_s": 2.0, "direction_deg": 200.0, "distance_pct": 110.0, "rings": 4, "pushes": 3,
            "push_deg": 5.0,
        },
        {
            "radius_deg": 5.0, "duration_s": 12.0, "hold_s": 2.0, "direction_deg": 45.0, "distance_deg": 5.0, "edge_deg": 10.0, "stages": 6,
            "final_radius_deg": 1.0,
        },
    ),
    "reach": (
        {"radius_deg": 4.0, "distance_pct": 70.0, "targets": 5, "hold_s": 0.3},
        {
            "radius_deg": 8.0, "distance_pct": 10.0, "targets": 3, "directions_deg": [90, 270], "order": "clockwise",
            "timeout_s": 3.0, "hold_s": 1.0,
        },
        {"radius_deg": 1.0, "distance_deg": 15.0, "targets": 16, "directions_deg": [33.0]},
        {"radius_deg": 3.5, "distance_pct": 110.0, "targets": 16, "way": "target-to-target", "timeout_s": 4.0, "return_wait_s": 0.0},
    ),
    "track": (
        {"radius_deg": 4.0, "path": "line", "size_pct": 110.0, "period_s": 4.0, "duration_s": 10.0, "direction_deg": 45.0},
        {"radius_deg": 4.0, "path": "circle", "size_pct": 60.0, "period_s": 12.0, "duration_s": 15.0},
        {"radius_deg": 4.0, "path": "eight", "size_deg": 10.0, "period_s": 20.0, "duration_s": 12.0, "direction_deg": 90.0},
        {"radius_deg": 2.0, "path": "waves", "size_pct": 110.0, "period_s": 10.0, "duration_s": 12.0},
    ),
    "rhythm": (
        {"radius_deg": 3.0, "distance_pct": 50.0, "crossing_s": 2.0, "duration_s": 16.0},
        {"radius_deg": 4.0, "distance_pct": 110.0, "crossing_s": 1.0, "duration_s": 20.5, "direction_deg": 45.0},
        {"radius_deg": 2.0, "distance_deg": 15.0, "crossing_s": 6.0, "duration_s": 60.0, "direction_deg": 0.0},
    ),
    "recall": (
        {"radius_deg": 4.0, "distance_pct": 70.0, "targets": 3, "feel_s": 0.5, "still_s": 0.5},
        {
            "radius_deg": 8.0, "distance_pct": 10.0, "targets": 2, "recalls_per_target": 2, "directions_deg": [90, 270],
            "order": "clockwise", "timeout_s": 5.0, "feel_s": 1.0, "feedback": "none", "close_eyes": True,
        },
        {"radius_deg": 1.0, "distance_deg": 15.0, "targets": 6, "directions_deg": [33.0], "feel_s": 0.5},
    ),
    "align": (
        {"band_deg": 4.0, "axis": "side", "duration_s": 12.0, "window_s": 4.0},
        {"band_deg": 8.0, "axis": "front", "duration_s": 10.0},
        {"band_deg": 1.0, "axis": "both", "duration_s": 60.0, "window_s": 30.0},
    ),
    "roll": (
        {"gate_deg": 2.0, "distance_pct": 60.0, "gates": 4},
        {"gate_deg": 4.0, "distance_pct": 110.0, "gates": 16, "pull_per_s2": 16.0, "friction_per_s": 0.3},
        {"gate_deg": 1.0, "distance_deg": 15.0, "gates": 1, "pull_per_s2": 1.0, "friction_per_s": 6.0, "duration_s": 15.0},
    ),
    "maze": (
        {"path": "line", "direction_deg": 90.0, "distance_pct": 110.0, "width_deg": 4.0, "times": 2, "duration_s": 30.0},
        {"path": "corridor", "direction_deg": 225.0, "distance_deg": 15.0, "width_deg": 16.0, "there_and_back": False},
        {"path": "curve", "direction_deg": 350.0, "distance_pct": 10.0, "width_deg": 1.5, "times": 8, "duration_s": 20.0},
        {"path": "maze", "points": 26, "distance_deg": 4.5, "width_deg": 3.0},
        {"path": "maze", "points": 74, "distance_pct": 110.0, "width_deg": 1.5},
    ),
    "dual": (
        {"hold": {"radius_deg": 5.0, "duration_s": 11.0, "hold_s": 1.0}, "task": "go-no-go", "pace_s": 2.0, "alone_s": 9.0},
        {
            "track": {"radius_deg": 2.0, "path": "waves", "size_pct": 110.0, "period_s": 10.0, "duration_s": 20.0}, "task": "n-back",
            "n_back": 3, "pace_s": 1.5, "alone_s": 12.0, "press_pct": 80.0,
        },
        {
            "reach": {"radius_deg": 1.0, "distance_deg": 15.0, "targets": 16, "directions_deg": [33.0], "duration_s": 12.0},
            "task": "stroop", "pace_s": 1.5, "alone_s": 20.0, "press_pct": 20.0,
        },
        {
            "rhythm": {"radius_deg": 4.0, "distance_pct": 110.0, "crossing_s": 2.0, "duration_s": 20.0}, "task": "go-no-go",
            "pace_s": 2.5, "alone_s": 12.0,
        },
        {"maze": {"path": "curve", "width_deg": 2.0, "distance_pct": 90.0, "duration_s": 18.0}, "task": "stroop", "pace_s": 2.0},
        {"shift": {"box_deg": 2.0, "distance_pct": 60.0, "bounds_deg": 4.0, "duration_s": 18.0}, "task": "go-no-go", "pace_s": 2.0},
        {"align": {"axis": "both", "band_deg": 2.0, "duration_s": 18.0}, "task": "n-back", "pace_s": 2.0},
        {"catch": {"tray_deg": 3.0, "distance_pct": 70.0, "things": 9, "at_once": 2, "duration_s": 18.0}, "task": "stroop", "pace_s": 2.0},
        {"roll": {"gate_deg": 3.0, "distance_pct": 70.0, "gates": 6, "duration_s": 18.0}, "task": "go-no-go", "pace_s": 2.0},
    ),
    "catch": (
        {"tray_deg": 3.0, "distance_pct": 70.0, "things": 5, "avoid_pct": 40.0},
        {"tray_deg": 1.0, "distance_pct": 110.0, "things": 24, "fall_dps": 5.0, "at_once": 2, "avoid_pct": 50.0, "axis": "front"},
        {"tray_deg": 8.0, "distance_deg": 13.0, "things": 24, "fall_dps": 1.5, "order": "alternate", "pause_s": 5.0},
    ),
    "drift": (
        {"radius_deg": 4.0, "distance_pct": 110.0, "speed_dps": 5.0, "duration_s": 12.0},
        {"radius_deg": 1.0, "distance_deg": 1.0, "speed_dps": 0.5, "duration_s": 10.0},
        {"radius_deg": 8.0, "distance_deg": 15.0, "speed_dps": 5.0, "duration_s": 60.0},
        {"radius_deg": 3.0, "distance_pct": 10.0, "speed_dps": 3.0, "duration_s": 10.0},
    ),
    "shift": (
        {"box_deg": 3.5, "bounds_deg": 8.0, "distance_pct": 60.0, "shifts": 6},
        {"box_deg": 8.0, "bounds_deg": 15.0, "distance_deg": 15.0, "direction_deg": 45.0, "shifts": 2, "hold_s": 2.0, "timeout_s": 3.0},
        {"box_deg": 1.0, "bounds_deg": 1.5, "distance_pct": 110.0, "direction_deg": 180.0, "shifts": 16, "duration_s": 15.0},
        {"box_deg": 2.0, "bounds_deg": 6.0, "distance_pct": 10.0, "direction_deg": 290.0, "shifts": 5, "hold_s": 0.3},
    ),
    "react": (
        {"radius_deg": 4.0, "distance_pct": 70.0, "targets": 4, "hold_s": 0.3},
        {
            "radius_deg": 8.0, "distance_pct": 10.0, "targets": 3, "directions_deg": [90, 270], "timeout_s": 1.5, "hold_s": 0.3,
            "wait_least_s": 0.5, "wait_most_s": 1.0,
        },
        {"radius_deg": 1.0, "distance_deg": 15.0, "targets": 16, "directions_deg": [33.0], "wait_least_s": 5.0, "wait_most_s": 6.0},
    ),
}
FASTEST_DPS = {"rhythm": MOST_SWAY_DPS, "roll": STEER_DPS, "dual": MOST_SWAY_DPS}
"""Of targets that are known beforehand; all others keep to `MOST_SPEED_DPS`. Of roll nothing is
followed: what is seen is a gate that stands, and the target is the tilt that brings the ball there."""
CASES = [(name, i) for name in DRILLS for i in range(len(PARAMETERS[name]))]
REACHES = (Reach(), Reach((25.0, 3.0, 25.0, 1.0, 6.0, 12.0, 1.0, 25.0)), Reach((1.0,) * 8))

angle = st.floats(-30.0, 30.0)
samples = st.lists(st.tuples(st.floats(0.0, 0.25), angle, angle), max_size=120)
asked = st.lists(st.tuples(st.integers(0, 119), st.sampled_from(AXES), st.sampled_from((-2, -1, 1, 3))), max_size=12)
every_case = pytest.mark.parametrize(("name", "case"), CASES)


def parameters_of(name: str, case: int) -> Parameters:
    return DRILLS[name].Parameters.model_validate(PARAMETERS[name][case])


def begun(name: str, case: int, reach: Reach = REACHES[0], seed: int = 7) -> Any:
    return DRILLS[name].begin(parameters_of(name, case), reach, Chance(seed, name))


def played(
    name: str, state: Any, stream: list[tuple[float, float, float]], changes: list[tuple[int, Axis, int]] | None = None,
) -> list[Any]:
    """All states that a stream of (step in s, pitch, roll) leads to, with changes asked for before the numbered samples."""
    t, states = 0.0, [state]
    for i, (dt, pitch, roll) in enumerate(stream):
        t += dt
        for at, axis, step in changes or ():
            if at == i:
                state, _ = DRILLS[name].adjust(state, axis, step)
        state = DRILLS[name].step(state, Tilt(t, pitch, roll))
        states.append(state)
    return states


def willing(name: str, state: Any, *, rate_hz: float = 100.0, longest_s: float = 120.0) -> list[Any]:
    """All states of someone whose dot is drawn to the target, to the drill's end."""
    states, at, n = [state], CENTRE, 0
    while not state.finished and n < longest_s * rate_hz:
        t = n / rate_hz
        target = DRILLS[name].target(state, t)
        aim = CENTRE if target is None else target.at
        at = Point(at.pitch_deg + 0.06 * (aim.pitch_deg - at.pitch_deg), at.roll_deg + 0.06 * (aim.roll_deg - at.roll_deg))
        state = DRILLS[name].step(state, Tilt(t, *at))
        states.append(state)
        n += 1
    return states


def check_view(view: View) -> None:
    assert 1 <= len(view.instruction.split()) <= 8
    assert len(view.shapes) <= 4
    assert 0.0 <= view.fraction <= 1.0
    assert 0 <= view.done <= view.total <= 16 or (view.total == 0 and view.done == 0)
    for shape in view.shapes:
        if isinstance(shape, Ring | Box):
            assert 0.0 <= shape.fill <= 1.0
        if isinstance(shape, Ring | Spot):
            assert hypot(*shape.at) <= SAFE_TARGET_DEG + 1e-9
        if isinstance(shape, Ring | Spot | Token):
            assert shape.radius_deg > 0
        if isinstance(shape, Box):
            assert hypot(*shape.at) <= SAFE_TARGET_DEG + 1e-9
            assert shape.half_pitch_deg > 0
            assert shape.half_roll_deg > 0
        if isinstance(shape, Band):
            assert shape.width_deg > 0
        if isinstance(shape, Way | Band):
            assert 2 <= len(shape.points) <= 120
            assert all(hypot(*p) <= SAFE_TARGET_DEG + 1e-9 for p in shape.points)
        if isinstance(shape, Gate):
            assert hypot(*shape.left) <= SAFE_TARGET_DEG + 1e-9
            assert hypot(*shape.right) <= SAFE_TARGET_DEG + 1e-9
        if isinstance(shape, Word):
            assert 1 <= len(shape.text) <= 8


@every_case
@settings(max_examples=25, deadline=None)
@given(stream=samples, changes=asked, reach=st.sampled_from(REACHES), seed=st.integers(0, 2**31))
def test_any_samples_and_changes_keep_it_whole_and_safe(name: str, case: int, stream: Any, changes: Any, reach: Reach, seed: int) -> None:
    drill = DRILLS[name]
    states = played(name, begun(name, case, reach, seed), stream, changes)
    over = False
    for before, state in pairwise(states):
        assert state.t_s >= before.t_s
        assert state.finished or not over, "a drill that ended began again"
        assert ("finish" in state.moments) == (state.finished and not over)
        over = state.finished
        for ahead_s in (0.0, 0.1):
            target = drill.target(state, state.t_s + ahead_s)
            assert target is None or hypot(*target.at) <= SAFE_TARGET_DEG + 1e-9
            assert target is None or 1.0 <= target.radius_deg <= 8.0
        check_view(drill.view(state, state.t_s + 0.016))


@every_case
@settings(max_examples=10, deadline=None)
@given(stream=samples, changes=asked, seed=st.integers(0, 2**31))
def test_the_same_samples_give_the_same_states(name: str, case: int, stream: Any, changes: Any, seed: int) -> None:
    once, again = (played(name, begun(name, case, seed=seed), stream, changes) for _ in range(2))
    assert once == again


@every_case
def test_it_ends_for_someone_willing_and_says_so(name: str, case: int) -> None:
    states = willing(name, begun(name, case))
    assert states[-1].finished
    assert states[-1].moments[-1] == "finish"
    assert states[-1].t_s <= 60.0 + 1e-6
    check_view(DRILLS[name].view(states[-1], states[-1].t_s))


@every_case
def test_it_ends_for_someone_who_never_moves_and_someone_far_off(name: str, case: int) -> None:
    for pitch in (0.0, -20.0):
        end = played(name, begun(name, case), [(0.02, pitch, 0.0)] * 3100)[-1]
        assert end.finished
        assert end.moments == ()  # the end is said once


@every_case
def test_states_and_parameters_are_frozen(name: str, case: int) -> None:
    state = begun(name, case)
    with pytest.raises(FrozenInstanceError):
        state.t_s = 1.0
    with pytest.raises(ValueError, match="frozen"):
        state.parameters.duration_s = 2.0


@every_case
def test_looking_changes_nothing(name: str, case: int) -> None:
    state = played(name, begun(name, case), [(0.01, 1.0, 2.0)] * 50)[-1]
    before = asdict(state)
    assert DRILLS[name].view(state, 0.6) == DRILLS[name].view(state, 0.6)
    DRILLS[name].target(state, 0.55)
    DRILLS[name].adjust(state, "size", 1)
    assert asdict(state) == before


@every_case
def test_no_target_moves_faster_than_is_safe(name: str, case: int) -> None:
    for reach in REACHES:
        state = begun(name, case, reach)
        places: list[Point] = []
        for n in range(1200):
            t = n / 100
            state = DRILLS[name].step(state, Tilt(t, 25.0, 25.0))  # never in a circle, so that none comes or goes
            if n % 160 == 80:
                state, _ = DRILLS[name].adjust(state, ("distance", "speed")[n // 160 % 2], (1, 1, -1)[n // 320 % 3])
            target = DRILLS[name].target(state, t)
            if target is None or {"cue", "miss"} & set(state.moments):
                places: list[Point] = []
                continue
            places.append(target.at)
            if len(places) > 1:
                assert places[-1].distance_to(places[-2]) * 100 <= FASTEST_DPS.get(name, MOST_SPEED_DPS) * 1.001


@every_case
def test_every_axis_goes_to_its_end_and_says_so(name: str, case: int) -> None:
    drill = DRILLS[name]
    for axis in AXES:
        for step in (1, -1):
            state, changes = begun(name, case), 0
            while changes < 200:
                state, done = drill.adjust(state, axis, step)
                assert 2 <= len(done.words.split()) <= 14
                if not done.changed:
                    break
                drill.Parameters.model_validate(done.parameters.model_dump())  # still a level that a file could hold
                assert done.parameters == state.parameters
                changes += 1
            assert changes < 200, "there is no end to it"
            if axis not in drill.axes:
                assert changes == 0


@every_case
def test_its_measures_have_the_primary_one_and_are_registered(name: str, case: int) -> None:
    drill = DRILLS[name]
    states = willing(name, begun(name, case))
    rows = []
    for i, state in enumerate(states[1:]):
        target = drill.target(state, state.t_s)
        at, radius = (Point(np.nan, np.nan), np.nan) if target is None else (target.at, target.radius_deg)
        rows.append((state.t_s, 3 * np.sin(i / 40), 2 * np.cos(i / 55), *at, radius))
    motion = Motion(*np.array(rows).T)
    measures = drill.measures(states[-1], motion)
    assert measures[drill.primary].value is not None
    assert set(measures) <= set(MEASURES)
    better = MEASURES[drill.primary].direction
    assert better == ("higher" if drill.higher_is_better else "lower")
    nothing = drill.measures(begun(name, case), Motion(*np.empty((6, 0))))
    assert nothing[drill.primary].value is None
    assert nothing[drill.primary].why


@pytest.mark.parametrize("name", DRILLS)
def test_it_introduces_itself(name: str) -> None:
    drill = DRILLS[name]
    assert drill.name == name
    assert drill.title
    assert len(drill.idea.split()) <= 8
    assert set(drill.axes) <= set(AXES)
    assert drill.Parameters.__doc__
    assert all(f.description or key == "radius_deg" for key, f in drill.Parameters.model_fields.items())
