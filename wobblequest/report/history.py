"""Pictures over the sessions: the trend of one measure with its band of ordinary ups and downs, and the profile."""

from __future__ import annotations

from math import isfinite

from wobblequest.core.messages import Message, chain, figure, message
from wobblequest.core.quantities import quantity
from wobblequest.core.theme import Theme
from wobblequest.language.catalogue import Catalogue
from wobblequest.report.sheet import Sheet, Side
from wobblequest.session.pictured import ProfilePicture, TrendPicture

SIZE = (1600, 1000)
TITLE, CAPTION, SMALL = 64.0, 40.0, 34.0
LEFT, RIGHT, TOP, FOOT = 250.0, 1510.0, 250.0, 740.0
"""Where the trend's own plane lies, in user units."""
MARGIN = 60.0
BAR, ROW_TOP, ROWS_FOOT = 42.0, 230.0, 880.0
BARS_FROM, BARS_TO = 560.0, 1380.0


def trend_svg(picture: TrendPicture, theme: Theme, language: Catalogue) -> str:
    """One value a session from left to right; what lies within the band changes by chance alone.

    The values themselves stand in each point's title.
    """
    shown = [value for value in picture.values if isfinite(value)]
    decimals = _decimals(shown)
    desc = chain([picture.caption, *(quantity(value, picture.unit, decimals) for value in shown)], "; ")
    sheet = _sheet("trend", picture.title, desc, picture.caption, theme, language)
    sheet.add("rect", x=MARGIN, y=TOP - 50, width=SIZE[0] - 2 * MARGIN, height=FOOT - TOP + 140, rx=36, fill=theme.panel)
    if not shown:
        return sheet.svg()
    band = picture.band if picture.band is not None and all(isfinite(edge) for edge in picture.band) else None
    low, high = min([*shown, *(band or ())]), max([*shown, *(band or ())])
    room = 0.12 * (high - low) or max(0.1 * abs(high), 0.5)
    low, high = low - room, high + room

    def y_of(value: float) -> float:
        return float(FOOT - (value - low) / (high - low) * (FOOT - TOP))

    if band is not None:
        top, foot = y_of(max(band)), y_of(min(band))
        sheet.add("rect", x=LEFT, y=top, width=RIGHT - LEFT, height=foot - top, rx=10, fill=theme.quiet, fill_opacity=0.55, id="trend-band")
    for value in dict.fromkeys((min(shown), max(shown))):
        sheet.words(quantity(value, picture.unit, decimals), (MARGIN + 30, y_of(value) + 0.35 * SMALL), size=SMALL,
                    width=LEFT - MARGIN - 50, colour=theme.soft, side="left", lines=1)
    places = [(LEFT + 30 + (RIGHT - LEFT - 60) * (i / max(len(shown) - 1, 1)), y_of(value)) for i, value in enumerate(shown)]
    sheet.line(places, stroke=theme.goal, stroke_width=8, id="trend-line")
    for (x, y), value in zip(places, shown, strict=True):
        last = (x, y) == places[-1]
        rims = ((24, theme.me_dark), (22, theme.me_light), (19, theme.me_dark), (18, theme.me)) if last else ((11, theme.goal),)
        point = sheet.add("g")
        sheet.add("title", point).text = sheet.said(quantity(value, picture.unit, decimals))
        for radius, colour in rims:
            sheet.add("circle", point, cx=x, cy=y, r=radius, fill=colour)
    sides: tuple[tuple[Message, float, Side], ...] = ((picture.labels[0], LEFT, "left"), (picture.labels[1], RIGHT, "right"))
    for words, x, side in sides[:len(shown)]:
        sheet.words(words, (x, FOOT + 58), size=SMALL, width=0.45 * (RIGHT - LEFT), colour=theme.soft, side=side, lines=1)
    return sheet.svg()


def profile_svg(picture: ProfilePicture, theme: Theme, language: Catalogue) -> str:
    """Each part as a bar from 0 to 100 with its reasons in words; a part without a value says why. Mirrored where one reads from the
    right."""
    parts = picture.parts
    desc = chain([picture.caption, *(
        message("{part}: {value} of 100", part=part.name, value=figure(part.value)) if part.value is not None else
        chain([part.name, part.ladder], ": ") for part in parts)])
    sheet = _sheet("profile", picture.title, desc, picture.caption, theme, language)
    right_to_left = language.info.right_to_left
    begin, end = _sides(right_to_left)

    def x_of(x: float, width: float = 0.0) -> float:
        return SIZE[0] - x - width if right_to_left else x

    pitch = (ROWS_FOOT - ROW_TOP) / max(len(parts), 1)
    for i, part in enumerate(parts):
        y = ROW_TOP + (i + 0.3) * pitch
        known = part.value is not None and isfinite(part.value)
        sheet.words(part.name, (x_of(MARGIN), y), size=CAPTION, width=BARS_FROM - MARGIN - 30, side=begin, bold=known, lines=1,
                    colour=theme.text if known else theme.soft)
        if part.value is None or not known:
            sheet.words(part.ladder, (x_of(BARS_FROM), y), size=SMALL, width=BARS_TO - BARS_FROM, side=begin, colour=theme.soft, lines=1)
            continue
        long = BARS_TO - BARS_FROM
        sheet.add("rect", x=x_of(BARS_FROM, long), y=y - BAR, width=long, height=BAR, rx=BAR / 2, fill=theme.panel, stroke=theme.mark,
                  stroke_width=3)
        filled = long * min(max(part.value / 100.0, 0.0), 1.0)
        if filled > 0:
            sheet.add("rect", x=x_of(BARS_FROM, filled), y=y - BAR, width=filled, height=BAR, rx=min(BAR, filled) / 2, fill=theme.goal,
                      id=f"profile-{i}")
        sheet.words(figure(part.value), (x_of(SIZE[0] - MARGIN), y), size=TITLE, width=140, side=end, bold=True, lines=1)
        sheet.words(part.ladder, (x_of(MARGIN), y + 1.3 * SMALL), size=SMALL, width=BARS_FROM - MARGIN - 30, side=begin, colour=theme.soft,
                    lines=1)
        sheet.words(part.history, (x_of(BARS_FROM), y + 1.3 * SMALL), size=SMALL, width=long, side=begin, lines=1)
    return sheet.svg()


def _sides(right_to_left: bool) -> tuple[Side, Side]:
    return ("right", "left") if right_to_left else ("left", "right")


def _sheet(kind: str, title: Message, desc: Message, caption: Message, theme: Theme, language: Catalogue) -> Sheet:
    sheet = Sheet(kind, SIZE, title, desc, theme=theme, language=language)
    sheet.words(title, (SIZE[0] / 2, 90), size=TITLE, width=0.92 * SIZE[0], bold=True)
    sheet.words(caption, (SIZE[0] / 2, 922), size=CAPTION, width=0.92 * SIZE[0], colour=theme.soft)
    return sheet


def _decimals(values: list[float]) -> int:
    """As many as tell the values apart."""
    span = max(values, default=0.0) - min(values, default=0.0)
    return 0 if span >= 20 else 1 if span >= 1 else 2
