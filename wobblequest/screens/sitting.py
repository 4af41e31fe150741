"""What screens may ask about the time somebody is at the board."""

from __future__ import annotations

from typing import Protocol

from wobblequest.core.recording import EventKind
from wobblequest.session.dose import Work
from wobblequest.session.wellbeing import Answers, When


class Sitting(Protocol):
    """What holds while a person is at the board, and is new when they come another time."""

    @property
    def asked(self) -> bool:
        """Whether they were asked how they are, and may play."""
        ...

    @property
    def prepared(self) -> bool:
        """Whether they said that all is ready around the board."""
        ...

    def prepare(self) -> None: ...
    def answered(self, kind: When, answers: Answers) -> None:
        """Keep what they said."""
        ...

    @property
    def work(self) -> Work:
        """How much they have worked, whatever they played."""
        ...

    def worked(self, seconds: float) -> None: ...
    def rested(self, seconds: float) -> None: ...
    def allow_more(self) -> None:
        """A therapist lets them go on although it was enough for today."""
        ...

    @property
    def greeted(self) -> bool:
        """Whether home has wished them a good day: it does so once."""
        ...

    def greet(self) -> None: ...
    def mark(self, kind: EventKind, by: str = "") -> None:
        """Note something about the newest trial, such as pain afterwards, and who saw it."""
        ...

    def was_shown(self, drill: str) -> bool:
        """Whether they have seen, in this sitting, how this exercise goes."""
        ...

    def show(self, drill: str) -> None: ...
