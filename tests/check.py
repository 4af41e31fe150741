"""`python3 main.py check`: every check to its end, then one line for each. Run it in the project's folder."""

from __future__ import annotations

import subprocess
import sys
import time
from pathlib import Path

CHECKS = {
    "tests": [sys.executable, "-m", "pytest"],
    "lint": [sys.executable, "-m", "ruff", "check", "."],
    "types": [sys.executable, "-m", "mypy"],
    "import directions": [str(Path(sys.executable).with_name("lint-imports"))],
}


def main() -> int:
    lines = []
    failures = 0
    for name, command in CHECKS.items():
        print(f"== {name}", flush=True)
        started = time.monotonic()
        failed = subprocess.run(command).returncode != 0
        failures += failed
        lines.append(f"{name}: {'FAILED' if failed else 'passed'} in {time.monotonic() - started:.0f} s")
    print("== summary", *lines, sep="\n", flush=True)
    return 1 if failures else 0


if __name__ == "__main__":
    try:
        sys.exit(main())
    except KeyboardInterrupt:
        sys.exit(130)
