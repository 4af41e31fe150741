"""Rest after a trial: seconds that run down, and a pace to breathe by."""

from __future__ import annotations

from collections.abc import Sequence
from math import ceil

from wobblequest.core.messages import aloud, message
from wobblequest.draw.canvas import Canvas
from wobblequest.screens import flow
from wobblequest.screens.centre import OffersCentre, centre_option, centre_words
from wobblequest.screens.leaning import Option
from wobblequest.screens.screen import Frame, Intent, Practice, Screen
from wobblequest.screens.zones import Side

REST_S = 30.0
BREATH_S = 10.0
"""In for four tenths, out for six: six breaths a minute."""
IN_SHARE = 0.4


class Rest(OffersCentre):
    """Waits until the rest is over, then a lean to the right goes on, one to the left stops. A therapist may cut it short with Tab.
    Where level seems to have wandered meanwhile, a lean forward sets it again.

    following : what comes then. left_s : how long to rest still. of_s : of so long a rest, where part of it is over.
    """

    may_check = True

    def __init__(self, practice: Practice, following: flow.AfterRest, left_s: float = REST_S, *, of_s: float | None = None) -> None:
        super().__init__(practice)
        self._following, self._whole_s = following, left_s
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
        stop, go_on = Option("left", message("Stop"), "stop"), Option("right", message("Go on"), "play")
        return (stop, go_on) if self.centre is None else (stop, centre_option(self.centre), go_on)

    def choose(self, side: Side) -> Screen | None:
        if side == "forward":
            return self.taken(side)
        self.taken(side)
        if side == "left":
            return flow.stopped(self.practice)
        return flow.after_rest(self.practice, self._following)

    def asked(self, intent: Intent) -> Screen | None:
        if intent.deed == "rezero":
            return flow.set_centre(self.practice, self)
        if intent.deed == "skip":
            return flow.after_rest(self.practice, self._following)
        return flow.stopped(self.practice) if intent.deed in ("stop", "back") else None

    def paint(self, canvas: Canvas) -> None:
        if self._offered:
            canvas.title(aloud("Go on when you are ready"))
            canvas.subtitle(message("Stop if you feel pain or dizzy") if self.centre is None else centre_words(self.centre))
            self.draw_zones(canvas)
            canvas.instruction(aloud("Lean forward to set it again") if self.only_centre else self.right_words("go on"))
            return
        breath = 0.0 if self._since_s is None else (self.now_s - self._since_s) % BREATH_S / BREATH_S
        canvas.title(aloud("Hold the rail and rest"))
        if self._following.words:
            canvas.subtitle(message("Next: {what}", what=self._following.words))
        canvas.rest_breathing(1.0 - self.left_s / self._whole_s, ceil(self.left_s))
        canvas.instruction(aloud("Breathe in") if breath < IN_SHARE else aloud("Breathe out"))
