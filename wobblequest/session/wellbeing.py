"""How somebody says they are before, between and after exercises, and what follows from it: whether to go on today, nothing medical."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields
from typing import Any, Literal

MOST_PAIN = 10
PAIN_TO_REST = 6
"""From this on another day is better. The pain-monitoring model takes up to 5 of 10 as acceptable in exercise (Thomeé, Phys Ther 1997;
Silbernagel et al., Am J Sports Med 2007)."""

When = Literal["before", "between", "after"]
Verdict = Literal["go", "another-day", "no-session"]
"""another-day: resting is advised, and a therapist may let the person go on. no-session: only a therapist's key leads on."""


@dataclass(frozen=True, slots=True)
class Answers:
    """What was said; None for what was not asked.

    pain : 0 to 10. alarm : dizzy, chest pain or breathless. unwell : ill, or feverish, or not as usual. company : somebody is there.
    overruled : a therapist let the person go on all the same.

    Raises ValueError for a pain outside 0 to 10.
    """

    pain: int | None = None
    alarm: bool | None = None
    unwell: bool | None = None
    company: bool | None = None
    overruled: bool = False

    def __post_init__(self) -> None:
        if self.pain is not None and not 0 <= self.pain <= MOST_PAIN:
            raise ValueError(f"pain is told from 0 to {MOST_PAIN}, not as {self.pain}")

    @property
    def verdict(self) -> Verdict:
        if self.alarm:
            return "no-session"
        return "another-day" if self.unwell or (self.pain is not None and self.pain >= PAIN_TO_REST) else "go"

    def to_json(self) -> dict[str, Any]:
        """What was asked, as JSON values."""
        return {key: value for key, value in asdict(self).items() if value is not None and (key != "overruled" or value)}


def answers_from_json(data: Mapping[str, Any]) -> Answers:
    """Raises ValueError or TypeError where the data are no answers."""
    unknown = set(data) - {each.name for each in fields(Answers)}
    if unknown:
        raise ValueError(f"no question is called {', '.join(sorted(unknown))}")
    pain = data.get("pain")
    if pain is not None and (isinstance(pain, bool) or not isinstance(pain, int)):
        raise TypeError(f"pain is a whole number, not {pain!r}")
    for key in ("alarm", "unwell", "company", "overruled"):
        if not isinstance(data.get(key, False), bool):
            raise TypeError(f"{key} is yes or no, not {data[key]!r}")
    return Answers(**data)
