"""How a language writes numbers and days: Babel knows (CLDR). It is loaded only where something is written in another language."""

from __future__ import annotations

from datetime import date

from wobblequest.core.messages import DayForm

_FORMS: dict[DayForm, str] = {"day": "MMMd", "weekday": "EEEE", "full": "MMMMEEEEd"}
"""Skeletons of CLDR, which each language fills its way."""


def written_figure(value: float, decimals: int, locale: str) -> str:
    """A number with so many decimals, as the locale writes it."""
    from babel.numbers import format_decimal

    rounded = round(value, decimals) + 0.0  # no minus before 0
    return format_decimal(rounded, format=f"#,##0.{'0' * decimals}" if decimals else "#,##0", locale=locale)


def written_day(on: date, form: DayForm, locale: str) -> str:
    """A day as the locale writes it."""
    from babel.dates import format_date, format_skeleton

    if form == "weekday":
        return format_date(on, "EEEE", locale=locale)
    return format_skeleton(_FORMS[form], on, locale=locale)
