"""Where the bundled files lie: beside the package in a checkout, inside it once installed."""

from __future__ import annotations

from pathlib import Path

from wobblequest.core.errors import WobbleQuestError

_PACKAGE = Path(__file__).resolve().parents[1]
_PLACES = (_PACKAGE / "_data" / "assets", _PACKAGE.parent / "assets")


def asset(name: str) -> Path:
    """The file's path; ``name`` with forward slashes, such as ``fonts/AtkinsonHyperlegible-Bold.ttf``.

    Raises WobbleQuestError where it is missing.
    """
    for place in _PLACES:
        if (path := place / name).is_file():
            return path
    raise WobbleQuestError(f"{name} is missing from {_PLACES[-1]}; install WobbleQuest again")
