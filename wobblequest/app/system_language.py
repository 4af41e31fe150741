"""The language this computer speaks, so that the first run at it begins in words that are understood."""

from __future__ import annotations

import locale
import os
import sys
from collections.abc import Mapping

from wobblequest.core.languages import LANGUAGES


def system_language(environment: Mapping[str, str] = os.environ, platform: str = sys.platform) -> str | None:
    """Code of the system's language where the game has it, else None."""
    name = _of_windows() if platform == "win32" else next(
        (environment[key] for key in ("LC_ALL", "LC_MESSAGES", "LANG") if environment.get(key)), "")
    code = name.split("_")[0].split(".")[0].split("-")[0].lower()
    code = {"iw": "he"}.get(code, code)  # as Hebrew was called once, and still is by some
    return code if code in LANGUAGES else None


def _of_windows() -> str:
    """The language of menus, such as ``de_DE``."""
    import ctypes

    kernel = getattr(ctypes, "windll").kernel32  # noqa: B009 - it is there on Windows only
    return locale.windows_locale.get(kernel.GetUserDefaultUILanguage(), "")
