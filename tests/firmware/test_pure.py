"""The sketch's line and tilt, compiled for this computer, against the program's own."""

from __future__ import annotations

import subprocess
from itertools import pairwise
from math import hypot
from pathlib import Path
from random import Random

import pytest

from wobblequest.core.samples import Reading, angles_from_up, unit
from wobblequest.input.protocols.wobblequest import WobbleQuestEncoder, checked_line
from wobblequest.session.fusion import Fusion

HERE = Path(__file__).parent
LONGEST = 63


@pytest.fixture(scope="module")
def pure(tmp_path_factory: pytest.TempPathFactory) -> Path:
    import shutil

    if shutil.which("c++") is None:
        pytest.skip("not here: a C++ compiler (Debian's g++)")
    program = tmp_path_factory.mktemp("pure") / "pure"
    sketch = HERE.parents[1] / "firmware" / "wobblequest_board"
    strict = ["-std=c++11", "-Wall", "-Wextra", "-Werror"]
    done = subprocess.run(["c++", *strict, f"-I{sketch}", str(HERE / "pure.cpp"), "-o", str(program)], capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    return program


def said(pure: Path, *lines: str) -> list[bytes]:
    """What `pure line` makes of each line: (length, line) taken apart and checked against each other."""
    done = subprocess.run([str(pure), "line"], input="\n".join(lines).encode() + b"\n", capture_output=True, check=True)
    out, at = [], 0
    for _ in lines:
        space = done.stdout.index(b" ", at)
        length = int(done.stdout[at:space])
        out.append(done.stdout[space + 1 : space + 1 + length])
        at = space + 1 + length + 1
    assert at == len(done.stdout)
    return out


def test_its_lines_are_those_of_the_programs_encoder(pure: Path) -> None:
    chance, encoder = Random(1), WobbleQuestEncoder()
    asked, wanted = [], []
    for number in range(300):
        t_us, pitch, roll = chance.randrange(2**32), chance.randint(-9000, 9000), chance.randint(-18000, 18000)
        rates = [chance.choice((0, chance.randint(-5000, 5000))) for _ in range(3)]
        signed = " ".join(f"{v:+d}" for v in (pitch, roll, *rates))
        asked.append(f"WQS +{number} +{t_us} {signed}")
        wanted.append(encoder.encode(t_us / 1e6, pitch / 100, roll / 100, (rates[0] / 10, rates[1] / 10, rates[2] / 10)))
    assert said(pure, *asked) == wanted


def test_the_ends_of_the_numbers(pure: Path) -> None:
    asked = ["X +0 +4294967295 -1 -2147483648", "X +65535 -9000", "WQI +1 1.0.0 MPU-6050 0123456789AB"]
    assert said(pure, *asked) == [checked_line(line.replace(" ", ",").replace("+", "").encode()) for line in asked]


def test_the_longest_sample_fits_and_what_does_not_fit_is_nothing(pure: Path) -> None:
    longest = "WQS +65535 +4294967295 -9000 -18000 -20000 -20000 -20000"
    exactly = "X " + "y" * (LONGEST - len("X,*ABCD\r\n"))
    fits, full, not_at_all = said(pure, longest, exactly, exactly + "y")
    assert len(fits) <= LONGEST
    assert len(full) == LONGEST
    assert not_at_all == b""


def test_its_tilt_is_that_of_the_programs_own_fusion(pure: Path) -> None:
    """Some minutes of everything: swaying, knocks, uneven steps, gaps; noise large enough that nothing is ever still."""
    chance = Random(2)
    readings: list[Reading] = []
    t_s, up, rate = 0.0, (0.1, -0.2, 0.97), [0.0, 0.0, 0.0]
    for i in range(20000):
        t_s += 0.4 if i % 4001 == 4000 else chance.uniform(0.008, 0.012)
        rate = [0.98 * v + chance.gauss(0, 8) for v in rate]
        up = unit((up[0] + chance.gauss(0, 0.01), up[1] + chance.gauss(0, 0.01), 1.0))
        length_g = 1.0 + chance.gauss(0, 0.05) + (0.8 if i % 97 == 0 else 0.0)
        readings.append(Reading(t_s, up, (rate[0], rate[1], rate[2]), length_g))
    fusion = Fusion()
    wanted = [angles_from_up(fusion.up(reading)) for reading in readings]
    steps_s = [9.0, *(b.t_s - a.t_s for a, b in pairwise(readings))]
    rows = [
        (dt_s, *(r.accel_g * v for v in r.up), *r.rate_dps)  # type: ignore[operator, misc]
        for dt_s, r in zip(steps_s, readings, strict=True)
    ]
    text = "\n".join(" ".join(f"{v:.7g}" for v in row) for row in rows)
    done = subprocess.run([str(pure), "tilt"], input=text, capture_output=True, text=True, check=True)
    got = [tuple(map(float, line.split())) for line in done.stdout.splitlines()]
    assert len(got) == len(wanted)
    assert max(hypot(a - c, b - d) for (a, b), (c, d) in zip(got, wanted, strict=True)) < 0.01
