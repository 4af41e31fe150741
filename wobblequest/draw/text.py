"""Words as pictures: sized by the height of their capitals, wrapped to few lines, shrunk to fit but never under a floor."""

from __future__ import annotations

import re
from collections import OrderedDict
from dataclasses import dataclass
from functools import lru_cache
from math import floor
from typing import Literal

import pygame

from wobblequest.core.errors import WobbleQuestError
from wobblequest.core.theme import Colour
from wobblequest.draw.coverage import Pen, painted, surface
from wobblequest.draw.fonts import ARROW_WIDE, ARROWS, em_px, font, runs, width_px
from wobblequest.language.order import UNSEEN, rejoined, standing

PITCH = 1.5
"""From baseline to baseline, in heights of capitals."""
HEBREW_PITCH = 1.65
"""The same where letters reach higher (lamed) and lower (final nun)."""
DESCENT = 0.3
"""How far letters such as g reach below the baseline, in heights of capitals."""
LINE_CHARACTERS = 36
_SHRINK = 0.97
_NO_LIMIT = 1e9
_SPACES = re.compile(r"(?<!\d)[ \t\n]+|(?<=\d)[ \t\n]+(?!(?:%|s|m|cm)(?!\w))")
"""Where a line may be broken: not at a no-break space, and not between a figure and its unit."""
Align = Literal["left", "centre", "right"]


@dataclass(frozen=True, slots=True)
class Block:
    """Words laid out, in lines as they are read. capital_px : height of capitals. width_px : of the longest line.

    height_px : from the top of the first line's capitals to the last baseline. cut : True where words were left out (an … stands for them).
    right_to_left : whether a line begins at the right.
    """

    lines: tuple[str, ...]
    capital_px: float
    width_px: int
    height_px: float
    bold: bool
    cut: bool = False
    right_to_left: bool = False

    @property
    def standing(self) -> tuple[str, ...]:
        """The lines as their letters stand, from left to right."""
        return tuple(standing(line, self.right_to_left) for line in self.lines)


def _wide(line: str, bold: bool, size: int) -> int:
    """How wide a line will be (px). Its letters take the same room in any order, but for the kerning of a few."""
    return width_px(line if line.isascii() else "".join(sign for sign in line if sign not in UNSEEN), bold, size)


def _wrap(words: list[str], bold: bool, size: int, limit: float) -> list[str] | None:
    """Greedy lines no wider than the limit; None where a single word is wider."""
    lines: list[str] = []
    for word in words:
        longer = f"{lines[-1]} {word}" if lines else word
        if lines and _wide(longer, bold, size) <= limit:
            lines[-1] = longer
        elif _wide(word, bold, size) <= limit:
            lines.append(word)
        else:
            return None
    return lines or [""]


def _balanced(words: list[str], bold: bool, size: int, limit: float, lines: list[str]) -> list[str]:
    """The same number of lines, as even in width as the words allow."""
    low, high = max(_wide(w, bold, size) for w in words), floor(limit)
    while low < high:
        middle = (low + high) // 2
        tried = _wrap(words, bold, size, middle)
        if tried is not None and len(tried) <= len(lines):
            high = middle
        else:
            low = middle + 1
    return _wrap(words, bold, size, high) or lines


@lru_cache(maxsize=512)
def fit(words: str, *, bold: bool, capital_px: float, floor_px: float, width: float, height: float = _NO_LIMIT, lines: int = 2,
        single: float = 0.86, right_to_left: bool = False) -> Block:
    """Lay words out within ``width`` and ``height`` (px) on at most ``lines`` lines, as large as ``capital_px`` or as can be.

    A line takes about 34 characters before it is wrapped, so long as there are lines left, unless several lines would have to be
    smaller. One line is preferred where that leaves the share ``single`` of the size. Words that still do not fit at ``floor_px`` get as
    many lines as the height holds: more than is liked, but nothing is lost. What does not fit even so is cut, and ends in an ellipsis.
    """
    if not words.strip():
        return Block((), capital_px, 0, 0.0, bold)
    split = _SPACES.split(words.strip())
    best: tuple[float, list[str]] | None = None
    capital, pitch = capital_px, _pitch(right_to_left)
    floor_px = min(floor_px, capital_px)
    while True:
        wrapped = _wrapped(split, bold, capital, width, lines)
        if wrapped is None or _height(len(wrapped), capital, pitch) > height:
            wrapped = _wrapped(split, bold, capital, width, 1)
        if wrapped is not None and _height(len(wrapped), capital, pitch) <= height:
            if best is None:
                best = (capital, wrapped)
                if len(wrapped) == 1:
                    break
            elif len(wrapped) == 1:
                best = (capital, wrapped)
                break
        if best is not None and capital * _SHRINK < best[0] * single:
            break
        if capital <= floor_px:
            break
        capital = max(capital * _SHRINK, floor_px)
    if best is not None:
        return _block(best[1], best[0], bold, right_to_left)
    lines = max(1, lines if height >= _NO_LIMIT else floor((height / floor_px - 1 - DESCENT) / pitch + 1))
    wrapped, cut = _cut(_broken(split, bold, floor_px, width) if lines > 1 else split, bold, floor_px, width, lines)
    return _block(wrapped, floor_px, bold, right_to_left, cut=cut)


def _wrapped(split: list[str], bold: bool, capital: float, width: float, lines: int) -> list[str] | None:
    size = em_px(capital)
    wrapped = _wrap(split, bold, size, width)
    if wrapped is None or len(wrapped) > lines:
        return None
    if len(wrapped) == 1 and lines > 1 and len(wrapped[0]) > LINE_CHARACTERS and len(split) > 1:
        wrapped = ["", ""]
    return _balanced(split, bold, size, width, wrapped) if len(wrapped) > 1 else wrapped


def _broken(split: list[str], bold: bool, capital: float, width: float) -> list[str]:
    """The same words; one that is wider than a line goes on in the next, so that it can be read to its end."""
    size = em_px(capital)
    pieces: list[str] = []
    for word in split:
        rest = word
        while len(rest) > 1 and _wide(rest, bold, size) > width:
            most = next((n for n in range(len(rest) - 1, 1, -1) if _wide(rest[:n] + "-", bold, size) <= width), 0)
            if not most:
                break
            pieces.append(rest[:most] + "-")
            rest = rest[most:]
        pieces.append(rest)
    return pieces


def _cut(split: list[str], bold: bool, capital: float, width: float, lines: int) -> tuple[list[str], bool]:
    """Greedy lines at a size, or as many words as fit and an ellipsis (then True)."""
    size = em_px(capital)
    whole = _wrap(split, bold, size, width)
    if whole is not None and len(whole) <= lines:
        return whole, False
    kept: list[str] = []
    for word in split:
        tried = _wrap([*kept, word + "…"], bold, size, width)
        if tried is None or len(tried) > lines:
            break
        kept.append(word)
    if kept:
        kept[-1] += "…"
        wrapped = _wrap(kept, bold, size, width) or [" ".join(kept)]
    else:
        letters = split[0]
        while len(letters) > 1 and _wide(letters + "…", bold, size) > width:
            letters = letters[:-1]
        wrapped = [letters + "…"]
    return wrapped, True


def _pitch(right_to_left: bool) -> float:
    return HEBREW_PITCH if right_to_left else PITCH


def _height(lines: int, capital: float, pitch: float) -> float:
    return capital * (1 + pitch * (lines - 1) + DESCENT)


def _block(lines: list[str], capital: float, bold: bool, right_to_left: bool, *, cut: bool = False) -> Block:
    whole = rejoined(lines)
    widest = max(width_px(standing(line, right_to_left), bold, em_px(capital)) for line in whole)
    return Block(whole, capital, widest, capital * (1 + _pitch(right_to_left) * (len(lines) - 1)), bold, cut, right_to_left)


def middle(block: Block, height: float) -> float:
    """How far below the top of a room so high the block begins that stands in its middle, with what hangs below it still inside (px)."""
    free, hanging = height - block.height_px, DESCENT * block.capital_px
    return (free - hanging) / 2 if len(block.lines) > 1 else min(free / 2, free - hanging)


class Writer:
    """Renders blocks and keeps the newest ``most`` of them: rendering a line costs more than a whole frame's painting."""

    def __init__(self, most: int = 160) -> None:
        self._kept: OrderedDict[tuple[Block, Colour, Align], tuple[pygame.Surface, float]] = OrderedDict()
        self._most = most

    def picture(self, block: Block, colour: Colour, align: Align = "centre") -> tuple[pygame.Surface, float]:
        """(picture, how far below its top the first line's capitals begin, px). Raises WobbleQuestError for a block without lines."""
        if not block.lines:
            raise WobbleQuestError("there are no words to draw; leave an empty text out")
        key = (block, colour, align)
        if key in self._kept:
            self._kept.move_to_end(key)
            return self._kept[key]
        made = _render(block, colour, align)
        self._kept[key] = made
        if len(self._kept) > self._most:
            self._kept.popitem(last=False)
        return made


def _render(block: Block, colour: Colour, align: Align) -> tuple[pygame.Surface, float]:
    size = em_px(block.capital_px)
    latin = font("latin", block.bold, size)
    pitch = block.capital_px * _pitch(block.right_to_left)
    above = latin.get_ascent() - block.capital_px
    page = pygame.Surface((block.width_px + 2, round(pitch * (len(block.lines) - 1)) + latin.get_height() + 2), pygame.SRCALPHA, 32)
    for i, line in enumerate(block.standing):
        spare = block.width_px - width_px(line, block.bold, size)
        x = {"left": 0, "centre": spare // 2, "right": spare}[align]
        baseline = round(i * pitch) + latin.get_ascent()
        for kind, run in runs(line, block.bold):
            if kind == "arrow":
                picture = _arrow(run, size, colour)
                page.blit(picture, (x, baseline - round(block.capital_px / 2) - picture.get_height() // 2))
                x += round(size * ARROW_WIDE)
            else:
                used = font(kind, block.bold, size)
                wide = used.size(run)[0]
                if wide:
                    page.blit(used.render(run, True, colour), (x, baseline - used.get_ascent()))
                x += wide
    return page, above


def _arrow(sign: str, size: int, colour: Colour) -> pygame.Surface:
    dx, dy = ARROWS[sign]
    n = round(size * ARROW_WIDE)
    c, r, w = n / 2, size * 0.33, size * 0.1
    tip = (c + dx * r, c + dy * r)
    barbs = [(tip[0] - dx * r * 0.8 + dy * side, tip[1] - dy * r * 0.8 + dx * side) for side in (r * 0.75, -r * 0.75)]

    def paint(pen: Pen) -> None:
        pen.line([(c - dx * r, c - dy * r), tip], w)
        pen.line([barbs[0], tip, barbs[1]], w)

    return surface([(painted((n, n), paint), colour, 1.0)])
