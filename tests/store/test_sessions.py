"""Sessions of a programme, and what is marked after a trial."""

from __future__ import annotations

from datetime import timedelta

from tests.store.conftest import START, Makers, StandingClock
from wobblequest.core.recording import SourceInfo
from wobblequest.session.weeks import PastSession
from wobblequest.store.store import Store


def played(store: Store, make: Makers, session: str, trial: str, *, completed: bool = True, source: SourceInfo | None = None) -> None:
    header = make.header(trial, source=source)
    store.trials.begin(session, header)
    store.trials.append(trial, make.readings(3))
    store.trials.append(trial, make.readings(4, 3))
    result = make.result(header, completed=completed)
    store.trials.finish(trial, result, faults=0, state="completed" if completed else "stopped")


def test_only_sessions_of_the_programme_in_which_something_was_finished_count(store: Store, make: Makers, clock: StandingClock) -> None:
    ann, ben = store.people.ensure("Ann").id, store.people.ensure("Ben").id
    for i, (person, programme, evaluation, completed) in enumerate((
        (ann, "falls", True, True), (ann, "", False, True), (ann, "other", False, True), (ann, "falls", False, False),
        (ben, "falls", False, True), (ann, "falls", False, True),
    )):
        clock.now = START + timedelta(days=i)
        session = store.sessions.begin(person, programme)
        played(store, make, session, f"t{i}", completed=completed)
        if evaluation:
            store.sessions.evaluated(session)
    store.sessions.begin(ann, "falls")  # nothing was played in it
    store.flush(5.0)
    assert store.sessions.played(ann, "falls") == [
        PastSession(START.date(), True), PastSession((START + timedelta(days=5)).date(), False),
    ]
    assert store.sessions.played(ann, "unknown") == []
    assert [(each.on - START.date()).days for each in store.sessions.played(ann)] == [0, 1, 2, 5]
    assert [session.programme for session in store.sessions.all(ben)] == ["falls"]


def test_what_was_tried_out_without_a_board_is_no_session(store: Store, make: Makers) -> None:
    ann = store.people.ensure("Ann").id
    for kind in ("keyboard", "replay", "sim"):
        played(store, make, store.sessions.begin(ann, kind), kind, source=SourceInfo(kind))
    store.flush(5.0)
    assert [len(store.sessions.played(ann, kind)) for kind in ("keyboard", "replay", "sim")] == [0, 0, 1]
    assert len(store.sessions.played(ann)) == 1


def test_pain_is_marked_at_a_trial_that_is_over(store: Store, make: Makers) -> None:
    session = store.sessions.begin(store.people.ensure("Ann").id)
    played(store, make, session, "t")
    store.trials.mark("t", "pain")
    store.trials.mark("t", "near-fall")
    store.flush(5.0)
    recording = store.recording("t")
    assert [(event.kind, event.after, event.detail) for event in recording.events] == [
        ("pain", 7, {"when": "afterwards"}), ("near-fall", 7, {"when": "afterwards"}),
    ]
