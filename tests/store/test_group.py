"""Tables of people × sessions: who is in them, and what is compared with what."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import timedelta

import pytest

from wobblequest.core.recording import SourceInfo
from wobblequest.store.group import tables_of
from wobblequest.store.results import StoredTrial
from wobblequest.store.store import Store


@pytest.fixture
def played(store: Store, make, clock):
    """``played({"Ann": [40, 50]}, …)``: a session a value, a day apart; gives all trials of the store."""
    count = iter(range(10_000))

    def play(values: Mapping[str, Sequence[float]], *, source: SourceInfo | None = None, **level: object) -> list[StoredTrial]:
        for alias, results in values.items():
            person = store.people.ensure(alias)
            for value in results:
                clock.now += timedelta(days=1)
                header = make.header(f"t{next(count)}", source=source, started=clock.now, **level)
                store.trials.begin(store.sessions.begin(person.id), header)
                store.trials.finish(header.trial_id, make.result(header, value), faults=0, state="completed")
        return store.results()

    return play


def test_each_persons_first_sessions_after_practice_make_a_row(played) -> None:
    trials = played({"Ann": [10, 20, 50, 52, 54], "Bob": [10, 20, 60, 61], "Cleo": [10, 20, 70]})
    (table,) = tables_of(trials, 2)
    assert table.values.tolist() == [[50, 52], [60, 61]]
    assert table.left_out == 1
    assert (table.measure, table.unit) == ("time_on_target_pct", "%")
    (table,) = tables_of(trials, 3)
    assert table.values.tolist() == [[50, 52, 54]]
    assert table.left_out == 2


def test_unlike_conditions_are_tables_of_their_own(played) -> None:
    played({"Ann": [1, 2, 3, 4]})
    trials = played({"Ann": [5, 6, 7, 8]}, source=SourceInfo("sim"))
    assert [(t.conditions.source_kind, t.values.tolist()) for t in tables_of(trials, 2)] == [("serial", [[3, 4]]), ("sim", [[7, 8]])]


def test_what_does_not_count_is_in_no_table(played) -> None:
    assert tables_of(played({"Ann": [1, 2, 3, 4]}, source=SourceInfo("keyboard")), 2) == []


def test_practice_rounds_are_in_no_table_and_a_set_is_one_value(store: Store, make, clock) -> None:
    level = {"id": "a-test", "test": True, "protocol": {"summary": "mean"}}
    person = store.people.ensure("Ann")
    for number, values in enumerate(([9, 10, 20], [9, 20, 30], [9, 40, 60], [9, 50, 70])):
        session = store.sessions.begin(person.id)
        for i, value in enumerate(values):
            clock.now += timedelta(minutes=1)
            turn = {"round": max(i, 1), "rounds": 2 if i else 1, "practice": i == 0, "set_id": f"t{number}-0"}
            header = replace(make.header(f"t{number}-{i}", started=clock.now, **level), **turn)
            store.trials.begin(session, header)
            store.trials.finish(header.trial_id, make.result(header, float(value)), faults=0, state="completed")
    (table,) = tables_of(store.results(), 2)
    assert table.values.tolist() == [[50.0, 60.0]]


def test_a_measure_that_a_drill_has_not_makes_no_table(played) -> None:
    assert tables_of(played({"Ann": [1, 2, 3, 4]}), 2, "sparc") == []
    assert tables_of(played({"Ann": [1, 2, 3, 4]}), 2, "band_pct") == []  # it is no single number
