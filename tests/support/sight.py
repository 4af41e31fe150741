"""How colours look: WCAG contrast, colour difference, and three deficiencies of colour vision.

Contrast is that of WCAG 2.2. Differences are CIE76: the straight distance in CIELAB (D65), in which the rules' 40 ΔE are meant.
Deficiencies are those of Machado, Oliveira and Fernandes (2009), severity 1.0, on linear RGB.
"""

from __future__ import annotations

import numpy as np

Colour = tuple[int, int, int]
MACHADO = {
    "protanopia": [[0.152286, 1.052583, -0.204868], [0.114503, 0.786281, 0.099216], [-0.003882, -0.048116, 1.051998]],
    "deuteranopia": [[0.367322, 0.860646, -0.227968], [0.280085, 0.672501, 0.047413], [-0.011820, 0.042940, 0.968881]],
    "tritanopia": [[1.255528, -0.076749, -0.178779], [-0.078411, 0.930809, 0.147602], [0.004733, 0.691367, 0.303900]],
    "all cones": np.eye(3),
}
XYZ = np.array([[0.4124564, 0.3575761, 0.1804375], [0.2126729, 0.7151522, 0.0721750], [0.0193339, 0.1191920, 0.9503041]])
D65 = np.array([0.95047, 1.0, 1.08883])


def linear(colour: Colour | np.ndarray) -> np.ndarray:
    """Linear RGB 0…1 of sRGB 0…255; of whole pictures, too."""
    c = np.asarray(colour, np.float64) / 255
    return np.where(c <= 0.04045, c / 12.92, ((c + 0.055) / 1.055) ** 2.4)


def srgb(rgb: np.ndarray) -> np.ndarray:
    """sRGB 0…255 of linear RGB, what a screen cannot show cut off."""
    c = np.clip(rgb, 0, 1)
    return 255 * np.where(c <= 0.0031308, 12.92 * c, 1.055 * c ** (1 / 2.4) - 0.055)


def luminance(colour: Colour | np.ndarray) -> np.ndarray:
    """Relative luminance 0…1."""
    return linear(colour) @ XYZ[1]


def contrast(a: Colour, b: Colour) -> float:
    """WCAG 2 contrast ratio."""
    light, dark = sorted((float(luminance(a)), float(luminance(b))), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def seen(colour: Colour, sight: str) -> np.ndarray:
    """Linear RGB that looks to everybody as the colour does to that sight."""
    return np.array(MACHADO[sight]) @ linear(colour)


def lab(rgb: np.ndarray) -> np.ndarray:
    """CIELAB of linear RGB."""
    x = XYZ @ np.clip(rgb, 0, 1) / D65
    f = np.where(x > 216 / 24389, np.cbrt(x), (24389 / 27 * x + 16) / 116)
    return np.array([116 * f[1] - 16, 500 * (f[0] - f[1]), 200 * (f[1] - f[2])])


def delta_e(a: Colour, b: Colour, sight: str) -> float:
    """CIE76 difference as seen with that sight."""
    return float(np.linalg.norm(lab(seen(a, sight)) - lab(seen(b, sight))))
