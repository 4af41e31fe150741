"""Asking a board who it is, where it is known to understand the question. What it sends meanwhile waits: until it has told, nobody can
know whether it is the board that was calibrated.
"""

from __future__ import annotations

from wobblequest.core.samples import Reading
from wobblequest.input.protocols.decoder import Decoder, Identified

ANSWER_S = 0.5
"""So long an answer is waited for: the longest that a board which was just opened may be kept from the game."""


class Introduction:
    """One question to one board, for one connection.

    decoder : a fresh one, which has heard nothing of the board before. ask : what to write; b"" where there is nothing to ask.
    """

    def __init__(self, decoder: Decoder | None = None, ask: bytes = b"") -> None:
        self._decoder, self._ask = decoder, ask
        self._held: list[Reading] = []
        self._asked_s: float | None = None
        self.is_over = not ask
        """Whether the board has told, or is not to be waited for."""

    @property
    def identity(self) -> str:
        """What the board told of itself, with its protocol before it; "" where it told nothing, or nothing was asked."""
        told = self._decoder.identity if isinstance(self._decoder, Identified) else ""
        return f"{self._decoder.name}:{told}" if self._decoder is not None and told else ""

    def hold(self, readings: list[Reading], now_s: float) -> bytes:
        """Keep readings for later. Gives back what to write now: the question, once, when the board was heard for the first time
        (before that it may be in its bootloader, which takes bytes for a program)."""
        self._held += readings
        if self._asked_s is None:
            if self._held and not self.identity:
                self._asked_s = now_s
                return self._ask
            self.is_over = bool(self._held)
        elif self.identity or now_s - self._asked_s >= ANSWER_S:
            self.is_over = True
        return b""

    def let_through(self) -> list[Reading]:
        """What was held."""
        held, self._held = self._held, []
        return held
