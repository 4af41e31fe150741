"""Pictures to keep and to show: what they show of a trial and of a level's history, and what stands above and below them."""

from __future__ import annotations

from datetime import datetime
from typing import Protocol, runtime_checkable

from wobblequest.core.messages import Message, chain, day, message, name
from wobblequest.drills.register import DRILLS
from wobblequest.levels.level import Level
from wobblequest.scoring.change import Progress
from wobblequest.screens.headlines import line_of
from wobblequest.session.pictured import PathPicture, Picture, RosePicture, TrendPicture, dot_of, straightness
from wobblequest.session.trial import Trial

MOST_SESSIONS = 24
"""So many sessions stay apart in a picture; of more the newest are shown."""


@runtime_checkable
class HasPicture(Protocol):
    """A screen with a picture that can be kept."""

    @property
    def picture(self) -> Picture | None:
        """The picture, None where just now there is nothing to see."""
        ...


def path_picture(trial: Trial) -> PathPicture:
    """Where the dot went in a trial."""
    return PathPicture(message("Where the dot went"), _when_and_what(trial), dot_of(trial), trial.header.reach)


def rose_picture(trial: Trial) -> RosePicture | None:
    """How straight the dot went in eight directions; None where no target lay in any."""
    values = straightness(trial.motion())
    if all(value is None for value in values):
        return None
    return RosePicture(message("How straight in each direction"), _when_and_what(trial), values)


def trend_picture(level: Level, progress: Progress) -> TrendPicture | None:
    """One level's main measure over the sessions; None before the first."""
    sessions = progress.sessions[-MOST_SESSIONS:]
    if not sessions:
        return None
    line = line_of(level)
    caption = chain([line.sentence(sessions[-1].value), progress.words])
    return TrendPicture(title_of(level), caption, tuple(s.value for s in sessions), line.unit,
                        (on_day(sessions[0].started), on_day(sessions[-1].started)), band(progress))


def title_of(level: Level) -> Message:
    """A level with the drill that it is one of."""
    return message("{drill}: {level}", drill=DRILLS[level.drill].title, level=level.title)


def band(progress: Progress) -> tuple[float, float] | None:
    """What chance alone does around the baseline: a change within it says nothing."""
    if progress.baseline is None or progress.mdc95 is None:
        return None
    return progress.baseline - progress.mdc95, progress.baseline + progress.mdc95


def on_day(started: str) -> Message:
    """The day of a moment (ISO 8601); what is no date stays as it is."""
    try:
        return day(datetime.fromisoformat(started).date())
    except ValueError:
        return name(started)


def _when_and_what(trial: Trial) -> Message:
    return chain([trial.level.title, on_day(trial.header.started)], ", ")
