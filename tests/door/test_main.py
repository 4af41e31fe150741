"""main.py without a network: what it decides to do, what it says, and that it does it only when needed."""

from __future__ import annotations

import ast
import importlib.util
import os
import subprocess
import sys
from pathlib import Path
from types import ModuleType

import pytest

ROOT = Path(__file__).parents[2]


def load_door() -> ModuleType:
    spec = importlib.util.spec_from_file_location("door", ROOT / "main.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


door = load_door()


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A project folder with what the fingerprint reads, and no set-up."""
    for name in ("constraints.txt", "constraints-test.txt", "pyproject.toml", "setup.py"):
        (tmp_path / name).write_text(f"of {name}\n", encoding="utf-8")
    return tmp_path


def pretend_set_up(project: Path, *kinds: str) -> None:
    """What a complete set-up leaves behind, as far as the door looks."""
    venv = project / ".venv"
    python = door.python_of(venv)
    python.parent.mkdir(parents=True, exist_ok=True)
    python.touch()
    for package in door.PACKAGES:
        (door.site_of(venv) / package).mkdir(parents=True, exist_ok=True)
    (door.site_of(venv) / "wobblequest-0.1.0.dist-info").mkdir(exist_ok=True)
    for kind in kinds:
        (venv / f"ready-{kind}").write_text(door.fingerprint(kind, project))


def test_nothing_there_is_made_and_filled(project: Path) -> None:
    assert door.plan("play", project, python_works=False) == ["create", "install"]


def test_a_complete_set_up_needs_nothing(project: Path) -> None:
    pretend_set_up(project, "play")
    assert door.ready("play", project)
    assert door.plan("play", project, python_works=True) == []


def test_tests_need_more_than_play_but_play_is_content_with_the_tests_set_up(project: Path) -> None:
    pretend_set_up(project, "play")
    assert door.plan("test", project, python_works=True) == ["install"]
    (project / ".venv" / "ready-play").unlink()
    pretend_set_up(project, "test")
    assert door.ready("play", project)


@pytest.mark.parametrize("name", ["constraints.txt", "pyproject.toml", "setup.py"])
def test_a_changed_description_is_installed_over_what_is_there(project: Path, name: str) -> None:
    pretend_set_up(project, "play")
    (project / name).write_text("another\n", encoding="utf-8")
    assert door.plan("play", project, python_works=True) == ["install"]


def test_a_half_made_set_up_is_started_afresh(project: Path) -> None:
    pretend_set_up(project, "play")
    (project / ".venv" / "unfinished").touch()
    assert door.plan("play", project, python_works=True) == ["remove", "create", "install"]


def test_a_lost_package_is_noticed(project: Path) -> None:
    pretend_set_up(project, "play")
    (door.site_of(project / ".venv") / "numpy").rmdir()
    assert not door.ready("play", project)
    assert door.plan("play", project, python_works=True) == ["remove", "create", "install"]


def test_another_python_starts_afresh(project: Path) -> None:
    """After an update of the system's Python the old environment no longer runs, or is not this Python's."""
    pretend_set_up(project)
    assert door.plan("play", project, python_works=False) == ["remove", "create", "install"]


def test_a_developers_own_environment_is_used(project: Path) -> None:
    pretend_set_up(project)
    assert door.plan("play", project, python_works=True) == ["install"]


def test_the_fingerprint_knows_the_place_and_the_python(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    here = door.fingerprint("play", project)
    monkeypatch.setattr(sys, "version", "3.99.0 (another)")
    assert door.fingerprint("play", project) != here


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        ("WARNING: Retrying ... NewConnectionError: [Errno -3] Temporary failure in name resolution", "connect to the internet"),
        ("ReadTimeoutError: Read timed out.\nERROR: No matching distribution found for numpy==2.4.6", "connect to the internet"),
        ("ERROR: No matching distribution found for pygame==2.6.1", "no ready-made pygame for this Python"),
        ("ERROR: THESE PACKAGES DO NOT MATCH THE HASHES FROM THE REQUIREMENTS FILE.", "not the one this version was tested with"),
        ("OSError: [Errno 28] No space left on device", "the disk is full"),
        ("ERROR: Could not install packages due to an OSError: [WinError 5] Access is denied: 'x.pyd'", "close every WobbleQuest"),
        ("something\nERROR: quite new\n\n", "ERROR: quite new"),
        ("", "nothing was said"),
    ],
)
def test_pips_complaints_become_one_sentence(said: str, expected: str) -> None:
    sentence = door.explain(said)
    assert expected in sentence
    assert "\n" not in sentence


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("Collecting numpy==2.4.6 (from -r constraints.txt (line 164))\n", "  numpy 2.4.6"),
        ("Processing /some/where/pydantic_core-2.50.4-cp311-cp311-linux_x86_64.whl (from -r x)\n", "  pydantic_core 2.50.4"),
        ("Processing .\\wheels\\pyserial-3.5-py2.py3-none-any.whl\n", "  pyserial 3.5"),
        ("Installing collected packages: numpy, pygame\n", "  putting them in place"),
        ("Installing collected packages: wobblequest\n", "  WobbleQuest itself"),
        ("  Downloading numpy-2.4.6.whl (16.8 MB)\n", None),
        ("WARNING: something\n", None),
    ],
)
def test_progress_in_plain_words(line: str, told: str | None) -> None:
    assert door.progress(line) == told


def test_without_a_venv_module_one_sentence_says_what_to_install(monkeypatch: pytest.MonkeyPatch, project: Path) -> None:
    monkeypatch.setattr("importlib.util.find_spec", lambda name: None if name == "ensurepip" else object())
    monkeypatch.setattr(door, "VENV", project / ".venv")
    with pytest.raises(door.Problem, match="sudo apt install python3-venv"):
        door.create()
    assert not (project / ".venv").exists()


def test_how_the_set_up_goes_is_told_where_no_command_prints(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path,
) -> None:
    monkeypatch.setattr(door, "ROOT", tmp_path)
    monkeypatch.setattr(door, "VENV", tmp_path / ".venv")
    monkeypatch.setattr(door, "works", lambda _venv: True)
    monkeypatch.setattr(door, "plan", lambda *_: ["create", "install"])
    monkeypatch.setattr(door, "create", (tmp_path / ".venv").mkdir)
    monkeypatch.setattr(door, "install", lambda _kind: None)
    door.set_up("play")
    out, err = capsys.readouterr()
    assert out == ""
    assert "happens once" in err
    assert "Ready after" in err


def test_a_problem_is_one_sentence_on_stderr(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    def fail(_kind: str) -> None:
        raise door.Problem("the disk is full: free some")

    monkeypatch.setattr(door, "ready", lambda _kind: False)
    monkeypatch.setattr(door, "set_up", fail)
    assert door.main([]) == 1
    assert capsys.readouterr() == ("", "WobbleQuest: the disk is full: free some.\n")


def test_a_folder_that_cannot_be_written_is_said(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(door, "ROOT", tmp_path / "missing")
    with pytest.raises(door.Problem, match="a folder that you may write to"):
        door.set_up("play")


@pytest.mark.parametrize(
    ("words", "kind", "command"),
    [
        ([], "play", ["-P", "-m", "wobblequest"]),
        (["levels", "list"], "play", ["-P", "-m", "wobblequest", "levels", "list"]),
        (["test", "-k", "hold"], "test", ["-m", "pytest", "-k", "hold"]),
        (["check"], "test", ["tests/check.py"]),
        (["benchmarks", "--json", "out.json"], "play", ["-m", "benchmarks", "--json", "out.json"]),
    ],
)
def test_what_each_word_sets_up_and_runs(monkeypatch: pytest.MonkeyPatch, words: list[str], kind: str, command: list[str]) -> None:
    asked: list[str] = []
    ran: list[list[str]] = []
    monkeypatch.setattr(door, "ready", lambda each: bool(asked.append(each)) or True)
    monkeypatch.setattr(door, "hand_over", lambda each: bool(ran.append(each)) or 0)
    monkeypatch.setattr(door.os, "chdir", lambda _folder: None)
    assert door.main(words) == 0
    assert asked == [kind]
    assert ran == [[str(door.python_of(door.VENV)), *command]]


def test_an_older_python_can_read_the_file_and_is_told_first() -> None:
    tree = ast.parse((ROOT / "main.py").read_text(encoding="utf-8"), feature_version=(3, 6))
    kinds = [type(node) for node in tree.body]
    assert kinds.index(ast.If) < kinds.index(ast.Assign) < kinds.index(ast.FunctionDef)
    names = [alias.name for node in ast.walk(tree) if isinstance(node, ast.Import) for alias in node.names]
    names += [str(node.module) for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)]
    assert {name.partition(".")[0] for name in names} <= sys.stdlib_module_names


@pytest.mark.skipif(os.name == "nt", reason="POSIX hands over by exec; on Windows the parent waits")
def test_handing_over_becomes_the_command_so_that_signals_reach_it() -> None:
    script = (
        "import importlib.util, os, sys\n"
        f"spec = importlib.util.spec_from_file_location('door', {str(ROOT / 'main.py')!r})\n"
        "door = importlib.util.module_from_spec(spec); spec.loader.exec_module(door)\n"
        "print(os.getpid(), flush=True)\n"
        "door.hand_over([sys.executable, '-c', 'import os, sys; print(os.getpid()); sys.exit(7)'])\n"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=False)
    before, after = done.stdout.split()
    assert before == after
    assert done.returncode == 7


LOCK_SCRIPT = """
import importlib.util, sys
from pathlib import Path
spec = importlib.util.spec_from_file_location('door', sys.argv[1])
door = importlib.util.module_from_spec(spec); spec.loader.exec_module(door)
door.ROOT = Path(sys.argv[2])
with door.alone():
    print("inside", flush=True)
    sys.stdin.readline()
"""


def test_two_first_starts_do_not_meet(tmp_path: Path) -> None:
    command = [sys.executable, "-c", LOCK_SCRIPT, str(ROOT / "main.py"), str(tmp_path)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as first:
        assert first.stdin is not None
        assert first.stdout is not None
        assert first.stdout.readline() == "inside\n"
        pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "stderr": subprocess.PIPE}
        with subprocess.Popen(command, **pipes, text=True) as second:
            assert second.stdout is not None
            assert second.stderr is not None
            assert "waiting for it" in second.stderr.readline()
            first.communicate("\n")
            assert second.stdout.readline() == "inside\n"
            second.communicate("\n")
    assert (first.returncode, second.returncode) == (0, 0)


def test_an_environment_works_when_it_is_this_pythons_and_here(tmp_path: Path) -> None:
    assert door.works(Path(sys.prefix))
    assert not door.works(tmp_path)
    (tmp_path / "moved").mkdir()
    door.python_of(tmp_path / "moved").parent.mkdir(parents=True)
    if os.name != "nt":
        door.python_of(tmp_path / "moved").symlink_to(sys.executable)
        assert not door.works(tmp_path / "moved")
