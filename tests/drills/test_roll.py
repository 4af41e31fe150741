from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise
from math import atan2, cos, degrees, hypot, sin

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from wobblequest.core.arena import CENTRE, Point
from wobblequest.core.chance import Chance
from wobblequest.core.motion import Motion
from wobblequest.core.reach import Reach
from wobblequest.core.samples import Tilt
from wobblequest.drills.dish import SUBSTEP_S, Ball
from wobblequest.drills.roll import GENEROUS_S, HELP_AFTER_S, ROLL_DRILL, RollParameters, RollState
from wobblequest.drills.steer import MOST_SHARE, tilt_for
from wobblequest.drills.view import Gate, Ring, Spot

Tilting = Callable[[float], tuple[float, float]]


def begun(reach: Reach | None = None, seed: int = 1, **parameters: object) -> RollState:
    settings = {"gate_deg": 2.0, "distance_pct": 60.0, "gates": 6, **parameters}
    return ROLL_DRILL.begin(RollParameters.model_validate(settings), reach or Reach(), Chance(seed))


def played(state: RollState, tilting: Tilting, seconds: float, rate_hz: float = 100.0) -> list[RollState]:
    """The states of a motion (pitch, roll) of trial time, from the beginning on."""
    states = [state]
    for n in range(round(seconds * rate_hz) + 1):
        states.append(ROLL_DRILL.step(states[-1], Tilt(n / rate_hz, *tilting(n / rate_hz))))
    return states


def steered(state: RollState, seconds: float = 60.0, rate_hz: float = 100.0, share: float = 0.1) -> list[RollState]:
    """The states of someone whose tilt is drawn to the one that is best, until the end."""
    states, tilt = [state], CENTRE
    for n in range(round(seconds * rate_hz) + 1):
        if states[-1].finished:
            break
        target = ROLL_DRILL.target(states[-1], n / rate_hz)
        aim = CENTRE if target is None else target.at
        tilt = Point(tilt.pitch_deg + share * (aim.pitch_deg - tilt.pitch_deg), tilt.roll_deg + share * (aim.roll_deg - tilt.roll_deg))
        states.append(ROLL_DRILL.step(states[-1], Tilt(n / rate_hz, *tilt)))
    return states


def wandering(t_s: float) -> tuple[float, float]:
    return 2.5 * sin(1.7 * t_s) + 1.5 * sin(5.1 * t_s + 1.0), 3.0 * cos(1.3 * t_s) - 1.0 * sin(7.0 * t_s)


def test_the_sample_rate_does_not_change_the_run() -> None:
    """The same motion measured 50, 200 and 1000 times a second: the ball is in the same place, and passes the same gates then."""
    slow, usual, fast = (
        played(begun(friction_per_s=1.0, pull_per_s2=6.0, gate_deg=3.0), wandering, 20.0, rate) for rate in (50.0, 200.0, 1000.0)
    )
    for second in range(1, 21):
        places = [states[1 + round(second * rate)].ball.at for states, rate in ((slow, 50), (usual, 200), (fast, 1000))]
        assert places[0].distance_to(places[1]) < 0.1
        assert places[1].distance_to(places[2]) < 0.01
    assert len(fast[-1].passages) >= 2
    for states in (slow, usual):
        assert [each.passed for each in states[-1].passages] == [each.passed for each in fast[-1].passages]
        for one, other in zip(states[-1].passages, fast[-1].passages, strict=True):
            assert one.end_s == pytest.approx(other.end_s, abs=0.03)
            assert one.way_deg == pytest.approx(other.way_deg, rel=0.03)


@given(steps=st.lists(st.floats(0.0005, 0.25), min_size=1, max_size=60))
def test_the_ball_keeps_up_with_samples_however_they_come(steps: list[float]) -> None:
    state, t = begun(), 0.0
    for dt in steps:
        t += dt
        state = ROLL_DRILL.step(state, Tilt(t, 1.0, 1.0))
        assert 0.0 <= t - state.steps * SUBSTEP_S + 1e-6 <= SUBSTEP_S + 2e-6


def test_a_level_board_leaves_the_ball_where_it_is() -> None:
    state = played(begun(), lambda _: (0.0, 0.0), 5.0)[-1]
    assert state.ball == Ball()
    assert state.passages == ()


def test_steered_well_the_ball_goes_through_all_gates_in_turn() -> None:
    states = steered(begun(gates=8))
    end = states[-1]
    assert end.finished
    assert end.moments == ("hit", "finish")
    assert len(end.passages) == 8
    assert all(each.passed for each in end.passages)
    assert sum(state.moments.count("hit") for state in states) == 8
    assert [each.start_s for each in end.passages] == [0.0, *(each.end_s for each in end.passages[:-1])]
    assert all(each.way_deg >= each.straight_deg - 1e-9 for each in end.passages)
    for before, state in pairwise(states):
        if len(state.passages) > len(before.passages) and before.coming is not None:
            assert state.gate == before.coming  # what was shown as the next one is the next one


def test_its_measures_are_those_of_what_happened() -> None:
    end = steered(begun(gates=8))[-1]
    measures = ROLL_DRILL.measures(end, Motion(*([0.0, 1.0] for _ in range(3))))  # type: ignore[arg-type]
    assert measures["gates_passed"].value == 8.0
    assert measures["gates_per_min"].value == pytest.approx(60.0 * 8 / end.passages[-1].end_s)


def test_the_order_is_drawn_from_the_seed_and_never_has_a_place_twice_running() -> None:
    assert begun(gates=16, seed=3).directions == begun(gates=16, seed=3).directions
    assert begun(gates=16, seed=3).directions != begun(gates=16, seed=4).directions
    for seed in range(20):
        directions = begun(gates=16, seed=seed).directions
        assert all(a != b for a, b in pairwise(directions))
        assert sorted(directions) == sorted((0.0, 45.0, 90.0, 135.0, 180.0, 225.0, 270.0, 315.0) * 2)


def test_nobody_stays_stuck_at_a_gate() -> None:
    states = played(begun(), lambda _: (0.0, 0.0), 61.0)
    missed = [state for state in states if "miss" in state.moments]
    assert [state.t_s for state in missed] == pytest.approx([GENEROUS_S, 2 * GENEROUS_S])
    assert ROLL_DRILL.view(missed[0], missed[0].t_s).instruction == "Slowly on to the next gate"
    assert states[-1].finished
    assert len(states[-1].passages) == 2  # what the end cuts off is neither passed nor given up


def test_words_help_after_a_while_and_knocks_get_gentle_ones() -> None:
    early, late = (played(begun(), lambda _: (0.0, 0.0), s)[-1] for s in (HELP_AFTER_S - 1, HELP_AFTER_S + 1))
    assert early.words == "Roll the ball through the gate"
    assert late.words == "Take your time, between the two posts"
    wild = played(begun(gate_deg=1.0), lambda t: (0.0, 20.0 if t % 4 < 2 else -20.0), HELP_AFTER_S + 3)[-1]
    assert wild.knocks > 1
    assert wild.words == "Gently: a little tilt is enough"


def test_the_rim_is_heard_once_a_knock() -> None:
    states = played(begun(), lambda _: (0.0, 15.0), 3.0)
    touches = [state.t_s for state in states if "touch" in state.moments]
    assert 1 <= len(touches) <= 4
    assert all(later - earlier >= 0.3 - 1e-6 for earlier, later in pairwise(touches))
    assert states[-1].ball.at == pytest.approx((0.0, 10.0), abs=0.05)


def test_it_shows_the_rim_two_gates_and_the_ball_but_not_the_dot() -> None:
    state = begun()
    view = ROLL_DRILL.view(state, 0.0)
    rim, coming, gate, ball = view.shapes
    assert isinstance(rim, Ring)
    assert isinstance(coming, Gate)
    assert isinstance(gate, Gate)
    assert isinstance(ball, Spot)
    assert (rim.radius_deg, coming.role, gate.role, ball.role) == (10.0, "soft", "goal", "me")
    assert not view.cursor
    end = steered(state)[-1]
    assert [type(shape) for shape in ROLL_DRILL.view(end, end.t_s).shapes] == [Ring, Spot]
    assert (ROLL_DRILL.view(end, end.t_s).done, end.words) == (6, "Well done")


def test_between_samples_the_ball_is_shown_rolling_on_but_never_out_of_the_dish() -> None:
    state = played(begun(), lambda _: (0.0, 3.0), 0.5)[-1]
    now, later = (ROLL_DRILL.view(state, state.t_s + ahead).shapes[-1] for ahead in (0.0, 0.05))
    assert isinstance(now, Spot)
    assert isinstance(later, Spot)
    assert later.at.roll_deg - now.at.roll_deg == pytest.approx(0.05 * state.ball.roll_dps)
    for state in played(begun(), lambda _: (0.0, 25.0), 2.0):
        ball = ROLL_DRILL.view(state, state.t_s + 0.1).shapes[-1]
        assert isinstance(ball, Spot)
        assert hypot(*ball.at) <= 10.0 + 1e-9


def test_a_change_in_play_waits_for_the_next_gate() -> None:
    state = played(begun(), lambda _: (0.0, 0.0), 1.0)[-1]
    narrower, done = ROLL_DRILL.adjust(state, "size", -2)
    assert (done.words, done.changed) == ("Gates narrower: 1.5°", True)
    assert narrower.gate == state.gate
    assert narrower.coming is not None
    assert narrower.coming.half_deg == 1.5
    livelier, done = ROLL_DRILL.adjust(narrower, "speed", 1)
    assert done.words == "Ball livelier: 5"
    assert livelier.dish == state.dish
    states = steered(livelier)
    later = next(each for each in states if each.passages)
    assert later.gate is not None
    assert (later.gate.half_deg, later.dish.pull_per_s2, later.dish.bowl_per_s2) == (1.5, 5.0, 2.5)


def test_where_gates_can_go_no_farther_it_says_so() -> None:
    state = begun(distance_deg=8.0, distance_pct=None, gate_deg=3.5)
    _, done = ROLL_DRILL.adjust(state, "distance", 1)
    assert (done.words, done.changed) == ("Already the farthest these gates can be", False)


reaches = st.builds(lambda *degrees: Reach(degrees), *[st.floats(1.0, 25.0)] * 8)


@given(
    reach=reaches, seed=st.integers(0, 99), at=st.tuples(st.floats(-10, 10), st.floats(-10, 10)),
    speed=st.tuples(st.floats(-200, 200), st.floats(-200, 200)),
)
def test_no_more_tilt_is_ever_asked_for_than_a_share_of_the_reach(
    reach: Reach, seed: int, at: tuple[float, float], speed: tuple[float, float],
) -> None:
    state = begun(reach, seed)
    assert state.gate is not None
    tilt = tilt_for(Ball(*at, *speed), state.dish, state.gate, reach)
    lean = reach.at(degrees(atan2(tilt.roll_deg, tilt.pitch_deg)))
    assert hypot(*tilt) <= min(MOST_SHARE * lean, 15.0) + 1e-6


@pytest.mark.parametrize("reach", [Reach((3.0,) * 8), Reach((2.0, 4.0, 9.0, 6.0, 3.0, 3.0, 4.0, 2.0)), Reach((20.0,) * 8)])
def test_people_of_any_reach_can_play_it(reach: Reach) -> None:
    end = steered(begun(reach, gates=6), share=0.05)[-1]
    assert sum(each.passed for each in end.passages) == 6


@pytest.mark.parametrize(("parameters", "key"), [
    ({"gate_deg": 0.5}, "gate_deg"), ({"gates": 17}, "gates"), ({"duration_s": 61.0}, "duration_s"), ({"pull_per_s2": 0.0}, "pull_per_s2"),
    ({"friction_per_s": 0.0}, "friction_per_s"), ({"distance_deg": 5.0}, "distance_pct"), ({"distance_pct": None}, "distance"),
])
def test_what_is_not_safe_or_makes_no_sense_is_refused(parameters: dict[str, object], key: str) -> None:
    with pytest.raises(ValidationError, match=key):
        begun(**parameters)
