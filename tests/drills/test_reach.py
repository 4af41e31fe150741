from __future__ import annotations

from typing import Any

import pytest
from pydantic import ValidationError

from wobblequest.core.arena import CENTRE, Point
from wobblequest.core.chance import Chance
from wobblequest.core.reach import Reach
from wobblequest.core.samples import Tilt
from wobblequest.drills.reach import GENEROUS_S, PATIENCE_S, REACH_DRILL, TIP_S, ReachParameters, ReachState
from wobblequest.drills.view import Ring


def begin(reach: Reach | None = None, seed: int = 1, **parameters: Any) -> ReachState:
    said = {"radius_deg": 3.0, "distance_deg": 8.0, "hold_s": 1.0, "targets": 3} | parameters
    if said["distance_deg"] is None:
        del said["distance_deg"]
    return REACH_DRILL.begin(ReachParameters.model_validate(said), reach or Reach(), Chance(seed))


def feed(state: ReachState, at: Point | None = None, *, until: str = "", longest_s: float = 60.0) -> tuple[ReachState, list[str]]:
    """Hold the dot at a place (None: on the target) until a moment comes."""
    moments: list[str] = []
    start = round(state.t_s * 100)
    for n in range(start + 1, start + round(longest_s * 100) + 1):
        where = at if at is not None else state.aim.at if state.aim else CENTRE
        state = REACH_DRILL.step(state, Tilt(n / 100, *where))
        moments += state.moments
        if until and until in state.moments:
            break
    return state, moments


def cued(state: ReachState) -> ReachState:
    state, moments = feed(state, CENTRE, until="cue")
    assert moments[-1] == "cue"
    return state


def test_a_target_is_cued_held_and_logged() -> None:
    state = cued(begin())
    cue_s = state.t_s
    assert REACH_DRILL.target(state, cue_s) == state.aim
    state, moments = feed(state, until="hit")
    assert moments == ["enter", "hit"]
    (attempt,) = state.attempts
    assert (attempt.cue_s, attempt.hit, attempt.radius_deg) == (cue_s, True, 3.0)
    assert attempt.target == REACH_DRILL.begin(state.parameters, state.reach, Chance(1)).places.targets[state.directions[0]].at
    assert attempt.held_s == attempt.end_s == pytest.approx(cue_s + 1.015, abs=0.006)
    assert REACH_DRILL.view(state, state.t_s).instruction == "Back to the middle"


def test_the_middle_must_be_held_before_a_cue_and_the_wait_cannot_be_foreseen() -> None:
    waits = [cued(begin(seed=seed)).t_s for seed in range(20)]
    assert min(waits) >= 0.8
    assert max(waits) <= 0.8 + 0.8 + 0.03
    assert len({round(w, 2) for w in waits}) > 10
    state, _ = feed(begin(), CENTRE, longest_s=0.7)
    state, _ = feed(state, Point(6.0, 0.0), longest_s=0.05)
    left_s = state.t_s
    assert cued(state).t_s - left_s >= 0.8


def test_leaving_the_circle_starts_the_dwell_anew() -> None:
    state, _ = feed(cued(begin()), longest_s=0.95)
    assert REACH_DRILL.view(state, state.t_s).shapes[-1].fill > 0.9  # type: ignore[union-attr]
    state, moments = feed(state, CENTRE, longest_s=0.01)
    assert moments == ["leave"]
    assert REACH_DRILL.view(state, state.t_s).shapes[-1].fill == 0.0  # type: ignore[union-attr]
    left_s = state.t_s
    state, _ = feed(state, until="hit")
    assert state.t_s - left_s >= 1.0


@pytest.mark.parametrize(
    ("share", "sideways", "tip"),
    [(0.3, 0.0, "A little further next time"), (1.0, 6.0, "Straight at the circle next time")],
)
def test_a_miss_says_what_to_try_next_long_enough_to_read(share: float, sideways: float, tip: str) -> None:
    state = cued(begin(timeout_s=4.0, directions_deg=[0.0]))
    cue_s = state.t_s
    state, moments = feed(state, Point(8.0 * share, sideways), until="miss")
    assert moments == ["miss"]
    assert state.t_s - cue_s == pytest.approx(4.0)
    assert (state.attempts[0].hit, state.attempts[0].held_s) == (False, None)
    missed_s = state.t_s
    assert REACH_DRILL.view(state, missed_s).instruction == tip
    assert cued(state).t_s - missed_s >= TIP_S


def test_who_got_there_but_could_not_stay_is_told_so() -> None:
    state = cued(begin(timeout_s=4.0))
    state, _ = feed(state, longest_s=0.5)
    state, _ = feed(state, CENTRE, until="miss")
    assert REACH_DRILL.view(state, state.t_s).instruction == "You were there: stay longer next time"


def test_without_a_time_limit_help_comes_first_and_the_end_late() -> None:
    state = cued(begin())
    cue_s = state.t_s
    state, _ = feed(state, CENTRE, longest_s=7.0)
    assert REACH_DRILL.view(state, state.t_s).instruction == "Lean to the circle and stay"
    state, _ = feed(state, CENTRE, longest_s=1.5)
    assert REACH_DRILL.view(state, state.t_s).instruction == "Take your time, a little further"
    state, moments = feed(state, CENTRE, until="miss")
    assert moments == ["miss"]
    assert state.t_s - cue_s == pytest.approx(GENEROUS_S)


def test_who_cannot_find_the_middle_is_not_kept_there() -> None:
    state, moments = feed(begin(), Point(9.0, 0.0), until="cue")
    assert moments == ["cue"]
    assert state.t_s == pytest.approx(PATIENCE_S)


def test_the_last_hit_ends_it_with_every_attempt_logged() -> None:
    state, moments = feed(begin(), until="finish")
    assert [m for m in moments if m in ("cue", "hit", "finish")] == ["cue", "hit"] * 3 + ["finish"]
    assert len(state.attempts) == 3
    assert REACH_DRILL.target(state, state.t_s) is None
    view = REACH_DRILL.view(state, state.t_s)
    assert (view.done, view.total, view.fraction) == (3, 3, 1.0)


def test_the_bell_cuts_off_without_a_miss() -> None:
    state, moments = feed(begin(targets=16, hold_s=10.0, duration_s=30.0), until="finish")
    assert state.t_s <= 30.0 + 1e-6
    assert "miss" not in moments
    assert all(a.hit for a in state.attempts)


def test_a_change_waits_for_the_next_target() -> None:
    state = cued(begin())
    aim = state.aim
    state, done = REACH_DRILL.adjust(state, "size", 2)
    assert done.words == "Circle bigger: 4°"
    state, done = REACH_DRILL.adjust(state, "distance", 1)
    assert done.words == "Farther: 9°"
    state, done = REACH_DRILL.adjust(state, "hold", -1)
    assert done.words == "Shorter hold: 0.5 s"
    assert state.aim == aim
    assert state.hold_s == 1.0
    state, _ = feed(state, until="hit")
    state = cued(state)
    assert state.aim is not None
    assert state.aim.radius_deg == 4.0
    assert state.aim.at.distance_to(CENTRE) == pytest.approx(9.0)
    assert state.hold_s == 0.5


def test_a_share_that_changes_no_place_is_said_and_nothing_else() -> None:
    state = begin(Reach((2.0,) * 8), distance_deg=None, distance_pct=50.0)
    same, done = REACH_DRILL.adjust(state, "distance", -1)
    assert same == state
    assert (done.changed, done.words) == (False, "Already the nearest these circles can be")


def test_while_leaning_the_middle_is_only_a_quiet_mark_and_a_hit_is_shown() -> None:
    state = cued(begin())
    roles = [shape.role for shape in REACH_DRILL.view(state, state.t_s).shapes]
    assert roles == ["quiet", "goal"]
    state, _ = feed(state, until="hit")
    done, middle = REACH_DRILL.view(state, state.t_s).shapes
    assert isinstance(done, Ring)
    assert (done.role, done.at) == ("done", state.attempts[0].target)
    assert isinstance(middle, Ring)
    assert middle.at == CENTRE


@pytest.mark.parametrize(
    ("said", "key"),
    [
        ({"distance_pct": 50.0}, "distance_deg"),
        ({"distance_deg": None}, "distance_pct"),
        ({"distance_deg": 5.0}, "distance_deg"),
        ({"timeout_s": 3.0, "hold_s": 3.0}, "timeout_s"),
    ],
)
def test_parameters_that_do_not_fit_together_are_refused_at_their_key(said: dict[str, Any], key: str) -> None:
    with pytest.raises(ValidationError) as caught:
        begin(**said)
    assert caught.value.errors()[0]["ctx"]["key"] == key


@pytest.mark.parametrize(
    "said",
    [
        {"targets": 17}, {"targets": 2.0}, {"directions_deg": []}, {"directions_deg": [0, 0]}, {"directions_deg": [360]},
        {"directions_deg": ["0"]}, {"directions_deg": list(range(9))}, {"order": "any"}, {"timeout_s": 21.0}, {"duration_s": 61.0},
    ],
)
def test_what_is_unsafe_or_unknown_is_refused(said: dict[str, Any]) -> None:
    with pytest.raises(ValidationError):
        begin(**said)


def test_work_in_sets_rests_between_them_and_cuts_no_target_off() -> None:
    state, rests, moments = begin(sets=2, targets=6, timeout_s=8.0, duration_s=30.0), [], []
    for n in range(1, 20_000):
        if state.finished:
            break
        was_resting = state.resting
        state = REACH_DRILL.step(state, Tilt(n / 100, 0.0, 0.0))  # never moves: every target takes its 8 s
        moments += state.moments
        if state.resting and not was_resting:
            rests.append(state.t_s)
            assert REACH_DRILL.target(state, state.t_s) is None
            assert REACH_DRILL.view(state, state.t_s).instruction == "Rest a moment, hold on if needed"
            assert state.t_s <= 30.0
        if was_resting and not state.resting:
            assert state.t_s - rests[-1] == pytest.approx(30.0, abs=0.02)
    assert len(rests) == 1
    assert state.finished
    assert moments.count("cue") == moments.count("miss") == len(state.attempts) == 4, "two in each set, each with all of its time"
    assert all(attempt.end_s - attempt.cue_s == pytest.approx(8.0, abs=0.02) for attempt in state.attempts)


def test_who_is_quick_needs_one_set() -> None:
    state, moments = feed(begin(sets=3, targets=4, timeout_s=8.0))
    assert state.finished
    assert (state.sets, moments.count("hit")) == (1, 4)


def test_from_target_to_target_a_rest_leads_back_to_the_middle() -> None:
    said = {"radius_deg": 3.0, "distance_deg": 9.0, "hold_s": 2.0, "targets": 16, "way": "target-to-target", "sets": 2, "timeout_s": 8.0,
            "duration_s": 30.0, "directions_deg": [0.0, 90.0, 180.0, 270.0]}
    state, seen = begin(**said), []
    for n in range(1, 20_000):
        if state.finished:
            break
        target = REACH_DRILL.target(state, state.t_s)
        before = state
        state = REACH_DRILL.step(state, Tilt(n / 100, *(CENTRE if target is None else target.at)))
        if before.resting and not state.resting:
            seen.append(REACH_DRILL.target(state, state.t_s))
    assert [None if target is None else target.at for target in seen] == [CENTRE]
