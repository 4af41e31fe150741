"""A profile: its parts below each other, each with a bar, its value, and the two reasons for it. There is no total."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from math import ceil, isfinite
from typing import NamedTuple

from wobblequest.core.messages import figure
from wobblequest.draw.coverage import Pen
from wobblequest.draw.kit import Box, Kit
from wobblequest.draw.metrics import Metrics
from wobblequest.draw.text import Block, fit
from wobblequest.language.order import has_right_to_left
from wobblequest.session.pictured import Change, PartShown

MOST_NOTCHES = 10
"""Of a ladder with more levels than this the bar has no notches: they would run together."""
SIZES = (1.0, 0.86, 0.74, 0.62, 0.5, 0.36)
NAME_ARCMIN, VALUE_ARCMIN, WORDS_ARCMIN = 28.0, 40.0, 20.0
LEFT_SHARES = (0.34, 0.44, 0.54)
"""Of the area's width: names and ladders take no more than this; where something would be cut, the next."""
GAP, WIDEST_GAP = 0.5, 0.8
"""Between the two lines of a part, in heights of small capitals: at least, and where there is room."""
APART = 0.7
"""Between two parts at least, in the same."""
NEARER = (1.0, 0.86, 0.74, 0.62, 0.5, 0.36, 0.25)
NEAREST_M = 0.2
"""Shares of the viewing distance, and the least of it, for an area that holds no words of a readable size."""


@dataclass(frozen=True, slots=True)
class _Row:
    name: Block
    ladder: Block
    history: Block
    value: Block

    @property
    def blocks(self) -> tuple[Block, ...]:
        return self.name, self.ladder, self.history, self.value

    def height(self, gap: float) -> float:
        """From its highest capitals to its lowest baseline (px)."""
        if not self.value.lines:
            return max(self.name.height_px, self.ladder.height_px)
        return max(self.name.height_px + gap + max(self.ladder.height_px, self.history.height_px), self.value.height_px)


class _Shares(NamedTuple):
    """Of the full size, for words and for values; of the width, for what stands where reading begins."""

    words: float
    values: float
    begin: float


@dataclass(frozen=True, slots=True)
class _Layout:
    """Rows, and where their columns are (px): the middle one from ``middle`` on, ``room`` wide. sign : what a sign of change takes."""

    rows: tuple[_Row, ...]
    middle: float
    room: float
    sign: float
    capital: float

    @property
    def least_height(self) -> float:
        return sum(row.height(GAP * self.capital) for row in self.rows) + APART * self.capital * len(self.rows)

    @property
    def cut(self) -> bool:
        return any(block.cut for row in self.rows for block in row.blocks)


def profile(kit: Kit, parts: Sequence[PartShown], area: Box) -> None:
    """Names and ladders at the left, bars and own history in the middle, values at the right; a part without a value is one quiet line."""
    if not parts:
        return
    left, top, width, height = kit.box(area)
    said = kit.language.said
    parts = [replace(p, name=said(p.name), ladder=said(p.ladder), history=said(p.history)) for p in parts]
    values = tuple(said(figure(p.value)) if p.value is not None and isfinite(p.value) else "" for p in parts)
    laid = _layout(kit.metrics, tuple(parts), values, width, height)
    free = (height - laid.least_height) / len(parts)
    gap = min(WIDEST_GAP * laid.capital, GAP * laid.capital + max(free, 0.0) * 0.4)
    needs = [row.height(gap) for row in laid.rows]
    spare = (height - sum(needs)) / len(parts)
    y = top
    for i, (part, row, need) in enumerate(zip(parts, laid.rows, needs, strict=True)):
        if i:
            kit.painter.put(kit.sprites.rounded(ceil(width), max(2, round(kit.metrics.line_px * 0.25)), 2, kit.theme.quiet), left, y)
        _part(kit, part, row, laid, (left, y + spare / 2, width, need), gap)
        y += need + spare


@lru_cache(maxsize=8)
def _layout(metrics: Metrics, parts: tuple[PartShown, ...], values: tuple[str, ...], width: float, height: float) -> _Layout:
    """As large as the area holds, all parts of one size; a line is broken rather than cut, and cut only where nothing else is left.

    Where even the smallest readable words are too high – far from a small screen – they are laid out as for somebody who stands nearer:
    words that are too small are better than words upon words.
    """
    for nearer in NEARER:
        seen = replace(metrics, distance_m=max(NEAREST_M, metrics.distance_m * nearer))
        smallest: _Layout | None = None
        for begin in LEFT_SHARES:
            fitting = [laid for laid in _tried(seen, parts, values, width, begin) if laid.least_height <= height]
            whole = next((laid for laid in fitting if not laid.cut), None)
            if whole is not None:
                return whole
            smallest = smallest or (fitting[-1] if fitting else None)
        if smallest is not None:
            return smallest
    return _laid(seen, parts, values, width, _Shares(SIZES[-1], SIZES[-1], LEFT_SHARES[0]), 1)


def _tried(metrics: Metrics, parts: tuple[PartShown, ...], values: tuple[str, ...], width: float, begin: float) -> Iterator[_Layout]:
    for size in SIZES:
        for lines in (1, 2, 3):
            for value in SIZES:
                yield _laid(metrics, parts, values, width, _Shares(size, value, begin), lines)


def _laid(
    metrics: Metrics, parts: tuple[PartShown, ...], figures: tuple[str, ...], width: float, shares: _Shares, lines: int,
) -> _Layout:
    size, value_size, left = shares

    def lay(words: str, arcmin: float, room: float, *, bold: bool = False, most: int = lines) -> Block:
        return fit(words, bold=bold, capital_px=metrics.capital_px(arcmin), floor_px=metrics.floor_px, width=max(room, 1.0), lines=most,
                   right_to_left=has_right_to_left(words))

    known = [_known(part) for part in parts]
    names = [lay(p.name, NAME_ARCMIN * size, width * left, bold=k) for p, k in zip(parts, known, strict=True)]
    ladders = [lay(p.ladder, WORDS_ARCMIN * size, width * left) for p in parts]
    values = [lay(words, VALUE_ARCMIN * value_size, width * 0.25, bold=True, most=1) for words in figures]
    capital, between = metrics.capital_px(WORDS_ARCMIN * size), metrics.line_px * 2.4
    sign = capital * 1.5
    middle = max([b.width_px for b in names] + [b.width_px for b, k in zip(ladders, known, strict=True) if k]) + between
    column = max(b.width_px for b in values)
    room = width - middle - (column + between if column else 0.0)
    rows = tuple(
        _Row(name, ladder if k else lay(p.ladder, WORDS_ARCMIN * size, width - middle),
             lay(p.history if k else "", WORDS_ARCMIN * size, room - sign), value)
        for p, k, name, ladder, value in zip(parts, known, names, ladders, values, strict=True)
    )
    return _Layout(rows, middle, room, sign, capital)


def _part(kit: Kit, part: PartShown, row: _Row, laid: _Layout, box: Box, gap: float) -> None:
    left, top, width, height = box
    theme, line = kit.theme, (left, width)
    x = left + laid.middle
    if part.value is None or not _known(part):
        kit.put(row.name, left, top + (height - row.name.height_px) / 2, theme.soft, "left", within=line)
        kit.put(row.ladder, x, top + (height - row.ladder.height_px) / 2, theme.soft, "left", within=line)
        return
    above = row.name.height_px
    thick = row.name.capital_px * 0.8
    below = top + above + gap
    kit.put(row.name, left, top, theme.text, "left", within=line)
    _bar(kit, (kit.across(x, laid.room, line), top + (above - thick) / 2, laid.room, thick), part.value, part.levels)
    kit.put(row.ladder, left, below, theme.soft, "left", within=line)
    _sign(kit, part.change, laid.sign * 0.82, kit.across(x + laid.sign * 0.41, 0.0, line), below + row.history.capital_px / 2)
    kit.put(row.history, x + laid.sign, below, theme.text, "left", within=line)
    kit.put(row.value, left + width, top + (height - row.value.height_px) / 2, theme.text, "right", within=line)


def _bar(kit: Kit, box: Box, value: float, levels: int) -> None:
    """A track from 0, where reading begins, to 100 with a notch at each level; what is filled has notches of its own colour."""
    left, top, width, height = box
    theme, line = kit.theme, max(2.0, kit.metrics.line_px * 0.25)
    share = min(max(value / 100.0, 0.0), 1.0)
    kit.painter.put(kit.sprites.rounded(ceil(width), ceil(height), height / 2, theme.panel, border=theme.mark, line=line), left, top)
    filled = max(width * share, height) if share > 0 else 0.0
    if filled:
        begin = kit.across(left, ceil(filled), (left, ceil(width)))
        kit.painter.put(kit.sprites.rounded(ceil(filled), ceil(height), height / 2, theme.goal), begin, top)
    for i in range(1, levels if levels <= MOST_NOTCHES else 0):
        at = width * i / levels
        if abs(at - filled) > height / 2 or at > filled:  # none within the round end, where it would only fray it
            colour = theme.goal_text if at < filled else theme.mark
            notch = kit.sprites.rounded(ceil(line), ceil(height * 0.5), line / 2, colour)
            kit.painter.put(notch, kit.across(left + at - line / 2, line, (left, width)), top + height * 0.25)


def _sign(kit: Kit, change: Change, size: float, x: float, y: float) -> None:
    """How it changed, centred at a place (px)."""
    theme, radius = kit.theme, size / 2
    if change == "better":
        kit.painter.centred(kit.sprites.disc(radius, theme.goal), x, y)
    else:
        kit.painter.centred(kit.sprites.ring(radius - max(2.0, kit.metrics.line_px * 0.25), radius, theme.mark), x, y)
    n = ceil(size)
    c, r, w = n / 2, size * 0.24, size * 0.11

    def mark(pen: Pen) -> None:
        if change == "same":
            for up in (-0.1, 0.1):
                pen.line([(c - r * 0.8, c + up * size), (c + r * 0.8, c + up * size)], w)
        elif change == "early":
            for aside in (-0.2, 0.0, 0.2):
                pen.disc((c + aside * size, c), w * 0.6)
        else:
            way = -1 if change == "better" else 1
            pen.line([(c, c - way * r), (c, c + way * r)], w)
            pen.line([(c - r * 0.75, c + way * r * 0.25), (c, c + way * r), (c + r * 0.75, c + way * r * 0.25)], w)

    ink = theme.goal_text if change == "better" else theme.text
    kit.painter.centred(kit.sprites.free(("change", change, theme.name), (n, n), [(mark, ink, 1.0)]), x, y)


def _known(part: PartShown) -> bool:
    return part.value is not None and isfinite(part.value)

