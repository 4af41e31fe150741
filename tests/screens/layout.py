"""Where the words of a screen stand, found without painting a pixel: so that many sizes, texts and languages cost little."""

from __future__ import annotations

from collections.abc import Callable
from gettext import NullTranslations
from itertools import combinations
from typing import Any, NamedTuple

import pygame
import pytest

from wobblequest.core.languages import LANGUAGES, LanguageInfo
from wobblequest.core.theme import THEMES
from wobblequest.draw import notices
from wobblequest.draw.canvas import Canvas, Look
from wobblequest.draw.kit import Kit
from wobblequest.draw.metrics import Metrics
from wobblequest.draw.text import DESCENT, Block
from wobblequest.language.catalogue import Catalogue, catalogue
from wobblequest.screens.screen import Screen

HANGING = frozenset("gjpqyQJç,;()[]{}|ךןףץק")
"""Letters that reach below the line."""


class Put(NamedTuple):
    """Words at their place: from the tops of the first capitals to what hangs below the last line (px)."""

    block: Block
    room: pygame.Rect

    @property
    def words(self) -> str:
        return " ".join(self.block.lines)


class _Blank:
    """Stands in for the sprites: every picture is one pixel."""

    def __init__(self) -> None:
        self._pixel = pygame.Surface((1, 1))

    def __getattr__(self, name: str) -> Callable[..., pygame.Surface]:
        return lambda *args, **named: self._pixel


class _Bare(Canvas):
    """A canvas without a ground to paint."""

    def _kept(self, key: Any, make: Any) -> pygame.Surface:
        return self._surface


def laid(screen: Screen, size: tuple[int, int], *, scale_pct: float = 100.0, language: Catalogue | None = None) -> list[Put]:
    """All words a screen shows now, each with its place. Under a veil there are none: it quiets what lies there."""
    found: list[Put] = []
    veil = notices.veil

    def write(kit: Kit, block: Block, left: float, top: float, *rest: Any) -> None:
        hang = DESCENT * block.capital_px if HANGING & set(block.lines[-1]) else 0.0
        found.append(Put(block, pygame.Rect(round(left), round(top), block.width_px, round(block.height_px + hang))))

    def veiled(*args: Any) -> None:
        found.clear()
        veil(*args)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Kit, "write", write)
        patch.setattr(notices, "veil", veiled)
        canvas = _Bare(pygame.Surface(size, depth=8), Look(THEMES["dark"], Metrics(*size, scale_pct=scale_pct),
                                                           language=language or catalogue("en")))
        canvas._kit.sprites = _Blank()  # type: ignore[assignment]
        screen.draw(canvas)
        canvas._kit.painter._resolve()
    return found


def faults(puts: list[Put], size: tuple[int, int]) -> list[str]:
    """What is wrong with how words stand: cut, too small to read, off the canvas, or on one another."""
    least = Metrics(*size).floor_px - 0.01
    whole = pygame.Rect(0, 0, *size)
    wrong = [f"cut: {put.words!r}" for put in puts if put.block.cut]
    wrong += [f"{put.block.capital_px:.1f} px high, less than {least:.1f}: {put.words!r}" for put in puts if put.block.capital_px < least]
    wrong += [f"off the canvas at {tuple(put.room)}: {put.words!r}" for put in puts if not whole.contains(put.room)]
    wrong += [f"{one.words!r} {tuple(one.room)} lies on {other.words!r} {tuple(other.room)}"
              for one, other in combinations(puts, 2) if one.room.inflate(-2, -2).colliderect(other.room.inflate(-2, -2))]
    return wrong


class Longer(Catalogue):
    """English with accents, every phrase longer than in any language we have: twice as long, a long one by a third.

    Short words grow most from language to language ("Play", "Wiedergabe"), sentences by a third (IBM's and the W3C's advice on room for
    translations).
    """

    ACCENTS = str.maketrans("aeioucnszyAEIOUCNSZY", "äêîöüçñšžýÄÊÎÖÜÇÑŠŽÝ")
    UNIT, SHORT, LONG = 3, 12, 70

    def __init__(self) -> None:
        super().__init__(LanguageInfo("xx", "Longer", LANGUAGES["de"].locale), NullTranslations())

    def said(self, words: str) -> str:
        return super().said(words)

    def _phrase(self, msgid: str) -> str:
        return self.longer(msgid)

    @classmethod
    def longer(cls, phrase: str) -> str:
        """The phrase, then its words again until it is long enough."""
        parts = [part if part[:1] == "{" else part.translate(cls.ACCENTS) for part in _split(phrase)]
        own = " ".join(part.strip() for part in parts if part[:1] != "{")
        again = [word for word in own.split() if sum(letter.isalpha() for letter in word) > cls.UNIT]
        more = 1.0 if len(own) <= cls.SHORT else 0.3 if len(own) >= cls.LONG else (
            1.0 - 0.7 * (len(own) - cls.SHORT) / (cls.LONG - cls.SHORT))
        added: list[str] = []
        while again and len(" ".join(added)) < more * len(own):
            added.append(again[len(added) % len(again)])
        return " ".join(["".join(parts), *added])


def _split(phrase: str) -> list[str]:
    """Text and placeholders by turns."""
    out, rest = [], phrase
    while rest:
        begin = rest.find("{")
        if begin < 0:
            return [*out, rest]
        end = rest.index("}", begin) + 1
        out += [rest[:begin], rest[begin:end]]
        rest = rest[end:]
    return out
