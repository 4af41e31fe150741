"""wobblequest play: the game in a window, or one trial without one."""

from __future__ import annotations

import argparse
import sys
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from wobblequest.cli.options import add_data_option, add_json_option, print_json, result_document
from wobblequest.core.errors import UsageError
from wobblequest.core.languages import LANGUAGES

if TYPE_CHECKING:
    from wobblequest.app.station import StationOptions

EXAMPLE = """examples:
  wobblequest                                              a board if one answers, else the keyboard
  wobblequest play --source serial:COM3 --level reach-1    one level on a certain board
  wobblequest play --source phone                          the phone on the board; the game shows the address and the code
  wobblequest play --programme falls-at-home --person Ann  today's session of a programme
  wobblequest play --headless --level hold-1 --source sim:skill=0.7,seed=3 --json
"""
ASKED = ("language", "theme", "screen_inches", "distance_m", "text_pct", "calm")
"""Options that are settings, too, by the same names."""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.epilog = EXAMPLE
    parser.add_argument("--source", default="auto", metavar="SPEC",
                        help="where tilt comes from: auto, keyboard, mouse, gamepad[:NUMBER], "
                        "serial:PORT[?protocol=NAME&baud=N&probe=1&virtual=1], joystick[:NUMBER][?deg=20] for a board that the system "
                        "shows as one, wii[:DEVICE], phone[:PORT|:ws://HOST:PORT] for one that lies on the board, sim[:skill=0.7,seed=3], "
                        "replay:FILE (default: auto)")
    parser.add_argument("--level", metavar="ID|FILE", help="play this level at once, instead of choosing in the game")
    parser.add_argument("--programme", metavar="ID", help="play today's session of this programme; it is remembered for this person, and "
                        "`none` plays freely (`wobblequest levels programmes` shows them)")
    parser.add_argument("--person", metavar="ALIAS", help="who plays; a new alias is added (left out: the game asks where it knows "
                        "several; Guest with --headless)")
    add_data_option(parser)
    parser.add_argument("--seed", type=int, metavar="N", help="seed of the trial's chance (default: a new one each trial)")
    parser.add_argument("--windowed", action="store_true", help="a window instead of the whole screen")
    parser.add_argument("--size", metavar="WxH", help="size of the window in pixels, as in 1280x720; implies --windowed")
    parser.add_argument("--monitor", type=int, default=1, metavar="N", help="which monitor to play on, from 1 (default: the main one)")
    looks = parser.add_argument_group("settings for this run alone (left out: as they were set in the game, key E)")
    looks.add_argument("--language", choices=tuple(LANGUAGES), help="of words and voice")
    looks.add_argument("--theme", choices=("dark", "light"), help="colours")
    looks.add_argument("--screen-inches", type=float, metavar="IN", help="diagonal of the screen, 5 to 200: sizes words")
    looks.add_argument("--distance-m", type=float, metavar="M", help="from the eyes to the screen, 0.3 to 10: sizes words")
    looks.add_argument("--text-pct", type=float, metavar="PCT", help="words larger or smaller, 75 to 200")
    looks.add_argument("--calm", action="store_true", default=None, help="nothing moves but the dot and the target; levels without map, "
                       "stars and weeks")
    parser.add_argument("--headless", action="store_true", help="play exactly one trial without a window and print its result")
    add_json_option(parser)


def run(args: argparse.Namespace) -> int:
    if args.json and not args.headless:
        raise UsageError("--json prints a result, and only --headless has one to print; add --headless")
    if args.headless:
        return _headless(args)
    from wobblequest.app.window import WindowOptions, play_in_window

    for option, value, least, most in (("--screen-inches", args.screen_inches, 5, 200), ("--distance-m", args.distance_m, 0.3, 10),
                                       ("--text-pct", args.text_pct, 75, 200)):
        if value is not None and not least <= value <= most:
            raise UsageError(f"{option} {value:g}: give a number from {least:g} to {most:g}")
    asked = {name: getattr(args, name) for name in ASKED if getattr(args, name) is not None}
    look = WindowOptions(args.windowed, _size(args.size), args.level, args.monitor)
    return play_in_window(replace(_station_options(args), asked=asked), look)


def _headless(args: argparse.Namespace) -> int:
    from wobblequest.app.headless import play_once, print_words, replay_file
    from wobblequest.app.station import NO_PROGRAMME, find_level, open_station
    from wobblequest.input.capture import is_capture
    from wobblequest.store.people import GUEST

    if args.programme is not None:
        raise UsageError("--headless plays one level, and a programme is a whole session; leave one of the two out")
    options = replace(_station_options(args), person=args.person or GUEST, programme=NO_PROGRAMME)
    if options.source.kind in ("keyboard", "mouse"):
        raise UsageError("--headless has no window to lean in with keys or mouse; use --source sim, replay:FILE, serial:PORT or auto")
    if options.source.kind == "auto":
        options = replace(options, source=replace(options.source, kind="serial", place=""))
    level = find_level(args.level, args.data) if args.level else None
    if options.source.kind == "replay" and not is_capture(Path(options.source.place)):
        result = replay_file(options.source, level)
    elif level is None:
        raise UsageError("--headless plays one level: add --level ID; `wobblequest levels list` shows them")
    else:
        with open_station(options, (level,)) as station:
            result = play_once(station.practice, station.source, level)
    if args.json:
        for note in result.notes:
            print(f"wobblequest play: {note}", file=sys.stderr)
        print_json(result_document(result))
    else:
        print(print_words(result))
    return 0


def _station_options(args: argparse.Namespace) -> StationOptions:
    from wobblequest.app.sources import parse_spec
    from wobblequest.app.station import StationOptions

    return StationOptions(parse_spec(args.source), args.person, args.data, args.seed, args.programme)


def _size(text: str | None) -> tuple[int, int] | None:
    if text is None:
        return None
    width, _, height = text.lower().partition("x")
    if not (width.isascii() and width.isdigit() and height.isascii() and height.isdigit()) or min(int(width), int(height)) < 320:
        raise UsageError(f"--size {text}: write width and height in pixels, at least 320 each, as in 1280x720")
    return int(width), int(height)
