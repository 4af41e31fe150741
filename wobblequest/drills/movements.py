"""The drills to which a second task can be added, by name: those whose main measure says something after fifteen seconds.

A new one is one line here. Position sense is none of them: it hides the dot, and its errors need more answers than there is time for.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any, NamedTuple

from pydantic import Field

from wobblequest.drills.drill import Drill, Parameters
from wobblequest.drills.hold import HOLD_DRILL
from wobblequest.drills.reach import REACH_DRILL, ReachParameters
from wobblequest.drills.rhythm import RHYTHM_DRILL
from wobblequest.drills.track import TRACK_DRILL


class ShortReachParameters(ReachParameters):
    """Reach, short enough to be played twice in one run."""

    duration_s: float = Field(
        18.0, ge=12, le=20, description="The movement ends after this many seconds, even if not all circles have come.",
    )


class Movement(NamedTuple):
    """A drill and what may be set of it here. per_cent : whether a change of its main measure in per cent says anything (it has a zero)."""

    drill: Drill[Any, Any]
    parameters: type[Parameters]
    per_cent: bool = True


MOVEMENTS: Mapping[str, Movement] = MappingProxyType({
    movement.drill.name: movement for movement in (
        Movement(HOLD_DRILL, HOLD_DRILL.Parameters),
        Movement(REACH_DRILL, ShortReachParameters),
        Movement(TRACK_DRILL, TRACK_DRILL.Parameters),
        Movement(RHYTHM_DRILL, RHYTHM_DRILL.Parameters, per_cent=False),
    )
})
