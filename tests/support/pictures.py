"""Pictures compared with golden ones, tolerant of what differs between builds of FreeType and SDL: the grey of edges by a little."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pygame

TESTS = Path(__file__).resolve().parents[1]
GOLDEN = TESTS / "golden" / "pictures"
FAILED = TESTS / "failed"

SCALE_TO = 640
"""Golden pictures are kept this wide: what a person would see differ is still there, single edge pixels are not."""
MEAN = 1.2
"""Mean difference a channel (of 255) that is let pass."""
NOTICEABLE = 40
"""A pixel differs when a channel differs by more than this."""
SHARE = 0.01
"""Share of pixels that may differ."""


def small(surface: pygame.Surface) -> pygame.Surface:
    """The surface as golden pictures are kept: 24 bit, at most `SCALE_TO` wide."""
    width, height = surface.get_size()
    plain = _plain(surface)
    return pygame.transform.smoothscale(plain, (SCALE_TO, round(height * SCALE_TO / width))) if width > SCALE_TO else plain


def _plain(surface: pygame.Surface) -> pygame.Surface:
    out = pygame.Surface(surface.get_size(), 0, 24)
    out.blit(surface, (0, 0))
    return out


def differences(actual: pygame.Surface, golden: pygame.Surface) -> tuple[float, float]:
    """(mean difference a channel, share of pixels that differ noticeably)."""
    a = pygame.surfarray.array3d(actual).astype(np.int16)
    b = pygame.surfarray.array3d(golden).astype(np.int16)
    off = np.abs(a - b)
    return float(off.mean()), float((off.max(axis=2) > NOTICEABLE).mean())


def compare(surface: pygame.Surface, name: str, *, write: bool, golden: Path = GOLDEN, failed: Path = FAILED) -> None:
    actual = small(surface)
    path = golden / f"{name}.png"
    if write:
        golden.mkdir(parents=True, exist_ok=True)
        pygame.image.save(actual, str(path))
        return
    assert path.is_file(), f"there is no golden picture {name}; look at what is drawn, then run pytest with --write-pictures"
    wanted = _plain(pygame.image.load(str(path)))
    assert wanted.get_size() == actual.get_size(), f"{name}: {actual.get_size()} px, golden {wanted.get_size()}"
    mean, share = differences(actual, wanted)
    if mean > MEAN or share > SHARE:
        seen = _side_by_side(actual, wanted, name, failed)
        raise AssertionError(f"{name} looks different: mean {mean:.2f} (≤ {MEAN}), {share:.2%} of pixels (≤ {SHARE:.1%}); see {seen}")


def _side_by_side(actual: pygame.Surface, wanted: pygame.Surface, name: str, failed: Path) -> Path:
    """Golden, actual, and three times their difference, in one file."""
    failed.mkdir(parents=True, exist_ok=True)
    width, height = actual.get_size()
    sheet = pygame.Surface((3 * width, height), 0, 24)
    sheet.blit(wanted, (0, 0))
    sheet.blit(actual, (width, 0))
    off = np.abs(pygame.surfarray.array3d(actual).astype(np.int16) - pygame.surfarray.array3d(wanted))
    sheet.blit(pygame.surfarray.make_surface(np.clip(off * 3, 0, 255).astype(np.uint8)), (2 * width, 0))
    path = failed / f"{name}.png"
    pygame.image.save(sheet, str(path))
    return path
