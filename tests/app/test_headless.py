"""A capture played without a window: a whole trial, as fast as it can, and the same each time."""

from __future__ import annotations

import json
from math import sin
from pathlib import Path
from typing import Any

import pytest

from wobblequest.cli import main
from wobblequest.input.capture import About, CaptureWriter, Moment
from wobblequest.input.protocols.register import PROTOCOLS


def recorded(path: Path, protocol: str, seconds: float, *, swing_deg: float = 2.0) -> Path:
    """What a board at 100 Hz sent that rocked slowly; it began 1 s after the port was opened."""
    encoder = PROTOCOLS[protocol].encoder()
    with CaptureWriter(path, About("COM3", "CH340 (COM3)")) as writer:
        writer.add(Moment(0.0, "opened", "CH340 (COM3)"))
        writer.add(Moment(0.001, "baud", 115200))
        for i in range(round(seconds * 100)):
            t_s = i / 100
            writer.add(Moment(1.0 + t_s, "came", encoder.encode(t_s, swing_deg * sin(t_s), swing_deg * sin(1.7 * t_s))))
    return path


def play(capsys: pytest.CaptureFixture[str], path: Path, data: Path, *options: str) -> tuple[int, Any, str]:
    """Exit code, result, what was said on stderr."""
    code = main(["play", "--headless", "--source", f"replay:{path}", "--data", str(data), "--json", *options])
    out, err = capsys.readouterr()
    return code, json.loads(out) if out else None, err


@pytest.mark.parametrize("protocol", ["witmotion", "csv"])
def test_a_capture_plays_a_whole_level_the_same_each_time(capsys: pytest.CaptureFixture[str], tmp_path: Path, protocol: str) -> None:
    path = recorded(tmp_path / "c.jsonl", protocol, 40.0)
    code, first, err = play(capsys, path, tmp_path / "data", "--level", "hold-1", "--seed", "3")
    assert (code, first["completed"], first["source"]) == (0, True, "replay")
    assert first["measures"]["time_on_target_pct"]["value"] == 100.0
    assert first["quality"]["word"] == "good"
    assert "does not count in progress" in err
    _, again, _ = play(capsys, path, tmp_path / "data", "--level", "hold-1", "--seed", "3")
    assert {**again, "trial_id": ""} == {**first, "trial_id": ""}


def test_a_capture_that_is_over_before_the_level_has_the_result_of_what_there_was(
    capsys: pytest.CaptureFixture[str], tmp_path: Path,
) -> None:
    code, result, err = play(capsys, recorded(tmp_path / "c.jsonl", "witmotion", 8.0), tmp_path / "data", "--level", "hold-1")
    assert (code, result["completed"], result["points"]) == (0, False, None)
    assert 1.0 < result["duration_s"] < 8.0
    assert "The capture is over." in err


@pytest.mark.parametrize(("moments", "sentence"), [
    ([], "No board sent anything"),
    ([Moment(1.0 + i / 10, "came", b"$GPGGA,123519,4807.038,N,01131.000,E,1,08,0.9,545.4,M,46.9,M,,*47\r\n") for i in range(50)], "GPS"),
])
def test_a_capture_without_tilt_is_told_and_nothing_is_played(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, moments: list[Moment], sentence: str,
) -> None:
    path = tmp_path / "c.jsonl"
    with CaptureWriter(path, About("COM3")) as writer:
        for moment in moments:
            writer.add(moment)
    code, result, err = play(capsys, path, tmp_path / "data", "--level", "hold-1")
    assert (code, result) == (1, None)
    assert "no tilt came, so nothing was played" in err
    assert sentence in err


def test_a_capture_needs_a_level(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    code, result, err = play(capsys, recorded(tmp_path / "c.jsonl", "csv", 1.0), tmp_path / "data")
    assert (code, result) == (2, None)
    assert "add --level ID" in err
    code, result, err = play(capsys, tmp_path / "gone.jsonl", tmp_path / "data", "--level", "hold-1")
    assert (code, result) == (1, None)
    assert "there is no such file" in err
