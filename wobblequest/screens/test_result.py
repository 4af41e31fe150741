"""The result of a test: what was done, each round's value, and what they come to. No points, no verdict, no norms.

What others got on other devices is shown only when asked for, as context, with whose it is.
"""

from __future__ import annotations

from collections.abc import Sequence

from wobblequest.core.messages import Message, chain, message, name
from wobblequest.core.quantities import quantity
from wobblequest.core.result import Measure
from wobblequest.draw.canvas import Area, Canvas
from wobblequest.levels.options import Context, TestProtocol
from wobblequest.scoring.limb_symmetry import LimbSymmetry
from wobblequest.screens import flow
from wobblequest.screens.centre import OffersCentre, centre_option
from wobblequest.screens.headlines import Shown, line_of
from wobblequest.screens.leaning import STRIP, Option
from wobblequest.screens.praise import BETWEEN
from wobblequest.screens.screen import Frame, Intent, Practice, Prescription, Screen
from wobblequest.screens.zones import Side
from wobblequest.session.rounds import RoundSet

DEFINITION: Area = (0.03, 0.185, 0.94, 0.225)
NUMBERS: Area = (0.06, 0.415, 0.88, 0.295)
ALONE: tuple[Area, Area] = (0.03, 0.185, 0.94, 0.32), (0.06, 0.53, 0.88, 0.175)
"""The same where there is one row of numbers: more room for words."""
FOOT = (0.5, 0.763)
CONTEXT: Area = (0.03, 0.33, 0.94, 0.46)
NOT_A_NORM = message("Other people, other devices: no norm")
TRYING_OUT = message("For trying out: it does not count")
NEVER_COUNTED = message("Practice is not counted")
NOTHING = name("–")
"""Where there is no value."""


class ResultOfTest(OffersCentre):
    """Lean right to go on, left to do the test again (in a session: to stop for today), forward for what others got, where that is known
    (where level seems to have wandered: first to set it again, or not).

    rounds : all done. prescription : of the session that the test was a step of.
    """

    may_check = True

    def __init__(self, practice: Practice, rounds: RoundSet, protocol: TestProtocol, prescription: Prescription | None = None) -> None:
        super().__init__(practice)
        self.rounds, self._protocol, self._prescription = rounds, protocol, prescription
        self.context = False
        """Whether it is shown what others got."""
        self._since_s: float | None = None
        self._rows = rows(practice, rounds)
        self.offer(self.possible())

    def possible(self) -> Sequence[Option]:
        stop_or_again = Option("left", message("Again"), "lean-left", STRIP["left"])
        if self._prescription is not None:
            stop_or_again = Option("left", message("Stop"), "stop", STRIP["left"])
        go_on = Option("right", message("Go on"), "lean-right", STRIP["right"])
        if self.centre is not None:
            return (stop_or_again, centre_option(self.centre, STRIP["forward"]), go_on)
        if not self._protocol.context:
            return (stop_or_again, go_on)
        return (stop_or_again, Option("forward", self._other_view, "lean-forward", STRIP["forward"]), go_on)

    def take(self, frame: Frame) -> Screen | None:
        if self._since_s is None:
            self._since_s = frame.now_s
        self.look()
        return None

    @property
    def _rested_s(self) -> float:
        return 0.0 if self._since_s is None else self.now_s - self._since_s

    def choose(self, side: Side) -> Screen | None:
        if side == "forward" and self.centre is not None:
            return self.taken(side)
        self.taken(side)
        if side == "forward":
            self.context = not self.context
            self.offer_anew(self.possible())
            return None
        if self._prescription is None:
            level = self.rounds.level
            again, stand_at = (level, None) if side == "left" else (None, level)
            return flow.rest(self.practice, self._rested_s, again=again, stand_at=stand_at)
        if side == "right":
            return flow.after_step(self.practice, self._prescription, self._rested_s)
        return self._stopped()

    def _stopped(self) -> Screen:
        if self._prescription is not None:
            self._prescription.stop(message("You stopped for today."))
        return flow.stopped(self.practice)

    def asked(self, intent: Intent) -> Screen | None:
        match intent.deed:
            case "rezero":
                return flow.set_centre(self.practice, self)
            case "history":
                return flow.history(self.practice, self.rounds.level, self)
            case "skip" if self._prescription is None:
                return flow.choose(self.practice, self.rounds.level)
            case "stop" | "back":
                return self._stopped()
        return None

    @property
    def _other_view(self) -> Message:
        return message("Result") if self.context else message("Context")

    @property
    def _foot(self) -> str:
        if not self.practice.source.is_board:
            return TRYING_OUT
        if self.rounds.summary.value is None:
            return message("No result: {why}", why=self.rounds.summary.why or "")
        return NEVER_COUNTED if self.rounds.practised else ""

    def paint(self, canvas: Canvas) -> None:
        canvas.title(self.rounds.level.title)
        if self.context:
            canvas.subtitle(NOT_A_NORM)
            canvas.paragraph(chain([context_words(each) for each in self._protocol.context]), area=CONTEXT, size="small")
        else:
            definition, numbers = ALONE if len(self._rows) == 1 else (DEFINITION, NUMBERS)
            canvas.paragraph(self._protocol.definition, area=definition, size="small", role="soft")
            canvas.number_rows(self._rows, area=numbers)
            canvas.text(self._foot, *FOOT, size="small", role="soft", width=0.94, height=0.11)
        self.draw_zones(canvas, dial=False)


def context_words(context: Context) -> Message:
    """A published range with whose it is."""
    return chain([context.range, context.who, context.device, context.source])


def rows(practice: Practice, rounds: RoundSet) -> tuple[tuple[str, str, str], ...]:
    """(value with unit, what it is, its rounds); and where the other leg was tested on the same day, how far apart they are."""
    line, summary = line_of(rounds.level), rounds.summary
    legs = practice.sides(rounds.level)
    if not isinstance(summary.value, float | int):
        return ((NOTHING, line.what, _rounds_words(line, rounds)),)
    found = [(line.with_unit(summary.value), line.what_of(summary.value), _rounds_words(line, rounds))]
    if legs is not None and isinstance(legs.difference.value, float | int):
        each = message("left {left}, right {right}", left=_words(line, legs.left), right=_words(line, legs.right))
        found.append((quantity(legs.difference.value, "%"), _ahead(legs), each))
    return tuple(found)


def _ahead(legs: LimbSymmetry) -> Message:
    match legs.weaker:
        case "left":
            return message("right leg ahead")
        case "right":
            return message("left leg ahead")
    return message("both legs alike")


def _rounds_words(line: Shown, rounds: RoundSet) -> str:
    if len(rounds.values) == 1:
        return ""
    each = chain([NOTHING if not isinstance(m.value, float | int) else line.number(m.value) for m in rounds.values], BETWEEN)
    if rounds.summary.value is None:
        return message("rounds: {values}", values=each)
    match rounds.how:
        case "mean":
            return message("mean of {values}", values=each)
        case "best":
            return message("best of {values}", values=each)
        case "median":
            return message("middle one of {values}", values=each)


def _words(line: Shown, measure: Measure) -> Message:
    return line.with_unit(measure.value) if isinstance(measure.value, float | int) else NOTHING
