from __future__ import annotations

from typing import Any

from wobblequest.screens.history import History
from wobblequest.screens.keepsakes import MOST_SESSIONS, on_day
from wobblequest.screens.screen import Intent


def test_dates_are_said_as_people_do() -> None:
    assert on_day("2026-11-03T09:15:00+01:00") == "3 Nov"
    assert on_day("some day") == "some day"


def test_every_level_that_was_played_can_be_looked_at(practice: Any, make_past: Any, shown_words: Any) -> None:
    practice.trials = [make_past("hold-1", i, time_on_target_pct=60.0 + i) for i in range(4)]
    practice.trials += [make_past("reach-2", 1, movement_error=1.5)]
    screen = History(practice, practice.levels[0])
    assert screen.level.id == "hold-1"
    assert "63 % in the circle" in shown_words(screen)
    assert screen.request(Intent("left")) is None
    assert screen.level.id == "reach-2"
    assert "1.5° off the line" in shown_words(screen)
    assert screen.progress.words in shown_words(screen)
    screen.request(Intent("left"))
    assert screen.level.id == "hold-1"


def test_a_level_never_played_says_so(practice: Any, shown_words: Any) -> None:
    assert "No session here yet" in shown_words(History(practice, practice.levels[3]))


def test_of_a_level_never_played_it_turns_to_the_one_played_last(practice: Any, make_past: Any) -> None:
    practice.trials = [make_past("reach-2", 1, movement_error=1.5), make_past("hold-3", 2, time_on_target_pct=70.0)]
    assert History(practice, practice.levels[0]).level.id == "hold-3"
    assert History(practice, next(level for level in practice.levels if level.id == "reach-2")).level.id == "reach-2"


def test_of_many_sessions_the_newest_are_shown(practice: Any, make_past: Any) -> None:
    practice.trials = [make_past("hold-1", i, time_on_target_pct=float(i + i * 7 % 5)) for i in range(40)]
    shown: list[Any] = []

    class Canvas:
        def __getattr__(self, name: str) -> Any:
            return lambda *args, **named: shown.append((args, named)) if name == "trend" else None

    canvas: Any = Canvas()
    History(practice, practice.levels[0]).draw(canvas)
    (values,), named = shown[0]
    assert values == [float(i + i * 7 % 5) for i in range(40 - MOST_SESSIONS, 40)]
    low, high = named["band"]
    assert low < high
