"""What is followed at a level over weeks, read from the level as it was stored: older ones may no longer pass as levels."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, get_args

from wobblequest.drills.register import DRILLS
from wobblequest.levels.options import Summary
from wobblequest.scoring.register import MEASURES


@dataclass(frozen=True, slots=True)
class Followed:
    """measure : name of the one that is followed, "" of a drill that this program does not have. test : whether the level is a test.
    summary : what of a test's rounds counts; None of a level without a protocol, whose rounds are trials like others. surface : stood on.
    """

    measure: str
    test: bool = False
    summary: Summary | None = None
    surface: str = "wobble-board"

    @property
    def higher_is_better(self) -> bool:
        return MEASURES[self.measure].direction == "higher"


def followed_at(level: Mapping[str, Any]) -> Followed:
    """Of a level as JSON. A protocol's measure that is not known here gives way to the drill's main one."""
    drill = DRILLS.get(str(level.get("drill")))
    main = "" if drill is None else drill.primary
    surface = str(level.get("surface") or "wobble-board")
    protocol = level.get("protocol")
    if not level.get("test") or not isinstance(protocol, Mapping):
        return Followed(main, bool(level.get("test")), None, surface)
    own, how = protocol.get("primary"), protocol.get("summary", "mean")
    summary = next((each for each in get_args(Summary) if each == how), None)
    return Followed(own if isinstance(own, str) and own in MEASURES and main else main, True, summary, surface)
