"""Cells of a CSV that a spreadsheet reads as what they are: text stays text, numbers stay numbers."""

from __future__ import annotations

from math import isnan

_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def cell(value: str | int | float | bool | None) -> str:
    """The cell's text. Text that a spreadsheet would run as a formula gets a leading ``'``; None and NaN become an empty cell."""
    if isinstance(value, str):
        return "'" + value if value.startswith(_FORMULA) else value
    if value is None or (isinstance(value, float) and isnan(value)):
        return ""
    return repr(value).lower() if isinstance(value, bool) else repr(value)
