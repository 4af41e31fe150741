"""Catalogues made in a test: by Babel, which the program never uses for that, from a .po as a translator writes it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from io import BytesIO
from pathlib import Path

import pytest
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

from wobblequest.core.languages import LANGUAGES
from wobblequest.language.catalogue import Catalogue, read

PLURALS = {
    "de": "nplurals=2; plural=(n != 1);", "es": "nplurals=2; plural=(n != 1);", "nl": "nplurals=2; plural=(n != 1);",
    "fr": "nplurals=2; plural=(n > 1);", "he": "nplurals=3; plural=(n==1 ? 0 : n==2 ? 1 : 2);",
}
Made = Callable[..., Catalogue]


@pytest.fixture
def made(tmp_path: Path) -> Made:
    """``made("de", {"Go on": "Weiter"}, {("{n} circle", "{n} circles"): ["{n} Kreis", "{n} Kreise"]})`` as a file that was read."""
    def make(code: str, phrases: Mapping[str, str] | None = None, counts: Mapping[tuple[str, str], list[str]] | None = None) -> Catalogue:
        lines = ['msgid ""', 'msgstr ""', '"Content-Type: text/plain; charset=utf-8\\n"', f'"Plural-Forms: {PLURALS[code]}\\n"', ""]
        for english, other in (phrases or {}).items():
            lines += [f'msgid "{english}"', f'msgstr "{other}"', ""]
        for (one, many), forms in (counts or {}).items():
            lines += [f'msgid "{one}"', f'msgid_plural "{many}"', *(f'msgstr[{i}] "{form}"' for i, form in enumerate(forms)), ""]
        path = tmp_path / f"{code}.mo"
        with path.open("wb") as file:
            write_mo(file, read_po(BytesIO("\n".join(lines).encode()), locale=code))
        return read(LANGUAGES[code], path)
    return make
