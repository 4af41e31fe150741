"""Results of a group as tables of people × sessions, like compared with like, for a clinic's own figures of reliability."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from wobblequest.core.motion import Array
from wobblequest.scoring.change import sessions_of
from wobblequest.store.progress import Conditions, conditions_of, value_in_progress, values_of
from wobblequest.store.results import StoredTrial


@dataclass(frozen=True)
class GroupTable:
    """One measure under one set of conditions.

    values : (people, sessions), the medians of each person's first sessions after practice. left_out : people who had fewer of them.
    """

    conditions: Conditions
    measure: str
    unit: str
    values: Array
    left_out: int


def tables_of(trials: Sequence[StoredTrial], sessions: int, measure: str | None = None) -> list[GroupTable]:
    """A table for each set of conditions under which trials count, in the order of their first trials.

    trials : of everybody, oldest first. sessions : how many of each person after the practice sessions. measure : its name, None for the
    one that is followed at the level; levels that do not have it are left out. Who has fewer sessions is left out, and counted.
    """
    groups: dict[Conditions, dict[str, list[StoredTrial]]] = {}
    named: dict[Conditions, tuple[str, str]] = {}
    for trial in trials:
        name = measure or trial.followed.measure
        if value_in_progress(trial, name) is None:
            continue
        conditions = conditions_of(trial)
        named[conditions] = name, trial.result.measures[name].unit
        groups.setdefault(conditions, {}).setdefault(trial.person_id, []).append(trial)
    tables = []
    for conditions, people in groups.items():
        name, unit = named[conditions]
        rows = []
        for own in people.values():
            counted = [session.value for session in sessions_of(values_of(own, name)) if not session.practice]
            if len(counted) >= sessions:
                rows.append(counted[:sessions])
        table = np.array(rows, dtype=np.float64).reshape(len(rows), sessions)
        tables.append(GroupTable(conditions, name, unit, table, left_out=len(people) - len(rows)))
    return tables
