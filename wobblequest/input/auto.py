"""A board if one answers, else the keyboard; and the board as soon as one is plugged in, unless somebody is playing just then."""

from __future__ import annotations

from dataclasses import replace

from wobblequest.core.arena import Target
from wobblequest.core.recording import SourceInfo
from wobblequest.core.samples import Reading
from wobblequest.input.keyboard import KeyboardSource
from wobblequest.input.source import Link, Source
from wobblequest.input.which import WhichBoard


class AutoSource:
    """Polls a board that is looked for all the time, and hands out the keyboard's readings until it answers.

    Once the board has answered it stays the source: a board that is lost is waited for, nobody is handed to the keyboard in mid-lean.

    may_switch : set it to False while a trial is under way; the board then takes over after it.
    """

    def __init__(self, board: Source, keyboard: KeyboardSource | None = None) -> None:
        self._board = board
        self.keyboard = keyboard or KeyboardSource()
        self._on_board = False
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
        """The keyboard's link carries the offer to wake a silent board. While two boards answer, their question stands before the keys."""
        if self._on_board:
            return self._board.link(now_s)
        board = self._board.link(now_s)
        if self.may_switch and isinstance(self._board, WhichBoard) and self._board.asks:
            return board
        keys = self.keyboard.link(now_s)
        return replace(keys, words=board.words, offers_probe=True) if board.offers_probe else keys

    def searching(self, now_s: float) -> str:
        """How the search for a board stands, in words; "" once there is one."""
        return "" if self._on_board else self._board.link(now_s).words

    def aim(self, target: Target | None) -> None:
        self._source.aim(target)

    def allow_probes(self) -> None:
        self._board.allow_probes()

    def close(self) -> None:
        self._board.close()
        self.keyboard.close()
