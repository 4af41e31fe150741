"""A station: store, source and one person's practice, opened together and closed so that nothing is left half done."""

from __future__ import annotations

import random
import sys
import time
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from wobblequest.app.practice import Speaker, StationPractice, identities
from wobblequest.app.sources import Spec, open_source
from wobblequest.input.replayed import ReplayedSource
from wobblequest.input.source import Source
from wobblequest.levels.level import Level
from wobblequest.levels.load import read_level
from wobblequest.levels.shelf import Shelf, load_shelf, shipped_folder
from wobblequest.store.place import data_folder
from wobblequest.store.store import Store


@dataclass(frozen=True, slots=True)
class StationOptions:
    """What was asked for: the source, who plays, where data lie, and the seed of every trial (None: a new one each)."""

    source: Spec
    person: str
    data: str | None = None
    seed: int | None = None


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
        known = {person.alias.casefold() for person in store.people.all()}
        person = store.people.ensure(options.person)
        if person.alias.casefold() not in known:
            print(f"{person.alias} is new here and was added.", file=sys.stderr)
        source = open_source(options.source, seed=new_seed(), clock=time.perf_counter, known=identities(store.calibrations.devices()))
        practice = StationPractice(
            store, person, source, levels, now=_now, new_id=lambda: str(uuid.uuid4()), new_seed=new_seed, speaker=speaker,
        )
        if isinstance(source, ReplayedSource):
            practice.keep_calibration(source.calibration)
        try:
            yield Station(source, practice)
        finally:
            try:
                practice.close()
            finally:
                source.close()


def _now() -> datetime:
    return datetime.now().astimezone()


def own_levels_folder(data: str | None) -> Path:
    """Where a clinic's own levels lie: beside its data."""
    return data_folder(data) / "levels"


def all_levels(data: str | None) -> Shelf:
    """The shipped levels and the clinic's own; a level that cannot be used is told and left out, the others stay."""
    own = own_levels_folder(data)
    return load_shelf(shipped_folder(), *([own] if own.is_dir() else []))


def find_level(name: str, data: str | None) -> Level:
    """A level by its id, or from a file. Raises FileProblem for a file that cannot be used, UsageError for an unknown id."""
    if name.endswith((".yaml", ".yml")) or Path(name).is_file():
        return read_level(Path(name))
    return all_levels(data).find(name)
