"""The shape that stands beside what somebody goes by."""

from __future__ import annotations

from typing import get_args

import pygame
from hypothesis import given
from hypothesis import strategies as st

from wobblequest.core.theme import DARK
from wobblequest.draw.emblems import EMBLEMS, EmblemName, emblem_of
from wobblequest.draw.icons import icon
from wobblequest.draw.sprites import Sprites
from wobblequest.screens.aliases import ALIASES


@given(st.text())
def test_everybody_has_one_and_it_stays_theirs(alias: str) -> None:
    assert emblem_of(alias) in EMBLEMS
    assert emblem_of(f"  {alias} ") == emblem_of(alias)


def test_it_is_the_same_for_one_alias_written_in_two_ways() -> None:
    assert emblem_of("STRASSE") == emblem_of("Straße")
    assert emblem_of("Ren\u00e9") == emblem_of("Rene\u0301")
    assert emblem_of("Heron") == "emblem-moon", "records outlive programs: nobody's shape may change with a new version"


def test_the_names_that_are_offered_have_many_shapes() -> None:
    assert len({emblem_of(alias) for alias in ALIASES}) >= 8


def test_no_two_look_alike() -> None:
    """By how much of the square differs."""
    names = get_args(EmblemName)
    assert set(names) == set(EMBLEMS)
    filled = [pygame.mask.from_surface(icon(Sprites(), name, 60.0, DARK.goal), 127) for name in names]
    for i, one in enumerate(filled):
        assert 0.2 < one.count() / 3600 < 0.8
        for other in filled[:i]:
            differs = one.count() + other.count() - 2 * one.overlap_area(other, (0, 0))
            assert differs / 3600 > 0.08
