"""A picture of somebody's practice as pixels: the same as on the screen, alone and large."""

from __future__ import annotations

from io import BytesIO

import pygame

from wobblequest.core.theme import Theme
from wobblequest.draw.canvas import Canvas
from wobblequest.draw.look import Look
from wobblequest.draw.metrics import Metrics
from wobblequest.language.catalogue import Catalogue
from wobblequest.session.pictured import PathPicture, Picture, ProfilePicture, RosePicture, TrendPicture

SIZE = (1920, 1080)
ROUND = (0.1, 0.18, 0.8, 0.79)
"""Where a round picture with its caption lies (shares of the canvas); the others leave room for theirs at the foot."""
WIDE = (0.05, 0.2, 0.9, 0.6)
FOOT = 0.9
NEAR_M = 1.2
"""A kept picture is looked at from nearer than the game."""


def png(picture: Picture, theme: Theme, language: Catalogue) -> bytes:
    """The picture at 1920×1080 as a PNG file."""
    surface = pygame.Surface(SIZE, 0, 32)
    canvas = Canvas(surface, Look(theme, Metrics(*SIZE, distance_m=NEAR_M), calm=True, language=language))
    paint(canvas, picture)
    canvas.present()
    file = BytesIO()
    pygame.image.save(surface, file, "picture.png")
    return file.getvalue()


def paint(canvas: Canvas, picture: Picture) -> None:
    """The whole canvas shows the picture."""
    canvas.clear()
    canvas.title(picture.title)
    match picture:
        case PathPicture(_, caption, dot, reach):
            canvas.path_picture(dot.points, dot.targets, reach=reach, caption=caption, area=ROUND, marks=dot.marks,
                                boxes=dot.boxes)
            return
        case RosePicture(_, caption, values, past):
            canvas.rose(values, past, caption=caption, area=ROUND)
            return
        case TrendPicture():
            canvas.trend(picture.values, band=picture.band, unit=picture.unit, labels=picture.labels, area=WIDE)
        case ProfilePicture():
            canvas.profile(picture.parts, area=WIDE)
    canvas.text(picture.caption, 0.5, FOOT, role="soft", height=0.15)
