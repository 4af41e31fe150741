"""When a person is told where their dot is: what a level says of it, as a fold over the samples of play.

Feedback that is given less often, later, or only outside a band lets what was practised come to stay, where constant feedback is leant
upon (Winstein 1991, Phys Ther 71:140–149, reviews knowledge of results, its relative frequency, and bandwidths). The share 67 % is a common
choice of such studies; that a share is kept to within every five targets, and the lengths of hidden stretches, are our own.

Nothing here touches what is measured: it decides what is seen and heard.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable
from dataclasses import dataclass, replace
from math import floor

from wobblequest.core.arena import Point, Target
from wobblequest.core.chance import Chance
from wobblequest.core.messages import aloud
from wobblequest.drills.drill import Moment
from wobblequest.drills.view import Band, Box, Gate, Ring, Shape, Spot, View, Way
from wobblequest.levels.level import Level
from wobblequest.levels.options import FeedbackWhen

HIDDEN_S = (2.0, 4.0)
"""The dot is hidden for stretches of about this length."""
STRETCH_S = 10.0
"""Where there are no targets to count, a share is one of stretches this long."""
BLOCK = 5
LONGEST_S = 900.0
"""No trial is longer."""
EDGE_SHARE, EDGE_DEG = 0.15, 0.5
"""A banded dot goes so much inside the target's edge, and comes again so much outside: at the edge itself it would flicker."""
UNSEEN = aloud("The dot is hidden: go by feel")
TELLS_WHERE: frozenset[Moment] = frozenset({"enter", "leave", "touch"})
TELLS_HOW_IT_WENT: frozenset[Moment] = frozenset({"hit", "miss"})


@dataclass(frozen=True, slots=True)
class Plan:
    """What is decided before a trial.

    edges_s : trial times at which the dot goes and comes again, in turn, by the display's hidden share. shares : for each target, or each
    stretch of 10 s, whether it is one with feedback.
    """

    when: FeedbackWhen
    edges_s: tuple[float, ...] = ()
    shares: tuple[bool, ...] = ()


@dataclass(frozen=True, slots=True)
class Feedback:
    """What the person may know now.

    told : whether by the level's feedback they are told where the dot is; by sight, sound guidance and cues alike. seen : whether the
    picture shows it, as far as that goes. words : the instruction that stood when a hidden stretch began.
    """

    plan: Plan
    told: bool = True
    seen: bool = True
    words: str = ""

    @property
    def shown(self) -> bool:
        """Whether the dot is on the screen."""
        return self.told and self.seen

    @property
    def _in_secret(self) -> bool:
        """Whether not being told says nothing: within a band it says that all is well."""
        return not self.told and self.plan.when != "banded"

    def after(self, t_s: float, dot: Point, target: Target | None, view: Callable[[], View]) -> Feedback:
        """After one more sample of play at trial time ``t_s``. view : the drill's own; asked for only where it matters."""
        plan = self.plan
        told = self.told
        if plan.when == "banded":
            told = _outside(dot, target, told)
        elif plan.when == "share":
            shown = view()
            told = plan.shares[(shown.done if shown.total else int(t_s / STRETCH_S)) % len(plan.shares)]
        seen = bisect_right(plan.edges_s, t_s) % 2 == 0
        if told == self.told and seen == self.seen:
            return self
        words = view().instruction if self.seen and not seen else self.words
        return replace(self, told=told, seen=seen, words=words)

    def over(self, view: View) -> View:
        """The view as far as the person may see it: without the dot, what they move, how much of a stay is done, and words on either."""
        mine = [shape for shape in view.shapes if _mine(shape)]
        if self.shown or not (view.cursor or mine):
            return view
        words = UNSEEN if self._in_secret else view.instruction if self.seen else self.words
        secret = {"done"} if self._in_secret else set()  # what was reached is a result, too
        shapes = tuple(_unfilled(shape) for shape in view.shapes if shape not in mine and getattr(shape, "role", "") not in secret)
        return replace(view, shapes=shapes, instruction=words, cursor=False)

    def heard(self, moments: tuple[Moment, ...]) -> tuple[Moment, ...]:
        """The moments that may be heard: none that tells where the dot is while it is hidden, nor how it went where that is not told."""
        if self.shown:
            return moments
        left = (moment for moment in moments if moment not in TELLS_WHERE)
        return tuple("taken" if self._in_secret and moment in TELLS_HOW_IT_WENT else moment for moment in left)

    def aimed(self, target: Target | None) -> Target | None:
        """The target as it is there for somebody who may not see their dot."""
        return target if target is None or self.shown or target.remembered else replace(target, blind=True)


def begin_feedback(level: Level, seed: int) -> Feedback:
    """The feedback of a trial, all its chance drawn from the trial's seed."""
    when = level.feedback.when
    shares = _shares(level.feedback.share_pct / 100.0, Chance(seed, "feedback/share")) if when == "share" else ()
    edges_s = _hidden(level.display.hidden_pct / 100.0, Chance(seed, "feedback/hidden"))
    return Feedback(Plan(when, edges_s, shares), told=when not in ("after", "none") and (not shares or shares[0]))


def _shares(share: float, chance: Chance) -> tuple[bool, ...]:
    """Which targets have feedback: in every five of them as near to the share as whole targets come, in random order."""
    out: list[bool] = []
    begin = chance.uniform(0.0, 1.0)
    while len(out) < LONGEST_S / STRETCH_S:
        told = floor(begin + share * (len(out) + BLOCK)) - floor(begin + share * len(out))
        out += chance.shuffled([i < told for i in range(BLOCK)])
    return tuple(out)


def _hidden(share: float, chance: Chance) -> tuple[float, ...]:
    """When the dot goes and comes again: in rounds of one hidden stretch each, somewhere in it, the share kept to in every round."""
    edges: list[float] = []
    t_s = 0.0
    while share > 0 and t_s < LONGEST_S:
        hidden_s = chance.uniform(*HIDDEN_S)
        shown_s = hidden_s * (1.0 - share) / share
        begin_s = t_s + chance.uniform(0.0, shown_s)
        edges += [begin_s, begin_s + hidden_s]
        t_s += shown_s + hidden_s
    return tuple(edges)


def _outside(dot: Point, target: Target | None, before: bool) -> bool:
    """Whether the dot is off the target; near its edge, whatever it was before."""
    if target is None:
        return True
    edge_deg = min(EDGE_DEG, EDGE_SHARE * target.radius_deg)
    far = dot.distance_to(target.at) - target.radius_deg
    return before if abs(far) <= edge_deg else far > 0


def _mine(shape: Shape) -> bool:
    return isinstance(shape, Ring | Spot | Way | Band | Box | Gate) and shape.role == "me"


def _unfilled(shape: Shape) -> Shape:
    return replace(shape, fill=0.0) if isinstance(shape, Ring | Box) and shape.fill else shape
