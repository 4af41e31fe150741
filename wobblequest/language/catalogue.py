"""A catalogue of one language: what a `Message` is in it."""

from __future__ import annotations

from functools import cache
from gettext import GNUTranslations, NullTranslations

from wobblequest.core.assets import asset
from wobblequest.core.errors import UsageError
from wobblequest.core.languages import ENGLISH, LANGUAGES, LanguageInfo
from wobblequest.core.messages import Chain, Count, Day, Figure, Message, Name, Phrase
from wobblequest.language.written import written_day, written_figure


class Catalogue:
    """One language: its phrases, and how it writes numbers and days. A phrase that it has not is said in English."""

    def __init__(self, info: LanguageInfo, phrases: NullTranslations) -> None:
        self.info = info
        self._phrases = phrases

    def said(self, words: str) -> str:
        """A message in this language. Plain text stays as it is."""
        if not isinstance(words, Message) or self.info.code == ENGLISH:
            return str(words)
        match words.made:
            case Phrase(msgid, values, _):
                phrase = self._phrases.gettext(msgid) if msgid else ""  # the catalogue keeps its own header under ""
                return phrase.format(**{key: self.said(value) for key, value in values.items()}) if values else phrase
            case Count(one, many, n, values):
                phrase = self._phrases.ngettext(one, many, n)
                return phrase.format(**{key: self.said(value) for key, value in values.items()})
            case Figure(value, decimals):
                return written_figure(value, decimals, self.info.locale)
            case Day(on, form):
                return written_day(on, form, self.info.locale)
            case Chain(between, parts):
                return between.join(self.said(part) for part in parts)
            case Name(text):
                return text


@cache
def catalogue(code: str) -> Catalogue:
    """The catalogue of a language. Raises UsageError for one that there is not, WobbleQuestError where its file is missing."""
    info = LANGUAGES.get(code)
    if info is None:
        raise UsageError(f"there is no language {code!r}; there are {', '.join(LANGUAGES)}")
    if code == ENGLISH:
        return Catalogue(info, NullTranslations())
    with asset(f"translations/{code}.mo").open("rb") as file:
        return Catalogue(info, GNUTranslations(file))
