"""Results of trials, one a scoring version; the newest counts."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from typing import Any

from sqlalchemy import Connection, func, insert, select, update

from wobblequest.core.recording import SourceInfo
from wobblequest.core.result import Result
from wobblequest.levels.followed import Followed, followed_at
from wobblequest.levels.task import task_of
from wobblequest.store.schema import events, results, trials


@dataclass(frozen=True, slots=True)
class StoredTrial:
    """A trial with its newest result.

    started : local time with offset, ISO 8601. state : ``completed`` or ``stopped``. level_digest : of all that makes the level's task (see
    `level_digest`); two trials of the same level id differ in it where the level's file was changed in between. adjusted : the difficulty
    was changed during play. followed : what is followed at the level. round, rounds, practice, set_id : as the recording's header has them.
    """

    trial_id: str
    session_id: str
    person_id: str
    started: str
    state: str
    level_id: str
    level_digest: str
    drill: str
    source: SourceInfo
    stance: str
    eyes: str
    adjusted: bool
    result: Result
    followed: Followed
    round: int = 0
    rounds: int = 0
    practice: bool = False
    set_id: str = ""


def keep(connection: Connection, trial_id: str, result: Result, made: str) -> None:
    """Keep a result; it takes the place of an older one of the same scoring version only."""
    text = json.dumps(result.to_json(), allow_nan=False)
    same = (results.c.trial_id == trial_id) & (results.c.scoring_version == result.scoring_version)
    if not connection.execute(update(results).where(same).values(result=text, made=made)).rowcount:
        connection.execute(insert(results).values(trial_id=trial_id, scoring_version=result.scoring_version, result=text, made=made))


def newest(connection: Connection, person_id: str | None = None, drill: str | None = None) -> list[StoredTrial]:
    """Trials with their newest results, oldest trial first."""
    last = select(results.c.trial_id, func.max(results.c.scoring_version).label("version")).group_by(results.c.trial_id).subquery()
    wanted = (
        select(trials, results.c.result)
        .join(last, last.c.trial_id == trials.c.id)
        .join(results, (results.c.trial_id == last.c.trial_id) & (results.c.scoring_version == last.c.version))
        .order_by(trials.c.started_utc, trials.c.id)
    )
    if person_id is not None:
        wanted = wanted.where(trials.c.person_id == person_id)
    if drill is not None:
        wanted = wanted.where(trials.c.drill == drill)
    adjusted = _adjusted(connection)
    return [
        StoredTrial(
            r.id, r.session_id, r.person_id, r.started, r.state, r.level_id, _digest_of_text(r.level), r.drill,
            SourceInfo(r.source_kind, r.source_name, r.source_protocol, r.source_device), r.stance, r.eyes, r.id in adjusted,
            _result_of_text(r.result), _followed_of_text(r.level), r.round, r.rounds, bool(r.practice), r.set_id,
        )
        for r in connection.execute(wanted)
    ]


def newest_of(connection: Connection, trial_id: str) -> Result | None:
    """The newest result of one trial, or None."""
    wanted = select(results.c.result).where(results.c.trial_id == trial_id).order_by(results.c.scoring_version.desc()).limit(1)
    text = connection.execute(wanted).scalar()
    return None if text is None else Result.from_json(json.loads(text))


def made_since(connection: Connection, moment: datetime, version: int) -> set[str]:
    """Ids of trials whose result of this scoring version was made at a moment or after it."""
    found = connection.execute(select(results.c.trial_id, results.c.made).where(results.c.scoring_version == version))
    return {row.trial_id for row in found if datetime.fromisoformat(row.made) >= moment}


def _adjusted(connection: Connection) -> set[str]:
    """Ids of trials whose difficulty was changed during play."""
    found = connection.execute(select(events.c.trial_id, events.c.detail).where(events.c.kind == "adjust"))
    return {e.trial_id for e in found if json.loads(e.detail).get("changed", True)}


def level_digest(level: Mapping[str, Any]) -> str:
    """What tells two tasks apart: `levels.task.task_of`. Titles, goals and points may be reworded without a new task."""
    task = task_of(level)
    return hashlib.sha256(json.dumps(task, sort_keys=True, allow_nan=False).encode()).hexdigest()[:16]


@lru_cache(maxsize=4096)  # screens ask for the same history again and again
def _result_of_text(text: str) -> Result:
    return Result.from_json(json.loads(text))


@lru_cache(maxsize=512)
def _digest_of_text(text: str) -> str:
    return level_digest(json.loads(text))


@lru_cache(maxsize=512)
def _followed_of_text(text: str) -> Followed:
    return followed_at(json.loads(text))
