"""People and settings with a real store: who takes over, what is theirs, and what comes back at the next start."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pygame
import pytest

from tests.app.test_programme_session import PROGRAMME
from wobblequest.app import window
from wobblequest.app.sources import parse_spec
from wobblequest.app.station import StationOptions, all_levels, open_station
from wobblequest.app.system_language import system_language
from wobblequest.core.calibration import Calibration
from wobblequest.core.errors import UsageError
from wobblequest.core.reach import Reach
from wobblequest.core.recording import SourceInfo
from wobblequest.input.keyboard import KeyboardSource
from wobblequest.input.simulated import SimulatedSource
from wobblequest.levels.level import Level
from wobblequest.screens import flow
from wobblequest.screens.first import first_screen
from wobblequest.screens.screen import Intent
from wobblequest.session.preferences import Preferences, StationSettings
from wobblequest.store import log

WIDE, NARROW = Reach((12.0,) * 8), Reach((5.0,) * 8)


@pytest.fixture
def levels() -> tuple[Level, ...]:
    return all_levels(None).levels


def options(folder: Path, person: str | None = None, **asked: object) -> StationOptions:
    return StationOptions(parse_spec("sim"), person, str(folder), seed=1, asked=asked)


def test_what_was_set_comes_back_at_the_next_start_and_with_who_played_last(tmp_path: Path) -> None:
    with open_station(options(tmp_path, "Ann"), ()) as station:
        station.practice.keep_preferences(Preferences(theme="light", text_pct=150.0))
        station.practice.keep_station(StationSettings(screen_inches=43.0, set_up=True))
    with open_station(options(tmp_path, "Bob"), ()) as station:
        assert station.practice.preferences == Preferences()
        assert station.practice.station.screen_inches == 43.0
        station.practice.become("Ann")
        assert station.practice.preferences == Preferences(theme="light", text_pct=150.0)


def test_without_a_name_it_is_who_played_last_and_at_first_a_guest(tmp_path: Path, levels: Any) -> None:
    with open_station(options(tmp_path), levels) as station:
        assert station.practice.alias == "Guest"
        assert station.practice.people() == [], "a guest who never played is nobody to ask for"
        station.practice.begin_trial(levels[0])
        station.practice.end_trial()
        assert station.practice.people() == ["Guest"]
        station.practice.become("Ann")
        station.practice.begin_trial(levels[0])
        station.practice.end_trial()
    with open_station(options(tmp_path), levels) as station:
        assert station.practice.alias == "Ann"
        assert station.practice.people() == ["Ann", "Guest"]
        assert type(first_screen(station.practice, levels[0], ask_who=True)).__name__ == "WhoPlays"


def test_what_was_asked_for_this_run_wins_and_is_not_kept(tmp_path: Path) -> None:
    with open_station(options(tmp_path, "Ann", theme="light", screen_inches=32.0, text_pct=125.0), ()) as station:
        practice = station.practice
        assert practice.preferences == Preferences(theme="light", text_pct=125.0)
        assert practice.station.screen_inches == 32.0
        practice.keep_preferences(practice.preferences.model_copy(update={"calm": True, "text_pct": 150.0}))
        practice.keep_station(practice.station.model_copy(update={"set_up": True}))
        assert practice.preferences == Preferences(theme="light", text_pct=150.0, calm=True)
        practice.become("Bob")
        assert practice.preferences.theme == "light", "it was asked for the run, whoever plays"
    with open_station(options(tmp_path, "Ann"), ()) as station:
        assert station.practice.preferences == Preferences(text_pct=150.0, calm=True), "what was changed in the game is kept"
        assert station.practice.station == StationSettings(set_up=True)


class Board(SimulatedSource):
    """A simulated person on a board that says who it is."""

    @property
    def info(self) -> SourceInfo:
        return SourceInfo("serial", "Wobble board", "csv", "1A86:7523:1")


def test_another_person_brings_their_own_calibration_reach_and_programme(hall_on: Callable[..., Any]) -> None:
    hall = hall_on(Board(skill=0.8, seed=2))
    practice = hall.practice
    hall.wait(0.5)
    practice.keep_calibration(Calibration())
    practice.keep_reach(WIDE)
    practice.prescribe(PROGRAMME)
    practice.begin_trial(practice.levels[0])
    hall.wait(1.0)
    first = practice.trial.header.trial_id
    practice.become("Owl")
    assert practice.alias == "Owl"
    assert practice.trial is None
    assert practice.prescription is None, "a new person plays freely"
    assert (practice.calibration, practice.reach) == (None, None)
    tilted = Calibration((0.1, 0.0, 0.995))
    practice.keep_calibration(tilted)
    practice.keep_reach(NARROW)
    trial = practice.begin_trial(practice.levels[0])
    assert trial.header.reach == NARROW
    practice.become("heron")
    assert practice.alias == "Heron", "an alias is one person in any case"
    assert (practice.calibration, practice.reach) == (Calibration(), WIDE)
    hall.store.flush(5.0)
    sessions = hall.store.sessions.all()
    assert len({session.person_id for session in sessions}) == 2
    assert all(session.ended is not None for session in sessions)
    assert hall.store.trials.kept(first).recording.readings, "what the first one had begun is kept, and is theirs"
    assert len(hall.store.trial_ids(hall.store.people.find("Owl").id)) == 1
    practice.become("Owl")
    assert (practice.calibration, practice.reach) == (tilted, NARROW)


@pytest.mark.parametrize("first", [False, True])
def test_somebody_new_takes_over_the_language_and_nothing_private(tmp_path: Path, first: bool) -> None:
    with open_station(options(tmp_path, "Ann", calm=True), ()) as station:
        practice = station.practice
        practice.keep_preferences(Preferences(language="de", text_pct=150.0, goal="My own affair", voice=False, calm=True))
        flow.met(practice, "Bob", first=first)
        mine = Preferences(language="de", text_pct=150.0 if first else 100.0)
        assert practice.preferences == mine.model_copy(update={"calm": True}), "asked for the run, whoever plays"
        station.practice.become("Ann")
        assert practice.preferences.goal == "My own affair"
    with open_station(options(tmp_path, "Bob"), ()) as station:
        assert station.practice.preferences == mine


def test_the_programme_played_last_comes_back_with_its_person(tmp_path: Path, levels: Any) -> None:
    data = tmp_path / "played"
    with open_station(StationOptions(parse_spec("sim"), "Ann", str(data), 1, "five-minutes"), levels) as station:
        station.practice.prescription.begin()
        station.practice.begin_trial(levels[0])
    with open_station(options(data, "Bob"), levels) as station:
        assert station.practice.prescription is None
        station.practice.become("Ann")
        assert station.practice.prescription.programme.id == "five-minutes"
        station.practice.become("Bob")
        assert station.practice.prescription is None


def test_what_cannot_be_an_alias_changes_nobody(tmp_path: Path, levels: Any) -> None:
    with open_station(options(tmp_path, "Ann"), levels) as station:
        trial = station.practice.begin_trial(levels[0])
        with pytest.raises(UsageError):
            station.practice.become("a/b")
        assert (station.practice.alias, station.practice.trial) == ("Ann", trial)


def test_settings_are_followed_by_the_very_next_frame(hall_on: Callable[..., Any]) -> None:
    hall = hall_on(KeyboardSource())
    hall.wait(0.1)
    dark = hall.loop.window.canvas
    hall.loop.take_event(pygame.event.Event(pygame.KEYDOWN, key=pygame.K_t, unicode="t"))
    hall.wait(0.05)
    assert hall.practice.preferences.theme == "light"
    assert hall.loop.window.canvas is not dark
    hall.practice.keep_preferences(Preferences(text_pct=200.0, calm=True))
    hall.wait(0.05)
    assert hall.loop.window.canvas.calm
    before = hall.loop.window.canvas
    hall.wait(0.5)
    assert hall.loop.window.canvas is before, "it is made anew only where something changed"


def test_the_first_run_and_a_name_typed_with_the_keys_of_the_window(hall_on: Callable[..., Any]) -> None:
    hall = hall_on(KeyboardSource())
    hall.practice.keep_station(StationSettings())
    hall.loop.screen = first_screen(hall.practice, ask_who=True)

    def press(key: int, letters: str = "") -> None:
        hall.loop.take_event(pygame.event.Event(pygame.KEYDOWN, key=key, unicode=letters, mod=0))
        hall.wait(0.05)

    assert hall.screen == "FirstRun"
    for _ in range(6):
        press(pygame.K_RETURN, "\r")
    assert hall.screen == "WhoPlays"
    press(pygame.K_UP)
    assert hall.screen == "NewPerson"
    for letter in "Tea q":
        press(pygame.key.key_code(letter) if letter != " " else pygame.K_SPACE, letter)
    press(pygame.K_BACKSPACE, "\b")
    press(pygame.K_RETURN, "\r")
    assert hall.practice.alias == "Tea", "T and Q were letters"
    assert hall.screen == "Ready"
    assert hall.practice.station.set_up
    hall.store.flush(5.0)
    assert hall.store.settings.of_station().set_up


class Changing(KeyboardSource):
    """Keys, until something else takes their place."""

    kind = "keyboard"

    @property
    def info(self) -> SourceInfo:
        return SourceInfo(self.kind, "Whatever is there")


def test_a_board_that_comes_in_the_first_run_does_not_begin_it_anew(hall_on: Callable[..., Any]) -> None:
    source = Changing()
    hall = hall_on(source)
    hall.loop.screen = flow.first_run(hall.practice)
    hall.loop.screen.request(Intent("right"))
    step = hall.loop.screen.step
    source.kind = "mouse"
    hall.wait(0.2)
    assert hall.screen == "FirstRun"
    assert hall.loop.screen.step is step
    hall.loop.screen = flow.settings(hall.practice, flow.home(hall.practice))
    source.kind = "keyboard"
    hall.wait(0.2)
    assert hall.screen == "Ready", "nobody comes back from the settings to play on a board that was not looked at"


def test_a_simulated_person_goes_through_the_first_run_by_leaning(hall_on: Callable[..., Any]) -> None:
    hall = hall_on(SimulatedSource(skill=0.7, seed=4))
    hall.loop.screen = flow.first_run(hall.practice)
    began_s = hall.now_s
    hall.until("Ready", 120.0)
    assert hall.now_s - began_s < 120.0
    assert hall.practice.alias != "Guest"


@pytest.mark.parametrize(("environment", "code"), [
    ({"LANG": "de_DE.UTF-8"}, "de"), ({"LANG": "fr_FR", "LC_ALL": "nl_NL.UTF-8"}, "nl"), ({"LANG": "C.UTF-8"}, None), ({}, None),
    ({"LANG": "iw_IL"}, "he"), ({"LC_MESSAGES": "es"}, "es"), ({"LANG": "en_US.UTF-8", "LC_ALL": ""}, "en"), ({"LANG": "xx_YY"}, None),
])
def test_the_first_run_begins_in_the_language_of_the_computer(environment: dict[str, str], code: str | None) -> None:
    assert system_language(environment, "linux") == code


@pytest.mark.parametrize(("set_up", "person", "language"), [(False, None, "nl"), (True, None, "en"), (False, "Ann", "en")])
def test_it_does_so_only_where_nobody_has_set_anything(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, set_up: bool, person: str | None, language: str,
) -> None:
    monkeypatch.setattr(window, "system_language", lambda: "nl")
    with open_station(options(tmp_path, person), ()) as station:
        station.practice.keep_station(StationSettings(set_up=set_up))
        window._begin_in_words_understood(station.practice)
        assert station.practice.preferences.language == language


@pytest.mark.parametrize(("asked", "language"), [
    ({}, "nl"), ({"theme": "light"}, "nl"), ({"language": "en"}, "en"), ({"language": "de"}, "de"),
])
def test_a_language_that_was_asked_for_is_the_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, asked: dict[str, object], language: str,
) -> None:
    seen: list[Preferences] = []
    monkeypatch.setattr(window, "system_language", lambda: "nl")
    monkeypatch.setattr(window.Loop, "run", lambda loop, _: seen.append(loop.station.practice.preferences))
    window.play_in_window(options(tmp_path, **asked), window.WindowOptions(windowed=True))
    assert seen == [Preferences(**{**asked, "language": language})]


def test_the_log_file_that_is_shown_is_where_faults_go(
    hall_on: Callable[..., Any], tmp_path: Path, monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("platformdirs.user_log_path", lambda *_, **__: tmp_path)
    log.keep_trace("play", ValueError("what went wrong"))
    assert "what went wrong" in Path(hall_on(KeyboardSource()).practice.log).read_text(encoding="utf-8")
