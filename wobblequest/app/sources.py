"""From a source as people write it (``serial:COM3?protocol=csv``) to a source that can be polled."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import parse_qsl

from wobblequest.core.errors import FileProblem, UsageError, unreadable
from wobblequest.core.recording import Recording, from_lines

if TYPE_CHECKING:
    from wobblequest.input.source import Source

KINDS = ("auto", "keyboard", "mouse", "gamepad", "serial", "joystick", "wii", "phone", "sim", "replay")
FORMS = (
    "auto, keyboard, mouse, gamepad[:NUMBER], serial:PORT[?protocol=NAME&baud=N&probe=1&virtual=1], joystick[:NUMBER][?deg=20], "
    "wii[:DEVICE], phone[:PORT|:ws://HOST:PORT], sim[:skill=0.7,seed=3], replay:FILE"
)


@dataclass(frozen=True, slots=True)
class Spec:
    """A source as asked for. ``place`` is the port, the address, the number or the file; the rest as their names say, None where not given.

    A serial board without a place is whichever is plugged in (``auto`` where nobody has a keyboard to play with).
    probe : a silent board may be sent a few bytes that wake some boards. deg : tilt at the end of a joystick's axis.
    """

    kind: str
    place: str = ""
    protocol: str | None = None
    baud: int | None = None
    probe: bool = False
    virtual: bool = False
    deg: float = 20.0
    skill: float = 0.7
    seed: int | None = None


def parse_spec(text: str) -> Spec:
    """Read a source specification. Raises UsageError, which says what is allowed."""
    kind, _, rest = text.partition(":")
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
    if kind in ("wii", "phone"):
        return Spec(kind, rest)
    place, _, query = rest.partition("?")
    if kind in ("gamepad", "joystick"):
        return _joystick(text, kind, place, query)
    if not place:
        raise UsageError("--source serial: name the port, as in serial:COM3 or serial:/dev/ttyUSB0; `auto` looks for a board by itself")
    options = _options(text, query, "&", {"protocol", "baud", "probe", "virtual"})
    for switch in ("probe", "virtual"):
        if options.get(switch, "1") != "1":
            raise UsageError(f"--source {text}: {switch} is 1 or left out, not {options[switch]!r}")
    return Spec("serial", place, options.get("protocol"), _whole(text, options, "baud"), "probe" in options, "virtual" in options)


def _joystick(text: str, kind: str, place: str, query: str) -> Spec:
    if place and not (place.isascii() and place.isdigit()):
        raise UsageError(f"--source {text}: after {kind}: comes its number, 0 for the first; leave it out where there is only one")
    if kind == "gamepad":
        if query:
            raise UsageError(f"--source {text}: a gamepad takes no options; a board that the system shows as a joystick is joystick:…")
        return Spec(kind, place)
    value = _options(text, query, "&", {"deg"}).get("deg", "20")
    try:
        deg = float(value)
    except ValueError:
        deg = 0.0
    if not 1.0 <= deg <= 60.0:
        raise UsageError(f"--source {text}: deg is the tilt at the end of the axis, from 1 to 60 degrees, not {value!r}")
    return Spec(kind, place, deg=deg)


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


def open_source(spec: Spec, *, seed: int, clock: Callable[[], float], known: Sequence[str] = ()) -> Source:
    """The source of a spec. ``seed`` is what a simulated person takes its chance from where the spec gives none; ``known`` are the
    identities of boards that were used before, the newest first.

    Raises WobbleQuestError where it cannot be opened, or its file cannot be used.
    """
    match spec.kind:
        case "sim":
            from wobblequest.input.simulated import SimulatedSource

            return SimulatedSource(skill=spec.skill, seed=seed if spec.seed is None else spec.seed)
        case "keyboard":
            from wobblequest.input.keyboard import KeyboardSource

            return KeyboardSource()
        case "mouse":
            from wobblequest.input.mouse import MouseSource

            return MouseSource()
        case "replay":
            return _replayed(Path(spec.place))
        case "gamepad":
            from wobblequest.input.gamepad import GamepadSource

            return GamepadSource(int(spec.place or 0))
        case "joystick":
            from wobblequest.input.gamepad import JoystickBoardSource

            return JoystickBoardSource(int(spec.place or 0), spec.deg)
        case "wii":
            from wobblequest.input.wii_board import WiiBoardSource

            return WiiBoardSource(spec.place, clock=clock)
        case "phone":
            from wobblequest.input.phone import phone_source

            return phone_source(spec.place, clock=clock)
        case "auto":
            from wobblequest.input.auto import AutoSource
            from wobblequest.input.which import WhichBoard

            return AutoSource(WhichBoard(known, clock=clock))
        case "serial" if not spec.place:
            from wobblequest.input.which import WhichBoard

            return WhichBoard(known, clock=clock)
    from wobblequest.input.serial_source import SerialSource

    return SerialSource(spec.place, protocol=spec.protocol, baud=spec.baud, probe=spec.probe, virtual=spec.virtual, clock=clock)


def _replayed(path: Path) -> Source:
    from wobblequest.input.capture import is_capture, read_capture

    if is_capture(path):
        from wobblequest.input.captured import CapturedSource

        return CapturedSource(read_capture(path))
    from wobblequest.input.replayed import ReplayedSource

    return ReplayedSource(read_recording(path))


def read_recording(path: Path) -> Recording:
    """An exported recording. Raises FileProblem where it is not there or not one."""
    try:
        with path.open(encoding="utf-8") as file:
            return from_lines(file, path)
    except OSError as error:
        raise unreadable(path, error) from error
    except UnicodeDecodeError as error:
        raise FileProblem("is no text; a recording is a .jsonl file made by `wobblequest export`", path=path) from error
