"""The drills to which a second task can be added, by name: all whose main measure says something after fifteen seconds.

A new one is one line here. Position sense is none of them: its errors need more answers than there is time for. In some the dot has a
place to be at every moment; where the way is one's own (a maze, things to catch, a ball to roll, boxes to change between) nobody can say
that, and there a movement goes well as long as nothing slips: no wall touched, nothing missed.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any, NamedTuple

from pydantic import Field, create_model

from wobblequest.drills.align import ALIGN_DRILL
from wobblequest.drills.catch import CATCH_DRILL
from wobblequest.drills.drift import DRIFT_DRILL
from wobblequest.drills.drill import Drill, Moment, Parameters
from wobblequest.drills.hold import HOLD_DRILL
from wobblequest.drills.maze import MAZE_DRILL
from wobblequest.drills.reach import REACH_DRILL
from wobblequest.drills.react import REACT_DRILL
from wobblequest.drills.rhythm import RHYTHM_DRILL
from wobblequest.drills.roll import ROLL_DRILL
from wobblequest.drills.shift import SHIFT_DRILL
from wobblequest.drills.track import TRACK_DRILL

LEAST_SHORT_S, MOST_SHORT_S = 12.0, 20.0


def short(model: type[Parameters]) -> type[Parameters]:
    """A drill's parameters, short enough to be played twice in one run where the drill alone asks for more time."""
    return create_model(
        f"Short{model.__name__}", __base__=model, __doc__=model.__doc__,
        duration_s=(float, Field(
            18.0, ge=LEAST_SHORT_S, le=MOST_SHORT_S,
            description="The movement ends after this many seconds, whatever has been asked by then.",
        )),
    )


class Movement(NamedTuple):
    """A drill and what may be set of it here. per_cent : whether a change of its main measure in per cent says anything (it has a zero).
    slips : the moments at which it does not go well, of a drill in which the dot has no place to be; None where it has one.
    """

    drill: Drill[Any, Any]
    parameters: type[Parameters]
    per_cent: bool = True
    slips: frozenset[Moment] | None = None


MOVEMENTS: Mapping[str, Movement] = MappingProxyType({
    movement.drill.name: movement for movement in (
        Movement(HOLD_DRILL, HOLD_DRILL.Parameters),
        Movement(REACH_DRILL, short(REACH_DRILL.Parameters)),
        Movement(TRACK_DRILL, TRACK_DRILL.Parameters),
        Movement(RHYTHM_DRILL, RHYTHM_DRILL.Parameters, per_cent=False),
        Movement(DRIFT_DRILL, DRIFT_DRILL.Parameters),
        Movement(REACT_DRILL, short(REACT_DRILL.Parameters)),
        Movement(MAZE_DRILL, short(MAZE_DRILL.Parameters), slips=frozenset({"touch"})),
        Movement(SHIFT_DRILL, short(SHIFT_DRILL.Parameters), slips=frozenset({"touch", "miss"})),
        Movement(ALIGN_DRILL, ALIGN_DRILL.Parameters, slips=frozenset({"leave"})),
        Movement(CATCH_DRILL, short(CATCH_DRILL.Parameters), slips=frozenset({"miss"})),
        Movement(ROLL_DRILL, short(ROLL_DRILL.Parameters), slips=frozenset({"touch", "miss"})),
    )
})
