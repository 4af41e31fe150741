"""The firmware's sketch, compiled for two boards that run on this computer, and the motions that they feel."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Callable, Iterable
from math import pi, sin
from pathlib import Path
from random import Random
from typing import NamedTuple

import pytest

from wobblequest.core.samples import cross, up_from_angles
from wobblequest.input.protocols.frame import Frame
from wobblequest.input.protocols.wobblequest import WobbleQuestDecoder

HERE = Path(__file__).parent
SKETCH = HERE.parents[1] / "firmware" / "wobblequest_board" / "wobblequest_board.ino"
ARDUINO = Path("/usr/share/arduino/hardware/arduino/avr")
SIMAVR = Path("/usr/include/simavr")
STRICT = ["-Wall", "-Wextra", "-Werror"]

AngleAt = Callable[[float], tuple[float, float]]
"""Seconds → (pitch, roll) in degrees."""


def compiled(*command: str | Path, cwd: Path | None = None) -> None:
    done = subprocess.run([str(word) for word in command], capture_output=True, text=True, cwd=cwd, timeout=100)
    assert done.returncode == 0, done.stderr


def need(*tools: str, files: Iterable[Path] = ()) -> None:
    missing = [tool for tool in tools if shutil.which(tool) is None] + [str(file) for file in files if not file.exists()]
    if missing:
        pytest.skip(f"not here: {', '.join(missing)}; Debian's g++, gcc-avr, avr-libc, arduino-core-avr and libsimavr-dev have them")


@pytest.fixture(scope="session")
def elf(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sketch as an Arduino Uno runs it. The sketch must compile without a warning; the core is not ours."""
    core, wire = ARDUINO / "cores" / "arduino", ARDUINO / "libraries" / "Wire" / "src"
    need("avr-gcc", "avr-g++", files=[core / "Arduino.h", wire / "Wire.cpp", Path("/usr/lib/avr/include/avr/eeprom.h")])
    folder = tmp_path_factory.mktemp("avr")
    options = [
        "-mmcu=atmega328p", "-DF_CPU=16000000L", "-DARDUINO=10819", "-DARDUINO_AVR_UNO", "-DARDUINO_ARCH_AVR",
        "-DDECIMAL_DIG=__DECIMAL_DIG__",  # Debian's avr-gcc 5.4 does not know it by itself
        "-Os", "-ffunction-sections", "-fdata-sections", "-c",
        f"-I{core}", f"-I{ARDUINO / 'variants' / 'standard'}", f"-I{wire}", f"-I{wire / 'utility'}",
    ]
    plus = ["-std=gnu++11", "-fno-exceptions", "-fno-threadsafe-statics"]
    compiled("avr-g++", *options, *plus, *STRICT, "-x", "c++", "-include", "Arduino.h", SKETCH, "-o", "sketch.o", cwd=folder)
    compiled("avr-g++", *options, *plus, "-w", *core.glob("*.cpp"), wire / "Wire.cpp", cwd=folder)
    compiled("avr-gcc", *options, "-std=gnu11", "-w", *core.glob("*.c"), wire / "utility" / "twi.c", cwd=folder)
    compiled("avr-gcc", "-mmcu=atmega328p", "-Os", "-Wl,--gc-sections", *folder.glob("*.o"), "-lm", "-o", "board.elf", cwd=folder)
    return folder / "board.elf"


@pytest.fixture(scope="session")
def simavr_board(elf: Path, tmp_path_factory: pytest.TempPathFactory) -> list[str]:
    """The command of an ATmega328 that runs the sketch."""
    need("cc", files=[SIMAVR / "sim_avr.h"])
    program = tmp_path_factory.mktemp("simavr") / "simavr_board"
    compiled("cc", "-std=gnu11", "-O2", *STRICT, f"-I{SIMAVR}", HERE / "simavr_board.c", "-lsimavr", "-lm", "-o", program)
    return [str(program), str(elf)]


@pytest.fixture(scope="session")
def esp32_board(tmp_path_factory: pytest.TempPathFactory) -> list[str]:
    """The command of the sketch as an ESP32 would run it: its toolchain is not in Debian, so this computer's compiler has to do."""
    need("c++")
    program = tmp_path_factory.mktemp("esp32") / "esp32_board"
    sources = ["-x", "c++", "-include", "Arduino.h", SKETCH, HERE / "esp32_board.cpp"]
    compiled("c++", "-std=c++11", "-O1", "-DESP32", *STRICT, f"-I{HERE / 'esp32'}", *sources, "-o", program)
    return [str(program)]


@pytest.fixture(params=["simavr_board", "esp32_board"])
def board(request: pytest.FixtureRequest) -> list[str]:
    """The command of each of the two boards."""
    command: list[str] = request.getfixturevalue(request.param)
    return command


class Heard(NamedTuple):
    """What a board has sent, and what our decoder makes of it."""

    data: bytes
    frames: list[Frame]
    decoder: WobbleQuestDecoder

    @property
    def lines(self) -> list[bytes]:
        return self.data.split(b"\r\n")[:-1]

    @property
    def times_s(self) -> list[float]:
        return [frame.device_t_s for frame in self.frames if frame.device_t_s is not None]


@pytest.fixture
def run() -> Callable[..., Heard]:
    """Runs a board for so many seconds, as fast as it can."""

    def run(board: list[str], motion: Path, seconds: float, *options: str) -> Heard:
        command = [*board, str(motion), "--seconds", str(seconds), *options]
        done = subprocess.run(command, stdin=subprocess.DEVNULL, capture_output=True, timeout=100)
        assert done.returncode == 0, done.stderr.decode()
        decoder = WobbleQuestDecoder()
        return Heard(done.stdout, decoder.feed(done.stdout), decoder)

    return run


@pytest.fixture
def motion(tmp_path: Path) -> Callable[..., Path]:
    """Writes a motion file: a thousand times a second gravity, rates, the noise of an MPU-6050, and a gyroscope's bias.

    events : (seconds, "absent") and the like: what becomes of the sensor then.
    """

    def write(
        angles: AngleAt, seconds: float, events: Iterable[tuple[float, str]] = (), bias_dps: tuple[float, ...] = (1.5, -2.0, 0.8),
        knocks_s: Iterable[float] = (),
    ) -> Path:
        chance, lines = Random(5), []
        knocked = {round(1000 * t_s) + k for t_s in knocks_s for k in range(30)}
        for i in range(round(1000 * seconds)):
            up, later = up_from_angles(*angles(i / 1000)), up_from_angles(*angles((i + 1) / 1000))
            change = (later[0] - up[0], later[1] - up[1], later[2] - up[2])
            turned = cross(change, up)  # ω = du/dt × u, in rad per ms
            rates = [v * 1000 * 180 / pi + b + chance.gauss(0, 0.05) for v, b in zip(turned, bias_dps, strict=True)]
            accel = [v + chance.gauss(0, 0.003) + (0.6 if i in knocked else 0.0) for v in up]
            lines.append((i / 1000, " ".join(f"{v:.4f}" for v in (*accel, *rates))))
        lines += events
        file = tmp_path / "motion"
        file.write_text("".join(f"{t_s:.3f} {what}\n" for t_s, what in sorted(lines)))
        return file

    return write


def rocking(t_s: float) -> tuple[float, float]:
    """Two seconds at rest, then about both axes, as far as feet do."""
    t_s = max(0.0, t_s - 2.0)
    return 12 * sin(2 * pi * 0.4 * t_s), -8 * sin(2 * pi * 0.27 * t_s)


@pytest.fixture(name="rocking")
def rocking_fixture() -> AngleAt:
    return rocking
