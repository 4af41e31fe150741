"""Results of a group as tables of people × sessions, like compared with like, for a clinic's own figures of reliability."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from wobblequest.core.motion import Array
from wobblequest.drills.register import DRILLS
from wobblequest.scoring.change import PastValue, sessions_of
from wobblequest.store.progress import Conditions, conditions_of, value_in_progress
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
    drill's primary one; drills that do not have it are left out. Who has fewer sessions is left out, and counted.
    """
    groups: dict[Conditions, dict[str, list[PastValue]]] = {}
    units: dict[Conditions, str] = {}
    for trial in trials:
        if value_in_progress(trial) is None:
            continue
        found = trial.result.measures.get(measure or DRILLS[trial.drill].primary)
        if found is None or not isinstance(found.value, float | int):
            continue
        conditions = conditions_of(trial)
        units[conditions] = found.unit
        person = groups.setdefault(conditions, {}).setdefault(trial.person_id, [])
        person.append(PastValue(trial.session_id, trial.started, float(found.value)))
    tables = []
    for conditions, people in groups.items():
        rows = []
        for values in people.values():
            counted = [session.value for session in sessions_of(values) if not session.practice]
            if len(counted) >= sessions:
                rows.append(counted[:sessions])
        table = np.array(rows, dtype=np.float64).reshape(len(rows), sessions)
        name = measure or DRILLS[conditions.drill].primary
        tables.append(GroupTable(conditions, name, units[conditions], table, left_out=len(people) - len(rows)))
    return tables
