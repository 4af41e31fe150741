"""Rest after a trial: seconds that run down, and a pace to breathe by."""

from __future__ import annotations

from collections.abc import Sequence
from math import ceil

from wobblequest.core.messages import Message, aloud, chain, message
from wobblequest.draw.canvas import Canvas
from wobblequest.drills.register import DRILLS
from wobblequest.screens import flow
from wobblequest.screens.centre import OffersCentre, centre_option, centre_words
from wobblequest.screens.leaning import Option
from wobblequest.screens.screen import Frame, Intent, Practice, Screen
from wobblequest.screens.zones import Side

REST_S = 30.0
BREATH_S = 10.0
"""In for four tenths, out for six: six breaths a minute."""
IN_SHARE = 0.4
PAIN = message("Stop if you feel pain or dizzy")


class Rest(OffersCentre):
    """Waits until the rest is over, then a lean to the right goes on, one to the left stops; in free play it says which level comes, right
    plays it, and left leads to something else. A therapist may cut it short with Tab. Where level seems to have wandered meanwhile, a lean
    forward sets it again.

    following : what comes then. left_s : how long to rest still. of_s : of so long a rest, where part of it is over.
    """

    may_check = True

    def __init__(self, practice: Practice, following: flow.AfterRest, left_s: float = REST_S, *, of_s: float | None = None) -> None:
        super().__init__(practice)
        self._following, self._whole_s = following, left_s
        self._next = flow.following_freely(practice, following)
        self._of_s = left_s if of_s is None else of_s
        self._since_s: float | None = None
        self._offered = False

    @property
    def left_s(self) -> float:
        """Seconds of rest that are left."""
        return self._whole_s if self._since_s is None else max(0.0, self._whole_s - (self.now_s - self._since_s))

    def take(self, frame: Frame) -> Screen | None:
        if self._since_s is None:
            self._since_s = frame.now_s
        if self._offered:
            self.look()
            return None
        self.watch_centre(frame)
        if self.left_s == 0.0:
            self._offered = True
            self.practice.sitting.rested(self._of_s)
            self.practice.say("ready")
            self.offer_anew(self.possible())
            self.look()
        return None

    def possible(self) -> Sequence[Option]:
        if not self._offered:
            return ()
        if self._next is None:
            left, right = Option("left", message("Stop"), "stop"), Option("right", message("Go on"), "play")
        else:
            left, right = Option("left", message("Something else"), "more"), Option("right", message("Play"), "play")
        return (left, right) if self.centre is None else (left, centre_option(self.centre), right)

    def choose(self, side: Side) -> Screen | None:
        if side == "forward":
            return self.taken(side)
        self.taken(side)
        if self._next is not None:
            return flow.something_else(self.practice) if side == "left" else flow.play(self.practice, self._next)
        if side == "left":
            return flow.stopped(self.practice)
        return flow.after_rest(self.practice, self._following)

    def asked(self, intent: Intent) -> Screen | None:
        if intent.deed == "rezero":
            return flow.set_centre(self.practice, self)
        if intent.deed == "skip":
            return flow.after_rest(self.practice, self._following)
        return flow.stopped(self.practice) if intent.deed in ("stop", "back") else None

    @property
    def _subtitle(self) -> Message:
        """What comes next, where that is a level; in a session its own screen says so."""
        if self.centre is not None:
            return centre_words(self.centre)
        return PAIN if self._next is None else chain((DRILLS[self._next.drill].title, self._next.title), ": ")

    def paint(self, canvas: Canvas) -> None:
        if self._offered:
            canvas.title(aloud("Go on when you are ready"))
            canvas.subtitle(self._subtitle)
            self.draw_zones(canvas)
            right = self.right_words("go on" if self._next is None else "start")
            canvas.instruction(aloud("Lean forward to set it again") if self.only_centre else right)
            return
        breath = 0.0 if self._since_s is None else (self.now_s - self._since_s) % BREATH_S / BREATH_S
        canvas.title(aloud("Hold the rail and rest") if self.practice.source.is_board else message("Rest as long as you like"))
        if self._following.words:
            canvas.subtitle(message("Next: {what}", what=self._following.words))
        elif self._next is not None and self.practice.source.is_board:
            canvas.subtitle(PAIN)
        canvas.rest_breathing(1.0 - self.left_s / self._whole_s, ceil(self.left_s))
        canvas.instruction(aloud("Breathe in") if breath < IN_SHARE else aloud("Breathe out"))
