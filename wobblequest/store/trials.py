"""Trials and their recordings: the header when a trial begins, then readings in chunks as they come, events, and the end.

Everything that writes here only queues: it never keeps the frame's thread waiting.
"""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from dataclasses import asdict, dataclass, replace
from typing import Any, Literal

from sqlalchemy import Connection, Row, func, insert, select, update

from wobblequest.core.errors import WobbleQuestError
from wobblequest.core.recording import Event, EventKind, Header, Recording, SourceInfo, event_from_json, header_from_json
from wobblequest.core.result import Result
from wobblequest.core.samples import Reading
from wobblequest.store.access import Access
from wobblequest.store.chunks import checksum, pack, unpack
from wobblequest.store.moments import read_moment, utc_text
from wobblequest.store.results import keep
from wobblequest.store.schema import chunks, events, sessions, trials

State = Literal["running", "completed", "stopped", "interrupted"]
"""interrupted: the program was killed while it ran; its recording is there up to then, and it has no result."""

_UNUSABLE = (ValueError, KeyError, TypeError, ZeroDivisionError)
"""What reading damaged text back may raise."""
_ID = re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]{0,63}")


@dataclass(frozen=True, slots=True)
class TrialEntry:
    """What the list of trials says of one. started : local time with offset, ISO 8601."""

    trial_id: str
    session_id: str
    person_id: str
    started: str
    state: State
    level_id: str
    drill: str
    source: SourceInfo
    stance: str
    eyes: str


@dataclass(frozen=True, slots=True)
class Kept:
    """A recording as far as it can be read, and what is damaged behind that, in one sentence, or None."""

    recording: Recording
    damage: str | None


@dataclass(slots=True)
class _Running:
    chunks: int = 0
    events: int = 0


class Trials:
    """The trials a store knows."""

    def __init__(self, access: Access) -> None:
        self._access = access
        self._running: dict[str, _Running] = {}
        self._begun: set[str] = set()  # may still be on their way to the disk

    def begin(self, session_id: str, header: Header) -> None:
        """Begin a trial of a session. Where the header does not say when it started, that is now. Queues and returns.

        Raises WobbleQuestError for a trial id that is no name for a file or is there already, and for a start without offset.
        """
        trial_id = header.trial_id
        if not _ID.fullmatch(trial_id):
            raise WobbleQuestError(f"{trial_id!r} cannot be a trial's id; it takes 1 to 64 letters, digits, - and _")
        same = select(trials.c.id).where(trials.c.id == trial_id)
        if trial_id in self._begun or self._access.read(lambda c: c.execute(same).first(), settled=False):
            raise WobbleQuestError(f"trial {trial_id} is in the records already; a trial is recorded once")
        started = read_moment(header.started) if header.started else self._access.clock()
        level, source = header.level, header.source
        row = {
            "id": trial_id, "session_id": session_id,
            "person_id": select(sessions.c.person_id).where(sessions.c.id == session_id).scalar_subquery(),
            "level_id": str(level.get("id", "")), "drill": str(level.get("drill", "")),
            "stance": str(level.get("stance") or ""), "eyes": str(level.get("eyes") or ""),
            "level": json.dumps(dict(level), allow_nan=False), "seed": str(header.seed),
            "source_kind": source.kind, "source_name": source.name, "source_protocol": source.protocol, "source_device": source.device,
            "calibration": json.dumps(asdict(header.calibration), allow_nan=False), "reach": json.dumps(asdict(header.reach)),
            "program": header.program, "started": header.started or started.isoformat(), "started_utc": utc_text(started),
            "state": "running", "faults": 0, "latency_ms": header.latency_ms,
            "round": header.round, "rounds": header.rounds, "practice": int(header.practice), "set_id": header.set_id,
        }
        self._access.put(lambda c: c.execute(insert(trials).values(**row)))
        self._running[trial_id] = _Running()
        self._begun.add(trial_id)

    def append(self, trial_id: str, readings: Sequence[Reading]) -> None:
        """Keep readings that came since the last call, as one chunk. Queues and returns. Raises ValueError for one that is not finite."""
        running = self._of(trial_id)
        if not readings:
            return
        blob = pack(readings)
        row = {"trial_id": trial_id, "number": running.chunks, "readings": len(readings), "crc32": checksum(blob), "blob": blob}
        running.chunks += 1
        self._access.put(lambda c: c.execute(insert(chunks).values(**row)))

    def event(self, trial_id: str, event: Event) -> None:
        """Keep an event. Queues and returns."""
        running = self._of(trial_id)
        row = {
            "trial_id": trial_id, "number": running.events, "kind": event.kind, "after": event.after, "t_s": event.t_s,
            "detail": json.dumps(dict(event.detail), allow_nan=False),
        }
        running.events += 1
        self._access.put(lambda c: c.execute(insert(events).values(**row)))

    def mark(self, trial_id: str, kind: EventKind, by: str = "") -> None:
        """Note something about a trial that is over, such as pain afterwards, and who saw it. Queues and returns."""
        detail = {"when": "afterwards", **({"by": by} if by else {})}

        def job(connection: Connection) -> None:
            readings = select(func.coalesce(func.sum(chunks.c.readings), 0)).where(chunks.c.trial_id == trial_id)
            after = connection.execute(readings).scalar_one()
            number, t_s = connection.execute(
                select(func.coalesce(func.max(events.c.number), -1) + 1, func.coalesce(func.max(events.c.t_s), 0.0))
                .where(events.c.trial_id == trial_id)
            ).one()
            connection.execute(insert(events).values(
                trial_id=trial_id, number=number, kind=kind, after=after, t_s=t_s, detail=json.dumps(detail)))

        self._access.put(job)

    def finish(self, trial_id: str, result: Result | None, *, faults: int, state: State) -> None:
        """The trial is over: its state and its result, in one transaction. Queues and returns."""
        self._of(trial_id)
        if state == "running":
            raise ValueError("a finished trial is completed, stopped or interrupted")
        made = self._access.clock().isoformat()

        def job(connection: Connection) -> None:
            connection.execute(update(trials).where(trials.c.id == trial_id).values(state=state, faults=faults))
            if result is not None:
                keep(connection, trial_id, result, made)

        self._access.put(job)
        del self._running[trial_id]

    def entries(self, person_id: str | None = None) -> list[TrialEntry]:
        """All trials, oldest first, of one person or of everybody, whatever became of them."""

        def ask(connection: Connection) -> list[TrialEntry]:
            wanted = select(trials).order_by(trials.c.started_utc, trials.c.id)
            if person_id is not None:
                wanted = wanted.where(trials.c.person_id == person_id)
            return [entry(row) for row in connection.execute(wanted)]

        found = self._access.read(ask)
        if any(e.state == "running" for e in found) and not self._access.somebody_writes():
            return [replace(e, state="interrupted") if e.state == "running" else e for e in found]
        return found

    def kept(self, trial_id: str) -> Kept:
        """The recording of a trial. Where a chunk or an event is damaged it ends before that one and is incomplete.

        Raises WobbleQuestError where there is no such trial, and where its header is damaged.
        """
        return self._access.read(lambda c: _kept(c, trial_id))

    def _of(self, trial_id: str) -> _Running:
        try:
            return self._running[trial_id]
        except KeyError:
            raise WobbleQuestError(f"trial {trial_id} is not being recorded; begin it first") from None


def close_interrupted(connection: Connection) -> int:
    """Trials that run in no program any more were interrupted. Gives their number."""
    return connection.execute(update(trials).where(trials.c.state == "running").values(state="interrupted")).rowcount


def entry(row: Row[Any]) -> TrialEntry:
    """A row of the trials' table (or a join that has all of its columns) as an entry."""
    return TrialEntry(
        row.id, row.session_id, row.person_id, row.started, row.state, row.level_id, row.drill,
        SourceInfo(row.source_kind, row.source_name, row.source_protocol, row.source_device), row.stance, row.eyes,
    )


def _kept(connection: Connection, trial_id: str) -> Kept:
    row = connection.execute(select(trials).where(trials.c.id == trial_id)).first()
    if row is None:
        raise WobbleQuestError(f"there is no trial {trial_id!r}; `wobblequest history PERSON --json` lists the ids")
    readings: list[Reading] = []
    damage = None
    for number, chunk in enumerate(connection.execute(select(chunks).where(chunks.c.trial_id == trial_id).order_by(chunks.c.number))):
        try:
            readings.extend(_intact(chunk, number))
        except ValueError as error:
            end = f"the first {len(readings)} readings are whole"
            damage = f"chunk {number} of trial {trial_id} is damaged ({error}); {end}, what follows was left out"
            break
    found = connection.execute(select(events).where(events.c.trial_id == trial_id).order_by(events.c.number)).all()
    happened: list[Event] = []
    for e in found:
        if damage is not None and e.after > len(readings):
            break
        try:
            happened.append(event_from_json({"kind": e.kind, "after": e.after, "t_s": e.t_s, "detail": json.loads(e.detail)}))
        except _UNUSABLE as error:
            damage = f"event {e.number} of trial {trial_id} is damaged ({error}); what follows reading {e.after} was left out"
            del readings[e.after :]
            break
    complete = damage is None and row.state in ("completed", "stopped")
    return Kept(Recording(_header(row), tuple(readings), tuple(happened), row.faults, complete), damage)


def _intact(chunk: Row[Any], number: int) -> list[Reading]:
    if chunk.number != number:
        raise ValueError("it is missing")
    found = checksum(chunk.blob)
    if found != chunk.crc32:
        raise ValueError(f"its CRC-32 is {found:08x}, not {chunk.crc32:08x}")
    readings = unpack(chunk.blob)
    if len(readings) != chunk.readings:
        raise ValueError(f"it has {len(readings)} readings, not {chunk.readings}")
    return readings


def _header(row: Row[Any]) -> Header:
    source = {"kind": row.source_kind, "name": row.source_name, "protocol": row.source_protocol, "device": row.source_device}
    try:
        return header_from_json({
            "trial_id": row.id, "level": json.loads(row.level), "seed": int(row.seed), "calibration": json.loads(row.calibration),
            "reach": json.loads(row.reach), "source": source, "started": row.started, "program": row.program,
            "latency_ms": row.latency_ms, "round": row.round, "rounds": row.rounds, "practice": row.practice, "set_id": row.set_id,
        })
    except (*_UNUSABLE, WobbleQuestError) as error:
        raise WobbleQuestError(f"the header of trial {row.id} is damaged ({error}); the other trials can be read") from error
