"""What the decoders of text formats share: lines with bounds, and rows that a `Table` turns into frames."""

from __future__ import annotations

from abc import ABC, abstractmethod

from wobblequest.input.protocols.frame import Frame
from wobblequest.input.protocols.lines import Lines
from wobblequest.input.protocols.table import ROWS_OF_A_LAYOUT, NamesOf, Table


class TableLines:
    """The lines and the table of a text decoder, and what is counted of them."""

    def __init__(self, table: Table) -> None:
        self._lines = Lines()
        self._table = table
        self._skipped = 0

    @property
    def faults(self) -> int:
        return self._table.faults

    @property
    def skipped_bytes(self) -> int:
        return self._lines.skipped_bytes + self._table.skipped_bytes + self._skipped

    @property
    def why(self) -> str:
        return self._table.why

    @property
    def buffered(self) -> int:
        return self._lines.buffered

    def finish(self) -> list[Frame]:
        self._lines.drop()
        return self._table.finish()

    def cut(self) -> None:
        self._lines.drop()
        self._table.cut()


class LineTable(TableLines, ABC):
    """A decoder of lines. A format says in `_line` what a line is: a row (`table.add`), a companion of the rows, or damage."""

    name: str

    def __init__(self, names_of: NamesOf, rows: int = ROWS_OF_A_LAYOUT) -> None:
        super().__init__(Table(names_of, least_named=5, of_a_layout=rows))

    def feed(self, chunk: bytes) -> list[Frame]:
        frames: list[Frame] = []
        for line in self._lines.feed(chunk):
            frames += self._line(line, len(line) + 1)
        return frames

    @abstractmethod
    def _line(self, line: bytes, size: int) -> list[Frame]:
        """The frames that are settled by this line. size : its bytes with its end."""

    def _no_row(self, line: bytes, size: int) -> list[Frame]:
        """A line that is none of the format's: a fault where rows are known, unless it is empty."""
        if line.strip():
            self._table.damaged(size)
        else:
            self._skipped += size
        return []

    def _companion(self, size: int) -> list[Frame]:
        """A line that the board sends beside its rows: it belongs to the stream once that is known."""
        if self._table.layout is None:
            self._skipped += size
        return []


def numbers(tokens: list[bytes]) -> list[float] | None:
    """The tokens as numbers; None where one is none (float() would take 1_0 for 10)."""
    try:
        return None if any(b"_" in token for token in tokens) else [float(token) for token in tokens]
    except ValueError:
        return None
