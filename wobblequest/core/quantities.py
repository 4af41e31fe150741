"""Numbers with their units, as each language writes them: the gap before a unit, and the unit itself, differ."""

from __future__ import annotations

from wobblequest.core.messages import Message, chain, figure, message, name

MOST_DECIMALS = 3


def decimals_of(value: float) -> int:
    """How many decimals a number has that somebody set, at most three: 0 for 4.0, 2 for 0.25."""
    return len(f"{value:.{MOST_DECIMALS}f}".rstrip("0").partition(".")[2])


def quantity(value: float, unit: str, decimals: int = 0) -> Message:
    """``62 %``, ``3.1°``, ``8.0 s``; without a unit ("" or "–") the number alone. What is no everyday unit is the same in all languages."""
    number = figure(value, decimals)
    match unit:
        case "" | "–":
            return number
        case "%":
            return message("{value} %", value=number)
        case "°" | "deg":
            return message("{value}°", value=number)
        case "s":
            return message("{value} s", value=number)
        case "ms":
            return message("{value} ms", value=number)
        case "Hz":
            return message("{value} Hz", value=number)
        case "×":
            return message("{value} ×", value=number)
    return chain([number, name(unit)], " ")
