"""Choosing by leaning and waiting: a pure state machine from tilts to a chosen side.

Standing still is always safe: nothing is chosen before the screen has been there for a while, before the dot was at the middle,
below a threshold that follows from the person's own reach and own sway, or without staying there. Leaning back chooses nothing.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from math import exp, hypot, sqrt
from typing import Literal

from wobblequest.core.reach import Reach
from wobblequest.core.samples import Tilt

Side = Literal["left", "right", "forward"]
DIRECTION_DEG: dict[Side, float] = {"left": 270.0, "right": 90.0, "forward": 0.0}


@dataclass(frozen=True, slots=True)
class ZoneRules:
    """The figures of choosing by leaning.

    enter_share, leave_share : of the person's own reach to that side. dwell_s : to stay. centre_s : at the middle before a choice.
    dead_s : after the screen has appeared. sway_factor : the threshold is at least this many SDs of quiet stance.
    sway_memory_s : time constant of that SD. longest_step_s : a longer silence cancels what was begun. most_deg : a board
    tilted farther lies on its rim, with nobody on it.
    """

    enter_share: float = 0.40
    leave_share: float = 0.25
    dwell_s: float = 1.5
    centre_s: float = 1.0
    dead_s: float = 3.0
    sway_factor: float = 3.0
    sway_memory_s: float = 5.0
    longest_step_s: float = 0.25
    most_deg: float = 18.0


@dataclass(frozen=True, slots=True)
class ZoneState:
    """Where choosing stands.

    up_s : how long samples have come since the screen appeared. centred_s : how long the dot has been at the middle without a break.
    ready : a lean now counts. side, held_s : the zone the dot is in, and for how long. chosen : what the newest sample chose, once.
    standing : the dot has not left the middle for a lean since it was there last.
    quiet : (mean pitch, mean roll, variance in deg²) of the person standing still, fading with time; None before anything was seen.
    learnt_s : how long that was learnt from.
    """

    t_s: float | None = None
    up_s: float = 0.0
    centred_s: float = 0.0
    ready: bool = False
    side: Side | None = None
    held_s: float = 0.0
    chosen: Side | None = None
    standing: bool = False
    quiet: tuple[float, float, float] | None = None
    learnt_s: float = 0.0

    @property
    def quiet_sd_deg(self) -> float:
        return sqrt(self.quiet[2]) if self.quiet else 0.0


def enter_deg(side: Side, state: ZoneState, reach: Reach, rules: ZoneRules) -> float:
    """How far to lean to come into a zone, in degrees: a share of the reach, and never within the person's own sway."""
    return max(rules.enter_share * reach.at(DIRECTION_DEG[side]), rules.sway_factor * state.quiet_sd_deg)


def leave_deg(side: Side, state: ZoneState, reach: Reach, rules: ZoneRules) -> float:
    """Nearer than this and the zone is left, in degrees."""
    return enter_deg(side, state, reach, rules) * rules.leave_share / rules.enter_share


def step(state: ZoneState, tilt: Tilt, sides: frozenset[Side], reach: Reach, rules: ZoneRules) -> ZoneState:
    """The state after one more sample. A sample that does not come after the last one changes nothing but takes ``chosen`` away."""
    dt = 0.0 if state.t_s is None else tilt.t_s - state.t_s
    if state.t_s is not None and dt <= 0.0:
        return replace(state, chosen=None)
    if dt > rules.longest_step_s:  # silence: nobody knows what the person did meanwhile
        return replace(state, t_s=tilt.t_s, side=None, held_s=0.0, centred_s=0.0, ready=False, chosen=None)
    state = replace(state, t_s=tilt.t_s, up_s=state.up_s + dt, chosen=None)
    far = hypot(tilt.pitch_deg, tilt.roll_deg)
    enters = [enter_deg(side, state, reach, rules) for side in sides] or [rules.enter_share * min(reach.degrees)]
    centred = far < min(enters) * rules.leave_share / rules.enter_share
    state = replace(state, standing=centred or (state.standing and far < min(enters)))
    state = _stand(state, tilt, dt, centred, rules)
    if not state.ready:
        centred_s = state.centred_s + dt if centred else 0.0
        return replace(state, centred_s=centred_s, ready=centred_s >= rules.centre_s and state.up_s >= rules.dead_s)
    return _lean(state, tilt, dt, sides, reach, rules)


def _stand(state: ZoneState, tilt: Tilt, dt: float, centred: bool, rules: ZoneRules) -> ZoneState:
    """Learn how much the person sways from what is no lean: from the first time at the middle on (or the end of the dead time).

    Once a lean counts, only what stays at the middle is learnt from, so that the threshold cannot run ahead of a slow lean.
    """
    if state.quiet is None:
        if centred or state.up_s >= rules.dead_s:
            return replace(state, standing=True, quiet=(tilt.pitch_deg, tilt.roll_deg, 0.0))
        return state
    if not (centred or (state.standing and not state.ready)):
        return state
    learnt_s = state.learnt_s + dt
    a = max(dt / learnt_s, 1.0 - exp(-dt / rules.sway_memory_s))  # a plain mean at first, a fading one later
    pitch, roll, variance = state.quiet
    dp, dr = tilt.pitch_deg - pitch, tilt.roll_deg - roll
    return replace(state, learnt_s=learnt_s, quiet=(pitch + a * dp, roll + a * dr, (1.0 - a) * (variance + a * (dp * dp + dr * dr))))


def _lean(state: ZoneState, tilt: Tilt, dt: float, sides: frozenset[Side], reach: Reach, rules: ZoneRules) -> ZoneState:
    if hypot(tilt.pitch_deg, tilt.roll_deg) > rules.most_deg:
        return replace(state, side=None, held_s=0.0)
    if state.side is None:
        side = next((s for s in sorted(sides) if _within(s, tilt, enter_deg(s, state, reach, rules), slant=1.0)), None)
        return replace(state, side=side, held_s=0.0)
    if not _within(state.side, tilt, leave_deg(state.side, state, reach, rules), slant=1.7):  # 60°: a lean is seldom straight
        return replace(state, side=None, held_s=0.0)
    held_s = state.held_s + dt
    if held_s < rules.dwell_s:
        return replace(state, held_s=held_s)
    return replace(state, side=None, held_s=0.0, chosen=state.side, ready=False, centred_s=0.0)


def _within(side: Side, tilt: Tilt, least_deg: float, slant: float) -> bool:
    """Whether the dot is at least so far to the side, and not more than ``slant`` times as far across it."""
    along = {"left": -tilt.roll_deg, "right": tilt.roll_deg, "forward": tilt.pitch_deg}[side]
    across = tilt.pitch_deg if side != "forward" else tilt.roll_deg
    return along >= least_deg and abs(across) <= slant * along


@dataclass(slots=True)
class Zones:
    """The sides there are to choose from, and where choosing stands: what a screen holds.

    sides : open ones. reach : of this person.
    """

    sides: frozenset[Side]
    reach: Reach
    rules: ZoneRules = field(default_factory=ZoneRules)
    state: ZoneState = field(default_factory=ZoneState)

    def feed(self, tilts: Iterable[Tilt]) -> Side | None:
        """The side chosen by these samples, or None. What comes after a choice is kept for the next one."""
        chosen: Side | None = None
        for tilt in tilts:
            self.state = step(self.state, tilt, self.sides, self.reach, self.rules)
            chosen = chosen or self.state.chosen
        return chosen

    def fill(self, side: Side) -> float:
        """How much of the dwell in a zone is done, 0…1."""
        return min(1.0, self.state.held_s / self.rules.dwell_s) if self.state.side == side else 0.0
