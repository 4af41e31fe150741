"""A catalogue of one language: what a `Message` is in it."""

from __future__ import annotations

import logging
from collections.abc import Mapping
from functools import cache
from gettext import GNUTranslations, NullTranslations
from pathlib import Path
from struct import error as StructError  # noqa: N812 - it is an exception

from wobblequest.core.assets import asset
from wobblequest.core.errors import UsageError, WobbleQuestError
from wobblequest.core.languages import COLON, ENGLISH, LANGUAGES, LanguageInfo
from wobblequest.core.messages import Chain, Count, Day, Figure, Message, Name, Phrase
from wobblequest.language.order import has_right_to_left, isolated
from wobblequest.language.written import ready, written_day, written_figure

log = logging.getLogger(__name__)


class Catalogue:
    """One language: its phrases, and how it writes numbers and days. A phrase that it has not is said in English."""

    def __init__(self, info: LanguageInfo, phrases: NullTranslations) -> None:
        self.info = info
        self._phrases = phrases
        self._unusable: set[str] = set()
        self._said: dict[str, str] = {}

    def said(self, words: str) -> str:
        """A message in this language. Plain text stays as it is."""
        if not isinstance(words, Message):
            return words
        if self.info.code == ENGLISH and not has_right_to_left(words):
            return str(words)
        return self._made(words)

    def _made(self, words: Message) -> str:
        match words.made:
            case Phrase(msgid, values, _):
                return self._filled(self._phrase(msgid), msgid, values) if values else self._phrase(msgid)
            case Count(one, many, n, values):
                return self._filled(self._phrases.ngettext(one, many, n), one if n == 1 else many, values)
            case Figure(value, decimals):
                return str(words) if self.info.code == ENGLISH else written_figure(value, decimals, self.info.locale)
            case Day(on, form):
                return str(words) if self.info.code == ENGLISH else written_day(on, form, self.info.locale)
            case Chain(between, parts):
                return (self.info.colon if between == COLON else between).join(self.said(part) for part in parts)
            case Name(text):
                return isolated(text) if self.info.right_to_left or has_right_to_left(text) else text

    def _phrase(self, msgid: str) -> str:
        """Looked up once: `gettext` asks its fallbacks each time, and a frame says some forty phrases."""
        found = self._said.get(msgid)
        if found is None:
            found = self._phrases.gettext(msgid) if msgid else ""  # the catalogue keeps its own header under ""
            self._said[msgid] = found
        return found

    def _filled(self, phrase: str, english: str, values: Mapping[str, Message]) -> str:
        """The phrase with its values. One with a placeholder that there is not is said in English, and the log tells of it once."""
        given = {key: self.said(value) for key, value in values.items()}
        try:
            return phrase.format(**given)
        except (LookupError, ValueError, AttributeError) as why:
            if phrase not in self._unusable:
                self._unusable.add(phrase)
                log.warning("the translation %r (%s) of %r cannot be filled: %r", phrase, self.info.code, english, why)
        return english.format(**given)


@cache
def catalogue(code: str) -> Catalogue:
    """The catalogue of a language. Raises UsageError for one that there is not, WobbleQuestError where its file is missing or damaged."""
    info = LANGUAGES.get(code)
    if info is None:
        raise UsageError(f"there is no language {code!r}; there are {', '.join(LANGUAGES)}")
    return Catalogue(info, NullTranslations()) if code == ENGLISH else read(info, asset(f"translations/{code}.mo"))


def read(info: LanguageInfo, path: Path) -> Catalogue:
    """The catalogue in a file of gettext (``.mo``), with all that its language needs loaded. Raises WobbleQuestError for a damaged one."""
    try:
        with path.open("rb") as file:
            phrases = GNUTranslations(file)
    except (OSError, ValueError, LookupError, StructError, RecursionError) as why:
        raise WobbleQuestError(f"{path} is no catalogue of {info.code}: {why}; install WobbleQuest again") from why
    ready(info.locale)
    return Catalogue(info, phrases)
