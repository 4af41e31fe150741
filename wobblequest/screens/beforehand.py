"""What must be known of a level before it starts, where it differs from the ordinary: how to stand, and what is seen and heard of it."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from wobblequest.core.messages import Message, aloud
from wobblequest.levels.level import Level
from wobblequest.levels.options import Stance, Surface
from wobblequest.screens import feedback_words

STANDS: Mapping[tuple[Stance, Surface], Message] = MappingProxyType({
    ("both", "rocker-left-right"): aloud("Stand on the sideways rocker"),
    ("both", "rocker-front-back"): aloud("Stand on the front-back rocker"),
    ("both", "disc"): aloud("Stand on the air disc"),
    ("both", "foam"): aloud("Stand on foam"),
    ("left", "wobble-board"): aloud("Stand on your left leg"),
    ("left", "rocker-left-right"): aloud("On your left leg, on the sideways rocker"),
    ("left", "rocker-front-back"): aloud("On your left leg, on the front-back rocker"),
    ("left", "disc"): aloud("On your left leg, on the air disc"),
    ("left", "foam"): aloud("On your left leg, on foam"),
    ("right", "wobble-board"): aloud("Stand on your right leg"),
    ("right", "rocker-left-right"): aloud("On your right leg, on the sideways rocker"),
    ("right", "rocker-front-back"): aloud("On your right leg, on the front-back rocker"),
    ("right", "disc"): aloud("On your right leg, on the air disc"),
    ("right", "foam"): aloud("On your right leg, on foam"),
    ("tandem", "wobble-board"): aloud("Stand heel to toe"),
    ("tandem", "rocker-left-right"): aloud("Heel to toe, on the sideways rocker"),
    ("tandem", "rocker-front-back"): aloud("Heel to toe, on the front-back rocker"),
    ("tandem", "disc"): aloud("Heel to toe, on the air disc"),
    ("tandem", "foam"): aloud("Heel to toe, on foam"),
    ("seated", "wobble-board"): aloud("Sit down for this one"),
    ("seated", "rocker-left-right"): aloud("Sitting, on the sideways rocker"),
    ("seated", "rocker-front-back"): aloud("Sitting, on the front-back rocker"),
    ("seated", "disc"): aloud("Sitting, on the air disc"),
    ("seated", "foam"): aloud("Sitting, on foam"),
})
"""One whole sentence for each way to stand on each surface; on both feet on the wobble board nothing needs to be said."""
NARROW: tuple[Stance, ...] = ("left", "right", "tandem")
"""Stances in which even a steady person wants a hand near something fixed."""


def beforehand(level: Level) -> tuple[str, ...]:
    """Sentences of at most eight words, what to do with the body first; none where all is as usual: on both feet on the board, free, eyes
    open, the dot to be seen."""
    told = (STANDS.get((level.stance, level.surface), ""), _hold(level), *_shown(level), _answered(level))
    return tuple(words for words in told if words)


def _answered(level: Level) -> str:
    """By what a second task is answered: without a button in the hand somebody else presses, or marks."""
    task = getattr(level.parameters, "task", None)
    if task is None:
        return ""
    return aloud("Count aloud, a helper marks each number") if task == "count-back" else aloud("Press a button, or say yes aloud")


def _hold(level: Level) -> str:
    closed = level.eyes == "closed" and not getattr(level.parameters, "close_eyes", False)  # a drill that asks for it says when
    if level.support == "rail":
        return aloud("Hold the rail and close your eyes") if closed else aloud("Hold the rail")
    if level.stance in NARROW:
        return aloud("Hand near the rail, then close your eyes") if closed else aloud("Keep a hand near the rail")
    return aloud("Close your eyes when it begins") if closed else ""


def _shown(level: Level) -> tuple[str, ...]:
    swapped = aloud("Left and right are swapped on the screen") if level.display.mirrored else ""
    sound = aloud("Follow the sound: higher means more forward") if level.sound_guidance else ""
    return (sound,) if level.eyes == "closed" else (swapped, feedback_words.before(level), sound)
