"""The canvas a screen draws on: words, pictures and zones by name; no pixel size, no colour, no pygame type needed.

A screen calls these methods anew each frame. What it asks for is collected, and `Canvas.present` paints only what differs
from the frame before. Areas and places are shares of the canvas, (0, 0) top left to (1, 1) bottom right.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

import pygame

from wobblequest.core.arena import Point, Target
from wobblequest.core.reach import Reach
from wobblequest.draw.metrics import Metrics
from wobblequest.draw.theme import Theme
from wobblequest.drills.view import View

Area = tuple[float, float, float, float]
"""(left, top, width, height) as shares of the canvas's width and height."""

Side = Literal["left", "right", "forward"]
Size = Literal["huge", "title", "instruction", "secondary", "small"]
"""Capitals of 80, 40, 40, 30 and 20 arcmin; everything shrinks to fit its place, never under 20."""
Ink = Literal["text", "soft", "me", "goal", "done", "caution"]
Align = Literal["left", "centre", "right"]
IconName = Literal["play", "cup", "next", "back", "again", "pause", "stop", "check", "lean-forward", "lean-back", "lean-left", "lean-right",
                   "stand", "eye", "hand", "sound", "keyboard", "board", "chart"]
LinkState = Literal["good", "stale", "lost"]


@dataclass(frozen=True, slots=True)
class Look:
    """How things look for this person: the theme, the sizes, and whether pictures may move at all (``calm``)."""

    theme: Theme
    metrics: Metrics
    calm: bool = False


@dataclass(frozen=True, slots=True)
class Place:
    """One place on the quest's way. ``stars`` None where it was never played; ``fill`` 0…1 of the dwell that chooses it."""

    label: str
    number: int
    stars: int | None = None
    open: bool = True
    current: bool = False
    fill: float = 0.0


class Canvas:
    """Draws on a pygame surface in the given look. Methods come in any order; later ones lie on top."""

    def __init__(self, surface: pygame.Surface, look: Look) -> None:
        ...

    @property
    def width(self) -> int:
        """Width in px."""
        ...

    @property
    def height(self) -> int:
        """Height in px."""
        ...

    # The frame
    def clear(self) -> None:
        """Begin the frame on the plain, still background."""

    def present(self) -> list[tuple[int, int, int, int]]:
        """Paint what was asked for since `clear`; gives the changed rectangles (x, y, width, height in px) for the display."""

    # Words
    def title(self, words: str) -> None:
        """The one sentence at the top (on the play screen: the instruction)."""

    def subtitle(self, words: str) -> None:
        """A softer line under the title."""

    def instruction(self, words: str) -> None:
        """What to do now, at the bottom."""

    def text(self, words: str, x: float, y: float, *, size: Size = "secondary", role: Ink = "text", align: Align = "centre",
             width: float = 0.9, lines: int = 2, bold: bool = False) -> None:
        """Words at a place: ``y`` is the middle of the block, ``x`` its ``align``; wrapped and shrunk to ``width`` and ``lines``."""

    # Play
    def arena(self, view: View | None, cursor: Point | None, *, reach: Reach | None = None, trail: Sequence[Point] = (),
              dim: bool = False, words: str = "", extent_deg: float | None = None) -> None:
        """The play picture: fixed cross and rings, the person's reach dotted, the view's shapes, the dot with its trail.

        ``dim`` holds everything, greyed, with ``words`` over it ("No signal from the board"). ``extent_deg`` is the tilt from the
        centre to the edge; without it, it follows from the reach. The arena's size depends on canvas, extent and reach only. Instruction
        and progress are not part of it: call `title` and `pips` or `bar`.
        """

    def pips(self, done: int, total: int) -> None:
        """Progress as up to 16 small rings at the bottom: done ones ticked, the next one bright."""

    def bar(self, fraction: float) -> None:
        """Progress as a bar at the bottom, 0…1."""

    def countdown(self, n: int) -> None:
        """A big number in a ring in the middle."""

    # Choosing
    def zone(self, side: Side, label: str, icon: IconName, *, fill: float = 0.0, chosen: bool = False) -> None:
        """A big panel to lean to. ``chosen``: the dot is in it; ``fill`` 0…1: how much of the dwell is done."""

    def zone_at(self, x_px: float, y_px: float) -> Side | None:
        """The zone drawn this frame (or the last one) at canvas pixels, or None: for clicks and touch."""
        ...

    def mini_arena(self, cursor: Point | None, *, reach: Reach | None = None, enter: float = 0.4, dim: bool = False) -> None:
        """The dial between the zones with the live dot. Its edge is the person's reach (without one: 10°) in each direction;
        the inner ring is the share ``enter`` of it at which a zone is entered."""

    def quest_map(self, places: Sequence[Place], *, area: Area = (0.03, 0.22, 0.94, 0.6)) -> None:
        """Places on a way, in order; the orange dot stands at the current one. At most 12 hold at readable size."""

    # Results
    def stars(self, n: int, of: int = 3, *, area: Area = (0.52, 0.76, 0.45, 0.09), words: str = "") -> None:
        """Stars in a row with a few words beside them."""

    def number_rows(self, rows: Sequence[tuple[str, str, str]], *, area: Area = (0.52, 0.2, 0.45, 0.55)) -> None:
        """Up to three rows (value with unit, what it is, how it was before)."""

    def rose(self, values: Sequence[float | None], past: Sequence[float | None] = (), *, top: float = 100.0, caption: str = "",
             area: Area = (0.03, 0.2, 0.46, 0.65)) -> None:
        """Eight wedges (forward first, clockwise) out to ``top``; the past as a thin line across each. None leaves one out."""

    def path_picture(self, points: Sequence[Point], targets: Sequence[Target], *, reach: Reach | None = None, caption: str = "",
                     area: Area = (0.03, 0.2, 0.46, 0.65)) -> None:
        """Where the dot went, over the targets."""

    def trend(self, values: Sequence[float], *, band: tuple[float, float] | None = None, unit: str = "", labels: tuple[str, str] = ("", ""),
              area: Area = (0.06, 0.24, 0.88, 0.5)) -> None:
        """One value a session, oldest first, over the ``band`` (low, high) of ordinary ups and downs; ``labels`` of first and last."""

    # States
    def veil(self, words: str = "", detail: str = "") -> None:
        """Quiet everything drawn so far and say one thing over it (paused, stopped)."""

    def caution(self, words: str) -> None:
        """A vermillion triangle and words, in the middle of the lower third."""

    def link_badge(self, words: str, state: LinkState = "good") -> None:
        """How the board is heard, small in the top right corner."""

    def key_help(self, keys: Sequence[tuple[str, str]]) -> None:
        """(key, what it does) for the therapist, small at the very bottom."""

    def rest_breathing(self, fraction: float, seconds: float) -> None:
        """A ring that slowly empties during rest: ``fraction`` 0…1 of the rest is over, ``seconds`` are left."""

    # Odds
    def icon(self, name: IconName, x: float, y: float, *, size: Literal["small", "medium", "large"] = "medium", role: Ink = "text") -> None:
        """A picture centred at a place."""

    def panel(self, area: Area) -> None:
        """A rounded panel behind what is drawn next."""
