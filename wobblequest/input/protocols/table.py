"""Rows of numbers to frames: learns what the columns are, then turns each row into a frame; shared by every format of lines.

Strategy: rows wait until enough of one shape are there to know their columns, and are then all given out, so that nothing of
the beginning is lost. Rows of another shape are faults, unless fifty of them come with none of the known shape between: then
the board has changed what it sends.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass, field, replace

from wobblequest.input.protocols.frame import Frame
from wobblequest.input.protocols.gate import Gate
from wobblequest.input.protocols.infer import infer, rows_needed
from wobblequest.input.protocols.layout import Layout, NoLayout
from wobblequest.input.protocols.names import Name

NamesOf = Callable[[Hashable], Sequence[Name] | Layout | NoLayout | None]
"""What the columns of rows of a shape are: their names; the layout itself, where the format says it; or that it is not known yet."""
ROWS_OF_A_LAYOUT = 5
MAX_WAITING = 2000
MOST = 1e15
"""No quantity of a board is larger; also keeps NaN and infinity away from what is learnt."""


@dataclass(slots=True)
class _Waiting:
    """Rows of one shape that wait for their columns to be known."""

    rows: list[Sequence[float]] = field(default_factory=list)
    decimals: int = 0
    size: int = 0
    tried: int = 0


class Table:
    """One stream of rows. A shape is what two rows must share to be of the same table (separator and width, or the keys)."""

    def __init__(self, names_of: NamesOf, least_named: int = 1, of_a_layout: int = ROWS_OF_A_LAYOUT) -> None:
        self.layout: Layout | None = None
        self.shape: Hashable = None
        self.gate = Gate()
        self.skipped_bytes = 0
        self.why = ""
        self._faults = 0
        self._names_of = names_of
        self._least_named = least_named
        self._of_a_layout = of_a_layout
        self._waiting: dict[Hashable, _Waiting] = {}
        self._beyond = 0

    @property
    def faults(self) -> int:
        return self._faults + self.gate.dropped

    @property
    def learning(self) -> bool:
        """Whether rows wait for their columns to be known."""
        return bool(self._waiting)

    def damaged(self, size: int) -> None:
        """A line that is no row: a fault once the table is known, else text before it."""
        self.skipped_bytes += size
        if self.layout is not None:
            self._faults += 1

    def add(self, shape: Hashable, row: Sequence[float], decimals: int, size: int) -> list[Frame]:
        """A row of numbers. Gives the frames that are settled by it."""
        if self.layout is not None and shape == self.shape:
            return self._known(self.layout, row, size)
        if self.layout is not None:
            self._faults += 1
        if not all(abs(v) < MOST for v in row):
            self.skipped_bytes += size
            return []
        waiting = self._waiting.setdefault(shape, _Waiting())
        waiting.rows.append(row)
        waiting.decimals = max(waiting.decimals, decimals)
        waiting.size += size
        names = self._names_of(shape)
        if len(waiting.rows) >= max(self._needed(names), waiting.tried):
            return self._settle(shape, names, final=False)
        if sum(len(w.rows) for w in self._waiting.values()) > MAX_WAITING:
            self._forget_waiting()
        return []

    def finish(self) -> list[Frame]:
        """No more rows: settle on what is there, if it is enough."""
        frames: list[Frame] = []
        if self.layout is None and self._waiting:
            shape = max(self._waiting, key=lambda s: len(self._waiting[s].rows))
            names = self._names_of(shape)
            named = not isinstance(names, Layout | NoLayout) and names is not None and rows_needed(names) <= 5
            least = self._least_named if named else self._of_a_layout
            if len(self._waiting[shape].rows) >= least:
                frames = self._settle(shape, names, final=True)
        self._forget_waiting()
        self.gate.cut()
        return frames

    def cut(self) -> None:
        self.gate.cut()

    def _known(self, layout: Layout, row: Sequence[float], size: int) -> list[Frame]:
        if self._waiting:
            self._forget_waiting()
        if layout.doubtful and max(abs(row[i]) for i in layout.at) > 1.75:
            self._beyond += 1
            if self._beyond >= 5:
                self.layout = layout = replace(layout, per_unit=1.0, doubtful=False)
        frame = layout.frame(row)
        if frame is None:
            self.damaged(size)
            return []
        return self.gate.sift(frame)

    def _settle(self, shape: Hashable, names: Sequence[Name] | Layout | NoLayout | None, final: bool) -> list[Frame]:
        waiting = self._waiting[shape]
        found = names if isinstance(names, Layout | NoLayout) else infer(waiting.rows, names, waiting.decimals, final)
        if isinstance(found, NoLayout):
            self.why = found.words
            if found.more:
                waiting.tried = len(waiting.rows) + 50
            else:
                self._forget_waiting()
            return []
        del self._waiting[shape]
        self._forget_waiting()
        self.layout, self.shape, self.why, self._beyond = found, shape, "", 0
        self.gate = self._next_gate(found)
        frames: list[Frame] = []
        size = waiting.size // len(waiting.rows)
        for row in waiting.rows:
            frames += self._known(self.layout, row, size)
        return frames

    def _next_gate(self, layout: Layout) -> Gate:
        gate = Gate(layout.counts_per_s if layout.time_at is not None and layout.counts_per_s > 1.0 else None)
        gate.dropped = self.gate.dropped
        return gate

    def _forget_waiting(self) -> None:
        self.skipped_bytes += sum(w.size for w in self._waiting.values())
        self._waiting.clear()

    def _needed(self, names: Sequence[Name] | Layout | NoLayout | None) -> int:
        """How many rows must be seen before the columns are settled."""
        return self._of_a_layout if isinstance(names, Layout | NoLayout) else rows_needed(names)
