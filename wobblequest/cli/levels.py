"""wobblequest levels: list, check and start level files, and print their schema."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from wobblequest.cli.options import add_data_option, add_json_option, print_json
from wobblequest.core.errors import FileProblem, UsageError, WobbleQuestError

if TYPE_CHECKING:
    from wobblequest.levels.shelf import Shelf

EXAMPLE = """examples:
  wobblequest levels list
  wobblequest levels new my-reach.yaml --drill reach
  wobblequest levels check my-reach.yaml
  wobblequest levels schema > level.schema.json
"""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.epilog = EXAMPLE
    deeds = parser.add_subparsers(dest="deed", required=True, metavar="list|programmes|check|schema|new")
    listing = deeds.add_parser("list", help="all levels, easiest first within a drill", epilog="example: wobblequest levels list --json")
    add_json_option(listing)
    add_data_option(listing)
    programmes = deeds.add_parser("programmes", help="all programmes", epilog="example: wobblequest levels programmes --json")
    add_json_option(programmes)
    add_data_option(programmes)
    check = deeds.add_parser("check", help="say what is wrong with level files", epilog="example: wobblequest levels check my-level.yaml")
    check.add_argument("files", nargs="*", type=Path, metavar="FILE", help="level files or folders of them (default: all levels there are)")
    add_json_option(check)
    add_data_option(check)
    schema = deeds.add_parser("schema", help="print a level's JSON Schema", epilog="example: wobblequest levels schema > level.schema.json")
    schema.add_argument("--programme", action="store_true", help="print a programme's JSON Schema instead")
    schema.add_argument("--markdown", action="store_true", help="print the keys as tables to read instead")
    new = deeds.add_parser("new", help="write a commented level", epilog="example: wobblequest levels new my-reach.yaml --drill reach")
    new.add_argument("file", type=Path, metavar="FILE", help="the file to write; one that exists is never overwritten")
    new.add_argument("--drill", required=True, metavar="NAME", help="the drill, such as reach; a wrong one tells all there are")
    new.add_argument("--id", metavar="ID", help="the level's id (default: the file's name)")


def run(args: argparse.Namespace) -> int:
    deeds = {"list": _list, "programmes": _programmes, "check": _check, "schema": _schema, "new": _new}
    return deeds[args.deed](args)


def _list(args: argparse.Namespace) -> int:
    shelf = _shelf(args.data)
    for line in (*shelf.problems, *shelf.notes):
        print(f"wobblequest levels: {line}", file=sys.stderr)
    if args.json:
        print_json([
            {"id": level.id, "drill": level.drill, "title": level.title, "difficulty": level.difficulty, "test": level.test}
            for level in shelf.levels
        ])
        return 0
    width = max((len(level.id) for level in shelf.levels), default=0)
    drill = ""
    for level in shelf.levels:
        if level.drill != drill:
            drill = level.drill
            print(drill)
        print(f"  {level.id:<{width}}  {level.difficulty:>4g}  {level.title}{'  (test)' if level.test else ''}")
    return 0


def _programmes(args: argparse.Namespace) -> int:
    from wobblequest.app.station import level_folders
    from wobblequest.levels.programme import by_id, expected_min
    from wobblequest.levels.programme_load import load_programmes

    levels = _shelf(args.data).levels
    found = load_programmes(levels, *level_folders(args.data))
    for problem in found.problems:
        print(f"wobblequest levels: {problem}", file=sys.stderr)
    if args.json:
        print_json([
            {"id": each.id, "title": each.title, "idea": each.idea, "who": each.who, "source": each.source,
             "weeks": each.dose.weeks, "sessions_per_week": each.dose.sessions_per_week, "session_min": each.dose.session_min}
            for each in found.programmes
        ])
        return 0
    for each in found.programmes:
        dose = each.dose
        minutes = round(expected_min(each, by_id(levels)))
        print(f"{each.id}: {each.title}. {each.idea}\n  {dose.weeks} weeks, {dose.sessions_per_week} a week, about {minutes} min")
        print(f"  For: {each.who}\n  Source: {each.source}\n")
    return 0


def _check(args: argparse.Namespace) -> int:
    from wobblequest.levels.load import examine
    from wobblequest.levels.shelf import load_shelf

    problems: list[FileProblem] = []
    good = 0
    if not args.files:
        shelf = _shelf(args.data)
        problems, good = list(shelf.problems), len(shelf.levels)
    for path in args.files:
        if path.is_dir():
            shelf = load_shelf(path)
            problems += shelf.problems
            good += len(shelf.levels)
            continue
        found = examine(path)
        if isinstance(found, tuple):
            problems += found
        else:
            good += 1
    if args.json:
        print_json({
            "good": good,
            "problems": [
                {"file": None if p.path is None else str(p.path), "line": p.line, "key": p.key, "message": p.message} for p in problems
            ],
        })
    else:
        for problem in problems:
            print(problem, file=sys.stderr)
        print(f"{good} {'level is' if good == 1 else 'levels are'} good" + (f", {len(problems)} to mend" if problems else ""))
    return 1 if problems else 0


def _schema(args: argparse.Namespace) -> int:
    from wobblequest.levels.manual import tables
    from wobblequest.levels.schema import programme_schema_text, schema_text

    sys.stdout.write(programme_schema_text() if args.programme else tables() if args.markdown else schema_text())
    return 0


def _new(args: argparse.Namespace) -> int:
    from wobblequest.drills.register import DRILLS
    from wobblequest.levels.level import is_slug
    from wobblequest.levels.problems import listed, near
    from wobblequest.levels.template import write_template

    path: Path = args.file
    if args.drill not in DRILLS:
        raise UsageError(f"--drill {args.drill}: expected {listed(list(DRILLS))}{near(args.drill, DRILLS)}")
    if path.suffix.lower() not in (".yaml", ".yml"):
        raise UsageError(f"{path}: a level's file ends in .yaml")
    level_id = args.id if args.id is not None else path.stem
    if not is_slug(level_id):
        raise UsageError(f"{level_id!r} cannot be an id: small letters, digits and single hyphens, such as my-reach; name one with --id")
    try:
        write_template(path, args.drill, level_id)
    except FileExistsError:
        raise WobbleQuestError(f"{path} exists already and was left as it is; choose another name") from None
    except OSError as e:
        raise WobbleQuestError(f"{path} cannot be written ({e.strerror or e})") from None
    print(f"{path} is written: change it in an editor, then `wobblequest levels check {path}`")
    return 0


def _shelf(data: str | None) -> Shelf:
    """The shipped levels and those in the data folder, as the game offers them."""
    from wobblequest.levels.shelf import load_shelf, shipped_folder
    from wobblequest.store.place import data_folder

    own = data_folder(data) / "levels"
    return load_shelf(shipped_folder(), *([own] if own.is_dir() else []))
