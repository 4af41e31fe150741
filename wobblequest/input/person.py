"""A model of a person standing on a wobble board, who brings the dot to where the game says.

An unstable board (an inverted pendulum on a rounded base) is held by delayed feedback with noise in the senses and in the
muscles (Maurer & Peterka 2005; signal-dependent noise: Harris & Wolpert 1998). Above it stands a planner that looks at the
target now and then, and moves the set point by submovements of minimum jerk (Flash & Hogan 1985; intermittent planning:
Meyer et al. 1988). What differs between people is drawn together in one figure, ``skill``. It is a model for practice,
tests and demonstrations: its figures lie where those of people on boards lie, but nothing about a person follows from it.
"""

from __future__ import annotations

from math import exp, hypot, sqrt

from wobblequest.core.arena import CENTRE, Point, Target
from wobblequest.core.chance import Chance
from wobblequest.input.planner import Planner
from wobblequest.input.traits import Traits, traits_of

STEP_S = 1.0 / 200.0
EDGE_DEG = 20.0
"""Where the board's rim meets the floor, in any direction."""

TOPPLE_PER_S2 = 4.0
"""How fast the person on the board would tip over: net of gravity's pull and the base's roundness, 1/s²."""
DAMPING_PER_S = 1.0
BOUNCE = 0.2
LONGEST_LEAP_S = 10.0
SENSE_TAU_S = 2.0
"""How slowly the felt upright wanders."""
PUSH_TAU_S, PUSH_CALM_TAU_S = 0.04, 0.1
"""Muscles cannot jerk, and what they do wrong for long is put right by reflexes: their noise lies between these two."""


class Person:
    """One person on one board. The same skill, seed and aims (with their times) give the same motion.

    Parameters
    ----------
    skill : 0 very unsteady … 0.3 to 0.5 ordinary, untrained … 1 practised.
    seed : of everything that is chance.
    """

    def __init__(self, skill: float, seed: int) -> None:
        self.traits = traits_of(skill)
        self._plan = Planner(self.traits, Chance(seed, "person/plan"), Chance(seed, "person/memory"), Chance(seed, "person/feeling"))
        delay = max(1, round(self.traits.delay_s / STEP_S))
        self._axes = (
            _Axis(self.traits, 1.0, delay, Chance(seed, "person/pitch")),
            _Axis(self.traits, 0.72, delay, Chance(seed, "person/roll")),
        )
        self._steps = 0
        self._before = (CENTRE, (0.0, 0.0))
        self._unsteady = 1.0

    def aim(self, target: Target | None) -> None:
        """What the person is to do from now on: go to a target they see, or remember; or none (then: stand quietly).

        What else takes their attention meanwhile makes them less steady, and look less often.
        """
        self._unsteady = 1.0 if target is None else 1.0 + self.traits.distract_share * target.load
        self._plan.distract(self._unsteady)
        if target is None:
            self._plan.aim(CENTRE)
        elif target.remembered:
            self._plan.recall(target.at)
        elif target.blind:
            self._plan.feel(target.at, target.sway)
        else:
            self._plan.aim(target.at, target.sway)

    def at(self, t_s: float) -> tuple[Point, tuple[float, float]]:
        """(tilt in degrees, rates of pitch and roll in deg/s) at ``t_s`` seconds; times must not go back.

        Steps of 5 ms beneath, straight lines between them, so that the sample rate does not change the motion. Where a time is
        more than 10 s after the last one, only the last 10 s are gone through.
        """
        place = t_s / STEP_S
        if place - self._steps > LONGEST_LEAP_S / STEP_S:
            # Nobody watched (the machine slept): it is enough to live through the last of it.
            self._steps = int(place - LONGEST_LEAP_S / STEP_S)
        while self._steps < place - 1e-6:
            self._before = self._state()
            self._step()
        here = self._state()
        share = min(max(place - (self._steps - 1), 0.0), 1.0)
        (p0, r0), (vp0, vr0) = self._before
        (p1, r1), (vp1, vr1) = here
        return (
            Point(p0 + share * (p1 - p0), r0 + share * (r1 - r0)),
            (vp0 + share * (vp1 - vp0), vr0 + share * (vr1 - vr0)),
        )

    def _state(self) -> tuple[Point, tuple[float, float]]:
        pitch, roll = self._axes
        return Point(pitch.angle, roll.angle), (pitch.speed, roll.speed)

    def _step(self) -> None:
        now_s = self._steps * STEP_S
        set_point, foreseen = self._plan.step(now_s), self._plan.push(now_s)
        self._steps += 1
        for axis, (goal, goal_speed), push in zip(self._axes, set_point, foreseen, strict=True):
            axis.step(goal, goal_speed, push, self._unsteady)
        pitch, roll = self._axes
        far = hypot(pitch.angle, roll.angle)
        if far > EDGE_DEG:
            # The rim is on the floor: the board stays there, and what moved outward comes back a little.
            out_p, out_r = pitch.angle / far, roll.angle / far
            pitch.angle, roll.angle = EDGE_DEG * out_p, EDGE_DEG * out_r
            outward = pitch.speed * out_p + roll.speed * out_r
            if outward > 0:
                pitch.speed -= (1 + BOUNCE) * outward * out_p
                roll.speed -= (1 + BOUNCE) * outward * out_r


class _Axis:
    """The board about one axis, and the feedback that holds it."""

    def __init__(self, traits: Traits, restless: float, delay_steps: int, chance: Chance) -> None:
        self.angle = self.speed = 0.0
        self._traits, self._chance, self._delay = traits, chance, delay_steps
        self._sense_sd, self._push_sd = traits.sense_deg * restless, traits.push_dps2 * restless
        self._felt = [(0.0, 0.0)] * delay_steps
        self._at = 0
        self._sense = chance.normal(self._sense_sd)
        self._push = self._push_calm = 0.0
        self._keep_sense, self._keep_push = exp(-STEP_S / SENSE_TAU_S), exp(-STEP_S / PUSH_TAU_S)
        self._new_sense, self._new_push = sqrt(1 - self._keep_sense**2), sqrt(1 - self._keep_push**2)

    def step(self, goal: float, goal_speed: float, foreseen: float, unsteady: float) -> None:
        """5 ms more. foreseen : what is pushed for the set point's own motion, deg/s². unsteady : by how much all noise is larger."""
        traits, chance = self._traits, self._chance
        self._sense = self._keep_sense * self._sense + self._new_sense * chance.normal(self._sense_sd * unsteady)
        # What was felt a delay ago; what the body was then asked to do is known, so only the difference comes late.
        late_off, late_speed = self._felt[self._at]
        self._felt[self._at] = (self.angle + self._sense - goal, self.speed - goal_speed)
        self._at = (self._at + 1) % self._delay
        feedback = -traits.stiffness_per_s2 * late_off - traits.damping_per_s * late_speed
        push_sd = (self._push_sd + traits.push_share * abs(feedback)) * unsteady
        self._push = self._keep_push * self._push + self._new_push * chance.normal(push_sd)
        self._push_calm += STEP_S / PUSH_CALM_TAU_S * (self._push - self._push_calm)
        push = feedback + self._push - self._push_calm
        self.speed += STEP_S * (TOPPLE_PER_S2 * (self.angle - goal) + DAMPING_PER_S * (goal_speed - self.speed) + push + foreseen)
        self.angle += STEP_S * self.speed
