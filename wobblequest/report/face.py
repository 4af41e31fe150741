"""Round pictures: where the dot went, and accuracy in eight directions."""

from __future__ import annotations

from math import cos, hypot, isfinite, radians, sin

from wobblequest.core.arena import Point, Target
from wobblequest.core.messages import Message, chain, counted, figure, message
from wobblequest.core.theme import Theme
from wobblequest.drills.view import Box
from wobblequest.language.catalogue import Catalogue
from wobblequest.report.sheet import XY, Sheet, number
from wobblequest.session.pictured import PathPicture, RosePicture

SIZE = (1200, 1400)
CENTRE: XY = (600.0, 740.0)
FACE = 500.0
"""Radius of the round plate, in user units."""
TITLE, CAPTION = 64.0, 40.0
BEYOND = 1.06
WEDGE_DEG = 15.5
WASH = 0.16
DIRECTIONS = (
    message("forward"), message("forward and right"), message("right"), message("back and right"), message("back"),
    message("back and left"), message("left"), message("forward and left"),
)


def path_svg(picture: PathPicture, theme: Theme, language: Catalogue) -> str:
    """Where the dot went, over the targets. All that lies in the plane of tilt is in a group whose units are degrees: x is roll, to the
    right, and y is pitch, up; so the numbers of the path are those that were measured."""
    dot = picture.dot
    desc = chain([
        picture.caption, counted("{n} target", "{n} targets", len({*dot.targets, *dot.boxes})),
        message("farthest from level: {far}°", far=figure(_farthest(dot.points), 1)) if dot.points else "",
    ])
    sheet = _sheet("path", picture.title, desc, picture.caption, theme, language)
    points = [p for p in dot.points if isfinite(p.pitch_deg) and isfinite(p.roll_deg)]
    extent = BEYOND * max(1.0, _farthest(points), _farthest(dot.marks), *(_reaches(t) for t in dot.targets),
                          *(_corner(b) for b in dot.boxes), *(picture.reach.degrees if picture.reach is not None else ()))
    px = 0.94 * FACE / extent
    plane = sheet.add("g", transform=f"translate({CENTRE[0]:g} {CENTRE[1]:g}) scale({px:.6f} {-px:.6f})")
    for x, y in ((extent, 0.0), (0.0, extent)):
        sheet.line([(-x, -y), (x, y)], plane, stroke=theme.quiet, stroke_width=3 / px)
    if picture.reach is not None:
        own = [(picture.reach.at(a) * sin(radians(a)), picture.reach.at(a) * cos(radians(a))) for a in range(0, 360, 4)]
        sheet.line(own, plane, closed=True, stroke=theme.mark, stroke_width=4 / px,
                   stroke_dasharray=f"0.001 {number(14 / px)}")
    for target in dict.fromkeys(dot.targets):
        radius = max(target.radius_deg, 6 / px)
        sheet.add("circle", plane, cx=target.at.roll_deg, cy=target.at.pitch_deg, r=radius, fill=theme.goal, fill_opacity=WASH,
                  stroke=theme.goal, stroke_width=7 / px)
    for box in dict.fromkeys(dot.boxes):
        width, height = 2 * box.half_roll_deg, 2 * box.half_pitch_deg
        sheet.add("rect", plane, x=box.at.roll_deg - width / 2, y=box.at.pitch_deg - height / 2, width=width, height=height,
                  fill=theme.goal, fill_opacity=WASH, stroke=theme.goal, stroke_width=7 / px)
    way = [(p.roll_deg, p.pitch_deg) for p in points]
    if len(way) > 1:
        if theme.name == "light":
            sheet.line(way, plane, stroke=theme.me_dark, stroke_width=11 / px)
        sheet.line(way, plane, stroke=theme.me, stroke_width=6 / px, id="path-way")
    for place in dot.marks:
        for radius, colour in ((18, theme.me_dark), (16.5, theme.me_light), (14, theme.me_dark), (13, theme.me)):
            sheet.add("circle", plane, cx=place.roll_deg, cy=place.pitch_deg, r=radius / px, fill=colour)
    return sheet.svg()


def rose_svg(picture: RosePicture, theme: Theme, language: Catalogue) -> str:
    """Eight wedges, as long as their value is of 100."""
    told = [message("{direction}: {value}", direction=name, value=figure(value)) for name, value in
            zip(DIRECTIONS, picture.values, strict=True) if value is not None]
    sheet = _sheet("rose", picture.title, chain([picture.caption, *told]), picture.caption, theme, language)
    radius = 0.9 * FACE
    middle = sheet.add("g", transform=f"translate({CENTRE[0]:g} {CENTRE[1]:g})")
    for share in (1 / 3, 2 / 3, 1.0):
        sheet.add("circle", middle, r=radius * share, fill="none", stroke=theme.quiet, stroke_width=4)
    for i, value in enumerate(picture.values):
        if value is not None:
            r = radius * _share(value)
            (x0, y0), (x1, y1) = _at(i * 45 - WEDGE_DEG, r), _at(i * 45 + WEDGE_DEG, r)
            sheet.add("path", middle, id=f"rose-{i}", fill=theme.goal, d=f"M0,0L{x0:.2f},{y0:.2f}A{r:.2f},{r:.2f} 0 0 1 {x1:.2f},{y1:.2f}Z")
    for i, value in enumerate(picture.past):
        if value is not None:
            r = radius * _share(value)
            (x0, y0), (x1, y1) = _at(i * 45 - 1.12 * WEDGE_DEG, r), _at(i * 45 + 1.12 * WEDGE_DEG, r)
            sheet.add("path", middle, fill="none", stroke=theme.done, stroke_width=9, stroke_linecap="round",
                      d=f"M{x0:.2f},{y0:.2f}A{r:.2f},{r:.2f} 0 0 1 {x1:.2f},{y1:.2f}")
    return sheet.svg()


def _sheet(kind: str, title: Message, desc: Message, caption: Message, theme: Theme, language: Catalogue) -> Sheet:
    sheet = Sheet(kind, SIZE, title, desc, theme=theme, language=language)
    sheet.words(title, (CENTRE[0], 100), size=TITLE, width=0.92 * SIZE[0], bold=True)
    sheet.words(caption, (CENTRE[0], 1316), size=CAPTION, width=0.92 * SIZE[0], colour=theme.soft)
    sheet.add("circle", cx=CENTRE[0], cy=CENTRE[1], r=FACE, fill=theme.panel)
    return sheet


def _share(value: float) -> float:
    return min(max(value / 100.0, 0.0), 1.0)


def _at(direction_deg: float, radius: float) -> XY:
    return radius * sin(radians(direction_deg)), -radius * cos(radians(direction_deg))


def _farthest(points: tuple[Point, ...] | list[Point]) -> float:
    return max((hypot(*p) for p in points if isfinite(p.pitch_deg) and isfinite(p.roll_deg)), default=0.0)


def _corner(box: Box) -> float:
    """How far its farthest corner lies."""
    return hypot(abs(box.at.pitch_deg) + box.half_pitch_deg, abs(box.at.roll_deg) + box.half_roll_deg)


def _reaches(target: Target) -> float:
    return hypot(*target.at) + target.radius_deg
