"""What every drill is: parameters, a state, and pure functions from one state to the next."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, ClassVar, Literal, NamedTuple, Protocol, TypeVar, runtime_checkable

from pydantic import BaseModel, ConfigDict

from wobblequest.core.arena import Target
from wobblequest.core.chance import Chance
from wobblequest.core.messages import Message
from wobblequest.core.motion import Motion
from wobblequest.core.reach import Reach
from wobblequest.core.result import Measure
from wobblequest.core.samples import Tilt
from wobblequest.drills.view import View

Moment = Literal[
    "cue", "enter", "leave", "hit", "miss", "finish", "find", "taken", "beat", "touch", "push", "low", "middle", "high",
]
"""What a step did that a person should hear: a new target, on it, off it, done, given up, all done; for what is found unseen: go and
find it, and your answer was taken (which says nothing of how near it was); the beat of a pace; a wall or a bound touched; the dot was
pushed; one of three tones of a second task."""

Answer = Literal["yes", "right", "wrong"]
"""What is said to a second task: the player's one button; a therapist who hears an answer and marks it."""

Asks = Literal["press", "mark"]
"""How a second task is answered: the player presses, or a therapist marks."""


class Question(NamedTuple):
    """What a second task asks at a moment, for a simulated person.

    asks : by whom it is answered. since_s : trial time of its beginning, by which one question is told from the next. press : whether a
    press is right. load : how much of a person's attention the task takes, 0…1. moving : whether a movement is done meanwhile.
    """

    asks: Asks
    since_s: float
    press: bool
    load: float
    moving: bool


Axis = Literal["size", "distance", "hold", "speed"]
"""What a therapist may change during play. One axis at a time."""


class Parameters(BaseModel):
    """What a level may set of a drill. Frozen; unknown keys, NaN and infinities are refused; limits are the safe ones."""

    model_config = ConfigDict(frozen=True, extra="forbid", allow_inf_nan=False, strict=True)


@dataclass(frozen=True, slots=True, kw_only=True)
class DrillState:
    """What all drills' states have. A drill adds its own fields.

    t_s : trial time of the newest sample. finished : the drill has come to its end.
    moments : what the newest step did.
    notes : sentences on how the level had to be fitted to the person (kept within safe limits), for the result.
    """

    t_s: float = 0.0
    finished: bool = False
    moments: tuple[Moment, ...] = ()
    notes: tuple[str, ...] = ()


P = TypeVar("P", bound=Parameters, contravariant=True)
S = TypeVar("S", bound=DrillState)


@dataclass(frozen=True, slots=True)
class Adjusted:
    """A change a therapist asked for: the parameters from the next target on, and what was done in words.

    ``changed`` is False where nothing changed (a limit, or an axis this drill has not); ``words`` then say why.
    """

    parameters: Any
    words: str
    changed: bool


class Drill(Protocol[P, S]):
    """One drill. All methods are pure; state is frozen; time is trial time (s), which stands still while paused.

    name : as levels call it. title : on screens. idea : one sentence for a patient.
    primary : name of the one measure that is followed and gives the points.
    higher_is_better : direction of the primary measure.
    axes : what a therapist can change during play.
    """

    name: ClassVar[str]
    title: ClassVar[Message]
    idea: ClassVar[Message]
    primary: ClassVar[str]
    higher_is_better: ClassVar[bool]
    axes: ClassVar[tuple[Axis, ...]]
    Parameters: ClassVar[type[Parameters]]

    def begin(self, parameters: P, reach: Reach, chance: Chance) -> S:
        """The state before the first sample. Everything random is drawn here."""
        ...

    def step(self, state: S, sample: Tilt) -> S:
        """The state after one more smoothed sample, ``sample.t_s`` in trial time, never going back. Never raises."""
        ...

    def adjust(self, state: S, axis: Axis, step: int) -> tuple[S, Adjusted]:
        """Make one thing harder or easier: ``step`` +1 is more of the axis (bigger, farther, longer, faster), −1 less.

        A change takes effect with the next target; a drill without targets in turn applies it at once.
        """
        ...

    def target(self, state: S, t_s: float) -> Target | None:
        """Where the dot should be at trial time ``t_s`` (at or a little after the newest sample), or None."""
        ...

    def view(self, state: S, t_s: float) -> View:
        """What to show at trial time ``t_s`` (at or a little after the newest sample)."""
        ...

    def measures(self, state: S, motion: Motion) -> dict[str, Measure]:
        """The drill's measures from its final state and the trial's unsmoothed motion."""
        ...


@runtime_checkable
class Answered(Protocol[S]):
    """A drill in which something is answered besides leaning."""

    def answer(self, state: S, said: Answer) -> S:
        """The state after an answer at the newest sample's trial time. Never raises; an answer that nothing asked for changes no score."""
        ...

    def asks(self, state: S) -> Asks:
        """How this trial's second task is answered, from its beginning to its end."""
        ...

    def question(self, state: S, t_s: float) -> Question | None:
        """What is asked at trial time ``t_s`` (at or a little after the newest sample), or None."""
        ...
