"""Every drill there is, by name, in the order in which they are shown. A new drill is one file and one line here."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

from wobblequest.drills.align import ALIGN_DRILL
from wobblequest.drills.catch import CATCH_DRILL
from wobblequest.drills.drift import DRIFT_DRILL
from wobblequest.drills.drill import Drill
from wobblequest.drills.dual import DUAL_DRILL
from wobblequest.drills.hold import HOLD_DRILL
from wobblequest.drills.maze import MAZE_DRILL
from wobblequest.drills.reach import REACH_DRILL
from wobblequest.drills.react import REACT_DRILL
from wobblequest.drills.recall import RECALL_DRILL
from wobblequest.drills.rhythm import RHYTHM_DRILL
from wobblequest.drills.roll import ROLL_DRILL
from wobblequest.drills.shift import SHIFT_DRILL
from wobblequest.drills.track import TRACK_DRILL

DRILLS: Mapping[str, Drill[Any, Any]] = MappingProxyType({
    drill.name: drill
    for drill in (
        HOLD_DRILL, REACH_DRILL, TRACK_DRILL, RHYTHM_DRILL, RECALL_DRILL, MAZE_DRILL, DRIFT_DRILL, SHIFT_DRILL, ALIGN_DRILL, CATCH_DRILL,
        REACT_DRILL, ROLL_DRILL, DUAL_DRILL,
    )
})
