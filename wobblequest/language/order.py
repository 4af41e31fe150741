"""The order in which the letters of a line stand: Hebrew is read from the right, and the numbers and Latin names within it from the left.

Words are kept as they are read and spoken. Only a line that is about to be drawn is put into the order in which it stands, after it was
wrapped: the Unicode bidirectional algorithm, by python-bidi, and what that leaves to who draws: brackets are turned around.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache
from types import MappingProxyType

from bidi import get_display  # type: ignore[import-untyped] # it says its types nowhere

OPEN, CLOSE = "\u2068", "\u2069"
"""Around a name: whatever letters it has, it takes no part in the order of the sentence around it."""
UNSEEN = frozenset("\u200b\u200c\u200d\u200e\u200f\u061c\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\ufeff")
"""Signs that steer the order, or join letters, and are not drawn."""
_FROM_THE_RIGHT = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefe]")
_ISOLATED = re.compile("[\u2066-\u2068][^\u2066-\u2069]*\u2069")
_TURNED = MappingProxyType(dict(zip("()[]{}<>«»‹›≤≥", ")(][}{><»«›‹≥≤", strict=True)))
_TAG = "\ufe00"
"""Stands behind a bracket and goes with it, so before it where the bracket is read from the right. It has no look of its own."""
_TAGGED = re.compile(f"{_TAG}([{re.escape(''.join(_TURNED))}])|([{re.escape(''.join(_TURNED))}]){_TAG}")


def isolated(name: str) -> str:
    """A name that stays in one piece within words of another direction."""
    return f"{OPEN}{name}{CLOSE}"


def has_right_to_left(words: str) -> bool:
    """Whether any of the letters is read from the right."""
    return not words.isascii() and _FROM_THE_RIGHT.search(words) is not None


def begins_at_right(words: str, right_to_left: bool) -> bool:
    """Whether a text begins at the right, in a language read so: unless all its letters are of another one."""
    if not right_to_left:
        return False
    own = _ISOLATED.sub("", words)
    return has_right_to_left(own) or not any(letter.isalpha() for letter in own)


@lru_cache(maxsize=1024)
def standing(line: str, right_to_left: bool) -> str:
    """A line as its letters stand, from left to right, without what is not drawn. ``right_to_left``: the text begins at the right."""
    if right_to_left or has_right_to_left(line):
        tagged = "".join(sign + _TAG if sign in _TURNED else sign for sign in line.replace(_TAG, ""))
        line = _TAGGED.sub(_untagged, get_display(tagged, base_dir="R" if right_to_left else "L"))
    return line if line.isascii() else "".join(sign for sign in line if sign not in UNSEEN)


def _untagged(found: re.Match[str]) -> str:
    turned, kept = found.groups()
    return _TURNED[turned] if turned is not None else str(kept)


def rejoined(lines: Iterable[str]) -> tuple[str, ...]:
    """Lines of one text that was wrapped: a name that goes on in the next line is in one piece there, too."""
    out: list[str] = []
    unclosed = 0
    for line in lines:
        whole = OPEN * unclosed + line
        unclosed = max(0, whole.count(OPEN) - whole.count(CLOSE))
        out.append(whole + CLOSE * unclosed)
    return tuple(out)
