"""Home, and from there to everything else and back: each menu, and what it leads to."""

from __future__ import annotations

from wobblequest.core.messages import aloud, message
from wobblequest.drills.register import DRILLS
from wobblequest.levels.level import Level
from wobblequest.screens.flow.people import settings, who
from wobblequest.screens.flow.safety import step_off
from wobblequest.screens.flow.visits import choose, history, profile
from wobblequest.screens.screen import Practice, Prescription, Screen


def home(practice: Practice, level: Level | None = None) -> Screen:
    """What is due, or the level to propose."""
    from wobblequest.screens.home import Home

    return Home(practice, level)


def menu(practice: Practice) -> Screen:
    """Everything else than what home proposes."""
    from wobblequest.screens.menu import Item, Menu

    back: Menu
    items = (
        Item(message("Finish for today"), "cup", lambda: goodbye(practice)),
        Item(message("Other exercises"), "board", lambda: exercises(practice)),
        Item(message("Another level") if practice.preferences.calm else message("The map"), "map", lambda: quest_map(practice)),
        Item(message("How am I doing?"), "chart", lambda: progress(practice)),
        Item(message("Somebody else plays"), "person", lambda: who(practice)),
        Item(message("Settings"), "gear", lambda: settings(practice, back)),
    )
    back = Menu(practice, aloud("What would you like?"), items, lambda: home(practice), at=1)
    return back


def quest_map(practice: Practice) -> Screen:
    """The way so far: a programme's weeks until today's session is begun, else (and for who wants it calm) the levels of the exercise
    played last."""
    prescription = practice.prescription
    if prescription is None or prescription.run is not None or practice.preferences.calm:
        return choose(practice)
    return way(practice, prescription)


def exercises(practice: Practice) -> Screen:
    """Groups of exercises, beginning where the one played last is; of a single exercise straight to its map."""
    from wobblequest.screens.groups import Group, groups_with
    from wobblequest.screens.menu import Item, Menu
    from wobblequest.screens.quest import drills_of

    groups = groups_with(drills_of(practice.levels))
    if not groups:
        return home(practice)

    def item(group: Group) -> Item:
        return Item(group.title, group.icon, lambda: _exercises_of(practice, group.drills))

    last = _last_drill(practice)
    at = next((i for i, group in enumerate(groups) if last in group.drills), 0)
    return Menu(practice, aloud("What would you like to practise?"), [item(group) for group in groups], lambda: home(practice), at=at)


def _exercises_of(practice: Practice, drills: tuple[str, ...]) -> Screen:
    from wobblequest.screens.groups import EXERCISE_ICONS
    from wobblequest.screens.menu import Item, Menu

    if len(drills) == 1:
        return choose(practice, drill=drills[0])

    def item(drill: str) -> Item:
        return Item(DRILLS[drill].title, EXERCISE_ICONS[drill], lambda: choose(practice, drill=drill))

    last = _last_drill(practice)
    return Menu(practice, aloud("Which exercise?"), [item(drill) for drill in drills], lambda: exercises(practice),
                at=drills.index(last) if last in drills else 0)


def _last_drill(practice: Practice) -> str:
    past = practice.past()
    return past[-1].result.drill if past else ""


def progress(practice: Practice) -> Screen:
    """What can be looked at of one's own practice."""
    from wobblequest.screens.menu import Item, Menu
    from wobblequest.screens.quest import proposed_level

    level = proposed_level(practice)
    back: Menu
    items = [
        Item(message("My weeks"), "calendar", lambda: weeks(practice)),
        Item(message("My goal"), "flag", lambda: goal(practice)),
        Item(message("All together"), "profile", lambda: profile(practice, back)),
    ]
    if level is not None:
        items.insert(1, Item(message("Each exercise"), "chart", lambda: history(practice, level, back)))
    back = Menu(practice, aloud("What would you like to see?"), items, lambda: home(practice))
    return back


def weeks(practice: Practice) -> Screen:
    """The calendar of the last weeks, then back."""
    from wobblequest.screens.weeks import Weeks

    return Weeks(practice)


def goal(practice: Practice) -> Screen:
    """What the person practises for, then back."""
    from wobblequest.screens.goal import Goal

    return Goal(practice)


def way(practice: Practice, prescription: Prescription) -> Screen:
    """The programme's weeks as a way."""
    from wobblequest.screens.way import Way

    return Way(practice, prescription)


def goodbye(practice: Practice, prescription: Prescription | None = None) -> Screen:
    """The end for today: what was done, and when the next session is due; where nothing was, straight to stepping off.

    prescription : of the session that was just done.
    """
    from wobblequest.screens.session_done import SessionDone, day_of, see_you

    if prescription is None and not day_of(practice):
        return step_off(practice, see_you(practice))
    practice.say("finish")
    return SessionDone(practice, prescription)
