"""The command line: one register of commands, each in a module of its own that is imported only when it is called."""

from __future__ import annotations

import os
import sys
import threading
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from errno import EBADF, EDQUOT, EFBIG, EIO, ENOSPC
from types import MappingProxyType
from typing import TYPE_CHECKING, NamedTuple, Protocol

if TYPE_CHECKING:
    import argparse


OUTPUT_LOST = (ENOSPC, EDQUOT, EFBIG, EIO, EBADF)
"""What writing to stdout may fail with: files that commands open say their names, streams have none."""


class Command(NamedTuple):
    """One line of the register.

    module : where `add_arguments(parser)` and `run(args) -> int` are. summary : half a line for the overview.
    """

    module: str
    summary: str


class CommandModule(Protocol):
    """What a module of the register must offer. `add_arguments` also sets the parser's epilog, which shows an example."""

    def add_arguments(self, parser: argparse.ArgumentParser) -> None: ...
    def run(self, args: argparse.Namespace) -> int: ...


COMMANDS: Mapping[str, Command] = MappingProxyType(
    {
        "play": Command("wobblequest.cli.play", "play (what happens without a command, too)"),
        "simulate": Command("wobblequest.cli.simulate", "a virtual board, to play and test with"),
        "devices": Command("wobblequest.cli.devices", "which ports there are, and what speaks on them"),
        "decode": Command("wobblequest.cli.decode", "bytes from a board to a table of tilt"),
        "levels": Command("wobblequest.cli.levels", "list and check levels and programmes, start a level"),
        "score": Command("wobblequest.cli.score", "the measures of a recording"),
        "people": Command("wobblequest.cli.people", "who has played here"),
        "history": Command("wobblequest.cli.history", "a person's results and how they change"),
        "picture": Command("wobblequest.cli.picture", "a picture of somebody's practice as SVG or PNG"),
        "export": Command("wobblequest.cli.export", "recordings and results as files"),
        "reliability": Command("wobblequest.cli.reliability", "how well results repeat themselves in a group"),
        "rescore": Command("wobblequest.cli.rescore", "compute stored results anew"),
    }
)


def overview() -> str:
    """What `wobblequest --help` prints: every command with its summary."""
    width = max(map(len, COMMANDS))
    rows = "\n".join(f"  {name:<{width}}  {command.summary}" for name, command in COMMANDS.items())
    return (
        "usage: wobblequest [command] [options]\n\n"
        "Balance training on a tilt board. Without a command the game starts.\n\n"
        f"commands:\n{rows}\n\n"
        "options:\n  --help     this page; after a command, that command's own\n  --version  which version this is\n\n"
        "example:\n  wobblequest play --source keyboard\n\n"
        "exit codes: 0 done, 1 failed, 2 wrong usage, 3 the board was lost\n"
    )


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command line and give back its exit code.

    argv : without the program's name; None for the process's own. Nothing escapes but what no program should catch: an
    error meant for people is one sentence on stderr, an unexpected one goes to the log with a sentence that says where.
    """
    words = list(sys.argv[1:] if argv is None else argv)
    _replace_missing_streams()
    os.environ.setdefault("PYGAME_HIDE_SUPPORT_PROMPT", "1")  # it would stand on stdout before the one JSON document
    if hasattr(sys.stdout, "reconfigure"):
        if sys.stdout.isatty():
            sys.stdout.reconfigure(errors="replace")  # a terminal of few letters shows ? for °
        else:
            sys.stdout.reconfigure(encoding="utf-8")  # a file or a pipe: on Windows it would be the legacy code page, without °
    try:
        code = _dispatch(words)
        sys.stdout.flush()
    except BrokenPipeError:  # the reader (`| head`) has had enough
        _silence_stdout()
        return 0
    except OSError as error:  # a full disk behind `> file`: what was printed is not all there
        _silence_stdout()
        print(f"wobblequest: the output could not be written ({error.strerror}); make room, or write it elsewhere", file=sys.stderr)
        return 1
    return code


def _dispatch(words: list[str]) -> int:
    if words[:1] in (["-h"], ["--help"]):
        sys.stdout.write(overview())
        return 0
    if words[:1] == ["--version"]:
        from wobblequest import __version__

        print(f"wobblequest {__version__}")
        return 0
    if not words or words[0].startswith("-"):
        return _run("play", words)
    if words[0] not in COMMANDS:
        return _unknown(words[0])
    return _run(words[0], words[1:])


def _unknown(word: str) -> int:
    from difflib import get_close_matches

    near = get_close_matches(word, COMMANDS, n=1)
    hint = f"did you mean `{near[0]}`?" if near else f"there are {', '.join(COMMANDS)}."
    print(f"wobblequest: there is no command `{word}`: {hint}", file=sys.stderr)
    return 2


def parser_of(name: str) -> tuple[argparse.ArgumentParser, CommandModule]:
    """The parser of one command, and the module that runs it."""
    import argparse
    from importlib import import_module
    from typing import cast

    from wobblequest.cli.words import Parser

    command = COMMANDS[name]
    parser = Parser(
        prog=f"wobblequest {name}",
        description=command.summary[0].upper() + command.summary[1:] + ".",
        formatter_class=argparse.RawDescriptionHelpFormatter,
        allow_abbrev=False,
    )
    module = cast("CommandModule", import_module(command.module))
    module.add_arguments(parser)
    return parser, module


def _run(name: str, words: Sequence[str]) -> int:
    from wobblequest.core.errors import WobbleQuestError
    from wobblequest.store.log import warnings_kept

    try:
        with _faults_of_threads_told(name), warnings_kept(name):
            parser, module = parser_of(name)
            return module.run(parser.parse_args(words))
    except WobbleQuestError as error:
        print(f"wobblequest {name}: {error}", file=sys.stderr)
        return error.exit_code
    except SystemExit as leave:  # argparse: 0 after --help, 2 after a wrong option
        return leave.code if isinstance(leave.code, int) else int(leave.code is not None)
    except KeyboardInterrupt:
        return 130
    except OSError as error:
        if isinstance(error, BrokenPipeError) or (error.filename is None and error.errno in OUTPUT_LOST):
            raise  # `main` tells it
        if error.filename is None:
            return _bug(name, error)
        print(f"wobblequest {name}: {error.filename} cannot be used ({error.strerror}); name another, or mend that", file=sys.stderr)
        return 1
    except Exception as error:  # noqa: BLE001 - the outermost place: what gets here is a bug, and a player sees words, not a trace
        return _bug(name, error)


@contextmanager
def _faults_of_threads_told(name: str) -> Iterator[None]:
    """While this lasts, a thread that ends by a fault is told as any other bug is; whoever listened before is told, too."""
    before = threading.excepthook

    def tell(fault: threading.ExceptHookArgs) -> None:
        if isinstance(fault.exc_value, Exception):
            _bug(name, fault.exc_value)
        if before is not threading.__excepthook__:
            before(fault)

    threading.excepthook = tell
    try:
        yield
    finally:
        threading.excepthook = before


def _bug(name: str, error: Exception) -> int:
    from wobblequest.store.log import keep_trace

    print(f"wobblequest {name}: {keep_trace(name, error)}", file=sys.stderr)
    return 1


def _replace_missing_streams() -> None:
    """Where a stream was closed before the start (`>&-`, or pythonw), Python has None in its place: put nothing there."""
    for name, mode in (("stdin", "r"), ("stdout", "w"), ("stderr", "w")):
        if getattr(sys, name) is None:
            setattr(sys, name, open(os.devnull, mode, encoding="utf-8"))  # noqa: PTH123, SIM115 - for as long as the program runs


def _silence_stdout() -> None:
    """Point stdout at nothing, so that Python's own last flush does not complain about the pipe that is gone."""
    try:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    except (OSError, ValueError):  # stdout is no real file (a test's): nothing to silence
        return
