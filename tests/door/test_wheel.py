"""`pip install .` brings the levels and assets along: a wheel is built and the command run from it, away from the checkout."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PARTS = ("wobblequest", "levels", "assets", "pyproject.toml", "setup.py", "MANIFEST.in", "README.md", "LICENSE")


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    source = tmp_path_factory.mktemp("source")
    for name in PARTS:
        if (ROOT / name).is_dir():
            shutil.copytree(ROOT / name, source / name, ignore=shutil.ignore_patterns("__pycache__"))
        else:
            shutil.copy(ROOT / name, source / name)
    target = tmp_path_factory.mktemp("wheel")
    options = ["--no-index", "--no-deps", "--no-build-isolation", "--wheel-dir", str(target)]
    command = [sys.executable, "-m", "pip", "wheel", *options, str(source)]
    done = subprocess.run(command, capture_output=True, text=True, check=False, cwd=target)
    assert done.returncode == 0, done.stdout + done.stderr
    (built,) = target.glob("wobblequest-*.whl")
    return built


def test_every_level_and_asset_is_inside(wheel: Path) -> None:
    names = set(zipfile.ZipFile(wheel).namelist())
    for folder in ("levels", "assets"):
        files = [path for path in (ROOT / folder).rglob("*") if path.is_file() and "__pycache__" not in path.parts]
        here = {path.relative_to(ROOT).as_posix() for path in files}
        assert {f"wobblequest/_data/{name}" for name in here} <= names


def test_it_can_be_downloaded_over_a_slow_line(wheel: Path) -> None:
    """Six languages of speech are most of it."""
    assert wheel.stat().st_size < 40_000_000


def test_the_stores_migrations_are_inside(wheel: Path) -> None:
    here = {path.relative_to(ROOT).as_posix() for path in (ROOT / "wobblequest" / "store").rglob("*.py")}
    assert here <= set(zipfile.ZipFile(wheel).namelist())


def test_nothing_but_the_package_is_inside(wheel: Path) -> None:
    tops = {name.partition("/")[0] for name in zipfile.ZipFile(wheel).namelist()}
    assert {top for top in tops if not top.endswith(".dist-info")} == {"wobblequest"}


def test_an_unpacked_wheel_finds_its_data_away_from_the_checkout(wheel: Path, tmp_path: Path) -> None:
    zipfile.ZipFile(wheel).extractall(tmp_path / "site")
    script = (
        "import sys; from wobblequest.cli import main; from wobblequest.core.assets import asset; "
        "print(asset(sys.argv[1]), file=sys.stderr); main(['levels', 'list', '--json'])"
    )
    one_asset = min(path for path in (ROOT / "assets").rglob("*") if path.is_file()).relative_to(ROOT / "assets").as_posix()
    done = subprocess.run(
        [sys.executable, "-P", "-c", script, one_asset],
        capture_output=True,
        encoding="utf-8",
        check=True,
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": str(tmp_path / "site")},
    )
    assert Path(done.stderr.strip()) == tmp_path / "site" / "wobblequest" / "_data" / "assets" / one_asset
    assert len(json.loads(done.stdout)) == len(list((ROOT / "levels").glob("*.yaml")))
