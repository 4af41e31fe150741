"""A station: store, source and one person's practice, opened together and closed so that nothing is left half done."""

from __future__ import annotations

import random
import sys
import time
import uuid
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from wobblequest.app.practice import Speaker, StationPractice, identities
from wobblequest.app.sources import Spec, open_source
from wobblequest.input.source import Source
from wobblequest.levels.level import Level
from wobblequest.levels.load import read_level
from wobblequest.levels.programme import Programme
from wobblequest.levels.programme_load import Programmes, load_programmes
from wobblequest.levels.shelf import Shelf, load_shelf, shipped_folder
from wobblequest.store.people import GUEST, Person
from wobblequest.store.place import data_folder
from wobblequest.store.store import Store

NO_PROGRAMME = "none"


@dataclass(frozen=True, slots=True)
class StationOptions:
    """What was asked for: the source, who plays (None: who played last), where data lie, the seed of every trial (None: a new one each),
    the programme (None: the one that this person plays already; ``"none"``: none), and settings for this run alone, by name."""

    source: Spec
    person: str | None = None
    data: str | None = None
    seed: int | None = None
    programme: str | None = None
    asked: Mapping[str, object] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Station:
    source: Source
    practice: StationPractice


@contextmanager
def open_station(options: StationOptions, levels: tuple[Level, ...], speaker: Speaker | None = None) -> Iterator[Station]:
    """Open store and source; at the end, however it comes, score and store what is under way.

    Raises WobbleQuestError where the store or the source cannot be opened.
    """
    chance = random.SystemRandom()

    def new_seed() -> int:
        return chance.randrange(2**31) if options.seed is None else options.seed

    with Store.open(data_folder(options.data), clock=_now) as store:
        newest = store.people.newest()
        person = store.people.ensure(GUEST if not newest else newest[0].alias) if options.person is None else (
            store.people.ensure(options.person))
        if options.person is not None and person.id not in {each.id for each in newest}:
            print(f"{person.alias} is new here and was added.", file=sys.stderr)

        programmes = known_programmes(options, levels)

        def programme_of(somebody: Person) -> Programme | None:
            return wanted_programme(options, programmes, [session.programme for session in store.sessions.all(somebody.id)])

        source = open_source(options.source, seed=new_seed(), clock=time.perf_counter, known=identities(store.calibrations.devices()))
        practice = StationPractice(
            store, person, source, levels, now=_now, new_id=lambda: str(uuid.uuid4()), new_seed=new_seed, speaker=speaker,
            asked=options.asked, programme_of=programme_of,
        )
        programme = programme_of(person)
        if programme is not None:
            practice.prescribe(programme)
        try:
            yield Station(source, practice)
        finally:
            try:
                practice.close()
            finally:
                source.close()


def known_programmes(options: StationOptions, levels: Sequence[Level]) -> Programmes | None:
    """All there are, with what was left out told; None where none is wanted."""
    if options.programme == NO_PROGRAMME:
        return None
    shelf = load_programmes(levels, *level_folders(options.data))
    for problem in shelf.problems:
        print(f"left out: {problem}", file=sys.stderr)
    return shelf


def wanted_programme(options: StationOptions, shelf: Programmes | None, played: Sequence[str]) -> Programme | None:
    """The programme that was asked for, or the one whose session this person played last, as long as it is there; None for free play.

    played : of each of the person's sessions, oldest first, the programme's id or "". Raises UsageError for an unknown id.
    """
    if shelf is None:
        return None
    if options.programme is not None:
        return shelf.find(options.programme)
    newest = next((name for name in reversed(played) if name), "")
    return next((programme for programme in shelf.programmes if programme.id == newest), None)


def _now() -> datetime:
    return datetime.now().astimezone()


def own_levels_folder(data: str | None) -> Path:
    """Where a clinic's own levels lie: beside its data."""
    return data_folder(data) / "levels"


def own_speech_folder(data: str | None) -> Path:
    """Where a clinic's own recordings of the voice lie: beside its data, a folder for each language."""
    return data_folder(data) / "speech"


def all_levels(data: str | None) -> Shelf:
    """The shipped levels and the clinic's own; a level that cannot be used is told and left out, the others stay."""
    return load_shelf(*level_folders(data))


def level_folders(data: str | None) -> list[Path]:
    """The shipped levels' folder, and the clinic's own where there is one."""
    own = own_levels_folder(data)
    return [shipped_folder(), *([own] if own.is_dir() else [])]


def find_level(name: str, data: str | None) -> Level:
    """A level by its id, or from a file. Raises FileProblem for a file that cannot be used, UsageError for an unknown id."""
    if name.endswith((".yaml", ".yml")) or Path(name).is_file():
        return read_level(Path(name))
    return all_levels(data).find(name)
