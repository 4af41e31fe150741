"""What people practise for: suggestions, and how a goal is said. A goal is the person's own; nothing here promises to reach it."""

from __future__ import annotations

from wobblequest.core.messages import Message, message, name

SUGGESTIONS: tuple[Message, ...] = (
    message("Climb the stairs without the rail"),
    message("Walk in the woods again"),
    message("Put on socks standing"),
    message("Play ball with the children"),
    message("Ride a bus standing up"),
    message("Garden for an hour"),
    message("Dance through an evening"),
    message("Go back to my sport"),
)
"""A chosen one is kept by its English, so that it is said in whatever language is set later."""


def goal_words(goal: str) -> Message:
    """A goal as it is kept, as words to show: a suggestion in any language, own words as they were written."""
    return next((each for each in SUGGESTIONS if each == goal), name(goal))
