"""wobblequest reliability: how well results repeat themselves in a group, so that a clinic has figures of its own."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING, Any

from wobblequest.cli.columns import columns, difference_unit
from wobblequest.cli.options import add_data_option, add_json_option, open_store, print_json
from wobblequest.core.errors import UsageError

if TYPE_CHECKING:
    from wobblequest.core.result import Measure
    from wobblequest.scoring.reliability import Interval, Reliability
    from wobblequest.store.group import GroupTable

EXAMPLE = """examples:
  wobblequest reliability
  wobblequest reliability --drill hold --measure osi --sessions 3 --json

Each person's first sessions after the two practice sessions are compared, each person counting once. An ICC from fewer than about
thirty people is uncertain: look at its interval.
"""
MOST_SESSIONS = 20


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.epilog = EXAMPLE
    parser.add_argument("--drill", metavar="DRILL", help="only this drill")
    parser.add_argument("--measure", metavar="NAME", help="a measure (default: each drill's primary one)")
    parser.add_argument("--sessions", type=int, default=2, metavar="N", help=f"sessions of each person, 2 to {MOST_SESSIONS} (default: 2)")
    add_data_option(parser)
    add_json_option(parser)


def run(args: argparse.Namespace) -> int:
    from difflib import get_close_matches

    from wobblequest.drills.register import DRILLS
    from wobblequest.scoring.register import MEASURES
    from wobblequest.scoring.reliability import reliability_of
    from wobblequest.store.group import tables_of

    if args.drill is not None and args.drill not in DRILLS:
        raise UsageError(f"there is no drill {args.drill!r}; there are {', '.join(DRILLS)}")
    if args.measure is not None and args.measure not in MEASURES:
        near = get_close_matches(args.measure, MEASURES, n=1)
        hint = f"did you mean {near[0]}?" if near else "docs/measures.md lists them"
        raise UsageError(f"there is no measure {args.measure!r}; {hint}")
    if not 2 <= args.sessions <= MOST_SESSIONS:
        raise UsageError(f"--sessions {args.sessions}: give a number from 2 to {MOST_SESSIONS}")
    with open_store(args, read_only=True) as store:
        tables = tables_of(store.results(drill=args.drill), args.sessions, args.measure)
    found = [(table, reliability_of(table.values, table.unit)) for table in tables]
    if args.json:
        print_json([_document(table, reliability) for table, reliability in found])
    elif not found:
        which = "" if args.measure is None else f" and have a single number for {args.measure}"
        print(f"No trials that count in progress{which} are stored here yet.")
    else:
        print(columns(("Level", "Played with", "Measure", "People", "ICC(2,1)", "ICC(3,1)", "SEM", "MDC95", "CV", "SWC"),
                      [_row(table, reliability) for table, reliability in found]))
        for table, reliability in found:
            if reliability.sem.why is not None:
                print(f"{table.conditions.level_id}: {reliability.sem.why}.")
    return 0


def _document(table: GroupTable, reliability: Reliability) -> dict[str, Any]:
    conditions = table.conditions
    return {
        "level": conditions.level_id, "drill": conditions.drill, "stance": conditions.stance, "eyes": conditions.eyes,
        "source": conditions.source_kind, "protocol": conditions.protocol, "measure": table.measure,
        "people": reliability.people, "people_left_out": table.left_out, "sessions": reliability.sessions,
        "icc_2_1": _with_interval(reliability.icc_2_1, reliability.icc_2_1_interval),
        "icc_3_1": _with_interval(reliability.icc_3_1, reliability.icc_3_1_interval),
        "sem": _with_interval(reliability.sem, reliability.sem_interval),
        "mdc95": reliability.mdc95.to_json(), "cv_pct": reliability.cv_pct.to_json(), "swc": reliability.swc.to_json(),
    }


def _with_interval(measure: Measure, interval: Interval | None) -> dict[str, Any]:
    return measure.to_json() | {"interval_95": None if interval is None else [interval.low, interval.high]}


def _row(table: GroupTable, reliability: Reliability) -> tuple[str | int, ...]:
    conditions = table.conditions
    played = " ".join(filter(None, (conditions.source_kind, conditions.protocol)))
    return (
        conditions.level_id, played, table.measure, reliability.people,
        _cell(reliability.icc_2_1, "", reliability.icc_2_1_interval), _cell(reliability.icc_3_1, "", reliability.icc_3_1_interval),
        *(_cell(m, difference_unit(m.unit)) for m in (reliability.sem, reliability.mdc95)), _cell(reliability.cv_pct, " %"),
        _cell(reliability.swc, difference_unit(reliability.swc.unit)),
    )


def _cell(measure: Measure, unit: str, interval: Interval | None = None) -> str:
    if not isinstance(measure.value, float | int):
        return "–"
    around = "" if interval is None else f" ({interval.low:.2f} to {interval.high:.2f})"
    return f"{measure.value:.2f}{around}{unit}"
