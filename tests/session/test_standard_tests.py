"""The standard tests that are shipped, played by simulated people: whole, measured, and telling the steady from the unsteady."""

from __future__ import annotations

from functools import cache
from statistics import median

import pytest

from wobblequest.core.calibration import Calibration
from wobblequest.core.reach import Reach
from wobblequest.core.recording import Header
from wobblequest.drills.reach import ReachState
from wobblequest.input.simulated import SimulatedSource
from wobblequest.levels.level import Level
from wobblequest.levels.shelf import load_shelf, shipped_folder
from wobblequest.session.rounds import rounds_of
from wobblequest.session.trial import Trial
from wobblequest.store.sides import pairs_of

SHELF = load_shelf(shipped_folder())
TESTS = {level.id: level for level in SHELF.levels if level.protocol is not None}
ASKED = {
    "test-time-in-zone-left": ("time_on_target_s", 3, 1), "test-time-in-zone-right": ("time_on_target_s", 3, 1),
    "test-stability-open": ("osi", 3, 2), "test-stability-closed": ("osi", 3, 2), "test-limits-of-stability": ("movement_error", 3, 1),
    "recall-test": ("mean_radial_error", 1, 0),
    **{f"rhythm-test-{axis}-{pace}s": ("directional_control_sd_pct", 3, 1) for axis in ("side", "front") for pace in (1, 2, 3)},
}
every_test = pytest.mark.parametrize("name", ASKED)


@cache
def played(name: str, skill: float, seed: int) -> Trial:
    level, source = SHELF.find(name), SimulatedSource(skill, seed, 50.0)
    trial = Trial(Header("trial", level.to_json(), seed, Calibration(), Reach(), source.info), level)
    while not trial.over:
        source.aim(trial.target())
        trial.feed(source.step())
    return trial


def value(name: str, skill: float, seed: int) -> float:
    found = played(name, skill, seed).result().measures[SHELF.find(name).primary].value
    assert isinstance(found, float), (name, skill, seed)
    return found


@every_test
def test_it_is_what_its_page_says(name: str) -> None:
    level = TESTS[name]
    protocol = level.protocol
    assert protocol is not None
    assert (level.primary, level.rounds, protocol.practice_rounds, protocol.summary) == (*ASKED[name], "mean")
    assert level.test
    assert level.anchors is None
    assert level.bounds == {}
    assert (level.rest_s, protocol.side) == ((60.0, level.stance) if "zone" in name else (level.rest_s, None))


@every_test
def test_anybody_is_measured_by_it_and_it_has_no_points(name: str) -> None:
    level = TESTS[name]
    for skill in (0.2, 0.9):
        result = played(name, skill, 1).result()
        assert result.completed
        assert (result.points, result.stars) == (None, None)
        rounds = rounds_of(level)
        assert rounds is not None
        while rounds.next is not None:
            rounds = rounds.after(result)
        assert rounds.summary.value == pytest.approx(value(name, skill, 1))


@every_test
def test_steady_people_do_better_in_it(name: str) -> None:
    low, high = (median(value(name, skill, seed) for seed in (1, 2, 3)) for skill in (0.2, 0.9))
    assert (high > low) == TESTS[name].higher_is_better, (low, high)


def test_limits_of_stability_are_asked_in_all_directions_whoever_leans_and_never_for_more_than_a_minute() -> None:
    for skill, reach in ((0.1, Reach((14.0,) * 8)), (0.9, Reach())):
        level, source = SHELF.find("test-limits-of-stability"), SimulatedSource(skill, 4, 50.0)
        trial = Trial(Header("trial", level.to_json(), 4, Calibration(), reach, source.info), level)
        begun, worked = 0.0, []
        while not trial.over:
            source.aim(trial.target())
            trial.feed(source.step())
            state = trial.drill_state
            assert isinstance(state, ReachState)
            if state.resting:
                worked.append(state.since_s - begun)
                begun = state.since_s + 30.0
        worked.append(trial.play_s - begun)
        state = trial.drill_state
        assert isinstance(state, ReachState)
        assert len(state.attempts) == 8
        assert [attempt.target.pitch_deg > 0 for attempt in state.attempts[:2]] == [True, True], "clockwise from the front"
        assert max(worked) <= 60.0


def test_the_legs_make_a_pair() -> None:
    left, right = TESTS["test-time-in-zone-left"], TESTS["test-time-in-zone-right"]
    assert (left, right) in pairs_of(SHELF.levels)


def test_a_published_range_always_comes_with_whose_it_is() -> None:
    contexts = [context for level in TESTS.values() if level.protocol is not None for context in level.protocol.context]
    assert contexts
    assert all(context.who and context.device and context.source for context in contexts)


def test_every_test_has_a_definition_that_can_stand_in_a_report() -> None:
    def said(level: Level) -> str:
        assert level.protocol is not None
        return level.protocol.definition
    for level in TESTS.values():
        assert said(level).endswith(".")
        assert not set(said(level).lower().split()) & {"normal", "risk", "healthy", "impaired", "elderly"}
