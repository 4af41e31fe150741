"""Every screen as a picture, on sheets to look over: `python -m tests.gallery`.

Each scene of `tests/screens/register.py` in the shortest and the longest language (found by measuring) and in those read from the right,
in every theme: one PNG each, and contact sheets with all of them small. A scene a row, a language and theme a column.
"""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import NamedTuple

os.environ.setdefault("SDL_VIDEODRIVER", "dummy")
os.environ.setdefault("SDL_AUDIODRIVER", "dummy")
os.environ.setdefault("PYGAME_HIDE_SUPPORT_PROMPT", "1")

import pygame  # after what it reads from the environment

from tests.screens.layout import faults, laid
from tests.screens.register import SCENES
from wobblequest.core.languages import LANGUAGES
from wobblequest.core.theme import THEMES
from wobblequest.draw.canvas import Canvas, Look
from wobblequest.draw.fonts import width_px
from wobblequest.draw.metrics import Metrics
from wobblequest.draw.text import Writer, fit
from wobblequest.language.catalogue import catalogue
from wobblequest.screens.screen import Screen

THUMB_PX, GAP_PX, LABEL_PX = 400, 8, 32
ROWS = 14
"""Scenes a sheet."""
PAPER, INK = (0x60, 0x60, 0x60), (0xFF, 0xFF, 0xFF)


class Column(NamedTuple):
    """How all scenes are drawn once."""

    language: str
    theme: str


def staged(only: str) -> dict[str, Screen]:
    """Screens by the name of their scene; one that cannot be made is told of and left out."""
    found = {}
    for scene, make in SCENES.items():
        if only in scene:
            try:
                found[scene] = make()
            except Exception as why:  # noqa: BLE001 - the gallery shows what there is
                print(f"{scene} cannot be made: {why!r}", file=sys.stderr)
    return found


def length(screens: dict[str, Screen], language: str, size: tuple[int, int]) -> int:
    """How much is to be read in a language: the widths of all lines of all screens, at one size of letters (px)."""
    said = catalogue(language)
    return sum(width_px(line, False, 32) for screen in screens.values() for put in laid(screen, size, language=said)
               for line in put.block.standing)


def telling(screens: dict[str, Screen], size: tuple[int, int]) -> list[str]:
    """The shortest and the longest language, and those that are read from the right."""
    by_length = sorted(LANGUAGES, key=lambda code: length(screens, code, size))
    return list(dict.fromkeys([by_length[0], by_length[-1], *(code for code, info in LANGUAGES.items() if info.right_to_left)]))


def drawn(screen: Screen, column: Column, size: tuple[int, int]) -> pygame.Surface:
    surface = pygame.Surface(size, 0, 24)
    canvas = Canvas(surface, Look(THEMES[column.theme], Metrics(*size), language=catalogue(column.language)))
    screen.draw(canvas)
    canvas.present()
    return surface


def sheet(rows: Sequence[tuple[str, Sequence[pygame.Surface]]], columns: Sequence[Column]) -> pygame.Surface:
    """Small pictures in a table, with the name of each scene above its row."""
    wide, high = rows[0][1][0].get_size()
    each = LABEL_PX + high + GAP_PX
    out = pygame.Surface((len(columns) * (wide + GAP_PX) + GAP_PX, len(rows) * each + GAP_PX), 0, 24)
    out.fill(PAPER)
    writer = Writer()
    for i, (scene, pictures) in enumerate(rows):
        for j, (column, picture) in enumerate(zip(columns, pictures, strict=True)):
            x, y = GAP_PX + j * (wide + GAP_PX), GAP_PX + i * each
            block = fit(f"{scene} · {column.language} · {column.theme}", bold=False, capital_px=12, floor_px=9, width=wide, lines=1)
            label, above = writer.picture(block, INK, "left")
            out.blit(label, (x, y + 5 - above))
            out.blit(picture, (x, y + LABEL_PX - GAP_PX))
    return out


def thumb(picture: pygame.Surface) -> pygame.Surface:
    wide, high = picture.get_size()
    return pygame.transform.smoothscale(picture, (THUMB_PX, round(high * THUMB_PX / wide)))


def make(folder: Path, screens: dict[str, Screen], columns: Sequence[Column], size: tuple[int, int],
         told: Callable[[str], object] = print) -> list[Path]:
    """Write all pictures and sheets; gives the sheets."""
    folder.mkdir(parents=True, exist_ok=True)
    rows = []
    for scene, screen in screens.items():
        pictures = []
        for column in columns:
            picture = drawn(screen, column, size)
            pygame.image.save(picture, str(folder / f"{scene}-{column.language}-{column.theme}.png"))
            pictures.append(thumb(picture))
        rows.append((scene, pictures))
        for language in dict.fromkeys(column.language for column in columns):
            for fault in faults(laid(screen, size, language=catalogue(language)), size):
                told(f"{scene} in {language}: {fault}")
    sheets = []
    for begin in range(0, len(rows), ROWS):
        sheets.append(folder / f"sheet-{begin // ROWS + 1:02d}.png")
        pygame.image.save(sheet(rows[begin:begin + ROWS], columns), str(sheets[-1]))
    return sheets


def _size(words: str) -> tuple[int, int]:
    width, _, height = words.partition("x")
    return int(width), int(height)


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.gallery", description="Every screen as a picture, on sheets to look over.")
    parser.add_argument("-o", "--output", type=Path, default=Path("gallery"), metavar="FOLDER", help="where they go (gallery)")
    parser.add_argument("--language", action="append", choices=list(LANGUAGES), help="one or more; else the shortest, the longest, Hebrew")
    parser.add_argument("--theme", action="append", choices=list(THEMES), help="one or more; else all")
    parser.add_argument("--size", type=_size, default=(1280, 720), metavar="WIDTHxHEIGHT", help="of the screen, px (1280x720)")
    parser.add_argument("--only", default="", metavar="NAME", help="scenes with this in their name")
    options = parser.parse_args(arguments)
    screens = staged(options.only)
    if not screens:
        print(f"no scene has {options.only!r} in its name; there are {', '.join(SCENES)}", file=sys.stderr)
        return 2
    languages = options.language or telling(screens, options.size)
    columns = [Column(language, theme) for language in languages for theme in options.theme or THEMES]
    for path in make(options.output, screens, columns, options.size):
        print(path)
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
