"""Weeks as on a wall calendar: a row a week, a cell a day. Done is a filled cell with a tick, due an empty one with an edge, and today has
an edge in the person's own colour."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil

from wobblequest.core.messages import Message, figure
from wobblequest.draw.kit import Box, Kit

LABEL, TALLY = 0.15, 0.2
"""Shares of the width for what stands before and after the days."""
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
    row = height / len(weeks)
    middle = width * (1 - LABEL - TALLY)
    cell = middle / 7
    size = (ceil(cell * CELL[0]), ceil(row * CELL[1]))
    for i, week in enumerate(weeks):
        y = top + row * i
        kit.say(week.label, (kit.across(left, width * LABEL, (left, width)), y, width * LABEL, row), arcmin=20, lines=1, align="left",
                colour=kit.theme.soft)
        for j, day in enumerate(week.days):
            x = kit.across(left + width * LABEL + cell * j, cell, (left, width)) + cell / 2
            _day(kit, day, x, y + row / 2, size)
        _tally(kit, week, (kit.across(left + width * (1 - TALLY), width * TALLY, (left, width)), y, width * TALLY, row))


def _tally(kit: Kit, week: CalendarWeek, room: Box) -> None:
    left, y, width, row = room
    theme, size = kit.theme, min(row * 0.6, kit.metrics.px(0.6))
    pad = size * 0.4
    if week.best:
        edge = theme.me if theme.name == "dark" else theme.text
        at = kit.across(left + pad, size, (left, width)) + size / 2
        kit.painter.centred(kit.sprites.star(size, theme.me, edge=edge, filled=True), at, y + row / 2)
    if week.tally:
        words = width - size - 2 * pad
        kit.say(week.tally, (kit.across(left + size + 2 * pad, words, (left, width)), y, words, row), arcmin=20, lines=1, align="left")


def _day(kit: Kit, day: CalendarDay, x: float, y: float, size: tuple[int, int]) -> None:
    theme, line, (width, height) = kit.theme, kit.metrics.line_px * 0.8, size
    edge = theme.me if day.today else theme.goal if day.played or day.due else None
    if edge is not None:
        fill = theme.goal if day.played else theme.panel
        kit.painter.centred(kit.sprites.rounded(width, height, height * 0.3, fill, border=edge, line=line), x, y)
    if day.played:
        kit.painter.centred(kit.sprites.tick(height * 0.95, theme.goal_text), x, y)
        return
    room = (x - width / 2, y - height / 2, float(width), float(height))
    kit.say(figure(day.number), room, arcmin=20, lines=1, bold=day.today or day.due,
            colour=theme.text if day.today or day.due else theme.soft)
