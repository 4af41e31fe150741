"""Which languages there are."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType


@dataclass(frozen=True, slots=True)
class LanguageInfo:
    """One language. code : of its catalogue and its speech. title : in the language itself. locale : by which numbers and days are written.
    right_to_left : how it is read."""

    code: str
    title: str
    locale: str
    right_to_left: bool = False


LANGUAGES: Mapping[str, LanguageInfo] = MappingProxyType({info.code: info for info in (
    LanguageInfo("en", "English", "en_GB"),
    LanguageInfo("de", "Deutsch", "de"),
    LanguageInfo("es", "Español", "es"),
    LanguageInfo("fr", "Français", "fr"),
    LanguageInfo("nl", "Nederlands", "nl"),
    LanguageInfo("he", "עברית", "he", right_to_left=True),
)})
"""All languages, English first: the code is written in it."""
ENGLISH = "en"
