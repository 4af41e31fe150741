"""Home, the menus and what they lead to, by leaning alone, by keys and by clicks."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

import pytest

from tests.screens.conftest import LEVELS, past_trial
from tests.screens.test_programme import Prescribed, prescribed  # noqa: F401 - a fixture
from wobblequest.core.messages import Message
from wobblequest.draw.icons import ICONS
from wobblequest.drills.register import DRILLS
from wobblequest.levels.shelf import load_shelf, shipped_folder
from wobblequest.screens import flow
from wobblequest.screens.first import first_screen
from wobblequest.screens.goals import SUGGESTIONS
from wobblequest.screens.groups import EXERCISE_ICONS, GROUPS, groups_with
from wobblequest.screens.home import greeting
from wobblequest.screens.screen import Intent, Pick, Typed
from wobblequest.session.activity import DayPlayed
from wobblequest.session.preferences import LONGEST_GOAL, Preferences
from wobblequest.session.weeks import PastSession

SHIPPED = load_shelf(shipped_folder()).levels
SIDES = ("left", "right", "forward")
MOST_LEANS = 6


# -- home -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("hour", "words"), [
    (3, "Good evening, Heron"), (4, "Good morning, Heron"), (11, "Good morning, Heron"), (12, "Good afternoon, Heron"),
    (17, "Good afternoon, Heron"), (18, "Good evening, Heron"), (23, "Good evening, Heron"),
])
def test_a_greeting_goes_by_the_time_of_day(hour: int, words: str) -> None:
    assert greeting("Heron", hour) == words
    assert isinstance(greeting("Heron", hour), Message)


def test_without_a_programme_home_proposes_the_next_level_and_plays_it(practice: Any, make_walk: Any, shown_words: Any) -> None:
    practice.trials.append(past_trial("hold-1", 1, stars=3))
    walk = make_walk(practice, flow.home(practice))
    assert {"Good morning, Heron", "Hold: Meadow", "Twenty seconds in the circle", "Play"} <= set(shown_words(walk.screen))
    walk.right()
    assert practice.begun[-1].id == "hold-2"


def test_a_good_day_is_wished_once_and_going_back_from_home_ends_nothing(
    practice: Any, prescribed: Prescribed, make_walk: Any, shown_words: Any,  # noqa: F811
) -> None:
    practice.prescription = None
    first = make_walk(practice, flow.home(practice)).still(0.1)
    assert "Good morning, Heron" in shown_words(first)
    walk = make_walk(practice, flow.home(practice))
    assert {"Go on when you are ready", "Hold: Harbour"} <= set(shown_words(walk.screen))
    for _ in range(3):
        walk.still(4.0)
        walk.ask(Intent("back"))
    assert (walk.name, walk.screen.finished) == ("Home", False)
    practice.prescription = prescribed
    prescribed.past = [PastSession(prescribed.today - timedelta(days=1))]
    assert "What would you like?" in shown_words(flow.home(practice)), "on a day of rest nobody is asked to go on"


def test_home_advances_by_nobody_but_the_person(practice: Any, make_walk: Any) -> None:
    walk = make_walk(practice, flow.home(practice))
    walk.still(120.0)
    assert walk.seen == ["Home"]


def test_a_day_of_rest_is_told_and_asks_for_nothing(practice: Any, prescribed: Prescribed, make_walk: Any, shown_words: Any) -> None:  # noqa: F811
    prescribed.past = [PastSession(prescribed.today - timedelta(days=1))]
    words = set(shown_words(make_walk(practice, flow.home(practice)).screen))
    assert {"A rest day today: enjoy it", "The next one is tomorrow"} <= words
    assert "Lean right to start" not in words


def test_after_todays_session_home_offers_free_play(practice: Any, prescribed: Prescribed, make_walk: Any, shown_words: Any) -> None:  # noqa: F811
    prescribed.begin()
    prescribed.stop("You stopped for today.")
    assert "Play" in shown_words(make_walk(practice, flow.home(practice)).screen)


def test_the_own_goal_is_shown_now_and_then(practice: Any, make_walk: Any, shown_words: Any) -> None:
    practice.preferences = Preferences(goal=str(SUGGESTIONS[0]))
    told = []
    for days in range(6):
        practice.days = [DayPlayed(practice.clock.date() - timedelta(days=i + 1), 300.0) for i in range(days)]
        told.append("You practise for this: Climb the stairs without the rail" in shown_words(flow.home(practice)))
    assert told == [True, False, False, True, False, False]


# -- menus ----------------------------------------------------------------------------------------------------------


def state_of(screen: Any) -> tuple[str, ...]:
    """What a person sees of where they are: the kind of screen, and what can be leaned to."""
    level = getattr(screen, "level", None)
    return (type(screen).__name__, str(getattr(screen, "_title", "")), *(str(option.label) for option in screen._options),
            "" if level is None else level.drill)


def found_by_leaning(practice: Any, start: Any, most: int) -> dict[tuple[str, ...], tuple[str, ...]]:
    """Every place that so many leans lead to, with the shortest way there. No trial is begun."""
    known: dict[tuple[str, ...], tuple[str, ...]] = {}
    ways: list[tuple[str, ...]] = [()]
    while ways:
        way = ways.pop(0)
        screen = start()
        for side in way:
            screen = screen.choose(side) or screen
        key = state_of(screen)
        if key in known:
            continue
        known[key] = way
        if len(way) < most and type(screen).__name__ in ("Home", "Menu"):
            sides = [option.side for option in screen._options if option.label not in ("Play", "Start")]
            ways += [(*way, side) for side in sides]
    return known


def test_any_exercise_is_at_most_six_leans_away(make_practice: Any) -> None:
    practice = make_practice(levels=SHIPPED)
    known = found_by_leaning(practice, lambda: flow.home(practice), MOST_LEANS)
    drills = {key[-1]: way for key, way in known.items() if key[0] == "Choose"}
    assert set(drills) == set(DRILLS)
    assert max(map(len, drills.values())) <= MOST_LEANS


@pytest.mark.parametrize("drill", ["roll", "dual"])
def test_the_farthest_exercises_are_walked_to_and_home_again_by_leaning_alone(drill: str, make_practice: Any, make_walk: Any) -> None:
    practice = make_practice(levels=SHIPPED)
    known = found_by_leaning(practice, lambda: flow.home(practice), MOST_LEANS)
    way = next(way for key, way in known.items() if key[0] == "Choose" and key[-1] == drill)
    walk = make_walk(practice, first_screen(practice))
    walk.right()
    for side in way:
        getattr(walk, side)()
    assert (walk.name, walk.screen.level.drill) == ("Choose", drill)
    leans = 0
    while walk.name != "Home":
        walk.forward()
        leans += 1
        assert leans <= 4
    assert practice.begun == []


def test_from_everything_that_home_leads_to_leaning_leads_back_home(make_practice: Any) -> None:
    practice = make_practice(levels=SHIPPED)
    practice.trials.append(past_trial("hold-1", 1, stars=3, time_on_target_pct=70.0))
    seen = set()
    for way in found_by_leaning(practice, lambda: flow.home(practice), MOST_LEANS).values():
        screen: Any = flow.home(practice)
        for side in way:
            screen = screen.choose(side) or screen
        seen.add(type(screen).__name__)
        if type(screen).__name__ in ("StepOff", "SessionDone"):
            continue  # the end for today
        assert leads_home(screen), f"no way home from {state_of(screen)}"
    assert {"Home", "Menu", "Choose", "Weeks", "Goal", "History", "Profile", "Settings", "WhoPlays"} <= seen


def leads_home(screen: Any) -> bool:
    """Whether a few leans to what leads back come home: any of these labels, in this order."""
    for _ in range(8):
        if type(screen).__name__ == "Home":
            return True
        labels = {str(option.label): option.side for option in screen._options}
        side = next((labels[word] for word in ("Back", "Go back", "Exercises", "Go on", "More") if word in labels), None)
        if type(screen).__name__ == "WhoPlays":
            return True  # whoever it is, the ready check and home follow
        if side is None:
            return False
        screen = screen.choose(side) or screen
    return False


def test_every_exercise_stands_in_one_group_of_three_or_four_with_an_icon() -> None:
    named = [drill for group in GROUPS for drill in group.drills]
    assert sorted(named) == sorted(DRILLS)
    assert all(3 <= len(group.drills) <= 4 for group in GROUPS)
    assert set(EXERCISE_ICONS) == set(DRILLS)
    assert {*EXERCISE_ICONS.values(), *(group.icon for group in GROUPS)} <= set(ICONS)


def test_where_there_is_one_exercise_of_a_kind_it_is_led_to_at_once(practice: Any, make_walk: Any) -> None:
    assert [group.drills for group in groups_with(("hold", "reach", "track"))] == [("hold",), ("reach",), ("track",)]
    walk = make_walk(practice, flow.exercises(practice))
    walk.left()
    assert walk.screen.level.id == "hold-1"


def test_the_group_of_the_exercise_played_last_comes_first_and_enter_takes_it(make_practice: Any, make_walk: Any) -> None:
    practice = make_practice(levels=SHIPPED)
    practice.trials.append(past_trial("track-1", 1, stars=1))
    walk = make_walk(practice, flow.exercises(practice))
    walk.ask(Intent("confirm"))
    walk.ask(Intent("confirm"))
    assert walk.screen.level.drill == "track"


def test_figures_and_clicks_pick_directly_and_what_is_not_there_picks_nothing(practice: Any, make_walk: Any) -> None:
    walk = make_walk(practice, flow.menu(practice))
    walk.ask(Pick(9))
    assert walk.name == "Menu"
    walk.ask(Pick(4))
    assert walk.screen._title == "What would you like to see?"
    walk.ask(Pick(1))
    assert walk.name == "Weeks"
    walk.ask(Intent("back"))
    walk.ask(Intent("back"))
    assert walk.name == "Home"


def test_the_pages_of_a_menu_are_turned_by_leaning_forward_and_the_last_leads_back(practice: Any, make_walk: Any, shown_words: Any) -> None:
    walk = make_walk(practice, flow.menu(practice))
    pages = []
    while walk.name == "Menu":
        pages.append({word for word in shown_words(walk.screen) if word in {str(item.label) for item in walk.screen.items}})
        walk.forward()
    assert [len(page) for page in pages] == [2, 2, 2]
    assert walk.name == "Home"


def test_who_finishes_without_having_played_steps_off_and_who_has_is_told_of_the_day(practice: Any, shown_words: Any) -> None:
    assert type(flow.goodbye(practice)).__name__ == "StepOff"
    trial = past_trial("hold-1", 3, stars=3, time_on_target_pct=80.0)
    before = past_trial("hold-1", 1, stars=3, time_on_target_pct=60.0)
    practice.trials += [before, trial]
    practice.clock = datetime.fromisoformat(trial.started)
    practice.days = [DayPlayed(practice.clock.date(), 250.0)]
    words = shown_words(flow.goodbye(practice))
    assert {"Well done, Heron", "1 exercise, 4 minutes of work", "See you next time"} <= set(words)
    assert any(word.startswith("Harbour: Your best so far: 80") for word in words)


# -- weeks and goal -------------------------------------------------------------------------------------------------


def test_the_calendar_shows_done_due_today_and_the_best_week(practice: Any, prescribed: Prescribed, shown_words: Any) -> None:  # noqa: F811
    today = practice.clock.date()
    prescribed.past = [PastSession(today - timedelta(days=2))]
    practice.days = [DayPlayed(today - timedelta(days=days), 600.0) for days in (2, 7, 9, 23)]
    weeks: Any = flow.weeks(practice)
    assert weeks.title == "2 sessions are left this week"
    this = weeks.weeks[-1]
    assert [(day.number, day.played, day.due, day.today) for day in this.days][:5] == [
        (2, True, False, False), (3, False, False, False), (4, False, True, True), (5, False, False, False), (6, False, True, False)]
    assert [week.best for week in weeks.weeks] == [False, False, False, True, False]
    assert "Your best week so far: 2 days, 20 minutes of work" in shown_words(weeks)


def test_calm_mode_tells_of_no_best_week(practice: Any, shown_words: Any) -> None:
    practice.days = [DayPlayed(practice.clock.date(), 600.0)]
    practice.preferences = Preferences(calm=True)
    assert not any("best week" in word for word in shown_words(flow.weeks(practice)))


def test_a_goal_is_taken_by_leaning(practice: Any, make_walk: Any, shown_words: Any) -> None:
    walk = make_walk(practice, flow.goal(practice))
    walk.left()
    assert "Walk in the woods again" in shown_words(walk.screen)
    walk.right()
    assert practice.preferences.goal == "Walk in the woods again"
    assert walk.name == "Menu"
    walk = make_walk(practice, flow.goal(practice))
    assert "Walk in the woods again" in shown_words(walk.screen), "what was chosen stands first"
    walk.forward()
    assert practice.preferences.goal == "Walk in the woods again"


def test_a_goal_in_own_words_is_typed(practice: Any, make_walk: Any, shown_words: Any) -> None:
    walk = make_walk(practice, flow.goal(practice))
    for letter in "Dance  ":
        walk.ask(Typed(letter))
    walk.ask(Intent("back"))
    assert "Dance _" in shown_words(walk.screen)
    walk.ask(Intent("confirm"))
    assert practice.preferences.goal == "Dance"
    walk = make_walk(practice, flow.goal(practice))
    assert "Dance" in shown_words(walk.screen)
    for _ in range(LONGEST_GOAL + 20):
        walk.ask(Typed("x"))
    walk.ask(Intent("right"))
    assert practice.preferences.goal == "x" * LONGEST_GOAL


def test_a_goal_may_be_taken_away(practice: Any, make_walk: Any, shown_words: Any) -> None:
    practice.preferences = Preferences(goal=str(SUGGESTIONS[-1]))
    walk = make_walk(practice, flow.goal(practice))
    walk.ask(Intent("left"))
    assert "No goal for now" in shown_words(walk.screen)
    walk.ask(Intent("right"))
    assert practice.preferences.goal == ""


def test_suggestions_fit_where_goals_are_kept_and_promise_nothing() -> None:
    assert all(len(each) <= LONGEST_GOAL for each in SUGGESTIONS)
    assert not any(word in each.lower() for each in SUGGESTIONS for word in ("heal", "cure", "safe", "never fall", "pain"))


# -- the way through a programme ------------------------------------------------------------------------------------


def test_the_way_shows_a_programmes_weeks_and_begins_todays_session(practice: Any, prescribed: Prescribed, make_walk: Any) -> None:  # noqa: F811
    prescribed.past = [PastSession(prescribed.today - timedelta(days=days)) for days in (9, 7, 5, 2)]
    walk = make_walk(practice, flow.quest_map(practice))
    assert [(place.number, str(place.label), place.open, place.current, place.done) for place in walk.screen.places] == [
        (1, "3 of 3", True, False, True), (2, "1 of 3", True, True, False)]
    walk.right()
    assert walk.name == "NextStep"
    assert prescribed.run is not None


def test_who_wants_it_calm_is_shown_no_way_of_weeks(practice: Any, prescribed: Prescribed, shown_words: Any) -> None:  # noqa: F811
    practice.preferences = Preferences(calm=True)
    assert type(flow.quest_map(practice)).__name__ == "Choose"
    menu: Any = flow.menu(practice)
    assert "The map" not in {item.label for item in menu.items}


def test_without_a_programme_the_map_is_of_the_exercise_played_last(practice: Any) -> None:
    practice.trials.append(past_trial("reach-1", 1, stars=3))
    screen: Any = flow.quest_map(practice)
    assert screen.level == next(level for level in LEVELS if level.id == "reach-2")
