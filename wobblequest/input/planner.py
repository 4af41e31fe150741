"""Where a simulated person wants the board to be: looks at the target now and then, and moves the set point smoothly."""

from __future__ import annotations

from math import exp, hypot, sqrt
from typing import NamedTuple

from wobblequest.core.arena import CENTRE, Point, Sway
from wobblequest.core.chance import Chance
from wobblequest.input.traits import Traits

JUMP_DEG = 1.0
"""A target that is this far from where it was a sample ago has jumped; nearer, it is moving."""
LONGEST_COAST_S = 2.0
FELT_SHARE, FELT_AT_ONCE, FELT_TAU_S = 0.6, 0.4, 5.0
"""Going by feel to a place that is seen errs less than going to one that is remembered, in this share; how much of that is there at once,
and how slowly the rest comes. Ours: people without sight of themselves drift, slowly, off where they mean to be."""
REACH_DEG, REACH_FORWARD_DEG = 11.0, 1.0
"""How far this person leans: 11° to the sides, 12° forward, 10° back."""


class Planner:
    """Plans submovements of the set point: after a reaction time to a target that jumped, and anew at every look.

    Each movement starts from the set point's own place, speed and acceleration, so that nothing jerks, and ends a little off,
    in proportion to its length; the next look mends that. Of a sway between ends that are seen, at a pace that is heard, it is known
    where it will be, and it is moved for beforehand. A place that is only remembered is thought to be a little elsewhere, each
    time it is recalled anew, and no look mends that. Who sees the place and not where they are goes by feel: they come to be off it, the
    more the longer they have not seen.
    """

    def __init__(self, traits: Traits, chance: Chance, memory: Chance, feeling: Chance) -> None:
        self._traits, self._chance, self._memory, self._feeling = traits, chance, memory, feeling
        self._target = self._seen = CENTRE
        self._recalled: tuple[Point, Point] | None = None
        self._felt: _Felt | None = None
        self._seen_s = self._now_s = 0.0
        self._drift = (0.0, 0.0)
        self._sway: Sway | None = None
        self._next_look_s = 0.0
        self._slower = 1.0
        self._moves = (_Move(), _Move())

    def distract(self, slower: float) -> None:
        """From now on looks come ``slower`` times as late: something else is attended to as well."""
        self._slower = slower

    def recall(self, place: Point) -> None:
        """The target is where this place is remembered to be, from now on; chance decides once how far off that is."""
        if self._recalled is None or self._recalled[0] != place:
            sd = self._traits.memory_deg + self._traits.memory_share * place.distance_to(CENTRE)
            self._recalled = place, Point(place.pitch_deg + self._memory.normal(sd), place.roll_deg + self._memory.normal(sd))
        self._sway = self._felt = None
        self._aim(self._recalled[1])

    def feel(self, at: Point, sway: Sway | None = None) -> None:
        """The target is here from now on, to be seen; where the person is themselves they can only feel.

        How far off that is chance decides anew for each target. What was seen a moment ago is still known; a target that comes
        while nothing is seen is leaned to by feel from the first.
        """
        felt = self._felt
        if felt is None or at.distance_to(felt.target) > JUMP_DEG:
            known = felt is None and at.distance_to(self._target) <= JUMP_DEG
            felt = _Felt(at, self._now_s, 0.0 if known else FELT_AT_ONCE, self._feeling.normal(), self._feeling.normal())
        self._felt = felt._replace(target=at)
        sd = FELT_SHARE * (self._traits.memory_deg + self._traits.memory_share * at.distance_to(CENTRE))
        size = sd * (1.0 - (1.0 - felt.at_once) * exp(-(self._now_s - felt.since_s) / FELT_TAU_S))
        pitch, roll = size * felt.pitch, size * felt.roll
        self._recalled = None
        self._sway = None if sway is None else sway._replace(middle=Point(sway.middle.pitch_deg + pitch, sway.middle.roll_deg + roll))
        self._aim(Point(at.pitch_deg + pitch, at.roll_deg + roll))

    def aim(self, at: Point, sway: Sway | None = None) -> None:
        """The target is here from now on, to be seen. sway : how it goes to and fro, where that can be known."""
        self._recalled, self._felt, self._sway = None, None, sway
        self._aim(at)

    def _aim(self, at: Point) -> None:
        if at.distance_to(self._target) > JUMP_DEG:
            self._drift = (0.0, 0.0)
            self._seen, self._seen_s = at, self._now_s
            self._next_look_s = self._now_s + self._traits.react_s * self._slower * self._chance.uniform(0.8, 1.25)
        self._target = at

    def step(self, t_s: float) -> tuple[tuple[float, float], tuple[float, float]]:
        """((pitch, its speed), (roll, its speed)) of the set point at ``t_s``, deg and deg/s."""
        self._now_s = t_s
        if t_s >= self._next_look_s - 1e-9:
            self._look(t_s)
        pitch, roll = self._moves
        return pitch.at(t_s), roll.at(t_s)

    def push(self, t_s: float) -> tuple[float, float]:
        """What a sway that is known by heart is moved for beforehand, in pitch and roll, deg/s²; 0 for all else."""
        if self._sway is None:
            return 0.0, 0.0
        share = self._traits.rhythm_share
        return share * self._moves[0].push(t_s), share * self._moves[1].push(t_s)

    def _look(self, t_s: float) -> None:
        traits, chance, target = self._traits, self._chance, self._target
        since_s = t_s - self._seen_s
        if since_s > 0:
            # Half old, half new: a drift is believed when two looks agree on it.
            moved = (target.pitch_deg - self._seen.pitch_deg, target.roll_deg - self._seen.roll_deg)
            self._drift = (0.5 * (self._drift[0] + moved[0] / since_s), 0.5 * (self._drift[1] + moved[1] / since_s))
        self._seen, self._seen_s = target, t_s
        self._next_look_s = t_s + traits.look_s * self._slower * chance.uniform(0.8, 1.2)

        here = Point(self._moves[0].at(t_s)[0], self._moves[1].at(t_s)[0])
        takes_s = max(traits.look_s, traits.travel_s * sqrt(here.distance_to(target) / 10.0))
        drift = (self._drift[0] * traits.lead_share, self._drift[1] * traits.lead_share)
        # The board itself comes after the set point by about the delay: foreseen too, as far as anything is.
        ahead_s = takes_s + traits.delay_s
        goal = Point(target.pitch_deg + drift[0] * ahead_s, target.roll_deg + drift[1] * ahead_s)
        if self._sway is not None:
            share = traits.rhythm_share
            there, speed = self._sway.after(takes_s + (1.0 - share) * traits.delay_s)
            off = (there.pitch_deg - target.pitch_deg, there.roll_deg - target.roll_deg)
            goal = Point(target.pitch_deg + share * off[0], target.roll_deg + share * off[1])
            drift = (share * speed.pitch_deg, share * speed.roll_deg)
        miss = traits.aim_share * here.distance_to(goal)
        goal = reachable(Point(goal.pitch_deg + chance.normal(miss), goal.roll_deg + chance.normal(miss)))
        self._moves = (
            self._moves[0].onward(t_s, goal.pitch_deg, drift[0], takes_s), self._moves[1].onward(t_s, goal.roll_deg, drift[1], takes_s)
        )


def reachable(point: Point) -> Point:
    """The point, or where the lean in its direction ends."""
    far = hypot(*point)
    if far <= REACH_DEG - REACH_FORWARD_DEG:
        return point
    most = REACH_DEG + REACH_FORWARD_DEG * point.pitch_deg / far
    return point if far <= most else Point(point.pitch_deg * most / far, point.roll_deg * most / far)


class _Felt(NamedTuple):
    """A target that is gone to by feel: where it is, since when, how much of the error was there at once, and the error's direction."""

    target: Point
    since_s: float
    at_once: float
    pitch: float
    roll: float


class _Move(NamedTuple):
    """One axis of one movement: a quintic in time from ``start_s`` for ``takes_s``, then on at its last speed for a while."""

    start_s: float = 0.0
    takes_s: float = 0.0
    c0: float = 0.0
    c1: float = 0.0
    c2: float = 0.0
    c3: float = 0.0
    c4: float = 0.0
    c5: float = 0.0

    def at(self, t_s: float) -> tuple[float, float]:
        """(place, speed)."""
        t = min(t_s - self.start_s, self.takes_s)
        place = self.c0 + t * (self.c1 + t * (self.c2 + t * (self.c3 + t * (self.c4 + t * self.c5))))
        speed = self.c1 + t * (2 * self.c2 + t * (3 * self.c3 + t * (4 * self.c4 + t * 5 * self.c5)))
        return place + speed * min(t_s - self.start_s - t, LONGEST_COAST_S), speed

    def push(self, t_s: float) -> float:
        """How fast the speed changes."""
        t = t_s - self.start_s
        return 0.0 if t >= self.takes_s else 2 * self.c2 + t * (6 * self.c3 + t * (12 * self.c4 + t * 20 * self.c5))

    def onward(self, t_s: float, goal: float, goal_speed: float, takes_s: float) -> _Move:
        """The movement of least jerk from where this one is at ``t_s`` to the goal, there at ``goal_speed``, in ``takes_s``."""
        place, speed = self.at(t_s)
        push = self.push(t_s)
        d = takes_s
        off = goal - place - d * (speed + 0.5 * d * push)
        off_speed = goal_speed - speed - d * push
        off_push = -push
        return _Move(
            t_s, d, place, speed, 0.5 * push,
            (10 * off - 4 * d * off_speed + 0.5 * d * d * off_push) / d**3,
            (-15 * off + 7 * d * off_speed - d * d * off_push) / d**4,
            (6 * off - 3 * d * off_speed + 0.5 * d * d * off_push) / d**5,
        )
