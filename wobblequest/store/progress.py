"""Progress from stored trials, like compared with like: one level's task, one stance, eyes, kind of source and protocol of the board."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from wobblequest.core.recording import SourceInfo
from wobblequest.core.result import Result
from wobblequest.levels.followed import Followed, followed_at
from wobblequest.levels.level import Level
from wobblequest.scoring.change import PastValue, Progress, assess
from wobblequest.scoring.register import MEASURES
from wobblequest.session.rounds import summed_up
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


def value_in_progress(trial: StoredTrial, measure: str | None = None) -> float | None:
    """The trial's value of what is followed at its level where it counts in progress, else None. measure : another one instead.

    It counts where a person's own lean made the tilt, the trial was no practice round and was played to its end at the level's own
    difficulty, the signal was not poor (older results do not say how it was), and what is followed could be computed.
    """
    result, name = trial.result, trial.followed.measure
    if not name or not trial.source.is_board or not result.completed or trial.practice or trial.adjusted or result.quality.word == "poor":
        return None
    value = _number(result, name)
    return value if measure is None or value is None else _number(result, measure)


def _number(result: Result, name: str) -> float | None:
    measure = result.measures.get(name)
    return float(measure.value) if measure is not None and isinstance(measure.value, float | int) else None


def values_of(trials: Sequence[StoredTrial], measure: str | None = None) -> list[PastValue]:
    """One value for each trial that counts, in the order of the trials; of a test played in rounds one for each whole set, summed up as its
    protocol says. A set of which a round is missing, or does not count, has none: the mean of two is not the mean of three.
    """
    sets: dict[str, list[StoredTrial]] = {}
    values: list[PastValue | str] = []  # a set's id stands for its value until all its rounds are seen
    for trial in trials:
        value = value_in_progress(trial, measure)
        if value is None:
            continue
        if trial.followed.summary is None or not trial.set_id:
            values.append(PastValue(trial.session_id, trial.started, value))
            continue
        if trial.set_id not in sets:
            values.append(trial.set_id)
        sets.setdefault(trial.set_id, []).append(trial)
    found = (_of_set(sets[each], measure) if isinstance(each, str) else each for each in values)
    return [value for value in found if value is not None]


def _of_set(trials: Sequence[StoredTrial], measure: str | None) -> PastValue | None:
    first = trials[0]
    values = {trial.round: value for trial in trials if (value := value_in_progress(trial, measure)) is not None}
    if first.followed.summary is None or set(values) != set(range(1, first.rounds + 1)):
        return None
    higher = first.followed.higher_is_better if measure is None else MEASURES[measure].direction == "higher"
    return PastValue(first.session_id, first.started, summed_up(list(values.values()), first.followed.summary, higher_is_better=higher))


def unfinished_sets(trials: Sequence[StoredTrial]) -> frozenset[str]:
    """Ids of the sets of rounds of a test that do not count, because a round of them is missing or does not count."""
    sets: dict[str, list[StoredTrial]] = {}
    for trial in trials:
        if trial.set_id and trial.followed.summary is not None and not trial.practice:
            sets.setdefault(trial.set_id, []).append(trial)
    return frozenset(name for name, rounds in sets.items() if _of_set(rounds, None) is None)


def progress_of(trials: Sequence[StoredTrial], level: Level, source: SourceInfo) -> Progress:
    """Progress of one person at a level with a source, from that person's trials."""
    task = level.to_json()
    wanted = Conditions(
        level.id, level_digest(task), level.drill, str(task.get("stance") or ""), str(task.get("eyes") or ""), source.kind, source.protocol,
    )
    return progress_of_group([t for t in trials if conditions_of(t) == wanted], followed_at(task))


def all_progress(trials: Sequence[StoredTrial]) -> list[tuple[Conditions, Progress]]:
    """Progress of one person under each of the conditions under which trials count, in the order of their first trials."""
    groups: dict[Conditions, list[StoredTrial]] = {}
    for trial in trials:
        if value_in_progress(trial) is not None:
            groups.setdefault(conditions_of(trial), []).append(trial)
    found = ((conditions, progress_of_group(group)) for conditions, group in groups.items())
    return [(conditions, progress) for conditions, progress in found if progress.sessions]


def progress_of_group(trials: Sequence[StoredTrial], followed: Followed | None = None) -> Progress:
    """Progress from one person's trials under the same conditions, oldest first.

    followed : at their level; left out, as the newest of the trials, of which there is one at least, says.
    """
    known = followed or trials[-1].followed
    return assess(values_of(trials, known.measure), measure=known.measure, higher_is_better=known.higher_is_better)
