"""wobblequest rescore: play every recording again and keep the results of today's scoring beside the old ones."""

from __future__ import annotations

import argparse
import sys
from typing import TYPE_CHECKING

from wobblequest.cli.options import add_data_option, add_json_option, open_store, print_json
from wobblequest.core.errors import WobbleQuestError

if TYPE_CHECKING:
    from wobblequest.core.result import Result
    from wobblequest.store.store import Store

EXAMPLE = """example:
  wobblequest rescore --person Ann
"""
_SAVE_S = 60.0


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.epilog = EXAMPLE
    which = parser.add_mutually_exclusive_group()
    which.add_argument("--all", action="store_true", help="everybody's trials (the default)")
    which.add_argument("--person", metavar="PERSON", help="only this person's trials (alias or id)")
    add_data_option(parser)
    add_json_option(parser)


def run(args: argparse.Namespace) -> int:
    from wobblequest.scoring.version import SCORING_VERSION

    changed, skipped, failed = 0, 0, []
    with open_store(args, read_only=False) as store:
        person_id = None if args.person is None else store.people.find(args.person).id
        entries = store.trials.entries(person_id)
        before = {t.trial_id: t.result for t in store.results(person_id)}
        for number, entry in enumerate(entries, 1):
            _show(f"trial {number} of {len(entries)}")
            if entry.state == "interrupted":
                skipped += 1
                continue
            try:
                result = _scored(store, entry.trial_id)
            except WobbleQuestError as error:
                failed.append({"trial_id": entry.trial_id, "why": str(error)})
                continue
            changed += not _same(before.get(entry.trial_id), result)
            store.keep_result(entry.trial_id, result)
        _show("")
        if not store.flush(_SAVE_S):
            raise WobbleQuestError(store.trouble() or f"the results were not on the disk within {_SAVE_S:g} s; try again")
    scored = len(entries) - skipped - len(failed)
    for failure in failed:
        print(f"wobblequest rescore: trial {failure['trial_id']} keeps its old result: {failure['why']}", file=sys.stderr)
    if args.json:
        print_json({"scoring_version": SCORING_VERSION, "scored": scored, "changed": changed, "interrupted": skipped, "failed": failed})
    else:
        left = f"; {skipped} interrupted left as they are" if skipped else ""
        print(f"{scored} trials scored anew by scoring version {SCORING_VERSION}, {changed} changed{left}")
    return 1 if failed else 0


def _scored(store: Store, trial_id: str) -> Result:
    """Raises WobbleQuestError where the recording is damaged or its level can no longer be used."""
    from wobblequest.session.replay import replay

    kept = store.trials.kept(trial_id)
    if kept.damage is not None:
        raise WobbleQuestError(kept.damage)
    return replay(kept.recording).result()


def _same(old: Result | None, new: Result) -> bool:
    """Whether scoring found the same, whichever version it was."""
    return old is not None and old.to_json() | {"scoring_version": 0} == new.to_json() | {"scoring_version": 0}


def _show(words: str) -> None:
    """Progress on one line of a terminal; nothing where stderr is no terminal."""
    if sys.stderr.isatty():
        print(f"\r\x1b[K{words}", end="", file=sys.stderr, flush=True)
