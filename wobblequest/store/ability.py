"""The level of difficulty at which a person succeeds three times in four, for each drill, from the trials that are stored.

Like is compared with like: what somebody can do on both legs says nothing of one leg, and a board nothing of another kind of board.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from wobblequest.core.recording import SourceInfo
from wobblequest.levels.level import Level
from wobblequest.scoring.ability import Ability, unknown
from wobblequest.scoring.profile import DONE_STARS
from wobblequest.store.progress import value_in_progress
from wobblequest.store.results import StoredTrial

EASIEST, HARDEST = 0.0, 10.0
"""The scale of a level's difficulty."""


@dataclass(frozen=True, slots=True)
class Footing:
    """What trials must share to tell of one ability: as `progress.Conditions`, but for the level, which may be any of the drill."""

    drill: str
    stance: str
    eyes: str
    surface: str
    source_kind: str
    protocol: str


def footing_of(trial: StoredTrial) -> Footing:
    return Footing(trial.drill, trial.stance, trial.eyes, trial.followed.surface, trial.source.kind, trial.source.protocol)


def footing_at(level: Level, source: SourceInfo) -> Footing:
    """Of a level played with a source."""
    return Footing(level.drill, level.stance, level.eyes, level.surface, source.kind, source.protocol)


def abilities_of(trials: Sequence[StoredTrial], levels: Sequence[Level]) -> Mapping[Footing, Ability]:
    """Footing → ability on the scale of difficulty, of those that were played. trials : one person's, oldest first. levels : all there are.

    A trial is one attempt at its level's difficulty; it succeeded with two stars. Only trials that count in progress and have stars are
    taken, of levels that are still there.
    """
    difficulty = {level.id: level.difficulty for level in levels}
    found: dict[Footing, Ability] = {}
    for trial in trials:
        stars = trial.result.stars
        if stars is None or trial.level_id not in difficulty or value_in_progress(trial) is None:
            continue
        footing = footing_of(trial)
        before = found.get(footing) or unknown(EASIEST, HARDEST)
        found[footing] = before.after(difficulty[trial.level_id], stars >= DONE_STARS)
    return found


def abilities_today(trials: Sequence[StoredTrial], levels: Sequence[Level], source: SourceInfo) -> Mapping[str, Ability]:
    """A level's id → the ability that tells of it when it is played with this source; levels of which nothing is known are left out."""
    known = abilities_of(trials, levels)
    at = {level.id: footing_at(level, source) for level in levels}
    return {name: known[footing] for name, footing in at.items() if footing in known}
