r"""A capture: the bytes of a board as they came and when, and what is needed to help from afar. It holds nothing about a person.

JSON lines, one thing a line, in the order in which it happened; ``docs/captures.md`` shows one. The first line is
``{"format": "wobblequest-capture", "version": 1, "about": {…}}`` (`About`). Then come

- ``[0.0123, "1.25,-3.5\r\n"]``: bytes that were there 0.0123 s after the start. Each letter is one byte (U+0000 to U+00FF), so that a
  board that sends text can be read, and anybody can see that nothing else is in the file;
- ``{"t": 4.2, "baud": 9600}`` and the like: what else happened, one of `KINDS`;
- ``{"end": {"moments": 512}}``, the last line of a capture that was not cut off.

It is written as the bytes come. A file that was cut off is whole up to its last full line.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from contextlib import suppress
from dataclasses import asdict, dataclass, fields
from math import isfinite
from pathlib import Path
from types import TracebackType
from typing import Any, Literal, NamedTuple, TextIO, get_args

from wobblequest.core.errors import FileProblem, WobbleQuestError, unreadable

FORMAT = "wobblequest-capture"
FORMAT_VERSION = 1
MOST_CHUNK = 1 << 16
"""Bytes of one moment."""
MOST_BYTES = 1 << 24
"""Bytes of a capture, 16 MiB: three minutes of the fastest board that we know."""
MOST_MOMENTS = 1 << 20
MOST_S = 86_400.0
MOST_WORDS = 2000
MOST_LINE = 6 * MOST_CHUNK + 1000
"""A byte is six letters at most (``\\u00ff``)."""

Kind = Literal["came", "wrote", "baud", "missing", "opened", "closed", "seen", "protocol"]
KINDS: tuple[Kind, ...] = get_args(Kind)
"""came, wrote : bytes from the board, bytes to it. baud : the port was set to this rate. missing : so many bytes came too fast and were
thrown away. opened : the port was opened; what it is. closed : it was lost, or could not be opened; why. seen : what the program made of
the bytes, in words. protocol : what was detected."""
_BYTES, _NUMBERS = ("came", "wrote"), ("baud", "missing")
_PREFIX = b'{"format":"' + FORMAT.encode() + b'"'


class Moment(NamedTuple):
    """Something that happened, ``t_s`` after the start. what : bytes, a number or words, as its kind says (`KINDS`)."""

    t_s: float
    kind: Kind
    what: bytes | int | str


@dataclass(frozen=True, slots=True)
class About:
    """What was listened to, and with what. `listened.Veil` has taken out what could tell of a person.

    port : its name, for example ``COM3``. description : as the system calls it. usb : "VID:PID" in hex, or "". serial_number : "" where
    the board has none, "…" where it was left out. program, system, python : versions.
    """

    port: str
    description: str = ""
    usb: str = ""
    serial_number: str = ""
    program: str = ""
    system: str = ""
    python: str = ""


@dataclass(frozen=True, slots=True)
class Capture:
    """What was captured, oldest first. ``complete`` is False where the file was cut off."""

    about: About
    moments: tuple[Moment, ...]
    complete: bool = True

    @property
    def lasted_s(self) -> float:
        return self.moments[-1].t_s if self.moments else 0.0

    @property
    def chunks(self) -> list[tuple[float, bytes]]:
        """All that came: (seconds after the start, bytes)."""
        return [(moment.t_s, moment.what) for moment in self.moments if isinstance(moment.what, bytes) and moment.kind == "came"]


def starts_a_capture(data: bytes) -> bool:
    """Whether a file that begins like this is a capture (and not a recording, or bytes)."""
    head = data[:200].removeprefix(b"\xef\xbb\xbf").replace(b" ", b"")
    return len(head) > len(_PREFIX) and head.startswith(_PREFIX)


def is_capture(path: Path) -> bool:
    """Whether the file is a capture. Raises FileProblem where it cannot be read."""
    try:
        with path.open("rb") as file:
            return starts_a_capture(file.read(200))
    except OSError as error:
        raise unreadable(path, error) from error


def read_capture(path: Path) -> Capture:
    """Raises FileProblem where the file cannot be read or is no capture."""
    try:
        with path.open("rb") as file:
            return from_lines(iter(lambda: file.readline(MOST_LINE + 1), b""), path)
    except OSError as error:
        raise unreadable(path, error) from error


def from_lines(lines: Iterable[bytes], path: Path | str | None = None) -> Capture:
    """Read a capture back.

    Raises FileProblem where a line is not what it should be; a last line that was cut off only makes the capture incomplete.
    """
    about: About | None = None
    moments: list[Moment] = []
    size, complete = 0, False
    broken: FileProblem | None = None
    for number, line in enumerate(lines, 1):
        if broken is not None:
            raise broken
        if not line.strip():
            continue
        try:
            if complete:
                raise ValueError("it comes after the end")
            if len(line) > MOST_LINE:
                raise FileProblem(f"this line is longer than any of a capture ({MOST_LINE} bytes)", path=path, line=number)
            item = json.loads(line.removeprefix(b"\xef\xbb\xbf").decode("utf-8"))
            if about is None:
                about = _first_line(item)
            elif isinstance(item, dict) and "end" in item:
                told = item["end"].get("moments") if isinstance(item["end"], dict) else None
                if told != len(moments):
                    words = f"lines are missing or doubled ({str(told)[:20]} were captured, {len(moments)} are here); record it again"
                    raise FileProblem(words, path=path, line=number)
                complete = True
            else:
                moments.append(_moment(item, moments[-1].t_s if moments else 0.0))
                size += len(moments[-1].what) if moments[-1].kind == "came" and isinstance(moments[-1].what, bytes) else 0
            if size > MOST_BYTES or len(moments) > MOST_MOMENTS:
                raise FileProblem(f"there is more in it than this program makes use of ({MOST_BYTES >> 20} MiB)", path=path, line=number)
        except FileProblem:
            raise
        except (ValueError, OverflowError, RecursionError) as error:
            broken = FileProblem(f"this line of the capture cannot be used ({error}); record it again", path=path, line=number)
            if about is None or complete:
                raise broken from error
    if about is None:
        raise FileProblem("the file is empty; a capture starts with a line that says what was listened to", path=path)
    return Capture(about, tuple(moments), complete)


def _first_line(item: Any) -> About:
    if not isinstance(item, dict) or item.get("format") != FORMAT:
        raise ValueError("it is not the first line of a capture")
    if item.get("version") != FORMAT_VERSION:
        raise ValueError(f"its format version is {str(item.get('version'))[:20]}, this program reads {FORMAT_VERSION}: use a newer program")
    said = item.get("about")
    if not isinstance(said, dict):
        raise ValueError("it does not say what was listened to")
    known = {field.name: said.get(field.name, "") for field in fields(About)}
    return About(**{name: _words(value) for name, value in known.items()})


def _moment(item: Any, before_s: float) -> Moment:
    if isinstance(item, list):
        item = {"t": item[0], "came": item[1]} if len(item) == 2 else {}
    if not isinstance(item, dict) or len(item) != 2 or "t" not in item:
        raise ValueError("neither [time, bytes] nor a time and what happened then")
    t = item["t"]
    kind, what = next(pair for pair in item.items() if pair[0] != "t")
    if isinstance(t, bool) or not isinstance(t, int | float) or not isfinite(t) or not before_s <= t <= MOST_S:
        raise ValueError(f"its time {str(t)[:30]} is not between that of the line before and a day")
    if kind not in KINDS:
        raise ValueError(f"nothing of a capture is called {str(kind)[:30]!r}")
    if kind in _BYTES:
        data = _words(what, MOST_CHUNK).encode("latin-1")
        return Moment(float(t), kind, data)
    if kind in _NUMBERS:
        if isinstance(what, bool) or not isinstance(what, int) or not 0 <= what <= 1 << 40:
            raise ValueError(f"{kind} must be a whole number")
        return Moment(float(t), kind, what)
    return Moment(float(t), kind, _words(what))


def _words(value: Any, most: int = MOST_WORDS) -> str:
    if not isinstance(value, str) or len(value) > most:
        raise ValueError(f"text of at most {most} letters was expected")
    return value


class CaptureFull(WobbleQuestError):
    """No more may be put into this capture."""


class CaptureWriter:
    """Writes a capture while it comes. What was flushed is there, whatever happens to the program.

    Raises FileProblem where the file is there already or cannot be made.
    """

    def __init__(self, path: Path, about: About) -> None:
        self._path = path
        try:
            self._file: TextIO = path.open("x", encoding="ascii", newline="\n")
        except FileExistsError as error:
            raise FileProblem("this file is there already and is not overwritten; name another one, or delete it", path=path) from error
        except OSError as error:
            raise _unwritable(path, error) from error
        self.moments = self.size = 0
        self._put({"format": FORMAT, "version": FORMAT_VERSION, "about": asdict(about)})

    def add(self, moment: Moment) -> None:
        """Raises CaptureFull where there is no room for it, FileProblem where it cannot be written."""
        t_s, kind, what = round(moment.t_s, 6), moment.kind, moment.what
        if not isinstance(what, bytes):
            self._add({"t": t_s, kind: what[:MOST_WORDS] if isinstance(what, str) else what}, 0)
            return
        for i in range(0, len(what), MOST_CHUNK):
            part = what[i : i + MOST_CHUNK]
            text = part.decode("latin-1")
            self._add([t_s, text] if kind == "came" else {"t": t_s, kind: text}, len(part) if kind == "came" else 0)

    def _add(self, item: Mapping[str, Any] | list[Any], size: int) -> None:
        if self.size + size > MOST_BYTES or self.moments >= MOST_MOMENTS:
            raise CaptureFull(f"{self._path} is full: a capture holds {MOST_BYTES >> 20} MiB; what came until then is in it")
        self._put(item)
        self.size += size
        self.moments += 1

    def _put(self, item: Mapping[str, Any] | list[Any]) -> None:
        try:
            self._file.write(json.dumps(item, separators=(",", ":"), allow_nan=False) + "\n")
        except OSError as error:
            raise _unwritable(self._path, error) from error

    def flush(self) -> None:
        try:
            self._file.flush()
        except OSError as error:
            raise _unwritable(self._path, error) from error

    def close(self) -> None:
        """Write the end and close."""
        try:
            self._put({"end": {"moments": self.moments}})
            self.flush()
        finally:
            with suppress(OSError):  # told by the flush
                self._file.close()

    def __enter__(self) -> CaptureWriter:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self.close()


def _unwritable(path: Path, error: OSError) -> FileProblem:
    return FileProblem(f"the capture cannot be written ({error.strerror or error}); name another file, or make room", path=path)
