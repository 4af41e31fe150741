"""A simulated person on a simulated board as a source: for practice without a board, for tests and for benchmarks."""

from __future__ import annotations

from math import isfinite

from wobblequest.core.arena import Target
from wobblequest.core.chance import Chance
from wobblequest.core.errors import UsageError
from wobblequest.core.messages import message
from wobblequest.core.recording import SourceInfo
from wobblequest.core.samples import Reading, up_from_gravity_plane
from wobblequest.drills.drill import Answer, Question
from wobblequest.input.beat import Beat
from wobblequest.input.person import Person
from wobblequest.input.second_task import SecondTask
from wobblequest.input.source import Link

LEAST_HZ, MOST_HZ = 10.0, 1000.0


class SimulatedSource:
    """Readings of a `Person` at a fixed rate.

    In real time: `poll`. As fast as possible: `step`, one reading at a time, with `aim` between; then the readings depend on
    nothing but skill, seed, rate and the aims.

    Raises UsageError where skill is not in 0…1 or the rate not in 10–1000 Hz.
    """

    def __init__(self, skill: float = 0.7, seed: int = 0, rate_hz: float = 100.0) -> None:
        if not 0.0 <= skill <= 1.0:
            raise UsageError(f"a simulated person's skill must be between 0 and 1, got {skill:g}")
        if not (isfinite(rate_hz) and LEAST_HZ <= rate_hz <= MOST_HZ):
            raise UsageError(f"a simulated board's rate must be between {LEAST_HZ:g} and {MOST_HZ:g} Hz, got {rate_hz:g}")
        self.rate_hz = rate_hz
        self._person = Person(skill, seed)
        self._second_task = SecondTask(skill, Chance(seed, "person/answers"))
        self._name = f"Simulated person, skill {skill:g}, seed {seed}"
        self._beat = Beat(rate_hz)
        self._made = 0
        self._polled_s: float | None = None
        self._closed = False

    @property
    def info(self) -> SourceInfo:
        return SourceInfo("sim", self._name)

    def step(self) -> Reading:
        """The next reading, 1/rate after the last one (the first at 0 s). Not to be mixed with `poll`."""
        reading = self._reading(self._made / self.rate_hz)
        self._made += 1
        return reading

    def poll(self, now_s: float) -> list[Reading]:
        """The samples due since the last poll; after more than 0.25 s without one, only the newest 0.25 s (see `Beat`).

        The person lives on while nobody polls.
        """
        if self._closed:
            return []
        self._polled_s = now_s
        return [self._reading(self._beat.time_s(n)) for n in self._beat.due(now_s)]

    def _reading(self, t_s: float) -> Reading:
        tilt, _ = self._person.at(t_s)
        return Reading(t_s, up_from_gravity_plane(*tilt))

    def link(self, now_s: float) -> Link:
        if self._closed:
            return Link("ended", message("The simulated person has left"))
        age_s = None if self._polled_s is None else max(0.0, now_s - self._polled_s)
        return Link("live", self._name, age_s, self.rate_hz)

    def aim(self, target: Target | None) -> None:
        """The person sees this target from now on; None: stands quietly."""
        self._person.aim(target)

    def answer(self, question: Question | None, t_s: float) -> Answer | None:
        """What the person says to a second task at trial time ``t_s`` (what a therapist then marks, where it is spoken), or None."""
        return self._second_task.answer(question, t_s)

    def allow_probes(self) -> None:
        """There is nothing to wake."""

    def close(self) -> None:
        self._closed = True
