"""What was heard on the ports, as lines of a table that fits its terminal."""

from __future__ import annotations

from collections.abc import Sequence
from textwrap import wrap
from typing import TYPE_CHECKING

from wobblequest.cli.columns import padded, width_of
from wobblequest.session.latency import WARN_ABOVE_MS

if TYPE_CHECKING:
    from wobblequest.app.devices import Heard

HEADS = ("Port", "Identity", "Protocol", "Rate", "Jitter", "Quality", "Latency")
FLEXIBLE = (0, 1, 2)
"""Columns whose cells may be broken into several lines."""
USUAL = (0, 0, 0, 7, 7, 7, 11)
"""Columns that numbers need, kept free from the beginning so that nothing moves when the first ones come."""
LEAST = 8
GAP = "  "
NONE = "–"
BOLD, DIM, GREEN, YELLOW, RED = "1", "2", "32", "33", "31"
_HUES = {"good": GREEN, "fair": YELLOW, "poor": RED}


def device_table(heard: Sequence[Heard], width: int = 80, *, colour: bool = False) -> list[str]:
    """The lines of the table, none wider than ``width``: a row a port, beneath it what there is to say of it.

    colour : with ANSI codes. Below 60 columns nothing is made narrower any more.
    """
    width = max(60, width)
    rows = [_cells(each) for each in heard]
    widths = _widths([HEADS, *rows], width)
    lines = [_paint(line, BOLD, colour) for line in _row(HEADS, widths)]
    for each, cells in zip(heard, rows, strict=True):
        marks = {5: _HUES[each.quality]} if each.quality in _HUES else {}
        if _is_late(each):
            marks[6] = YELLOW
        lines += _row(cells, widths, marks if colour else {}, dim=colour and each.state in ("lost", "ended"))
        lines += [f"  {line}" for words in _words(each) for line in wrap(words, width - 2)]
    return lines


def _cells(heard: Heard) -> tuple[str, ...]:
    return (
        heard.port, heard.device or NONE, heard.protocol or "unknown",
        NONE if heard.rate_hz is None else f"{heard.rate_hz:.{1 if heard.rate_hz < 9.95 else 0}f} Hz",
        NONE if heard.jitter_ms is None else f"{heard.jitter_ms:.{1 if heard.jitter_ms < 9.95 else 0}f} ms",
        heard.quality or NONE,
        NONE if heard.latency_ms is None else f"about {heard.latency_ms:.0f} ms",
    )


def _is_late(heard: Heard) -> bool:
    return heard.latency_ms is not None and heard.latency_ms > WARN_ABOVE_MS


def _words(heard: Heard) -> list[str]:
    words = [heard.words]
    if heard.quality and heard.quality_reason:
        words.append(f"Its signal is {heard.quality}: {heard.quality_reason}.")
    if _is_late(heard):
        words.append(f"A lean is seen late, after more than {WARN_ABOVE_MS:.0f} ms: try a cable instead of radio, a higher baud rate, "
                     "or more samples a second.")
    return words


def _widths(table: Sequence[Sequence[str]], width: int) -> list[int]:
    """Widths of the columns: as their cells need, the widest flexible ones made narrower until all fit."""
    widths = [max(usual, *(width_of(row[i]) for row in table)) for i, usual in enumerate(USUAL)]
    over = sum(widths) + len(GAP) * (len(HEADS) - 1) - width
    while over > 0:
        widest = max(FLEXIBLE, key=lambda i: widths[i])
        if widths[widest] <= LEAST:
            break
        widths[widest] -= 1
        over -= 1
    return widths


def _row(cells: Sequence[str], widths: Sequence[int], marks: dict[int, str] | None = None, *, dim: bool = False) -> list[str]:
    """The lines of a row: cells that are too wide go on in the next line."""
    broken = [_broken(cell, width) for cell, width in zip(cells, widths, strict=True)]
    lines: list[str] = []
    for n in range(max(map(len, broken))):
        parts = [padded(cell[n] if n < len(cell) else "", width) for cell, width in zip(broken, widths, strict=True)]
        while parts and not parts[-1].strip():
            parts.pop()
        parts[-1] = parts[-1].rstrip()
        painted = [_paint(part, marks[i], True) if marks and i in marks else part for i, part in enumerate(parts)]
        lines.append(_paint(GAP.join(painted), DIM, dim))
    return lines


def _broken(cell: str, width: int) -> list[str]:
    """The cell in pieces of at most ``width`` columns, where it can be after a ``/``, ``:`` or ``-``."""
    pieces: list[str] = []
    while width_of(cell) > width:
        at = max((i + 1 for i in range(width // 2, width) if cell[i] in "/:-_."), default=width)
        pieces.append(cell[:at])
        cell = cell[at:]
    return [*pieces, cell]


def _paint(text: str, hue: str, colour: bool) -> str:
    return f"\x1b[{hue}m{text}\x1b[0m" if colour and text.strip() else text
