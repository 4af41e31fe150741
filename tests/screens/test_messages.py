"""No text on a screen is outside the catalogue: whatever is laid out was made as a `Message`, so that any language can say it."""

from __future__ import annotations

from gettext import NullTranslations
from typing import Any

import pytest

pygame = pytest.importorskip("pygame")

from tests.screens.register import SCENES  # noqa: E402 - pygame is needed first
from wobblequest.core.languages import ENGLISH, LANGUAGES  # noqa: E402
from wobblequest.core.messages import Message, figure, message  # noqa: E402
from wobblequest.core.theme import THEMES  # noqa: E402
from wobblequest.draw.canvas import Canvas, Look  # noqa: E402
from wobblequest.draw.metrics import Metrics  # noqa: E402
from wobblequest.language.catalogue import Catalogue  # noqa: E402


class Strict(Catalogue):
    """English; it notes what it could not have said in another language."""

    def __init__(self) -> None:
        super().__init__(LANGUAGES[ENGLISH], NullTranslations())
        self.plain: set[str] = set()

    def said(self, words: str) -> str:
        if not isinstance(words, Message) and any(letter.isalpha() for letter in words):
            self.plain.add(words)
        return super().said(words)


def plain_words(screen: Any) -> set[str]:
    language = Strict()
    canvas = Canvas(pygame.Surface((1280, 720)), Look(THEMES["dark"], Metrics(1280, 720), language=language))
    screen.draw(canvas)
    canvas.present()
    return language.plain | {told for told in canvas.told if not isinstance(told, Message) and told}


@pytest.mark.parametrize("scene", SCENES)
def test_no_text_on_a_screen_is_outside_the_catalogue(scene: str) -> None:
    assert plain_words(SCENES[scene]()) == set()


def test_a_plain_sentence_is_caught_and_a_message_is_not() -> None:
    class Says:
        def __init__(self, words: str) -> None:
            self.words = words

        def draw(self, canvas: Canvas) -> None:
            canvas.clear()
            canvas.title(self.words)
            canvas.text(figure(3), 0.5, 0.5)
            canvas.text("12 – 3", 0.5, 0.7)

    assert plain_words(Says(f"{message('Lean right')} now")) == {"Lean right now"}
    assert plain_words(Says(message("Lean right"))) == set()
