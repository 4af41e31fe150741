"""wobblequest rescore: play every recording again and keep the results of today's scoring beside the old ones."""

from __future__ import annotations

import argparse
import sys
import time
from typing import TYPE_CHECKING, Any

from wobblequest.cli.options import add_data_option, add_json_option, open_store, print_json
from wobblequest.core.errors import UsageError, WobbleQuestError

if TYPE_CHECKING:
    from wobblequest.app.rescoring import Engine
    from wobblequest.core.result import Result
    from wobblequest.store.store import Store

EXAMPLE = """examples:
  wobblequest rescore --person Ann
  wobblequest rescore --all --workers 4
  wobblequest rescore --all --cluster tcp://scheduler:8786

A run that was cut off is continued by the same command. The workers of a cluster must see the records under the same path.
"""
_SAVE_S = 60.0
_MOST_WORKERS = 256
_FEW = 64
"""So few trials are scored sooner than other processes start."""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.epilog = EXAMPLE
    which = parser.add_mutually_exclusive_group()
    which.add_argument("--all", action="store_true", help="everybody's trials (the default)")
    which.add_argument("--person", metavar="PERSON", help="only this person's trials (alias or id)")
    where = parser.add_mutually_exclusive_group()
    where.add_argument("--workers", type=int, metavar="N", help="processes to score with (default: one a core, where there is much to do)")
    where.add_argument("--cluster", metavar="ADDRESS", help="score on a Dask cluster: the address of its scheduler")
    add_data_option(parser)
    add_json_option(parser)


def run(args: argparse.Namespace) -> int:
    from datetime import datetime

    from wobblequest.app import rescoring
    from wobblequest.scoring.version import SCORING_VERSION
    from wobblequest.store.place import data_folder

    if args.workers is not None and not 1 <= args.workers <= _MOST_WORKERS:
        raise UsageError(f"--workers {args.workers}: give a number from 1 to {_MOST_WORKERS}")
    cluster = None if args.cluster is None else rescoring.over_cluster(args.cluster)
    changed, failed = 0, []
    with open_store(args, read_only=False) as store:
        folder = data_folder(args.data)
        person_id = None if args.person is None else store.people.find(args.person).id
        ended = store.trial_ids(person_id, ended=True)
        interrupted = len(store.trial_ids(person_id)) - len(ended)
        this_run = rescoring.begin(folder, person_id, datetime.now().astimezone())
        done = store.scored_since(this_run.begun, SCORING_VERSION) if this_run.continued else set()
        wanted = [trial_id for trial_id in ended if trial_id not in done]
        already = len(ended) - len(wanted)
        if already:
            print(f"Going on with the run begun at {this_run.begun:%Y-%m-%d %H:%M}: {already} trials are done.", file=sys.stderr)
        engine = cluster or _engine(args.workers, len(wanted))
        progress = _Progress(len(wanted))
        for trial_id, result, why in engine(folder, wanted):
            if result is None:
                failed.append({"trial_id": trial_id, "why": why})
            else:
                changed += not _same(store.result(trial_id), result)
                store.keep_result(trial_id, result)
            progress.one_more()
        progress.end()
        _save(store)
        rescoring.end(folder)
    order = {trial_id: i for i, trial_id in enumerate(wanted)}
    failed.sort(key=lambda failure: order[failure["trial_id"]])
    for failure in failed:
        print(f"wobblequest rescore: trial {failure['trial_id']} keeps its old result: {failure['why']}", file=sys.stderr)
    _tell(args, {
        "scoring_version": SCORING_VERSION, "scored": len(wanted) - len(failed), "changed": changed, "interrupted": interrupted,
        "already": already, "failed": failed,
    })
    return 1 if failed else 0


def _engine(workers: int | None, trials: int) -> Engine:
    from wobblequest.app import rescoring

    count = workers or (1 if trials <= _FEW else rescoring.cores())
    return rescoring.here if count == 1 else rescoring.over_cores(count)


def _save(store: Store) -> None:
    if not store.flush(_SAVE_S):
        raise WobbleQuestError(store.trouble() or f"the results were not on the disk within {_SAVE_S:g} s; try again")


def _tell(args: argparse.Namespace, found: dict[str, Any]) -> None:
    if args.json:
        print_json(found)
        return
    left = f"; {found['interrupted']} interrupted left as they are" if found["interrupted"] else ""
    trials = "trial" if found["scored"] == 1 else "trials"
    print(f"{found['scored']} {trials} scored anew by scoring version {found['scoring_version']}, {found['changed']} changed{left}")


def _same(old: Result | None, new: Result) -> bool:
    """Whether scoring found the same, whichever version it was."""
    return old is not None and old.to_json() | {"scoring_version": 0} == new.to_json() | {"scoring_version": 0}


class _Progress:
    """How far it is and how long it will take, on one line of a terminal; nothing where stderr is no terminal."""

    def __init__(self, total: int) -> None:
        self._total, self._done = total, 0
        self._began_s = self._shown_s = time.monotonic()

    def one_more(self) -> None:
        self._done += 1
        now_s = time.monotonic()
        if sys.stderr.isatty() and (now_s - self._shown_s > 0.2 or self._done == self._total):
            self._shown_s = now_s
            left_s = (now_s - self._began_s) / self._done * (self._total - self._done)
            left = f"{left_s / 60:.0f} min" if left_s > 90 else f"{left_s:.0f} s"
            self._show(f"trial {self._done} of {self._total}, {self._done / (now_s - self._began_s):.0f} a second, {left} left")

    def end(self) -> None:
        if sys.stderr.isatty():
            self._show("")

    @staticmethod
    def _show(words: str) -> None:
        print(f"\r\x1b[K{words}", end="", file=sys.stderr, flush=True)
