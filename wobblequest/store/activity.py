"""On which days a person practised, and how long they worked."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from datetime import date

from wobblequest.core.recording import BOARD_KINDS
from wobblequest.session.activity import DayPlayed
from wobblequest.store.moments import read_moment
from wobblequest.store.results import StoredTrial


def days_played(trials: Sequence[StoredTrial]) -> tuple[DayPlayed, ...]:
    """The days on which something was played to its end on a board, oldest first, with the work of all that day's trials on one, also of
    those that were stopped. What was tried out with a keyboard, or replayed, is no practice. A day is the one it was where it was played.
    """
    played: set[date] = set()
    work_s: defaultdict[date, float] = defaultdict(float)
    for trial in trials:
        if trial.source.kind in BOARD_KINDS:
            on = read_moment(trial.started).date()
            work_s[on] += trial.result.duration_s
            if trial.state == "completed":
                played.add(on)
    return tuple(DayPlayed(on, work_s[on]) for on in sorted(played))
