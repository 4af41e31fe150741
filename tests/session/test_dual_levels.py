"""What the levels of two at once measure in simulated people who answer, and that answers are recorded and outlast a pause."""

from __future__ import annotations

from dataclasses import replace

from wobblequest.app.trying import played
from wobblequest.core.calibration import Calibration
from wobblequest.core.reach import Reach
from wobblequest.core.recording import Header
from wobblequest.input.simulated import SimulatedSource
from wobblequest.levels.shelf import load_shelf, shipped_folder
from wobblequest.session.replay import replay
from wobblequest.session.trial import Trial

SHELF = load_shelf(shipped_folder())


def test_the_test_of_counting_measures_what_both_cost() -> None:
    (test,) = (level for level in SHELF.levels if level.drill == "dual" and level.test)
    result = played(test, 0.4, 3).result()
    assert result.points is None
    for name in (test.primary, "dual_task_effect_cognitive_pct", "task_right_alone_per_min", "task_right_dual_per_min", "both_right_pct"):
        assert isinstance(result.measures[name].value, float), name


def test_answers_are_in_the_recording_and_come_again_with_it() -> None:
    trial = played(SHELF.find("dual-7"), 0.9, 4)
    recording = trial.recording()
    assert sum(event.kind == "answer" for event in recording.events) >= 3
    assert replay(recording).result() == trial.result()
    silent = replace(recording, events=tuple(event for event in recording.events if event.kind != "answer"))
    assert replay(silent).result().measures["task_accuracy_dual_pct"] != trial.result().measures["task_accuracy_dual_pct"]


def test_pausing_anywhere_changes_no_answer() -> None:
    """Trial time stands still meanwhile, and nothing is asked."""
    level = SHELF.find("dual-3")
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
