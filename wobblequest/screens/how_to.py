"""How to do a thing with what is played with: the same sentence for a board, keys, a stick, a finger, and one button."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Literal

from wobblequest.core.messages import Message, aloud
from wobblequest.screens.screen import Practice

With = Literal["board", "keyboard", "gamepad", "mouse", "button"]
"""What somebody chooses with. A board is all that is leaned on, a recording and a simulated person too."""
Verb = Literal["go on", "start", "measure"]

RIGHT: Mapping[Verb, Mapping[With, Message]] = MappingProxyType({
    "go on": MappingProxyType({
        "board": aloud("Lean right to go on"), "keyboard": aloud("Press the right arrow to go on"),
        "gamepad": aloud("Push the stick right to go on"), "mouse": aloud("Tap at the right to go on"),
        "button": aloud("Press when the right side lights up"),
    }),
    "start": MappingProxyType({
        "board": aloud("Lean right to start"), "keyboard": aloud("Press the right arrow to start"),
        "gamepad": aloud("Push the stick right to start"), "mouse": aloud("Tap at the right to start"),
        "button": aloud("Press when the right side lights up"),
    }),
    "measure": MappingProxyType({
        "board": aloud("Lean right to measure"), "keyboard": aloud("Press the right arrow to measure"),
        "gamepad": aloud("Push the stick right to measure"), "mouse": aloud("Tap at the right to measure"),
        "button": aloud("Press when the right side lights up"),
    }),
})
"""How to choose what stands at the right."""


def plays_with(practice: Practice) -> With:
    """What this person chooses with now."""
    if practice.preferences.one_button:
        return "button"
    match practice.source.kind:
        case "keyboard":
            return "keyboard"
        case "gamepad":
            return "gamepad"
        case "mouse":
            return "mouse"
    return "board"


def answers_with(practice: Practice, *, leans: bool) -> With:
    """What this person chooses with where it may be unknown which way the board lies (``leans`` False): then keys, not the board."""
    played = plays_with(practice)
    return "keyboard" if played == "board" and not leans else played
