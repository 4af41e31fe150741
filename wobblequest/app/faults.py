"""A fault inside the program while somebody stands on the board: kept in the log, told in plain words, with a way on."""

from __future__ import annotations

import sys
from dataclasses import dataclass, field

from wobblequest.app.practice import StationPractice
from wobblequest.screens import flow
from wobblequest.screens.screen import Screen
from wobblequest.store.log import keep_trace

MOST_FAULTS, WITHIN_S = 3, 10.0
"""So many within so long, and there is no use in going on."""


@dataclass(slots=True)
class Faults:
    """The faults of late. A picture that stands still because its screen failed would be taken for a dot that does not move."""

    times_s: list[float] = field(default_factory=list)

    def after(self, error: Exception, practice: StationPractice, now_s: float) -> Screen:
        """The still screen that follows a fault. Raises the error again where it is the third within 10 s: then the program ends, and
        the trial under way is stored as it does."""
        self.times_s = [*(t for t in self.times_s if now_s - t < WITHIN_S), now_s]
        if len(self.times_s) >= MOST_FAULTS:
            raise error
        print(keep_trace("play", error), file=sys.stderr)
        try:
            return flow.failed(practice)
        except Exception as another:  # noqa: BLE001 - the trial itself may be what fails: its readings are stored, its result is given up
            print(keep_trace("play", another), file=sys.stderr)
            practice.trial = None
            return flow.failed(practice)
