"""When a person is told where their dot is."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from wobblequest.core.arena import CENTRE, Point, Target
from wobblequest.core.calibration import Calibration
from wobblequest.core.reach import Reach
from wobblequest.core.recording import Header, SourceInfo
from wobblequest.drills.view import Box, Ring, Spot, View
from wobblequest.input.simulated import SimulatedSource
from wobblequest.levels.level import Level, level_from_json
from wobblequest.session.feedback import UNSEEN, Feedback, begin_feedback
from wobblequest.session.replay import replay
from wobblequest.session.trial import Trial

TARGET = Target(CENTRE, 4.0)
NO_VIEW = View((), "Stay")
ANCHORS = ("zero", "one_star", "two_stars", "three_stars", "hundred")
DRILLED: dict[str, dict[str, Any]] = {
    "hold": {"radius_deg": 4.0, "duration_s": 20.0, "hold_s": 3.0},
    "far": {"radius_deg": 2.5, "duration_s": 40.0, "hold_s": 3.0, "direction_deg": 90.0, "distance_deg": 6.0},
    "reach": {"radius_deg": 3.0, "directions_deg": [0.0, 90.0, 270.0], "targets": 5, "distance_pct": 60.0, "hold_s": 0.5},
}


def level(base: str = "hold", when: str = "always", *, share_pct: float = 67.0, hidden_pct: float = 0.0) -> Level:
    drill = "reach" if base == "reach" else "hold"
    anchors = (9.0, 5.0, 3.5, 2.0, 0.5) if drill == "reach" else (10.0, 40.0, 60.0, 80.0, 95.0)
    return level_from_json({
        "id": base, "title": base, "drill": drill, "difficulty": 1.0, "words": {"goal": "Be where the circle is"},
        "parameters": DRILLED[base], "anchors": dict(zip(ANCHORS, anchors, strict=True)),
        "feedback": {"when": when, "share_pct": share_pct}, "display": {"hidden_pct": hidden_pct},
    })


def shown_over(feedback: Feedback, seconds: float = 600.0, dot: Point = CENTRE, view: View = NO_VIEW) -> list[bool]:
    """Whether the dot is shown, ten times a second."""
    out = []
    for i in range(round(seconds * 10)):
        feedback = feedback.after(i / 10, dot, TARGET, lambda: view)
        out.append(feedback.shown)
    return out


def runs(shown: list[bool], what: bool) -> list[int]:
    """Lengths of the stretches (in samples) in which the dot is shown, or is not, but for the first and the last."""
    lengths, here = [], 0
    for each in shown:
        if each == what:
            here += 1
        elif here:
            lengths.append(here)
            here = 0
    return lengths


@given(st.integers(0, 10_000), st.sampled_from([10.0, 30.0, 50.0, 75.0]))
@settings(max_examples=25)
def test_the_dot_is_hidden_for_its_share_in_stretches_of_two_to_four_seconds(seed: int, hidden_pct: float) -> None:
    shown = shown_over(begin_feedback(level(hidden_pct=hidden_pct), seed))
    assert shown.count(False) / len(shown) == pytest.approx(hidden_pct / 100, abs=0.03)
    # of two rounds that meet without a moment in sight between them, the stretches run together
    assert all(19 <= length <= 41 for length in runs(shown, what=False)) or hidden_pct > 30
    assert min(runs(shown, what=False)) >= 19


def test_chance_decides_when_and_the_seed_decides_chance() -> None:
    made = [shown_over(begin_feedback(level(hidden_pct=30.0), seed), 120.0) for seed in (1, 1, 2)]
    assert made[0] == made[1] != made[2]
    shares = [[begin_feedback(level(when="share"), seed).plan.shares] for seed in (1, 1, 2)]
    assert shares[0] == shares[1] != shares[2]


def test_always_and_nothing_hidden_is_always() -> None:
    assert all(shown_over(begin_feedback(level(), 1)))


@pytest.mark.parametrize("when", ["after", "none"])
def test_after_the_trial_or_never_is_never_in_play(when: str) -> None:
    feedback = begin_feedback(level(when=when), 1)
    assert not feedback.shown, "from the first moment on"
    assert not any(shown_over(feedback))


@given(st.integers(0, 1000), st.floats(10, 90))
def test_a_share_of_targets_is_kept_to_within_every_five(seed: int, share_pct: float) -> None:
    feedback = begin_feedback(level(when="share", share_pct=share_pct), seed)
    told = []
    for done in range(60):
        feedback = feedback.after(float(done), CENTRE, TARGET, lambda done=done: View((), "", done=done, total=16))
        told.append(feedback.told)
    assert told.count(True) / 60 == pytest.approx(share_pct / 100, abs=1 / 60 + 1e-9)
    for i in range(0, 60, 5):
        assert abs(told[i:i + 5].count(True) - 5 * share_pct / 100) < 1.0 + 1e-9


def test_where_no_targets_are_counted_a_share_is_one_of_stretches_of_ten_seconds() -> None:
    shown = shown_over(begin_feedback(level(when="share", share_pct=50.0), 3))
    assert all(len(set(shown[i:i + 100])) == 1 for i in range(0, len(shown), 100))
    assert 0.45 < shown.count(True) / len(shown) < 0.55


def test_banded_the_dot_shows_only_off_the_target_and_does_not_flicker_at_its_edge() -> None:
    feedback = begin_feedback(level(when="banded"), 1)
    seen = []
    for roll in (6.0, 4.2, 3.9, 3.6, 3.0, 3.9, 4.2, 4.4, 4.7, 4.2, 3.7):
        feedback = feedback.after(0.0, Point(0.0, roll), TARGET, lambda: NO_VIEW)
        seen.append(feedback.shown)
    assert seen == [True, True, True, True, False, False, False, False, True, True, True]
    assert feedback.after(1.0, CENTRE, None, lambda: NO_VIEW).shown, "where there is no target there is nothing to be on"


def test_what_is_hidden_is_the_dot_what_they_move_and_how_much_is_done() -> None:
    view = View((Ring(CENTRE, 4.0, fill=0.5), Box(CENTRE, 1.0, 1.0, fill=0.2), Spot(CENTRE, 1.0, "me"), Spot(CENTRE, 0.5, "goal")),
                "Stay in the circle", 2, 5, 0.4)
    hidden = begin_feedback(level(when="after"), 1).over(view)
    assert hidden == View((Ring(CENTRE, 4.0), Box(CENTRE, 1.0, 1.0), Spot(CENTRE, 0.5, "goal")), UNSEEN, 2, 5, 0.4, cursor=False)
    assert begin_feedback(level(), 1).over(view) == view
    its_own = View((Ring(CENTRE, 4.0),), "Find it", cursor=False)
    assert begin_feedback(level(when="after"), 1).over(its_own) == its_own, "a drill that hides the dot itself has its own words"


def test_words_stand_still_while_a_stretch_is_hidden() -> None:
    feedback = begin_feedback(level(hidden_pct=50.0), 1)
    words = set()
    for i in range(300):
        view = View((), "Stay in the circle" if i % 40 < 20 else "Come back to the circle")
        before = feedback
        feedback = feedback.after(i / 10, CENTRE, TARGET, lambda view=view: view)
        if not before.shown and not feedback.shown:
            assert feedback.over(view).instruction == before.over(view).instruction
        words.add(feedback.over(view).instruction)
    assert UNSEEN not in words


def test_what_tells_where_the_dot_is_makes_no_sound() -> None:
    moments = ("cue", "enter", "touch", "leave", "hit", "miss", "beat", "finish")
    assert begin_feedback(level(), 1).heard(moments) == moments
    assert begin_feedback(level(when="after"), 1).heard(moments) == ("cue", "taken", "taken", "beat", "finish")
    banded = begin_feedback(level(when="banded"), 1).after(0.0, CENTRE, TARGET, lambda: NO_VIEW)
    assert banded.heard(moments) == ("cue", "hit", "miss", "beat", "finish"), "within the band, all is well"


# -- in a trial -------------------------------------------------------------------------------------------------------


def played(of: Level, skill: float = 0.6, seed: int = 5) -> tuple[Trial, list[str], list[View]]:
    source = SimulatedSource(skill, seed, 50.0)
    trial = Trial(Header("t", of.to_json(), seed, Calibration(), Reach(), SourceInfo("sim")), of)
    heard, seen = [], []
    while not trial.over:
        trial.feed(source.step())
        source.aim(trial.target())
        heard += trial.moments()
        if trial.phase == "play":
            seen.append(trial.view(0.01))
    return trial, heard, seen


def test_a_hidden_trial_is_measured_like_any_other_and_replays_to_the_same() -> None:
    trial, heard, seen = played(level("reach", "after"))
    assert not any(view.cursor for view in seen)
    assert not {"enter", "leave", "hit", "miss", "touch"} & set(heard)
    assert "taken" in heard
    assert all(ring.fill == 0 for view in seen for ring in view.shapes if isinstance(ring, Ring))
    again = replay(trial.recording())
    assert again.result() == trial.result()
    assert trial.result().points is not None


def test_the_same_readings_have_the_same_result_whatever_is_shown() -> None:
    """What is seen and heard is no part of what is measured."""
    trial, _, _ = played(level("hold"))
    for when, hidden_pct in (("none", 0.0), ("banded", 30.0), ("share", 50.0)):
        other = level("hold", when, hidden_pct=hidden_pct)
        again = Trial(Header("t", other.to_json(), 5, Calibration(), Reach(), SourceInfo("sim")), other)
        for reading in trial.readings():
            again.feed(reading)
        assert again.result() == trial.result()


def test_who_leans_is_told_that_they_cannot_see() -> None:
    for when, blind in (("always", False), ("after", True)):
        of = level("hold", when)
        trial = Trial(Header("t", of.to_json(), 1, Calibration(), Reach(), SourceInfo("sim")), of)
        source = SimulatedSource(0.5, 1, 50.0)
        assert trial.target() is None
        while trial.play_s < 1.0:
            trial.feed(source.step())
        target = trial.target()
        assert target is not None
        assert target.blind is blind
        assert trial.view().cursor is not blind


def test_before_play_and_on_the_way_back_the_dot_is_there() -> None:
    of = level("hold", "none")
    trial = Trial(Header("t", of.to_json(), 1, Calibration(), Reach(), SourceInfo("sim")), of)
    source = SimulatedSource(0.5, 1, 50.0)
    trial.feed(source.step())
    assert trial.phase == "countdown"
    assert trial.view().cursor
    while trial.play_s < 1.0:
        trial.feed(source.step())
    trial.pause("asked")
    trial.resume()
    assert trial.view().cursor


def test_by_feel_a_simulated_person_is_farther_off() -> None:
    def off(when: str) -> float:
        values = []
        for seed in range(6):
            trial, _, _ = played(level("far", when), 0.7, seed)
            value = trial.result().measures["time_on_target_pct"].value
            assert isinstance(value, float)
            values.append(value)
        return sum(values) / len(values)

    assert off("always") > off("after") + 2.0
