"""From keys, a gamepad's buttons and the mouse to what a person asked for."""

from __future__ import annotations

import pygame

from wobblequest.core.recording import EventKind
from wobblequest.drills.drill import Answer, Asks, Axis
from wobblequest.input.auto import AutoSource
from wobblequest.input.keyboard import Direction, KeyboardSource
from wobblequest.input.mouse import MouseSource
from wobblequest.input.source import Source
from wobblequest.screens.screen import Adjust, Click, Deed, Intent, Mark, Pick, Request, Say, Typed

LEANS: dict[int, Direction] = {
    pygame.K_LEFT: "left", pygame.K_RIGHT: "right", pygame.K_UP: "forward", pygame.K_DOWN: "back",
    pygame.K_a: "left", pygame.K_d: "right", pygame.K_w: "forward", pygame.K_s: "back",
}
ARROWS: dict[int, Deed] = {
    pygame.K_LEFT: "left", pygame.K_RIGHT: "right", pygame.K_UP: "forward", pygame.K_DOWN: "back",
    pygame.K_PAGEDOWN: "right", pygame.K_PAGEUP: "left",
}
DEEDS: dict[int, Deed] = {
    pygame.K_RETURN: "confirm", pygame.K_KP_ENTER: "confirm", pygame.K_SPACE: "pause", pygame.K_p: "pause",
    pygame.K_ESCAPE: "stop", pygame.K_BACKSPACE: "back", pygame.K_TAB: "skip", pygame.K_z: "rezero", pygame.K_b: "check",
    pygame.K_h: "history", pygame.K_o: "overview", pygame.K_e: "settings", pygame.K_u: "undo", pygame.K_t: "theme", pygame.K_q: "quit",
    pygame.K_k: "keep",
}
ADJUSTS: dict[int, tuple[Axis, int]] = {
    pygame.K_F1: ("size", -1), pygame.K_F2: ("size", +1), pygame.K_F3: ("distance", -1), pygame.K_F4: ("distance", +1),
    pygame.K_F5: ("hold", -1), pygame.K_F6: ("hold", +1), pygame.K_F7: ("speed", -1), pygame.K_F8: ("speed", +1),
}
"""Function keys: they lie in the same place on every national keyboard."""

MARKS: dict[int, EventKind] = {pygame.K_F9: "near-fall", pygame.K_F10: "hand-support", pygame.K_F12: "pain"}
"""What a therapist sees and notes. They lie beside the keys that change difficulty: nobody who means "halt" strikes there."""

FIGURES: dict[int, int] = {
    **{pygame.K_1 + i: i + 1 for i in range(9)}, **{key: i + 1 for i, key in enumerate((
        pygame.K_KP_1, pygame.K_KP_2, pygame.K_KP_3, pygame.K_KP_4, pygame.K_KP_5, pygame.K_KP_6, pygame.K_KP_7, pygame.K_KP_8,
        pygame.K_KP_9))},
}

WINDOWS: frozenset[Deed] = frozenset({"theme", "keep"})
"""Deeds that the window answers itself, whatever the screen is; in play they halt, as any key does."""

ANSWERS: dict[Asks, dict[int, Answer]] = {
    "press": dict.fromkeys((pygame.K_RETURN, pygame.K_KP_ENTER, pygame.K_PAGEDOWN, pygame.K_PAGEUP), "yes"),
    "mark": {
        pygame.K_PLUS: "right", pygame.K_KP_PLUS: "right", pygame.K_EQUALS: "right", pygame.K_r: "right",
        pygame.K_MINUS: "wrong", pygame.K_KP_MINUS: "wrong", pygame.K_x: "wrong",
    },
}
"""In play with a second task. Page down and up are what a presenter's remote sends, which a player can hold in the hand, as a mouse, whose
click answers, too; who holds neither says yes aloud, and a helper presses. Plus stands on the key of = on many keyboards. None of them
leans, pauses or stops."""
ANSWER_BUTTONS = frozenset({0, 1, 2, 3})
"""Of a gamepad, in play with a second task: the four of the right thumb. All others pause."""

BUTTONS: dict[int, Deed] = {
    0: "confirm", 1: "back", 6: "pause", 7: "pause", 8: "pause", 9: "pause", 11: "forward", 12: "back", 13: "left", 14: "right",
}
"""A gamepad's buttons by SDL's joystick numbers. 0 and 1 are those of the right thumb (A and B, cross and circle); start, menu and options
are one of 6 to 9, depending on make and driver; 11 to 14 are the cross of pads that report it as buttons."""
CROSS: dict[tuple[int, int], Deed] = {(-1, 0): "left", (1, 0): "right", (0, 1): "forward", (0, -1): "back"}

QUIET = frozenset({
    pygame.K_LSHIFT, pygame.K_RSHIFT, pygame.K_LCTRL, pygame.K_RCTRL, pygame.K_LALT, pygame.K_RALT, pygame.K_LMETA,
    pygame.K_RMETA, pygame.K_CAPSLOCK, pygame.K_NUMLOCK, pygame.K_SCROLLLOCK, pygame.K_PRINTSCREEN, pygame.K_MODE,
})


def request_of(
    event: pygame.event.Event, *, playing: bool, keyboard_plays: bool, asks: Asks | None = None, typing: bool = False,
) -> Request | None:
    """What a key press, a gamepad's button or a click asks for, None where it asks for nothing.

    While a trial is played with the keyboard, arrows and WASD lean and ask for nothing; in menus the arrows choose at once. In play any key
    without another meaning and any button pauses: whoever hits them in a hurry means "halt". Only where a second task ``asks`` for them,
    some answer it. Where a screen takes text (``typing``) what has a letter is text; only keys without one ask for something.
    """
    if event.type in (pygame.JOYBUTTONDOWN, pygame.JOYHATMOTION):
        answers = playing and asks == "press" and event.type == pygame.JOYBUTTONDOWN and event.button in ANSWER_BUTTONS
        return Say("yes") if answers else _of_gamepad(event, playing)
    if event.type == pygame.MOUSEBUTTONDOWN and event.button == 1:
        return Say("yes") if playing and asks == "press" else Click(*event.pos)
    if event.type != pygame.KEYDOWN or event.key in QUIET:
        return None
    key: int = event.key
    if typing and event.unicode and event.unicode.isprintable():
        return Typed(event.unicode)
    if playing and keyboard_plays and key in LEANS:
        return None
    if key in ADJUSTS:
        return Adjust(*ADJUSTS[key])
    if key in MARKS:
        return Mark(MARKS[key])
    if playing and asks is not None and key in ANSWERS[asks]:
        return Say(ANSWERS[asks][key])
    if not playing and key in FIGURES:
        return Pick(FIGURES[key])
    deed = DEEDS.get(key) or ARROWS.get(key)
    if deed in (None, *WINDOWS) and playing:
        deed = "pause"
    return None if deed is None else Intent(deed)


def _of_gamepad(event: pygame.event.Event, playing: bool) -> Request | None:
    if event.type == pygame.JOYBUTTONDOWN:
        deed = "pause" if playing else BUTTONS.get(event.button)
    elif tuple(event.value) == (0, 0):
        return None  # let go
    else:
        deed = "pause" if playing else CROSS.get(tuple(event.value))
    return None if deed is None else Intent(deed)


def lean(source: Source, event: pygame.event.Event, size_px: tuple[int, int], *, playing: bool) -> None:
    """Pass keys on to a leaning keyboard body, the pointer to a leaning mouse body; for boards nothing."""
    if isinstance(source, AutoSource):
        source = source.keyboard
    if isinstance(source, KeyboardSource) and event.type in (pygame.WINDOWFOCUSLOST, pygame.WINDOWMINIMIZED):
        source.release_all()
    elif isinstance(source, KeyboardSource) and event.type in (pygame.KEYDOWN, pygame.KEYUP):
        way = LEANS.get(event.key)
        if way is None:
            return
        if event.type == pygame.KEYUP:
            source.release(way)
        elif playing or event.key not in ARROWS:
            source.press(way)
    elif isinstance(source, MouseSource) and event.type == pygame.MOUSEMOTION:
        half_width, half_height = size_px[0] / 2, size_px[1] / 2
        scale = min(half_width, half_height)
        source.move((event.pos[0] - half_width) / scale, (half_height - event.pos[1]) / scale)
