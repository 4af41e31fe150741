"""The exercises in groups of three or four, so that each is a few leans away."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

from wobblequest.core.messages import Message, message
from wobblequest.draw.canvas import IconName


@dataclass(frozen=True, slots=True)
class Group:
    """Exercises of one kind. drills : by name, in the order in which they are offered."""

    title: Message
    icon: IconName
    drills: tuple[str, ...]


GROUPS: tuple[Group, ...] = (
    Group(message("Stand steady"), "stand", ("hold", "drift", "align", "roll")),
    Group(message("Reach out"), "lean-right", ("reach", "shift", "recall")),
    Group(message("Keep moving"), "board", ("track", "rhythm", "maze")),
    Group(message("React and think"), "react", ("catch", "react", "dual")),
)


EXERCISE_ICONS: Mapping[str, IconName] = MappingProxyType({
    "hold": "hold", "drift": "drift", "align": "align", "roll": "roll", "reach": "reach", "shift": "shift", "recall": "recall",
    "track": "track", "rhythm": "rhythm", "maze": "maze", "catch": "catch", "react": "react", "dual": "dual",
})
"""Exercise → its icon."""


def groups_with(drills: Sequence[str]) -> tuple[Group, ...]:
    """The groups of which there are levels, each with its drills of which there are."""
    kept = (Group(group.title, group.icon, tuple(name for name in group.drills if name in drills)) for group in GROUPS)
    return tuple(group for group in kept if group.drills)
