"""Make the two bundled fonts: the latin and latin-ext parts of Atkinson Hyperlegible, merged into one TTF a weight.

    npm pack @fontsource/atkinson-hyperlegible && tar xzf fontsource-*.tgz
    python assets/fonts/build.py package

Needs fonttools and brotli. Version 5.3.0 of the package made the files that lie here.
"""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

from fontTools.merge import Merger
from fontTools.ttLib import TTFont

HERE = Path(__file__).parent
WEIGHTS = {"Regular": 400, "Bold": 700}


def build(package: Path) -> None:
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
    (HERE / "OFL.txt").write_text((package / "LICENSE").read_text(encoding="utf-8"), encoding="utf-8")


if __name__ == "__main__":
    build(Path(sys.argv[1]))
