"""The offer to set the centre again, where level seems to have wandered: between trials only, and no is an answer."""

from __future__ import annotations

from collections.abc import Sequence
from math import hypot

from wobblequest.core.arena import Point
from wobblequest.core.messages import Message, message
from wobblequest.core.quantities import quantity
from wobblequest.draw.canvas import Area
from wobblequest.screens import flow
from wobblequest.screens.leaning import LeaningScreen, Option
from wobblequest.screens.screen import Practice, Screen
from wobblequest.screens.zones import Side
from wobblequest.session.drift import words_of


class OffersCentre(LeaningScreen):
    """A screen between trials that offers it once, as a lean forward. ``centre`` is how far off level seems to be, while it is offered.

    A screen of its kind says what there is to choose (`possible`), calls `look` where it may be offered, and `taken` with a choice.
    """

    def __init__(self, practice: Practice) -> None:
        super().__init__(practice)
        self.centre: Point | None = None
        self._told = False

    def possible(self) -> Sequence[Option]:
        """What there is to choose, with the offer or without."""
        raise NotImplementedError

    def look(self) -> None:
        """Offer it where level seems to have wandered; never to somebody who is about to choose something else."""
        off = wandered(self.practice)
        if off is not None and not self._told and not self._zones.state.ready:
            self._told, self.centre, self.centre_side = True, off, "forward"
            self.offer(self.possible())

    def taken(self, side: Side) -> Screen | None:
        """Where the offer was taken, the way there; any other choice is a no, and what stood in its place comes back."""
        if self.centre is None:
            return None
        if side == "forward":
            return flow.set_centre(self.practice, self)
        self.practice.drift.decline()
        self._withdraw()
        self.offer(self.possible())
        return None

    @property
    def only_centre(self) -> bool:
        """Whether level is so far off that nothing else can be leaned to."""
        return self.centre is not None and self._zones.sides == {"forward"}

    def come_back(self) -> None:
        self._withdraw()
        self.offer_anew(self.possible())

    def _withdraw(self) -> None:
        self.centre = self.centre_side = None


def wandered(practice: Practice) -> Point | None:
    """How far off level seems to be, where that is to be offered; else None."""
    if not flow.can_calibrate(practice) or practice.calibration is None:
        return None
    return practice.drift.offer


def centre_words(off: Point) -> Message:
    """``Level seems off by 3.1° to the right``."""
    return message("Level seems off by {off}", off=words_of(off))


def centre_option(off: Point, area: Area | None = None) -> Option:
    """To lean forward to. In an area of its own it says what is wrong, too: nothing else does there."""
    words = message("Set it again") if area is None else message("Centre {off} off: set it again", off=quantity(hypot(*off), "°"))
    return Option("forward", words, "stand", area)
