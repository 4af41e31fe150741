from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wobblequest.core.calibration import Calibration
from wobblequest.core.errors import WobbleQuestError
from wobblequest.core.reach import Reach
from wobblequest.core.recording import EVENT_KINDS, Event, Header, Recording, SourceInfo, from_lines, to_lines
from wobblequest.core.samples import Reading

number = st.floats(allow_nan=False, allow_infinity=False, width=64)
vector = st.tuples(number, number, number)
readings = st.lists(
    st.builds(Reading, number, vector, st.none() | vector, st.none() | number, st.none() | number), max_size=20
).map(tuple)
header = Header(
    "t-1", {"id": "hold-1", "drill": "hold", "n": 3}, 7, Calibration((0.1, 0.2, 0.97), (0.0, 1.0, 0.0), True, (1.0, -2.0, 0.5)),
    Reach((8.0, 9.0, 10.0, 9.0, 8.0, 7.0, 6.0, 7.5)), SourceInfo("serial", "Nano", "csv", "1A86:7523:x"),
    "2026-01-02T03:04:05+01:00", "0.1",
)


@st.composite
def recordings(draw: st.DrawFn) -> Recording:
    samples = draw(readings)
    detail = st.fixed_dictionaries({"reason": st.text()})
    events = draw(st.lists(st.builds(Event, st.sampled_from(EVENT_KINDS), st.integers(0, len(samples)), number, detail), max_size=5))
    return Recording(header, samples, tuple(sorted(events, key=lambda e: e.after)), draw(st.integers(0, 99)), draw(st.booleans()))


@given(recordings())
def test_what_is_written_reads_back_exactly(recording: Recording) -> None:
    back = from_lines(to_lines(recording))
    assert back.readings == recording.readings
    assert back.events == recording.events
    assert back.header == recording.header
    assert back.complete == recording.complete
    assert not recording.complete or back.faults == recording.faults


@given(recordings(), st.data())
def test_a_file_cut_off_anywhere_keeps_every_full_line(recording: Recording, data: st.DataObject) -> None:
    text = "\n".join(to_lines(recording)) + "\n"
    first = text.index("\n") + 1
    cut = data.draw(st.integers(first, len(text)))
    kept = text[:cut]
    full_lines = kept.count("\n")
    back = from_lines(kept.split("\n"))
    read = len(back.readings) + len(back.events) + 1 + back.complete
    assert full_lines <= read <= full_lines + 1
    assert back.readings == recording.readings[: len(back.readings)]


@given(st.lists(st.text() | st.sampled_from(list(to_lines(Recording(header, (), ())))), max_size=6))
def test_any_text_either_reads_or_is_refused_in_a_sentence(lines: list[str]) -> None:
    said = "x.jsonl"
    try:
        from_lines(lines, "x.jsonl")
    except WobbleQuestError as error:
        said = str(error)
    assert said.startswith("x.jsonl")


@pytest.mark.parametrize(
    ("line", "says"),
    [("", "empty"), ("{}", "not a WobbleQuest recording"), ("t_s,pitch_deg,roll_deg", "cannot be used"),
     (json.dumps({"format": "wobblequest-recording", "version": 99}), "version 99")],
)
def test_what_is_no_recording_says_why(line: str, says: str) -> None:
    with pytest.raises(WobbleQuestError, match=says):
        from_lines([line], "x.jsonl")


@pytest.mark.parametrize("bad", [[1.0, 2.0], ["a", 0, 0, 1], [0.0, 0.0, 0.0, 1.0, [1.0]], {"event": {"kind": "party"}}, {"what": 1}, 7])
def test_a_bad_line_in_the_middle_is_named(bad: Any) -> None:
    lines = list(to_lines(Recording(header, (Reading(0.0, (0.0, 0.0, 1.0)),), ())))
    lines.insert(2, json.dumps(bad))
    with pytest.raises(WobbleQuestError, match=r"x\.jsonl:3"):
        from_lines(lines, "x.jsonl")


def test_a_board_counts_and_a_keyboard_does_not() -> None:
    assert header.source.is_board
    assert not replace(header.source, kind="keyboard").is_board


@pytest.mark.parametrize("bad", ["[0,0,0,NaN]", "[0,0,0,1,[0,0,Infinity]]", "[0,0,0,1,null,NaN]", "[0,0,0,1,null,null,-Infinity]",
                                 '{"event":{"kind":"stop","after":1,"t_s":NaN,"detail":{}}}'])
def test_what_is_not_finite_is_refused(bad: str) -> None:
    lines = list(to_lines(Recording(header, (Reading(0.0, (0.0, 0.0, 1.0)),), ())))
    lines.insert(2, bad)
    with pytest.raises(WobbleQuestError, match=r"x\.jsonl:3.*finite"):
        from_lines(lines, "x.jsonl")


@given(recordings(), st.data())
def test_a_missing_or_doubled_reading_is_told(recording: Recording, data: st.DataObject) -> None:
    lines = list(to_lines(replace(recording, complete=True)))
    at = [i for i, line in enumerate(lines) if line.startswith("[")]
    if not at:
        return
    i = data.draw(st.sampled_from(at))
    lines[i : i + 1] = [] if data.draw(st.booleans()) else [lines[i]] * 2
    with pytest.raises(WobbleQuestError, match="missing or doubled"):
        from_lines(lines, "x.jsonl")


def test_how_late_the_picture_was_is_kept_and_older_recordings_do_not_say() -> None:
    late = replace(header, latency_ms=83.25)
    assert from_lines(to_lines(Recording(late, (), ()))).header == late
    first = next(iter(to_lines(Recording(header, (), ()))))
    assert "latency" not in first
    assert from_lines([first]).header.latency_ms is None
    with pytest.raises(WobbleQuestError, match="finite"):
        from_lines([first.replace('"program"', '"latency_ms":1e999,"program"')])


def test_a_round_is_told_in_the_header_and_no_round_is_not() -> None:
    part = replace(header, round=2, rounds=3, set_id="t-0")
    assert from_lines(to_lines(Recording(part, (), ()))).header == part
    practice = replace(header, round=1, rounds=1, practice=True, set_id="t-1")
    assert from_lines(to_lines(Recording(practice, (), ()))).header == practice
    first = next(iter(to_lines(Recording(header, (), ()))))
    assert not {"round", "rounds", "practice", "set_id"} & set(json.loads(first)["header"])
