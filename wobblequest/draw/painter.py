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
"""What a new screen brings comes in so long: no shorter, so that nothing flashes, and no longer, so that nobody waits."""
Rect = tuple[int, int, int, int]
_Key = tuple[int, int, int]


class Op(NamedTuple):
    """A picture at a place. live : it shows what is now (the dot), and never fades."""

    picture: pygame.Surface
    x: int
    y: int
    live: bool = False


class _Coming(NamedTuple):
    """A screen that fades in: what was there before and stays, and all of it, each upon the background. keys : what it was made of."""

    keys: list[_Key]
    stays: pygame.Surface
    whole: pygame.Surface


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
        self._before: set[_Key] = set()
        self._fading_since_s: float | None = None
        self._coming: _Coming | None = None

    def begin(self, background: pygame.Surface) -> None:
        """Start a frame; ``background`` is opaque, as large as the canvas."""
        self._background = background
        self._asked = []
        self._resolving = False  # what failed in the frame before is over

    def background(self, background: pygame.Surface) -> None:
        """Change the background of the frame under way."""
        self._background = background

    def fade(self) -> None:
        """Let what comes with this frame fade in; what was shown and does not come again is gone at once, and what does stays as it is."""
        if self.now_s is not None:
            self._before, self._fading_since_s, self._coming = {_key(op) for op in self._shown}, self.now_s, None

    def put(self, picture: pygame.Surface, x: float, y: float, *, live: bool = False) -> None:
        """A picture with its left top corner at (x, y), rounded to whole pixels. It must not be changed afterwards."""
        op = Op(picture, round(x), round(y), live)
        if self._resolving:
            self._now.append(op)
        else:
            self._asked.append(op)

    def centred(self, picture: pygame.Surface, x: float, y: float, *, live: bool = False) -> None:
        """A picture with its middle at (x, y)."""
        self.put(picture, x - picture.get_width() / 2, y - picture.get_height() / 2, live=live)

    def later(self, draw: Callable[[], None]) -> None:
        """Draw at this point of the order, but once it is known what else the frame holds."""
        self._asked.append(draw)

    def present(self) -> list[Rect]:
        """Paint what changed since the last frame and give its rectangles."""
        if self._background is None:
            return []
        self._resolve()
        if self._fading_since_s is not None and self.now_s is not None:
            return self._fade_in(self._background, (self.now_s - self._fading_since_s) / FADE_S)
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

    def _fade_in(self, background: pygame.Surface, share: float) -> list[Rect]:
        """Two whole pictures are mixed: that costs far less than each of the many that they are made of."""
        still = [op for op in self._now if not op.live]
        keys = [_key(op) for op in still]
        if self._coming is None or self._coming.keys != keys:
            stays, whole = background.copy(), background.copy()
            for op, key in zip(still, keys, strict=True):
                whole.blit(op.picture, (op.x, op.y))
                if key in self._before:
                    stays.blit(op.picture, (op.x, op.y))
            self._coming = _Coming(keys, stays, whole)
        self._coming.whole.set_alpha(round(255 * min(max(share, 0.0), 1.0)))
        self.surface.blit(self._coming.stays, (0, 0))
        self.surface.blit(self._coming.whole, (0, 0))
        for op in self._now:
            if op.live:
                self.surface.blit(op.picture, (op.x, op.y))
        self.forget()
        if share >= 1.0:
            self._fading_since_s, self._coming = None, None
            self._shown, self._shown_background = self._now, background
        return [(0, 0, *self.surface.get_size())]

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
        for op in self._now:
            if rect.colliderect(op.x, op.y, *op.picture.get_size()):
                self.surface.blit(op.picture, (op.x, op.y))


def _key(op: Op) -> _Key:
    return (id(op.picture), op.x, op.y)


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
