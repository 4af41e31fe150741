"""A phone lying on the board, whose sensor app streams over the local network."""

from __future__ import annotations

from collections.abc import Callable

from wobblequest.core.errors import UsageError
from wobblequest.input.source import Source


def phone_source(place: str, *, clock: Callable[[], float]) -> Source:
    """The source for ``phone``, ``phone:PORT`` or ``phone:ws://HOST:PORT``. Raises UsageError for any other place."""
    raise UsageError(f"--source phone:{place}: there is no phone yet")
