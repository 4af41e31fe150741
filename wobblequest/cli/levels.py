"""wobblequest levels: list and check levels and programmes, start level files, and print their schema."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from wobblequest.cli.options import add_data_option, add_json_option, print_json
from wobblequest.core.errors import FileProblem, UsageError, WobbleQuestError

if TYPE_CHECKING:
    from wobblequest.levels.level import Level
    from wobblequest.levels.shelf import Shelf

EXAMPLE = """examples:
  wobblequest levels list
  wobblequest levels programmes                        whom each is for, and what it follows
  wobblequest levels new my-reach.yaml --drill reach
  wobblequest levels check my-reach.yaml               of a programme, too
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
    check = deeds.add_parser(
        "check", help="say what is wrong with levels and programmes", epilog="example: wobblequest levels check my-level.yaml",
    )
    check.add_argument(
        "files", nargs="*", type=Path, metavar="FILE", help="files of levels or programmes, or folders of them (default: all there are)",
    )
    check.add_argument("--only-read", action="store_true", help="do not let simulated people play them")
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
    levels, programmes, problems = _examined(args)
    remarks: list[dict[str, str]] = []
    if not args.only_read:
        remarks = [{"level": level.id, "message": words} for level, words in _tried(levels, quiet=args.json)]
    if args.json:
        print_json({
            "good": len(levels) + programmes,
            "problems": [
                {"file": None if p.path is None else str(p.path), "line": p.line, "key": p.key, "message": p.message} for p in problems
            ],
            "remarks": remarks,
        })
        return 1 if problems else 0
    for problem in problems:
        print(problem, file=sys.stderr)
    for remark in remarks:
        print(f"{remark['level']}: {remark['message']}", file=sys.stderr)
    mend = f", {_counted(len(problems), 'mistake')} to mend" if problems else ""
    print(_good(len(levels), programmes) + mend + (f", {len(remarks)} to look at" if remarks else ""))
    return 1 if problems else 0


def _good(levels: int, programmes: int) -> str:
    """How many are good, of both kinds; of programmes only where only such were checked."""
    if programmes and not levels:
        return f"{_counted(programmes, 'programme')} {'is' if programmes == 1 else 'are'} good"
    also = f", and {_counted(programmes, 'programme')}" if programmes else ""
    return f"{_counted(levels, 'level')} {'is' if levels == 1 else 'are'} good{also}"


def _counted(n: int, word: str) -> str:
    return f"{n} {word}{'' if n == 1 else 's'}"


def _examined(args: argparse.Namespace) -> tuple[list[Level], int, list[FileProblem]]:
    """The good levels, how many good programmes, and all that is wrong."""
    from wobblequest.app.station import level_folders
    from wobblequest.levels.level import Level as LevelModel
    from wobblequest.levels.load import examine
    from wobblequest.levels.programme import Programme
    from wobblequest.levels.programme_load import examine_programme, is_programme_file, load_programmes
    from wobblequest.levels.shelf import load_shelf

    shelf = _shelf(args.data)
    if not args.files:
        found = load_programmes(shelf.levels, *level_folders(args.data))
        return list(shelf.levels), len(found.programmes), [*shelf.problems, *found.problems]
    levels: list[Level] = []
    programmes = 0
    problems: list[FileProblem] = []
    for path in args.files:
        if path.is_dir():
            here = load_shelf(path)
            loaded = load_programmes((*shelf.levels, *here.levels), path)
            levels += here.levels
            programmes += len(loaded.programmes)
            problems += [*here.problems, *loaded.problems]
            continue
        told = examine_programme(path, shelf.levels) if is_programme_file(path) else examine(path)
        if isinstance(told, LevelModel):
            levels.append(told)
        elif isinstance(told, Programme):
            programmes += 1
        else:
            problems += told
    return levels, programmes, problems


def _tried(levels: list[Level], *, quiet: bool) -> Iterator[tuple[Level, str]]:
    """Remarks on levels that simulated people played, with progress on a terminal."""
    from wobblequest.app.trying import remarks_of_all

    show = not quiet and sys.stderr.isatty()
    for n, (level, remarks) in enumerate(remarks_of_all(levels, os.cpu_count() or 1), 1):
        if show:
            print(f"\r{n} of {len(levels)} played  ", end="" if n < len(levels) else "\n", file=sys.stderr, flush=True)
        for words in remarks:
            yield level, words


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
