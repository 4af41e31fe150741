"""A sheet: an SVG picture being written, in a theme's colours and one language, that stands alone and can be read aloud.

It refers to nothing outside itself: the font is named, with fallbacks that every system has, and words are given so much room that the
widest of these holds them.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal
from xml.etree.ElementTree import Element, SubElement, tostring

from wobblequest.core.theme import Colour, Theme
from wobblequest.language.catalogue import Catalogue

FONT = "'Atkinson Hyperlegible', Verdana, 'DejaVu Sans', sans-serif"
WIDE, WIDE_BOLD = 0.62, 0.70
"""A letter of the widest of these fonts in heights of its em, on the average of a long word."""
PITCH = 1.25
"""From line to line, in heights of the em."""
SHRINK, LEAST_EM = 0.94, 20.0
DECIMALS = 3
XY = tuple[float, float]
Side = Literal["left", "middle", "right"]


class Sheet:
    """A picture of ``size`` user units. title, desc : what it is and what it shows, for who cannot see it. kind : names its parts, so that
    several pictures can stand in one page."""

    def __init__(self, kind: str, size: tuple[int, int], title: str, desc: str, *, theme: Theme, language: Catalogue) -> None:
        self.width, self.height = size
        self.theme, self.language = theme, language
        info = language.info
        self.root = Element("svg", {
            "xmlns": "http://www.w3.org/2000/svg", "viewBox": f"0 0 {size[0]} {size[1]}", "width": str(size[0]), "height": str(size[1]),
            "role": "img", "aria-labelledby": f"{kind}-title {kind}-desc", "xml:lang": info.code, "font-family": FONT,
        })
        if info.right_to_left:
            self.root.set("direction", "rtl")
        for tag, words in (("title", title), ("desc", desc)):
            SubElement(self.root, tag, {"id": f"{kind}-{tag}"}).text = self.said(words)
        self.add("rect", width=size[0], height=size[1], fill=theme.outer)

    def said(self, words: str) -> str:
        """Words in the sheet's language, without the characters that no XML may hold."""
        return "".join(c for c in self.language.said(words) if c in "\t\n" or (c >= " " and not "\ud800" <= c <= "\udfff" and c < "\ufffe")
                       or c > "\uffff")

    def add(self, tag: str, parent: Element | None = None, **attributes: str | float | Colour) -> Element:
        """One element; ``_`` in a name stands for ``-``, colours and numbers are written as SVG has them."""
        return SubElement(self.root if parent is None else parent, tag, {k.replace("_", "-"): written(v) for k, v in attributes.items()})

    def line(self, points: Sequence[XY], parent: Element | None = None, *, closed: bool = False,
             **attributes: str | float | Colour) -> None:
        """A line through points, with round ends and joints."""
        if points:
            steps = " ".join(f"{number(x)},{number(y)}" for x, y in points)
            self.add("path", parent, d=f"M{steps}{'Z' if closed else ''}", fill="none", stroke_linecap="round", stroke_linejoin="round",
                     **attributes)

    def words(self, words: str, at: XY, *, size: float, width: float, colour: Colour | None = None, side: Side = "middle",
              bold: bool = False, lines: int = 2) -> None:
        """Words with their first line's baseline at ``at``, in up to so many lines of a width; smaller where they need it."""
        laid, size = fitted(self.said(words), size, width, lines=lines, bold=bold)
        right_to_left = self.language.info.right_to_left
        anchor = "middle" if side == "middle" else "start" if (side == "left") != right_to_left else "end"
        for i, line in enumerate(laid):
            text = self.add("text", x=at[0], y=at[1] + i * PITCH * size, font_size=size, fill=colour or self.theme.text, text_anchor=anchor)
            if bold:
                text.set("font-weight", "bold")
            text.text = line

    def svg(self) -> str:
        """The document, without a declaration, so that it can stand in a page as well as in a file."""
        return tostring(self.root, encoding="unicode") + "\n"


def fitted(words: str, size: float, width: float, *, lines: int, bold: bool) -> tuple[list[str], float]:
    """Words in lines of about one length, and the size at which they fit. At the least size nothing is left out: the last line may then be
    longer."""
    while True:
        room = max(1, int(width / (size * (WIDE_BOLD if bold else WIDE))))
        laid = _laid(words, room)
        if len(laid) <= lines and all(len(line) <= room for line in laid):
            while len(even := _laid(words, room - 1)) == len(laid) > 1 and all(len(line) < room for line in even):
                laid, room = even, room - 1
            return laid, size
        if size <= LEAST_EM:
            return [*laid[:lines - 1], " ".join(laid[lines - 1:])], size
        size = max(size * SHRINK, LEAST_EM)


def _laid(words: str, room: int) -> list[str]:
    """Lines of at most so many letters, but for a longer word alone."""
    out: list[str] = []
    for word in words.split(" "):  # a no-break space keeps what it stands between
        if out and len(out[-1]) + 1 + len(word) <= room:
            out[-1] += f" {word}"
        else:
            out.append(word)
    return out


def written(value: str | float | Colour) -> str:
    if isinstance(value, tuple):
        return "#{:02x}{:02x}{:02x}".format(*value)
    return value if isinstance(value, str) else number(value)


def number(value: float) -> str:
    """A number as SVG has it: to a thousandth, with no more digits than it needs."""
    return f"{round(value, DECIMALS) + 0.0:.{DECIMALS}f}".rstrip("0").rstrip(".")
