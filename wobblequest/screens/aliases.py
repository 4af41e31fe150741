"""Names to go by for who does not want to give their own: animals and trees, in the language of who asks."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import count

from wobblequest.core.messages import message
from wobblequest.language.catalogue import Catalogue

ALIASES = (
    message("Heron"), message("Birch"), message("Otter"), message("Maple"), message("Robin"), message("Willow"), message("Hedgehog"),
    message("Oak"), message("Swan"), message("Cedar"), message("Squirrel"), message("Hazel"), message("Owl"), message("Lime tree"),
    message("Dolphin"), message("Olive tree"), message("Hare"), message("Rowan"), message("Stork"), message("Cherry tree"),
    message("Beaver"), message("Palm"), message("Lark"), message("Larch"),
)


def offered(language: Catalogue, taken: Iterable[str]) -> tuple[str, ...]:
    """All that nobody goes by yet, in that language; with numbers where all are taken."""
    gone = {alias.casefold() for alias in taken}
    names = [language.said(alias) for alias in ALIASES]
    free = tuple(alias for alias in names if alias.casefold() not in gone)
    if free:
        return free
    number = next(n for n in count(2) if any(f"{alias} {n}".casefold() not in gone for alias in names))
    return tuple(alias for alias in (f"{each} {number}" for each in names) if alias.casefold() not in gone)
