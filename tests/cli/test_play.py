"""`wobblequest play --headless`: its one document, its replay, and how it ends when it is told to."""

from __future__ import annotations

import json
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from wobblequest.app import headless
from wobblequest.core.errors import WobbleQuestError
from wobblequest.input.source import Source
from wobblequest.input.which import WhichBoard
from wobblequest.store.store import Store

DOOR = [
    "trial_id", "level", "drill", "source", "completed", "duration_s", "seed", "measures", "points", "stars", "scoring_version", "quality",
]
QUALITY = [
    "rate_hz", "gaps", "faults", "lost_s", "jitter_ms", "missing_pct", "spikes", "saturated_pct", "stuck", "drift_deg_per_min", "word",
    "reason",
]
PROGRAM = [sys.executable, "-m", "wobblequest"]


def test_without_a_window_auto_is_whichever_board_is_plugged_in(
    command: Callable[..., Any], monkeypatch: pytest.MonkeyPatch, tmp_path: Path,
) -> None:
    opened: list[Source] = []

    def play(practice: object, source: Source, level: object) -> None:
        opened.append(source)
        raise WobbleQuestError("played")

    monkeypatch.setattr(headless, "play_once", play)
    assert command("play", "--headless", "--level", "hold-1", "--data", str(tmp_path)).code == 1
    assert isinstance(opened[0], WhichBoard)


@pytest.mark.parametrize("level", ["hold-1", "reach-1", "track-1"])
def test_a_trial_prints_the_door_s_keys_and_replays_to_the_same(command: Callable[..., Any], tmp_path: Path, level: str) -> None:
    data = str(tmp_path / "records")
    played = command("play", "--headless", "--level", level, "--source", "sim:skill=0.7,seed=3", "--seed", "5", "--data", data, "--json")
    assert played.code == 0
    result = played.json()
    assert list(result) == DOOR
    assert list(result["quality"]) == QUALITY
    assert (result["quality"]["word"], result["quality"]["reason"]) == ("good", "")
    for measure in result["measures"].values():
        assert set(measure) == ({"value", "unit"} if measure["value"] is not None else {"value", "unit", "why"})
    assert "Played by a simulated person." in played.err
    out = tmp_path / "out"
    assert command("export", result["trial_id"], "-o", str(out), "--data", data).code == 0
    replayed = command("play", "--headless", "--source", f"replay:{out / result['trial_id']}.jsonl", "--json")
    assert replayed.out == played.out
    assert json.loads((out / f"{result['trial_id']}.json").read_text(encoding="utf-8")) == result


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        ("--headless --source sim", "add --level ID"),
        ("--source sim --json", "add --headless"),
        ("--headless --level hold-1 --source keyboard", "--headless has no window"),
        ("--headless --level hodl-1 --source sim", "did you mean `hold-1`?"),
        ("--headless --level hold-1 --source sim:skil=1", "cannot use 'skil=1'"),
        ("--headless --level hold-1 --source smi", "there is no source 'smi'"),
    ],
)
def test_what_cannot_be_played_is_wrong_usage(command: Callable[..., Any], tmp_path: Path, words: str, sentence: str) -> None:
    said = command("play", *words.split(), "--data", str(tmp_path))
    assert (said.code, said.out) == (2, "")
    assert sentence in said.err
    assert said.err.count("\n") == 1


@pytest.fixture
def board(tmp_path: Path) -> Iterator[str]:
    """A virtual board on a terminal, as a source."""
    link = tmp_path / "board"
    with subprocess.Popen([*PROGRAM, "simulate", "--link", str(link), "--seed", "3"], stdout=subprocess.PIPE) as process:
        assert process.stdout is not None
        process.stdout.readline()
        yield f"serial:{link}?virtual=1"
        process.terminate()
    assert process.returncode == 0
    assert not link.is_symlink()


@pytest.mark.skipif(sys.platform == "win32", reason="pseudo-terminals and POSIX signals")
@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_told_to_end_it_stores_and_prints_what_was_played(
    command: Callable[..., Any], tmp_path: Path, board: str, number: signal.Signals,
) -> None:
    data = str(tmp_path / "records")
    line = [*PROGRAM, "play", "--headless", "--level", "hold-1", "--source", board, "--person", "Ann", "--data", data, "--json"]
    with subprocess.Popen(line, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as process:
        assert process.stderr is not None
        while "not calibrated yet" not in process.stderr.readline():
            assert process.poll() is None
        _until_stored(Path(data), readings=50)
        process.send_signal(number)
        out, _ = process.communicate(timeout=20)
    assert process.returncode == 0
    result = json.loads(out)
    assert list(result) == DOOR
    assert (result["completed"], result["points"]) == (False, None)
    (trial,) = command("history", "Ann", "--data", data, "--json").json()["trials"]
    assert (trial["trial_id"], trial["state"]) == (result["trial_id"], "stopped")


def _until_stored(data: Path, readings: int) -> None:
    """Look until the trial that another program plays has so many readings in the store."""
    deadline = time.monotonic() + 30.0
    while time.monotonic() < deadline:
        with Store.open(data, read_only=True, clock=lambda: datetime.now(UTC)) as store:
            running = store.trials.entries(store.people.find("Ann").id)
            if running and len(store.recording(running[0].trial_id).readings) >= readings:
                return
    pytest.fail("nothing was stored of the trial")


def asked_of(monkeypatch: pytest.MonkeyPatch, command: Callable[..., Any], *words: str) -> Any:
    """What the window is asked to open with."""
    taken: list[Any] = []
    monkeypatch.setattr("wobblequest.app.window.play_in_window", lambda options, look: taken.append((options, look)) or 0)
    assert command("play", "--source", "sim", *words).code == 0
    return taken[0][0]


def test_settings_given_win_for_one_run_and_what_is_left_out_stays_as_it_was_set(
    monkeypatch: pytest.MonkeyPatch, command: Callable[..., Any],
) -> None:
    assert asked_of(monkeypatch, command).asked == {}
    assert asked_of(monkeypatch, command).person is None, "the game asks"
    options = asked_of(monkeypatch, command, "--language", "de", "--theme", "light", "--screen-inches", "32", "--distance-m", "3",
                       "--text-pct", "150", "--calm", "--person", "Ann")
    assert options.asked == {
        "language": "de", "theme": "light", "screen_inches": 32.0, "distance_m": 3.0, "text_pct": 150.0, "calm": True}
    assert options.person == "Ann"


@pytest.mark.parametrize("words", ["--text-pct 74", "--screen-inches nan", "--distance-m 11", "--language xx", "--theme pink"])
def test_settings_out_of_bounds_are_wrong_usage(command: Callable[..., Any], words: str) -> None:
    said = command("play", "--source", "sim", *words.split())
    assert (said.code, said.out) == (2, "")
    assert words.split()[0] in said.err
