"""Settings in plain words: changed one at a time, had back, by leaning and by keys."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.screens.conftest import FakePractice
from wobblequest.screens import flow
from wobblequest.screens.screen import Intent
from wobblequest.screens.setting import OF_THE_PERSON, OF_THE_STATION, SCREEN, TEXT, Setting
from wobblequest.screens.settings import Fact, Way, path_lines
from wobblequest.session.preferences import Preferences, StationSettings


def pages(practice: Any, make_walk: Any, side: str) -> Any:
    walk = make_walk(practice, flow.settings(practice, flow.ready(practice)))
    walk.ask(Intent(side))
    return walk


@pytest.mark.parametrize("setting", [*OF_THE_PERSON, *OF_THE_STATION], ids=lambda s: s.field)
def test_every_setting_goes_round_its_values_and_all_are_allowed(setting: Setting, practice: Any) -> None:
    kind = Preferences if setting.of == "person" else StationSettings
    assert len(set(setting.values)) == len(setting.values)
    for value in setting.values:
        kind.model_validate({setting.field: value})
    assert len({str(setting.words(value)) for value in setting.values}) == len(setting.values), "each value is said its own way"
    began, seen = setting.value(practice), []
    for _ in setting.values:
        seen.append(setting.value(practice))
        setting.change(practice)
    assert setting.value(practice) == began
    assert sorted(map(str, seen)) == sorted(map(str, setting.values))


def test_everything_that_can_be_set_has_its_page(practice: Any) -> None:
    """A setting without words can be changed by nobody. What a person practises for is asked for elsewhere."""
    assert {setting.field for setting in OF_THE_PERSON} == set(Preferences.model_fields) - {"goal"}
    assert {setting.field for setting in OF_THE_STATION} == set(StationSettings.model_fields) - {"set_up"}


def test_a_value_between_two_goes_to_the_greater(make_practice: Any) -> None:
    assert TEXT.following(make_practice(preferences=Preferences(text_pct=110.0))) == 125.0
    assert SCREEN.following(make_practice(station=StationSettings(screen_inches=100.0))) == 10.0


def test_settings_are_changed_and_had_back_by_leaning_alone(practice: Any, make_walk: Any) -> None:
    walk = make_walk(practice, flow.settings(practice, flow.ready(practice)))
    walk.left()
    assert walk.name == "SettingPages"
    walk.right()
    assert walk.screen.page is TEXT
    walk.left()
    walk.left()
    assert practice.preferences.text_pct == 150.0
    walk.forward()
    assert practice.preferences.text_pct == 125.0, "forward takes back what was just changed"
    walk.forward()
    assert practice.preferences.text_pct == 100.0
    walk.forward()
    assert walk.name == "Settings", "nothing is left to take back: forward is done"
    walk.forward()
    assert walk.name == "Ready"
    assert practice.preferences == Preferences()


def test_forward_is_done_again_once_one_has_gone_on(practice: Any, make_walk: Any) -> None:
    walk = pages(practice, make_walk, "left")
    for deed in ("right", "left", "right", "forward"):
        walk.ask(Intent(deed))
    assert walk.name == "Settings"
    assert practice.preferences.text_pct == 125.0


@pytest.mark.parametrize("deed", ["undo", "rezero"])
def test_keys_undo_the_last_change_wherever_it_was(practice: Any, make_walk: Any, deed: str) -> None:
    walk = pages(practice, make_walk, "right")
    walk.ask(Intent("left"))
    assert practice.station.screen_inches == 27.0
    walk.ask(Intent("right"))
    walk.ask(Intent("left"))
    assert practice.station.distance_m == 2.5
    walk.ask(Intent("right"))
    walk.ask(Intent(deed))
    assert practice.station.distance_m == 2.0
    assert walk.screen.page.field == "distance_m", "what was changed back is shown"
    walk.ask(Intent("back"))
    walk.ask(Intent(deed))
    assert practice.station == StationSettings(set_up=True), "on the page before, too"
    walk.ask(Intent(deed))
    assert walk.name == "Settings"


@given(st.lists(st.sampled_from(["left", "right", "undo", "forward"]), max_size=40))
def test_whatever_was_done_undoing_all_of_it_leaves_all_as_it_was(deeds: list[str]) -> None:
    practice = FakePractice()
    screen: Any = flow.settings(practice, flow.ready(practice))
    screen = screen.request(Intent("left"))
    for deed in deeds:
        screen = screen.request(Intent(deed)) or screen
        if type(screen).__name__ != "SettingPages":
            break
    for _ in deeds:
        if type(screen).__name__ in ("SettingPages", "Settings"):
            screen = screen.request(Intent("undo")) or screen
    if type(screen).__name__ in ("SettingPages", "Settings"):
        assert practice.preferences == Preferences()


def test_nobody_undoes_what_another_person_has_set(practice: Any, make_walk: Any) -> None:
    walk = pages(practice, make_walk, "left")
    walk.ask(Intent("left"))
    practice.become("Owl")
    theirs = practice.preferences
    walk.ask(Intent("undo"))
    assert practice.preferences == theirs


def test_log_file_and_records_can_be_found(practice: Any, make_walk: Any, shown_words: Any) -> None:
    walk = pages(practice, make_walk, "right")
    shown = {}
    for _ in range(7):
        page = walk.screen.page
        if isinstance(page, Fact):
            shown[str(page.title)] = "".join(shown_words(walk.screen))
        walk.ask(Intent("right"))
    assert practice.log in shown["When something goes wrong"]
    assert practice.records in shown["Where your records are"]


def test_somebody_else_and_the_first_run_can_be_had_from_the_settings(practice: Any, make_walk: Any) -> None:
    for side, name in (("left", "WhoPlays"), ("right", "FirstRun")):
        walk = pages(practice, make_walk, side)
        for _ in range(20):
            if isinstance(walk.screen.page, Way):
                break
            walk.ask(Intent("right"))
        walk.ask(Intent("left"))
        assert walk.name == name


@pytest.mark.parametrize("begin", [flow.ready, flow.home, flow.menu, flow.choose, flow.all_set])
def test_the_settings_are_one_key_away_and_lead_back(practice: Any, make_walk: Any, begin: Any) -> None:
    walk = make_walk(practice, begin(practice))
    walk.still(4.5)
    before = walk.screen
    walk.ask(Intent("settings"))
    assert walk.name == "Settings"
    walk.ask(Intent("settings"))
    assert walk.screen is before


@given(st.text(st.sampled_from("ab/\\ ."), max_size=80))
def test_a_path_loses_no_letter_in_its_lines(path: str) -> None:
    assert "".join(path_lines(path)) == path


def test_the_page_on_settings_names_each_one() -> None:
    page = (Path(__file__).parents[2] / "docs" / "settings.md").read_text(encoding="utf-8")
    assert all(f"| {setting.title} |" in page for setting in (*OF_THE_PERSON, *OF_THE_STATION))
