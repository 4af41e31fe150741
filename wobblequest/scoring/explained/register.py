"""All explanations by section, and by measure."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from wobblequest.scoring.explained import (
    catch,
    every_trial,
    export,
    gates,
    hold,
    limb_symmetry,
    path_following,
    position_sense,
    reach,
    react,
    recovery,
    rhythm,
    second_task,
    shift,
    symmetry,
    tracking,
)
from wobblequest.scoring.explained.explanation import Explanation

SECTIONS: tuple[tuple[str, tuple[Explanation, ...]], ...] = (
    (hold.TITLE, hold.EXPLANATIONS), (recovery.TITLE, recovery.EXPLANATIONS), (reach.TITLE, reach.EXPLANATIONS),
    (tracking.TITLE, tracking.EXPLANATIONS),
    (rhythm.TITLE, rhythm.EXPLANATIONS), (position_sense.TITLE, position_sense.EXPLANATIONS),
    (path_following.TITLE, path_following.EXPLANATIONS), (shift.TITLE, shift.EXPLANATIONS),
    (second_task.TITLE, second_task.EXPLANATIONS), (symmetry.TITLE, symmetry.EXPLANATIONS),
    (catch.TITLE, catch.EXPLANATIONS), (react.TITLE, react.EXPLANATIONS),
    (gates.TITLE, gates.EXPLANATIONS), (limb_symmetry.TITLE, limb_symmetry.EXPLANATIONS), (every_trial.TITLE, every_trial.EXPLANATIONS),
    (export.TITLE, export.EXPLANATIONS),
)
"""Title and explanations, in the order of the manual."""

EXPLAINED: Mapping[str, Explanation] = MappingProxyType(
    {name: explanation for _, explanations in SECTIONS for explanation in explanations for name in explanation.names}
)
"""Name of a measure → its words."""
