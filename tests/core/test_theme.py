"""Every theme is readable, also with protanopia, deuteranopia and tritanopia."""

from __future__ import annotations

import colorsys
from dataclasses import fields
from itertools import combinations
from types import ModuleType

import pytest

from wobblequest.core.theme import THEMES, Colour, Theme
from wobblequest.draw.notices import VEIL

LEAST_DELTA_E = 40.0
SIGHTS = ("protanopia", "deuteranopia", "tritanopia", "all cones")

every_theme = pytest.mark.parametrize("theme", THEMES.values(), ids=list(THEMES))


def over(top: Colour, opacity: float, below: Colour) -> Colour:
    r, g, b = (round(t * opacity + u * (1 - opacity)) for t, u in zip(top, below, strict=True))
    return r, g, b


def grounds(theme: Theme) -> list[Colour]:
    """All that marks lie upon: the background, panels (zones chosen or not, notices, charts, dials), the plate of the keys over either,
    the arena's rings from one to four on top of one another, and the wash within what one is to go to."""
    plain = [theme.outer, theme.inner, theme.panel]
    ring = theme.inner
    for _ in range(4):
        ring = over(theme.ground, theme.ground_opacity, ring)
        plain.append(ring)
    return plain


def veiled(theme: Theme) -> list[Colour]:
    """What plain words on a veil lie upon: it covers anything that may have been drawn."""
    return [over(theme.outer, VEIL, getattr(theme, each.name)) for each in fields(theme) if isinstance(getattr(theme, each.name), tuple)]


def test_the_formulas_are_the_published_ones(sight: ModuleType) -> None:
    assert sight.contrast((0, 0, 0), (255, 255, 255)) == pytest.approx(21.0)
    assert sight.contrast((0x77, 0x77, 0x77), (255, 255, 255)) == pytest.approx(4.48, abs=0.01)
    assert sight.lab(sight.linear((255, 0, 0))) == pytest.approx([53.24, 80.09, 67.20], abs=0.05)


@pytest.mark.parametrize(("deficiency", "colour", "wanted"), [
    ("protanopia", (255, 0, 0), (109, 95, 0)), ("protanopia", (0, 255, 0), (255, 229, 0)), ("protanopia", (0, 0, 255), (0, 88, 255)),
    ("protanopia", (255, 255, 0), (255, 244, 0)), ("protanopia", (0, 255, 255), (237, 242, 255)),
    ("deuteranopia", (255, 0, 0), (163, 144, 0)), ("deuteranopia", (0, 255, 0), (239, 214, 59)),
    ("deuteranopia", (0, 0, 255), (0, 61, 251)), ("deuteranopia", (255, 0, 255), (104, 155, 250)),
    ("tritanopia", (255, 0, 0), (255, 0, 13)), ("tritanopia", (0, 255, 0), (0, 247, 216)), ("tritanopia", (0, 0, 255), (0, 108, 150)),
    ("tritanopia", (255, 0, 255), (255, 75, 151)), ("tritanopia", (255, 255, 255), (255, 255, 255)),
])
def test_deficiencies_look_as_another_program_shows_them(
    sight: ModuleType, deficiency: str, colour: Colour, wanted: tuple[int, int, int],
) -> None:
    """The values are those that the library Unicolour is tested with, taken from a web browser's emulation."""
    assert sight.srgb(sight.seen(colour, deficiency)) == pytest.approx(wanted, abs=2.0)


@every_theme
@pytest.mark.parametrize("role", ["text", "soft"])
def test_words_stand_out_seven_to_one(sight: ModuleType, theme: Theme, role: str) -> None:
    for ground in (theme.outer, theme.inner, theme.panel, *(veiled(theme) if role == "text" else ())):
        assert sight.contrast(getattr(theme, role), ground) >= 7.0, ground


@every_theme
@pytest.mark.parametrize("role", ["goal", "done", "mark"])
def test_marks_stand_out_three_to_one(sight: ModuleType, theme: Theme, role: str) -> None:
    for ground in grounds(theme):
        assert sight.contrast(getattr(theme, role), ground) >= 3.0, ground


@every_theme
def test_the_dot_stands_out_by_its_edges_on_any_ground(sight: ModuleType, theme: Theme) -> None:
    for ground in [*grounds(theme), theme.goal]:
        assert max(sight.contrast(edge, ground) for edge in (theme.me_light, theme.me_dark)) >= 3.0
    assert sight.contrast(theme.me, theme.me_dark) >= 3.0


@every_theme
def test_the_caution_sign_stands_out_and_is_readable(sight: ModuleType, theme: Theme) -> None:
    for ground in grounds(theme):
        assert max(sight.contrast(theme.caution, ground), sight.contrast(theme.caution_edge, ground)) >= 3.0
    assert sight.contrast(theme.caution_sign, theme.caution) >= 3.0
    assert sight.contrast(theme.goal_text, theme.goal) >= 3.0


@every_theme
@pytest.mark.parametrize("eye", SIGHTS)
@pytest.mark.parametrize("pair", list(combinations(("me", "goal", "caution", "done"), 2)), ids="/".join)
def test_roles_differ_for_every_eye(sight: ModuleType, theme: Theme, eye: str, pair: tuple[str, str]) -> None:
    assert sight.delta_e(getattr(theme, pair[0]), getattr(theme, pair[1]), eye) >= LEAST_DELTA_E


def yellow(colour: Colour) -> bool:
    hue, saturation, value = colorsys.rgb_to_hsv(*(c / 255 for c in colour))
    return 45 <= hue * 360 <= 70 and saturation > 0.4 and value > 0.6


@every_theme
def test_no_colour_is_yellow(theme: Theme) -> None:
    """Yellow must not stand with orange or white, and both are in every theme: so there is none."""
    assert [each.name for each in fields(theme) if isinstance(getattr(theme, each.name), tuple) and yellow(getattr(theme, each.name))] == []
    assert yellow((0xF0, 0xE4, 0x42)), "Okabe and Ito's would be found"
