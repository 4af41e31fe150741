"""Sounds: gentle tones, computed when the game starts, so that no file can be missing; and silence where no device is.

Every tone lies within 500–2,000 Hz, where older ears hear best, lasts at least 150 ms and rises and falls over at least 10 ms.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from types import MappingProxyType

import numpy as np
import pygame
from numpy.typing import NDArray

from wobblequest.core.errors import UsageError

RATE_HZ = 44_100
RAMP_S = 0.010
LEAST_S = 0.150
LOWEST_HZ, HIGHEST_HZ = 500.0, 2000.0
DWELL_STEPS = 12
DWELL_FROM_HZ, DWELL_TO_HZ = 523.25, 1046.5
"""A dwell rises by an octave."""
DWELL_RANGE = range(1, DWELL_STEPS + 1)
DWELL_NAMES = frozenset(f"dwell{i}" for i in DWELL_RANGE)

CHANNELS = 16
BEATS, STEADY = 0, 1
"""The channels kept for sound guidance, so that no other sound cuts it off."""
RESERVED = 2

Samples = NDArray[np.int16]


@dataclass(frozen=True, slots=True)
class Tone:
    """One tone: frequency, how long it sounds, when it begins, and its loudness 0…1."""

    frequency_hz: float
    duration_s: float = 0.18
    at_s: float = 0.0
    loudness: float = 0.5


SOUNDS: MappingProxyType[str, tuple[Tone, ...]] = MappingProxyType({
    "cue": (Tone(880.0, 0.16, loudness=0.3),),
    "enter": (Tone(659.26, 0.15, loudness=0.3),),
    "leave": (Tone(523.25, 0.15, loudness=0.25),),
    "hit": (Tone(783.99, 0.16), Tone(1174.66, 0.34, 0.11)),
    "miss": (Tone(587.33, 0.20, loudness=0.35), Tone(523.25, 0.26, 0.15, 0.35)),
    "find": (Tone(880.0, 0.16, loudness=0.3), Tone(880.0, 0.16, 0.22, 0.3)),
    "taken": (Tone(698.46, 0.22, loudness=0.4),),
    "pause": (Tone(783.99, 0.18, loudness=0.4), Tone(587.33, 0.28, 0.14, 0.4)),
    "resume": (Tone(587.33, 0.18, loudness=0.4), Tone(783.99, 0.28, 0.14, 0.4)),
    "finish": (Tone(523.25, 0.20), Tone(659.26, 0.20, 0.15), Tone(783.99, 0.20, 0.30), Tone(1046.50, 0.55, 0.45)),
    "tick": (Tone(659.26, 0.16, loudness=0.4),),
    "beat": (Tone(1567.98, 0.15, loudness=0.2),),
    "touch": (Tone(554.37, 0.16, loudness=0.3), Tone(587.33, 0.16, loudness=0.3)),
    "push": (Tone(739.99, 0.16, loudness=0.35), Tone(554.37, 0.20, 0.11, 0.35)),
    "low": (Tone(523.25, 0.35, loudness=0.45),),
    "middle": (Tone(987.77, 0.35, loudness=0.4),),
    "high": (Tone(1864.66, 0.35, loudness=0.35),),
    "dwell": (Tone(523.25, 0.16, loudness=0.22),),
    "ready": (Tone(659.26, 0.18, loudness=0.4), Tone(880.00, 0.30, 0.13, 0.4)),
    "go": (Tone(1046.50, 0.30, loudness=0.45),),
    "choose": (Tone(1046.50, 0.16, loudness=0.45), Tone(1318.51, 0.26, 0.10, 0.4)),
    "lost": (Tone(622.25, 0.25, loudness=0.45), Tone(622.25, 0.25, 0.35, 0.45)),
    "stop": (Tone(659.26, 0.24, loudness=0.45), Tone(523.25, 0.45, 0.20, 0.45)),
})
"""All sounds by name. A miss is as soft as a hit is bright: it says that there is more to try, not that something is wrong. A wall that
was touched is a dull pair of tones a semitone apart. The three tones of a second task lie eleven semitones from each other: no ear for
music is needed to tell them apart."""


def synthesise(tones: Sequence[Tone], rate_hz: int = RATE_HZ) -> Samples:
    """The tones mixed, as 16-bit mono samples that never clip.

    Each has a little of its second and third harmonic, for warmth, and fades as a struck bar does; its first and last 10 ms are ramps
    (raised cosine). Raises UsageError for a tone that is too short, too low or too high.
    """
    for tone in tones:
        if not (LOWEST_HZ <= tone.frequency_hz <= HIGHEST_HZ) or tone.duration_s < LEAST_S:
            raise UsageError(f"a tone must lie within {LOWEST_HZ:g}–{HIGHEST_HZ:g} Hz and last {LEAST_S * 1000:g} ms or more; got {tone}")
    length = max(round((t.at_s + t.duration_s) * rate_hz) for t in tones)
    mix = np.zeros(length)
    for tone in tones:
        n = round(tone.duration_s * rate_hz)
        t = np.arange(n) / rate_hz
        turn = 2 * np.pi * tone.frequency_hz * t
        wave = (np.sin(turn) + 0.18 * np.sin(2 * turn) * (tone.frequency_hz < HIGHEST_HZ / 2) + 0.05 * np.sin(3 * turn)) / 1.23
        ramp = round(RAMP_S * rate_hz)
        shape = np.exp(-1.6 * t / tone.duration_s)
        shape[:ramp] *= 0.5 - 0.5 * np.cos(np.pi * np.arange(ramp) / ramp)
        shape[-ramp:] *= 0.5 + 0.5 * np.cos(np.pi * np.arange(1, ramp + 1) / ramp)
        begin = round(tone.at_s * rate_hz)
        mix[begin : begin + n] += tone.loudness * wave * shape
    peak = float(np.max(np.abs(mix)))
    if peak > 0.95:
        mix *= 0.95 / peak
    return np.rint(mix * 32767).astype(np.int16)


def dwell_tone(step: int) -> Tone:
    """The tone of a dwell at one of its steps 1…12: evenly rising in pitch."""
    return Tone(DWELL_FROM_HZ * (DWELL_TO_HZ / DWELL_FROM_HZ) ** (step / DWELL_STEPS), 0.16, loudness=0.22)


class Sounds:
    """Plays by name. Where there is no audio device everything else works the same, and ``words`` says why it is quiet."""

    def __init__(self, available: bool, words: str, ready: dict[str, pygame.mixer.Sound]) -> None:
        self._ready = ready
        self.available, self.words = available, words
        self.muted = False
        self._volume = 1.0
        self._dwelt = 0

    @classmethod
    def open(cls) -> Sounds:
        """Open the audio device and make all sounds. Never raises for want of a device."""
        try:
            pygame.mixer.init(frequency=RATE_HZ, size=-16, channels=2, buffer=512)
        except pygame.error as problem:
            return cls(False, f"Sound is off: no audio device answers ({problem}). Everything works without it.", {})
        rate, _, channels = pygame.mixer.get_init()
        pygame.mixer.set_num_channels(CHANNELS)
        pygame.mixer.set_reserved(RESERVED)
        named = dict(SOUNDS) | {f"dwell{i}": (dwell_tone(i),) for i in DWELL_RANGE}
        ready = {name: pygame.mixer.Sound(buffer=_interleaved(synthesise(tones, rate), channels)) for name, tones in named.items()}
        return cls(True, "Sound is on.", ready)

    def play(self, name: str) -> None:
        """Play a sound of `SOUNDS`, or a step of a dwell (``dwell1`` … ``dwell12``).

        Raises UsageError for a name that is not there, also when silent.
        """
        if name not in SOUNDS and name not in DWELL_NAMES:
            raise UsageError(f"there is no sound called {name!r}; there are {', '.join(SOUNDS)}")
        self._sound(name)

    def dwell(self, fraction: float) -> None:
        """Call each frame with how much of a dwell is done, 0…1: one tone a step, rising; 0 begins anew."""
        step = min(int(fraction * DWELL_STEPS), DWELL_STEPS)
        if step > self._dwelt:
            self._sound(f"dwell{step}")
        self._dwelt = step

    def set_volume(self, volume: float) -> None:
        """0…1, at once, also for what sounds now."""
        if volume != self._volume:
            self._volume = volume
            for sound in self._ready.values():
                sound.set_volume(volume)

    def close(self) -> None:
        """Give the audio device back."""
        if self.available:
            pygame.mixer.quit()
            self.available, self._ready = False, {}

    def _sound(self, name: str) -> None:
        if not self.muted and (sound := self._ready.get(name)) is not None:
            sound.play()


def _interleaved(mono: Samples, channels: int) -> bytes:
    return np.repeat(mono, channels).tobytes()
