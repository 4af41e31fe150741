"""A trial: readings in, a recording and a result out. Live play, replay and re-scoring all go through this one class."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np

from wobblequest.core.arena import Point, Target
from wobblequest.core.chance import Chance
from wobblequest.core.motion import Motion
from wobblequest.core.recording import Event, EventKind, Header, Recording
from wobblequest.core.result import Result
from wobblequest.core.samples import Reading, Tilt
from wobblequest.drills.drill import Answer, Answered, Asks, Axis, Drill, DrillState, Moment, Question
from wobblequest.drills.register import DRILLS
from wobblequest.drills.view import View
from wobblequest.levels.level import Level
from wobblequest.session import phases
from wobblequest.session.asked import Extent, asked_extent
from wobblequest.session.bounds import felt, within_bounds
from wobblequest.session.cues import Cues
from wobblequest.session.feedback import begin_feedback
from wobblequest.session.guidance import Guidance, guidance
from wobblequest.session.presence import Presence
from wobblequest.session.result import result_of
from wobblequest.session.tilt import TiltChain

LONGEST_LOOK_AHEAD_S = 0.1
"""A moving target is drawn at most this far past the newest sample: a silent board must not leave it running."""


class Trial:
    """One trial of one level, from its header on.

    The source's damaged frames are told by `faults`, set by whoever owns the source. Everything else comes from what is fed
    and asked, in that order; the same header, readings and events give the same result, bit for bit.

    watched : whether it stops by itself where the person seems to have stepped off (`Presence`). A replay goes by the recording's events
    instead: what was played to its end before anybody watched for that, or by other rules, stays so.
    """

    def __init__(self, header: Header, level: Level, *, watched: bool = True) -> None:
        self.header, self.level = header, level
        self.faults = 0
        self._drill: Drill[Any, Any] = DRILLS[level.drill]
        self._tilt = TiltChain(header.calibration)
        self._state = phases.TrialState(self._drill.begin(level.parameters, header.reach, Chance(header.seed, level.drill)))
        self._readings: list[Reading] = []
        self._events: list[Event] = []
        self._new_events: list[Event] = []
        self._moments: list[Moment] = []
        self._notices: list[str] = []
        self._motion: list[tuple[float, ...]] = []
        self._breaks: list[int] = []
        self._feedback = begin_feedback(level, header.seed)
        self._cues = Cues()
        self._presence = Presence() if watched and header.source.is_sensor else None
        self._extent: Extent | None = None

    def feed(self, reading: Reading) -> None:
        """Take in one reading; after the end it is ignored. One that is not later than the newest is kept and changes nothing."""
        if self._state.over:
            return
        self._readings.append(reading)
        before = self._state.t_s
        if before is not None and reading.t_s <= before:
            return
        raw, smoothed = self._tilt.step(reading)
        state = self._state = phases.step(self._drill, self._state, smoothed)
        if before is not None and reading.t_s - before > phases.LONGEST_STEP_S:
            self._note("gap", {"seconds": reading.t_s - before})
        if state.played:
            target = self._drill.target(state.drill, state.play_s)
            self._keep_motion(state, raw, target)
            self._perceive(state, target)
        if state.phase == "stopped":
            self._note("stop", {"reason": state.reason})
        elif self._presence is not None:
            self._watch(self._presence, raw)

    def _watch(self, presence: Presence, raw: Tilt) -> None:
        """Stop where the person seems to have stepped off; who has paused may step off and on as they like."""
        if self._state.phase == "paused":
            self._presence = Presence()
            return
        presence.feed(raw)
        if presence.left and not self._state.over:
            self._note("step-off", {"by": "samples"})
            self.stop("step-off")

    def _keep_motion(self, state: phases.TrialState, raw: Tilt, target: Target | None) -> None:
        if state.broke:
            self._breaks.append(len(self._motion))
        nan = float("nan")
        where = (nan, nan, nan) if target is None else (*target.at, target.radius_deg)
        self._motion.append((state.play_s, raw.pitch_deg, raw.roll_deg, *where))

    def _perceive(self, state: phases.TrialState, target: Target | None) -> None:
        """What the person may see and hear of the sample."""
        t_s, dot = state.play_s, state.cursor
        self._feedback = self._feedback.after(t_s, dot, target, lambda: self._drill.view(state.drill, t_s))
        self._moments += self._feedback.heard(state.drill.moments)
        if self.level.cues:
            self._cues = self._cues.after(t_s, dot, target if self._feedback.told else None)

    # -- what people ask for, each kept as an event ---------------------------------------------------------------

    def pause(self, reason: str) -> None:
        """Halt at once. ``reason`` is ``"asked"``, ``"signal"`` or ``"stood still"`` (the picture did)."""
        if self._state.over or self._state.phase == "paused":
            return
        self._state = phases.pause(self._state, reason)
        self._note("pause", {"reason": reason})

    def resume(self) -> None:
        """Go on after a pause: back to the middle, a countdown, then play."""
        if self._state.phase == "paused":
            self._state = phases.resume(self._state)
            self._note("resume", {})

    def stop(self, reason: str) -> None:
        """End at once, for good: ``"asked"``, ``"over-tilt"``, ``"step-off"``, ``"lost"``, ``"left"``, ``"closed"``."""
        if not self._state.over:
            self._state = phases.stop(self._state, reason)
            self._note("stop", {"reason": reason})

    def adjust(self, axis: Axis, step: int, by: str = "therapist") -> str:
        """Change one axis of difficulty by one step; returns what was done in words."""
        if self._state.over:
            return "The trial is over"
        if self.level.test:
            self._notices.append("A test stays as it is")
            return self._notices[-1]
        drilled, adjusted = within_bounds(self.level, self._state.drill, *felt(self._drill, self._state.drill, axis, step))
        self._state, self._extent = replace(self._state, drill=drilled), None
        self._note("adjust", {"axis": axis, "step": step, "by": by, "words": adjusted.words, "changed": adjusted.changed})
        self._notices.append(adjusted.words)
        return adjusted.words

    def refused(self, axis: Axis, step: int, by: str, words: str) -> None:
        """Note that a change was asked for in vain, as a recording tells it: what could not be done then is not done now."""
        if not self._state.over:
            self._note("adjust", {"axis": axis, "step": step, "by": by, "words": words, "changed": False})

    def answer(self, said: Answer) -> None:
        """An answer to a second task, by the player's button or marked by a therapist. Of a drill that asks nothing it is only noted."""
        if self._state.over:
            return
        if self._state.phase == "play" and isinstance(self._drill, Answered):
            self._state = replace(self._state, drill=self._drill.answer(self._state.drill, said))
        self._note("answer", {"said": said})

    def mark(self, kind: EventKind, by: str = "") -> None:
        """Note a near fall, a hand on the support, stepping off or pain, and who saw it. It changes nothing in the trial itself."""
        if not self._state.over:
            self._note(kind, {"by": by} if by else {})

    def _note(self, kind: EventKind, detail: dict[str, Any]) -> None:
        event = Event(kind, len(self._readings), self._state.t_s or 0.0, detail)
        self._events.append(event)
        self._new_events.append(event)

    # -- what there is to see ------------------------------------------------------------------------------------

    @property
    def phase(self) -> phases.Phase:
        return self._state.phase

    @property
    def over(self) -> bool:
        return self._state.over

    @property
    def countdown_s(self) -> float:
        return max(0.0, self._state.left_s)

    @property
    def recentred(self) -> float:
        """How much of the second at the middle is done after a pause, 0…1."""
        return min(1.0, self._state.centred_s / phases.RECENTRE_HOLD_S)

    @property
    def cursor(self) -> Point:
        """The smoothed dot of the newest sample."""
        return self._state.cursor

    @property
    def play_s(self) -> float:
        return self._state.play_s

    @property
    def pause_reason(self) -> str:
        return self._state.reason if self._state.phase == "paused" else ""

    @property
    def stop_reason(self) -> str:
        return self._state.reason if self._state.phase == "stopped" else ""

    @property
    def adjusted(self) -> bool:
        """Whether the difficulty was changed during play: then it was not the level as written."""
        return any(e.kind == "adjust" and e.detail.get("changed") for e in self._events)

    def view(self, ahead_s: float = 0.0) -> View:
        """What to show, ``ahead_s`` after the newest sample (moving targets only move while there is play)."""
        playing = self._state.phase == "play"
        ahead = min(max(ahead_s, 0.0), LONGEST_LOOK_AHEAD_S) if playing else 0.0
        view = self._drill.view(self._state.drill, self._state.play_s + ahead)
        if not playing:
            return view
        view = self._feedback.over(view)
        return replace(view, instruction=self._cues.words) if self._cues.words and self._feedback.told else view

    def target(self) -> Target | None:
        """Where the dot should be now, and whether the person can see where it is: only while playing."""
        return self._feedback.aimed(self._drill.target(self._state.drill, self._state.play_s)) if self._state.phase == "play" else None

    @property
    def asks(self) -> Asks | None:
        """How the second task is answered while there is play; None where there is none, or no play."""
        drill = self._drill
        return drill.asks(self._state.drill) if self._state.phase == "play" and isinstance(drill, Answered) else None

    def question(self) -> Question | None:
        """What a second task asks now: only while playing."""
        drill, state = self._drill, self._state
        return drill.question(state.drill, state.play_s) if state.phase == "play" and isinstance(drill, Answered) else None

    @property
    def guidance(self) -> Guidance | None:
        """What is to be heard of where the target lies; None where the level has no sound guidance, or nothing may be told now."""
        target = self.target() if self.level.sound_guidance and self._feedback.told else None
        return None if target is None or target.remembered else guidance(self.cursor, target)

    @property
    def extent(self) -> Extent:
        """How far out what is left of the trial asks anybody to go."""
        if self._extent is None:
            self._extent = asked_extent(self._drill, self._state.drill)
        return self._extent

    def moments(self) -> tuple[Moment, ...]:
        """What happened since the last call, for sounds: as far as the person may know of it."""
        moments, self._moments = tuple(self._moments), []
        return moments

    def notices(self) -> tuple[str, ...]:
        """Words to show since the last call: what an adjustment did."""
        notices, self._notices = tuple(self._notices), []
        return notices

    def new_events(self) -> tuple[Event, ...]:
        """Events since the last call, for the store."""
        events, self._new_events = tuple(self._new_events), []
        return events

    # -- what remains ---------------------------------------------------------------------------------------------

    @property
    def drill_state(self) -> DrillState:
        """The drill's own state, for scoring by other settings than the game's."""
        return self._state.drill

    def motion(self) -> Motion:
        """The samples of play as arrays: unsmoothed tilt with the target beside it."""
        rows = np.array(self._motion, dtype=np.float64).reshape(-1, 6)
        t, pitch, roll, target_pitch, target_roll, radius = (np.ascontiguousarray(column) for column in rows.T)
        return Motion(t, pitch, roll, target_pitch, target_roll, radius, tuple(self._breaks))

    def readings(self, since: int = 0) -> tuple[Reading, ...]:
        """The readings taken in, from number ``since`` on."""
        return tuple(self._readings[since:])

    def recording(self) -> Recording:
        return Recording(self.header, tuple(self._readings), tuple(self._events), self.faults, self._state.over)

    def path(self) -> tuple[Point, ...]:
        """Where the unsmoothed dot went during play."""
        return tuple(Point(row[1], row[2]) for row in self._motion)

    def result(self) -> Result:
        """Measures, points and stars of what was played so far."""
        motion = self.motion()
        measures = self._drill.measures(self._state.drill, motion)
        return result_of(self, measures, self._readings)
