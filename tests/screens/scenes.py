"""The player's screens as they can be met, with the longest words they may have. `tests/screens/register.py` knows all scenes."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from math import cos, sin
from typing import Any

from tests.screens.conftest import FakePractice, Walk, past_trial
from wobblequest.core.arena import Point
from wobblequest.core.calibration import Calibration
from wobblequest.core.messages import message
from wobblequest.core.reach import Reach
from wobblequest.core.recording import SourceInfo
from wobblequest.core.result import Quality
from wobblequest.core.samples import Tilt
from wobblequest.input.port_problems import open_words
from wobblequest.levels.level import level_from_json
from wobblequest.scoring.profile import PARTS, Part
from wobblequest.screens import flow
from wobblequest.screens.first import first_screen
from wobblequest.screens.history import History
from wobblequest.screens.screen import Adjust, Intent, Screen
from wobblequest.session.latency import Latency
from wobblequest.session.preferences import Preferences

Scene = Callable[["Stage"], Screen]
REACH = Reach((12.0, 11.0, 11.5, 9.0, 7.0, 8.0, 10.0, 11.0))


class Stage:
    """What a scene is made of."""

    def __init__(self) -> None:
        self.practice: Any = FakePractice(reach=REACH)

    def walk(self, screen: Screen) -> Any:
        return Walk(self.practice, screen)

    def play(self, level_id: str, seconds: float = 0.0) -> Any:
        """A walk with a trial under way, ``seconds`` after the countdown; the target is followed."""
        level = next(each for each in self.practice.levels if each.id == level_id)
        walk = self.walk(flow.play(self.practice, level))
        trial = walk.screen.trial
        walk.follow(5.0, lambda: trial.phase == "play")
        walk.follow(60.0, lambda: trial.over or trial.play_s >= seconds)
        return walk

    def ended(self, level_id: str) -> Any:
        """A walk at a result."""
        walk = self.play(level_id)
        return_to = walk.screen.trial
        wobble = [0.0]

        def person() -> bool:
            wobble[0] += 0.02
            t = return_to.target()
            at = t.at if t is not None else (0.0, 0.0)
            walk.lean(0.02, at[0] + 2.5 * sin(wobble[0] * 1.7), at[1] + 2.0 * cos(wobble[0] * 2.3))
            return bool(walk.name == "ResultScreen")

        for _ in range(8000):
            if person():
                break
        walk.still(1.0)
        return walk

    def remember(self, level: str, values: list[tuple[int, float]]) -> None:
        primary = {"hold": "time_on_target_pct", "reach": "movement_error", "track": "rms_error_2d"}[level.split("-")[0]]
        for session, (stars, value) in enumerate(values):
            more = {"longest_hold_s": value / 8, "rms_resultant": 3.0 - value / 60} if primary == "time_on_target_pct" else {
                "hit_rate_pct": 88.0, "time_to_hold_s": 2.0 + value / 3}
            self.practice.trials.append(past_trial(level, session, stars=stars, **{primary: value}, **more))


def ready_searching(stage: Stage) -> Screen:
    walk = stage.walk(first_screen(stage.practice))
    return walk.silence(1.5)


def ready_unsteady(stage: Stage) -> Screen:
    walk = stage.walk(first_screen(stage.practice))
    walk.still(1.6)
    return walk.screen


def ready_steady(stage: Stage) -> Screen:
    walk = stage.walk(first_screen(stage.practice))
    walk.still(4.5)
    walk.lean(1.1, 0.5, 7.0)
    return walk.screen


def about(stage: Stage) -> Screen:
    return stage.walk(flow.about(stage.practice, None)).still(1.0)


def choose_first(stage: Stage) -> Screen:
    return stage.walk(flow.choose(stage.practice)).still(1.0)


def choose_later(stage: Stage) -> Screen:
    stage.remember("hold-1", [(3, 88.0)])
    stage.remember("hold-2", [(2, 71.0)])
    stage.remember("hold-3", [(2, 66.0)])
    walk = stage.walk(flow.choose(stage.practice))
    walk.still(4.5)
    walk.lean(1.2, 0.0, 7.0)
    return walk.screen


def neutral(stage: Stage) -> Screen:
    stage.practice.calibration = None
    walk = stage.walk(flow.proceed(stage.practice, flow.Plan(flow.ALL_STEPS)))
    return walk.still(1.8)


def direction(stage: Stage) -> Screen:
    stage.practice.calibration = None
    walk = stage.walk(flow.proceed(stage.practice, flow.Plan(("direction", "reach"), found=Calibration())))
    for pitch in (9, -9, 9):
        walk.lean(1.2, pitch, 0.0)
    return walk.screen


def reach_offer(stage: Stage) -> Screen:
    stage.practice.reach = None
    return stage.walk(flow.proceed(stage.practice, flow.Plan(("reach",)))).still(1.0)


def reach_leaning(stage: Stage) -> Screen:
    stage.practice.reach = None
    walk = stage.walk(flow.proceed(stage.practice, flow.Plan(("reach",))))
    walk.right()
    walk.still(2.0)
    for pitch, roll in ((11.0, 0.0), (8.0, 8.0), (0.0, 11.0)):
        walk.lean(2.2, pitch, roll)
        walk.lean(1.2)
    walk.lean(0.9, -6.0, 6.0)
    return walk.screen


def countdown(stage: Stage) -> Screen:
    walk = stage.walk(flow.play(stage.practice, stage.practice.levels[0]))
    return walk.still(1.2)


def play_hold(stage: Stage) -> Screen:
    return stage.play("hold-4", 7.5).screen


def play_reach(stage: Stage) -> Screen:
    walk = stage.play("reach-2", 12.0)
    return walk.screen


def play_track(stage: Stage) -> Screen:
    return stage.play("track-1", 6.0).screen


def play_stale(stage: Stage) -> Screen:
    return stage.play("reach-2", 3.0).silence(0.5)


def play_adjusted(stage: Stage) -> Screen:
    walk = stage.play("reach-2", 3.0)
    walk.ask(Adjust("size", +1))
    return walk.go(0.2)


def play_keys(stage: Stage) -> Screen:
    walk = stage.play("hold-1", 3.0)
    walk.ask(Intent("skip"))
    return walk.go(0.2)


def recentre(stage: Stage) -> Screen:
    walk = stage.play("hold-1", 3.0)
    walk.lean(0.5, 0.0, 7.0)
    walk.ask(Intent("pause"))
    walk.ask(Intent("confirm"))
    walk.still(0.8)
    return walk.screen


def paused(stage: Stage) -> Screen:
    walk = stage.play("hold-1", 3.0)
    walk.ask(Intent("pause"))
    return walk.still(1.0)


def pause_lost(stage: Stage) -> Screen:
    return stage.play("hold-1", 3.0).silence(1.5)


def stopped(stage: Stage) -> Screen:
    walk = stage.play("hold-1", 3.0)
    walk.ask(Intent("stop"))
    return walk.still(1.0)


def result_hold(stage: Stage) -> Screen:
    stage.remember("hold-1", [(2, 71.0), (2, 64.0), (2, 75.0)])
    return stage.ended("hold-1").screen


def result_reach(stage: Stage) -> Screen:
    stage.remember("reach-1", [(1, 1.6), (2, 1.4)])
    return stage.ended("reach-1").screen


def result_track(stage: Stage) -> Screen:
    return stage.ended("track-1").screen


def result_not_counted(stage: Stage) -> Screen:
    walk = stage.play("hold-1", 1.0)
    walk.ask(Adjust("size", -1))
    walk.follow(60.0, lambda: walk.name == "ResultScreen")
    return walk.still(1.0)


def rest(stage: Stage) -> Screen:
    walk = stage.walk(flow.rest(stage.practice, 0.0))
    return walk.still(11.0)


def rest_over(stage: Stage) -> Screen:
    return stage.walk(flow.rest(stage.practice, 29.0)).still(3.0)


def history(stage: Stage) -> Screen:
    values = [41.0, 52.0, 57.0, 60.0, 58.0, 63.0, 66.0, 64.0, 70.0, 76.0, 78.0]
    stage.remember("hold-1", [(2, value) for value in values])
    stage.remember("hold-2", [(1, 50.0)])
    return stage.walk(History(stage.practice, stage.practice.levels[0])).still(1.0)


def history_empty(stage: Stage) -> Screen:
    return stage.walk(History(stage.practice, stage.practice.levels[0])).still(1.0)


def parts(*rows: tuple[float | None, float | None, int, int]) -> tuple[Part, ...]:
    """(value, own history, levels done, levels) of each part of a profile."""
    return tuple(
        Part(name, value, value, own, done, levels, "", "too-early" if own is None else "real" if abs(own) >= 1 else "none")
        for name, (value, own, done, levels) in zip(PARTS, rows, strict=True)
    )


def profile(stage: Stage) -> Screen:
    """As it can be with the drills there are today."""
    stage.practice.parts = parts((68.0, 1.0, 3, 5), (41.0, 0.2, 2, 5), (14.0, None, 0, 5), (None, None, 0, 0), (None, None, 0, 0))
    walk = stage.walk(flow.profile(stage.practice, flow.choose(stage.practice)))
    walk.still(4.5)
    walk.lean(1.1, 0.5, 7.0)
    return walk.screen


def profile_full(stage: Stage) -> Screen:
    stage.practice.parts = parts((68.0, 1.0, 3, 5), (41.0, 0.2, 2, 5), (14.0, -1.0, 0, 5), (100.0, None, 5, 5), (30.0, 0.0, 1, 4))
    return stage.walk(flow.profile(stage.practice, flow.choose(stage.practice))).still(1.0)


def profile_empty(stage: Stage) -> Screen:
    stage.practice.parts = parts(*[(None, None, 0, 5)] * 3, *[(None, None, 0, 0)] * 2)
    return stage.walk(flow.profile(stage.practice, flow.choose(stage.practice))).still(1.0)


FAIR = Quality(96.0, 1, 4, 0.2, missing_pct=4.0, word="fair", reason=message("1 in {n} samples is missing", n=25))
POOR = Quality(61.0, 9, 0, 2.1, missing_pct=22.0, word="poor", reason=message("1 in {n} samples is missing", n=5))
GOOD = Quality(100.0, 0, 0, 0.0, word="good")
SOON, LATE = Latency(5.0, 1.2, 8.0, 14.0), Latency(5.0, 1.2, 95.0, 14.0)
UNHEARD = message("{name} is open but silent. Waiting for its board to start, at {baud} baud…", name="USB Serial", baud="115200")
TWO_BOARDS = message(
    "Two boards answer ({names}): tilt the one you want to use.", names="USB Serial ttyUSB0, Arduino Uno ttyACM0",
)
PHONE = message(
    "In the phone's sensor app choose UDP, the address {address} and port {port}, the pairing code; then lay it on the board.",
    address="192.168.1.20", port="48213",
)
LONG = open_words(PermissionError(13, "Permission denied"), "/dev/ttyUSB0", "linux")


def ready_probe(stage: Stage) -> Screen:
    walk = stage.walk(first_screen(stage.practice))
    walk.heard = {"words": UNHEARD, "offers_probe": True}
    return walk.silence(1.5)


def ready_two_boards(stage: Stage) -> Screen:
    walk = stage.walk(first_screen(stage.practice))
    walk.heard = {"words": TWO_BOARDS}
    return walk.silence(1.5)


def ready_phone(stage: Stage) -> Screen:
    walk = stage.walk(first_screen(stage.practice))
    walk.heard = {"words": PHONE}
    return walk.silence(1.5)


def ready_long(stage: Stage) -> Screen:
    walk = stage.walk(first_screen(stage.practice))
    walk.heard = {"words": LONG}
    return walk.silence(1.5)


def checking(stage: Stage, **heard: Any) -> Any:
    """A walk at the board check, after its first second."""
    walk = stage.walk(first_screen(stage.practice))
    walk.heard = {"quality": GOOD, "latency": SOON, **heard}
    walk.still(4.5)
    walk.ask(Intent("check"))
    walk.still(1.5)
    return walk


def check_asking(stage: Stage) -> Screen:
    walk = checking(stage)
    walk.lean(0.7, 5.8, 0.6)
    return walk.screen


def check_wrong(stage: Stage) -> Screen:
    walk = checking(stage, quality=FAIR)
    walk.lean(1.4, -0.8, -8.0)
    return walk.screen


def check_done(stage: Stage) -> Screen:
    walk = checking(stage)
    walk.lean(1.4, 8.0, 0.0)
    walk.still(5.0)
    walk.lean(1.4, 0.0, 8.0)
    walk.still(7.4)
    walk.lean(1.0, 0.0, 6.0)
    return walk.screen


def check_late(stage: Stage) -> Screen:
    """All that can be said at once: a poor signal, a late dot, an accelerometer alone, and a port with a long name."""
    stage.practice.source = SourceInfo("serial", "USB Serial (CH340), Bluetooth SPP", "board-blocks", "1A86:7523:1")
    walk = checking(stage, quality=POOR, latency=LATE)
    walk.bare = True
    walk.still(1.2)
    return walk.screen


def check_lost(stage: Stage) -> Screen:
    walk = checking(stage)
    walk.lean(0.7, 5.8, 0.6)
    return walk.silence(1.4)


def check_no_board(stage: Stage) -> Screen:
    stage.practice.source = SourceInfo("keyboard", "Keyboard")
    return checking(stage).screen


def check_not_set_up(stage: Stage) -> Screen:
    stage.practice.calibration = None
    walk = stage.walk(first_screen(stage.practice))
    walk.ask(Intent("check"))
    return walk.still(1.5)


def play_fair(stage: Stage) -> Screen:
    walk = stage.play("reach-2", 3.0)
    walk.heard = {"quality": FAIR}
    return walk.go(1.0)


def play_poor(stage: Stage) -> Screen:
    walk = stage.play("hold-1", 3.0)
    walk.heard = {"quality": POOR}
    return walk.go(1.0)


def paused_poor(stage: Stage) -> Screen:
    walk = stage.play("hold-1", 3.0)
    walk.heard = {"quality": POOR}
    walk.ask(Intent("pause"))
    return walk.still(1.0)


def paused_hangs(stage: Stage) -> Screen:
    walk = stage.play("hold-1", 3.0)
    walk.heard = {"quality": POOR, "hangs": True}
    walk.ask(Intent("pause"))
    return walk.still(1.0)


def result_poor(stage: Stage) -> Screen:
    stage.remember("hold-1", [(2, 71.0), (2, 64.0), (2, 75.0)])
    walk = stage.ended("hold-1")
    result = walk.screen.result
    return flow.result_of(stage.practice, walk.screen.trial, replace(result, quality=POOR))


def rest_centre(stage: Stage) -> Screen:
    walk = stage.walk(flow.rest(stage.practice, 15.0))
    walk.slip = Point(0.0, 3.1)
    walk.still(19.0)
    walk.lean(0.9, 7.0, 0.0)
    return walk.screen


def choose_centre(stage: Stage) -> Screen:
    walk = stage.walk(flow.rest(stage.practice, 15.0))
    walk.slip = Point(0.0, 3.1)
    walk.still(10.0)
    walk.screen = flow.choose(stage.practice)
    return walk.still(1.0)


def result_centre(stage: Stage) -> Screen:
    walk = stage.ended("hold-1")
    walk.slip = Point(0.0, 3.1)
    stage.practice.drift.feed([Tilt(t / 100, 0.1, 3.1) for t in range(500)])
    walk.screen = flow.result_of(stage.practice, walk.screen.trial, walk.screen.result)
    return walk.still(0.1)


RECALL = level_from_json({
    "id": "recall-1", "title": "Blindfold", "drill": "recall", "difficulty": 1.0, "words": {"goal": "Feel a place, then find it"},
    "parameters": {"radius_deg": 4.0, "directions_deg": [45.0, 0.0, 270.0], "order": "clockwise", "targets": 3, "distance_pct": 65.0},
    "anchors": {"zero": 9.0, "one_star": 5.0, "two_stars": 3.5, "three_stars": 2.0, "hundred": 0.5},
})


def recalling(stage: Stage, phase: str, more_s: float, done: int = 0) -> Screen:
    """A while after a phase of recall began, so many answers later."""
    stage.practice.levels = (RECALL,)
    walk = stage.play("recall-1")
    trial = walk.screen.trial
    walk.follow(60.0, lambda: trial.drill_state.phase == phase and len(trial.drill_state.tries) == done)
    return walk.go(more_s)


def play_recall_feel(stage: Stage) -> Screen:
    return recalling(stage, "feel", 1.6)


def play_recall_find(stage: Stage) -> Screen:
    """On the way to a place that is hidden, as the dot is and its trail."""
    return recalling(stage, "find", 0.8)


def play_recall_told(stage: Stage) -> Screen:
    """After an answer that was off, in a level that tells."""
    stage.practice.levels = (RECALL,)
    walk = stage.play("recall-1")
    trial = walk.screen.trial
    walk.follow(60.0, lambda: trial.drill_state.phase == "find")
    for _ in range(200):
        walk.lean(0.02, 3.0, 7.5)
        if trial.drill_state.tries:
            break
    return walk.go(1.0)


def result_recall(stage: Stage) -> Screen:
    stage.practice.levels = (RECALL,)
    return stage.ended("recall-1").screen


def swaying(**parameters: float) -> Any:
    return level_from_json({
        "id": "rhythm-1", "title": "Pendulum", "drill": "rhythm", "difficulty": 1.0, "words": {"goal": "Sway to the beat"},
        "parameters": {"radius_deg": 2.0, "distance_pct": 50.0, "crossing_s": 3.0, "duration_s": 36.0} | parameters,
        "anchors": {"zero": 0.0, "one_star": 20.0, "two_stars": 40.0, "three_stars": 60.0, "hundred": 85.0},
    })


def play_rhythm(stage: Stage) -> Screen:
    stage.practice.levels = (swaying(),)
    return stage.play("rhythm-1", 13.2).screen


def play_rhythm_quick(stage: Stage) -> Screen:
    """Slantwise and quick: more crossings than there is room for pips."""
    stage.practice.levels = (swaying(direction_deg=45.0, crossing_s=1.0, radius_deg=1.5),)
    return stage.play("rhythm-1", 14.35).screen


def result_rhythm(stage: Stage) -> Screen:
    stage.practice.levels = (swaying(direction_deg=315.0),)
    return stage.ended("rhythm-1").screen


def stopped_one_button(stage: Stage) -> Screen:
    stage.practice.preferences = Preferences(one_button=True)
    walk = stage.walk(flow.stopped(stage.practice))
    while walk.screen.lit is None:
        walk.still(0.1)
    return walk.still(0.5)


def result_align(stage: Stage) -> Screen:
    level = level_from_json({
        "id": "align-9", "title": "Harbour", "drill": "align", "difficulty": 1.0, "words": {"goal": "Evenly in the band"},
        "parameters": {"band_deg": 3.0, "duration_s": 20.0, "axis": "side"}, "feedback": {"when": "share"},
        "anchors": {"zero": 10.0, "one_star": 40.0, "two_stars": 60.0, "three_stars": 80.0, "hundred": 95.0},
    })
    walk = stage.walk(flow.go_on(stage.practice, stage.practice.begin_trial(level)))
    for i in range(1200):
        if walk.name == "ResultScreen":
            break
        walk.lean(0.02, 1.5 * sin(i * 0.031), 1.2 + 3.0 * sin(i * 0.023))
    return walk.still(1.0)


SCENES: tuple[Scene, ...] = (
    ready_searching, ready_unsteady, ready_steady, about, choose_first, choose_later, neutral, direction, reach_offer, reach_leaning,
    countdown, play_hold, play_reach, play_track, play_stale, play_adjusted, play_keys, recentre, paused, pause_lost, stopped,
    result_hold, result_reach, result_track, result_not_counted, rest, rest_over, history, history_empty,
    profile, profile_full, profile_empty,
    ready_probe, ready_two_boards, ready_phone, ready_long, check_asking, check_wrong, check_done, check_late, check_lost, check_no_board,
    check_not_set_up, play_fair, play_poor, paused_poor, paused_hangs, result_poor, rest_centre, choose_centre, result_centre,
    play_recall_feel, play_recall_find, play_recall_told, result_recall, play_rhythm, play_rhythm_quick, result_rhythm,
    stopped_one_button, result_align,
)
