"""Weeks as on a wall calendar: a row a week, a cell a day. Done is a filled cell with a tick, due an empty one with an edge, and today has
an edge in the person's own colour."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil

from wobblequest.core.messages import Message, figure
from wobblequest.draw.kit import Box, Kit
from wobblequest.draw.metrics import FLOOR_ARCMIN

LEAST_CELL = 2.4
"""In heights of the smallest capitals: where cells would be narrower, the weeks' labels are left out."""
CELL = (0.84, 0.86)
"""Of its column's width and its row's height."""


@dataclass(frozen=True, slots=True)
class CalendarDay:
    """One cell. number : of the day in its month."""

    number: int
    played: bool = False
    due: bool = False
    today: bool = False


@dataclass(frozen=True, slots=True)
class CalendarWeek:
    """One row: its first day in words, seven days, and in words how it went. best : it bears a star."""

    label: Message
    days: tuple[CalendarDay, ...]
    tally: Message
    best: bool = False


def calendar(kit: Kit, weeks: Sequence[CalendarWeek], area: Box) -> None:
    """Rows of equal height in an area, oldest at the top."""
    if not weeks:
        return
    left, top, width, height = kit.box(area)
    row, pad = height / len(weeks), kit.metrics.floor_px * 0.5
    label = max(_width(kit, week.label) for week in weeks) + pad
    tally = max(_width(kit, week.tally) for week in weeks) + _star(kit, row) + 2 * pad
    cell = (width - label - tally) / 7
    if cell < LEAST_CELL * kit.metrics.floor_px:
        label, cell = 0.0, (width - tally) / 7
    size = (ceil(cell * CELL[0]), ceil(row * CELL[1]))
    for i, week in enumerate(weeks):
        y = top + row * i
        if label:
            kit.say(week.label, (kit.across(left, label, (left, width)), y, label, row), arcmin=_arcmin(kit), lines=1, align="left",
                    colour=kit.theme.soft)
        for j, day in enumerate(week.days):
            x = kit.across(left + label + cell * j, cell, (left, width)) + cell / 2
            _day(kit, day, x, y + row / 2, size)
        _tally(kit, week, (kit.across(left + width - tally, tally, (left, width)), y, tally, row), pad)


def _arcmin(kit: Kit) -> float:
    """The smallest words there are, whatever the person's scale: seven days in a row leave no room for larger ones."""
    return FLOOR_ARCMIN * 100.0 / kit.metrics.scale_pct


def _width(kit: Kit, words: Message) -> float:
    return kit.lay(words, arcmin=_arcmin(kit), width=1e9, lines=1).width_px


def _star(kit: Kit, row: float) -> float:
    """Across, in px."""
    return min(row * 0.6, kit.metrics.px(0.6))


def _tally(kit: Kit, week: CalendarWeek, room: Box, pad: float) -> None:
    left, y, width, row = room
    theme, size = kit.theme, _star(kit, row)
    if week.best:
        edge = theme.me if theme.name == "dark" else theme.text
        at = kit.across(left + pad, size, (left, width)) + size / 2
        kit.painter.centred(kit.sprites.star(size, theme.me, edge=edge, filled=True), at, y + row / 2)
    if week.tally:
        words = width - size - 1.5 * pad
        kit.say(week.tally, (kit.across(left + size + 1.5 * pad, words, (left, width)), y, words, row), arcmin=_arcmin(kit), lines=1,
                align="left")


def _day(kit: Kit, day: CalendarDay, x: float, y: float, size: tuple[int, int]) -> None:
    theme, line, (width, height) = kit.theme, kit.metrics.line_px * 0.8, size
    edge = theme.me if day.today else theme.goal if day.played or day.due else None
    if day.today:  # orange alone is no edge on a light ground
        around = 2 * ceil(line * 0.35)
        kit.painter.centred(kit.sprites.rounded(width + around, height + around, (height + around) * 0.3, theme.me_dark), x, y)
    if edge is not None:
        fill = theme.goal if day.played else theme.panel
        kit.painter.centred(kit.sprites.rounded(width, height, height * 0.3, fill, border=edge, line=line), x, y)
    if day.played:
        kit.painter.centred(kit.sprites.tick(height * 0.95, theme.goal_text), x, y)
        return
    room = (x - width / 2, y - height / 2, float(width), float(height))
    kit.say(figure(day.number), room, arcmin=_arcmin(kit), lines=1, bold=day.today or day.due,
            colour=theme.text if day.today or day.due else theme.soft)
