"""Like is compared with like, and only what a person's own lean made counts."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from wobblequest.core.recording import SourceInfo
from wobblequest.core.result import Measure, QualityWord
from wobblequest.levels.level import level_from_json
from wobblequest.levels.shelf import load_shelf, shipped_folder
from wobblequest.store.progress import all_progress, progress_of, unfinished_sets, value_in_progress, values_of
from wobblequest.store.store import Store


class Diary:
    """Keeps one trial a session, a day apart."""

    def __init__(self, store: Store, make, clock) -> None:
        self._store, self._make, self._clock = store, make, clock
        self._person = store.people.ensure("Ann")
        self._n = 0

    def trial(
        self, value: float | None = 50.0, *, source: SourceInfo | None = None, completed: bool = True, word: QualityWord = "",
        latency_ms: float | None = None, session: str | None = None, turn: dict[str, Any] | None = None, **level: object,
    ) -> None:
        self._n += 1
        self._clock.now += timedelta(days=1)
        header = self._make.header(f"t{self._n}", source=source, started=self._clock.now, **level)
        header = replace(header, latency_ms=latency_ms, **(turn or {}))
        self._store.trials.begin(session or self._store.sessions.begin(self._person.id), header)
        result = self._make.result(header, value, completed=completed)
        if value is not None:
            result = replace(result, measures={**result.measures, "osi": Measure(100.0 - value, "deg")})
        result = replace(result, quality=replace(result.quality, word=word))
        self._store.trials.finish(header.trial_id, result, faults=0, state="completed" if completed else "stopped")

    def rounds(self, *values: float | None, of: int | None = None, practice: float | None = 99.0, summary: str = "mean") -> str:
        """A test's set of rounds in one session; gives the set's id. of : how many were meant to be played."""
        session = self._store.sessions.begin(self._person.id)
        name = f"t{self._n + 1}"
        level = {"id": "a-test", "test": True, "protocol": {"primary": "osi", "summary": summary}}
        if practice is not None:
            self.trial(practice, session=session, turn={"round": 1, "rounds": 1, "practice": True, "set_id": name}, **level)
        for number, value in enumerate(values, 1):
            of = of or len(values)
            self.trial(value, session=session, turn={"round": number, "rounds": of, "set_id": name}, **level)
        return name

    def read(self) -> list:
        return self._store.results(self._person.id)


@pytest.fixture
def diary(store: Store, make, clock) -> Diary:
    return Diary(store, make, clock)


def test_each_session_gives_one_value_in_order(diary: Diary) -> None:
    for value in (40.0, 50.0, 60.0):
        diary.trial(value)
    ((conditions, progress),) = all_progress(diary.read())
    assert (conditions.level_id, conditions.source_kind, conditions.protocol) == ("hold-9", "serial", "csv")
    assert progress.measure == "time_on_target_pct"
    assert progress.higher_is_better
    assert [s.value for s in progress.sessions] == [40.0, 50.0, 60.0]


@pytest.mark.parametrize("other", [
    {"id": "hold-8"}, {"stance": "left"}, {"eyes": "closed"}, {"parameters": {"radius_deg": 1.0}}, {"source": SourceInfo("sim")},
    {"source": SourceInfo("serial", "x", "witmotion", "0403:6001:A1")},
])
def test_unlike_trials_are_not_compared(diary: Diary, other: dict[str, object]) -> None:
    diary.trial(40.0)
    diary.trial(90.0, **other)
    assert [[s.value for s in progress.sessions] for _, progress in all_progress(diary.read())] == [[40.0], [90.0]]


@pytest.mark.parametrize("kind", ["keyboard", "mouse", "gamepad"])
def test_hands_do_not_count(diary: Diary, kind: str) -> None:
    diary.trial(99.0, source=SourceInfo(kind))
    (trial,) = diary.read()
    assert value_in_progress(trial) is None
    assert all_progress([trial]) == []


def test_what_was_stopped_or_could_not_be_measured_does_not_count(diary: Diary) -> None:
    diary.trial(99.0, completed=False)
    diary.trial(None)
    diary.trial(99.0, drill="a drill of another program")
    assert all_progress(diary.read()) == []


def test_progress_at_a_level_with_a_source(diary: Diary, make) -> None:
    level = next(level for level in load_shelf(shipped_folder()).levels if level.drill == "hold")
    task = level.to_json()
    assert level_from_json(task) == level
    diary.trial(40.0, **task)
    diary.trial(41.0, **(task | {"title": "Other words"}))
    diary.trial(90.0, **(task | {"stance": "left"}))
    progress = progress_of(diary.read(), level, make.board)
    assert [s.value for s in progress.sessions] == [40.0, 41.0]
    assert progress_of(diary.read(), level, SourceInfo("sim")).sessions == ()


def test_a_trial_of_a_poor_signal_does_not_count_and_older_ones_do(diary: Diary, store: Store) -> None:
    diary.trial(40.0)  # of an older program: nothing is known of its signal
    diary.trial(50.0, word="good")
    diary.trial(60.0, word="fair")
    diary.trial(99.0, word="poor", latency_ms=140.5)
    ((_, progress),) = all_progress(diary.read())
    assert [s.value for s in progress.sessions] == [40.0, 50.0, 60.0]
    poor = diary.read()[-1]
    assert (value_in_progress(poor), poor.result.quality.word) == (None, "poor")
    assert [store.recording(t.trial_id).header.latency_ms for t in diary.read()] == [None, None, None, 140.5]


@pytest.mark.parametrize(("summary", "expected"), [("mean", [40.0, 50.0]), ("best", [30.0, 50.0]), ("median", [40.0, 50.0])])
def test_a_set_of_rounds_is_one_value_of_what_the_test_follows_and_practice_is_none(
    diary: Diary, summary: str, expected: list[float],
) -> None:
    diary.rounds(50.0, 60.0, 70.0, summary=summary)
    diary.rounds(50.0, practice=None, summary=summary)
    ((_, progress),) = all_progress(diary.read())
    assert (progress.measure, progress.higher_is_better) == ("osi", False)
    assert [(s.value, s.trials) for s in progress.sessions] == [(value, 1) for value in expected], "osi is 100 less what was told"
    practice = diary.read()[0]
    assert practice.practice
    assert value_in_progress(practice) is None


def test_a_set_that_was_broken_off_does_not_count(diary: Diary) -> None:
    whole = diary.rounds(50.0, 60.0)
    broken = diary.rounds(50.0, of=3)
    holed = diary.rounds(50.0, None, 60.0)
    assert [each.value for each in values_of(diary.read())] == [45.0]
    assert unfinished_sets(diary.read()) == {broken, holed}
    assert whole not in unfinished_sets(diary.read())


def test_rounds_of_a_level_that_is_no_test_are_trials_like_others(diary: Diary) -> None:
    for number, value in enumerate((40.0, 50.0), 1):
        diary.trial(value, turn={"round": number, "rounds": 3, "set_id": "t1"})
    assert [each.value for each in values_of(diary.read())] == [40.0, 50.0]
    assert unfinished_sets(diary.read()) == frozenset()


def test_a_test_played_alone_counts_as_it_is(diary: Diary) -> None:
    diary.trial(70.0, id="a-test", test=True, protocol={"primary": "osi"})
    ((_, progress),) = all_progress(diary.read())
    assert [s.value for s in progress.sessions] == [30.0]
