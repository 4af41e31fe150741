"""A person's profile from the trials that are stored."""

from __future__ import annotations

from collections.abc import Sequence

from wobblequest.levels.level import Level
from wobblequest.scoring.profile import PARTS, LevelReached, Part, part_of
from wobblequest.store.progress import conditions_of, progress_of_group, value_in_progress
from wobblequest.store.results import StoredTrial


def profile_of(trials: Sequence[StoredTrial], levels: Sequence[Level]) -> tuple[Part, ...]:
    """All parts of one person's profile. trials : that person's, oldest first. levels : all there are, easiest first within a drill.

    Only trials that count in progress are looked at, at all kinds of boards alike; the own history is that of the conditions of the
    newest one.
    """
    counted = [trial for trial in trials if value_in_progress(trial) is not None]
    return tuple(_part(name, drill, counted, levels) for name, drill in PARTS.items())


def _part(name: str, drill: str, trials: Sequence[StoredTrial], levels: Sequence[Level]) -> Part:
    of_drill = [trial for trial in trials if trial.drill == drill]
    ladder = []
    for level in (level for level in levels if level.drill == drill and not level.test):
        results = [trial.result for trial in of_drill if trial.level_id == level.id and trial.result.points is not None]
        ladder.append(LevelReached(
            level.id, max((r.stars for r in results if r.stars is not None), default=None),
            max((r.points for r in results if r.points is not None), default=None),
        ))
    if not of_drill:
        return part_of(name, ladder, None)
    newest = conditions_of(of_drill[-1])
    return part_of(name, ladder, progress_of_group([trial for trial in of_drill if conditions_of(trial) == newest]))
