"""Programmes: what their files may say, and what is told of mistakes."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from wobblequest.core.errors import FileProblem, UsageError
from wobblequest.levels import strict_yaml
from wobblequest.levels.load import is_programme, read_level_text
from wobblequest.levels.programme import Programme, by_id, expected_min, ladder
from wobblequest.levels.programme_load import Programmes, examine_programme, load_programmes, place_of, programme_of
from wobblequest.levels.shelf import load_shelf, shipped_folder

LEVELS = load_shelf(shipped_folder()).levels
TEXT = """id: mine
title: Mine
idea: Stand more steadily.
who: For anybody who stands.
source: Our suggestion, for a therapist to adapt.
aim_pct: 75
dose:
  weeks: 4
  sessions_per_week: 3
  session_min: 15
evaluation:
  tests: [recall-test]
session:
  warm_up: [hold-1]
  blocks:
    - drill: reach
      trials: 3
      easiest: reach-1
      hardest: reach-4
    - drill: hold
      easiest: hold-1
      hardest: hold-3
      start: hold-2
  closing: hold-2
"""


def found(text: str) -> Programme | tuple[FileProblem, ...]:
    return programme_of(strict_yaml.parse(text), by_id(LEVELS), "mine.yaml")


def problem(old: str, new: str) -> FileProblem:
    assert old in TEXT
    told = found(TEXT.replace(old, new))
    assert isinstance(told, tuple)
    return told[0]


def programme() -> Programme:
    told = found(TEXT)
    assert isinstance(told, Programme), told
    return told


def test_a_programme_is_read_whole() -> None:
    mine = programme()
    assert mine.dose.sessions_per_week == 3
    assert mine.safety.ask_after_each_block
    assert mine.safety.most_work_min == 20
    assert [level.id for level in ladder(mine.session.blocks[0], by_id(LEVELS))][:2] == ["reach-1", "reach-2"]
    assert ladder(mine.session.blocks[0], by_id(LEVELS))[-1].id == "reach-4"
    assert 5 < expected_min(mine, by_id(LEVELS)) < 30


@pytest.mark.parametrize(("old", "new", "line", "key", "words"), [
    ("aim_pct: 75", "aim_pct: 60", 6, "aim_pct", "70 in rehabilitation"),
    ("easiest: reach-1", "easiest: reach-99", 18, "session.blocks[0].easiest", "no level `reach-99` of the drill `reach`"),
    ("easiest: reach-1", "easiest: hold-1", 18, "session.blocks[0].easiest", "no level `hold-1` of the drill `reach`"),
    ("easiest: reach-1", "easiest: reach-5", 19, "session.blocks[0].hardest", "`reach-4` is easier than `reach-5`"),
    ("start: hold-2", "start: hold-5", 23, "session.blocks[1].start", "must lie between"),
    ("tests: [recall-test]", "tests: [hold-1]", 12, "evaluation.tests[0]", "there is no test `hold-1`"),
    ("closing: hold-2", "closing: hold-x", 24, "session.closing", "there is no level `hold-x`"),
    ("easiest: reach-1", "easiest: raech-1", 18, "session.blocks[0].easiest", "did you mean `reach-1`?"),
    ("drill: reach", "drill: raech", 16, "session.blocks[0].drill", "there is no drill `raech`; did you mean `reach`?"),
    ("warm_up: [hold-1]", "warm_up: [hello]", 14, "session.warm_up[0]", "there is no level `hello`"),
    ("trials: 3", "trails: 3", 17, "session.blocks[0].trails", "did you mean `trials`?"),
    ("trials: 3", "trials: 30", 17, "session.blocks[0].trials", "at most 10"),
    ("weeks: 4", "weeks: many", 8, "dose.weeks", "a whole number"),
    ("  weeks: 4\n", "", 7, "dose.weeks", "this key is missing: How many weeks."),
    ("title: Mine", "title: Mine\nsafety:\n  ask_after_each_block: false", 4, "safety.ask_after_each_block", "expected"),
])
def test_a_mistake_is_told_at_its_line(old: str, new: str, line: int, key: str, words: str) -> None:
    told = problem(old, new)
    assert (told.line, told.key) == (line, key)
    assert words in told.message


def test_bad_blocks_are_told_one_by_one_and_not_as_none_at_all() -> None:
    told = found(TEXT.replace("trials: 3", "trials: 30").replace("easiest: hold-1", "trials: 40\n      easiest: hold-1"))
    assert isinstance(told, tuple)
    assert [each.key for each in told] == ["session.blocks[0].trials", "session.blocks[1].trials"]
    none = problem(TEXT[TEXT.index("  blocks:"):TEXT.index("  closing")], "  blocks: []\n")
    assert (none.key, none.message) == ("session.blocks", "at least 1 entry, please")


def test_a_programme_that_is_taken_for_a_level_is_told_as_one() -> None:
    with pytest.raises(FileProblem, match="this is a programme, not a level"):
        read_level_text(TEXT, "mine.yaml")


def test_a_folder_of_programmes_leaves_bad_ones_out_and_says_why(tmp_path: Path) -> None:
    folder = tmp_path / "programmes"
    folder.mkdir()
    (folder / "a.yaml").write_text(TEXT, encoding="utf-8")
    (folder / "b.yaml").write_text(TEXT.replace("weeks: 4", "weeks: 0").replace("id: mine", "id: other"), encoding="utf-8")
    (folder / "c.yaml").write_text(TEXT, encoding="utf-8")
    loaded = load_programmes(LEVELS, tmp_path, tmp_path / "nothing-here")
    assert [each.id for each in loaded.programmes] == ["mine"]
    assert ["b.yaml" in str(p) for p in loaded.problems] == [True, False]
    assert "already the id of a.yaml" in str(loaded.problems[1])
    assert loaded.find("mine").title == "Mine"
    with pytest.raises(UsageError, match="did you mean `mine`"):
        loaded.find("min")
    with pytest.raises(UsageError, match="levels programmes"):
        Programmes(()).find("zzz")


def test_a_file_that_cannot_be_read_is_told(tmp_path: Path) -> None:
    told = examine_programme(tmp_path / "no.yaml", LEVELS)
    assert isinstance(told, tuple)
    assert "there is no such file" in str(told[0])


def test_what_kind_of_file_it_is_shows_in_its_keys() -> None:
    assert is_programme(strict_yaml.parse(TEXT))
    assert not is_programme(strict_yaml.parse((shipped_folder() / "hold-1.yaml").read_text(encoding="utf-8")))


@pytest.mark.parametrize(("dotted", "place"), [
    ("dose.weeks", ("dose", "weeks")), ("session.blocks[2].start", ("session", "blocks", 2, "start")), ("id", ("id",)),
])
def test_a_dotted_key_is_a_place(dotted: str, place: Any) -> None:
    assert place_of(dotted) == place
