"""What is followed at a level, read from levels as they were stored."""

from __future__ import annotations

from typing import Any

import pytest

from wobblequest.levels.followed import Followed, followed_at
from wobblequest.levels.shelf import load_shelf, shipped_folder

TEST = {"drill": "hold", "test": True, "protocol": {"primary": "osi", "summary": "best"}}


def test_of_every_shipped_level_it_is_what_the_level_says() -> None:
    for level in load_shelf(shipped_folder()).levels:
        found = followed_at(level.to_json())
        assert (found.measure, found.higher_is_better, found.test) == (level.primary, level.higher_is_better, level.test), level.id
        assert found.summary == (None if level.protocol is None else level.protocol.summary), level.id
        assert found.surface == level.surface


@pytest.mark.parametrize(("changes", "expected"), [
    ({}, Followed("osi", True, "best")),
    ({"protocol": {"summary": "best"}}, Followed("time_on_target_pct", True, "best")),
    ({"protocol": {"primary": "no longer there", "summary": "worst"}}, Followed("time_on_target_pct", True, None)),
    ({"protocol": {"primary": ["osi"]}}, Followed("time_on_target_pct", True, "mean")),
    ({"protocol": None}, Followed("time_on_target_pct", True, None)),
    ({"test": False}, Followed("time_on_target_pct", False, None)),
    ({"drill": "a drill of another program"}, Followed("", True, "best")),
    ({"surface": "foam"}, Followed("osi", True, "best", "foam")),
])
def test_of_older_and_other_levels_it_is_what_can_be_known(changes: dict[str, Any], expected: Followed) -> None:
    assert followed_at(TEST | changes) == expected
