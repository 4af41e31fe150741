"""The programmes that come with WobbleQuest: their doses are those of their sources, they fit their time, and gentle ones stay gentle."""

from __future__ import annotations

import re

import pytest

from wobblequest.levels.level import Level
from wobblequest.levels.programme import Block, Programme, by_id, expected_min, ladder, work_s
from wobblequest.levels.programme_load import load_programmes
from wobblequest.levels.shelf import load_shelf, shipped_folder

LEVELS = by_id(load_shelf(shipped_folder()).levels)
LOADED = load_programmes(tuple(LEVELS.values()), shipped_folder())
SHIPPED = {each.id: each for each in LOADED.programmes}
GENTLE = ("falls-at-home", "after-whiplash", "after-stroke")
MIDDLE = 5.5
"""Of difficulties from 1 to 10."""
AT_HOME_MIN, MOST_A_WEEK_MIN = 20.0, 150.0

every = pytest.mark.parametrize("programme", SHIPPED.values(), ids=list(SHIPPED))
each_block = pytest.mark.parametrize(
    ("programme", "block"), [(each, block) for each in SHIPPED.values() for block in each.session.blocks],
    ids=[f"{each.id}-{block.drill}" for each in SHIPPED.values() for block in each.session.blocks],
)
gently = pytest.mark.parametrize("programme", [SHIPPED[name] for name in GENTLE], ids=GENTLE)


def practised(programme: Programme) -> list[Level]:
    """Every level that may come up in a session."""
    session = programme.session
    fixed = [*session.warm_up, *([session.closing] if session.closing else [])]
    return [LEVELS[name] for name in fixed] + [level for block in session.blocks for level in ladder(block, LEVELS)]


def test_all_eight_are_read_without_a_problem() -> None:
    assert LOADED.problems == ()
    assert set(SHIPPED) == {
        "falls-at-home", "ankle-instability", "after-knee-surgery", "after-whiplash", "after-stroke", "chronic-back-pain", "athlete",
        "five-minutes",
    }


@every
def test_its_file_is_called_as_it_is(programme: Programme) -> None:
    assert (shipped_folder() / "programmes" / f"{programme.id}.yaml").is_file()


@every
def test_it_names_a_source_or_says_that_it_is_our_suggestion(programme: Programme) -> None:
    cited = re.search(r"\b(19|20)\d\d, [A-Z][A-Za-z ]+ \d+:e?\d+", programme.source)
    assert cited or "follows no study" in programme.source
    assert "our suggestion" in programme.source.lower()


@every
def test_its_minutes_are_those_it_promises(programme: Programme) -> None:
    assert expected_min(programme, LEVELS) == pytest.approx(programme.dose.session_min, rel=0.25)


@every
def test_its_dose_is_one_that_can_be_kept(programme: Programme) -> None:
    dose = programme.dose
    assert 4 <= dose.weeks <= 12
    assert 12 <= dose.weeks * dose.sessions_per_week <= 40
    assert dose.sessions_per_week * dose.session_min <= MOST_A_WEEK_MIN
    if programme.evaluation is not None:
        assert programme.evaluation.every_weeks < dose.weeks


@every
def test_a_whole_session_has_room_within_its_limit_of_work(programme: Programme) -> None:
    fixed = [*programme.session.warm_up, *([programme.session.closing] if programme.session.closing else [])]
    seconds = sum(work_s(LEVELS[name]) for name in fixed)
    seconds += sum(block.trials * max(work_s(level) for level in ladder(block, LEVELS)) for block in programme.session.blocks)
    assert seconds / 60.0 <= programme.safety.most_work_min <= AT_HOME_MIN


@each_block
def test_there_is_somewhere_to_go(programme: Programme, block: Block) -> None:
    steps = ladder(block, LEVELS)
    assert len(steps) >= 4, programme.id
    assert (steps[0].id, steps[-1].id) == (block.easiest, block.hardest)


@every
def test_what_is_asked_for_is_words_for_everybody(programme: Programme) -> None:
    assert not re.search(r"\b(old|older|elderly|weak|fat|age|body)\b", f"{programme.title} {programme.idea}".lower())


@every
def test_the_tests_of_an_evaluation_say_how_they_are_carried_out(programme: Programme) -> None:
    for name in () if programme.evaluation is None else programme.evaluation.tests:
        protocol = LEVELS[name].protocol
        assert protocol is not None
        assert protocol.definition
        assert protocol.source


@gently
def test_a_gentle_one_ends_in_the_middle_of_each_ladder(programme: Programme) -> None:
    assert programme.aim_pct in (70, 80)
    assert max(level.difficulty for level in practised(programme)) <= MIDDLE


@gently
def test_a_gentle_one_takes_away_neither_sight_nor_time_nor_a_foot(programme: Programme) -> None:
    for level in practised(programme):
        assert (level.stance, level.eyes) == ("both", "open"), level.id
        assert getattr(level.parameters, "pushes", None) is None, level.id
        assert getattr(level.parameters, "timeout_s", None) in (None, 20), level.id
    assert min(block.rest_s for block in programme.session.blocks) >= 45


def test_after_a_stroke_every_rest_is_three_minutes() -> None:
    programme = SHIPPED["after-stroke"]
    assert all(block.rest_s == 180 for block in programme.session.blocks)
    assert all(programme.safety.rest_s(wanted_s, 0.0) == 180 for wanted_s in (30.0, 180.0))


def test_against_falls_it_is_three_short_times_a_week_for_a_quarter_of_a_year() -> None:
    programme = SHIPPED["falls-at-home"]
    assert programme.dose.weeks in (11, 12)
    assert programme.dose.sessions_per_week == 3
    assert 30 <= 3 * programme.dose.session_min <= 45
    assert 30 <= 3 * expected_min(programme, LEVELS) <= 45.5


def test_for_an_ankle_it_is_three_times_a_week_for_four_to_six_weeks() -> None:
    dose = SHIPPED["ankle-instability"].dose
    assert 4 <= dose.weeks <= 6
    assert dose.sessions_per_week == 3


def test_for_an_athlete_the_ladders_are_open_to_their_ends() -> None:
    for block in SHIPPED["athlete"].session.blocks:
        top = max((level for level in LEVELS.values() if level.drill == block.drill and not level.test), key=lambda each: each.difficulty)
        assert block.hardest == top.id


def test_the_documentation_tells_the_dose_of_each() -> None:
    text = (shipped_folder().parent / "docs" / "programmes.md").read_text(encoding="utf-8")
    for programme in SHIPPED.values():
        row = next(line for line in text.splitlines() if line.startswith(f"| `{programme.id}`"))
        assert f"{programme.dose.weeks} weeks × {programme.dose.sessions_per_week}, " in row
        assert f"{programme.dose.session_min} min" in row.split("|")[3]
