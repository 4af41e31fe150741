"""What comes after what: every way from one screen to another, in one place.

Screens ask here for the next one and know nothing of each other; hence the imports where they are used.
"""

from wobblequest.screens.flow.measuring import ALL_STEPS, Plan, Step, can_calibrate, give_up, missing, proceed, set_centre
from wobblequest.screens.flow.menus import exercises, goal, goodbye, home, menu, progress, quest_map, way, weeks
from wobblequest.screens.flow.people import first_run, met, new_person, settings, who
from wobblequest.screens.flow.safety import after_preparing, ask_first, enough, next_question, step_off
from wobblequest.screens.flow.sessions import AfterRest, after_step, begin_anew, eased_off, prescribed, rest_in_programme, start, under_way
from wobblequest.screens.flow.trials import (
    after_rest,
    begin,
    between_rounds,
    cut_off,
    ended,
    failed,
    following_freely,
    go_on,
    next_round,
    pause,
    play,
    rest,
    result_of,
    something_else,
)
from wobblequest.screens.flow.visits import about, all_set, board_check, choose, come_back, history, profile, ready, stopped

__all__ = [
    "ALL_STEPS", "AfterRest", "Plan", "Step", "about", "after_preparing", "after_rest", "after_step", "all_set", "ask_first", "begin",
    "begin_anew", "between_rounds", "board_check", "can_calibrate", "choose", "come_back", "cut_off", "eased_off", "ended", "enough",
    "exercises", "failed", "first_run", "following_freely", "give_up", "go_on", "goal", "goodbye", "history", "home", "menu", "met",
    "missing", "new_person", "next_question", "next_round", "pause", "play", "prescribed", "proceed", "profile", "progress",
    "quest_map", "ready", "rest", "rest_in_programme", "result_of", "set_centre", "settings", "something_else", "start", "step_off",
    "stopped", "under_way", "way", "weeks", "who",
]
