"""wobblequest picture: a picture of somebody's practice as a file to show, print or send."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from wobblequest.cli.options import add_data_option, open_store
from wobblequest.core.errors import UsageError, WobbleQuestError
from wobblequest.core.languages import LANGUAGES

if TYPE_CHECKING:
    from wobblequest.levels.level import Level
    from wobblequest.session.pictured import Picture
    from wobblequest.store.results import StoredTrial
    from wobblequest.store.store import Store

KINDS = ("path", "rose", "trend", "profile")
SUFFIXES = (".svg", ".png")
EXAMPLE = """examples:
  wobblequest picture Ann -o ways.svg                                 where the dot went in the newest trial
  wobblequest picture Ann --kind rose --level reach-2 -o rose.png     how straight, at the newest trial of a level
  wobblequest picture Ann --kind trend --level hold-1 -o trend.svg    a level's measure over the sessions
"""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.epilog = EXAMPLE
    parser.add_argument("person", metavar="PERSON", help="alias or id; `wobblequest people` lists them")
    parser.add_argument("--kind", choices=KINDS, default="path", help="path: where the dot went; rose: how straight in eight directions; "
                        "trend: a level over the sessions; profile: all parts side by side (default: path)")
    parser.add_argument("--trial", metavar="ID", help="path and rose: this trial instead of the newest")
    parser.add_argument("--level", metavar="ID", help="of this level instead of the one that was played last")
    parser.add_argument("-o", "--output", required=True, metavar="FILE", help="FILE.svg, or FILE.png of 1920 by 1080")
    parser.add_argument("--theme", choices=("dark", "light"), help="colours (default: the person's own)")
    parser.add_argument("--language", choices=tuple(LANGUAGES), help="of the words in it (default: the person's own)")
    add_data_option(parser)


def run(args: argparse.Namespace) -> int:
    from wobblequest.app.album import write_picture

    file = Path(args.output)
    if file.suffix.lower() not in SUFFIXES:
        raise UsageError(f"-o {args.output}: end the file's name in .svg or .png")
    if args.trial is not None and args.kind not in ("path", "rose"):
        raise UsageError(f"a {args.kind} is not of one trial; leave --trial out, or add --kind path")
    if args.trial is not None and args.level is not None:
        raise UsageError("a trial has its own level; leave --level or --trial out")
    if args.level is not None and args.kind == "profile":
        raise UsageError("a profile is of all levels; leave --level out")
    with open_store(args, read_only=True) as store:
        person = store.people.find(args.person)
        trials = [trial for trial in store.results(person.id) if trial.result.completed]
        own = {"theme": args.theme, "language": args.language}
        look = store.settings.of_person(person.id).model_copy(update={key: value for key, value in own.items() if value is not None})
        picture = _picture(args, store, trials)
    try:
        write_picture(file, picture, look)
    except OSError as error:
        raise WobbleQuestError(f"cannot write {file} ({error.strerror}); choose another file with -o") from error
    print(f"{file} written")
    return 0


def _picture(args: argparse.Namespace, store: Store, trials: list[StoredTrial]) -> Picture:
    from wobblequest.app.station import all_levels
    from wobblequest.screens.keepsakes import path_picture, rose_picture, trend_picture
    from wobblequest.screens.profile import picture_of, shown
    from wobblequest.session.replay import replay
    from wobblequest.store.profile import profile_of
    from wobblequest.store.progress import progress_of

    newest = _newest(args, trials)
    levels = all_levels(args.data)
    picture: Picture | None
    if args.kind == "profile":
        picture = picture_of([shown(part) for part in profile_of(trials, levels.levels)])
    elif args.kind == "trend":
        level: Level = levels.find(newest.level_id)
        picture = trend_picture(level, progress_of(trials, level, newest.source))
    else:
        trial = replay(store.recording(newest.trial_id))
        picture = path_picture(trial) if args.kind == "path" else rose_picture(trial)
    if picture is None:
        raise WobbleQuestError({
            "rose": "in that trial there was nowhere to go in any direction: choose a trial of the drill reach with --trial or --level",
            "trend": f"no trial of {newest.level_id} counts yet; `wobblequest history` says why",
        }.get(args.kind, "nothing of the profile was practised yet"))
    return picture


def _newest(args: argparse.Namespace, trials: list[StoredTrial]) -> StoredTrial:
    """The trial that is asked for. Raises WobbleQuestError where there is none."""
    if args.trial is not None:
        found = next((trial for trial in trials if trial.trial_id == args.trial), None)
        if found is None:
            raise WobbleQuestError(f"{args.person} finished no trial {args.trial}; `wobblequest history {args.person} --json` lists them")
        return found
    of_level = [trial for trial in trials if args.level in (None, trial.level_id)]
    if args.kind == "trend":  # keys and mouse are for trying out: they have no trend
        of_level = [trial for trial in of_level if trial.source.is_board] or of_level
    if not of_level:
        raise WobbleQuestError(f"{args.person} has finished no trial{f' of {args.level}' if args.level else ''} yet")
    return of_level[-1]
