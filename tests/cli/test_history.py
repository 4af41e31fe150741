from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

from wobblequest.cli.history import _ability_words, _figures
from wobblequest.core.calibration import Calibration
from wobblequest.core.reach import Reach
from wobblequest.core.recording import Header, SourceInfo
from wobblequest.core.result import Measure, Quality, Result
from wobblequest.levels.shelf import load_shelf, shipped_folder
from wobblequest.scoring.ability import unknown
from wobblequest.scoring.change import PastValue, assess
from wobblequest.store.store import Store


def test_the_table_lists_every_trial_and_says_which_count(command, records: Path) -> None:
    said = command("history", "ann", "--data", str(records))
    assert said.code == 0
    table, *progress = said.out.strip().split("\n\n")
    rows = table.splitlines()[1:]
    assert [row[:16] for row in rows] == [f"2025-03-0{day} 10:30" for day in (1, 2, 3, 4)]
    assert ["time_on_target_pct" in row for row in rows] == [True, True, True, False]
    assert [row.rsplit("  ", 1)[1] for row in rows] == ["yes", "yes", "no: keyboard, not a board", "no: interrupted"]
    change, profile, ability = progress
    assert ability.startswith("hold (sim, both, open, wobble-board): at which difficulty three trials in four succeed is not known yet (")
    assert change.startswith("hold-1 (sim, both, open), time_on_target_pct:\n")
    assert change.endswith(".")
    assert profile.splitlines()[1].startswith("steadiness")
    assert " levels done; too early" in profile


def test_an_ability_is_told_once_it_is_known() -> None:
    ability = unknown(0.0, 10.0)
    for _ in range(30):
        ability = ability.after(1.0, True)
    assert ability.level > 5
    assert "not known yet" in _ability_words(ability), "thirty successes at the easiest level do not make a master"
    for attempt in range(30):
        ability = ability.after(4.0, attempt % 4 > 0)
    assert _ability_words(ability).startswith("three trials in four succeed at difficulty ")
    assert _ability_words(ability).endswith(" (from 60 trials)")


def test_what_the_words_rest_on_is_told() -> None:
    values = (10.0, 20.0, 50.0, 52.0, 51.0, 55.0, 58.0)
    past = [PastValue(f"s{i}", f"2025-03-{i + 1:02}T10:30:00+00:00", value) for i, value in enumerate(values)]
    early, short, whole = (assess(past[:n], measure="time_on_target_pct", higher_is_better=True) for n in (4, 6, 7))
    assert _figures(early) == []
    assert _figures(short) == ["Baseline 51, last session +4 points, beyond chance from 11.3 points on (from other people, provisional)."]
    baseline, trend = _figures(whole)
    assert baseline.startswith("Baseline 51, last session +7 points")
    assert whole.trend is not None
    assert trend == f"Trend of the last 5 sessions: +1.9 points a session (95 %: {whole.trend.low:+.3g} to {whole.trend.high:+.3g})."
    assert whole.trend.slope == 1.9, "(-2 * 50 - 52 + 55 + 2 * 58) / 10"


def test_history_as_json_counts_boards_only(command, records: Path) -> None:
    document = command("history", "Ann", "--json", "--data", str(records)).json()
    assert document["person"]["alias"] == "Ann"
    assert [(t["trial_id"], t["source"], t["counts"]) for t in document["trials"]] == [
        ("board-1", "sim", True), ("board-2", "sim", True), ("keys-1", "keyboard", False),
    ]
    assert [t["trial_id"] for t in document["unscored"]] == ["cut-1"]
    (progress,) = document["progress"]
    assert (progress["level"], progress["measure"]) == ("hold-1", "time_on_target_pct")
    measured = [t["measures"]["time_on_target_pct"]["value"] for t in document["trials"][:2]]
    assert [s["value"] for s in progress["sessions"]] == measured
    assert progress["words"].endswith(".")
    assert [part["name"] for part in document["profile"]] == ["steadiness", "reach", "tracking", "rhythm", "position sense"]
    assert document["profile"][0]["value"] > 0
    assert document["profile"][1]["value"] is None
    (ability,) = document["ability"]
    assert (ability["drill"], ability["source_kind"], ability["stance"], ability["trials"]) == ("hold", "sim", "both", 2)
    assert 0 < ability["sd"] < 5


def test_history_of_one_drill(command, records: Path) -> None:
    document = command("history", "Ann", "--drill", "reach", "--json", "--data", str(records)).json()
    assert (document["trials"], document["unscored"], document["progress"]) == ([], [], [])
    said = command("history", "Ann", "--drill", "ride", "--data", str(records))
    assert (said.code, said.out) == (2, "")
    assert "hold, reach, track" in said.err


def test_history_of_somebody_who_never_played(command, records: Path) -> None:
    said = command("history", "Bob", "--data", str(records))
    assert (said.code, said.out) == (0, "Bob has no trials here yet.\n")


def test_nobody_is_known_by_that_name(command, records: Path, tmp_path: Path) -> None:
    for folder, hint in ((records, "did you mean 'Ann'?"), (tmp_path / "none", "`wobblequest people`")):
        said = command("history", "Anne", "--json", "--data", str(folder))
        assert (said.code, said.out) == (1, "")
        assert said.err.count("\n") == 1
        assert hint in said.err


def test_a_trial_of_a_poor_signal_is_marked_with_its_reason(command, records: Path) -> None:
    with Store.open(records, clock=lambda: datetime(2025, 3, 9, tzinfo=UTC)) as store:
        trial = next(t for t in store.results() if t.trial_id == "board-2")
        poor = replace(trial.result.quality, word="poor", reason="1 in 5 samples is missing")
        store.keep_result("board-2", replace(trial.result, points=None, stars=None, quality=poor))
    table = command("history", "Ann", "--data", str(records)).out.split("\n\n")[0].splitlines()
    assert table[2].endswith("no: poor signal: 1 in 5 samples is missing")
    document = command("history", "Ann", "--json", "--data", str(records)).json()
    first, second, _ = document["trials"]
    assert (first["quality"]["word"], first["counts"]) == ("good", True)
    assert (second["quality"]["word"], second["counts"], second["why_not"]) == (
        "poor", False, "no: poor signal: 1 in 5 samples is missing")
    assert [len(p["sessions"]) for p in document["progress"]] == [1]


def _tested(store: Store, session: str, name: str, rounds: int, seconds: float, day: datetime) -> None:
    """One practice round, then so many of the test's three, each with a value a little better than the one before."""
    level = load_shelf(shipped_folder()).find(name)
    for number in range(rounds + 1):
        source = SourceInfo("serial", "b", "csv", "1:2:3")
        header = Header(f"{name}-{number}-{rounds}", level.to_json(), 1, Calibration(), Reach(), source, day.isoformat(), "0",
                        round=max(number, 1), rounds=3 if number else 1, practice=number == 0, set_id=f"{name}-0-{rounds}")
        store.trials.begin(session, header)
        measures = {"time_on_target_s": Measure(seconds + number, "s"), "time_on_target_pct": Measure(50.0, "%")}
        result = Result(header.trial_id, level.id, level.drill, "serial", True, 30.0, 1, measures, None, None, 1, Quality(100.0, 0, 0, 0.0))
        store.trials.finish(header.trial_id, result, faults=0, state="completed")


def test_a_tests_rounds_are_labelled_and_both_legs_compared(command, tmp_path: Path) -> None:
    day = datetime(2025, 3, 1, 10, 30, tzinfo=UTC)
    with Store.open(tmp_path, clock=lambda: day) as store:
        session = store.sessions.begin(store.people.ensure("Ann").id)
        _tested(store, session, "test-time-in-zone-left", 3, 14.0, day)
        _tested(store, session, "test-time-in-zone-right", 3, 18.0, day)
        _tested(store, session, "test-time-in-zone-right", 1, 25.0, day + timedelta(days=1))
    table, *rest = command("history", "Ann", "--data", str(tmp_path)).out.strip().split("\n\n")
    rows = table.splitlines()[1:]
    assert [row.rsplit("  ", 1)[1] for row in rows] == (
        ["no: practice round", "yes", "yes", "yes"] * 2 + ["no: practice round", "no: a round of the test is missing"])
    assert "test-time-in-zone-left (2 of 3)" in rows[2]
    assert "time_on_target_s 16 s" in rows[2], "the test's own measure"
    assert rest[-1] == (
        "2025-03-01, test-time-in-zone-left and test-time-in-zone-right (serial csv), time_on_target_s: left 16 s, right 20 s; "
        "the left leg is weaker by 20 %, limb symmetry index 80 %.")
    document = command("history", "Ann", "--json", "--data", str(tmp_path)).json()
    (legs,) = document["legs"]
    assert (legs["day"], legs["weaker"], legs["limb_symmetry_index_pct"]["value"]) == ("2025-03-01", "left", 80.0)
    turns = [(t["round"], t["rounds"], t["practice"], t["counts"]) for t in document["trials"]]
    assert turns[:2] == [(1, 1, True, False), (1, 3, False, True)]
    assert [(p["level"], p["measure"], p["sessions"][0]["value"]) for p in document["progress"]] == [
        ("test-time-in-zone-left", "time_on_target_s", 16.0), ("test-time-in-zone-right", "time_on_target_s", 20.0)]
