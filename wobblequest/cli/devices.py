"""wobblequest devices: which ports there are, what speaks on them, how fast and how well; and what they send, as a file to share."""

from __future__ import annotations

import argparse
import sys
from contextlib import nullcontext
from dataclasses import asdict
from pathlib import Path
from textwrap import wrap
from typing import TYPE_CHECKING

from wobblequest.cli.options import add_json_option, print_json
from wobblequest.core.errors import UsageError, WobbleQuestError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from wobblequest.app.devices import Heard
    from wobblequest.app.ending import Ending
    from wobblequest.app.record import Recorder
    from wobblequest.cli.in_place import InPlace

LISTEN_S = 8.0
RECORD_S = 20.0
EXAMPLE = """examples:
  wobblequest devices
  wobblequest devices /dev/ttyS0 --seconds 10 --json
  wobblequest devices COM3 --record board.jsonl
  wobblequest play --source replay:board.jsonl       play what was recorded, to see what the board does

On a terminal the table is drawn anew until Ctrl-C. Rate, jitter, quality and latency are of the last seconds; the latency is an estimate
of the whole way from a lean to the screen.

A file made by --record holds the bytes of the board and when they came, and nothing about you: no name, no path, no serial number.
The exit code is 0; with --record it is 1 where not one byte came, and 3 where the board was lost and did not come back.
"""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.epilog = EXAMPLE
    parser.add_argument("port", nargs="*", metavar="PORT", help="listen on these instead of every port that may be a board")
    parser.add_argument("--seconds", type=float, metavar="N",
                        help=f"listen for so long at most, 1 to 120 (default: {LISTEN_S:g}, {RECORD_S:g} with --record; "
                        "on a terminal without --record until Ctrl-C)")
    parser.add_argument("--probe", action="store_true",
                        help="send silent ports a few bytes that wake some boards; not where a printer or a machine is connected")
    parser.add_argument("--record", metavar="FILE", type=Path, help="write the bytes of one board, and when they came, into this new file")
    parser.add_argument("--serial-number", action="store_true", help="with --record: keep the board's serial number in the file")
    add_json_option(parser)


def run(args: argparse.Namespace) -> int:
    from wobblequest.app.ending import ended_by_signal

    if args.seconds is not None and not 1.0 <= args.seconds <= 120.0:
        raise UsageError(f"--seconds {args.seconds:g}: give a number from 1 to 120")
    if args.serial_number and args.record is None:
        raise UsageError("--serial-number says what a recorded file may hold; add --record FILE")
    with ended_by_signal() as ending:
        return _record(args, ending) if args.record is not None else _listen(args, ending)


def _listen(args: argparse.Namespace, ending: Ending) -> int:
    """The table, or the document, of all ports or of those that were named; on a terminal ports that appear or vanish are followed."""
    from wobblequest.app.devices import Watch, go_on, listening, look, look_again_and_again

    seen = None if args.port else look()
    why = seen.why if seen else ""
    watch = Watch([port.device for port in seen.ports] if seen else args.port, listening(probe=args.probe))
    screen = _screen(args)
    lookout = look_again_and_again() if screen is not None and seen is not None else None

    def each(now_s: float) -> bool:
        nonlocal why
        now_there = lookout.take() if lookout is not None else None
        if now_there is not None:
            why = now_there.why
            watch.see(now_there)
        if screen is None:
            return watch.has_enough(now_s)
        _draw(screen, watch.heard(), now_s, why)
        return False

    try:
        with screen or nullcontext():
            heard = go_on(watch, args.seconds or (LISTEN_S if screen is None else None), ending, each)
    finally:
        watch.close()
        if lookout is not None:
            lookout.close()
    _tell(args, heard, why)
    return 0


def _screen(args: argparse.Namespace) -> InPlace | None:
    from wobblequest.cli.in_place import InPlace, can_redraw

    return InPlace(sys.stdout) if not args.json and can_redraw(sys.stdout) else None


def _draw(screen: InPlace, heard: Sequence[Heard], now_s: float, otherwise: str) -> None:
    if screen.is_due(now_s):
        lines = _table(heard, screen.width) if heard else wrap(otherwise, screen.width)
        screen.draw([*lines, "", "Ctrl-C ends this."], now_s)


def _tell(args: argparse.Namespace, heard: Sequence[Heard], why: str) -> None:
    if args.json:
        print_json([asdict(each) for each in heard])
    elif heard:
        print("\n".join(_table(heard)))
    else:
        print(why)


def _table(heard: Sequence[Heard], width: int | None = None) -> list[str]:
    import shutil

    from wobblequest.cli.device_table import device_table
    from wobblequest.cli.in_place import has_colour

    wide = shutil.get_terminal_size().columns if width is None and sys.stdout.isatty() else width
    return device_table(heard, min(wide or 80, 120), colour=has_colour(sys.stdout))


def _record(args: argparse.Namespace, ending: Ending) -> int:
    from wobblequest.app.devices import Watch, go_on, look
    from wobblequest.app.record import Recorder

    ports = look().ports
    name = _the_one(args.port, [port.device for port in ports])
    found = next((port for port in ports if port.device == name), None)
    seconds = args.seconds or RECORD_S
    with Recorder(args.record, name, found, shows_serial_number=args.serial_number, probe=args.probe) as recorder:
        watch = Watch([name], lambda _: recorder.source)
        if recorder.veil.hides_serial_number:
            _say(f"the board's serial number is left out of {args.record}; --serial-number keeps it")
        _say(f"listening to {name} for {seconds:g} s; lean the board in all directions meanwhile; Ctrl-C ends earlier")
        screen = _screen(args)

        def each(now_s: float) -> bool:
            if screen is not None:
                _draw(screen, watch.heard(), now_s, "")
            return recorder.step(now_s)

        with screen or nullcontext():
            heard = go_on(watch, seconds, ending, each)
        told_its_number = recorder.told_its_number
    if told_its_number:
        _say(f"the board tells its own number among its bytes; it is in {args.record} as it came")
    if recorder.full:
        _say(recorder.full)
    _tell(args, heard, "")
    return _judged(args.record, recorder, heard)


def _judged(path: Path, recorder: Recorder, heard: Sequence[Heard]) -> int:
    if not recorder.size:
        _say(f"not one byte came; {path} says only what was tried")
        return 1
    _say(f"{recorder.size} bytes are in {path}; `wobblequest play --source replay:{path}` plays them")
    return 3 if any(each.state == "lost" for each in heard) else 0


def _the_one(asked: Sequence[str], there: Sequence[str]) -> str:
    """The port to record. Raises UsageError where it is not clear which, WobbleQuestError where there is none."""
    from wobblequest.app.devices import look

    names = list(dict.fromkeys(asked or there))
    if len(names) == 1:
        return names[0]
    if names:
        raise UsageError(f"--record writes what one board sends, and there are {', '.join(names)}: name one of them")
    raise WobbleQuestError(look().why)


def _say(words: str) -> None:
    print(f"wobblequest devices: {words}", file=sys.stderr)
