"""Words as pictures: sized by the height of their capitals, wrapped to few lines, shrunk to fit but never under a floor."""

from __future__ import annotations

from collections import OrderedDict
from dataclasses import dataclass
from functools import cache, lru_cache
from math import floor
from typing import Literal

import pygame

from wobblequest.core.assets import asset
from wobblequest.core.errors import WobbleQuestError
from wobblequest.core.theme import Colour
from wobblequest.draw.coverage import Pen, painted, surface

CAPITAL = 0.668
"""Height of capitals as a share of the em in both weights (the font's own OS/2 table)."""
PITCH = 1.5
"""From baseline to baseline, in heights of capitals."""
DESCENT = 0.3
"""How far letters such as g reach below the baseline, in heights of capitals."""
LINE_CHARACTERS = 36
_ARROWS = {"→": (1, 0), "←": (-1, 0), "↑": (0, -1), "↓": (0, 1)}
_SHRINK = 0.97
Align = Literal["left", "centre", "right"]


@dataclass(frozen=True, slots=True)
class Block:
    """Words laid out. capital_px : height of capitals. width_px : of the longest line.

    height_px : from the top of the first line's capitals to the last baseline. cut : True where words were left out (an … stands for them).
    """

    lines: tuple[str, ...]
    capital_px: float
    width_px: int
    height_px: float
    bold: bool
    cut: bool = False


def _ready() -> None:
    """Fonts die with pygame, and using a dead one ends the program: so they are let go when it quits."""
    if not pygame.font.get_init():
        pygame.font.init()
    if not _font.cache_info().currsize and not _spare.cache_info().currsize:
        pygame.register_quit(_forget)


def _forget() -> None:
    _font.cache_clear()
    _spare.cache_clear()


@lru_cache(maxsize=64)
def _font(bold: bool, em_px: int) -> pygame.font.Font:
    _ready()
    return pygame.font.Font(asset(f"fonts/AtkinsonHyperlegible-{'Bold' if bold else 'Regular'}.ttf"), em_px)


@lru_cache(maxsize=16)
def _spare(em_px: int) -> pygame.font.Font:
    """For the few signs that the bundled font has not."""
    _ready()
    return pygame.font.Font(None, round(em_px * 1.25))


@cache
def _has(bold: bool, sign: str) -> bool:
    found = _font(bold, 32).metrics(sign)
    return bool(found) and found[0] is not None


def em_px(capital_px: float) -> int:
    """The font size whose capitals are at least so high, in whole pixels."""
    return max(1, round(capital_px / CAPITAL))


def _runs(line: str, bold: bool) -> list[tuple[str, str]]:
    """(kind, text): ``own`` letters of the font, ``arrow`` one drawn arrow, ``spare`` signs of the spare font."""
    runs: list[tuple[str, str]] = []
    for sign in line:
        kind = "arrow" if sign in _ARROWS else "own" if sign == " " or _has(bold, sign) else "spare"
        if runs and runs[-1][0] == kind != "arrow":
            runs[-1] = (kind, runs[-1][1] + sign)
        else:
            runs.append((kind, sign))
    return runs


@lru_cache(maxsize=4096)
def width_px(line: str, bold: bool, size: int) -> int:
    """How wide a line is at a font size."""
    total = 0
    for kind, run in _runs(line, bold):
        if kind == "arrow":
            total += round(size * 0.95)
        else:
            total += (_font(bold, size) if kind == "own" else _spare(size)).size(run)[0]
    return total


def _wrap(words: list[str], bold: bool, size: int, limit: float) -> list[str] | None:
    """Greedy lines no wider than the limit; None where a single word is wider."""
    lines: list[str] = []
    for word in words:
        longer = f"{lines[-1]} {word}" if lines else word
        if lines and width_px(longer, bold, size) <= limit:
            lines[-1] = longer
        elif width_px(word, bold, size) <= limit:
            lines.append(word)
        else:
            return None
    return lines or [""]


def _balanced(words: list[str], bold: bool, size: int, limit: float, lines: list[str]) -> list[str]:
    """The same number of lines, as even in width as the words allow."""
    low, high = max(width_px(w, bold, size) for w in words), floor(limit)
    while low < high:
        middle = (low + high) // 2
        tried = _wrap(words, bold, size, middle)
        if tried is not None and len(tried) <= len(lines):
            high = middle
        else:
            low = middle + 1
    return _wrap(words, bold, size, high) or lines


@lru_cache(maxsize=512)
def fit(words: str, *, bold: bool, capital_px: float, floor_px: float, width: float, height: float = 1e9, lines: int = 2,
        single: float = 0.86) -> Block:
    """Lay words out within ``width`` and ``height`` (px) on at most ``lines`` lines, as large as ``capital_px`` or as can be.

    A line takes about 34 characters before it is wrapped, so long as there are lines left. One line is preferred where that leaves
    the share ``single`` of the size. At ``floor_px`` words that still do not fit are cut, and end in an ellipsis.
    """
    if not words.strip():
        return Block((), capital_px, 0, 0.0, bold)
    split = words.split()
    best: tuple[float, list[str]] | None = None
    capital = capital_px
    floor_px = min(floor_px, capital_px)
    while True:
        wrapped = _wrapped(split, bold, capital, width, lines)
        if wrapped is not None and _height(len(wrapped), capital) <= height:
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
        return _block(best[1], best[0], bold)
    return _cut(split, bold, floor_px, width, height, lines)


def _wrapped(split: list[str], bold: bool, capital: float, width: float, lines: int) -> list[str] | None:
    size = em_px(capital)
    wrapped = _wrap(split, bold, size, width)
    if wrapped is None or len(wrapped) > lines:
        return None
    if len(wrapped) == 1 and lines > 1 and len(wrapped[0]) > LINE_CHARACTERS and len(split) > 1:
        wrapped = ["", ""]
    return _balanced(split, bold, size, width, wrapped) if len(wrapped) > 1 else wrapped


def _cut(split: list[str], bold: bool, capital: float, width: float, height: float, lines: int) -> Block:
    size = em_px(capital)
    while lines > 1 and _height(lines, capital) > height:
        lines -= 1
    whole = _wrap(split, bold, size, width)
    if whole is not None and len(whole) <= lines:
        return _block(whole, capital, bold)  # a longer line than is liked, but nothing lost
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
        while len(letters) > 1 and width_px(letters + "…", bold, size) > width:
            letters = letters[:-1]
        wrapped = [letters + "…"]
    return _block(wrapped, capital, bold, cut=True)


def _height(lines: int, capital: float) -> float:
    return capital * (1 + PITCH * (lines - 1) + DESCENT)


def _block(lines: list[str], capital: float, bold: bool, *, cut: bool = False) -> Block:
    widest = max(width_px(line, bold, em_px(capital)) for line in lines)
    return Block(tuple(lines), capital, widest, capital * (1 + PITCH * (len(lines) - 1)), bold, cut)


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
    font = _font(block.bold, size)
    pitch = block.capital_px * PITCH
    above = font.get_ascent() - block.capital_px
    page = pygame.Surface((block.width_px + 2, round(pitch * (len(block.lines) - 1)) + font.get_height() + 2), pygame.SRCALPHA, 32)
    for i, line in enumerate(block.lines):
        spare = block.width_px - width_px(line, block.bold, size)
        x = {"left": 0, "centre": spare // 2, "right": spare}[align]
        baseline = round(i * pitch) + font.get_ascent()
        for kind, run in _runs(line, block.bold):
            if kind == "arrow":
                picture = _arrow(run, size, colour)
                page.blit(picture, (x, baseline - round(block.capital_px / 2) - picture.get_height() // 2))
                x += round(size * 0.95)
            else:
                used = font if kind == "own" else _spare(size)
                page.blit(used.render(run, True, colour), (x, baseline - used.get_ascent()))
                x += used.size(run)[0]
    return page, above


def _arrow(sign: str, size: int, colour: Colour) -> pygame.Surface:
    dx, dy = _ARROWS[sign]
    n = round(size * 0.95)
    c, r, w = n / 2, size * 0.33, size * 0.1
    tip = (c + dx * r, c + dy * r)
    barbs = [(tip[0] - dx * r * 0.8 + dy * side, tip[1] - dy * r * 0.8 + dx * side) for side in (r * 0.75, -r * 0.75)]

    def paint(pen: Pen) -> None:
        pen.line([(c - dx * r, c - dy * r), tip], w)
        pen.line([barbs[0], tip, barbs[1]], w)

    return surface([(painted((n, n), paint), colour, 1.0)])
