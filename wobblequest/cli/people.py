"""wobblequest people: who has played here."""

from __future__ import annotations

import argparse
from collections import Counter

from wobblequest.cli.columns import columns
from wobblequest.cli.options import add_data_option, add_json_option, open_store, print_json

EXAMPLE = """example:
  wobblequest people --data ./records
"""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.epilog = EXAMPLE
    add_data_option(parser)
    add_json_option(parser)


def run(args: argparse.Namespace) -> int:
    with open_store(args, read_only=True) as store:
        people = store.people.all()
        sessions = Counter(session.person_id for session in store.sessions.all())
        trials = Counter[str]()
        last: dict[str, str] = {}
        for trial in store.trials.entries():
            trials[trial.person_id] += 1
            last[trial.person_id] = trial.started
    if args.json:
        print_json([
            {"id": p.id, "alias": p.alias, "created": p.created.isoformat(), "sessions": sessions[p.id], "trials": trials[p.id],
             "last_trial": last.get(p.id)}
            for p in people
        ])
    elif not people:
        print("Nobody has played here yet.")
    else:
        rows = [(p.alias, sessions[p.id], trials[p.id], last.get(p.id, "never")[:16].replace("T", " ")) for p in people]
        print(columns(("Person", "Sessions", "Trials", "Last played"), rows))
    return 0
