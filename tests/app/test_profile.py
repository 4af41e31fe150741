"""The profile in the program's own loop: what was played is in it, and it is opened and left by leaning alone."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from wobblequest.core.arena import Point, Target
from wobblequest.core.reach import Reach
from wobblequest.input.simulated import SimulatedSource
from wobblequest.screens.screen import Intent


class Curious(SimulatedSource):
    """A simulated person who, while ``curious``, leans forward where anything is to be chosen."""

    curious = False

    def aim(self, target: Target | None) -> None:
        super().aim(Target(Point(8.0, 0.0), 1.5) if self.curious and target is not None else target)


def test_what_was_played_is_seen_in_the_profile_and_left_again_by_leaning(hall_on: Callable[..., Any]) -> None:
    person = Curious(skill=0.8, seed=2)
    hall = hall_on(person, "hold-1")
    hall.practice.keep_reach(Reach())
    assert all(part.value is None for part in hall.practice.profile())
    hall.until("ResultScreen", 120.0)
    hall.loop.screen = hall.loop.screen.request(Intent("history")) or hall.loop.screen
    person.curious = True
    hall.until("Profile", 30.0)
    seen = {part.name: part for part in hall.loop.screen.parts}
    result = hall.practice.past()[-1].result
    holds = sum(level.drill == "hold" and not level.test for level in hall.practice.levels)
    done = int(result.stars >= 2)
    assert seen["Steadiness"].value == pytest.approx(100 / holds if done else result.points / holds)
    assert seen["Steadiness"].ladder == f"{done} of {holds} levels done"
    assert seen["Steadiness"].change == "early"
    assert seen["Reach"].ladder == "not practised yet"
    person.curious = False
    hall.until("History", 30.0)
    hall.until("Rest", 30.0)  # from a result, what follows it
