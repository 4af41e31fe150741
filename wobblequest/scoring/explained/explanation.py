"""The words beside a measure's definition."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Explanation:
    """What must be known to read one measure, or several that differ only in their axis.

    names : of the measures. tells : what it says of a person. tells_not : what it is easily, and wrongly, taken for. deviates : where
    we leave the source, or what it leaves open and we chose; "" where nowhere. typical : values to expect and where they come from; ""
    where none are known that hold for a board like this one.
    """

    names: tuple[str, ...]
    tells: str
    tells_not: str
    deviates: str = ""
    typical: str = ""


def both(name: str) -> tuple[str, str]:
    """The names of a measure for pitch and for roll: ``both("rms_{}")``."""
    return name.format("pitch"), name.format("roll")
