"""What is heard of a session: each instruction once and in order, little in play, a halt at once, and nothing from who wants no voice."""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise
from pathlib import Path
from typing import Any, NamedTuple

import pygame
import pytest

from wobblequest.app.voicing import DUCKED, Voicing
from wobblequest.core.messages import aloud
from wobblequest.draw.guidance_sound import GuidanceSound
from wobblequest.draw.sound import Sounds
from wobblequest.draw.voice import Voice
from wobblequest.input.simulated import SimulatedSource
from wobblequest.language.catalogue import Catalogue, catalogue
from wobblequest.levels.shelf import load_shelf, shipped_folder
from wobblequest.screens.screen import Intent
from wobblequest.session.guidance import ON_TARGET
from wobblequest.session.preferences import Preferences, StationSettings
from wobblequest.session.speaking import AGAIN_S


class Heard(NamedTuple):
    at_s: float
    words: str
    phase: str | None
    screen: str
    lasts_s: float


class Listener(Voice):
    """Stands in for the loudspeaker: has a recording of everything, keeps what it is given to say, and goes on by the hall's own time."""

    def __init__(self) -> None:
        super().__init__([])
        self.hall: Any = None
        self.heard: list[Heard] = []
        self.until_s = 0.0

    def lasts_s(self, words: str, catalogue: Catalogue) -> float:
        return 0.25 + len(words.split()) / 2.5

    @property
    def speaking(self) -> bool:
        return bool(self.hall.now_s < self.until_s)

    def say(self, words: str, catalogue: Catalogue) -> None:
        hall = self.hall
        assert not self.speaking, "never two at once"
        trial, canvas = hall.practice.trial, hall.loop.window.canvas
        assert words in canvas.told or words == str(canvas.number), "what is said is on the screen"
        self.heard.append(Heard(hall.now_s, words, trial.phase if trial else None, hall.screen, self.lasts_s(words, catalogue)))
        self.until_s = hall.now_s + self.heard[-1].lasts_s

    def hush(self) -> None:
        self.until_s = 0.0

    def update(self) -> None:
        pass


@pytest.fixture
def listened(hall_on: Callable[..., Any]) -> Callable[..., tuple[Any, Listener]]:
    """A hall in which somebody listens."""
    def begin(*args: Any) -> tuple[Any, Listener]:
        hall, listener = hall_on(*args), Listener()
        listener.hall = hall
        hall.loop.voicing = Voicing(listener, hall.loop.sounds)
        return hall, listener
    return begin


def test_a_session_is_heard_instruction_after_instruction(listened: Callable[..., tuple[Any, Listener]]) -> None:
    hall, listener = listened(SimulatedSource(skill=0.8, seed=2))
    stood: list[tuple[str, str, float, float]] = []  # screen, title, from, to
    results = 0
    while results < 1:
        before = hall.screen
        hall.wait(0.2)
        told = hall.loop.window.canvas.told
        if told and (not stood or stood[-1][:2] != (hall.screen, told[0])):
            stood.append((hall.screen, told[0], hall.now_s, hall.now_s))
        elif told:
            stood[-1] = (*stood[-1][:3], hall.now_s)
        results += hall.screen == "ResultScreen" != before
        assert hall.now_s < 420.0
    heard = listener.heard
    for screen, title, begin, end in stood:
        if screen != "Play" and end - begin > 5.0:
            assert any(each.words == title and begin - 0.3 <= each.at_s <= end for each in heard), f"{screen}: {title}"
    in_play = [each for each in heard if each.phase == "play"]
    assert in_play
    assert all(b.at_s - a.at_s >= 3.0 for a, b in pairwise(in_play))
    for a, b in pairwise([each for each in in_play if each.words == in_play[0].words]):
        assert b.at_s - a.at_s >= AGAIN_S


def test_who_wants_no_voice_hears_none(listened: Callable[..., tuple[Any, Listener]]) -> None:
    hall, listener = listened(SimulatedSource(skill=0.8, seed=2), "hold-1")
    hall.practice.keep_preferences(Preferences(voice=False))
    hall.wait(30.0)
    assert not listener.heard
    hall.practice.keep_preferences(Preferences(voice=True))
    hall.wait(3.0)
    assert listener.heard, "a change is followed at once"
    listener.until_s = hall.now_s + 60.0
    hall.practice.keep_preferences(Preferences(voice=False))
    hall.wait(0.1)
    assert not listener.speaking


def test_with_closed_eyes_what_to_do_is_said_to_everybody(listened: Callable[..., tuple[Any, Listener]]) -> None:
    closed = next(level for level in load_shelf(shipped_folder()).levels if level.eyes == "closed" and level.drill == "hold")
    hall, listener = listened(SimulatedSource(skill=0.8, seed=2), closed.id)
    hall.practice.keep_preferences(Preferences(voice=False))
    hall.until("Play")
    assert not listener.heard
    hall.wait(8.0)
    assert hall.practice.trial.level == closed
    assert {each.phase for each in listener.heard} == {"countdown", "play"}


def test_a_stop_is_heard_in_the_frame_in_which_it_is_shown(listened: Callable[..., tuple[Any, Listener]]) -> None:
    hall, listener = listened(SimulatedSource(skill=0.8, seed=2), "hold-1")
    hall.until("Play")
    hall.wait(4.0)
    listener.until_s = hall.now_s + 60.0  # whatever is being said
    hall.loop.screen = hall.loop.screen.request(Intent("stop")) or hall.loop.screen
    hall.wait(0.04)
    assert listener.heard[-1].words == hall.loop.window.canvas.told[0]
    assert hall.now_s - listener.heard[-1].at_s < 0.1


# -- tones and loudness -----------------------------------------------------------------------------------------------


class Told:
    """A frame that tells something."""

    told: tuple[str, ...] = ()
    number: int | None = None
    language = catalogue("en")


class Room:
    """Somebody with nothing set."""

    preferences, station = Preferences(), StationSettings(volume_pct=60.0)


class Sounding(Voice):
    """A voice that goes on as long as it is told to."""

    speaking = False  # type: ignore[assignment]
    said: tuple[str, ...] = ()

    def lasts_s(self, words: str, catalogue: Catalogue) -> float:
        return 2.0

    def say(self, words: str, catalogue: Catalogue) -> None:
        self.said = (*self.said, words)


def test_tones_give_way_while_somebody_speaks_and_volume_is_followed() -> None:
    sounds, voice = Sounds.open(), Sounding([])
    guide = GuidanceSound.open()
    try:
        voicing, room = Voicing(voice, sounds, guide), Room()
        voicing.frame(0.0, Told(), room, None)
        assert (voice._volume, sounds._volume, guide._volume) == pytest.approx((0.6, 0.6, 0.6))
        voice.speaking = True  # type: ignore[misc]
        room.station = StationSettings(volume_pct=100.0)
        voicing.frame(0.1, Told(), room, None)
        assert (voice._volume, sounds._volume, guide._volume) == pytest.approx((1.0, DUCKED, DUCKED))
    finally:
        guide.close()
        sounds.close()


def test_who_wants_no_tones_still_has_the_guidance_that_a_level_is_made_of() -> None:
    sounds, guide, room = Sounds.open(), GuidanceSound.open(), Room()
    try:
        room.preferences = Preferences(tones=False)
        Voicing(Sounding([]), sounds, guide).frame(0.0, Told(), room, None)
        sounds.play("finish")
        guide.update(0.0, ON_TARGET)
        assert [n for n in range(pygame.mixer.get_num_channels()) if pygame.mixer.Channel(n).get_busy()] == [1]
    finally:
        guide.close()
        sounds.close()


def test_numbers_are_counted_aloud_only_for_who_wants_it() -> None:
    for wanted in (True, False):
        voice, room = Sounding([]), Room()
        room.preferences = Preferences(countdown_aloud=wanted)
        voicing, told = Voicing(voice, Sounds(False, "", {})), Told()
        for frame in range(200):
            told.number = 4 - frame // 50
            voicing.frame(frame * 0.05, told, room, None)
        assert voice.said == (("4", "3", "2", "1") if wanted else ())


def test_a_sample_may_be_heard_before_anything_is_set() -> None:
    voice, room = Sounding([]), Room()
    room.preferences = Preferences(voice=False)
    voicing = Voicing(voice, Sounds(False, "", {}))
    assert voicing.say_words(aloud("Can you hear me well?")) == 0.0, "before the first frame nothing is known of the language"
    voicing.frame(0.0, Told(), room, None)
    assert voicing.say_words(aloud("Can you hear me well?")) == 2.0
    assert voice.said == ("Can you hear me well?",)


@pytest.mark.parametrize("driver", ["dummy", "no-such-driver"])
def test_a_game_without_loudspeakers_is_played_all_the_same(
    driver: str, hall_on: Callable[..., Any], monkeypatch: pytest.MonkeyPatch, tmp_path: Path,
) -> None:
    pygame.mixer.quit()
    pygame.quit()
    monkeypatch.setenv("SDL_AUDIODRIVER", driver)
    hall = hall_on(SimulatedSource(skill=0.8, seed=2), "hold-1")
    hall.loop.guide = GuidanceSound.open()
    hall.loop.voicing = hall.practice.voice = Voicing(Voice.open(tmp_path), hall.loop.sounds, hall.loop.guide)
    assert hall.loop.sounds.available is (driver == "dummy")
    hall.until("Play")
    hall.wait(8.0)
    assert hall.practice.trial.phase == "play"
    hall.practice.say_words(aloud("{n}", n=3))
    hall.loop.voicing.close()
    hall.loop.guide.close()
    hall.loop.sounds.close()
