"""A recording: everything from which a trial can be played again to the identical result.

As text it is JSON lines, one thing a line: first the header, then readings and events in the order in which they came.
A file that was cut off is whole up to its last full line.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass, field
from math import isfinite
from pathlib import Path
from typing import Any, Literal, get_args

from wobblequest.core.calibration import Calibration
from wobblequest.core.errors import FileProblem, WobbleQuestError
from wobblequest.core.reach import Reach
from wobblequest.core.samples import Reading

FORMAT = "wobblequest-recording"
FORMAT_VERSION = 1

EventKind = Literal["pause", "resume", "adjust", "stop", "gap", "hand-support", "step-off", "near-fall", "pain", "answer"]
EVENT_KINDS: tuple[EventKind, ...] = get_args(EventKind)
SENSOR_KINDS = ("serial", "phone", "joystick", "wii")
BOARD_KINDS = (*SENSOR_KINDS, "sim")
_NO_ROUND: Mapping[str, Any] = {"round": 0, "rounds": 0, "practice": False, "set_id": ""}


@dataclass(frozen=True, slots=True)
class Event:
    """Something that happened between two readings.

    after : how many readings of the recording came before it.
    t_s : the source's time when it happened.
    detail : what else there is to say, as JSON values (``reason`` of a pause or stop; ``what``, ``step``, ``by`` of an adjust).
    """

    kind: EventKind
    after: int
    t_s: float
    detail: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class SourceInfo:
    """Where the tilt came from.

    kind : ``serial`` (a board), ``phone`` (lying on a board), ``joystick`` (a board that the system shows as one), ``wii`` (a Wii Balance
        Board: centre of pressure, not tilt), ``keyboard``, ``mouse``, ``gamepad``, ``sim``, ``replay``.
    name : what a person would call it, for example the port's description.
    protocol : name of the board's protocol, or "".
    device : identity that survives replugging (VID:PID:serial number), or "".
    """

    kind: str
    name: str = ""
    protocol: str = ""
    device: str = ""

    @property
    def is_sensor(self) -> bool:
        """Whether there is a sensor under the person, whose mounting can be measured."""
        return self.kind in SENSOR_KINDS

    @property
    def is_board(self) -> bool:
        """Whether the person's own lean made the tilt: only then may a trial say something of proprioception."""
        return self.kind in BOARD_KINDS


@dataclass(frozen=True, slots=True)
class Header:
    """What was settled before the first reading.

    level : the level whole, as its file says, validated. started : local time with offset, ISO 8601. latency_ms : from a movement to the
    picture, estimated when the trial began; None where that is not known, and in recordings of older programs. round, rounds : which of how
    many of its kind in a set of rounds; 0 and 0 where the trial is no part of one. practice : a round to get to know the level, which does
    not count. set_id : of the set, the id of its first trial.
    """

    trial_id: str
    level: Mapping[str, Any]
    seed: int
    calibration: Calibration
    reach: Reach
    source: SourceInfo
    started: str = ""
    program: str = ""
    latency_ms: float | None = None
    round: int = 0
    rounds: int = 0
    practice: bool = False
    set_id: str = ""


@dataclass(frozen=True, slots=True)
class Recording:
    """Header, readings and events. ``complete`` is False where the trial was cut off (the program was killed)."""

    header: Header
    readings: tuple[Reading, ...]
    events: tuple[Event, ...]
    faults: int = 0
    complete: bool = True


def to_lines(recording: Recording) -> Iterator[str]:
    """The recording as JSON lines (without line ends). Floats are written so that they read back exactly."""
    yield _dump({"format": FORMAT, "version": FORMAT_VERSION, "header": header_to_json(recording.header)})
    events = sorted(recording.events, key=lambda e: e.after)
    next_event = 0
    for i, reading in enumerate(recording.readings):
        while next_event < len(events) and events[next_event].after <= i:
            yield _dump({"event": asdict(events[next_event])})
            next_event += 1
        yield _dump(reading_to_json(reading))
    for event in events[next_event:]:
        yield _dump({"event": asdict(event)})
    if recording.complete:
        yield _dump({"end": {"readings": len(recording.readings), "faults": recording.faults}})


def from_lines(lines: Iterable[str], path: Path | str | None = None) -> Recording:
    """Read a recording back.

    Raises FileProblem where a line is not what it should be; a last line that was cut off only makes the recording incomplete.
    """
    header: Header | None = None
    readings: list[Reading] = []
    events: list[Event] = []
    faults, complete = 0, False
    broken: FileProblem | None = None
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        if broken is not None:
            raise broken
        try:
            item = json.loads(line)
            if header is None:
                header = _read_first_line(item, path)
            elif isinstance(item, list):
                readings.append(reading_from_json(item))
            elif "event" in item:
                events.append(event_from_json(item["event"]))
            elif "end" in item:
                faults, complete = int(item["end"]["faults"]), True
                if item["end"]["readings"] != len(readings):
                    told = f"{item['end']['readings']} readings were recorded, {len(readings)} are here"
                    raise FileProblem(f"lines are missing or doubled ({told}); export it again", path=path, line=number)
            else:
                raise ValueError("neither a reading, an event nor the end")
        except FileProblem:
            raise
        except (ValueError, KeyError, TypeError, ZeroDivisionError, RecursionError, AttributeError, WobbleQuestError) as error:
            broken = FileProblem(f"this line of the recording cannot be used ({error}); export it again", path=path, line=number)
            if header is None:
                raise broken from error
    if header is None:
        raise FileProblem("the file is empty; a recording starts with a header line", path=path)
    return Recording(header, tuple(readings), tuple(events), faults, complete)


def _read_first_line(item: Any, path: Path | str | None) -> Header:
    if not isinstance(item, dict) or item.get("format") != FORMAT:
        raise FileProblem("this is not a WobbleQuest recording (its first line has no header)", path=path, line=1)
    if item.get("version") != FORMAT_VERSION:
        raise FileProblem(
            f"this recording has format version {item.get('version')}, this program reads version {FORMAT_VERSION}; use a newer program",
            path=path, line=1,
        )
    return header_from_json(item["header"])


def header_to_json(header: Header) -> dict[str, Any]:
    """As JSON values; what is not known is left out, and so is what says that the trial was no round of a set."""
    out = asdict(header)
    if header.latency_ms is None:
        del out["latency_ms"]
    for key, nothing in _NO_ROUND.items():
        if out[key] == nothing:
            del out[key]
    return out


def header_from_json(data: Mapping[str, Any]) -> Header:
    """Raises KeyError, TypeError, ValueError, ZeroDivisionError or WobbleQuestError where the data are not a header's."""
    said = data["calibration"]
    calibration = Calibration(_vector(said["neutral"]), _vector(said["forward"]), bool(said["mirrored"]), _vector(said["gyro_bias_dps"]))
    calibration.axes()  # raises ZeroDivisionError where it has no axes
    latency_ms = data.get("latency_ms")
    return Header(
        trial_id=str(data["trial_id"]), level=dict(data["level"]), seed=int(data["seed"]), calibration=calibration,
        reach=Reach(tuple(float(d) for d in data["reach"]["degrees"])),  # type: ignore[arg-type]  # Reach checks the length
        source=SourceInfo(**data["source"]), started=str(data.get("started", "")), program=str(data.get("program", "")),
        latency_ms=None if latency_ms is None else _finite(latency_ms), round=int(data.get("round", 0)),
        rounds=int(data.get("rounds", 0)), practice=bool(data.get("practice", False)), set_id=str(data.get("set_id", "")),
    )


def reading_to_json(reading: Reading) -> list[Any]:
    """[t, ux, uy, uz] and, where there, [gx, gy, gz] or null, accel_g, device time; trailing nulls left out."""
    out: list[Any] = [reading.t_s, *reading.up, reading.rate_dps, reading.accel_g, reading.device_t_s]
    while out[-1] is None:
        out.pop()
    return out


def reading_from_json(item: list[Any]) -> Reading:
    if not 4 <= len(item) <= 7:
        raise ValueError(f"a reading has 4 to 7 entries, not {len(item)}")
    t, x, y, z, *rest = item
    rate, accel, device_t = (*rest, None, None, None)[:3]
    return Reading(
        _finite(t), _vector((x, y, z)), None if rate is None else _vector(rate),
        None if accel is None else _finite(accel), None if device_t is None else _finite(device_t),
    )


def event_from_json(item: Mapping[str, Any]) -> Event:
    kind = item["kind"]
    if kind not in EVENT_KINDS:
        raise ValueError(f"no event is called {kind!r}")
    return Event(kind, int(item["after"]), _finite(item["t_s"]), dict(item["detail"]))


def _vector(values: Any) -> tuple[float, float, float]:
    x, y, z = (_finite(v) for v in values)
    return (x, y, z)


def _finite(value: Any) -> float:
    number = float(value)
    if not isfinite(number):
        raise ValueError(f"a number must be finite, not {number}")
    return number


def _dump(value: Any) -> str:
    return json.dumps(value, separators=(",", ":"), allow_nan=False)
