"""What of a message is spoken, as pieces that are recorded beforehand.

A phrase is one piece; one with values is what its translation has between them, with numbers and other spoken phrases in their places. Only
what is made to be said `aloud` has recordings, and whole numbers from 0 to 100. A sentence with anything else in it (a name, a day, 2.5, a
"%") is not spoken at all: what is left without it may say something else. It is on the screen anyway.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from hashlib import sha256
from string import Formatter
from typing import NamedTuple

from wobblequest.core.messages import Chain, Figure, Message, Phrase
from wobblequest.language.catalogue import Catalogue

NUMBERS = range(101)
LONGEST_SLUG = 40
_MARKS = " \t\n.,;:!?¡¿…–—-'’‘\"“”„«»()/\u00a0\u200e\u200f"
"""What is written and not said."""


class Piece(NamedTuple):
    """One recording. key : its file's name; a changed text has another, so that it never plays an old recording. words : what is said,
    as it is written."""

    key: str
    words: str


def utterance(words: str, catalogue: Catalogue) -> tuple[Piece, ...]:
    """The recordings that say a message, in order; none for what is not spoken."""
    if not isinstance(words, Message):
        return ()
    if isinstance(words.made, Chain):
        return tuple(piece for part in words.made.parts for piece in utterance(part, catalogue))
    return _pieces(words, catalogue) or ()


def fixed_pieces(msgid: str, catalogue: Catalogue) -> tuple[Piece, ...]:
    """The recordings that a phrase needs in a language, whatever its values are."""
    template = _template(msgid, catalogue)
    has_values = any(field is not None for _, field, *_ in Formatter().parse(msgid))
    return _said_of(msgid, [literal for literal, *_ in Formatter().parse(template)] if has_values else [template])


def number_piece(number: int) -> Piece:
    """The recording of a whole number of `NUMBERS`."""
    return Piece(_key(f"number {number}", str(number)), str(number))


def _pieces(words: Message, catalogue: Catalogue) -> tuple[Piece, ...] | None:
    match words.made:
        case Figure(value, 0) if round(value) in NUMBERS:
            return (number_piece(round(value)),)
        case Phrase(msgid, values, True):
            return _filled(msgid, values, catalogue) if values else _said_of(msgid, [_template(msgid, catalogue)])
    return None


def _filled(msgid: str, values: Mapping[str, Message], catalogue: Catalogue) -> tuple[Piece, ...] | None:
    out: list[Piece] = []
    for literal, field, *_ in Formatter().parse(_template(msgid, catalogue)):
        if _is_said(literal):
            out.append(_piece(msgid, literal))
        elif literal.strip(_MARKS):
            return None  # a sign such as "%"
        if field is not None:
            value = _pieces(values[field], catalogue)
            if value is None:
                return None
            out += value
    return tuple(out)


def _template(msgid: str, catalogue: Catalogue) -> str:
    return catalogue.said(Message(msgid, Phrase(msgid, {})))


def _said_of(msgid: str, literals: Sequence[str]) -> tuple[Piece, ...]:
    return tuple(_piece(msgid, literal) for literal in literals if _is_said(literal))


def _is_said(literal: str) -> bool:
    return any(each.isalnum() for each in literal)


def _piece(msgid: str, literal: str) -> Piece:
    said = literal.strip().lstrip(".,;:!?…–—-) \u00a0")
    return Piece(_key(msgid, said), said)


def _key(english: str, said: str) -> str:
    """A name to find it by, in the letters of any file system, and what tells one text from another."""
    plain = re.sub(r"\{[^}]*\}", " ", english).lower().replace("’", "").replace("'", "")
    slug = re.sub(r"[^a-z0-9]+", "-", plain).strip("-") or "words"
    if len(slug) > LONGEST_SLUG:
        slug = slug[:LONGEST_SLUG + 1].rpartition("-")[0] or slug[:LONGEST_SLUG]
    return f"{slug}-{sha256(said.encode()).hexdigest()[:8]}"
