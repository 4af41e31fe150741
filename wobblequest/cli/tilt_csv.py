"""Tilt as a table: CSV with columns t_s, pitch_deg, roll_deg and, where known, the target, in any order."""

from __future__ import annotations

import csv
from collections.abc import Iterator, Sequence
from difflib import get_close_matches
from math import nan
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from wobblequest.core.errors import FileProblem, unreadable
from wobblequest.core.motion import Motion

if TYPE_CHECKING:
    from _csv import Reader

NEEDED = ("t_s", "pitch_deg", "roll_deg")
TARGET = ("target_pitch_deg", "target_roll_deg")
RADIUS = "target_radius_deg"
_KNOWN = (*NEEDED, *TARGET, RADIUS)
_MISSING = frozenset(("", "nan", "na", "n/a", "null", "none", "-"))


def read_tilt_csv(path: Path) -> Motion:
    """The motion in a CSV file. Empty cells and NaN become NaN; other columns are left alone.

    Commas, semicolons (then also with decimal commas) or tabs; with or without a byte order mark; any line ends.
    Raises FileProblem with line and column where a cell is no number, and where columns are missing.
    """
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            first = file.readline()
            file.seek(0)
            separator = max(",;\t", key=first.count)
            reader = csv.reader(file, delimiter=separator, strict=True)
            try:
                columns = _columns(reader, path, decimal_comma=separator != ",")
            except csv.Error as error:
                raise FileProblem(f"this line is not CSV ({error})", path=path, line=reader.line_num) from error
    except UnicodeDecodeError as error:
        raise FileProblem("this is not text in UTF-8; save it as CSV in UTF-8", path=path) from error
    except OSError as error:
        raise unreadable(path, error) from error
    t, pitch, roll, target_pitch, target_roll, radius = (np.array(columns.get(name, []), dtype=np.float64) for name in _KNOWN)
    return Motion(t, pitch, roll, target_pitch, target_roll, radius)


def _columns(reader: Reader, path: Path, *, decimal_comma: bool) -> dict[str, list[float]]:
    """The values of each known column."""
    header = next(_filled(reader), None)
    if header is None:
        raise FileProblem(f"the file is empty; its first line must name the columns {', '.join(NEEDED)}", path=path)
    places = _places(header, path, reader.line_num)
    columns: dict[str, list[float]] = {name: [] for name in places}
    cells = [(name, place, columns[name].append) for name, place in places.items()]
    for row in _filled(reader):
        for name, place, keep in cells:
            try:
                keep(float(row[place]))
            except (ValueError, IndexError):
                keep(_number(row, place, name, path, reader.line_num, decimal_comma=decimal_comma))
    return columns


def _filled(reader: Reader) -> Iterator[list[str]]:
    """The lines that are not blank."""
    return (row for row in reader if row and (len(row) > 1 or row[0].strip()))


def _places(header: Sequence[str], path: Path, line: int) -> dict[str, int]:
    """Where each known column stands."""
    names = [name.strip().lower() for name in header]
    places: dict[str, int] = {}
    for place, name in enumerate(names):
        if name in places:
            raise FileProblem("this column stands there twice; keep one", path=path, line=line, key=name)
        if name in _KNOWN:
            places[name] = place
    missing = [name for name in NEEDED if name not in places]
    missing += [name for name in TARGET if name not in places and any(other in places for other in TARGET)]
    if missing:
        near = get_close_matches(missing[0], [name for name in names if name not in _KNOWN], n=1)
        wanted = f"the first line must name the columns {', '.join(NEEDED)}"
        if missing[0] in TARGET:
            wanted = f"a target has {' and '.join(TARGET)}"
        hint = f"did you mean it by `{near[0]}`?" if near else wanted
        raise FileProblem(f"this column is missing; {hint}", path=path, line=line, key=missing[0])
    if not any(name in places for name in TARGET):
        places.pop(RADIUS, None)
    return places


def _number(row: Sequence[str], place: int, name: str, path: Path, line: int, *, decimal_comma: bool) -> float:
    if place >= len(row):
        raise FileProblem(f"this line has only {len(row)} cells and ends before this column", path=path, line=line, key=name)
    text = row[place].strip()
    if text.lower() in _MISSING:
        return nan
    if decimal_comma and text.count(",") == 1:
        try:
            return float(text.replace(",", "."))
        except ValueError:
            pass
    raise FileProblem(f"{text[:40]!r} is not a number; leave the cell empty where a value is missing", path=path, line=line, key=name)
