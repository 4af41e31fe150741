"""A table as aligned text."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence

Cell = str | int | float


def columns(heads: Sequence[str], rows: Sequence[Sequence[Cell]]) -> str:
    """The table with a line of heads; columns whose cells are all numbers stand to the right."""
    table = [[str(cell) for cell in row] for row in (heads, *rows)]
    widths = [max(width_of(row[i]) for row in table) for i in range(len(heads))]
    right = [bool(rows) and all(isinstance(row[i], int | float) for row in rows) for i in range(len(heads))]
    lines = ("  ".join(padded(*cell) for cell in zip(row, widths, right, strict=True)) for row in table)
    return "\n".join(line.rstrip() for line in lines)


def padded(cell: str, width: int, to_right: bool = False) -> str:
    """The cell with blanks, to so many columns."""
    blanks = " " * (width - width_of(cell))
    return blanks + cell if to_right else cell + blanks


def width_of(text: str) -> int:
    """Columns a terminal gives the text: two for wide letters, none for marks that combine."""
    return sum(0 if unicodedata.combining(c) else 2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in text)


def difference_unit(unit: str) -> str:
    """How a difference of two values, or an error, is written behind its number: of per cents it is points, not per cent of something."""
    return {"%": " points", "–": ""}.get(unit, f" {unit}")
