"""How a language writes numbers and days: Babel knows (CLDR). It is loaded only where something is written in another language."""

from __future__ import annotations

import re
from datetime import date
from functools import lru_cache
from typing import get_args

from wobblequest.core.messages import DayForm

_SOME_DAY = date(2024, 1, 1)
_FIELD = re.compile("'[^']*'|E+|M+")


def ready(locale: str) -> None:
    """Load all that is needed for a language: when it is taken, not in the midst of a frame."""
    written_figure(1234.5, 1, locale)
    for form in get_args(DayForm):
        written_day(_SOME_DAY, form, locale)


@lru_cache(maxsize=1024)
def written_figure(value: float, decimals: int, locale: str) -> str:
    """A number with so many decimals, as the locale writes it."""
    from babel.numbers import format_decimal

    rounded = round(value, decimals) + 0.0  # no minus before 0
    return format_decimal(rounded, format=f"#,##0.{'0' * decimals}" if decimals else "#,##0", locale=locale)


@lru_cache(maxsize=256)
def written_day(on: date, form: DayForm, locale: str) -> str:
    """A day as the locale writes it."""
    from babel.dates import format_date, format_skeleton

    match form:
        case "day":
            return format_skeleton("MMMd", on, locale=locale)
        case "weekday":
            return format_date(on, "EEEE", locale=locale)
        case "full":
            return format_date(on, _spelt_out(locale), locale=locale)


@lru_cache
def _spelt_out(locale: str) -> str:
    """The locale's pattern for weekday, day and month with its names spelt out. Few have one: the nearest is widened, as CLDR says."""
    from babel import Locale
    from babel.dates import match_skeleton

    patterns = Locale.parse(locale).datetime_skeletons
    nearest = match_skeleton("MMMMEd", patterns)
    if nearest is None:
        return "EEEE d MMMM"
    return _FIELD.sub(lambda found: found[0] if found[0][0] == "'" else found[0][0] * 4, str(patterns[nearest].pattern))
