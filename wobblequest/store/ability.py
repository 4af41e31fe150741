"""The level of difficulty at which a person succeeds three times in four, for each drill, from the trials that are stored."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from wobblequest.levels.level import Level
from wobblequest.scoring.ability import Ability, unknown
from wobblequest.scoring.profile import DONE_STARS
from wobblequest.store.progress import value_in_progress
from wobblequest.store.results import StoredTrial

EASIEST, HARDEST = 0.0, 10.0
"""The scale of a level's difficulty."""


def abilities_of(trials: Sequence[StoredTrial], levels: Sequence[Level]) -> Mapping[str, Ability]:
    """Drill → ability on the scale of difficulty, of drills that were played. trials : one person's, oldest first. levels : all there are.

    A trial is one attempt at its level's difficulty; it succeeded with two stars. Only trials that count in progress and have stars are
    taken, of levels that are still there.
    """
    difficulty = {level.id: level.difficulty for level in levels}
    found: dict[str, Ability] = {}
    for trial in trials:
        stars = trial.result.stars
        if stars is None or trial.level_id not in difficulty or value_in_progress(trial) is None:
            continue
        before = found.get(trial.drill) or unknown(EASIEST, HARDEST)
        found[trial.drill] = before.after(difficulty[trial.level_id], stars >= DONE_STARS)
    return found
