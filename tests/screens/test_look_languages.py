"""Three main screens in German and in Hebrew, in words of their own, so that a better translation changes no picture."""

from __future__ import annotations

from collections.abc import Callable
from gettext import NullTranslations

import pytest

pygame = pytest.importorskip("pygame")

from tests.screens.register import SCENES  # noqa: E402 - pygame is needed first
from wobblequest.core.languages import LANGUAGES  # noqa: E402
from wobblequest.core.theme import THEMES  # noqa: E402
from wobblequest.draw.canvas import Canvas, Look  # noqa: E402
from wobblequest.draw.metrics import Metrics  # noqa: E402
from wobblequest.language.catalogue import Catalogue  # noqa: E402

WORDS = {
    "de": {
        "Good morning, {name}": "Guten Morgen, {name}", "Start": "Anfangen", "Something else": "Etwas anderes",
        "Week {week}, session {session}: {about}": "Woche {week}, Sitzung {session}: {about}",
        "about {n} minutes": "etwa {n} Minuten", "Lean right to start": "Nach rechts lehnen, um anzufangen",
        "Stay in the circle": "Im Kreis bleiben", "Your best so far: {what}": "Ihr bestes Ergebnis: {what}",
        "{value} in the circle": "{value} im Kreis", "in the circle": "im Kreis", "longest stay": "am längsten geblieben",
        "of sway": "Schwankung", "before {values}": "vorher {values}", "Where your dot went": "Wo Ihr Punkt war",
        "Next: {level}": "Als Nächstes: {level}", "Meadow": "Wiese", "Again": "Noch einmal", "Go on": "Weiter",
        "{n} of {all} seconds in the circle": "{n} von {all} Sekunden im Kreis",
    },
    "he": {
        "Good morning, {name}": "בוקר טוב, {name}", "Start": "להתחיל", "Something else": "משהו אחר",
        "Week {week}, session {session}: {about}": "שבוע {week}, אימון {session}: {about}",
        "about {n} minutes": "כ־{n} דקות", "Lean right to start": "הישענו ימינה כדי להתחיל",
        "Stay in the circle": "הישארו בתוך העיגול", "Your best so far: {what}": "השיא שלכם עד כה: {what}",
        "{value} in the circle": "{value} בתוך העיגול", "in the circle": "בתוך העיגול", "longest stay": "השהייה הארוכה ביותר",
        "of sway": "נדנוד", "before {values}": "קודם {values}", "Where your dot went": "היכן הייתה הנקודה",
        "Next: {level}": "השלב הבא: {level}", "Meadow": "אחו", "Again": "שוב", "Go on": "להמשיך", "{value} %": "{value}%",
        "{value} s": "{value} ש׳", "{n} of {all} seconds in the circle": "{n} מתוך {all} שניות בעיגול",
    },
}


class Few(NullTranslations):
    """A language of these phrases."""

    def __init__(self, phrases: dict[str, str]) -> None:
        super().__init__()
        self._phrases = phrases

    def gettext(self, message: str) -> str:
        return self._phrases.get(message, message)

    def ngettext(self, msgid1: str, msgid2: str, n: int) -> str:
        return self._phrases.get(msgid2, msgid1 if n == 1 else msgid2)


@pytest.mark.parametrize("theme", ["dark", "light"])
@pytest.mark.parametrize("scene", ["home-home", "screen-play-hold", "screen-result-hold"])
@pytest.mark.parametrize("code", WORDS)
def test_it_looks_as_agreed(code: str, scene: str, theme: str, picture: Callable[[pygame.Surface, str], None]) -> None:
    surface = pygame.Surface((1280, 720))
    language = Catalogue(LANGUAGES[code], Few(WORDS[code]))
    canvas = Canvas(surface, Look(THEMES[theme], Metrics(1280, 720), language=language))
    SCENES[scene]().draw(canvas)
    canvas.present()
    picture(surface, f"language-{scene}-{code}-{theme}")
