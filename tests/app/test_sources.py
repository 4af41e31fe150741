from __future__ import annotations

from pathlib import Path

import pytest

from wobblequest.app.sources import Spec, open_source, parse_spec, read_recording
from wobblequest.core.errors import FileProblem, UsageError


@pytest.mark.parametrize(
    ("text", "spec"),
    [
        ("auto", Spec("auto")),
        ("keyboard", Spec("keyboard")),
        ("sim", Spec("sim")),
        ("sim:skill=0.25,seed=3", Spec("sim", skill=0.25, seed=3)),
        ("sim:seed=0", Spec("sim", seed=0)),
        ("serial:COM3", Spec("serial", "COM3")),
        ("serial:/dev/ttyUSB0?protocol=csv&baud=9600", Spec("serial", "/dev/ttyUSB0", "csv", 9600)),
        ("serial:socket://127.0.0.1:7000?virtual=1", Spec("serial", "socket://127.0.0.1:7000", virtual=True)),
        ("replay:C:/tmp/a.jsonl", Spec("replay", "C:/tmp/a.jsonl")),
    ],
)
def test_a_source_is_read_as_written(text: str, spec: Spec) -> None:
    assert parse_spec(text) == spec


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("board", "no source 'board'"), ("", "no source ''"), ("gamepad", "no gamepad yet"), ("keyboard:x", "takes nothing after it"),
        ("sim:skill=2", "from 0 to 1"), ("sim:skill=nan", "from 0 to 1"), ("sim:skill=x", "from 0 to 1"),
        ("sim:speed=1", "cannot use 'speed=1'"),
        ("sim:seed=-1", "whole number"), ("sim:skill", "cannot use 'skill'"), ("serial", "name the port"), ("serial:", "name the port"),
        ("serial:COM3?baud=fast", "whole number"), ("serial:COM3?bod=9600", "baud=…"), ("replay:", "name the recording"),
        ("serial:COM3?virtual=yes", "virtual is 1 or left out"),
    ],
)
def test_what_cannot_be_used_is_said_in_one_sentence(text: str, says: str) -> None:
    with pytest.raises(UsageError, match=says) as caught:
        parse_spec(text)
    assert caught.value.exit_code == 2
    assert "\n" not in str(caught.value)


def test_a_simulated_person_takes_the_trials_seed_unless_it_has_its_own() -> None:
    def first(text: str, seed: int) -> object:
        source = open_source(parse_spec(text), seed=seed, clock=lambda: 0.0)
        return [reading.up for reading in source.poll(0.0) + source.poll(1.0)]

    assert first("sim", 4) == first("sim:seed=4", 9)
    assert first("sim", 4) != first("sim", 5)


def test_a_missing_or_binary_recording_is_named(tmp_path: Path) -> None:
    with pytest.raises(FileProblem, match=r"no\.jsonl: there is no such file"):
        read_recording(tmp_path / "no.jsonl")
    (tmp_path / "b.jsonl").write_bytes(b"\xff\xfe\x00")
    with pytest.raises(FileProblem, match="is no text"):
        read_recording(tmp_path / "b.jsonl")
