"""Strict YAML: plain data with the line of every entry, or a problem at its line. Nothing surprising gets in.

Of YAML we take mappings, lists and scalars as YAML 1.2 reads them: ``no`` and ``12:30`` are words, not False and 750. Anchors,
aliases, tags, merge keys, duplicate keys and a second document are refused. The parser's events are counted as they
come, before anything is made of them, so a small file cannot grow into a large one and a deep one is left early.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from math import isinf, isnan
from pathlib import Path
from typing import Any

import yaml
from yaml import events

from wobblequest.core.errors import FileProblem

MOST_BYTES = 256 * 1024
MOST_NODES = 5000
MOST_DEPTH = 12
MOST_DIGITS = 18

_INT = re.compile(r"[-+]?[0-9]+")
_FLOAT = re.compile(r"[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?")
_NOT_A_NUMBER = re.compile(r"[-+]?\.(inf|Inf|INF)|\.(nan|NaN|NAN)")
_CONSTANTS = {
    "": None, "~": None, "null": None, "Null": None, "NULL": None,
    "true": True, "True": True, "TRUE": True, "false": False, "False": False, "FALSE": False,
}

Place = tuple[str | int, ...]
"""Keys and list positions from the top: ``("parameters", "directions_deg", 2)``."""


@dataclass(frozen=True, slots=True)
class Document:
    """What a file says: its data, and the 1-based line of every entry."""

    data: dict[str, Any]
    lines: dict[Place, int] = field(default_factory=dict)

    def line_of(self, place: Place) -> int:
        """The line of an entry, or of the nearest entry around it."""
        while place and place not in self.lines:
            place = place[:-1]
        return self.lines.get(place, 1)


def read_bytes(path: Path) -> bytes:
    """A file's bytes. Raises FileProblem where it cannot be read or is longer than a level may be (then it is not read on)."""
    try:
        if path.exists() and not path.is_file():
            raise FileProblem("this is not a file; name a .yaml file", path=path)
        with path.open("rb") as file:
            data = file.read(MOST_BYTES + 1)
    except FileNotFoundError:
        raise FileProblem("there is no such file; check its name and folder", path=path) from None
    except (OSError, ValueError) as e:
        reason = getattr(e, "strerror", None) or str(e)
        raise FileProblem(f"this file cannot be read ({reason})", path=path) from None
    if len(data) > MOST_BYTES:
        raise FileProblem(f"this file is larger than {MOST_BYTES // 1024} KiB; a level is a few lines", path=path)
    return data


def read(path: Path) -> Document:
    """The one mapping that a YAML file holds. Raises FileProblem."""
    return parse(decode(read_bytes(path), path), path)


def decode(data: bytes, path: Path | str | None = None) -> str:
    """Bytes as UTF-8 text, strictly; a byte order mark at the start is taken off. Raises FileProblem."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise FileProblem("this file is in UTF-16; save it as UTF-8", path=path, line=1)
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as e:
        line = data.count(b"\n", 0, e.start) + 1
        raise FileProblem(f"byte 0x{data[e.start]:02x} is not UTF-8 text; save the file as UTF-8", path=path, line=line) from None


def parse(text: str, path: Path | str | None = None) -> Document:
    """The one mapping that a YAML text holds. Raises FileProblem with the line, and the key where there is one."""
    try:
        return _parse(text)
    except FileProblem as problem:
        raise FileProblem(problem.message, path=path, line=problem.line, key=problem.key) from None


def _parse(text: str) -> Document:
    if len(text) > MOST_BYTES:
        raise FileProblem(f"this text is larger than {MOST_BYTES // 1024} KiB; a level is a few lines")
    document = Document({})
    try:
        stream = _counted(yaml.parse(text, Loader=yaml.SafeLoader))
        found = [_value(event, stream, (), document) for event in stream if isinstance(event, events.NodeEvent)]
    except yaml.MarkedYAMLError as e:
        raise _broken(e) from None
    except yaml.reader.ReaderError as e:
        line = text.count("\n", 0, e.position) + 1
        raise FileProblem(f"character U+{int(e.character):04X} may not stand in a text; remove it", line=line) from None
    except (ValueError, OverflowError):  # escapes and directives with absurd numbers, from inside the parser
        raise FileProblem("this is not YAML: an escape or a directive has a number that is too large") from None
    if not found or found == [None]:
        raise FileProblem("this file is empty; `wobblequest levels new` writes one to start from", line=1)
    if not isinstance(found[0], dict):
        raise FileProblem("expected `key: value` lines, such as `id: my-level`", line=document.line_of(()))
    document.data.update(found[0])
    return document


def _counted(stream: Iterator[Any]) -> Iterator[Any]:
    """The parser's events, until there are too many, too deep, or of a kind we do not take."""
    nodes = depth = documents = 0
    for event in stream:
        line = event.start_mark.line + 1
        if isinstance(event, events.AliasEvent):
            raise FileProblem(f"aliases such as `*{event.anchor}` are not taken; write the value out", line=line)
        if isinstance(event, events.NodeEvent):
            nodes += 1
            if nodes > MOST_NODES:
                raise FileProblem(f"there are more than {MOST_NODES} entries; a level is a few lines", line=line)
            if event.anchor is not None:
                raise FileProblem(f"anchors such as `&{event.anchor}` are not taken; write the value out where it belongs", line=line)
            if getattr(event, "tag", None) is not None:
                raise FileProblem("tags such as `!!float` are not taken; write the plain value", line=line)
        if isinstance(event, events.CollectionStartEvent):
            depth += 1
            if depth > MOST_DEPTH:
                raise FileProblem(f"entries are nested deeper than {MOST_DEPTH}", line=line)
        elif isinstance(event, events.CollectionEndEvent):
            depth -= 1
        elif isinstance(event, events.DocumentStartEvent):
            documents += 1
            if documents > 1:
                raise FileProblem("a second document begins at `---`; one file is one level", line=line)
        yield event


def _value(event: Any, stream: Iterator[Any], place: Place, document: Document) -> Any:
    """What one node says; its line is noted. Depth is bounded by `_counted`."""
    document.lines.setdefault(place, event.start_mark.line + 1)
    if isinstance(event, events.ScalarEvent):
        return _scalar(event, place)
    if isinstance(event, events.SequenceStartEvent):
        items: list[Any] = []
        while not isinstance(event := next(stream), events.SequenceEndEvent):
            items.append(_value(event, stream, (*place, len(items)), document))
        return items
    return _mapping(stream, place, document)


def _mapping(stream: Iterator[Any], place: Place, document: Document) -> dict[str, Any]:
    out: dict[str, Any] = {}
    while not isinstance(event := next(stream), events.MappingEndEvent):
        line = event.start_mark.line + 1
        if not isinstance(event, events.ScalarEvent) or (event.style is None and event.value == ""):
            raise FileProblem("a key is a single word before a colon", line=line, key=dotted(place) or None)
        key = _text(event.value, place, line)
        here = (*place, key)
        if key in out:
            first = document.lines[here]
            raise FileProblem(f"this key stands here a second time (first in line {first}); keep one", line=line, key=dotted(here))
        document.lines[here] = line
        out[key] = _value(next(stream), stream, here, document)
    return out


def _scalar(event: Any, place: Place) -> Any:
    """A scalar as YAML 1.2's core schema reads it; quoted ones are text."""
    value, line = event.value, event.start_mark.line + 1
    if event.style is not None:
        return _text(value, place, line)
    if value in _CONSTANTS:
        return _CONSTANTS[value]
    if _NOT_A_NUMBER.fullmatch(value):
        raise FileProblem(f"`{value}` is not a number one can play with; write a finite one", line=line, key=dotted(place) or None)
    if _INT.fullmatch(value):
        if len(value) > MOST_DIGITS:
            raise FileProblem(f"a number of {len(value)} digits is too long", line=line, key=dotted(place) or None)
        return int(value)
    if _FLOAT.fullmatch(value):
        number = float(value)
        if isinf(number) or isnan(number):
            raise FileProblem(f"`{value[:40]}` is too large a number", line=line, key=dotted(place) or None)
        return number
    return _text(value, place, line)


def _text(value: str, place: Place, line: int) -> str:
    """Text that can be written as UTF-8 again: an escape can smuggle in half a surrogate pair."""
    if any("\ud800" <= c <= "\udfff" for c in value):
        raise FileProblem("half a surrogate pair is no character; remove it", line=line, key=dotted(place) or None)
    return value


def dotted(place: Place) -> str:
    """``("parameters", "directions_deg", 2)`` as ``parameters.directions_deg[2]``."""
    out = ""
    for part in place:
        out += f"[{part}]" if isinstance(part, int) else f".{part}" if out else part
    return out


def _broken(error: yaml.MarkedYAMLError) -> FileProblem:
    """The parser's complaint in our words where it is a common one, at the line to mend: the parser notices some only farther down."""
    noticed = error.problem_mark or error.context_mark
    begun = error.context_mark or noticed
    problem, context = error.problem or error.context or "this cannot be read", error.context or ""
    mark, words = noticed, f"this is not YAML ({problem})"
    if "'\\t'" in problem:
        words = "a tab stands here; indent with spaces"
    elif "mapping values are not allowed" in problem:
        words = "a colon too many, or a line indented too far; put text that holds a colon in quotes"
    elif "could not find expected ':'" in problem:
        mark, words = begun, "expected `key: value`, with a colon and a space between; or a quote or bracket is left open here"
    elif "cannot start any token" in problem:
        words = "text that begins with a special character goes in quotes"
    elif "quoted scalar" in context and "unexpected" in problem:
        mark, words = begun, "a quote is opened here and not closed"
    elif "flow sequence" in context or "flow mapping" in context:
        bracket = "]" if "sequence" in context else "}"
        mark, words = begun, f"a bracket is opened here, and what follows does not fit in it; close it with `{bracket}`"
    elif "expected <block end>" in problem:
        words = "this line is indented differently from those before it"
    return FileProblem(words, line=mark.line + 1 if mark else None)
