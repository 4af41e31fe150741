"""Every theme is readable, also with protanopia, deuteranopia and tritanopia."""

from __future__ import annotations

import colorsys
from dataclasses import fields

import numpy as np
import pytest

from wobblequest.core.theme import THEMES, Colour, Theme

MACHADO = {  # Machado, Oliveira and Fernandes (2009), severity 1.0, on linear RGB
    "protanopia": [[0.152286, 1.052583, -0.204868], [0.114503, 0.786281, 0.099216], [-0.003882, -0.048116, 1.051998]],
    "deuteranopia": [[0.367322, 0.860646, -0.227968], [0.280085, 0.672501, 0.047413], [-0.011820, 0.042940, 0.968881]],
    "tritanopia": [[1.255528, -0.076749, -0.178779], [-0.078411, 0.930809, 0.147602], [0.004733, 0.691367, 0.303900]],
    "all cones": np.eye(3),
}
XYZ = np.array([[0.4124564, 0.3575761, 0.1804375], [0.2126729, 0.7151522, 0.0721750], [0.0193339, 0.1191920, 0.9503041]])
D65 = np.array([0.95047, 1.0, 1.08883])
LEAST_DELTA_E = 40.0

every_theme = pytest.mark.parametrize("theme", THEMES.values(), ids=list(THEMES))


def linear(colour: Colour) -> np.ndarray:
    c = np.array(colour) / 255
    return np.where(c <= 0.04045, c / 12.92, ((c + 0.055) / 1.055) ** 2.4)


def contrast(a: Colour, b: Colour) -> float:
    """WCAG 2 contrast ratio."""
    light, dark = sorted((float(XYZ[1] @ linear(a)), float(XYZ[1] @ linear(b))), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def lab(rgb: np.ndarray) -> np.ndarray:
    x = XYZ @ np.clip(rgb, 0, 1) / D65
    f = np.where(x > 216 / 24389, np.cbrt(x), (24389 / 27 * x + 16) / 116)
    return np.array([116 * f[1] - 16, 500 * (f[0] - f[1]), 200 * (f[1] - f[2])])


def delta_e(a: Colour, b: Colour, sight: str) -> float:
    """CIE76 difference as seen with that sight."""
    seen = np.array(MACHADO[sight])
    return float(np.linalg.norm(lab(seen @ linear(a)) - lab(seen @ linear(b))))


def grounds(theme: Theme) -> list[Colour]:
    """All that words and marks lie upon, with the arena's rings from one to four on top of one another."""
    out = [theme.outer, theme.inner, theme.panel]
    ring = np.array(theme.inner, float)
    for _ in range(4):
        ring += (np.array(theme.ground) - ring) * theme.ground_opacity
        out.append((int(ring[0]), int(ring[1]), int(ring[2])))
    return out


def test_the_formulas_are_the_published_ones() -> None:
    assert contrast((0, 0, 0), (255, 255, 255)) == pytest.approx(21.0)
    assert contrast((0x77, 0x77, 0x77), (255, 255, 255)) == pytest.approx(4.48, abs=0.01)
    assert lab(linear((255, 0, 0))) == pytest.approx([53.24, 80.09, 67.20], abs=0.05)


@every_theme
@pytest.mark.parametrize("role", ["text", "soft"])
def test_words_stand_out_seven_to_one(theme: Theme, role: str) -> None:
    for ground in (theme.outer, theme.inner, theme.panel):
        assert contrast(getattr(theme, role), ground) >= 7.0


@every_theme
@pytest.mark.parametrize("role", ["goal", "done", "mark"])
def test_marks_stand_out_three_to_one(theme: Theme, role: str) -> None:
    for ground in grounds(theme):
        assert contrast(getattr(theme, role), ground) >= 3.0, ground


@every_theme
def test_the_dot_stands_out_by_its_edges_on_any_ground(theme: Theme) -> None:
    for ground in [*grounds(theme), theme.goal]:
        assert max(contrast(edge, ground) for edge in (theme.me_light, theme.me_dark)) >= 3.0
    assert contrast(theme.me, theme.me_dark) >= 3.0


@every_theme
def test_the_caution_sign_stands_out_and_is_readable(theme: Theme) -> None:
    for ground in grounds(theme):
        assert max(contrast(theme.caution, ground), contrast(theme.caution_edge, ground)) >= 3.0
    assert contrast(theme.caution_sign, theme.caution) >= 3.0
    assert contrast(theme.goal_text, theme.goal) >= 3.0


@every_theme
@pytest.mark.parametrize("sight", MACHADO)
@pytest.mark.parametrize("pair", [("me", "goal"), ("me", "caution"), ("goal", "caution")], ids="/".join)
def test_me_goal_and_caution_differ_for_every_sight(theme: Theme, sight: str, pair: tuple[str, str]) -> None:
    assert delta_e(getattr(theme, pair[0]), getattr(theme, pair[1]), sight) >= LEAST_DELTA_E


@every_theme
def test_no_colour_is_yellow(theme: Theme) -> None:
    """Yellow must not stand with orange or white, and both are in every theme: so there is none."""
    for field in fields(theme):
        colour = getattr(theme, field.name)
        if isinstance(colour, tuple):
            hue, saturation, value = colorsys.rgb_to_hsv(*(c / 255 for c in colour))
            assert not (45 <= hue * 360 <= 70 and saturation > 0.4 and value > 0.6), field.name
