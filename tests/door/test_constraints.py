"""The pinned packages: all with hashes, nothing about where from, the two lists agreeing, and covering what pyproject.toml asks for."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
FILES = ("constraints.txt", "constraints-test.txt")
PIN = re.compile(
    r"(?P<name>[\w.-]+)==(?P<version>[\w.]+)(?: ; (?P<marker>[^\\]+?))? \\\n"
    r"(?P<hashes>(?:    --hash=sha256:[0-9a-f]{64}(?: \\)?\n)+)"
)


def pins(name: str) -> dict[tuple[str, str], str]:
    """(package, marker) to version, hashes included in the value."""
    text = (ROOT / name).read_text(encoding="utf-8")
    return {(each["name"], each["marker"] or ""): each["version"] + "\n" + each["hashes"] for each in PIN.finditer(text)}


def plain(requirement: str) -> str:
    return re.sub(r"[-_.]+", "-", re.split(r"[ =<>!~;\[]", requirement, maxsplit=1)[0]).lower()


@pytest.mark.parametrize("name", FILES)
def test_every_line_is_a_pin_with_hashes(name: str) -> None:
    text = (ROOT / name).read_text(encoding="utf-8")
    rest = PIN.sub("", text)
    assert [line for line in rest.splitlines() if not line.startswith("#")] == []
    assert not re.search(r"://|--(?:index|extra-index|find-links|trusted)", text)


def test_what_the_game_uses_the_tests_use_too() -> None:
    play, test = pins("constraints.txt"), pins("constraints-test.txt")
    assert {key: test.get(key) for key in play} == play


def test_every_dependency_is_pinned() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    extras = project["optional-dependencies"]
    play = extras["door"] + extras["phone"]  # who starts by main.py need not think of extras
    for name, wanted in (("constraints.txt", play), ("constraints-test.txt", play + extras["test"] + extras["fuzz"])):
        have = {package for package, _ in pins(name)}
        assert {plain(each) for each in project["dependencies"] + wanted} <= have


def test_pygame_comes_from_who_has_it_for_each_python() -> None:
    versions = {name: marker for name, marker in pins("constraints.txt") if name.startswith("pygame")}
    assert versions == {"pygame": "python_full_version < '3.14'", "pygame-ce": "python_full_version >= '3.14'"}


@pytest.mark.parametrize("package", ["numpy", "pydantic-core", "pyyaml", "sqlalchemy", "markupsafe"])
def test_packages_with_compiled_parts_have_hashes_of_many_systems(package: str) -> None:
    assert pins("constraints.txt")[(package, "")].count("--hash") > 25
