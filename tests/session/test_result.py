"""What a signal and a late picture mean for a trial's result."""

from __future__ import annotations

from dataclasses import replace
from functools import cache

import pytest

from wobblequest.core.calibration import Calibration
from wobblequest.core.reach import Reach
from wobblequest.core.recording import Header, Recording, SourceInfo
from wobblequest.core.samples import Reading
from wobblequest.input.simulated import SimulatedSource
from wobblequest.levels.level import level_from_json
from wobblequest.levels.shelf import load_shelf, shipped_folder
from wobblequest.session.replay import replay
from wobblequest.session.trial import Trial


@cache
def on_a_board() -> Recording:
    data = load_shelf(shipped_folder()).find("hold-2").to_json()
    level = level_from_json({**data, "parameters": {**data["parameters"], "duration_s": 10}})
    header = Header("t", level.to_json(), 5, Calibration(), Reach(), SourceInfo("serial", "board", "csv", "x"))
    person, trial = SimulatedSource(skill=0.8, seed=3), Trial(header, level)
    while not trial.over:
        person.aim(trial.target())
        trial.feed(person.step())
    return trial.recording()


def thinned(keep_of_five: int) -> Recording:
    readings: list[Reading] = [r for i, r in enumerate(on_a_board().readings) if i % 5 < keep_of_five]
    last = readings[-1]  # what was left out at the end would have ended the trial
    more = [last._replace(t_s=last.t_s + 0.01 * k) for k in range(1, 9)]
    return replace(on_a_board(), readings=(*readings, *more), events=())


def test_a_good_signal_is_no_word_worth() -> None:
    result = replay(on_a_board()).result()
    assert (result.quality.word, result.completed) == ("good", True)
    assert result.points is not None
    assert result.stars is not None
    assert not any("signal" in note or "lag" in note for note in result.notes)


def test_a_poor_signal_takes_points_and_stars_and_says_so_and_why() -> None:
    trial = replay(thinned(4))
    result = trial.result()
    assert (result.completed, result.quality.word) == (True, "poor")
    assert (result.points, result.stars) == (None, None)
    assert result.measures["time_on_target_pct"].value is not None
    assert [n for n in result.notes if "signal" in n] == [
        "The signal was poor (1 in 5 samples is missing), which is the board's fault, not the player's: this trial has no points and does "
        "not count in progress.",
    ]
    assert replay(trial.recording()).result() == result


def test_the_same_samples_from_keys_are_good() -> None:
    poor = thinned(4)
    keys = replace(poor, header=replace(poor.header, source=SourceInfo("keyboard")))
    assert replay(keys).result().quality.word == "good"


@pytest.mark.parametrize(("latency_ms", "said"), [(None, False), (60.0, False), (120.0, False), (151.6, True)])
def test_a_picture_that_lags_is_told(latency_ms: float | None, said: bool) -> None:
    late = replace(on_a_board(), header=replace(on_a_board().header, latency_ms=latency_ms))
    result = replay(late).result()
    assert any(n.startswith("The picture may lag behind the board by about 152 ms") for n in result.notes) is said
    assert result.points == replay(on_a_board()).result().points


def test_a_test_has_measures_and_no_points() -> None:
    level = load_shelf(shipped_folder()).find("hold-1")
    as_test = level_from_json(level.to_json() | {"test": True})
    found = {}
    for each in (level, as_test):
        person = SimulatedSource(skill=0.8, seed=3)
        trial = Trial(Header("t", each.to_json(), 1, Calibration(), Reach(), SourceInfo("sim")), each)
        while not trial.over:
            trial.feed(person.step())
        found[each.test] = trial.result()
    assert found[False].points is not None
    assert (found[True].points, found[True].stars) == (None, None)
    assert found[True].measures == found[False].measures
    assert any("This is a test" in note for note in found[True].notes)
