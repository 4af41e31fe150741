from __future__ import annotations

import json

import pytest
from pydantic import ValidationError

from wobblequest.core.errors import WobbleQuestError
from wobblequest.drills.register import DRILLS
from wobblequest.levels.level import LEVELS, Level, is_slug, level_from_json
from wobblequest.levels.shelf import load_shelf, shipped_folder
from wobblequest.scoring.points import points, stars

SHIPPED = load_shelf(shipped_folder()).levels
every_level = pytest.mark.parametrize("level", SHIPPED, ids=lambda level: level.id)


@every_level
def test_a_level_survives_a_recording(level: Level) -> None:
    again = level_from_json(json.loads(json.dumps(level.to_json(), allow_nan=False)))
    assert again == level
    assert type(again.parameters) is DRILLS[level.drill].Parameters


@every_level
def test_its_anchors_give_points_and_stars(level: Level) -> None:
    a = level.anchors
    if a is None:
        assert level.test, level.id
        return
    assert [stars(v, a) for v in a.values] == [0, 1, 2, 3, 3]
    assert (points(a.zero, a), points(a.hundred, a)) == (0, 100)
    assert a.higher_is_better == DRILLS[level.drill].higher_is_better


def test_a_level_is_frozen() -> None:
    with pytest.raises(ValidationError):
        SHIPPED[0].title = "x"  # type: ignore[misc]


def test_every_drill_has_its_model() -> None:
    assert list(LEVELS) == list(DRILLS)


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"drill": "juggle"}, "a drill 'juggle', which this program does not have"),
        ({"difficulty": float("nan")}, "difficulty"),
        ({"more": 1}, "more"),
        ({"parameters": {"radius_deg": 5.0, "duration_s": 500.0}}, "parameters.duration_s"),
    ],
)
def test_a_recording_s_level_is_checked_anew(change: dict[str, object], words: str) -> None:
    with pytest.raises(WobbleQuestError, match=words):
        level_from_json(SHIPPED[0].to_json() | change)


@pytest.mark.parametrize(
    ("word", "good"),
    [
        ("hold-1", True), ("a", True), ("", False), ("A", False), ("a--b", False), ("-a", False), ("a\n", False), ("../x", False),
        ("x" * 41, False),
    ],
)
def test_ids_are_slugs(word: str, good: bool) -> None:
    assert is_slug(word) is good
