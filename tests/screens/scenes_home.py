"""Home, the menus, the weeks, the goal, the map and the end for today, as they can be met, with the longest words they may have."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from tests.screens.conftest import past_trial
from tests.screens.scenes import Scene, Stage
from tests.screens.test_programme import PROGRAMME, Prescribed
from wobblequest.levels.programme import Programme
from wobblequest.levels.shelf import load_shelf, shipped_folder
from wobblequest.screens import flow
from wobblequest.screens.screen import Intent, Screen, Typed
from wobblequest.session.activity import DayPlayed
from wobblequest.session.preferences import LONGEST_GOAL, Preferences
from wobblequest.session.weeks import PastSession

LONG_GOAL = "Carry two cups of tea up to the second floor, spilling none"
assert len(LONG_GOAL) <= LONGEST_GOAL


def prescribed(stage: Stage, *days_ago: int) -> Prescribed:
    """The person has a programme, and did sessions of it so many days ago."""
    plan = stage.practice.prescription = Prescribed()
    plan.past = [PastSession(plan.today - timedelta(days=days)) for days in days_ago]
    return plan


def practised(stage: Stage, *days_ago: int) -> None:
    today = stage.practice.clock.date()
    stage.practice.days = [DayPlayed(today - timedelta(days=days), 540.0 + 70.0 * (days % 5)) for days in sorted(days_ago, reverse=True)]


def home(stage: Stage) -> Screen:
    prescribed(stage, 2)
    walk = stage.walk(flow.home(stage.practice))
    walk.still(4.5)
    return walk.lean(1.1, 0.5, 7.0)


def home_free(stage: Stage) -> Screen:
    stage.remember("hold-1", [(3, 88.0)])
    return stage.walk(flow.home(stage.practice)).still(1.0)


def home_rest_day(stage: Stage) -> Screen:
    prescribed(stage, 1)
    return stage.walk(flow.home(stage.practice)).still(1.0)


def home_goal(stage: Stage) -> Screen:
    stage.practice.preferences = Preferences(goal=LONG_GOAL)
    stage.practice.alias = "Grandmother Wilhelmina van den Berg"
    return stage.walk(flow.home(stage.practice)).still(1.0)


def menu(stage: Stage) -> Screen:
    return stage.walk(flow.menu(stage.practice)).still(1.0)


def menu_end(stage: Stage) -> Screen:
    walk = stage.walk(flow.menu(stage.practice))
    walk.ask(Intent("forward"))
    walk.ask(Intent("forward"))
    return walk.still(1.0)


def exercises(stage: Stage) -> Screen:
    stage.practice.levels = load_shelf(shipped_folder()).levels
    return stage.walk(flow.exercises(stage.practice)).still(1.0)


def exercises_of(stage: Stage) -> Screen:
    walk = stage.walk(exercises(stage))
    walk.ask(Intent("forward"))
    walk.ask(Intent("right"))
    return walk.still(1.0)


def progress(stage: Stage) -> Screen:
    return stage.walk(flow.progress(stage.practice)).still(1.0)


def weeks(stage: Stage) -> Screen:
    prescribed(stage, 2)
    practised(stage, 2, 5, 7, 9, 12, 14, 16, 19, 21, 28, 30, 33)
    stage.practice.preferences = Preferences(goal=LONG_GOAL)
    return stage.walk(flow.weeks(stage.practice)).still(1.0)


def weeks_empty(stage: Stage) -> Screen:
    return stage.walk(flow.weeks(stage.practice)).still(1.0)


def goal(stage: Stage) -> Screen:
    return stage.walk(flow.goal(stage.practice)).still(1.0)


def goal_typed(stage: Stage) -> Screen:
    walk = stage.walk(flow.goal(stage.practice))
    for letter in LONG_GOAL:
        walk.ask(Typed(letter))
    return walk.still(1.0)


def way(stage: Stage) -> Screen:
    plan = prescribed(stage, 37, 35, 33, 30, 28, 26, 23, 21, 16, 14, 12, 9, 7, 5, 2)
    plan.programme = Programme.model_validate(PROGRAMME.model_dump(exclude_none=True) | {
        "title": "Steady on your feet at home again", "dose": {"weeks": 8, "sessions_per_week": 3, "session_min": 15}})
    return stage.walk(flow.way(stage.practice, plan)).still(1.0)


def shipped_map(stage: Stage) -> Screen:
    """As it is shipped, in mid-way, with the longest titles."""
    stage.practice.levels = load_shelf(shipped_folder()).levels
    for i, stars in enumerate((3, 3, 2, 2, 2), start=1):
        stage.practice.trials.append(past_trial(f"hold-{i}", i, stars=stars))
    stage.practice.weeks = 5
    return stage.walk(flow.choose(stage.practice)).still(1.0)


def goodbye(stage: Stage) -> Screen:
    plan = prescribed(stage, 0)
    today = stage.practice.clock
    stage.remember("hold-1", [(2, 71.0), (3, 84.0)])
    before, now = stage.practice.trials
    stage.practice.trials = [replace(before, started="2026-03-02T09:00:00+00:00"), replace(now, started=today.isoformat())]
    stage.practice.days = [DayPlayed(today.date(), 640.0)]
    return stage.walk(flow.goodbye(stage.practice, plan)).still(1.0)


SCENES: tuple[Scene, ...] = (
    home, home_free, home_rest_day, home_goal, menu, menu_end, exercises, exercises_of, progress, weeks, weeks_empty, goal, goal_typed,
    way, shipped_map, goodbye,
)
