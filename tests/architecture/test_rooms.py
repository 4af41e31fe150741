"""What a file of the package may be: short, named for its idea, described, and in the pure rooms free of time, chance and threads."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

PACKAGE = Path(__file__).parents[2] / "wobblequest"
LONGEST_LINES = 300
EMPTY_NAMES = {"utils", "util", "helpers", "helper", "manager", "misc", "common"}
PURE_ROOMS = ("core", "scoring", "drills", "levels", "session")
TIME_CHANCE_THREADS = {"time", "random", "secrets", "threading", "asyncio", "concurrent", "multiprocessing", "sched", "queue"}
INPUT_AND_OUTPUT = {"socket", "subprocess", "sqlite3", "logging", "tempfile", "shutil"}


def modules() -> list[Path]:
    return sorted(PACKAGE.rglob("*.py"))


def imported(module: Path) -> Iterator[str]:
    """The top names of all packages that a module imports, anywhere in it."""
    for node in ast.walk(ast.parse(module.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name.partition(".")[0] for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            yield node.module.partition(".")[0]


def called(module: Path) -> Iterator[str]:
    """What a module calls, as written: `datetime.now`, `open`."""
    for node in ast.walk(ast.parse(module.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Call):
            yield ast.unparse(node.func)


def pure_modules() -> list[Path]:
    return [module for module in modules() if module.relative_to(PACKAGE).parts[0] in PURE_ROOMS]


def test_every_room_is_looked_at() -> None:
    assert {module.relative_to(PACKAGE).parts[0] for module in pure_modules()} == set(PURE_ROOMS)


def test_no_file_outgrows_one_idea() -> None:
    lengths = {str(module.relative_to(PACKAGE)): len(module.read_text(encoding="utf-8").splitlines()) for module in modules()}
    assert {name: lines for name, lines in lengths.items() if lines > LONGEST_LINES} == {}


def test_no_file_has_a_name_that_says_nothing() -> None:
    found = [str(module.relative_to(PACKAGE)) for module in modules() if EMPTY_NAMES & set(module.stem.lower().split("_"))]
    assert found == []


def test_every_public_module_says_what_it_is() -> None:
    silent = [
        str(module.relative_to(PACKAGE))
        for module in modules()
        if module.name not in ("__init__.py", "__main__.py")
        and not ast.get_docstring(ast.parse(module.read_text(encoding="utf-8")))
    ]
    assert silent == []


def test_the_pure_rooms_import_no_time_chance_or_thread() -> None:
    """But `core.chance`, which makes chance of a seed that is handed in."""
    forbidden = TIME_CHANCE_THREADS | INPUT_AND_OUTPUT
    found = {module.relative_to(PACKAGE).as_posix(): forbidden & set(imported(module)) for module in pure_modules()}
    assert {name: bad for name, bad in found.items() if bad} == {"core/chance.py": {"random"}}


def test_the_pure_rooms_never_ask_what_time_it_is() -> None:
    asks = ("datetime.now", "datetime.utcnow", "datetime.today", "date.today")
    found = {str(module.relative_to(PACKAGE)): call for module in pure_modules() for call in called(module) if call.endswith(asks)}
    assert found == {}


def test_of_the_pure_rooms_only_levels_touches_files() -> None:
    """A level's text is read at one place, and `levels new` writes one."""
    methods = (".open", ".read_text", ".read_bytes", ".write_text", ".write_bytes")
    touching = {
        module.relative_to(PACKAGE).as_posix()
        for module in pure_modules()
        for call in called(module)
        if call == "open" or call.endswith(methods)
    }
    assert touching == {"levels/load.py", "levels/strict_yaml.py", "levels/template.py"}


def test_what_the_checks_look_for_they_find(tmp_path: Path) -> None:
    module = tmp_path / "hasty.py"
    module.write_text("import time\n\ndef now():\n    from random import random\n    return datetime.now(), open('x')\n", encoding="utf-8")
    assert set(imported(module)) == {"time", "random"}
    assert list(called(module)) == ["datetime.now", "open"]


def test_every_benchmark_is_in_the_register_and_has_a_run() -> None:
    folder = PACKAGE.parent / "benchmarks"
    assert {file.stem for file in folder.glob("[!_]*.py")} == set(registered(folder / "__main__.py"))
    for name in registered(folder / "__main__.py"):
        tree = ast.parse((folder / f"{name}.py").read_text(encoding="utf-8"))
        assert any(isinstance(node, ast.FunctionDef) and node.name == "run" for node in tree.body), name


def registered(file: Path) -> tuple[str, ...]:
    """The value of BENCHMARKS, read without running the file."""
    for node in ast.parse(file.read_text(encoding="utf-8")).body:
        if isinstance(node, ast.Assign) and ast.unparse(node.targets[0]) == "BENCHMARKS":
            return tuple(ast.literal_eval(node.value))
    return ()
