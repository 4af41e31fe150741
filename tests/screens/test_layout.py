"""Layout holds everywhere: no word is cut, too small, off the canvas or upon another, on any screen, size, text size, or language."""

from __future__ import annotations

from contextlib import suppress
from functools import cache

import pytest

pygame = pytest.importorskip("pygame")

from tests.screens.layout import Longer, faults, laid  # noqa: E402 - pygame is needed first
from tests.screens.register import SCENES  # noqa: E402
from wobblequest.core.languages import LANGUAGES  # noqa: E402
from wobblequest.core.messages import message  # noqa: E402
from wobblequest.draw.text import fit  # noqa: E402
from wobblequest.language.catalogue import catalogue  # noqa: E402
from wobblequest.screens.screen import Screen  # noqa: E402

WIDE = ((1280, 720), (1366, 768), (1920, 1080), (3840, 2160))
UPRIGHT = ((800, 1280), (1200, 1920))
EVERYWHERE = [
    *(((1280, 720), scale, code) for scale in (75.0, 100.0, 200.0) for code in LANGUAGES),
    *((size, scale, "en") for size in WIDE[1:] for scale in (75.0, 200.0)),
    *((size, 100.0, code) for size in (*WIDE[1:], *UPRIGHT) for code in ("de", "he")),
    *((size, scale, "en") for size in UPRIGHT for scale in (75.0, 100.0)),
]
"""Sizes of screens are much alike but for their shape, so not every size meets every language."""

NOT_TWICE = frozenset({
    "screen-profile", "screen-profile-full", "screen-profile-empty",  # five parts with four texts each fill a small screen in any language
    "screen-check-late",  # all that can be wrong with a board at once, and the key that leads back
    "screen-result-poor", "options-choosing",  # three sentences in one line's room
    "rounds-both-legs",  # a definition, as published
    "home-shipped-map",  # eight names of levels beside each other, two lines each
    "screen-choose-centre", "screen-result-centre",  # a sentence on a zone of the row at the foot
})
"""Scenes that hold every language that we have, and would not hold one in which all is twice as long."""


@cache
def screens() -> dict[str, Screen]:
    """Every scene, made once: drawing changes nothing. One that cannot be made fails in a test of its own only."""
    made = {}
    for scene, make in SCENES.items():
        with suppress(Exception):
            made[scene] = make()
    return made


@pytest.mark.parametrize("scene", SCENES)
def test_every_scene_can_be_made(scene: str) -> None:
    assert scene in screens() or SCENES[scene]()


@pytest.mark.parametrize(("size", "scale_pct", "code"), EVERYWHERE, ids=str)
def test_every_screen_holds_its_words(size: tuple[int, int], scale_pct: float, code: str) -> None:
    language = catalogue(code)
    wrong = {scene: faults(laid(screen, size, scale_pct=scale_pct, language=language), size) for scene, screen in screens().items()}
    assert {scene: found for scene, found in wrong.items() if found} == {}


@pytest.mark.parametrize("size", WIDE[:3], ids=str)
def test_every_screen_holds_words_of_double_length(size: tuple[int, int]) -> None:
    wrong = {scene: faults(laid(screen, size, language=Longer()), size) for scene, screen in screens().items() if scene not in NOT_TWICE}
    assert {scene: found for scene, found in wrong.items() if found} == {}


def test_what_is_wrong_is_found() -> None:
    class Crowded:
        def draw(self, canvas: object) -> None:
            canvas.text(message("One upon"), 0.5, 0.5)  # type: ignore[attr-defined]
            canvas.text(message("another"), 0.5, 0.52)  # type: ignore[attr-defined]
            canvas.text(message("Beside the screen"), 1.0, 0.3)  # type: ignore[attr-defined]
            canvas.text(message("Too much for so little room"), 0.2, 0.8, width=0.15, height=0.06)  # type: ignore[attr-defined]

    found = faults(laid(Crowded(), (1280, 720)), (1280, 720))  # type: ignore[arg-type]
    assert sum("lies on" in fault for fault in found) == 1
    assert sum("off the canvas" in fault for fault in found) == 1
    assert sum("cut" in fault for fault in found) == 1


def test_the_longer_language_is_about_twice_as_long_in_words_and_a_third_longer_in_sentences() -> None:
    longer = Longer()
    sentence = "You have got better at this: your last two sessions were clearly better than when you began."
    for english, least, most in (("Play", 2.0, 2.8), ("Lean right to go on", 1.8, 2.4), (sentence, 1.25, 1.5)):
        assert least <= len(longer.said(message(english))) / len(english) <= most
    assert longer.said(message("{x} %", x=3)) == "3 %"


def test_a_word_too_long_for_any_line_is_read_to_its_end() -> None:
    block = fit("Donaudampfschifffahrtsgesellschaft", bold=True, capital_px=40, floor_px=28, width=300, height=400)
    assert not block.cut
    assert "".join(block.lines).replace("-", "") == "Donaudampfschifffahrtsgesellschaft"
    assert block.width_px <= 300
