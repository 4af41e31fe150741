"""On which days a person practised, and how long they worked."""

from __future__ import annotations

from collections.abc import Sequence

from wobblequest.core.recording import BOARD_KINDS
from wobblequest.session.activity import DayPlayed
from wobblequest.store.moments import read_moment
from wobblequest.store.results import StoredTrial


def days_played(trials: Sequence[StoredTrial]) -> tuple[DayPlayed, ...]:
    """The days on which something was played to its end on a board, oldest first, with the work of all that day's trials on one, also of
    those that were stopped. What was tried out with a keyboard, or replayed, is no practice. A day is the one it was where it was played.
    """
    on_a_board = [trial for trial in trials if trial.source.kind in BOARD_KINDS]
    days = sorted({read_moment(trial.started).date() for trial in on_a_board if trial.state == "completed"})
    return tuple(
        DayPlayed(day, sum(trial.result.duration_s for trial in on_a_board if read_moment(trial.started).date() == day)) for day in days)
