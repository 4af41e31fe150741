"""Home at a real station: what was practised is on the calendar, the own goal is kept, and a day's end is told from the store."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from wobblequest.app.headless import play_simulated
from wobblequest.app.sources import parse_spec
from wobblequest.app.station import NO_PROGRAMME, StationOptions, all_levels, open_station
from wobblequest.core.reach import Reach
from wobblequest.input.simulated import SimulatedSource
from wobblequest.screens import flow
from wobblequest.screens.screen import Intent, Pick, Typed


def options(folder: Path, source: str = "sim") -> StationOptions:
    return StationOptions(parse_spec(source), "Ann", str(folder), seed=1, programme=NO_PROGRAMME)


def test_what_was_worked_on_a_board_is_a_day_of_the_calendar_and_what_was_stopped_counts_as_work(hall_on: Callable[..., Any]) -> None:
    source = SimulatedSource(skill=0.8, seed=2)
    hall = hall_on(source)
    practice = hall.practice
    practice.keep_reach(Reach())
    assert practice.days_played() == ()
    assert practice.now() == hall.clock()
    done = play_simulated(practice, source, practice.levels[0])
    practice.begin_trial(practice.levels[0])
    for _ in range(600):
        hall.now_s += 1 / 60
        practice.take(source.poll(hall.now_s), source.link(hall.now_s), hall.now_s)
    stopped = practice.end_trial()
    assert not stopped.completed
    (day,) = practice.days_played()
    assert day.on == hall.clock().date()
    assert day.work_s == pytest.approx(done.duration_s + stopped.duration_s)
    assert day.work_s > done.duration_s
    weeks: Any = flow.weeks(practice)
    assert [(each.number, each.played) for week in weeks.weeks for each in week.days if each.today] == [(hall.clock().day, True)]
    assert type(flow.goodbye(practice)).__name__ == "SessionDone"


def test_what_was_only_stopped_or_played_by_keyboard_is_no_day(tmp_path: Path) -> None:
    levels = all_levels(str(tmp_path)).levels
    with open_station(options(tmp_path), levels) as station:
        station.practice.begin_trial(levels[0])
        station.practice.end_trial()
        assert station.practice.days_played() == ()


def test_a_goal_typed_at_the_station_is_there_the_next_time(tmp_path: Path) -> None:
    levels = all_levels(str(tmp_path)).levels
    with open_station(options(tmp_path), levels) as station:
        screen: Any = flow.menu(station.practice)
        for request in (Pick(4), Pick(3), *(Typed(letter) for letter in "Dance"), Intent("confirm")):
            screen = screen.request(request) or screen
        assert station.practice.preferences.goal == "Dance"
    with open_station(options(tmp_path), levels) as station:
        assert station.practice.preferences.goal == "Dance"
