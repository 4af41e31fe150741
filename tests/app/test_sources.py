from __future__ import annotations

import argparse
import sys
from pathlib import Path

import pytest

from wobblequest.app.sources import FORMS, KINDS, Spec, open_source, parse_spec, read_recording
from wobblequest.cli.play import add_arguments
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
        ("serial:COM3?probe=1", Spec("serial", "COM3", probe=True)),
        ("replay:C:/tmp/a.jsonl", Spec("replay", "C:/tmp/a.jsonl")),
        ("gamepad", Spec("gamepad")),
        ("gamepad:1", Spec("gamepad", "1")),
        ("joystick", Spec("joystick")),
        ("joystick:2?deg=12.5", Spec("joystick", "2", deg=12.5)),
        ("joystick:?deg=30", Spec("joystick", deg=30.0)),
        ("wii", Spec("wii")),
        ("wii:/dev/input/event7", Spec("wii", "/dev/input/event7")),
        ("phone", Spec("phone")),
        ("phone:55123", Spec("phone", "55123")),
        ("phone:ws://192.168.1.7:8080", Spec("phone", "ws://192.168.1.7:8080")),
    ],
)
def test_a_source_is_read_as_written(text: str, spec: Spec) -> None:
    assert parse_spec(text) == spec


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("board", "no source 'board'"), ("", "no source ''"), ("gamepad:x", "comes its number"), ("gamepad:0?deg=3", "takes no options"),
        ("joystick:-1", "comes its number"), ("joystick:?deg=0", "from 1 to 60"), ("joystick:?deg=nan", "from 1 to 60"),
        ("joystick:?deg=x", "from 1 to 60"), ("joystick:?scale=3", "cannot use 'scale=3'"),
        ("serial:COM3?probe=yes", "probe is 1 or left out"), ("keyboard:x", "takes nothing after it"),
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


CLOCKED = {"clock": lambda: 0.0, "seed": 1}


@pytest.mark.parametrize(("text", "kind"), [("gamepad:90", "gamepad"), ("joystick:90?deg=30", "joystick"), ("phone", "phone")])
def test_each_kind_opens_its_source_which_says_what_it_waits_for(text: str, kind: str) -> None:
    source = open_source(parse_spec(text), **CLOCKED)  # type: ignore[arg-type]
    assert source.info.kind == kind
    assert source.poll(0.0) == []
    link = source.link(0.0)
    assert link.state == "searching"
    assert len(link.words) > 10
    source.close()
    assert source.link(0.0).state == "ended"


def test_a_joystick_boards_scale_is_the_one_that_was_asked_for(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[tuple[int, float]] = []
    monkeypatch.setattr("wobblequest.input.gamepad.JoystickBoardSource", lambda *args: asked.append(args))
    open_source(parse_spec("joystick:1?deg=30"), **CLOCKED)  # type: ignore[arg-type]
    assert asked == [(1, 30.0)]


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="other systems do not show the board")
def test_a_balance_board_is_looked_for() -> None:
    source = open_source(parse_spec("wii"), **CLOCKED)  # type: ignore[arg-type]
    assert source.info.kind == "wii"
    assert "centre of pressure, not tilt" in source.info.name
    source.close()


@pytest.mark.parametrize("place", ["80", "ws://nowhere", "http://10.0.0.1:80"])
def test_a_phones_place_that_is_none_is_refused_when_it_is_opened(place: str) -> None:
    with pytest.raises(UsageError, match="--source phone:"):
        open_source(parse_spec(f"phone:{place}"), **CLOCKED)  # type: ignore[arg-type]


def test_every_kind_is_told_in_the_error_and_in_the_help() -> None:
    parser = argparse.ArgumentParser()
    add_arguments(parser)
    help_of_source = next(action.help or "" for action in parser._actions if "--source" in action.option_strings)
    for kind in KINDS:
        assert kind in FORMS
        assert kind in help_of_source
