"""What every screen says, scene by scene: short instructions, no verdicts, no more on the play screen than four things."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from tests.screens.conftest import SILENT
from wobblequest.core.arena import Point
from wobblequest.core.result import Quality
from wobblequest.core.samples import Reading, up_from_angles
from wobblequest.drills.register import DRILLS
from wobblequest.levels.shelf import load_shelf, shipped_folder
from wobblequest.screens import flow
from wobblequest.screens.about import INTENDED_USE
from wobblequest.screens.screen import Intent
from wobblequest.session.signal import quality_of
from wobblequest.session.trial import Trial

MOST_WORDS = 8
SHIPPED = load_shelf(shipped_folder()).levels


class Asked:
    """Stands in for the canvas and keeps what was asked for, by method."""

    def __init__(self) -> None:
        self.calls: dict[str, list[tuple[Any, ...]]] = {}

    def __getattr__(self, name: str) -> Any:
        return lambda *args, **named: self.calls.setdefault(name, []).append(args)


def asked(screen: Any) -> dict[str, list[tuple[Any, ...]]]:
    canvas: Any = Asked()
    screen.draw(canvas)
    return dict(canvas.calls)


def walked(practice: Any, make_walk: Any) -> list[Any]:
    """Screens of a session, each after half a second or where something is to be seen."""
    walk = make_walk(practice, flow.ready(practice))
    seen = [walk.still(1.0), walk.still(4.0)]
    walk = make_walk(practice, flow.play(practice, practice.levels[0]))
    seen += [walk.still(1.0), walk.still(4.0)]
    walk.ask(Intent("pause"))
    seen.append(walk.still(0.5))
    walk.ask(Intent("confirm"))
    seen.append(walk.still(0.5))
    walk.ask(Intent("stop"))
    seen.append(walk.still(0.5))
    for plan in (("neutral",), ("direction",), ("reach",)):
        seen.append(make_walk(practice, flow.proceed(practice, flow.Plan(plan))).still(0.5))
    seen.append(make_walk(practice, flow.rest(practice, 0.0)).still(0.5))
    walk = make_walk(practice, flow.rest(practice, 18.0))
    walk.slip = Point(0.0, 3.6)
    seen.append(walk.still(13.0))
    return seen


def test_every_title_and_instruction_is_short(practice: Any, make_walk: Any) -> None:
    for screen in walked(practice, make_walk):
        calls = asked(screen)
        for words in [args[0] for name in ("title", "instruction") for args in calls.get(name, [])]:
            assert 1 <= len(words.split()) <= MOST_WORDS, words
        assert len(calls["title"]) == 1, "one sentence at the top"
        assert len(calls.get("instruction", [])) <= 1


def test_whatever_a_board_check_finds_is_told_in_few_words(practice: Any, make_walk: Any) -> None:
    walk = make_walk(practice, flow.ready(practice))
    walk.ask(Intent("check"))
    told = set()
    for pitch, roll in ((0.0, 0.0), (8.0, 0.0), (0.0, 0.0), (-8.0, -8.0), (0.0, 0.0)):  # up as asked, then down and left
        for _ in range(24):
            walk.lean(0.2, pitch, roll)
            calls = asked(walk.screen)
            assert len(calls["title"]) == 1
            told.add(calls["title"][0][0])
    assert {"The dot went up, as it should", "The dot went down and left, not right"} <= told
    assert all(len(words.split()) <= MOST_WORDS for words in told)


@pytest.mark.parametrize("level", ["hold-4", "reach-2", "track-1"])
def test_the_play_screen_never_holds_more_than_four_things(level: str, practice: Any, make_walk: Any) -> None:
    walk = make_walk(practice, flow.play(practice, next(each for each in practice.levels if each.id == level)))
    trial: Trial = walk.screen.trial
    allowed = {"clear", "title", "arena", "countdown", "pips", "bar", "note"}
    while walk.name == "Play":
        walk.go(0.2)
        if walk.name != "Play":
            break
        calls = asked(walk.screen)
        assert set(calls) <= allowed
        foot = sum(len(calls.get(name, [])) for name in ("pips", "bar", "note", "key_help"))
        assert foot <= 1
        assert trial.phase in ("countdown", "play")


@pytest.mark.parametrize("drill", DRILLS)
def test_of_no_drill_are_there_more_things_or_longer_words(drill: str, practice: Any, make_walk: Any) -> None:
    """Its hardest level: one sentence above, the arena, one thing below or beside it."""
    level = [each for each in SHIPPED if each.drill == drill and not each.test][-1]
    walk = make_walk(practice, flow.go_on(practice, practice.begin_trial(level)))
    for _ in range(40):
        walk.go(0.4)
        if walk.name != "Play":
            break
        calls = asked(walk.screen)
        assert set(calls) <= {"clear", "title", "arena", "countdown", "pips", "bar", "note"}
        assert len(calls["title"]) == len(calls["arena"]) == 1
        assert len(calls["title"][0][0].split()) <= MOST_WORDS
        assert sum(len(calls.get(name, [])) for name in ("pips", "bar", "note")) <= 1


def test_a_stale_dot_is_dimmed_with_a_word(practice: Any, make_walk: Any) -> None:
    walk = make_walk(practice, flow.play(practice, practice.levels[0]))
    walk.still(5.0)
    seen: dict[str, Any] = {}

    class Canvas(Asked):
        def arena(self, *_: Any, **named: Any) -> None:
            seen.update(named)

    walk.screen.draw(Canvas())
    assert seen["dim"] is False
    walk.silence(0.2)
    walk.screen.draw(Canvas())
    assert seen["dim"] is False, "a quarter of a second may pass"
    walk.silence(0.1)
    walk.screen.draw(Canvas())
    assert seen["dim"] is True
    assert seen["words"] == "No signal from the board"
    walk.still(0.1)
    walk.screen.draw(Canvas())
    assert seen["dim"] is False


def test_a_moving_target_stands_still_while_the_board_is_silent(practice: Any, make_walk: Any) -> None:
    walk = make_walk(practice, flow.play(practice, next(each for each in practice.levels if each.drill == "track")))
    walk.still(8.0)

    def shown() -> Any:
        return asked(walk.screen)["arena"][0][0].shapes

    walk.silence(0.4)
    at = shown()
    walk.silence(0.4)
    assert shown() == at


def test_the_intended_use_can_be_read(practice: Any, make_walk: Any) -> None:
    walk = make_walk(practice, flow.ready(practice))
    walk.ask(Intent("skip"))
    assert asked(walk.screen)["paragraph"][0][0] == INTENDED_USE
    for promise in ("No diagnosis", "no prediction of falls", "no verdict", "support in reach", "dizziness"):
        assert promise in INTENDED_USE


def test_safety_words_stand_on_the_ready_check(practice: Any, make_walk: Any, shown_words: Any) -> None:
    walk = make_walk(practice, flow.ready(practice))
    walk.still(1.0)
    said = " ".join(shown_words(walk.screen))
    assert "Hold a fixed support" in said
    assert "Stop if you feel pain or dizzy" in said


def test_keyboard_play_is_called_what_it_is(make_practice: Any, make_walk: Any, keyboard: Any, shown_words: Any) -> None:
    practice = make_practice(source=keyboard)
    walk = make_walk(practice, flow.ready(practice))
    walk.still(4.0)
    assert "For trying out: it does not count" in shown_words(walk.screen)
    assert "Press the right arrow to start" in shown_words(walk.screen), "who plays with keys is told of keys"
    walk = make_walk(practice, flow.play(practice, practice.levels[0]))
    walk.follow(30, lambda: walk.name == "ResultScreen")
    assert "For trying out: it does not count" in shown_words(walk.screen)


def test_what_is_searched_for_is_told(practice: Any, make_walk: Any, shown_words: Any) -> None:
    walk = make_walk(practice, flow.ready(practice))
    walk.silence(2.0)
    assert SILENT in shown_words(walk.screen)


LONG = "Two boards answer: tilt the one you want to use. Then wait until its dot moves, and take the other one away from the computer."
POOR = Quality(60.0, 9, 0, 2.0, word="poor", reason="a fifth of the samples is missing")


def test_enter_sends_the_few_bytes_only_where_they_are_offered(practice: Any, make_walk: Any, shown_words: Any) -> None:
    walk = make_walk(practice, flow.ready(practice))
    walk.silence(1.5)
    walk.ask(Intent("confirm"))
    assert practice.probes == 0
    assert "Some boards wait to be asked. If it is no printer, Enter asks it." not in shown_words(walk.screen)
    walk.heard = {"offers_probe": True}
    walk.silence(0.1)
    assert "Some boards wait to be asked. If it is no printer, Enter asks it." in shown_words(walk.screen)
    assert practice.probes == 0, "nothing is sent before somebody said yes"
    walk.ask(Intent("confirm"))
    assert practice.probes == 1
    assert walk.name == "Ready"
    walk.heard = {}
    walk.still(4.5)
    walk.ask(Intent("confirm"))
    assert practice.probes == 1, "once the board is there, Enter starts"
    assert walk.name == "Home"


def test_long_words_of_the_search_are_laid_out_whole(practice: Any, make_walk: Any) -> None:
    """At 150 % of text, in both sizes of window; and an address with its code stands in large type."""
    pygame = pytest.importorskip("pygame")
    from wobblequest.core.theme import DARK
    from wobblequest.draw.canvas import Canvas, Look
    from wobblequest.draw.kit import Kit
    from wobblequest.draw.metrics import Metrics

    laid: list[Any] = []
    put = Kit.put

    def keep(self: Kit, block: Any, *args: Any, **named: Any) -> None:
        laid.append(block)
        put(self, block, *args, **named)

    address = "In the phone's sensor app choose UDP, 192.168.1.20 and port 48213, the pairing code; then lay it on the board."
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Kit, "put", keep)
        for size in ((1280, 720), (1920, 1080)):
            for scale in (100.0, 150.0):
                for words in (LONG, address):
                    laid.clear()
                    walk = make_walk(practice, flow.ready(practice))
                    walk.heard = {"words": words}
                    walk.silence(1.5)
                    canvas = Canvas(pygame.Surface(size), Look(DARK, Metrics(*size, scale_pct=scale)))
                    walk.screen.draw(canvas)
                    canvas.present()
                    block = next(b for b in laid if " ".join(b.lines).startswith(words[:20]))
                    assert not block.cut
                    assert " ".join(block.lines) == words
                    assert block.capital_px >= Metrics(*size).capital_px(30.0 if words == address else 20.0) - 1


def test_who_gets_the_keyboard_for_want_of_a_board_is_told_why(practice: Any, keyboard: Any, make_walk: Any, shown_words: Any) -> None:
    practice.source, practice.calibration = keyboard, None
    walk = make_walk(practice, flow.ready(practice))
    walk.heard = {"search": LONG}
    walk.still(5.0)
    said = shown_words(walk.screen)
    assert LONG in said
    assert any("does not count" in words for words in said)
    walk.right()
    assert walk.name == "Home", "trying it out is as near as before"
    alone = make_walk(practice, flow.ready(practice))
    alone.still(5.0)
    assert "Welcome, Heron" in shown_words(alone.screen)


@pytest.mark.parametrize("word", ["good", "fair", "poor"])
def test_in_play_the_signal_is_told_only_where_it_is_not_good(word: Any, practice: Any, make_walk: Any) -> None:
    walk = make_walk(practice, flow.play(practice, practice.levels[0]))
    walk.heard = {"quality": replace(POOR, word=word, reason="" if word == "good" else POOR.reason)}
    walk.still(4.0)
    told = asked(walk.screen).get("link_badge", [])
    assert told == ([] if word == "good" else [(f"Signal {word}", word)])
    walk.silence(0.4)
    assert "link_badge" not in asked(walk.screen), "a silence is told over the arena already"


@pytest.mark.parametrize("word", ["good", "fair", "poor"])
def test_while_a_board_is_set_up_a_poor_signal_is_told(word: Any, practice: Any, make_walk: Any) -> None:
    """A sensor that hangs shows a dot that stands as if it were alive, and what is measured then is wrong for long."""
    walk = make_walk(practice, flow.proceed(practice, flow.Plan(("neutral",))))
    walk.heard = {"quality": replace(POOR, word=word, reason="" if word == "good" else POOR.reason)}
    walk.lean(1.0, pitch=3.0)
    assert asked(walk.screen).get("link_badge", []) == ([("Signal poor", "poor")] if word == "poor" else [])
    walk.silence(0.4)
    assert "link_badge" not in asked(walk.screen), "a silence is the screen's title already"


def test_a_pause_says_that_the_signal_is_poor(practice: Any, make_walk: Any, shown_words: Any) -> None:
    walk = make_walk(practice, flow.play(practice, practice.levels[0]))
    walk.still(4.0)
    walk.ask(Intent("pause"))
    walk.still(0.5)
    assert "Take the time you need" in shown_words(walk.screen)
    walk.heard = {"quality": POOR}
    walk.still(0.5)
    assert "Signal poor: a fifth of the samples is missing" in shown_words(walk.screen)


def test_a_board_that_was_away_once_and_is_back_is_not_called_poor(practice: Any, make_walk: Any, shown_words: Any) -> None:
    """The silence was said while it lasted; what stays to be said is that nothing was lost by it."""
    walk = make_walk(practice, flow.play(practice, practice.levels[0]))
    walk.still(6.0)
    walk.silence(3.0)
    assert walk.name == "Paused"
    came = [Reading(t_s + 3.0 * (t_s > 6.0), up_from_angles(t_s % 0.7, 0.5)) for t_s in (i / 100 for i in range(700))]
    walk.heard = {"quality": quality_of(came)}
    assert walk.heard["quality"].word == "poor"
    walk.still(0.5)
    assert "The board is back, nothing was lost" in shown_words(walk.screen)
    walk.heard = {"quality": POOR}
    walk.still(4.0)
    assert "Signal poor: a fifth of the samples is missing" in shown_words(walk.screen)


def test_a_result_on_a_poor_signal_says_that_it_does_not_count(practice: Any, make_walk: Any, make_past: Any, shown_words: Any) -> None:
    practice.trials.append(make_past("hold-1", 1, stars=1, time_on_target_pct=20.0))
    walk = make_walk(practice, flow.play(practice, practice.levels[0]))
    walk.follow(30, lambda: walk.name == "ResultScreen")
    assert any("Your best so far" in words for words in shown_words(walk.screen))
    poor = flow.result_of(practice, walk.screen.trial, replace(walk.screen.result, quality=POOR))
    said = shown_words(poor)
    assert "Signal poor: a fifth of the samples is missing. It does not count" in said
    assert not any("best" in words for words in said)
    assert "stars" not in asked(poor)
    assert poor.next_level == walk.screen.trial.level, "the same once more"
