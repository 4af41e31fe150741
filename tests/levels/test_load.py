from __future__ import annotations

from pathlib import Path

import pytest

from wobblequest.core.errors import FileProblem
from wobblequest.levels.level import Level
from wobblequest.levels.load import examine, examine_text, read_level, read_level_text
from wobblequest.levels.shelf import shipped_folder

GOOD = (shipped_folder() / "reach-1.yaml").read_text(encoding="utf-8")


def changed(old: str, new: str) -> str:
    assert GOOD.count(old) == 1, f"{old!r} stands {GOOD.count(old)} times in reach-1"
    return GOOD.replace(old, new)


def line_of(text: str, word: str) -> int:
    return next(i for i, line in enumerate(text.splitlines(), 1) if word in line and not line.lstrip().startswith("#"))


def problem(text: str) -> FileProblem:
    with pytest.raises(FileProblem) as caught:
        read_level_text(text, "x.yaml")
    return caught.value


def test_a_good_level_is_read() -> None:
    level = read_level_text(GOOD)
    assert (level.id, level.drill, level.difficulty, level.test) == ("reach-1", "reach", 1, False)


@pytest.mark.parametrize(
    ("old", "new", "where", "key", "words"),
    [
        ("  hold_s: 0.5", "  hodl_s: 0.5", "hodl_s", "parameters.hodl_s", "this key is not known here; did you mean `hold_s`?"),
        ("stance: both", "stanze: both", "stanze", "stanze", "did you mean `stance`?"),
        ("order: clockwise", "order: clokwise", "order", "parameters.order", "not `clokwise`; did you mean `clockwise`?"),
        ("drill: reach", "drill: raech", "drill", "drill", "not `raech`; did you mean `reach`?"),
        ("drill: reach\n", "drill: no\n", "drill", "drill", "not `no`"),
        ("eyes: open", "eyes: on", "eyes", "eyes", "expected `open` or `closed`, not `on`"),
        ("difficulty: 1", "difficulty: 12:30", "difficulty", "difficulty", "expected a number, not `12:30`"),
        ("radius_deg: 4.5 ", "radius_deg: 45 ", "radius_deg", "parameters.radius_deg", "safe or sensible: it must be at most 8"),
        ("targets: 4", "targets: 4.5", "targets", "parameters.targets", "expected a whole number, not 4.5"),
        ("targets: 4", "targets: yes", "targets", "parameters.targets", "expected a whole number, not `yes`"),
        ("[0, 90, 270]", "[0, 90, 360]", "directions", "parameters.directions_deg[2]", "it must be less than 360"),
        ("[0, 90, 270]", "90", "directions", "parameters.directions_deg", "expected a list, such as [0, 90, 180, 270], not 90"),
        ("[0, 90, 270]", "[90, 90]", "directions", "parameters.directions_deg", "each direction may be named once"),
        ("[0, 90, 270]", "[]", "directions", "parameters.directions_deg", "at least 1 entry"),
        ("distance_pct: 70 ", "distance_pct: -.inf ", "distance_pct", "parameters.distance_pct", "not a number"),
        ("  distance_pct: 70 ", "  #", "parameters", "parameters.distance_pct", "need a distance: give `distance_pct` or `distance_deg`"),
        ("  two_stars: 4.5\n", "  two_stars: 8\n", "two_stars", "anchors.two_stars", "8 must lie below `one_star` (7.5): of `movement"),
        ("  two_stars: 4.5\n", "", "anchors:", "anchors.two_stars", "this key is missing: From here on two stars."),
        ("id: reach-1", "id: Reach 1", "id:", "id", "small letters, digits and single hyphens"),
        ("id: reach-1", "id: ../reach", "id:", "id", "small letters, digits and single hyphens"),
        ("title: First reaches", "title: " + "x" * 35, "title", "title", "at most 34 characters"),
        ("title: First reaches", 'title: "two\\nlines"', "title", "title", "this must be one line of text"),
        ("title: First reaches", "title: 7", "title", "title", "expected text, not 7"),
        ("difficulty: 1", "difficulty:", "difficulty", "difficulty", "expected a number, not nothing"),
        ("difficulty: 1", "difficulty: 1\nhold_s: 2", "hold_s", "hold_s", "this key belongs under `parameters:`"),
        ("difficulty: 1", "difficulty: 1\ngoal: x", "goal", "goal", "this key belongs under `words:`"),
        ("  hold_s: 0.5", "  stance: both\n  hold_s: 0.5", "  stance", "parameters.stance", "this key belongs at the top, not indented"),
        ("difficulty: 1", "difficulty: 1\nanchor_values: {}", "anchor_values", "anchor_values", "not known here"),
    ],
)
def test_a_problem_names_line_key_and_what_was_expected(old: str, new: str, where: str, key: str, words: str) -> None:
    text = changed(old, new)
    found = problem(text)
    assert words in found.message
    assert found.path == "x.yaml"
    assert found.key == key
    assert found.line == line_of(text, where)


def test_a_level_without_a_drill_is_told_so() -> None:
    found = problem(changed("drill: reach\n", ""))
    assert (found.key, found.message) == ("drill", "this key is missing: which exercise the level is")


def test_all_problems_of_a_file_come_in_the_order_of_its_lines() -> None:
    text = changed("radius_deg: 4.5", "radius_deg: 45").replace("title: First reaches", "titel: x").replace("zero: 11", "zero: six")
    found = examine_text(text, "x.yaml")
    assert isinstance(found, tuple)
    assert [p.key for p in found] == ["title", "titel", "parameters.radius_deg", "anchors.zero"]


def test_a_sentence_is_never_the_library_s_own() -> None:
    for old, new in (("difficulty: 1", "difficulty: []"), ("parameters:", "parameters: 5\nwords_:"), ("targets: 4", "targets: {a: 1}")):
        for each in examine_text(changed(old, new)):  # type: ignore[union-attr]
            assert "Input should" not in str(each)
            assert "Field required" not in str(each)


def test_a_file_is_read_with_its_path_in_problems(tmp_path: Path) -> None:
    path = tmp_path / "mine.yaml"
    path.write_text(changed("hold_s: 0.5 ", "hold_s: 99 "), encoding="utf-8")
    with pytest.raises(FileProblem) as caught:
        read_level(path)
    assert str(caught.value).startswith(f"{path}:{caught.value.line}: parameters.hold_s: 99 is outside")
    path.write_text(GOOD, encoding="utf-8-sig", newline="\r\n")
    assert isinstance(examine(path), Level)
