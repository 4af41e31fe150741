"""A programme at a station: a simulated person goes through a session by leaning alone, and the store knows it afterwards."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from wobblequest.app.headless import play_simulated
from wobblequest.app.practice import StationPractice
from wobblequest.app.sources import parse_spec
from wobblequest.app.station import NO_PROGRAMME, StationOptions, all_levels, known_programmes, open_station, wanted_programme
from wobblequest.core.errors import UsageError
from wobblequest.core.reach import Reach
from wobblequest.core.result import Result
from wobblequest.input.simulated import SimulatedSource
from wobblequest.levels.programme import Programme
from wobblequest.session.weeks import PastSession

PROGRAMME = Programme.model_validate({
    "id": "short", "title": "A short one", "idea": "To try it.", "who": "For a test.", "source": "Our suggestion.", "aim_pct": 75,
    "dose": {"weeks": 2, "sessions_per_week": 3, "session_min": 5},
    "session": {"blocks": [{"drill": "hold", "trials": 2, "easiest": "hold-1", "hardest": "hold-3"}]},
})


def test_a_session_by_leaning_alone_is_kept_as_one_of_its_programme(hall_on: Callable[..., Any]) -> None:
    hall = hall_on(SimulatedSource(skill=0.8, seed=2))
    hall.practice.keep_reach(Reach())
    hall.practice.prescribe(PROGRAMME)
    hall.until("Home", 30.0)
    seen = []
    for screen in hall.run(300.0):
        seen.append(screen)
        if screen == "SessionDone":
            break
    assert seen == ["Home", "NextStep", "Play", "ResultScreen", "Rest", "NextStep", "Play", "ResultScreen", "CheckIn", "SessionDone"]
    person = hall.store.people.find("Heron").id
    hall.store.flush(5.0)
    assert hall.store.sessions.played(person, "short") == [PastSession(hall.clock().date())]
    assert hall.practice.past()[0].result.level == "hold-1"
    prescription = hall.practice.prescription
    assert prescription.run.over
    assert prescription.due.rest_day
    assert prescription.weeks_running == 0, "one session of three: the week is not yet kept"
    prescription.hurt()
    hall.store.flush(5.0)
    last = hall.practice.past()[-1].trial_id
    assert [event.kind for event in hall.store.recording(last).events] == ["pain"]


def test_the_next_session_begins_where_ability_says(hall_on: Callable[..., Any]) -> None:
    hall = hall_on(SimulatedSource(skill=0.9, seed=2))
    hall.practice.keep_reach(Reach())
    for _ in range(3):
        trial = hall.practice.begin_trial(hall.practice.levels[2])
        while not trial.over:
            hall.now_s += 1 / 60
            hall.practice.take(hall.practice._source.poll(hall.now_s), hall.practice._source.link(hall.now_s), hall.now_s)
            hall.practice._source.aim(trial.target())
        assert hall.practice.end_trial().stars is not None
    hall.practice.prescribe(PROGRAMME)
    run = hall.practice.prescription.begin()
    assert run.courses[0].words == "A little easier than where you were last time"
    assert run.courses[0].level.id in ("hold-2", "hold-3")


TESTED = Programme.model_validate({
    **PROGRAMME.model_dump(), "id": "tested", "evaluation": {"tests": ["test-time-in-zone-left", "test-time-in-zone-right"]},
})


def finished(practice: StationPractice, source: SimulatedSource) -> Result:
    """The shortest level, played to its end."""
    return play_simulated(practice, source, practice.levels[0])


def test_an_evaluation_is_done_once_all_its_tests_are(tmp_path: Path) -> None:
    levels = all_levels(str(tmp_path)).levels
    with open_station(options(tmp_path, NO_PROGRAMME), levels) as station:
        practice, source = station.practice, SimulatedSource(skill=0.8, seed=2)
        practice.prescribe(TESTED)
        prescription = practice.prescription
        assert prescription is not None
        assert prescription.due.evaluate
        prescription.begin()
        prescription.took(finished(practice, source))
        prescription.stop("You stopped for today.")
        assert prescription.due.evaluate, "one of two tests was done"
        run = prescription.begin()
        assert len(run.tests) == 2
        for _ in run.tests:
            prescription.took(finished(practice, source))
        assert prescription.run is not None
        assert prescription.run.over
        assert not prescription.due.evaluate


def test_free_play_after_a_session_is_none_of_the_programme(tmp_path: Path) -> None:
    levels = all_levels(str(tmp_path)).levels
    with open_station(options(tmp_path, NO_PROGRAMME), levels) as station:
        practice, source = station.practice, SimulatedSource(skill=0.8, seed=2)
        practice.prescribe(PROGRAMME)
        prescription = practice.prescription
        assert prescription is not None
        prescription.begin()
        prescription.stop("You stopped for today.")
        finished(practice, source)
        assert not prescription.due.rest_day, "nothing of the session was played"
        prescription.begin()
        prescription.took(finished(practice, source))
        prescription.hurt()
        prescription.stop("There was pain or dizziness.")
        assert prescription.due.rest_day
        assert len({trial.session_id for trial in practice.past()}) == 2


def options(folder: Path, programme: str | None) -> StationOptions:
    return StationOptions(parse_spec("sim"), "Ann", str(folder), seed=1, programme=programme)


def test_the_programme_asked_for_is_remembered_for_the_person(tmp_path: Path) -> None:
    levels = all_levels(str(tmp_path)).levels
    with open_station(options(tmp_path, "five-minutes"), levels) as station:
        assert station.practice.prescription is not None
        station.practice.prescription.begin()
        station.practice.begin_trial(levels[0])
    with open_station(options(tmp_path, None), levels) as station:
        assert station.practice.prescription is not None
        assert station.practice.prescription.programme.id == "five-minutes"
    with open_station(options(tmp_path, NO_PROGRAMME), levels) as station:
        assert station.practice.prescription is None


def test_an_unknown_programme_is_told_and_one_that_is_gone_is_free_play(tmp_path: Path) -> None:
    shelf = known_programmes(options(tmp_path, None), all_levels(str(tmp_path)).levels)
    with pytest.raises(UsageError, match="did you mean `five-minutes`"):
        wanted_programme(options(tmp_path, "five-minute"), shelf, [])
    assert wanted_programme(options(tmp_path, None), shelf, ["", "gone"]) is None
    assert wanted_programme(options(tmp_path, None), shelf, ["five-minutes", ""]) is not None
