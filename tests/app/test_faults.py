"""Faults through the whole program: a silent board, a replug, no display, no sound, the end asked for from outside."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pygame
import pytest

from wobblequest.app.ending import Ending
from wobblequest.app.headless import play_live
from wobblequest.app.practice import LONGEST_TRIAL_S
from wobblequest.core.arena import Target
from wobblequest.core.errors import WobbleQuestError
from wobblequest.core.reach import Reach
from wobblequest.core.recording import SourceInfo
from wobblequest.core.samples import Reading
from wobblequest.draw.window import GameWindow
from wobblequest.input.auto import AutoSource
from wobblequest.input.simulated import SimulatedSource
from wobblequest.input.source import LOST_AFTER_S, STALE_AFTER_S, Link
from wobblequest.screens.screen import Intent
from wobblequest.session.replay import replay
from wobblequest.store.store import Store


def now() -> datetime:
    return datetime.now(UTC)


class Cable:
    """A simulated person on a board whose cable can be pulled. Looks like a board on a serial port."""

    def __init__(self, plugged: bool = True) -> None:
        self.plugged, self.device, self.hangs = plugged, "1A86:7523:1", False
        self._person = SimulatedSource(skill=0.8, seed=6)
        self._newest_s: float | None = None

    @property
    def info(self) -> SourceInfo:
        return SourceInfo("serial", "Test board", "csv" if self._newest_s is not None else "", self.device)

    def poll(self, now_s: float) -> list[Reading]:
        readings = self._person.poll(now_s)
        if not self.plugged:
            return []
        if readings:
            self._newest_s = now_s
        return readings

    def link(self, now_s: float) -> Link:
        if self._newest_s is None:
            return Link("searching", "Looking for a board…")
        age_s = now_s - self._newest_s
        state = "live" if age_s <= STALE_AFTER_S else "stale" if age_s <= LOST_AFTER_S else "lost"
        return Link(state, "Test board", age_s, 100.0, hangs=self.hangs)  # type: ignore[arg-type]

    def aim(self, target: Target | None) -> None:
        self._person.aim(target)

    def close(self) -> None:
        self.plugged = False


def on_the_board(hall_on: Callable[..., Any], cable: Cable) -> Any:
    """A hall with a trial of hold-2 some seconds old."""
    from wobblequest.core.calibration import Calibration

    hall = hall_on(cable, "hold-2")
    hall.wait(0.1)
    hall.practice.keep_calibration(Calibration())
    hall.practice.keep_reach(Reach())
    hall.until("Play")
    hall.wait(6.0)
    return hall


def test_f1_unplugged_in_mid_trial_the_dot_is_held_then_the_game_pauses_and_goes_on_after_the_replug(hall_on: Callable[..., Any]) -> None:
    cable = Cable()
    hall = on_the_board(hall_on, cable)
    trial = hall.practice.trial
    before = trial.readings()
    played_s = trial.play_s
    cable.plugged = False
    hall.wait(0.4)
    assert hall.screen == "Play"
    assert hall.loop.screen._stale, "a dot older than 0.25 s must not look alive"
    cursor = trial.cursor
    hall.wait(0.8)
    assert hall.screen == "Paused"
    assert trial.pause_reason == "signal"
    assert trial.cursor == cursor
    hall.wait(20.0)
    assert trial.play_s == pytest.approx(played_s, abs=0.05)
    cable.plugged = True
    hall.until("Play", 20.0)
    hall.until("ResultScreen", 60.0)
    result = hall.practice.past()[-1].result
    kept = hall.store.recording(trial.header.trial_id)
    assert kept.readings[: len(before)] == before
    assert [e.kind for e in kept.events] == ["pause", "gap", "resume"]
    assert result.completed
    assert result.quality.gaps == 1
    assert result.quality.lost_s > 20.0
    assert replay(kept).result() == result


def test_a_sensor_that_hangs_pauses_and_nothing_goes_on_before_it_lives_again(hall_on: Callable[..., Any]) -> None:
    cable = Cable()
    hall = on_the_board(hall_on, cable)
    trial = hall.practice.trial
    cable.hangs = True
    hall.wait(0.2)
    assert hall.screen == "Paused"
    assert trial.pause_reason == "signal"
    hall.loop.screen = hall.loop.screen.request(Intent("confirm")) or hall.loop.screen
    hall.wait(5.0)
    assert hall.screen == "Paused", "neither Enter nor leaning goes on with a dot that goes nowhere"
    cable.hangs = False
    hall.until("Play", 20.0)
    hall.until("ResultScreen", 60.0)


def test_play_goes_on_when_nothing_can_be_saved_and_the_screen_says_so(
    hall_on: Callable[..., Any], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str],
) -> None:
    hall = on_the_board(hall_on, Cable())
    badges: list[str] = []
    monkeypatch.setattr(hall.loop.window.canvas, "link_badge", lambda words, state: badges.append(words))
    monkeypatch.setattr(hall.store, "trouble", lambda: "Not saving: the disk is full.")
    played_s = hall.practice.trial.play_s
    hall.wait(1.0)
    assert set(badges) == {"Not saving"}
    assert hall.practice.trial.play_s > played_s + 0.9
    monkeypatch.setattr(hall.store, "trouble", lambda: None)
    badges.clear()
    hall.wait(0.2)
    assert not badges
    assert capsys.readouterr().err.splitlines() == ["Not saving: the disk is full.", "Saving works again."]


def test_a_board_plugged_in_later_takes_over_from_the_keyboard_with_its_own_ready_check(hall_on: Callable[..., Any]) -> None:
    cable = Cable(plugged=False)
    hall = hall_on(AutoSource(cable))
    hall.wait(8.0)
    assert hall.practice.source.kind == "keyboard"
    assert hall.practice.calibration is not None
    hall.loop.screen = hall.loop.screen.request(Intent("right")) or hall.loop.screen
    assert hall.screen == "Home"
    cable.plugged = True
    hall.wait(0.5)
    assert hall.practice.source.kind == "serial"
    assert hall.practice.calibration is None
    assert hall.screen == "Ready"


def test_a_board_plugged_in_during_a_keyboard_trial_waits_until_it_is_over(hall_on: Callable[..., Any]) -> None:
    cable = Cable(plugged=False)
    hall = hall_on(AutoSource(cable), "hold-1")
    hall.wait(8.0)
    hall.loop.screen = hall.loop.screen.request(Intent("right")) or hall.loop.screen
    assert hall.screen == "Play"
    cable.plugged = True
    hall.wait(5.0)
    assert hall.practice.trial.header.source.kind == "keyboard"
    assert hall.practice.source.kind == "keyboard"
    hall.loop.screen = hall.loop.screen.request(Intent("stop")) or hall.loop.screen
    hall.wait(0.5)
    assert hall.practice.source.kind == "serial"


@pytest.mark.parametrize("size", [(1920, 1080), (800, 600), (320, 200), (1080, 1920)])
def test_f19_the_window_can_be_resized_in_mid_play(hall_on: Callable[..., Any], size: tuple[int, int]) -> None:
    hall = on_the_board(hall_on, Cable())
    window: GameWindow = hall.loop.window
    window.follow(pygame.Surface(size))
    hall.wait(0.2)
    assert window.size == size
    assert hall.screen == "Play"
    window.canvas.present()


def run(arguments: list[str], environment: dict[str, str], **options: Any) -> subprocess.CompletedProcess[str]:
    return subprocess.run([sys.executable, "-m", "wobblequest", *arguments], env={**os.environ, **environment}, capture_output=True,
                          text=True, timeout=60, check=False, **options)


def test_f19_without_a_display_one_sentence_says_so(tmp_path: Path) -> None:
    done = run(["play", "--data", str(tmp_path), "--source", "keyboard"], {"SDL_VIDEODRIVER": "nonsense"})
    assert done.returncode == 1
    assert len(done.stderr.strip().splitlines()) == 1
    assert "no display" in done.stderr


def test_f19_without_sound_the_game_starts(tmp_path: Path) -> None:
    done = run(["play", "--data", str(tmp_path), "--source", "keyboard", "--windowed"],
               {"SDL_AUDIODRIVER": "nonsense", "WOBBLEQUEST_FIRST_FRAME": "1"})
    assert (done.returncode, done.stdout.strip()) == (0, "first frame")


@pytest.mark.skipif(os.name == "nt", reason="Windows has no SIGTERM to send to another program")
@pytest.mark.parametrize("how", [signal.SIGTERM, signal.SIGINT])
def test_f20_told_to_end_in_mid_trial_it_keeps_the_trial_and_ends_with_0(tmp_path: Path, how: signal.Signals) -> None:
    with Store.open(tmp_path, clock=now) as store:
        store.reaches.keep(store.people.ensure("Guest").id, Reach())
    arguments = ["play", "--data", str(tmp_path), "--source", "sim:skill=0.8,seed=1", "--level", "hold-1", "--size", "640x360"]
    with subprocess.Popen([sys.executable, "-m", "wobblequest", *arguments], text=True, stderr=subprocess.PIPE) as game:
        _until_a_trial_runs(tmp_path)
        game.send_signal(how)
        assert game.wait(10.0) == 0, game.stderr.read() if game.stderr else ""
    with Store.open(tmp_path, read_only=True, clock=now) as store:
        (entry,) = store.trials.entries(store.people.find("Guest").id)
        assert entry.state == "stopped"
        recording = store.recording(entry.trial_id)
    assert recording.complete
    assert recording.events[-1].detail["reason"] == "closed"


def test_f20_told_to_end_before_a_board_answered_nothing_is_played_or_stored(hall_on: Callable[..., Any]) -> None:
    cable = Cable(plugged=False)
    hall = hall_on(cable)
    with pytest.raises(WobbleQuestError, match="nothing was played"):
        play_live(hall.practice, cable, hall.practice.levels[0], ending=Ending(asked=True))
    assert hall.store.trials.entries() == []


def _until_a_trial_runs(folder: Path) -> None:
    """Wait until the running program has stored a second of a trial."""
    import time

    deadline = time.monotonic() + 60.0
    while time.monotonic() < deadline:
        if (folder / "wobblequest.sqlite3").exists():
            with Store.open(folder, read_only=True, clock=now) as store:
                running = [entry for person in store.people.all() for entry in store.trials.entries(person.id)]
                if running and len(store.recording(running[0].trial_id).readings) > 100:
                    return
    pytest.fail("no trial was begun within a minute")


def test_wrong_use_is_exit_2_and_one_sentence(tmp_path: Path) -> None:
    for arguments in (["play", "--json"], ["play", "--headless"], ["play", "--headless", "--level", "nonesuch"],
                      ["play", "--source", "sim:skill=7"], ["play", "--size", "big"]):
        done = run([*arguments, "--data", str(tmp_path)], {})
        assert done.returncode == 2, arguments
        assert len(done.stderr.strip().splitlines()) == 1, done.stderr


def test_headless_json_is_one_document_and_the_same_for_the_same_seeds(tmp_path: Path) -> None:
    arguments = ["play", "--headless", "--level", "hold-1", "--source", "sim:skill=0.5,seed=3", "--seed", "4", "--json"]
    results = [json.loads(run([*arguments, "--data", str(tmp_path / name)], {}).stdout) for name in ("a", "b")]
    for result in results:
        assert result.pop("trial_id")
    assert results[0] == results[1]
    assert results[0]["completed"]


def test_another_board_in_the_place_of_the_lost_one_ends_the_trial_and_is_not_taken_for_it(hall_on: Callable[..., Any]) -> None:
    cable = Cable()
    hall = on_the_board(hall_on, cable)
    trial, known = hall.practice.trial, hall.practice.calibration
    cable.plugged = False
    hall.wait(3.0)
    cable.device = "2341:0043:9"
    cable.plugged = True
    hall.wait(0.2)
    assert (trial.stop_reason, hall.practice.trial, hall.screen) == ("lost", None, "Ready")
    assert hall.practice.calibration is None
    kept = hall.store.recording(trial.header.trial_id)
    assert replay(kept).result().to_json() == trial.result().to_json()
    cable.device = "1A86:7523:1"
    hall.wait(0.2)
    assert hall.practice.calibration == known


def test_a_trial_that_was_paused_and_left_is_ended_and_kept(hall_on: Callable[..., Any]) -> None:
    hall = on_the_board(hall_on, Cable())
    practice, link = hall.practice, Link("live", "Test board", 0.0, 100.0)
    trial = practice.trial
    trial.pause("asked")
    upright, newest_s = trial.readings()[-1].up, trial.readings()[-1].t_s
    for i in range(int(LONGEST_TRIAL_S)):
        practice.take([Reading(newest_s + 1 + i, upright)], link, hall.now_s + i)
    assert trial.stop_reason == "left"
    kept = len(trial.readings())
    practice.take([Reading(newest_s + 2000.0, upright)], link, hall.now_s + 2000.0)
    assert len(trial.readings()) == kept
    hall.wait(0.2)
    assert practice.trial is None
    assert hall.screen == "Stopped"
