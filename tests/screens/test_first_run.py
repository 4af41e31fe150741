"""The first run at a computer, who plays, and what new people go by: by leaning alone, and by keys alone."""

from __future__ import annotations

from typing import Any

import pytest

from wobblequest.core.languages import LANGUAGES
from wobblequest.core.recording import SourceInfo
from wobblequest.language.catalogue import catalogue
from wobblequest.screens import flow
from wobblequest.screens.about import INTENDED_USE
from wobblequest.screens.aliases import ALIASES, offered
from wobblequest.screens.first import first_screen
from wobblequest.screens.first_run import STEPS
from wobblequest.screens.screen import Intent, Typed
from wobblequest.session.preferences import Preferences, StationSettings
from wobblequest.store.people import checked_alias

NEW = StationSettings()


@pytest.fixture
def unknown(make_practice: Any) -> Any:
    """A practice at a computer where nobody has played."""
    return make_practice(station=NEW, alias="Guest")


def test_the_whole_first_run_by_leaning_alone_in_less_than_two_minutes(unknown: Any, make_walk: Any) -> None:
    walk = make_walk(unknown, first_screen(unknown, ask_who=True))
    began_s = walk.now_s
    walk.left()
    assert unknown.preferences.language == list(LANGUAGES)[1]
    for _ in range(len(LANGUAGES) - 1):
        walk.left()
    assert unknown.preferences.language == "en"
    walk.right()
    walk.left()
    assert unknown.station.screen_inches == 27.0
    for _ in STEPS[1:]:
        walk.right()
    walk.right()
    assert unknown.station.set_up
    assert walk.name == "WhoPlays"
    walk.right()
    assert walk.name == "NewPerson"
    walk.left()
    walk.right()
    assert unknown.alias == str(ALIASES[1])
    assert walk.name == "Ready"
    assert walk.now_s - began_s < 120.0


def test_a_willing_person_is_through_in_one_minute(unknown: Any, make_walk: Any) -> None:
    walk = make_walk(unknown, first_screen(unknown, ask_who=True))
    walk.follow(75.0, lambda: walk.name == "Ready")
    assert walk.seen == ["FirstRun", "WhoPlays", "NewPerson", "Ready"]


def test_the_whole_first_run_by_keys_alone(unknown: Any, make_walk: Any) -> None:
    unknown.source = SourceInfo("keyboard", "Keyboard")
    walk = make_walk(unknown, first_screen(unknown, ask_who=True))
    for _ in range(2):
        walk.ask(Intent("left"))
    assert unknown.preferences.language == "es"
    for _ in range(len(STEPS) + 1):
        walk.ask(Intent("confirm"))
    assert walk.name == "WhoPlays"
    walk.ask(Intent("right"))
    for letter in "  Zoë":
        walk.ask(Typed(letter))
    walk.ask(Typed("x"))
    walk.ask(Intent("back"))
    walk.ask(Intent("confirm"))
    assert unknown.alias == "  Zoë", "the store takes the blanks away"
    assert unknown.preferences.language == "es", "who is new goes on in the language that was chosen"
    assert walk.name == "Ready"


def test_each_step_has_a_way_back_and_what_was_set_stays(unknown: Any, make_walk: Any) -> None:
    walk = make_walk(unknown, first_screen(unknown, ask_who=True))
    walk.ask(Intent("forward"))
    walk.ask(Intent("back"))
    assert walk.screen.step is STEPS[0]
    walk.ask(Intent("right"))
    walk.ask(Intent("left"))
    walk.ask(Intent("right"))
    assert walk.screen.step is STEPS[2]
    walk.forward()
    assert walk.screen.step is STEPS[1]
    walk.ask(Intent("stop"))
    assert walk.screen.step is STEPS[0]
    assert unknown.station.screen_inches == 27.0
    assert not unknown.station.set_up, "it is done once it was gone through"


def test_the_tone_is_heard_until_it_is_answered_for(unknown: Any, make_walk: Any) -> None:
    walk = make_walk(unknown, first_screen(unknown))
    for _ in STEPS[:-1]:
        walk.ask(Intent("right"))
    unknown.said.clear()
    walk.still(9.0)
    assert unknown.said.count("ready") == 3
    walk.ask(Intent("left"))
    walk.still(0.1)
    assert unknown.station.volume_pct == 100.0
    assert unknown.said.count("ready") == 4, "at the loudness that was just chosen"
    walk.ask(Intent("right"))
    walk.still(5.0)
    assert unknown.said.count("ready") == 4


def test_what_it_is_for_and_what_not_is_told_in_the_first_run(unknown: Any, make_walk: Any, shown_words: Any) -> None:
    walk = make_walk(unknown, first_screen(unknown))
    for _ in STEPS:
        walk.ask(Intent("right"))
    assert INTENDED_USE in shown_words(walk.screen)
    assert not unknown.station.set_up


@pytest.mark.parametrize(("known", "ask_who", "first"), [
    ([], True, "WhoPlays"), (["Heron"], True, "Ready"), (["Heron", "Owl"], True, "WhoPlays"), (["Heron", "Owl"], False, "Ready"),
])
def test_later_starts_ask_only_who_plays_and_only_where_it_is_not_known(
    make_practice: Any, known: list[str], ask_who: bool, first: str,
) -> None:
    assert type(first_screen(make_practice(known=known), ask_who=ask_who)).__name__ == first


def test_a_level_that_was_asked_for_is_not_kept_waiting(unknown: Any) -> None:
    assert type(first_screen(unknown, unknown.levels[0], ask_who=True)).__name__ == "Ready"


def test_a_board_of_unknown_mounting_chooses_nothing(unknown: Any, make_walk: Any, shown_words: Any) -> None:
    unknown.calibration = None
    walk = make_walk(unknown, first_screen(unknown, ask_who=True))
    walk.still(5.0)
    walk.lean(4.0, 0.0, 9.0)
    assert walk.screen.step is STEPS[0]
    assert "Use arrow keys or touch" in shown_words(walk.screen)
    for _ in range(len(STEPS) + 1):
        walk.ask(Intent("right"))
    walk.ask(Intent("forward"))
    assert unknown.alias == "Guest"
    walk.follow(60.0, lambda: walk.name == "CalibrateNeutral")


def test_the_first_run_ends_with_the_board_measured_and_checked(unknown: Any, make_walk: Any) -> None:
    unknown.calibration = unknown.reach = None
    walk = make_walk(unknown, flow.ready(unknown, first=True))
    walk.follow(240.0, lambda: walk.name == "AllSet")
    walk.left()
    assert walk.name == "BoardCheck"
    walk.ask(Intent("back"))
    assert walk.name == "AllSet"
    walk.right()
    assert walk.name not in ("AllSet", "Ready")


def test_who_plays_goes_through_the_newest_and_then_asks_for_new_ones(make_practice: Any, make_walk: Any) -> None:
    practice = make_practice(known=["Heron", "Owl", "Oak", "Hare", "Lark", "Swan", "Palm"], alias="Heron")
    walk = make_walk(practice, flow.who(practice))
    asked = []
    for _ in range(6):
        asked.append(walk.screen.alias)
        walk.left()
    assert asked == ["Heron", "Owl", "Oak", "Hare", "Lark", ""]
    assert walk.screen.alias == "Heron"
    walk.left()
    walk.right()
    assert practice.alias == "Owl"
    assert walk.name == "Ready"


def test_somebody_new_may_leave_it_at_being_a_guest(make_practice: Any, make_walk: Any) -> None:
    practice = make_practice(known=["Heron", "Owl"], alias="Heron", preferences=Preferences(language="de", text_pct=150.0))
    walk = make_walk(practice, flow.who(practice))
    walk.forward()
    assert walk.name == "NewPerson"
    walk.ask(Intent("stop"))
    walk.ask(Intent("left"))
    walk.ask(Intent("left"))
    walk.ask(Intent("forward"))
    assert practice.alias == "Guest"
    assert practice.preferences == Preferences(language="de"), "the size of words is Heron's own"


def test_a_name_that_is_known_is_that_person(make_practice: Any, make_walk: Any, shown_words: Any) -> None:
    practice = make_practice(known=["Heron", "Owl"], alias="Heron", preferences=Preferences(text_pct=150.0))
    walk = make_walk(practice, flow.new_person(practice))
    for letter in "owl":
        walk.ask(Typed(letter))
    assert "This name is known here. Is it you?" in shown_words(walk.screen)
    walk.ask(Intent("right"))
    assert practice.alias == "owl"


@pytest.mark.parametrize("text", ["/", "a/b", "..", "a\\"])
def test_what_cannot_be_a_name_is_told_and_not_taken(make_practice: Any, make_walk: Any, shown_words: Any, text: str) -> None:
    practice = make_practice(alias="Heron")
    walk = make_walk(practice, flow.new_person(practice))
    for letter in text:
        walk.ask(Typed(letter))
    assert "This name cannot be used. Leave out / and \\" in shown_words(walk.screen)
    walk.ask(Intent("confirm"))
    walk.ask(Intent("right"))
    assert (walk.name, practice.alias) == ("NewPerson", "Heron")


@pytest.mark.parametrize("code", sorted(LANGUAGES))
def test_names_that_are_offered_can_be_taken_and_are_nobody_s(code: str) -> None:
    language = catalogue(code)
    names = offered(language, ())
    assert len({alias.casefold() for alias in names}) == len(ALIASES), "no two alike in any language"
    assert all(checked_alias(alias) == alias for alias in names)
    assert names[0].upper() not in {alias.upper() for alias in offered(language, [names[0].upper()])}
    assert offered(language, names)[0] == f"{names[0]} 2"
    assert offered(language, [*names, *(f"{each} 2" for each in names)])[0] == f"{names[0]} 3"
