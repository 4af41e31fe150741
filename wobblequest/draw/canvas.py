"""The canvas a screen draws on: words, pictures and zones by name; no pixel size, no colour, no pygame type needed.

A screen calls these methods anew each frame. What it asks for is collected, and `Canvas.present` paints only what differs
from the frame before. Areas and places are shares of the canvas, (0, 0) top left to (1, 1) bottom right.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Hashable, Sequence
from typing import Literal

import pygame

from wobblequest.core.arena import Point, Target
from wobblequest.core.reach import Reach
from wobblequest.draw import arena, backdrop, board, calendar, charts, hits, notices, profile, progress, quest, wording, zones
from wobblequest.draw.calendar import CalendarWeek
from wobblequest.draw.field import PLAIN, Lens, field
from wobblequest.draw.icons import ICONS, IconName
from wobblequest.draw.kit import Ink, Kit, Taken
from wobblequest.draw.look import Look
from wobblequest.draw.notices import LinkState
from wobblequest.draw.painter import Painter
from wobblequest.draw.quest import Place
from wobblequest.draw.shapes import shapes
from wobblequest.draw.text import Align
from wobblequest.draw.wording import Size
from wobblequest.draw.zones import Side
from wobblequest.drills.view import Box, View
from wobblequest.language.catalogue import Catalogue
from wobblequest.session.pictured import PartShown

__all__ = ["ICONS", "Align", "Area", "Canvas", "IconName", "Ink", "LinkState", "Look", "PartShown", "Place", "Side", "Size"]

Area = tuple[float, float, float, float]
"""(left, top, width, height) as shares of the canvas's width and height."""

_BACKGROUNDS = 3


class Canvas:
    """Draws on a pygame surface in the given look. Methods come in any order; later ones lie on top."""

    def __init__(self, surface: pygame.Surface, look: Look) -> None:
        self._surface = surface
        self._width, self._height = surface.get_size()
        self._kit = Kit(Painter(surface), look.theme, look.metrics, look.calm, look.language)
        self._backgrounds: OrderedDict[Hashable, pygame.Surface] = OrderedDict()
        self._zones: tuple[tuple[Side, Area], ...] = ()
        self._zones_shown: tuple[tuple[Side, Area], ...] = ()
        self._told: tuple[str, ...] = ()
        self._number: int | None = None
        self._instead: str | None = None
        self._kit.painter.begin(self._plain())

    @property
    def width(self) -> int:
        """Width in px."""
        return self._width

    @property
    def height(self) -> int:
        """Height in px."""
        return self._height

    @property
    def calm(self) -> bool:
        """Whether nothing is to move, nor to compete."""
        return self._kit.calm

    @property
    def told(self) -> tuple[str, ...]:
        """What this frame tells the person to do or know, most important first: its title, its instruction, a caution, what was changed.
        The voice says the same."""
        return self._told

    @property
    def number(self) -> int | None:
        """The number this frame shows of what runs down, for the voice; None where nothing does."""
        return self._number

    @property
    def language(self) -> Catalogue:
        """In which everything is shown, and said."""
        return self._kit.language

    # The frame
    def at(self, now_s: float, *, fade: bool = False) -> None:
        """The time of the frame under way (s); without one nothing moves. fade : from the screen shown before; never in calm."""
        self._kit.painter.now_s = now_s
        if fade and not self.calm:
            self._kit.painter.fade()

    def clear(self) -> None:
        """Begin the frame on the plain, still background."""
        self._kit.taken = Taken()
        self._zones, self._told, self._number, self._instead = (), (), None, None
        self._kit.painter.begin(self._plain())

    def present(self) -> list[tuple[int, int, int, int]]:
        """Paint what was asked for since `clear`; gives the changed rectangles (x, y, width, height in px) for the display."""
        self._zones_shown = self._zones
        if self._instead is not None:
            notices.instead(self._kit, self._instead, [area for _, area in self._zones])
        return self._kit.painter.present()

    def repaint(self) -> None:
        """Paint everything with the next `present`: the display has lost what it showed."""
        self._kit.painter.forget()

    # Words
    def title(self, words: str) -> None:
        """The one sentence at the top (on the play screen: the instruction)."""
        self._told = (*self._told, words)
        self._kit.painter.later(lambda: wording.title(self._kit, words))

    def subtitle(self, words: str) -> None:
        """A softer line under the title."""
        self._kit.taken.subtitle = True
        wording.subtitle(self._kit, words)

    def instruction(self, words: str) -> None:
        """What to do now, at the bottom."""
        if self._instead is None:
            self._told = (*self._told, words)
            self._kit.painter.later(lambda: wording.instruction(self._kit, words))

    def text(self, words: str, x: float, y: float, *, size: Size = "secondary", role: Ink = "text", align: Align = "centre",
             width: float = 0.9, height: float = 1.0, lines: int = 2, bold: bool = False) -> None:
        """Words at a place: ``y`` is the middle of the block, ``x`` its ``align``; wrapped and shrunk to fit its room of so much ``width``.

        At the left is where reading begins: in a language read from the right, at that room's right.
        """
        wording.text(self._kit, words, (x, y, width, height), size, role, align, lines, bold)

    def paragraph(self, words: str, *, area: Area, size: Size = "secondary", role: Ink = "text") -> None:
        """A longer text, as many lines as the area holds, from where reading begins; it shrinks to fit."""
        wording.paragraph(self._kit, words, area, size, role)

    # Play
    def arena(self, view: View | None, cursor: Point | None, *, reach: Reach | None = None, trail: Sequence[Point] = (),
              dim: bool = False, words: str = "", extent_deg: float | None = None, lens: Lens = PLAIN) -> None:
        """The play picture: fixed cross and rings, the person's reach, the view's shapes, and the dot with its trail unless hidden.

        ``dim`` holds everything, greyed, with ``words`` over it ("No signal from the board"). ``extent_deg`` is the tilt from the
        centre to the edge; without it, it follows from the reach. The arena's size depends on canvas, extent, reach and ``lens`` only:
        what the level's display does with all of it. Instruction and progress are not part of it: call `title` and `pips` or `bar`.
        """
        kit = self._kit
        kit.taken.arena = True
        if view is not None and not view.cursor:
            cursor, trail = None, ()
        at = field(kit.metrics, reach, extent_deg, lens)
        theme = arena.held(kit.theme) if dim else kit.theme
        kit.painter.background(self._kept(("arena", at, reach), lambda: arena.ground(self._plain(), kit.theme, kit.metrics, at, reach)))
        if view is not None:
            shapes(kit, at, view.shapes, theme)
            hits.hit(kit, at, view, theme)
        if not dim:
            arena.trail(kit, at, trail, theme)
        if cursor is not None:
            arena.dot(kit, at.place(cursor), theme, grey=dim)
        if words:
            notices.notice(kit, words, 0.83)

    def pips(self, done: int, total: int) -> None:
        """Progress as up to 16 small rings, at the bottom or beside the arena: done ones ticked, the next one bright."""
        self._kit.painter.later(lambda: progress.pips(self._kit, done, total))

    def bar(self, fraction: float) -> None:
        """Progress as a bar, 0…1: at the bottom, or beside the arena, filling upwards."""
        self._kit.painter.later(lambda: progress.bar(self._kit, fraction))

    def countdown(self, n: int) -> None:
        """A big number in a ring: in the middle, or beside the arena."""
        self._number = n
        self._kit.painter.later(lambda: progress.countdown(self._kit, n))

    # Choosing
    def nothing_to_lean_to(self, words: str) -> None:
        """In this frame a lean does nothing: zones drawn from now on are dim, and these words stand for any instruction."""
        self._instead, self._told = words, (*self._told, words)

    def zone(self, side: Side, label: str, icon: IconName, *, fill: float = 0.0, chosen: bool = False, area: Area | None = None,
             number: int = 0) -> None:
        """A panel to lean to: big at its side, or in an ``area`` of its own. ``chosen``: the dot is in it; ``fill`` 0…1: how much
        of the dwell is done. ``number``: whose key picks it."""
        place = area or zones.place(self._kit, side)
        self._zones = (*self._zones, (side, place))
        if side == "forward" and area is None:
            self._kit.taken.forward_zone = True
        zones.zone(self._kit, place, label, icon, fill, chosen, number, dim=self._instead is not None)

    def zone_at(self, x_px: float, y_px: float) -> Side | None:
        """The zone drawn this frame (or the last one) at canvas pixels, or None: for clicks and touch."""
        return zones.zone_at(self._zones or self._zones_shown, self._kit, x_px, y_px)

    def mini_arena(self, cursor: Point | None, *, reach: Reach | None = None, enter: float = 0.4, dim: bool = False) -> None:
        """The dial between the zones with the live dot. Its edge is the person's reach (without one: 10°) in each direction;
        the inner ring is the share ``enter`` of it at which a zone is entered."""
        self._kit.painter.later(lambda: zones.dial(self._kit, cursor, reach, enter, dim))

    def quest_map(self, places: Sequence[Place], *, area: Area = (0.03, 0.2, 0.94, 0.565)) -> None:
        """Places on a way, in order; the orange dot stands at the current one. Around it as many are shown as are readable."""
        quest.quest_map(self._kit, places, area)

    # The board
    def board_dial(self, cursor: Point | None, *, asked: Target | None = None, fill: float = 0.0, dim: bool = False,
                   area: Area = (0.02, 0.19, 0.4, 0.61)) -> None:
        """The board's own tilt, 15° from the middle to the edge, and where the dot should go, ``fill`` 0…1 of it held."""
        board.dial(self._kit, cursor, asked, fill, dim, area)

    def facts(self, rows: Sequence[tuple[str, LinkState]], *, soft: bool = False, area: Area = (0.45, 0.43, 0.53, 0.37)) -> None:
        """Rows of words, each with the sign of its state or none (""), all of one size."""
        board.facts(self._kit, rows, area, soft=soft)

    # Results
    def stars(self, n: int, of: int = 3, *, area: Area = (0.44, 0.65, 0.535, 0.105), words: str = "") -> None:
        """Stars in a row with a few words beside them."""
        progress.stars(self._kit, n, of, area, words)

    def number_rows(self, rows: Sequence[tuple[str, str, str]], *, area: Area = (0.44, 0.192, 0.535, 0.45)) -> None:
        """Up to three rows (value with unit, what it is, how it was before)."""
        charts.number_rows(self._kit, rows, area)

    def rose(self, values: Sequence[float | None], past: Sequence[float | None] = (), *, top: float = 100.0, caption: str = "",
             area: Area = (0.025, 0.2, 0.39, 0.55)) -> None:
        """Eight wedges (forward first, clockwise) out to ``top``; the past as a thin line across each. None leaves one out."""
        charts.rose(self._kit, values, past, top, caption, area)

    def path_picture(self, points: Sequence[Point], targets: Sequence[Target], *, reach: Reach | None = None, caption: str = "",
                     area: Area = (0.025, 0.2, 0.39, 0.55), marks: Sequence[Point] = (), boxes: Sequence[Box] = ()) -> None:
        """Where the dot went, over the targets and boxes, and single places of it as discs."""
        charts.path_picture(self._kit, charts.Went(tuple(points), tuple(targets), tuple(marks), tuple(boxes)), reach, caption, area)

    def trend(self, values: Sequence[float], *, band: tuple[float, float] | None = None, unit: str = "", labels: tuple[str, str] = ("", ""),
              area: Area = (0.06, 0.24, 0.88, 0.5)) -> None:
        """One value a session, oldest first, over the ``band`` (low, high) of ordinary ups and downs; ``labels`` of first and last."""
        charts.trend(self._kit, values, band, unit, labels, area)

    def profile(self, parts: Sequence[PartShown], *, area: Area = (0.03, 0.18, 0.94, 0.625)) -> None:
        """The parts of a profile below each other: name, bar from 0 to 100, value, and two reasons in words each; no total."""
        profile.profile(self._kit, parts, area)

    def calendar(self, weeks: Sequence[CalendarWeek], *, area: Area = (0.03, 0.19, 0.94, 0.5)) -> None:
        """Weeks below each other, a cell a day: done, due and today are told apart by form and colour."""
        calendar.calendar(self._kit, weeks, area)

    def veil(self, words: str = "", detail: str = "") -> None:
        """Quiet everything drawn so far and say one thing over it (paused, stopped)."""
        self._told = (*self._told, words)
        self._kit.painter.later(lambda: notices.veil(self._kit, words, detail))

    def note(self, words: str, y: float = 0.92) -> None:
        """What was just changed, on a panel over what lies there: the very bottom, or so far down (a share of the height)."""
        self._told = (*self._told, words)
        notices.notice(self._kit, words, y, sign=False)

    def caution(self, words: str) -> None:
        """A vermillion triangle and words, in the middle of the lower third."""
        self._told = (*self._told, words)
        notices.notice(self._kit, words, 0.8)

    def link_badge(self, words: str, state: LinkState = "good", *, detail: str = "") -> None:
        """How the board is heard, small in the top right corner, above the title; with a ``detail`` (why) below it, at the foot."""
        if detail:
            self._kit.painter.later(lambda: notices.foot_badge(self._kit, words, state, detail))
        else:
            self._kit.taken.corner_px = notices.badge(self._kit, words, state)

    def key_help(self, keys: Sequence[tuple[str, str]]) -> None:
        """(key, what it does) for the therapist, small at the very bottom; without a key ("") words that stand alone."""
        self._kit.taken.foot_px = notices.row_px(self._kit) * len(notices.key_rows(self._kit, keys))
        notices.key_help(self._kit, keys)

    def rest_breathing(self, fraction: float, seconds: float) -> None:
        """A ring that slowly empties during rest: ``fraction`` 0…1 of the rest is over, ``seconds`` are left."""
        self._number = round(seconds)
        progress.rest(self._kit, fraction, seconds)

    def icon(self, name: IconName, x: float, y: float, *, size: Literal["small", "medium", "large"] = "medium", role: Ink = "text") -> None:
        """A picture centred at a place; with the role caution it bears the caution sign."""
        notices.pictured(self._kit, name, (x * self.width, y * self.height), size, role)

    def panel(self, area: Area) -> None:
        """A rounded panel behind what is drawn next."""
        notices.panel(self._kit, area)

    def _plain(self) -> pygame.Surface:
        return self._kept("plain", lambda: backdrop.plain(self._surface, self._kit.theme))

    def _kept(self, key: Hashable, make: Callable[[], pygame.Surface]) -> pygame.Surface:
        """A background by key; each is as large as the canvas, so only the last few are kept."""
        if key not in self._backgrounds:
            self._backgrounds[key] = make()
            while len(self._backgrounds) > _BACKGROUNDS:
                self._backgrounds.popitem(last=False)
        self._backgrounds.move_to_end(key)
        return self._backgrounds[key]
