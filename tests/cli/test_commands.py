"""The command line as a whole: every command documented and with an example that works, quick help, and how each ending is told."""

from __future__ import annotations

import logging
import re
import shlex
import subprocess
import sys
import threading
from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from wobblequest import __version__, cli
from wobblequest.cli import COMMANDS, main, parser_of
from wobblequest.core.errors import BoardLost, FileProblem, UsageError, WobbleQuestError
from wobblequest.store.log import warnings_kept

ROOT = Path(__file__).parents[2]
HEAVY = {"numpy", "pygame", "pydantic", "sqlalchemy", "alembic", "yaml", "serial", "platformdirs", "asyncio"}


def examples(name: str) -> list[str]:
    """The example lines of a command's help, without what a pipe or redirection adds and without remarks after two spaces."""
    parser, _ = parser_of(name)
    _, _, text = parser.format_help().partition("example")
    lines = [re.split(r"  +| [|>] ", line.strip())[0] for line in text.splitlines() if line.startswith("  ")]
    return [line[line.index("wobblequest"):] for line in lines if "wobblequest" in line]


@pytest.mark.parametrize("name", COMMANDS)
def test_the_help_of_each_command_shows_an_example_that_its_parser_takes(name: str) -> None:
    parser, _ = parser_of(name)
    own = [line for line in examples(name) if name == "play" or line.startswith(f"wobblequest {name}")]
    assert own
    for line in own:
        words = shlex.split(line)[1:]
        parser.parse_args(words[1:] if words[:1] == [name] else words)


@pytest.mark.parametrize("name", COMMANDS)
def test_each_command_is_documented(name: str) -> None:
    assert f"wobblequest {name}" in (ROOT / "README.md").read_text(encoding="utf-8")


def test_the_overview_names_every_command() -> None:
    assert all(f"  {name} " in cli.overview() for name in COMMANDS)


def test_nothing_heavy_is_imported_for_the_overview() -> None:
    script = "import sys; from wobblequest.cli import main; main(['--help']); print(*sys.modules, file=sys.stderr)"
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert HEAVY & {name.partition(".")[0] for name in done.stderr.split()} == set()
    assert "rescore" in done.stdout


@pytest.mark.parametrize("name", COMMANDS)
def test_a_commands_own_help_imports_nothing_heavy_either(name: str) -> None:
    script = f"import sys; from wobblequest.cli import main; main([{name!r}, '--help']); print(*sys.modules, file=sys.stderr)"
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert {"pygame", "sqlalchemy", "pydantic"} & {each.partition(".")[0] for each in done.stderr.split()} == set()


def test_version(command: Callable[..., Any]) -> None:
    assert command("--version") == (0, f"wobblequest {__version__}\n", "")


def test_an_unknown_command_gets_the_nearest_one(command: Callable[..., Any]) -> None:
    said = command("histroy")
    assert (said.code, said.out) == (2, "")
    assert said.err == "wobblequest: there is no command `histroy`: did you mean `history`?\n"


def test_an_unknown_command_like_none_gets_them_all(command: Callable[..., Any]) -> None:
    assert all(name in command("xyzzy").err for name in COMMANDS)


@pytest.mark.parametrize(
    ("line", "sentence"),
    [
        ("people --nonsense", "people: there is no option --nonsense"),
        ("people --jsn", "people: there is no option --jsn: did you mean `--json`?"),
        ("people Ann", "people: `Ann` is more than this command takes"),
        ("play --headles --level=hold-1", "play: there is no option --headles: did you mean `--headless`?"),
        ("play --seed x", "play: --seed must be a whole number, not 'x'"),
        ("play --theme drak", "play: --theme: there is no `drak`: did you mean `dark`?"),
        ("simulate --rate fast", "simulate: --rate must be a number, not 'fast'"),
        ("simulate --tcp 0 --link x", "simulate: --link: not allowed with argument --tcp"),
        ("decode", "decode: say also FILE"),
        ("score x.csv --radius -1", "score: --radius: -1: a radius lies above 0 and up to 90 degrees"),
        ("levels", "levels: say also list|programmes|check|schema|new"),
        ("levels chekc", "levels: list|programmes|check|schema|new: there is no `chekc`: did you mean `check`?"),
        ("levels new x.yaml", "levels: say also --drill"),
        ("export", "export: say also -o/--output"),
    ],
)
def test_wrong_usage_is_one_sentence_that_points_to_the_help(command: Callable[..., Any], line: str, sentence: str) -> None:
    said = command(*line.split())
    assert (said.code, said.out) == (2, "")
    assert said.err.startswith(f"wobblequest {sentence} (`wobblequest {line.split()[0]}")
    assert said.err.endswith(" --help` shows an example)\n")
    assert said.err.count("\n") == 1


def pretend(monkeypatch: pytest.MonkeyPatch, run: Callable[[Any], int]) -> None:
    """Put a command's module in the place of `people`'s."""
    monkeypatch.setitem(sys.modules, "wobblequest.cli.people", SimpleNamespace(add_arguments=lambda _parser: None, run=run))


def failing(error: BaseException) -> Callable[[Any], int]:
    def run(_args: Any) -> int:
        raise error

    return run


@pytest.mark.parametrize(
    ("error", "code"),
    [
        (WobbleQuestError("it failed"), 1),
        (UsageError("it was asked wrongly"), 2),
        (BoardLost("the board went"), 3),
        (FileProblem("is no number", path="a.yaml", line=3, key="size"), 1),
        (KeyboardInterrupt(), 130),
    ],
)
def test_each_ending_has_its_code_and_one_sentence(
    monkeypatch: pytest.MonkeyPatch, command: Callable[..., Any], error: BaseException, code: int,
) -> None:
    pretend(monkeypatch, failing(error))
    said = command("people")
    assert (said.code, said.out) == (code, "")
    assert said.err == (f"wobblequest people: {error}\n" if str(error) else "")


def test_a_bug_goes_to_the_log_and_not_to_the_player(monkeypatch: pytest.MonkeyPatch, command: Callable[..., Any], tmp_path: Path) -> None:
    log = tmp_path / "logs" / "wobblequest.log"
    monkeypatch.setattr("wobblequest.store.log.log_file", lambda: log)
    pretend(monkeypatch, failing(ZeroDivisionError("by zero")))
    said = command("people")
    assert (said.code, said.out) == (1, "")
    assert str(log) in said.err
    assert "Traceback" not in said.err
    written = log.read_text(encoding="utf-8")
    assert "ZeroDivisionError: by zero" in written
    assert __version__ in written


@pytest.mark.parametrize(
    "line",
    ["levels check {}", "play --headless --level {} --source sim", "people --data {}", "export x -o {}", "score {}", "simulate --link {}"],
)
def test_a_name_that_the_system_does_not_take_is_no_bug(command: Callable[..., Any], line: str) -> None:
    said = command(*line.format("x" * 300).split())
    assert said.code in (1, 2)
    assert "x" * 300 in said.err
    assert "something went wrong" not in said.err
    assert said.err.count("\n") == 1


def test_arguments_which_may_name_a_person_stay_out_of_the_log(
    monkeypatch: pytest.MonkeyPatch, command: Callable[..., Any], tmp_path: Path,
) -> None:
    log = tmp_path / "wobblequest.log"
    monkeypatch.setattr("wobblequest.store.log.log_file", lambda: log)

    def run(_args: Any) -> int:
        raise ZeroDivisionError

    module = SimpleNamespace(add_arguments=lambda parser: parser.add_argument("person"), run=run)
    monkeypatch.setitem(sys.modules, "wobblequest.cli.history", module)
    assert command("history", "Annabelle").code == 1
    assert "Annabelle" not in log.read_text(encoding="utf-8")


def test_a_log_that_cannot_be_written_loses_nothing(monkeypatch: pytest.MonkeyPatch, command: Callable[..., Any], tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    monkeypatch.setattr("wobblequest.store.log.log_file", lambda: tmp_path / "file" / "wobblequest.log")
    pretend(monkeypatch, failing(ZeroDivisionError("by zero")))
    assert "ZeroDivisionError: by zero" in command("people").err


def test_what_a_part_of_the_program_warns_of_is_one_line_on_stderr_and_stands_in_the_log(
    monkeypatch: pytest.MonkeyPatch, command: Callable[..., Any], tmp_path: Path,
) -> None:
    log = tmp_path / "wobblequest.log"
    monkeypatch.setattr("wobblequest.store.log.log_file", lambda: log)

    def run(_args: Any) -> int:
        logging.getLogger("wobblequest.store.settings").warning("theme = %r cannot be used", "pink")
        logging.getLogger("wobblequest.store.settings").info("not this")
        return 0

    pretend(monkeypatch, run)
    said = command("people")
    assert (said.code, said.err) == (0, "wobblequest people: theme = 'pink' cannot be used\n")
    assert "theme = 'pink' cannot be used" in log.read_text(encoding="utf-8")
    assert "not this" not in log.read_text(encoding="utf-8")
    assert not logging.getLogger("wobblequest").handlers, "it listens no longer than the command runs"
    monkeypatch.setattr("wobblequest.store.log.log_file", lambda: log / "beneath a file")
    assert "the log could not be written" in command("people").err


@pytest.mark.parametrize("trouble", [BrokenPipeError(), ValueError("I/O operation on closed file"), OSError("Bad file descriptor")])
def test_a_warning_that_no_terminal_takes_stands_in_the_log_and_ends_nothing(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, trouble: Exception,
) -> None:
    log = tmp_path / "wobblequest.log"
    monkeypatch.setattr("wobblequest.store.log.log_file", lambda: log)
    monkeypatch.setattr(sys, "stderr", SimpleNamespace(write=failing(trouble), flush=failing(trouble)))
    with warnings_kept("play"):
        logging.getLogger("wobblequest.app").warning("the pad went away")
    assert "the pad went away" in log.read_text(encoding="utf-8")
    monkeypatch.setattr("wobblequest.store.log.log_file", lambda: log / "beneath a file")
    with warnings_kept("play"):
        logging.getLogger("wobblequest.app").warning("and nothing can be written at all")


def test_the_log_does_not_grow_without_end(monkeypatch: pytest.MonkeyPatch, command: Callable[..., Any], tmp_path: Path) -> None:
    log = tmp_path / "wobblequest.log"
    log.write_text("x" * 1_000_001, encoding="utf-8")
    monkeypatch.setattr("wobblequest.store.log.log_file", lambda: log)
    pretend(monkeypatch, failing(ZeroDivisionError()))
    command("people")
    assert log.stat().st_size < 10_000
    assert (tmp_path / "wobblequest.old.log").stat().st_size == 1_000_001


def test_without_a_command_the_game_is_played(monkeypatch: pytest.MonkeyPatch) -> None:
    ran: list[tuple[str, list[str]]] = []
    monkeypatch.setattr(cli, "_run", lambda name, words: ran.append((name, list(words))) or 0)
    assert main([]) == 0
    assert main(["--source", "keyboard"]) == 0
    assert ran == [("play", []), ("play", ["--source", "keyboard"])]


def test_a_reader_that_has_had_enough_is_no_failure() -> None:
    script = "import sys; from wobblequest.cli import main; sys.exit(main(['levels', 'schema']))"
    with subprocess.Popen([sys.executable, "-c", script], stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        assert process.stdout is not None
        process.stdout.close()
        assert process.stderr is not None
        complaint = process.stderr.read()
    assert (process.returncode, complaint) == (0, b"")


def started(line: str, **streams: Any) -> subprocess.CompletedProcess[str]:
    """A command in a process and a shell of its own, where streams may be closed."""
    shell = f'"{sys.executable}" -m wobblequest {line}'
    return subprocess.run(shell, shell=True, stderr=subprocess.PIPE, text=True, check=False, cwd=ROOT, **streams)


@pytest.mark.skipif(sys.platform == "win32", reason="the shell's way to close a stream")
@pytest.mark.parametrize(
    ("line", "code"), [("levels schema >&-", 0), ("decode - <&-", 1), ("levels schema 2>&-", 0), ("nonsense >&- 2>&- <&-", 2)],
)
def test_a_stream_that_was_closed_before_the_start_is_no_failure(line: str, code: int) -> None:
    done = started(line, stdout=subprocess.DEVNULL)
    assert done.returncode == code
    assert "Traceback" not in done.stderr
    assert "something went wrong" not in done.stderr


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no /dev/full here")
@pytest.mark.parametrize("line", ["levels schema", "levels list", f"decode {ROOT / 'tests/input/captures/wit_std.bin'}", "--help"])
def test_a_full_disk_behind_the_output_is_told_in_one_sentence(line: str) -> None:
    with Path("/dev/full").open("w") as full:
        done = started(line, stdout=full)
    assert done.returncode == 1
    assert done.stderr.splitlines()[-1].startswith("wobblequest: the output could not be written (")
    assert "Traceback" not in done.stderr


def test_a_fault_in_a_thread_is_told_and_its_trace_kept(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path,
) -> None:
    def run(_: Any) -> int:
        def fail() -> None:
            raise RuntimeError("deep inside")

        thread = threading.Thread(target=fail)
        thread.start()
        thread.join()
        return 0

    heard: list[type[BaseException] | None] = []
    monkeypatch.setattr(threading, "excepthook", lambda fault: heard.append(fault.exc_type))
    monkeypatch.setattr("wobblequest.store.log.log_file", lambda: tmp_path / "wobblequest.log")
    monkeypatch.setattr("wobblequest.cli.people.run", run)
    hook = threading.excepthook
    assert main(["people"]) == 0
    said = capsys.readouterr().err
    assert "something went wrong inside the program (RuntimeError)" in said
    assert said.count("\n") == 1
    assert "deep inside" in (tmp_path / "wobblequest.log").read_text(encoding="utf-8")
    assert heard == [RuntimeError]
    assert threading.excepthook is hook
