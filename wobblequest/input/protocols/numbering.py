"""The numbers that boards give their samples: what is missing in them never came."""

from __future__ import annotations

_SOME, _BEGINNING = 10, 2
"""Numbers that are missing, and the number after them, that tell a restart."""


class Numbering:
    """Counts the samples that never came. The board's numbers go from 0 to ``numbers`` less one, and then begin anew.

    A gap of half the range or more, or of some samples to the very beginning, is a board that was restarted; the same number
    again, a board that does not count.
    """

    def __init__(self, numbers: int) -> None:
        self._numbers = numbers
        self._last = -1
        self._breaks = 0
        """Faults counted since the last numbered sample: the samples missing there are not counted twice."""

    def fault(self) -> None:
        """A damaged sample was counted elsewhere; its number will be missing."""
        self._breaks += 1

    def missing(self, number: int) -> int:
        """How many samples, not counted yet, are missing before this one."""
        last, breaks = self._last, self._breaks
        self._last, self._breaks = number, 0
        if last < 0 or number == last:
            return 0
        gap = (number - last - 1) % self._numbers
        restarted = gap >= self._numbers // 2 or (gap > _SOME and number <= _BEGINNING)
        return 0 if restarted else max(0, gap - breaks)

    def cut(self) -> None:
        """What comes next follows nothing."""
        self._last = -1
