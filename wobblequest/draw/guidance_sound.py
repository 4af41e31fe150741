"""Sound guidance as it is heard: tones made beforehand, one for each semitone of two octaves, and a soft steady one for *on target*."""

from __future__ import annotations

from math import cos, pi, sin

import numpy as np
import pygame

from wobblequest.draw.sound import BEATS, RATE_HZ, STEADY, Samples, Tone, synthesise
from wobblequest.session.guidance import MIDDLE_HZ, OCTAVES, STEPS_PER_OCTAVE, Guidance

BEAT_S, BEAT_LOUDNESS = 0.16, 0.4
STEADY_LOUDNESS = 0.07
"""Somebody who does well hears it for long: it is a quarter as loud."""
FADE_MS = 60
STEPS = range(-round(OCTAVES * STEPS_PER_OCTAVE), round(OCTAVES * STEPS_PER_OCTAVE) + 1)


class GuidanceSound:
    """Plays guidance. Where there is no audio device it is silent and everything else works the same."""

    def __init__(self, tones: dict[int, pygame.mixer.Sound], steady: pygame.mixer.Sound | None) -> None:
        self._tones, self._steady = tones, steady
        self._next_s = 0.0
        self._is_steady = False
        self._volume = 1.0

    @classmethod
    def open(cls) -> GuidanceSound:
        """Make the tones for the audio device that is open; without one, none."""
        opened = pygame.mixer.get_init()
        if opened is None:
            return cls({}, None)
        rate, _, channels = opened
        tones = {step: pygame.mixer.Sound(buffer=np.repeat(beat_samples(step, rate), channels).tobytes()) for step in STEPS}
        return cls(tones, pygame.mixer.Sound(buffer=np.repeat(steady_samples(rate), channels).tobytes()))

    @property
    def available(self) -> bool:
        return self._steady is not None and pygame.mixer.get_init() is not None

    def update(self, now_s: float, heard: Guidance | None) -> None:
        """Call each frame with what is to be heard now, None for silence: the next beat begins when it is due."""
        steady = heard is not None and heard.steady
        if steady != self._is_steady:
            self._is_steady = steady
            self._hold(steady)
        if heard is None or steady:
            self._next_s = now_s  # what comes next is heard at once
        elif now_s >= self._next_s:
            self._next_s = now_s + 1.0 / heard.beat_hz
            self._beat(heard)

    def set_volume(self, volume: float) -> None:
        """0…1, at once, also for what sounds now."""
        if volume != self._volume and self._steady is not None:
            for sound in (self._steady, *self._tones.values()):
                sound.set_volume(volume)
        self._volume = volume

    def close(self) -> None:
        """Be silent, before the audio device is given back."""
        self.update(0.0, None)
        self._tones, self._steady = {}, None

    def _beat(self, heard: Guidance) -> None:
        if self.available:
            channel = pygame.mixer.Channel(BEATS)
            channel.play(self._tones[heard.step])
            channel.set_volume(*ears(heard.pan))

    def _hold(self, begin: bool) -> None:
        if not self.available or self._steady is None:
            return
        channel = pygame.mixer.Channel(STEADY)
        if begin:
            channel.play(self._steady, loops=-1, fade_ms=FADE_MS)
        else:
            channel.fadeout(FADE_MS)


def ears(pan: float) -> tuple[float, float]:
    """Loudness left and right, 0…1, for −1 left … 1 right: together always as loud (their squares add up to 1)."""
    turn = (pan + 1.0) * pi / 4.0
    return cos(turn), sin(turn)


def beat_samples(step: int, rate_hz: int = RATE_HZ) -> Samples:
    """One tone so many semitones above the middle, 16-bit mono, with ramps of 10 ms."""
    return synthesise([Tone(MIDDLE_HZ * 2.0 ** (step / STEPS_PER_OCTAVE), BEAT_S, loudness=BEAT_LOUDNESS)], rate_hz)


def steady_samples(rate_hz: int = RATE_HZ) -> Samples:
    """A second of the steady tone, 16-bit mono: whole turns of it, so that it goes round without a seam."""
    wave = np.sin(2 * np.pi * MIDDLE_HZ * np.arange(rate_hz) / rate_hz)
    return np.rint(STEADY_LOUDNESS * wave * 32767).astype(np.int16)
