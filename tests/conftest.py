"""Set before pygame is imported anywhere: no window, no sound device, no greeting. And the fixture that compares pictures."""

from __future__ import annotations

import os

os.environ["SDL_VIDEODRIVER"] = "dummy"
os.environ["SDL_AUDIODRIVER"] = "dummy"
os.environ["PYGAME_HIDE_SUPPORT_PROMPT"] = "1"

import importlib.util
import sys
from collections.abc import Callable
from pathlib import Path
from types import ModuleType
from typing import TYPE_CHECKING

import pytest
from hypothesis import settings

if TYPE_CHECKING:
    import pygame

HERE = Path(__file__).parent

# How long an example takes says more of the machine than of the code. A check of a change draws the same examples each time, so that
# what it finds is of the change; at a developer's desk new ones are drawn in every run.
settings.register_profile("wobblequest", deadline=None, derandomize=bool(os.environ.get("CI")))
settings.load_profile("wobblequest")


def _support(name: str) -> ModuleType:
    """A module of tests/support: under importlib mode the folder is no package, so it is loaded by its path."""
    key = f"tests_support_{name}"
    if key not in sys.modules:
        spec = importlib.util.spec_from_file_location(key, HERE / "support" / f"{name}.py")
        assert spec is not None
        assert spec.loader is not None
        module = importlib.util.module_from_spec(spec)
        sys.modules[key] = module
        spec.loader.exec_module(module)
    return sys.modules[key]


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--write-pictures", action="store_true", help="write the golden pictures of tests/golden/pictures anew")


@pytest.fixture
def pictures() -> ModuleType:
    """The module that compares pictures, for its own tests."""
    return _support("pictures")


@pytest.fixture
def sight() -> ModuleType:
    """Contrast, colour difference and deficiencies of colour vision."""
    return _support("sight")


@pytest.fixture
def picture(request: pytest.FixtureRequest) -> Callable[[pygame.Surface, str], None]:
    """``picture(surface, name)`` fails where the surface does not look like tests/golden/pictures/<name>.png.

    On failure the expected picture, the actual one and their difference stand side by side in tests/failed/<name>.png.
    Golden pictures are only ever written with ``--write-pictures``.
    """
    pictures = _support("pictures")

    def compare(surface: pygame.Surface, name: str) -> None:
        pictures.compare(surface, name, write=bool(request.config.getoption("--write-pictures")))

    return compare
