"""Words for a person: plain English in the code, and with it all that is needed to say the same in another language.

A `Message` is a ``str``, so whoever only compares, logs or prints it has its English. It also remembers what it was made of, so that the
screen, the voice and the report can say it in the language of whoever reads: they are the only ones who know that. So drills, levels and
sessions stay pure, and one program can speak two languages at once, the patient's and the therapist's.

An f-string, ``replace`` or ``+`` makes a plain ``str`` of it, which can no longer be translated; put words together with what is here.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Literal, NamedTuple

DayForm = Literal["day", "weekday", "full"]
"""``3 Nov``; ``Monday``; ``Monday, 3 November``."""


class Phrase(NamedTuple):
    """A whole phrase of the catalogue. msgid : English, with ``{names}`` for the values. aloud : whether it is recorded in each language,
    so that the voice can say it."""

    msgid: str
    values: Mapping[str, Message]
    aloud: bool = False


class Count(NamedTuple):
    """A phrase that depends on a number: ``one`` for 1 and ``many`` else, in English. Both may name ``{n}``."""

    one: str
    many: str
    n: int
    values: Mapping[str, Message]


class Figure(NamedTuple):
    """A number with so many decimals, written as the language does."""

    value: float
    decimals: int


class Day(NamedTuple):
    """A day, written as the language does."""

    on: date
    form: DayForm


class Chain(NamedTuple):
    """Messages one after the other, with the same text between them."""

    between: str
    parts: tuple[Message, ...]


class Name(NamedTuple):
    """Text that is the same in every language: an alias, a file's name, a level that a clinic wrote itself."""

    text: str


Made = Phrase | Count | Figure | Day | Chain | Name
Value = str | int | float | date
"""What may stand for a ``{name}``: a message, or text that is the same everywhere; a number or day, which each language writes its way."""


class Message(str):
    """Words for a person. As a ``str`` it is the English; ``made`` is what it was made of."""

    __slots__ = ("made",)
    made: Made

    def __new__(cls, english: str, made: Made) -> Message:
        self = super().__new__(cls, english)
        self.made = made
        return self

    def __reduce__(self) -> tuple[type[Message], tuple[str, Made]]:
        return Message, (str(self), self.made)


def message(msgid: str, /, **values: Value) -> Message:
    """A phrase of the catalogue, in English, such as ``message("Level {place} of {most}", place=2, most=10)``.

    A float is written with one decimal; for others hand in a `figure`. Raises KeyError where a value is missing.
    """
    given = {name: _value(value) for name, value in values.items()}
    return Message(msgid.format(**given) if given else msgid, Phrase(msgid, given))


def aloud(msgid: str, /, **values: Value) -> Message:
    """A `message` that is spoken, too: what to do, and what must be known at once. At most eight words."""
    words = message(msgid, **values)
    assert isinstance(words.made, Phrase)  # noqa: S101 - that is what message makes
    return Message(words, words.made._replace(aloud=True))


def counted(one: str, many: str, n: int, /, **values: Value) -> Message:
    """A phrase that depends on a number: ``counted("{n} circle", "{n} circles", 3)``."""
    given = {"n": figure(n), **{name: _value(value) for name, value in values.items()}}
    return Message((one if n == 1 else many).format(**given), Count(one, many, n, given))


def figure(value: float, decimals: int = 0) -> Message:
    """A number with so many decimals; what rounds to 0 has no minus."""
    return Message(f"{round(value, decimals) + 0.0:.{decimals}f}", Figure(value, decimals))


DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
MONTHS = ("January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December")


def day(on: date, form: DayForm = "day") -> Message:
    """A day: ``3 Nov``, ``Monday`` or ``Monday, 3 November``."""
    weekday, month = DAYS[on.weekday()], MONTHS[on.month - 1]
    words = {"day": f"{on.day} {month[:3]}", "weekday": weekday, "full": f"{weekday}, {on.day} {month}"}[form]
    return Message(words, Day(on, form))


def chain(parts: Iterable[str], between: str = ". ") -> Message:
    """Messages one after the other; empty ones are left out. Plain text among them is the same in every language."""
    whole = tuple(_value(part) for part in parts if part)
    return Message(between.join(whole), Chain(between, whole))


def name(text: str) -> Message:
    """Text that is the same in every language."""
    return Message(text, Name(text))


def _value(value: Value) -> Message:
    match value:
        case Message():
            return value
        case str():
            return name(value)
        case date():
            return day(value)
        case int():
            return figure(value)
    return figure(value, 1)
