"""What a person may ask of a screen, by key, button, mouse or page."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from wobblequest.core.recording import EventKind
from wobblequest.drills.drill import Answer, Axis

Deed = Literal["left", "right", "forward", "confirm", "back", "pause", "stop", "skip", "rezero", "check", "history", "overview",
               "settings", "undo", "theme", "keep", "quit"]


@dataclass(frozen=True, slots=True)
class Intent:
    """Something a person asked for by key, button or mouse.

    deed : what. ``left``, ``right`` and ``forward`` choose the zone of that name at once.
    """

    deed: Deed


@dataclass(frozen=True, slots=True)
class Adjust:
    """A therapist's key: one axis one step up (+1) or down (−1)."""

    axis: Axis
    step: int


@dataclass(frozen=True, slots=True)
class Click:
    """A click or touch at canvas pixels."""

    x_px: float
    y_px: float


@dataclass(frozen=True, slots=True)
class Say:
    """An answer to a second task: the player's press, or a therapist's mark of what was said aloud."""

    said: Answer


@dataclass(frozen=True, slots=True)
class Pick:
    """A key with a figure on it: the thing of that number, 1–9, of what there is to choose."""

    number: int


@dataclass(frozen=True, slots=True)
class Typed:
    """Letters typed on a keyboard, where a screen takes text (`LeaningScreen.typing`). The deed ``back`` takes the last one away."""

    letters: str


@dataclass(frozen=True, slots=True)
class Mark:
    """A therapist notes what they saw. by : who; a name where a page knows it."""

    kind: EventKind
    by: str = "therapist"


Request = Intent | Adjust | Click | Say | Pick | Typed | Mark
