"""What is heard, frame by frame: the voice says what the screen tells, tones give way to it, and all of it follows what was set."""

from __future__ import annotations

from typing import Protocol

from wobblequest.core.messages import Message
from wobblequest.draw.guidance_sound import GuidanceSound
from wobblequest.draw.sound import Sounds
from wobblequest.draw.voice import Voice
from wobblequest.language.catalogue import Catalogue
from wobblequest.session.preferences import Preferences, StationSettings
from wobblequest.session.speaking import Speaking, Tells
from wobblequest.session.trial import Trial

DUCKED = 0.5
"""So loud tones are, of their loudness, while somebody speaks."""


class Shown(Protocol):
    """What the voice needs of a canvas."""

    @property
    def told(self) -> tuple[str, ...]: ...
    @property
    def number(self) -> int | None: ...
    @property
    def language(self) -> Catalogue: ...


class Heard(Protocol):
    """What the voice needs of a practice."""

    @property
    def preferences(self) -> Preferences: ...
    @property
    def station(self) -> StationSettings: ...


class Voicing:
    """Tones, sound guidance and voice of one window. Without an audio device, all of it happens unheard."""

    def __init__(self, voice: Voice, sounds: Sounds, guide: GuidanceSound | None = None) -> None:
        self._voice, self._sounds, self._guide = voice, sounds, guide
        self._speaking = Speaking()
        self._now_s = 0.0
        self._catalogue: Catalogue | None = None
        self._may_speak = True

    def frame(self, now_s: float, shown: Shown, practice: Heard, trial: Trial | None) -> None:
        """After a frame was drawn. trial : what is played, or only shown or tried, None where nothing is."""
        mine = practice.preferences
        self._now_s, self._catalogue = now_s, shown.language
        tells = tells_of(shown, trial, numbers=mine.countdown_aloud)
        may_speak = mine.voice or tells.eyes_closed
        if self._may_speak and not may_speak:
            self._voice.hush()
        self._may_speak = may_speak
        self._speaking, say = self._speaking.after(now_s, tells, self._lasts)
        if say is not None and say.cut:
            self._voice.hush()
        if say is not None and say.words:
            self._voice.say(say.words, shown.language)
        self._voice.update()
        self._set_volume(mine, practice.station)

    def unseen(self) -> None:
        """The window was put away: nobody sees what would be told."""
        self._voice.hush()

    def say_words(self, words: Message) -> float:
        """Say this now, whatever is being said, and also to who wants no voice: they asked for it. How long it lasts, in s; 0 where it was
        never recorded."""
        if self._catalogue is None:
            return 0.0
        self._voice.hush()
        self._voice.say(words, self._catalogue)
        lasts_s = self.speech_s(words)
        self._speaking = self._speaking.told(self._now_s, words, lasts_s)
        return lasts_s

    def speech_s(self, words: str) -> float:
        """How long words last when spoken, in s; 0 where they are not."""
        return 0.0 if self._catalogue is None else self._voice.lasts_s(words, self._catalogue)

    def close(self) -> None:
        self._voice.close()

    def _lasts(self, words: str) -> float:
        return self.speech_s(words) if self._may_speak else 0.0

    def _set_volume(self, mine: Preferences, here: StationSettings) -> None:
        volume = here.volume_pct / 100.0
        self._voice.set_volume(volume)
        tones = volume * (DUCKED if self._voice.speaking else 1.0)
        self._sounds.muted = not mine.tones
        self._sounds.set_volume(tones)
        if self._guide is not None:
            self._guide.set_volume(tones)


def tells_of(shown: Shown, trial: Trial | None, *, numbers: bool) -> Tells:
    """What a frame tells, and during what."""
    number = shown.number if numbers else None
    if trial is None:
        return Tells(shown.told, number)
    target = trial.target()
    closed = trial.level.eyes == "closed"
    if target is None:
        return Tells(shown.told, number, trial.phase, eyes_closed=closed)
    there = not target.remembered and trial.cursor.distance_to(target.at) <= target.radius_deg
    return Tells(shown.told, number, trial.phase, target.sway is not None, there, closed)
