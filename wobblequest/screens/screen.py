"""What every screen is, what it is given each frame, and what it may ask of the program."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING, Protocol

from wobblequest.core.arena import Target
from wobblequest.core.calibration import Calibration
from wobblequest.core.messages import Message
from wobblequest.core.reach import Reach
from wobblequest.core.recording import SourceInfo
from wobblequest.core.result import Result
from wobblequest.core.samples import Reading, Tilt
from wobblequest.input.source import Link
from wobblequest.levels.level import Level
from wobblequest.levels.programme import Programme
from wobblequest.scoring.change import Progress
from wobblequest.scoring.limb_symmetry import LimbSymmetry
from wobblequest.scoring.profile import Part
from wobblequest.screens.requests import Adjust, Click, Deed, Intent, Mark, Pick, Request, Say, Typed
from wobblequest.screens.sitting import Sitting
from wobblequest.session.activity import DayPlayed
from wobblequest.session.drift import DriftWatch
from wobblequest.session.preferences import Preferences, StationSettings
from wobblequest.session.programme import Run
from wobblequest.session.rounds import Round, RoundSet
from wobblequest.session.trial import Trial
from wobblequest.session.weeks import Due

if TYPE_CHECKING:
    from wobblequest.draw.canvas import Canvas

__all__ = ["Adjust", "Click", "Deed", "Frame", "Intent", "Mark", "PastTrial", "Pick", "Practice", "Prescription", "Request", "Say",
           "Screen", "Sitting", "Typed"]


@dataclass(frozen=True, slots=True)
class Frame:
    """What is new this frame.

    now_s : monotonic time of the frame. link : of the source. tilts : calibrated, display-smoothed samples since the last
    frame, oldest first (empty while nothing comes). readings : the same samples as the device gave them, for calibration.
    """

    now_s: float
    link: Link
    tilts: Sequence[Tilt] = ()
    readings: Sequence[Reading] = ()


@dataclass(frozen=True, slots=True)
class PastTrial:
    """One finished trial of this person, for results and history."""

    trial_id: str
    started: str
    session_id: str
    result: Result


class Prescription(Protocol):
    """A person's programme, and today's session of it. The app implements it on the store."""

    @property
    def programme(self) -> Programme: ...
    @property
    def due(self) -> Due:
        """What is due today; once today's session is done, what is due after it."""
        ...

    @property
    def today(self) -> date: ...
    @property
    def run(self) -> Run | None:
        """The session under way or just ended; None before it began."""
        ...

    @property
    def weeks_running(self) -> int: ...
    @property
    def weeks_done(self) -> Sequence[int]:
        """Sessions on separate days in each week of the programme, first week first; as many as it has weeks."""
        ...

    def begin(self) -> Run:
        """Begin today's session: it is stored as one of this programme."""
        ...

    def took(self, result: Result) -> None:
        """The step that was next has been played to its end."""
        ...

    def worked(self, seconds: float) -> None:
        """So much was worked in a trial that was stopped: it is no step done, and counts towards rests and the end."""
        ...

    def stop(self, why: str) -> None:
        """End the session early."""
        ...

    def hurt(self) -> None:
        """Mark pain or dizziness at the newest trial, for the therapist."""
        ...


class Practice(Protocol):
    """What a screen may ask of the program. The app implements it; tests hand in a small one of their own."""

    @property
    def alias(self) -> str: ...
    @property
    def levels(self) -> Sequence[Level]:
        """All that may be played, easiest first within a drill, drills in the register's order."""
        ...

    @property
    def source(self) -> SourceInfo: ...
    @property
    def calibration(self) -> Calibration | None:
        """What is known for this device and person, or None."""
        ...

    @property
    def reach(self) -> Reach | None: ...
    @property
    def prescription(self) -> Prescription | None:
        """The person's programme; None for who plays freely."""
        ...

    @property
    def sitting(self) -> Sitting: ...
    @property
    def drift(self) -> DriftWatch:
        """Whether the person still stands at the calibrated centre; a new one once that was set again, or for another board."""
        ...

    @property
    def trial(self) -> Trial | None:
        """The trial under way or just ended."""
        ...

    rounds: RoundSet | None
    """The rounds under way or just ended; None where a level is played once."""

    def begin_trial(self, level: Level, turn: Round | None = None) -> Trial:
        """Start recording and storing a trial, as this round of a set. Samples are fed to it by the app until `end_trial`."""
        ...

    def end_trial(self) -> Result:
        """Score and store the trial under way, stopped or finished."""
        ...

    def keep_calibration(self, calibration: Calibration) -> None: ...
    def keep_reach(self, reach: Reach) -> None: ...
    def past(self, drill: str | None = None) -> Sequence[PastTrial]:
        """This person's completed trials, oldest first."""
        ...

    def progress(self, level: Level) -> Progress:
        """Change over time in the level's primary measure, like compared with like."""
        ...

    def sides(self, level: Level) -> LimbSymmetry | None:
        """At a test of one leg: its newest result with that of the other leg on the same day, or None where there are not both."""
        ...

    def profile(self) -> tuple[Part, ...]:
        """The parts of this person's control, each from the levels reached and the person's own history."""
        ...

    def now(self) -> datetime:
        """Local time of this station with its offset, for greetings and calendars; no trial depends on it."""
        ...

    def days_played(self) -> Sequence[DayPlayed]:
        """The days on which this person played something to its end on a board, oldest first."""
        ...

    def weeks_running(self) -> int:
        """How many weeks running this person has played in, up to now; a week that is still young breaks nothing."""
        ...

    @property
    def preferences(self) -> Preferences:
        """What this person has set. The look and the sound follow a change at once."""
        ...

    def keep_preferences(self, preferences: Preferences) -> None: ...
    @property
    def station(self) -> StationSettings: ...
    def keep_station(self, station: StationSettings) -> None: ...
    @property
    def records(self) -> str:
        """The folder in which all records lie."""
        ...

    @property
    def log(self) -> str:
        """The file that says what went wrong inside the program."""
        ...

    def people(self) -> Sequence[str]:
        """The aliases known at this station, who played last first."""
        ...

    def become(self, alias: str) -> None:
        """Somebody else stands on the board: a new session, with their own calibration, reach, programme and preferences. An alias that
        is not known yet is added. Raises UsageError for what cannot be an alias."""
        ...

    def allow_probes(self) -> None:
        """Somebody said yes to sending a silent board the few bytes that wake some (`Link.offers_probe`)."""
        ...

    def say(self, sound: str) -> None:
        """Play a sound by its name in `draw.sound`."""
        ...

    def say_words(self, words: Message) -> float:
        """Speak this at once, whatever is set: for who asked to hear it; what stands on the screen is spoken by itself. How long it lasts,
        in s; 0 where it was never recorded."""
        ...

    def speech_s(self, words: str) -> float:
        """How long words last when spoken, in s; 0 where they are not. What goes away by itself stays for `session.speaking.stands_s`."""
        ...


class Screen(Protocol):
    """One screen. It is updated, asked, drawn, in that order, once a frame; it leaves by returning the next screen."""

    def update(self, frame: Frame) -> Screen | None:
        """Take in the frame. Returns the screen to go to, or None to stay."""
        ...

    def request(self, request: Request) -> Screen | None:
        """Answer a key, button or click. Returns the screen to go to, or None to stay."""
        ...

    def draw(self, canvas: Canvas) -> None: ...

    @property
    def finished(self) -> bool:
        """True once the program should end."""
        ...

    @property
    def aim(self) -> Target | None:
        """Where a willing person would lean now (the proposed zone, the direction asked for), None for standing still.

        It is told to a simulated person only, so that one can go through a whole session by leaning. During a trial the trial tells.
        """
        ...
