"""The fuzzer for some seconds, what it begins with, and that it finds a fault where there is one. Longer by hand: tests/fuzz/run.py."""

from __future__ import annotations

import os
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path

import pytest

HERE = Path(__file__).parent
SECONDS = 25
BETWEEN = "import subprocess, sys; sys.exit(abs(subprocess.run(sys.argv[1:]).returncode))"
"""A small process between: Linux counts the memory of the one that starts another as that one's own peak, and all these tests together
need more than the fuzzer may."""
guided = pytest.mark.skipif(
    find_spec("atheris") is None, reason="the coverage-guided fuzzer (the extra `fuzz`) is there for 64-bit Linux on Intel and AMD only"
)


def run(tmp_path: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """The fuzzer as by hand, in a process of its own: it never comes back from its work."""
    return subprocess.run(
        [sys.executable, "-c", BETWEEN, sys.executable, str(HERE / "run.py"), "--seed", "1", "--keep", str(tmp_path), *arguments],
        capture_output=True, text=True, errors="replace", timeout=110, check=False, env={**os.environ, "TMPDIR": str(tmp_path)},
    )


def told(done: subprocess.CompletedProcess[str]) -> str:
    """What it said, without the lines on each new input."""
    return "\n".join(line for line in done.stderr.splitlines() if not line.startswith(("#", "INFO")))[-4000:]


@guided
def test_some_seconds_of_bytes_of_all_kinds_break_nothing(tmp_path: Path) -> None:
    done = run(tmp_path, "--seconds", str(SECONDS))
    assert done.returncode == 0, told(done)
    assert not list(tmp_path.glob("crash-*"))
    tried = [int(line.split()[-1]) for line in done.stderr.splitlines() if "number_of_executed_units" in line]
    assert tried
    assert tried[0] > 500, told(done)


@guided
def test_a_fault_that_two_bytes_in_a_row_call_up_is_found_and_kept(tmp_path: Path) -> None:
    done = run(tmp_path, "--seconds", "100", "--only", "gy25", "--longest", "60", "--planted-fault", "gy25")
    assert done.returncode != 0
    assert "ValueError: a planted fault" in done.stderr + done.stdout
    (kept,) = tmp_path.glob("crash-*")
    assert b"\xa7\x3c" in kept.read_bytes()
    again = run(tmp_path, str(kept), "--planted-fault", "gy25")
    assert again.returncode == 1
    assert "ValueError: a planted fault" in again.stderr
    assert run(tmp_path, str(kept)).returncode == 0, "the sound decoder takes it"


@pytest.fixture
def fuzzing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.syspath_prepend(str(HERE))


@pytest.mark.usefixtures("fuzzing")
def test_every_trial_has_a_seed_and_every_seed_passes() -> None:
    import seeds
    import target

    every = list(seeds.seeds())
    assert {target.trial_of(data) for data in every} == set(target.NAMES)
    for data in every:
        target.one(data)


@pytest.mark.usefixtures("fuzzing")
@pytest.mark.parametrize("frame", [
    "Frame((0.0, 0.0, 1.1))", "Frame((0.0, 0.0, 1.0), (inf, 0.0, 0.0))", "Frame((nan, 0.0, 1.0))",
    "Frame((0.0, 0.0, 1.0), None, None, nan)",
])
def test_what_must_hold_is_looked_at(frame: str, monkeypatch: pytest.MonkeyPatch) -> None:
    import target

    from wobblequest.input.protocols.frame import Frame
    from wobblequest.input.protocols.gy25 import Gy25Decoder

    class Wrong(Gy25Decoder):
        def finish(self) -> list[Frame]:
            return [eval(frame, {"Frame": Frame, "inf": float("inf"), "nan": float("nan")})]

    monkeypatch.setitem(target.decoders, "gy25", Wrong)
    with pytest.raises(AssertionError):
        target.one(bytes([target.NAMES.index("gy25"), 1]) + b"ab")
