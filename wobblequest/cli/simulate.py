"""``wobblequest simulate``: a virtual board, to play and test with."""

from __future__ import annotations

import argparse
import os
import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from difflib import get_close_matches
from math import isfinite
from pathlib import Path
from typing import TYPE_CHECKING

from wobblequest.core.errors import UsageError

if TYPE_CHECKING:
    from wobblequest.input.virtual_lines import Line

EXAMPLE = """example:
  wobblequest simulate --protocol witmotion --skill 0.5 --link /tmp/board
  wobblequest play --source 'serial:/tmp/board?virtual=1'

The first line it prints is the port to open. It ends with Ctrl-C."""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.description = "A virtual board on a pseudo-terminal or TCP port, with a simulated person on it who tries to reach the target."
    parser.epilog = EXAMPLE
    parser.add_argument("--protocol", default="csv", metavar="NAME", help="what it speaks (default: csv)")
    parser.add_argument("--rate", type=float, default=100.0, metavar="HZ", help="samples a second, 1 to 1000 (default: 100)")
    parser.add_argument("--skill", type=float, default=0.7, metavar="0..1", help="how well the person balances (default: 0.7)")
    parser.add_argument("--seed", type=int, default=0, metavar="N", help="of all that is chance (default: 0)")
    parser.add_argument("--seconds", type=float, metavar="N", help="end after this long (default: never)")
    where = parser.add_mutually_exclusive_group()
    where.add_argument("--link", type=Path, metavar="PATH", help="make PATH a symbolic link to the pseudo-terminal")
    where.add_argument("--tcp", metavar="[HOST:]PORT", help="listen on TCP instead; port 0 takes a free one (the default on Windows)")


def run(args: argparse.Namespace) -> int:
    from wobblequest.input.person import Person
    from wobblequest.input.protocols.register import PROTOCOLS
    from wobblequest.input.virtual_board import VirtualBoard

    if args.protocol not in PROTOCOLS:
        near = get_close_matches(args.protocol, PROTOCOLS, n=1)
        hint = f"did you mean {near[0]}?" if near else f"there are {', '.join(PROTOCOLS)}"
        raise UsageError(f"no protocol is called {args.protocol!r}: {hint}")
    _check("--rate", args.rate, 1.0, 1000.0)
    _check("--skill", args.skill, 0.0, 1.0)
    if args.seconds is not None:
        _check("--seconds", args.seconds, 0.0, 1e9)
    line = _line(args.tcp, args.link)
    board = VirtualBoard(Person(args.skill, args.seed), PROTOCOLS[args.protocol].encoder(), line, args.rate)
    with _until_told() as stop:
        line.plug()
        try:
            print(line.port, flush=True)
            board.run(args.seconds, stop)
        finally:
            line.unplug()
    return 0


def _line(tcp: str | None, link: Path | None) -> Line:
    from wobblequest.input.virtual_lines import PtyLine, TcpLine

    if tcp is None and os.name == "nt" and link is None:
        tcp = "0"
    if tcp is None:
        return PtyLine(link)
    host, _, port = tcp.rpartition(":")
    if not (port.isascii() and port.isdigit() and int(port) <= 65535):
        raise UsageError(f"--tcp wants a port between 0 and 65535, or HOST:PORT, not {tcp!r}")
    return TcpLine(host or "127.0.0.1", int(port))


def _check(name: str, value: float, least: float, most: float) -> None:
    if not (isfinite(value) and least <= value <= most):
        raise UsageError(f"{name} must be between {least:g} and {most:g}, got {value:g}")


@contextmanager
def _until_told() -> Iterator[threading.Event]:
    """An event that Ctrl-C and a polite kill set, so that the link is removed and the exit code is 0."""
    stop = threading.Event()
    if threading.current_thread() is not threading.main_thread():
        yield stop
        return
    before = {number: signal.signal(number, lambda *_: stop.set()) for number in (signal.SIGINT, signal.SIGTERM)}
    try:
        yield stop
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
