"""Run the benchmarks and print one table, and JSON on request: `python -m benchmarks [--json FILE|-] [NAME …]`.

A benchmark is a module with `run() -> list[dict]`. Each row has: figure (what), value (number), unit, compared_to (what it
is measured against, in words and numbers), target (number, or None where there is none) and met (True, False, or None).
"""

from __future__ import annotations

import argparse
import json
import platform
import sys
from collections.abc import Sequence
from datetime import UTC, datetime
from importlib import import_module
from pathlib import Path
from typing import Any

from benchmarks._screen import some_screen

BENCHMARKS = (
    "start", "decoding", "protocols", "detection", "latency", "frame", "game", "drill_step", "scoring", "rescoring", "adaptation", "store",
    "soak",
)
COLUMNS = ("figure", "value", "target", "met", "compared_to")
Row = dict[str, Any]


def main(argv: Sequence[str] | None = None) -> int:
    """Run what was named, or all. Returns 0 when every target is met, 1 when one is missed, 2 for a name there is not."""
    parser = argparse.ArgumentParser(
        prog="python -m benchmarks",
        description="Measure what the project promises. Close other programs first: they share the machine.",
        epilog="example:\n  python3 main.py benchmarks start --json figures.json",
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("names", nargs="*", metavar="NAME", help=f"only these, of: {', '.join(BENCHMARKS)}")
    parser.add_argument("--json", metavar="FILE", help="write the rows as JSON as well; - prints JSON instead of the table")
    args = parser.parse_args(argv)
    unknown = [name for name in args.names if name not in BENCHMARKS]
    if unknown:
        print(f"there is no benchmark {unknown[0]!r}; there are {', '.join(BENCHMARKS)}", file=sys.stderr)
        return 2
    rows: list[Row] = []
    with some_screen() as screen:
        for name in args.names or BENCHMARKS:
            print(f"{name} …", file=sys.stderr, flush=True)
            rows += import_module(f"benchmarks.{name}").run()
    if args.json != "-":
        print(table(rows))
    if args.json:
        figures = {"machine": machine() | {"screen": screen}, "rows": rows}
        document = json.dumps(figures, ensure_ascii=False, allow_nan=False, indent=2) + "\n"
        if args.json == "-":
            sys.stdout.write(document)
        else:
            Path(args.json).write_text(document, encoding="utf-8")
    return 1 if any(row["met"] is False for row in rows) else 0


def machine() -> dict[str, str]:
    """What the figures were taken on, without anything that names a person or place."""
    return {
        "python": platform.python_version(),
        "system": f"{platform.system()} {platform.machine()}",
        "when": datetime.now(UTC).isoformat(timespec="seconds"),
    }


def table(rows: Sequence[Row]) -> str:
    """The rows as aligned columns; a missed target stands out as MISSED."""
    cells = [COLUMNS, *(_cells(row) for row in rows)]
    widths = [max(len(line[i]) for line in cells) for i in range(len(COLUMNS) - 1)]
    lines = ["  ".join([*(cell.ljust(width) for cell, width in zip(line[:-1], widths, strict=True)), line[-1]]).rstrip() for line in cells]
    return "\n".join([lines[0], "-" * max(map(len, lines)), *lines[1:]])


def _cells(row: Row) -> tuple[str, ...]:
    met = {True: "yes", False: "MISSED", None: ""}[row["met"]]
    target = "" if row["target"] is None else f"{_number(row['target'])} {row['unit']}"
    return (str(row["figure"]), f"{_number(row['value'])} {row['unit']}", target, met, str(row["compared_to"]))


def _number(value: float | str) -> str:
    return value if isinstance(value, str) else f"{value:,.4g}" if abs(value) < 1e4 else f"{value:,.0f}"


if __name__ == "__main__":
    sys.exit(main())
