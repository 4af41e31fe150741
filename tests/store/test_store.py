"""What a store promises: what was handed over is there, exactly, and like is kept with like."""

from __future__ import annotations

import os
import re
import stat
import threading
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from wobblequest.core.calibration import Calibration
from wobblequest.core.errors import WobbleQuestError
from wobblequest.core.reach import Reach
from wobblequest.core.recording import Event, Recording, SourceInfo
from wobblequest.store.place import DATABASE
from wobblequest.store.store import Store


def play(store: Store, make, trial_id: str, session: str, *, value: float | None = 50.0, n: int = 60, **header: object) -> Recording:
    """Keep one trial of n readings, in chunks of 25, with an event in the middle. Gives what should come back."""
    head = make.header(trial_id, **header)
    readings = make.readings(n)
    event = Event("pause", 30, 0.3, {"reason": "asked"})
    store.trials.begin(session, head)
    for i in range(0, n, 25):
        store.trials.append(trial_id, readings[i:i + 25])
    store.trials.event(trial_id, event)
    store.trials.finish(trial_id, make.result(head, value), faults=3, state="completed")
    return Recording(head, tuple(readings), (event,), 3, True)


@pytest.fixture
def session(store: Store) -> str:
    return store.sessions.begin(store.people.ensure("Ann").id)


def test_a_recording_comes_back_exactly(store: Store, make, session: str) -> None:
    kept = play(store, make, "t1", session)
    assert store.recording("t1") == kept
    assert store.trials.kept("t1").damage is None
    assert store.trouble() is None


def test_everything_is_there_after_opening_again(folder: Path, clock, make) -> None:
    with Store.open(folder, clock=clock) as store:
        ann = store.people.ensure("Ann")
        session = store.sessions.begin(ann.id)
        kept = play(store, make, "t1", session)
        clock.now += timedelta(minutes=20)
        store.sessions.end(session)
    with Store.open(folder, clock=clock) as store:
        assert store.people.all() == [ann]
        assert store.recording("t1") == kept
        (sitting,) = store.sessions.all(ann.id)
        assert sitting.ended is not None
        assert sitting.ended - sitting.started == timedelta(minutes=20)
        (trial,) = store.results(ann.id)
        assert trial.result == make.result(kept.header)
        assert (trial.session_id, trial.source, trial.stance, trial.eyes) == (session, make.board, "both", "open")
        assert trial.started == kept.header.started


def test_trials_come_oldest_first_whatever_the_offset(store: Store, make, session: str) -> None:
    first = make.header("x").started
    later = datetime.fromisoformat(first).astimezone(UTC) + timedelta(minutes=1)
    play(store, make, "second", session, started=later)
    play(store, make, "first", session)
    assert store.trial_ids() == ["first", "second"]
    assert store.trial_ids("nobody") == []


def test_results_are_of_one_person_and_drill(store: Store, make, session: str) -> None:
    bob = store.people.ensure("Bob")
    play(store, make, "a", session)
    play(store, make, "b", session, id="reach-9", drill="reach")
    play(store, make, "c", store.sessions.begin(bob.id))
    ann = store.people.find("Ann")
    assert [t.trial_id for t in store.results(ann.id)] == ["a", "b"]
    assert [t.trial_id for t in store.results(ann.id, "reach")] == ["b"]
    assert [t.trial_id for t in store.results()] == ["a", "b", "c"]


def test_several_scoring_versions_stand_and_the_newest_counts(store: Store, make, session: str) -> None:
    header = play(store, make, "t1", session).header
    store.keep_result("t1", make.result(header, 60.0, version=2))
    store.keep_result("t1", make.result(header, 55.0, version=1))
    assert [t.result for t in store.results()] == [make.result(header, 60.0, version=2)]
    store.keep_result("t1", make.result(header, 61.0, version=2))
    assert [t.result for t in store.results()] == [make.result(header, 61.0, version=2)]


def test_a_level_changed_in_between_is_another_task(store: Store, make, session: str) -> None:
    play(store, make, "a", session)
    play(store, make, "b", session, title="Hold still")
    play(store, make, "c", session, parameters={"radius_deg": 2.0})
    a, b, c = (t.level_digest for t in store.results())
    assert a == b != c


def test_only_a_change_that_happened_makes_a_trial_adjusted(store: Store, make, session: str) -> None:
    for trial_id, changed in (("no", False), ("yes", True)):
        header = make.header(trial_id)
        store.trials.begin(session, header)
        store.trials.event(trial_id, Event("adjust", 0, 0.0, {"axis": "size", "step": 1, "changed": changed}))
        store.trials.finish(trial_id, make.result(header), faults=0, state="completed")
    assert {t.trial_id: t.adjusted for t in store.results()} == {"no": False, "yes": True}


def test_calibrations_and_reaches_keep_their_history_and_the_newest_counts(store: Store) -> None:
    ann, bob = store.people.ensure("Ann"), store.people.ensure("Bob")
    old, new = Calibration(gyro_bias_dps=(1.0, 0.0, 0.0)), Calibration((0.1, 0.2, 0.97), (0.0, 1.0, 0.0), True)
    assert store.calibrations.latest("board", ann.id) is None
    for calibration in (old, new):
        store.calibrations.keep("board", ann.id, calibration)
    store.calibrations.keep("board", bob.id, old)
    assert store.calibrations.latest("board", ann.id) == new
    assert store.calibrations.latest("board", None) == old
    assert store.calibrations.latest("another board", ann.id) is None
    assert store.reaches.latest(ann.id) is None
    store.reaches.keep(ann.id, Reach((5.0,) * 8))
    store.reaches.keep(ann.id, Reach((6.5,) * 8))
    assert store.reaches.latest(ann.id) == Reach((6.5,) * 8)
    assert store.reaches.latest(bob.id) is None


def test_a_trial_is_recorded_once(store: Store, make, session: str) -> None:
    play(store, make, "t1", session)
    with pytest.raises(WobbleQuestError, match="already"):
        store.trials.begin(session, make.header("t1"))
    with pytest.raises(WobbleQuestError, match="begin it first"):
        store.trials.append("t1", make.readings(3))


@pytest.mark.parametrize("trial_id", ["", "../x", "a/b", "a b", "x" * 65, "-o", "a\n"])
def test_a_trial_id_that_is_no_file_name_is_refused(store: Store, make, session: str, trial_id: str) -> None:
    with pytest.raises(WobbleQuestError, match="cannot be a trial's id"):
        store.trials.begin(session, make.header(trial_id))


def test_a_trial_that_nobody_knows_is_said_in_a_sentence(store: Store) -> None:
    with pytest.raises(WobbleQuestError, match="there is no trial 'x'"):
        store.recording("x")


@pytest.mark.parametrize(("damage", "whole", "said"), [
    ("UPDATE chunks SET blob = zeroblob(length(blob)) WHERE number = 1", 25, "chunk 1 .*CRC-32"),
    ("UPDATE chunks SET blob = substr(blob, 1, 100) WHERE number = 0", 0, "chunk 0 .*CRC-32"),
    ("DELETE FROM chunks WHERE number = 1", 25, "chunk 1 .*missing"),
])
def test_a_recording_ends_before_a_damaged_chunk(store: Store, make, session: str, damage: str, whole: int, said: str) -> None:
    kept = play(store, make, "t1", session)
    store._access.call(lambda c: c.exec_driver_sql(damage))
    found = store.trials.kept("t1")
    assert found.damage is not None
    assert re.search(said, found.damage)
    assert found.recording == store.recording("t1") == Recording(kept.header, kept.readings[:whole], (), 3, False)


def test_what_a_program_reads_while_another_writes_is_whole(folder: Path, store: Store, make, session: str, clock) -> None:
    store.flush(5.0)
    seen: list[int] = []
    done = threading.Event()
    with Store.open(folder, read_only=True, clock=clock) as reader:

        def look() -> None:
            while not done.is_set():
                seen.extend(len(reader.recording(i).readings) for i in reader.trial_ids())

        thread = threading.Thread(target=look)
        thread.start()
        for i in range(20):
            play(store, make, f"t{i}", session)
        store.flush(30.0)
        done.set()
        thread.join()
        assert len(reader.results()) == 20
    assert set(seen) <= {0, 25, 50, 60}


def test_reading_only_changes_nothing(tmp_path: Path, folder: Path, clock, store: Store, make, session: str) -> None:
    with Store.open(folder, read_only=True, clock=clock) as reader, pytest.raises(WobbleQuestError, match="reading only"):
        reader.people.ensure("Eve")
    with Store.open(tmp_path / "nothing", read_only=True, clock=clock) as reader:
        assert reader.people.all() == []
        assert reader.trial_ids() == []
    assert not (tmp_path / "nothing").exists()


def test_a_trial_that_runs_stays_running_for_a_reader(folder: Path, clock, store: Store, make, session: str) -> None:
    store.trials.begin(session, make.header("t1"))
    store.flush(5.0)
    with Store.open(folder, read_only=True, clock=clock) as reader:
        assert [e.state for e in reader.trials.entries()] == ["running"]
        store.close()
        assert [e.state for e in reader.trials.entries()] == ["interrupted"]


def test_a_trial_without_an_end_becomes_interrupted(folder: Path, clock, make) -> None:
    with Store.open(folder, clock=clock) as store:
        store.trials.begin(store.sessions.begin(store.people.ensure("Ann").id), make.header("t1"))
        store.trials.append("t1", make.readings(25))
    with Store.open(folder, clock=clock) as store:
        assert [e.state for e in store.trials.entries()] == ["interrupted"]
        assert store.results() == []
        recording = store.recording("t1")
        assert (len(recording.readings), recording.complete) == (25, False)


def test_a_clock_without_offset_is_refused(store: Store, clock, make, session: str) -> None:
    clock.now = clock.now.replace(tzinfo=None)
    with pytest.raises(ValueError, match="offset"):
        store.sessions.begin(store.people.find("Ann").id)


@pytest.mark.skipif(os.name != "posix", reason="other systems keep rights in another way")
def test_only_the_owner_may_read(folder: Path, store: Store) -> None:
    store.people.ensure("Ann")
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    modes = {path.name: stat.S_IMODE(path.stat().st_mode) for path in folder.iterdir()}
    assert DATABASE in modes
    assert set(modes.values()) == {0o600}, modes


def test_another_kind_of_source_is_kept_as_it_is(store: Store, make, session: str) -> None:
    source = SourceInfo("keyboard", "=arrows", "", "")
    assert play(store, make, "t1", session, source=source).header == store.recording("t1").header


@pytest.mark.parametrize("damage", ["detail = '{'", "kind = 'party'", "t_s = 'soon'"])
def test_a_recording_ends_before_a_damaged_event(store: Store, make, session: str, damage: str) -> None:
    kept = play(store, make, "t1", session)
    store._access.call(lambda c: c.exec_driver_sql(f"UPDATE events SET {damage}"))
    found = store.trials.kept("t1")
    assert found.damage is not None
    assert found.damage.startswith("event 0 of trial t1 is damaged")
    assert (found.recording.readings, found.recording.events, found.recording.complete) == (kept.readings[:30], (), False)


@pytest.mark.parametrize("damage", ["level = '{'", "reach = '[1]'", "calibration = '{}'", "seed = 'x'"])
def test_a_damaged_header_is_said_in_a_sentence(store: Store, make, session: str, damage: str) -> None:
    play(store, make, "t1", session)
    store._access.call(lambda c: c.exec_driver_sql(f"UPDATE trials SET {damage}"))
    with pytest.raises(WobbleQuestError, match="the header of trial t1 is damaged"):
        store.trials.kept("t1")
