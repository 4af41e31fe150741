"""What can be set in the game: each setting's words, and the values it goes through."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Literal

from wobblequest.core.languages import LANGUAGES
from wobblequest.core.messages import Message, aloud, counted, figure, message, name
from wobblequest.screens.screen import Practice

CM_PER_INCH = 2.54


@dataclass(frozen=True, slots=True)
class Setting:
    """One setting of the person or of the station, changed by going round its values.

    field : its name in `Preferences` or `StationSettings`. title : what it is. does : what it is good for. values : in order, the
    smallest number first. words : how a value is said.
    """

    of: Literal["person", "station"]
    field: str
    title: Message
    does: Message
    values: tuple[Any, ...]
    words: Callable[[Any], Message]

    def value(self, practice: Practice) -> Any:
        """What it is now."""
        return getattr(practice.preferences if self.of == "person" else practice.station, self.field)

    def following(self, practice: Practice) -> Any:
        """The value after the one it has now; of one between two values (from the command line) the greater."""
        now = self.value(practice)
        if now in self.values:
            return self.values[(self.values.index(now) + 1) % len(self.values)]
        return next((value for value in self.values if value > now), self.values[0])

    def change(self, practice: Practice) -> None:
        """Take the following value, and keep it."""
        change = {self.field: self.following(practice)}
        if self.of == "person":
            practice.keep_preferences(practice.preferences.model_copy(update=change))
        else:
            practice.keep_station(practice.station.model_copy(update=change))

    def shown(self, practice: Practice) -> Message:
        """The present value in words."""
        return self.words(self.value(practice))


YES, NO = message("Yes"), message("No")


def _yes_or_no(value: bool) -> Message:
    return YES if value else NO


def _per_cent(value: float) -> Message:
    return message("{percent} %", percent=figure(value))


def _inches(value: float) -> Message:
    return message("{inches} inches, {cm} cm", inches=figure(value, 0 if value == round(value) else 1), cm=figure(value * CM_PER_INCH))


def _metres(value: float) -> Message:
    return message("{metres} m", metres=figure(value, 2 if round(value * 10) != value * 10 else 1))


LANGUAGE = Setting("person", "language", aloud("Your language"), message("Of all words, and of the voice"), tuple(LANGUAGES),
                   lambda code: name(LANGUAGES[code].title))
TEXT = Setting("person", "text_pct", aloud("Size of the words"), message("Choose what you can read without effort"),
               (75.0, 100.0, 125.0, 150.0, 175.0, 200.0), _per_cent)
COLOURS = Setting("person", "theme", aloud("Colours"), message("Take what is easier on your eyes"), ("dark", "light"),
                  lambda theme: message("Light words on dark") if theme == "dark" else message("Dark words on light"))
CALM = Setting("person", "calm", aloud("Calm pictures"), message("Nothing moves but the dot and the target"), (False, True), _yes_or_no)
VOICE = Setting("person", "voice", aloud("Spoken instructions"), message("A voice says what to do"), (True, False), _yes_or_no)
TONES = Setting("person", "tones", aloud("Tones"), message("You hear what you choose and what you reach"), (True, False), _yes_or_no)
COUNTDOWN = Setting("person", "countdown_aloud", aloud("Spoken countdown"), message("Three, two, one before each exercise"), (True, False),
                    _yes_or_no)
DWELL = Setting("person", "dwell_s", aloud("How long to lean"), message("So long until something is chosen"),
                (0.8, 1.0, 1.5, 2.0, 3.0, 4.0), lambda s: message("{seconds} seconds", seconds=figure(s, 1)))
ONE_BUTTON = Setting("person", "one_button", aloud("Choose with one button"), message("Choices light up in turn, and a press takes one"),
                     (False, True), _yes_or_no)
AIM = Setting("person", "sessions_per_week", aloud("Your own aim"), message("It counts where no programme sets one"), tuple(range(1, 8)),
              lambda n: counted("{n} session a week", "{n} sessions a week", n))

SCREEN = Setting("station", "screen_inches", aloud("Size of the screen"), message("From corner to corner. It sizes the words"),
                 (10.0, 13.3, 15.6, 17.0, 19.0, 22.0, 24.0, 27.0, 32.0, 43.0, 50.0, 55.0, 65.0, 75.0), _inches)
DISTANCE = Setting("station", "distance_m", aloud("Distance to the screen"), message("From your eyes. It sizes the words"),
                   (0.5, 0.75, 1.0, 1.5, 2.0, 2.5, 3.0, 4.0), _metres)
VOLUME = Setting("station", "volume_pct", aloud("Loudness"), message("Of the voice and of all tones"), (0.0, 20.0, 40.0, 60.0, 80.0, 100.0),
                 lambda pct: _per_cent(pct) if pct else message("Silent"))
PLACE = Setting("station", "place", aloud("Where you practise"), message("In a clinic a therapist is near"), ("home", "clinic"),
                lambda place: message("At home") if place == "home" else message("In a clinic"))

OF_THE_PERSON = (LANGUAGE, TEXT, COLOURS, CALM, VOICE, TONES, COUNTDOWN, DWELL, ONE_BUTTON, AIM)
OF_THE_STATION = (SCREEN, DISTANCE, VOLUME, PLACE)
