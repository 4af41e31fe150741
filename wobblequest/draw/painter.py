"""The painter: collects what a frame shows as pictures at places, and paints only where that differs from the last frame.

A screen asks for everything anew each frame; nearly all of it is the same cached picture at the same place. Comparing the two lists and
painting the few rectangles that differ keeps a 1080p frame without a GPU far under a millisecond of work.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from typing import NamedTuple

import pygame

FADE_S = 0.4
"""One screen goes over into the next in so long: no shorter, so that nothing flashes, and no longer, so that nobody waits."""
OPAQUE = 255
Rect = tuple[int, int, int, int]
_Key = tuple[int, int, int, int]


class Op(NamedTuple):
    """A picture at a place. live : it shows what is now (the dot): it neither fades in nor stays behind."""

    picture: pygame.Surface
    x: int
    y: int
    opacity: int = OPAQUE
    live: bool = False


class Painter:
    """A display list over a background that stands still.

    now_s : the time of the frame under way, None where time stands still (a picture by itself): then nothing fades.
    """

    def __init__(self, surface: pygame.Surface) -> None:
        self.surface = surface
        self._background: pygame.Surface | None = None
        self._asked: list[Op | Callable[[], None]] = []
        self._now: list[Op] = []
        self._shown: list[Op] = []
        self._shown_background: pygame.Surface | None = None
        self._resolving = False
        self.now_s: float | None = None
        self._leaving: list[Op] = []
        self._fading_since_s = 0.0

    def begin(self, background: pygame.Surface) -> None:
        """Start a frame; ``background`` is opaque, as large as the canvas."""
        self._background = background
        self._asked = []
        self._resolving = False  # what failed in the frame before is over

    def background(self, background: pygame.Surface) -> None:
        """Change the background of the frame under way."""
        self._background = background

    def fade(self) -> None:
        """Let what is shown go over into what comes, from this frame on."""
        if self.now_s is not None:
            self._leaving, self._fading_since_s = [op for op in self._shown if not op.live], self.now_s

    def put(self, picture: pygame.Surface, x: float, y: float, *, opacity: float = 1.0, live: bool = False) -> None:
        """A picture with its left top corner at (x, y), rounded to whole pixels. It must not be changed afterwards."""
        op = Op(picture, round(x), round(y), round(OPAQUE * opacity), live)
        if self._resolving:
            self._now.append(op)
        else:
            self._asked.append(op)

    def centred(self, picture: pygame.Surface, x: float, y: float, *, opacity: float = 1.0, live: bool = False) -> None:
        """A picture with its middle at (x, y)."""
        self.put(picture, x - picture.get_width() / 2, y - picture.get_height() / 2, opacity=opacity, live=live)

    def later(self, draw: Callable[[], None]) -> None:
        """Draw at this point of the order, but once it is known what else the frame holds."""
        self._asked.append(draw)

    def present(self) -> list[Rect]:
        """Paint what changed since the last frame and give its rectangles."""
        if self._background is None:
            return []
        self._resolve()
        changed = self._changes()
        for rect in changed:
            self._paint(self._background, rect)
        self.surface.set_clip(None)
        self._shown, self._shown_background = self._now, self._background
        return [(r.x, r.y, r.w, r.h) for r in changed]

    def forget(self) -> None:
        """Take nothing for shown: the next frame is painted whole."""
        self._shown, self._shown_background = [], None

    def _resolve(self) -> None:
        self._now = []
        self._resolving = True
        for asked in self._asked:
            if callable(asked):
                asked()
            else:
                self._now.append(asked)
        self._resolving = False
        if self._leaving:
            self._now = self._faded(self._now)

    def _faded(self, coming: list[Op]) -> list[Op]:
        """What leaves below what comes; what is in both, and what is live, stays as it is.

        What leaves goes later than the other comes, so that where both are light it does not darken in between.
        """
        share = (self.now_s or 0.0) - self._fading_since_s
        share = min(max(share / FADE_S, 0.0), 1.0)
        if share >= 1.0:
            self._leaving = []
            return coming
        before, after = {op[:3] for op in self._leaving}, {op[:3] for op in coming}
        out = [op._replace(opacity=round(op.opacity * (1 - share * share))) for op in self._leaving if op[:3] not in after]
        return out + [op if op.live or op[:3] in before else op._replace(opacity=round(op.opacity * share)) for op in coming]

    def _changes(self) -> list[pygame.Rect]:
        whole = self.surface.get_rect()
        if self._background is not self._shown_background:
            return [whole]
        old, new = [_key(op) for op in self._shown], [_key(op) for op in self._now]
        if old == new:
            return []
        counted_old, counted_new = Counter(old), Counter(new)
        kept = counted_old & counted_new
        if [k for k in old if k in kept] != [k for k in new if k in kept]:
            return [whole]  # the same pictures in another order: rare, so simply all of it
        gone, come = counted_old - counted_new, counted_new - counted_old
        rects = [_rect(op) for op, k in zip(self._shown, old, strict=True) if k in gone]
        rects += [_rect(op) for op, k in zip(self._now, new, strict=True) if k in come]
        return merged([r.clip(whole) for r in rects])

    def _paint(self, background: pygame.Surface, rect: pygame.Rect) -> None:
        self.surface.set_clip(rect)
        self.surface.blit(background, rect, rect)
        for picture, x, y, opacity, _ in self._now:
            if opacity and rect.colliderect(x, y, *picture.get_size()):
                if opacity != OPAQUE:
                    picture.set_alpha(opacity)
                self.surface.blit(picture, (x, y))
                if opacity != OPAQUE:
                    picture.set_alpha(OPAQUE)


def _key(op: Op) -> _Key:
    return (id(op.picture), op.x, op.y, op.opacity)


def _rect(op: Op) -> pygame.Rect:
    return pygame.Rect(op.x, op.y, *op.picture.get_size())


def merged(rects: list[pygame.Rect]) -> list[pygame.Rect]:
    """Rectangles that do not overlap and cover the given ones; those that touch become one."""
    out: list[pygame.Rect] = []
    for rect in rects:
        if rect.w == 0 or rect.h == 0:
            continue
        grown = rect
        while (hit := grown.collidelist(out)) >= 0:
            grown = grown.union(out.pop(hit))
        out.append(grown)
    return out
