"""wobblequest devices: which ports there are, what speaks on them, at what rate."""

from __future__ import annotations

import argparse
from dataclasses import asdict

from wobblequest.cli.columns import columns
from wobblequest.cli.options import add_json_option, print_json
from wobblequest.core.errors import UsageError

EXAMPLE = """examples:
  wobblequest devices
  wobblequest devices /dev/ttyS0 --seconds 10 --json
"""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.epilog = EXAMPLE
    parser.add_argument("port", nargs="*", metavar="PORT", help="listen on these instead of every port that may be a board")
    parser.add_argument("--seconds", type=float, default=8.0, metavar="N", help="listen for so long at most, 1 to 120 (default: 8)")
    add_json_option(parser)


def run(args: argparse.Namespace) -> int:
    from wobblequest.app.devices import listen

    if not 1.0 <= args.seconds <= 120.0:
        raise UsageError(f"--seconds {args.seconds:g}: give a number from 1 to 120")
    heard = listen(args.port, args.seconds)
    if args.json:
        print_json([asdict(each) for each in heard])
    elif not heard:
        print("No port that may be a board was found: connect the tilt board by USB, or name its port.")
    else:
        rows = [(each.port, each.protocol or "unknown", "–" if each.rate_hz is None else f"{each.rate_hz:.0f} Hz", each.words)
                for each in heard]
        print(columns(("Port", "Protocol", "Rate", "What was heard"), rows))
    return 0
