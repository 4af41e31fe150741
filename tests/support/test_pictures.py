from __future__ import annotations

from pathlib import Path
from types import ModuleType

import pygame
import pytest


def scene(dot_at: tuple[int, int] = (400, 300), colour: str = "orange") -> pygame.Surface:
    out = pygame.Surface((1280, 720), 0, 32)
    out.fill("navy")
    pygame.draw.circle(out, colour, dot_at, 80)
    return out


def test_the_same_picture_passes_and_another_fails_with_a_sheet(pictures: ModuleType, tmp_path: Path) -> None:
    golden, failed = tmp_path / "golden", tmp_path / "failed"
    pictures.compare(scene(), "dot", write=True, golden=golden, failed=failed)
    pictures.compare(scene(), "dot", write=False, golden=golden, failed=failed)
    assert not failed.exists()
    for other in (scene((440, 300)), scene(colour="skyblue")):
        with pytest.raises(AssertionError, match="looks different"):
            pictures.compare(other, "dot", write=False, golden=golden, failed=failed)
    assert pygame.image.load(str(failed / "dot.png")).get_size() == (3 * 640, 360)


def test_a_hair_of_difference_is_let_pass(pictures: ModuleType, tmp_path: Path) -> None:
    """Another build of the font renderer moves edges by part of a pixel and greys by a little."""
    pictures.compare(scene(), "dot", write=True, golden=tmp_path)
    near = scene((401, 300))
    near.fill((2, 2, 2), special_flags=pygame.BLEND_RGB_ADD)
    near.fill((1, 1, 1), special_flags=pygame.BLEND_RGB_SUB)
    pictures.compare(near, "dot", write=False, golden=tmp_path)


def test_a_missing_golden_picture_is_a_failure(pictures: ModuleType, tmp_path: Path) -> None:
    with pytest.raises(AssertionError, match="--write-pictures"):
        pictures.compare(scene(), "dot", write=False, golden=tmp_path)
    assert list(tmp_path.iterdir()) == []
