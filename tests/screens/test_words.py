"""What every screen says, scene by scene: short instructions, no verdicts, no more on the play screen than four things."""

from __future__ import annotations

from typing import Any

import pytest

from wobblequest.screens import flow
from wobblequest.screens.about import INTENDED_USE
from wobblequest.screens.screen import Intent
from wobblequest.session.trial import Trial

MOST_WORDS = 8


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
    return seen


def test_every_title_and_instruction_is_short(practice: Any, make_walk: Any) -> None:
    for screen in walked(practice, make_walk):
        calls = asked(screen)
        for words in [args[0] for name in ("title", "instruction") for args in calls.get(name, [])]:
            assert 1 <= len(words.split()) <= MOST_WORDS, words
        assert len(calls["title"]) == 1, "one sentence at the top"
        assert len(calls.get("instruction", [])) <= 1


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
    assert "The board is silent: check its cable" in shown_words(walk.screen)
