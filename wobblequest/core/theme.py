"""Themes: one look for each role. Me, goal and caution are told apart by form as well; colour is only the second sign."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

Colour = tuple[int, int, int]


@dataclass(frozen=True, slots=True)
class Theme:
    """Colours (sRGB, 0…255) by role.

    outer, inner : the background's gradient, at the edge and in the middle. panel : behind zones and charts. ground : the arena's quiet
    rings, laid over one another at ground_opacity.
    text, soft : words. me : the person's dot, with me_light and me_dark around it. goal : where to go. goal_text : words or marks
    upon goal. done : finished. caution : keep off, with an edge that stands out from the
    background and a sign upon it. quiet : lines that may recede. mark : the faintest line that carries meaning.
    """

    name: str
    outer: Colour
    inner: Colour
    panel: Colour
    ground: Colour
    ground_opacity: float
    text: Colour
    soft: Colour
    me: Colour
    me_light: Colour
    me_dark: Colour
    goal: Colour
    goal_text: Colour
    done: Colour
    caution: Colour
    caution_edge: Colour
    caution_sign: Colour
    quiet: Colour
    mark: Colour


DARK = Theme(
    name="dark",
    outer=(0x0B, 0x12, 0x20), inner=(0x10, 0x1A, 0x2E), panel=(0x16, 0x22, 0x3A), ground=(0x2A, 0x3A, 0x58), ground_opacity=0.17,
    text=(0xFF, 0xFF, 0xFF), soft=(0xB9, 0xC6, 0xDD),
    me=(0xE6, 0x9F, 0x00), me_light=(0xFF, 0xFF, 0xFF), me_dark=(0x0B, 0x12, 0x20),
    goal=(0x56, 0xB4, 0xE9), goal_text=(0x0B, 0x12, 0x20), done=(0xFF, 0xFF, 0xFF),
    caution=(0xA3, 0x2C, 0x00), caution_edge=(0xFF, 0xFF, 0xFF), caution_sign=(0xFF, 0xFF, 0xFF),
    quiet=(0x2A, 0x3A, 0x58), mark=(0x7C, 0x8D, 0xAE),
)
LIGHT = Theme(
    name="light",
    outer=(0xF7, 0xF4, 0xEC), inner=(0xFF, 0xFF, 0xFF), panel=(0xFF, 0xFF, 0xFF), ground=(0xCF, 0xC8, 0xB8), ground_opacity=0.14,
    text=(0x10, 0x15, 0x1D), soft=(0x4A, 0x52, 0x60),
    me=(0xE6, 0x9F, 0x00), me_light=(0xFF, 0xFF, 0xFF), me_dark=(0x10, 0x15, 0x1D),
    goal=(0x00, 0x72, 0xB2), goal_text=(0xFF, 0xFF, 0xFF), done=(0x10, 0x15, 0x1D),
    caution=(0x99, 0x29, 0x00), caution_edge=(0x10, 0x15, 0x1D), caution_sign=(0xFF, 0xFF, 0xFF),
    quiet=(0xCF, 0xC8, 0xB8), mark=(0x7A, 0x74, 0x66),
)
THEMES: Mapping[str, Theme] = MappingProxyType({t.name: t for t in (DARK, LIGHT)})
"""All themes by name. The vermillion is darker than Okabe and Ito's: only so does it stay 40 ΔE away from orange for every eye."""
