"""Progress from stored trials, like compared with like: one level's task, one stance, eyes, kind of source and protocol of the board."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from wobblequest.core.recording import SourceInfo
from wobblequest.drills.register import DRILLS
from wobblequest.levels.level import Level
from wobblequest.scoring.change import PastValue, Progress, assess
from wobblequest.store.results import StoredTrial, level_digest


@dataclass(frozen=True, slots=True)
class Conditions:
    """What two trials must share to be compared."""

    level_id: str
    level_digest: str
    drill: str
    stance: str
    eyes: str
    source_kind: str
    protocol: str


def conditions_of(trial: StoredTrial) -> Conditions:
    return Conditions(
        trial.level_id, trial.level_digest, trial.drill, trial.stance, trial.eyes, trial.source.kind, trial.source.protocol,
    )


def value_in_progress(trial: StoredTrial) -> float | None:
    """The trial's primary measure where it counts in progress, else None.

    It counts where a person's own lean made the tilt, the trial was played to its end at the level's own difficulty, the signal was not
    poor (older results do not say how it was), and the measure could be computed.
    """
    drill = DRILLS.get(trial.drill)
    result = trial.result
    if drill is None or not trial.source.is_board or not result.completed or trial.adjusted or result.quality.word == "poor":
        return None
    measure = result.measures.get(drill.primary)
    return measure.value if measure is not None and isinstance(measure.value, float | int) else None


def progress_of(trials: Sequence[StoredTrial], level: Level, source: SourceInfo) -> Progress:
    """Progress of one person at a level with a source, from that person's trials."""
    task = level.to_json()
    wanted = Conditions(
        level.id, level_digest(task), level.drill, str(task.get("stance") or ""), str(task.get("eyes") or ""), source.kind, source.protocol,
    )
    return progress_of_group([t for t in trials if conditions_of(t) == wanted], level.drill)


def all_progress(trials: Sequence[StoredTrial]) -> list[tuple[Conditions, Progress]]:
    """Progress of one person under each of the conditions under which trials count, in the order of their first trials."""
    groups: dict[Conditions, list[StoredTrial]] = {}
    for trial in trials:
        if value_in_progress(trial) is not None:
            groups.setdefault(conditions_of(trial), []).append(trial)
    return [(conditions, progress_of_group(group, conditions.drill)) for conditions, group in groups.items()]


def progress_of_group(trials: Sequence[StoredTrial], drill_name: str) -> Progress:
    """Progress from one person's trials at one drill under the same conditions, oldest first."""
    drill = DRILLS[drill_name]
    values = [PastValue(t.session_id, t.started, value) for t in trials if (value := value_in_progress(t)) is not None]
    return assess(values, measure=drill.primary, higher_is_better=drill.higher_is_better)
