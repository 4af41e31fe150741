"""A board if one answers, else the keyboard; and the board as soon as one is plugged in, unless somebody is playing just then."""

from __future__ import annotations

from dataclasses import replace

from wobblequest.core.arena import Target
from wobblequest.core.recording import SourceInfo
from wobblequest.core.samples import Reading
from wobblequest.input.keyboard import KeyboardSource
from wobblequest.input.source import Link, Source
from wobblequest.input.which import WhichBoard

OFFER_S = 10.0
"""So long the offer to wake a silent board stands before the keyboard."""
WAKING_S = 8.0
"""So long what comes of it does: six seconds of asking, and an answer."""


class AutoSource:
    """Polls a board that is looked for all the time, and hands out the keyboard's readings until it answers.

    Once the board has answered it stays the source: a board that is lost is waited for, nobody is handed to the keyboard in mid-lean.

    may_switch : set it to False while a trial is under way; the board then takes over after it.
    """

    def __init__(self, board: Source, keyboard: KeyboardSource | None = None) -> None:
        self._board = board
        self.keyboard = keyboard or KeyboardSource()
        self._on_board = False
        self._is_waking = False
        self._offer_ends_s: float | None = None
        self.may_switch = True

    @property
    def _source(self) -> Source:
        return self._board if self._on_board else self.keyboard

    @property
    def info(self) -> SourceInfo:
        return self._source.info

    def poll(self, now_s: float) -> list[Reading]:
        from_board = self._board.poll(now_s)
        if self._on_board:
            return from_board
        if self.may_switch and self._board.link(now_s).state == "live":
            self._on_board = True
            self.keyboard.release_all()
            return from_board
        return self.keyboard.poll(now_s)

    def link(self, now_s: float) -> Link:
        """The source's link. What the board asks of a person stands before the keyboard's, for only there somebody reads it: which of two
        it is, for as long as it takes; whether a silent one may be woken, for ten seconds, since it may be no board at all.
        Why none answers comes along with the keyboard's."""
        if self._on_board:
            return self._board.link(now_s)
        board = self._board.link(now_s)
        asks = self._is_offered(board, now_s) or (isinstance(self._board, WhichBoard) and self._board.asks)
        return board if asks and self.may_switch else replace(self.keyboard.link(now_s), search=board.words)

    def _is_offered(self, board: Link, now_s: float) -> bool:
        """Whether the offer, or what became of a yes to it, is to be seen still."""
        if self._is_waking and self._offer_ends_s is not None and now_s >= self._offer_ends_s:
            self._is_waking = False
        if not board.offers_probe and not self._is_waking:
            self._offer_ends_s = None
        elif self._offer_ends_s is None:
            self._offer_ends_s = now_s + (WAKING_S if self._is_waking else OFFER_S)
        return self._offer_ends_s is not None and now_s < self._offer_ends_s

    def aim(self, target: Target | None) -> None:
        self._source.aim(target)

    def allow_probes(self) -> None:
        self._board.allow_probes()
        self._is_waking, self._offer_ends_s = True, None

    def close(self) -> None:
        self._board.close()
        self.keyboard.close()
