"""Pictures that somebody keeps: files in the user's own folder for pictures, named by day and kind, never by person."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from wobblequest.core.messages import Message, aloud, message, name
from wobblequest.core.theme import THEMES
from wobblequest.language.catalogue import catalogue
from wobblequest.report.svg import svg
from wobblequest.session.pictured import PathPicture, Picture, ProfilePicture, RosePicture, TrendPicture
from wobblequest.session.preferences import Preferences

KINDS: dict[type[Picture], str] = {PathPicture: "path", RosePicture: "rose", TrendPicture: "trend", ProfilePicture: "profile"}
MOST_A_DAY = 1000
TOLD_S = 6.0
"""That a picture is kept stays on the screen so long."""


def album_folder() -> Path:
    """``WobbleQuest`` in the user's folder for pictures. Nothing is made by asking."""
    from platformdirs import user_pictures_path

    return user_pictures_path() / "WobbleQuest"


def write_picture(file: Path, picture: Picture, look: Preferences) -> None:
    """Write a picture as its suffix says, ``.svg`` or ``.png``, in a person's theme and language. Raises OSError where it cannot be."""
    theme, language = THEMES[look.theme], catalogue(look.language)
    if file.suffix.lower() == ".png":
        from wobblequest.draw.picture import png  # here, so that an SVG loads no graphics

        file.write_bytes(png(picture, theme, language))
    else:
        file.write_text(svg(picture, theme, language), encoding="utf-8", newline="\n")


@dataclass(slots=True)
class Album:
    """Where kept pictures go, and what is to be told of the last one.

    folder : None for the user's own. words : None while there is nothing to tell. until_s : how long they stay.
    """

    folder: Path | None = None
    words: Message | None = None
    until_s: float = 0.0

    def keep(self, picture: Picture, look: Preferences, today: date, now_s: float) -> None:
        """Write the picture as PNG, for the family, and as SVG, for print. What cannot be written is told, and nothing else is harmed."""
        folder = self.folder or album_folder()
        try:
            folder.mkdir(parents=True, exist_ok=True)
            file = _free(folder, f"{today.isoformat()}-{KINDS[type(picture)]}")
            for suffix in (".png", ".svg"):
                write_picture(file.with_suffix(suffix), picture, look)
        except OSError as problem:
            self.words = message("The picture could not be kept: {why}", why=name(problem.strerror or str(problem)))
        else:
            self.words = aloud("Your picture is kept with your pictures")
        self.until_s = now_s + TOLD_S


def _free(folder: Path, stem: str) -> Path:
    """A name that no picture of this day has yet. Raises FileExistsError where there are a thousand."""
    for n in range(1, MOST_A_DAY):
        file = folder / (f"{stem}.png" if n == 1 else f"{stem}-{n}.png")
        if not file.exists() and not file.with_suffix(".svg").exists():
            return file
    raise FileExistsError(17, "there are too many of today")
