"""The ladder of two at once, played by simulated people who answer: kind at its foot, hard at its top, and steeper with every step."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise
from statistics import median

from wobblequest.core.calibration import Calibration
from wobblequest.core.reach import Reach
from wobblequest.core.recording import Header
from wobblequest.input.simulated import SimulatedSource
from wobblequest.levels.level import Level
from wobblequest.levels.shelf import load_shelf, shipped_folder
from wobblequest.session.replay import replay
from wobblequest.session.trial import Trial

LEVELS = tuple(level for level in load_shelf(shipped_folder()).levels if level.drill == "dual")
LADDER = tuple(level for level in LEVELS if not level.test)


def played(level: Level, skill: float, seed: int) -> Trial:
    source = SimulatedSource(skill, seed, 50.0)
    trial = Trial(Header("trial", level.to_json(), seed, Calibration(), Reach(), source.info), level)
    while not trial.over:
        source.aim(trial.target())
        said = source.answer(trial.question(), trial.play_s)
        if said is not None:
            trial.answer(said)
        trial.feed(source.step())
    return trial


def stars(level: Level, skill: float, seeds: int) -> list[int]:
    return [found for seed in range(seeds) if (found := played(level, skill, seed).result().stars) is not None]


def test_the_first_is_kind_and_the_last_is_hard() -> None:
    first, last = stars(LADDER[0], 0.2, 10), stars(LADDER[-1], 0.9, 10)
    assert len(first) == len(last) == 10
    assert sum(n >= 1 for n in first) >= 9
    assert sum(n >= 2 for n in last) < 5
    assert sum(n >= 1 for n in stars(LADDER[-1], 0.95, 6)) >= 3


def test_each_level_is_harder_than_the_one_before() -> None:
    """By the points that people of one skill have on it, in the middle of several."""
    for skill, seeds in ((0.4, 5), (0.7, 3)):
        points = [median(played(level, skill, seed).result().points or 0 for seed in range(seeds)) for level in LADDER]
        assert all(later <= before + 1 for before, later in pairwise(points)), points
        assert points[-1] < points[0] - 30


def test_the_test_of_counting_measures_what_both_cost() -> None:
    (test,) = (level for level in LEVELS if level.test)
    result = played(test, 0.4, 3).result()
    assert result.points is None
    for name in (test.primary, "dual_task_effect_cognitive_pct", "task_right_alone_per_min", "task_right_dual_per_min", "both_right_pct"):
        assert isinstance(result.measures[name].value, float), name


def test_answers_are_in_the_recording_and_come_again_with_it() -> None:
    trial = played(LADDER[6], 0.9, 4)
    recording = trial.recording()
    assert sum(event.kind == "answer" for event in recording.events) >= 3
    assert replay(recording).result() == trial.result()
    silent = replace(recording, events=tuple(event for event in recording.events if event.kind != "answer"))
    assert replay(silent).result().measures["task_accuracy_dual_pct"] != trial.result().measures["task_accuracy_dual_pct"]


def test_pausing_anywhere_changes_no_answer() -> None:
    """Trial time stands still meanwhile, and nothing is asked."""
    level = LADDER[2]
    trial = Trial(Header("trial", level.to_json(), 5, Calibration(), Reach(), SimulatedSource(0.9, 5).info), level)
    person = SimulatedSource(0.9, 5, 50.0)
    paused: set[int] = set()
    while not trial.over:
        second = int(trial.play_s)
        if second % 9 == 4 and second not in paused and trial.phase == "play":
            paused.add(second)
            trial.pause("asked")
            assert trial.question() is None
            assert trial.asks is None
            trial.resume()
        person.aim(trial.target())
        said = person.answer(trial.question(), trial.play_s)
        if said is not None:
            trial.answer(said)
        trial.feed(person.step())
    assert len(paused) > 4
    assert trial.phase == "finished"
    measures = trial.result().measures
    assert measures["task_accuracy_alone_pct"].value == measures["task_accuracy_dual_pct"].value == 100.0
