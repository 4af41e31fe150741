"""What must be known of a level before it starts, where it differs from the ordinary: how to stand, and what is seen and heard of it."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from wobblequest.levels.level import Level
from wobblequest.levels.options import Stance, Surface

STANCES: Mapping[Stance, tuple[str, str]] = MappingProxyType({
    "left": ("Stand on your left leg", "On your left leg"), "right": ("Stand on your right leg", "On your right leg"),
    "tandem": ("Stand heel to toe", "Heel to toe"), "seated": ("Sit down for this one", "Sitting"),
})
"""As a sentence of its own, and before a surface."""
SURFACES: Mapping[Surface, str] = MappingProxyType({
    "rocker-left-right": "on the sideways rocker", "rocker-front-back": "on the front-back rocker", "disc": "on the air disc",
    "foam": "on foam",
})
NARROW: tuple[Stance, ...] = ("left", "right", "tandem")
"""Stances in which even a steady person wants a hand near something fixed."""


def beforehand(level: Level) -> tuple[str, ...]:
    """Sentences of at most eight words, what to do with the body first; none where all is as usual: on both feet on the board, free, eyes
    open, the dot to be seen."""
    return tuple(words for words in (_stand(level), _hold(level), *_shown(level)) if words)


def _stand(level: Level) -> str:
    stance, surface = STANCES.get(level.stance), SURFACES.get(level.surface)
    if stance is None:
        return "" if surface is None else f"Stand {surface}"
    return stance[0] if surface is None else f"{stance[1]}, {surface}"


def _hold(level: Level) -> str:
    closed = level.eyes == "closed" and not getattr(level.parameters, "close_eyes", False)  # a drill that asks for it says when
    if level.support == "rail":
        return "Hold the rail and close your eyes" if closed else "Hold the rail"
    if level.stance in NARROW:
        return "Hand near the rail, then close your eyes" if closed else "Keep a hand near the rail"
    return "Close your eyes when it begins" if closed else ""


def _shown(level: Level) -> tuple[str, ...]:
    display, when = level.display, level.feedback.when
    swapped = "Left and right are swapped on the screen" if display.mirrored else ""
    dot = {
        "after": "You will not see the dot", "none": "You will not see the dot", "share": "The dot is hidden at times",
        "banded": "The dot shows only when you are off",
    }.get(when, "The dot is hidden at times" if display.hidden_pct else "")
    sound = "Follow the sound: higher means more forward" if level.sound_guidance else ""
    return (sound,) if level.eyes == "closed" else (swapped, dot, sound)
