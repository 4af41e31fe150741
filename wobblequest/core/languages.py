"""Which languages there are."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

COLON = ": "


@dataclass(frozen=True, slots=True)
class LanguageInfo:
    """One language. code : of its catalogue and its speech. title : in the language itself. locale : by which numbers and days are written.
    right_to_left : how it is read. colon : as it is written between two phrases."""

    code: str
    title: str
    locale: str
    right_to_left: bool = False
    colon: str = COLON


LANGUAGES: Mapping[str, LanguageInfo] = MappingProxyType({info.code: info for info in (
    LanguageInfo("en", "English", "en_GB"),
    LanguageInfo("de", "Deutsch", "de"),
    LanguageInfo("es", "Español", "es"),
    LanguageInfo("fr", "Français", "fr", colon="\u00a0: "),
    LanguageInfo("nl", "Nederlands", "nl"),
    LanguageInfo("he", "עברית", "he", right_to_left=True),
)})
"""All languages, English first: the code is written in it."""
ENGLISH = "en"
