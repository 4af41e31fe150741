"""Scoring stored trials anew: here, on several cores, or on a cluster; every engine maps the same function over trial ids.

Workers only read. What they find comes back to the one program that writes. A run that was cut off is continued by the next one.
"""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from importlib import import_module
from itertools import islice
from multiprocessing import get_context, parent_process
from pathlib import Path
from threading import Thread
from typing import Any

from wobblequest.core.errors import UsageError, WobbleQuestError
from wobblequest.core.result import Result
from wobblequest.scoring.version import SCORING_VERSION
from wobblequest.session.replay import replay
from wobblequest.store.store import Store

BATCH = 16
"""Trials that go to a worker at once: some hundred ms of work against a ms of talk."""
WAITING = 4
"""Batches that wait for each worker, so that millions of trials never stand in a queue."""
MARK = "rescoring.json"
"""Beside the records while a run is under way."""

Outcome = tuple[str, Result | None, str]
"""(trial id, its result or None, why there is none)."""
Engine = Callable[[Path, Sequence[str]], Iterator[Outcome]]
"""(data folder, trial ids) → outcomes, in any order, as they come."""


def score_batch(folder: Path, trial_ids: Sequence[str]) -> list[Outcome]:
    """What every worker does. Never raises for what a recording is."""
    store = _reading(folder)
    return [_score(store, trial_id) for trial_id in trial_ids]


def _score(store: Store, trial_id: str) -> Outcome:
    try:
        kept = store.trials.kept(trial_id)
        if kept.damage is not None:
            return trial_id, None, kept.damage
        return trial_id, replay(kept.recording).result(), ""
    except WobbleQuestError as error:
        return trial_id, None, str(error)


@lru_cache(maxsize=1)
def _reading(folder: Path) -> Store:
    """A worker opens the records once. Only there: it is never closed before the worker ends."""
    return Store.open(folder, read_only=True, clock=lambda: datetime.now().astimezone())


def here(folder: Path, trial_ids: Sequence[str]) -> Iterator[Outcome]:
    """One after the other in this process."""
    with Store.open(folder, read_only=True, clock=lambda: datetime.now().astimezone()) as store:
        for trial_id in trial_ids:
            yield _score(store, trial_id)


def over_cores(workers: int) -> Engine:
    """As many processes of this machine."""

    def run(folder: Path, trial_ids: Sequence[str]) -> Iterator[Outcome]:
        # spawn: forked children would share the writer's database connection and thread
        with ProcessPoolExecutor(workers, get_context("spawn"), initializer=_end_with_the_parent) as pool:
            batches = _batches(trial_ids)
            under_way: set[Future[list[Outcome]]] = set()
            try:
                while True:
                    for batch in islice(batches, max(0, WAITING * workers - len(under_way))):
                        under_way.add(pool.submit(score_batch, folder, batch))
                    if not under_way:
                        return
                    done, under_way = wait(under_way, return_when=FIRST_COMPLETED)
                    for future in done:
                        yield from future.result()
            finally:
                for future in under_way:
                    future.cancel()

    return run


def _end_with_the_parent() -> None:
    """A worker whose parent was killed would wait for ever, with the records open: it ends as soon as the parent has."""
    parent = parent_process()
    if parent is None:
        return

    def watch() -> None:
        parent.join()
        os._exit(1)

    Thread(target=watch, name="end-with-the-parent", daemon=True).start()


def over_cluster(address: str) -> Engine:
    """The workers of a Dask cluster, which must see the records under the same path.

    Raises UsageError where Dask is not installed.
    """
    try:
        distributed: Any = import_module("distributed")  # it has no types
    except ImportError as error:
        raise UsageError("--cluster needs Dask, here and on its workers: install it with `pip install distributed`") from error

    def run(folder: Path, trial_ids: Sequence[str]) -> Iterator[Outcome]:
        try:
            client = distributed.Client(address, timeout="10s")
        except (OSError, TimeoutError, ValueError) as error:
            raise WobbleQuestError(f"no Dask scheduler answers at {address} ({error}); start one, or leave --cluster out") from error
        with client:
            batches = _batches(trial_ids)
            most = WAITING * max(1, sum(client.nthreads().values()))
            # pure=False: the same trial scored again must be scored again
            under_way = distributed.as_completed(client.submit(score_batch, folder, batch, pure=False) for batch in islice(batches, most))
            for future in under_way:
                yield from future.result()
                for batch in islice(batches, 1):
                    under_way.add(client.submit(score_batch, folder, batch, pure=False))

    return run


def _batches(trial_ids: Sequence[str]) -> Iterator[list[str]]:
    rest = iter(trial_ids)
    while batch := list(islice(rest, BATCH)):
        yield batch


def cores() -> int:
    """Cores that this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


@dataclass(frozen=True, slots=True)
class Run:
    """A run over the stored trials. begun : when it began. person_id : whose trials, None everybody's. continued : it had been cut off."""

    begun: datetime
    person_id: str | None
    continued: bool


def begin(folder: Path, person_id: str | None, now: datetime) -> Run:
    """Begin a run, or go on with one over the same trials that was cut off before its end."""
    mark = folder / MARK
    try:
        told = json.loads(mark.read_text(encoding="utf-8"))
        begun = datetime.fromisoformat(told["begun"])
        if told["person_id"] == person_id and told["scoring_version"] == SCORING_VERSION and begun.tzinfo is not None and begun <= now:
            return Run(begun, person_id, continued=True)
    except (OSError, ValueError, KeyError, TypeError):
        pass  # none was cut off, or its mark is not to be trusted: then all is done anew
    new = mark.with_suffix(".new")
    document = {"begun": now.isoformat(), "person_id": person_id, "scoring_version": SCORING_VERSION}
    new.write_text(json.dumps(document), encoding="utf-8")
    new.replace(mark)
    return Run(now, person_id, continued=False)


def end(folder: Path) -> None:
    """The run came to its end: the next one begins anew."""
    (folder / MARK).unlink(missing_ok=True)
