"""wobblequest export: recordings and results as files that other programs read. File names are trial ids, never names."""

from __future__ import annotations

import argparse
import csv
import json
import sys
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from wobblequest.cli.cells import cell
from wobblequest.cli.options import add_data_option, add_json_option, open_store, print_json, result_document
from wobblequest.core.errors import UsageError, WobbleQuestError

if TYPE_CHECKING:
    from wobblequest.core.recording import Recording
    from wobblequest.store.results import StoredTrial
    from wobblequest.store.store import Store

FORMATS = ("recording", "csv", "json")
EXAMPLE = """examples:
  wobblequest export 0b1c7b0e-6d0b-4f5c-9a35-3c0b8a1f2d34 -o exported
  wobblequest export --person Ann -o exported --format csv

A trial becomes ID.jsonl (the recording, exactly as it came), ID.csv (tilt and target over trial time) and ID.json (the result);
a person's trials are listed in trials.csv as well.
"""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.epilog = EXAMPLE
    parser.add_argument("trial", nargs="?", metavar="TRIAL", help="id of one trial; `wobblequest history PERSON --json` lists them")
    parser.add_argument("--person", metavar="PERSON", help="all trials of a person (alias or id) instead of one")
    parser.add_argument("-o", "--output", required=True, metavar="FOLDER", help="folder for the files; made where there is none")
    parser.add_argument("--format", choices=FORMATS, help="only this kind of file (default: all three)")
    add_data_option(parser)
    add_json_option(parser)


def run(args: argparse.Namespace) -> int:
    if (args.trial is None) == (args.person is None):
        raise UsageError("say what to export: one trial's id, or --person and an alias (not both)")
    formats = (args.format,) if args.format else FORMATS
    folder = Path(args.output)
    written: list[Path] = []
    problems: list[str] = []
    with open_store(args, read_only=True) as store:
        person_id = None if args.person is None else store.people.find(args.person).id
        trial_ids = [args.trial] if person_id is None else store.trial_ids(person_id)
        results = {t.trial_id: t for t in store.results(person_id)}
        try:
            folder.mkdir(parents=True, exist_ok=True)
            for trial_id in trial_ids:
                written += _export(store, trial_id, results.get(trial_id), folder, formats, problems)
            if person_id is not None and "csv" in formats:
                written.append(_table(results.values(), folder / "trials.csv"))
        except OSError as error:
            raise WobbleQuestError(f"cannot write {error.filename or folder} ({error.strerror}); choose another folder with -o") from error
    for problem in problems:
        print(f"wobblequest export: {problem}", file=sys.stderr)
    if args.json:
        print_json({"files": [str(path) for path in written], "problems": problems})
    else:
        print(f"{len(written)} files written to {folder}")
    return 1 if problems else 0


def _export(
    store: Store, trial_id: str, result: StoredTrial | None, folder: Path, formats: Sequence[str], problems: list[str],
) -> list[Path]:
    """Write one trial's files. What cannot be written is told in ``problems`` and does not hold up the rest."""
    from wobblequest.core.recording import to_lines

    kept = store.trials.kept(trial_id)
    if kept.damage is not None:
        problems.append(kept.damage)
    written = []
    if "recording" in formats:
        path = folder / f"{trial_id}.jsonl"
        path.write_text("".join(f"{line}\n" for line in to_lines(kept.recording)), encoding="utf-8", newline="\n")
        written.append(path)
    if "csv" in formats:
        try:
            rows = _tilt_rows(kept.recording)
        except WobbleQuestError as error:
            problems.append(f"trial {trial_id} cannot be played again: {error}")
        else:
            written.append(_write_csv(folder / f"{trial_id}.csv", rows))
    if "json" in formats:
        if result is None:
            problems.append(f"trial {trial_id} has no result: it was interrupted or still runs")
        else:
            path = folder / f"{trial_id}.json"
            path.write_text(json.dumps(result_document(result.result), allow_nan=False, indent=2) + "\n", encoding="utf-8", newline="\n")
            written.append(path)
    return written


def _tilt_rows(recording: Recording) -> list[list[str]]:
    """Trial time, tilt and target with its radius, one row a sample; the target's cells are empty where there was none."""
    from wobblequest.session.replay import replay

    motion = replay(recording).motion()
    target: tuple[Sequence[float | None], ...] = ([None] * motion.t_s.size,) * 3
    if motion.has_target:
        target = (motion.target_pitch_deg.tolist(), motion.target_roll_deg.tolist(), motion.target_radius_deg.tolist())
    rows = zip(motion.t_s.tolist(), motion.pitch_deg.tolist(), motion.roll_deg.tolist(), *target, strict=True)
    heads = ["t_s", "pitch_deg", "roll_deg", "target_pitch_deg", "target_roll_deg", "target_radius_deg"]
    return [heads, *([cell(value) for value in row] for row in rows)]


_HEADS = (
    "trial_id", "started", "level", "drill", "source", "protocol", "stance", "eyes", "completed", "points", "stars", "scoring_version",
)


def _table(trials: Iterable[StoredTrial], path: Path) -> Path:
    """One row a trial with a result: what it was, its points, and each measure that is one number, with its unit in the head."""
    trials = list(trials)
    names = sorted({(name, m.unit) for t in trials for name, m in t.result.measures.items() if isinstance(m.value, float | int)})
    rows = [[*_HEADS, *(f"{name} [{unit}]" for name, unit in names)]]
    for t in trials:
        r = t.result
        about = (t.trial_id, t.started, r.level, r.drill, r.source, t.source.protocol, t.stance, t.eyes, r.completed, r.points, r.stars,
                 r.scoring_version)
        values = []
        for name, unit in names:
            measure = r.measures.get(name)
            values.append(measure.value if measure and measure.unit == unit and isinstance(measure.value, float | int) else None)
        rows.append([cell(value) for value in (*about, *values)])
    return _write_csv(path, rows)


def _write_csv(path: Path, rows: list[list[str]]) -> Path:
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file, lineterminator="\n").writerows(rows)
    return path
