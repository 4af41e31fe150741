"""Moments as the store keeps them: local ISO 8601 text with its offset, as it was said, and the same instant in UTC for ordering."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime

from wobblequest.core.errors import WobbleQuestError

Clock = Callable[[], datetime]
"""Gives the present moment with its offset from UTC."""


def utc_text(moment: datetime) -> str:
    """The instant in UTC with microseconds: texts of this form sort as their instants do. Raises ValueError without an offset."""
    if moment.utcoffset() is None:
        raise ValueError(f"a moment needs its offset from UTC, {moment.isoformat()} has none")
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")


def read_moment(text: str) -> datetime:
    """A moment from its ISO 8601 text. Raises WobbleQuestError where it is none or has no offset."""
    try:
        moment = datetime.fromisoformat(text)
    except ValueError as error:
        raise WobbleQuestError(f"{text!r} is not a moment in ISO 8601, for example 2025-03-01T10:30:00+01:00") from error
    if moment.utcoffset() is None:
        raise WobbleQuestError(f"{text!r} has no offset from UTC; write for example 2025-03-01T10:30:00+01:00")
    return moment
