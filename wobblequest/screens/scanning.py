"""Choosing with one button: what can be chosen lights up in turn, and a press takes what is lit. Pure functions of the time.

Nothing is lit first, and again after each round: standing still and waiting is a choice, too, and a press then takes nothing. There is no
hurry: it goes round until somebody presses.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from wobblequest.screens.zones import Side

LIT_S = 2.5
UNLIT_S = 3.0
"""As long as nothing can be leaned to after a screen has appeared: a press that was meant for the one before takes nothing."""
ROUNDS_HEARD = 3
"""So many rounds are heard; after that whoever waits is left in peace."""
_ORDER: tuple[Side, ...] = ("right", "left", "forward")


def order(sides: Iterable[Side], proposed: Side) -> tuple[Side, ...]:
    """The sides in the order in which they light up: what is proposed comes first."""
    there = frozenset(sides)
    return tuple(sorted(there, key=lambda side: (side != proposed, _ORDER.index(side))))


def lit_at(turns: tuple[Side, ...], since_s: float) -> Side | None:
    """What is lit so long after the choice was offered; None in the pause of each round, and where there is nothing to choose."""
    if not turns or since_s < 0.0:
        return None
    within_s = since_s % round_s(turns)
    return None if within_s < UNLIT_S else turns[min(int((within_s - UNLIT_S) / LIT_S), len(turns) - 1)]


def round_s(turns: tuple[Side, ...]) -> float:
    """How long one round takes."""
    return UNLIT_S + LIT_S * len(turns)


@dataclass(slots=True)
class Scanning:
    """What a screen holds of it. turns : what lights up, in order. lit : what is lit now."""

    turns: tuple[Side, ...] = ()
    lit: Side | None = None
    _since_s: float | None = None

    def begin(self, sides: Iterable[Side], proposed: Side) -> None:
        """Other things can be chosen from now on: it begins anew with nothing lit."""
        self.turns, self.lit, self._since_s = order(sides, proposed), None, None

    def feed(self, now_s: float) -> bool:
        """Whether another thing lit up that is to be heard."""
        if self._since_s is None:
            self._since_s = now_s
        before, self.lit = self.lit, lit_at(self.turns, now_s - self._since_s)
        heard = now_s - self._since_s < ROUNDS_HEARD * round_s(self.turns)
        return self.lit is not None and self.lit != before and heard
