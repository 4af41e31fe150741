"""From a source as people write it (``serial:COM3?protocol=csv``) to a source that can be polled."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import parse_qsl

from wobblequest.core.errors import FileProblem, UsageError, unreadable
from wobblequest.core.recording import Recording, from_lines

if TYPE_CHECKING:
    from wobblequest.input.source import Source

KINDS = ("auto", "keyboard", "mouse", "serial", "sim", "replay")
FORMS = "auto, keyboard, mouse, serial:PORT[?protocol=NAME&baud=N&virtual=1], sim[:skill=0.7,seed=3], replay:FILE"


@dataclass(frozen=True, slots=True)
class Spec:
    """A source as asked for. ``place`` is the port or the file; the rest as their names say, None where not given."""

    kind: str
    place: str = ""
    protocol: str | None = None
    baud: int | None = None
    virtual: bool = False
    skill: float = 0.7
    seed: int | None = None


def parse_spec(text: str) -> Spec:
    """Read a source specification. Raises UsageError, which says what is allowed."""
    kind, _, rest = text.partition(":")
    if kind == "gamepad":
        raise UsageError("--source gamepad: this version has no gamepad yet; use keyboard, mouse or a board")
    if kind not in KINDS:
        raise UsageError(f"--source {text}: there is no source {kind!r}; use one of {FORMS}")
    if kind in ("auto", "keyboard", "mouse"):
        if rest:
            raise UsageError(f"--source {text}: {kind} takes nothing after it")
        return Spec(kind)
    if kind == "replay":
        if not rest:
            raise UsageError("--source replay: name the recording, as in replay:trial.jsonl")
        return Spec(kind, rest)
    if kind == "sim":
        options = _options(text, rest, ",", {"skill", "seed"})
        return Spec(kind, skill=_skill(text, options), seed=_whole(text, options, "seed"))
    place, _, query = rest.partition("?")
    if not place:
        raise UsageError("--source serial: name the port, as in serial:COM3 or serial:/dev/ttyUSB0; `auto` looks for a board by itself")
    options = _options(text, query, "&", {"protocol", "baud", "virtual"})
    if options.get("virtual", "1") != "1":
        raise UsageError(f"--source {text}: virtual is 1 or left out, not {options['virtual']!r}")
    return Spec("serial", place, options.get("protocol"), _whole(text, options, "baud"), "virtual" in options)


def _options(text: str, rest: str, separator: str, known: set[str]) -> dict[str, str]:
    options: dict[str, str] = {}
    for part in filter(None, rest.split(separator)):
        pairs = parse_qsl(part, keep_blank_values=True)
        name, value = pairs[0] if pairs else (part, "")
        if name not in known or not value:
            raise UsageError(f"--source {text}: cannot use {part!r}; known are {', '.join(f'{k}=…' for k in sorted(known))}")
        options[name] = value
    return options


def _whole(text: str, options: dict[str, str], name: str) -> int | None:
    value = options.get(name)
    if value is None:
        return None
    if not value.isascii() or not value.isdigit():
        raise UsageError(f"--source {text}: {name} must be a whole number, not {value!r}")
    return int(value)


def _skill(text: str, options: dict[str, str]) -> float:
    value = options.get("skill", "0.7")
    try:
        skill = float(value)
    except ValueError:
        skill = -1.0
    if not 0.0 <= skill <= 1.0:
        raise UsageError(f"--source {text}: skill must be a number from 0 to 1, not {value!r}")
    return skill


def open_source(spec: Spec, *, seed: int, clock: Callable[[], float]) -> Source:
    """The source of a spec. ``seed`` is what a simulated person takes its chance from where the spec gives none."""
    if spec.kind == "sim":
        from wobblequest.input.simulated import SimulatedSource

        return SimulatedSource(skill=spec.skill, seed=seed if spec.seed is None else spec.seed)
    if spec.kind == "keyboard":
        from wobblequest.input.keyboard import KeyboardSource

        return KeyboardSource()
    if spec.kind == "mouse":
        from wobblequest.input.mouse import MouseSource

        return MouseSource()
    if spec.kind == "replay":
        from wobblequest.input.replayed import ReplayedSource

        return ReplayedSource(read_recording(Path(spec.place)))
    from wobblequest.input.serial_port import SerialSource

    if spec.kind == "auto":
        from wobblequest.input.auto import AutoSource

        return AutoSource(SerialSource("auto", clock=clock))
    return SerialSource(spec.place, protocol=spec.protocol, baud=spec.baud, virtual=spec.virtual, clock=clock)


def read_recording(path: Path) -> Recording:
    """An exported recording. Raises FileProblem where it is not there or not one."""
    try:
        with path.open(encoding="utf-8") as file:
            return from_lines(file, path)
    except OSError as error:
        raise unreadable(path, error) from error
    except UnicodeDecodeError as error:
        raise FileProblem("is no text; a recording is a .jsonl file made by `wobblequest export`", path=path) from error
