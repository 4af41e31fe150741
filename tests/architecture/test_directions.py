"""Who may import whom: the arrow of the rooms, and each heavy package in the one room that needs it."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from importlinter.api import read_configuration

ROOT = Path(__file__).parents[2]
ARROW = ["cli", "app", "screens", "draw | report", "language", "store | input", "session", "levels", "drills", "scoring", "core"]


def contracts() -> list[dict[str, object]]:
    return read_configuration(str(ROOT / "pyproject.toml"))["contracts_options"]


def test_the_directions_are_kept() -> None:
    lint_imports = Path(sys.executable).with_name("lint-imports")
    done = subprocess.run([lint_imports, "--no-logo", "--no-cache"], cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    assert "0 broken" in done.stdout


def test_the_contracts_are_the_designs_arrow_and_have_no_exceptions() -> None:
    rooms = next(each for each in contracts() if each["id"] == "rooms")
    assert rooms["layers"] == ARROW
    assert not [each["name"] for each in contracts() if "ignore_imports" in each]
    assert {each["id"] for each in contracts()} == {"rooms", "pygame", "serial", "websockets", "babel", "sqlalchemy"}
