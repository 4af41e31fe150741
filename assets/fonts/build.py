"""Make the bundled fonts: Atkinson Hyperlegible (its latin and latin-ext parts, merged), and the letters of Hebrew from Noto Sans Hebrew.

    npm pack @fontsource/atkinson-hyperlegible @fontsource/noto-sans-hebrew
    for each of the two: tar xzf fontsource-NAME-*.tgz, and rename its folder "package" to NAME
    python assets/fonts/build.py .

Needs fonttools and brotli. Versions 5.3.0 of both packages made the files that lie here.
"""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

from fontTools.merge import Merger
from fontTools.pens.boundsPen import BoundsPen
from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont

HERE = Path(__file__).parent
WEIGHTS = {"Regular": 400, "Bold": 700}
CAPITAL = 0.668
"""Height of Atkinson Hyperlegible's capitals as a share of the em. Hebrew has no capitals: all its letters are as high as these."""
HEBREW = [0x20, 0xA0, *range(0x0590, 0x0600), *range(0xFB1D, 0xFB50), 0x20AA]
USUAL_LETTER = "ה"


def latin(package: Path) -> None:
    for name, weight in WEIGHTS.items():
        with tempfile.TemporaryDirectory() as folder:
            parts = []
            for subset in ("latin", "latin-ext"):
                font = TTFont(package / "files" / f"atkinson-hyperlegible-{subset}-{weight}-normal.woff2")
                font.flavor = None
                part = Path(folder) / f"{subset}.ttf"
                font.save(part)
                parts.append(str(part))
            merged = Merger().merge(parts)
            merged.save(HERE / f"AtkinsonHyperlegible-{name}.ttf")
    _licence(package, "OFL.txt")


def hebrew(package: Path) -> None:
    """The em is made smaller until a letter is as high as a capital is: one font size then does for both fonts."""
    for name, weight in WEIGHTS.items():
        font = TTFont(package / "files" / f"noto-sans-hebrew-hebrew-{weight}-normal.woff2")
        font.flavor = None
        subsetter = Subsetter(Options(layout_features=["kern"], name_IDs=["*"], notdef_outline=True))
        subsetter.populate(unicodes=HEBREW)
        subsetter.subset(font)
        pen = BoundsPen(font.getGlyphSet())
        font.getGlyphSet()[font.getBestCmap()[ord(USUAL_LETTER)]].draw(pen)
        font["head"].unitsPerEm = round(pen.bounds[3] / CAPITAL)
        font.save(HERE / f"NotoSansHebrew-{name}.ttf")
    _licence(package, "OFL-NotoSansHebrew.txt")


def _licence(package: Path, name: str) -> None:
    (HERE / name).write_text((package / "LICENSE").read_text(encoding="utf-8"), encoding="utf-8")


if __name__ == "__main__":
    folder = Path(sys.argv[1])
    latin(folder / "atkinson-hyperlegible")
    hebrew(folder / "noto-sans-hebrew")
