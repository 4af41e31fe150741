"""Sound guidance as it is heard."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

import numpy as np
import pygame
import pytest

from wobblequest.draw.guidance_sound import STEPS, GuidanceSound, beat_samples, ears, steady_samples
from wobblequest.draw.sound import BEATS, RATE_HZ, STEADY, Sounds
from wobblequest.session.guidance import FAST_HZ, ON_TARGET, Guidance

RIGHT = Guidance(1.0, 1000.0, 4.0)


@pytest.fixture
def sound() -> Iterator[GuidanceSound]:
    sounds = Sounds.open()
    made = GuidanceSound.open()
    yield made
    made.close()
    sounds.close()


@pytest.mark.parametrize("step", STEPS)
def test_each_tone_has_its_pitch_lasts_long_enough_and_begins_and_ends_softly(step: int) -> None:
    samples = beat_samples(step).astype(float) / 32767
    spectrum = np.abs(np.fft.rfft(samples * np.hanning(samples.size), 1 << 18))
    assert np.argmax(spectrum) * RATE_HZ / (1 << 18) == pytest.approx(1000 * 2 ** (step / 12), abs=5)
    assert samples.size / RATE_HZ >= 0.150
    assert samples.size / RATE_HZ < 1 / FAST_HZ, "there is a pause between two beats, however fast"
    ms = RATE_HZ // 1000
    for end in (samples, samples[::-1]):
        assert np.abs(end[:2 * ms]).max() < 0.2 * np.abs(samples).max()


def test_two_octaves_of_semitones_are_within_what_older_ears_hear() -> None:
    assert [round(1000 * 2 ** (step / 12)) for step in (STEPS[0], STEPS[-1])] == [500, 2000]
    assert all(b - a == 1 for a, b in pairwise(STEPS))


@pytest.mark.parametrize("rate_hz", [22_050, 44_100, 48_000])
def test_the_steady_tone_is_soft_and_has_no_seam(rate_hz: int) -> None:
    samples = steady_samples(rate_hz).astype(float) / 32767
    assert np.abs(samples).max() < 0.3 * np.abs(beat_samples(0, rate_hz)).max() / 32767
    steps = np.abs(np.diff(np.concatenate([samples, samples])))
    assert steps[samples.size - 1] <= steps.max() * 1.01


def test_left_is_left_and_the_loudness_stays() -> None:
    assert ears(-1.0) == pytest.approx((1.0, 0.0))
    assert ears(1.0) == pytest.approx((0.0, 1.0))
    for pan in np.linspace(-1, 1, 9):
        left, right = ears(float(pan))
        assert left**2 + right**2 == pytest.approx(1.0)
        assert (right - left) * pan >= 0


def test_it_beats_as_often_as_it_should_and_on_time(sound: GuidanceSound, monkeypatch: pytest.MonkeyPatch) -> None:
    beats: list[float] = []
    now = [0.0]
    monkeypatch.setattr(GuidanceSound, "_beat", lambda self, heard: beats.append(now[0]))
    for i in range(600):
        now[0] = i / 60
        sound.update(now[0], Guidance(0.0, 1000.0, 2.0 if i < 300 else 4.0))
    assert len(beats) == pytest.approx(30, abs=2)
    assert min(b - a for a, b in pairwise(beats)) >= 0.24


def test_nothing_is_heard_until_there_is_something_and_then_at_once(sound: GuidanceSound, monkeypatch: pytest.MonkeyPatch) -> None:
    beats: list[float] = []
    monkeypatch.setattr(GuidanceSound, "_beat", lambda self, heard: beats.append(heard.pan))
    sound.update(0.0, None)
    sound.update(5.0, RIGHT)
    sound.update(5.1, None)
    sound.update(5.12, RIGHT)
    assert beats == [1.0, 1.0]


def test_it_sounds_on_its_own_channels_to_the_right_ear(sound: GuidanceSound) -> None:
    assert sound.available
    sound.update(0.0, RIGHT)
    channel = pygame.mixer.Channel(BEATS)
    assert channel.get_busy()
    assert channel.get_sound() is sound._tones[0]
    for _ in range(40):  # however many other sounds there are, it keeps its channels
        sound._tones[5].play()
    assert channel.get_sound() is sound._tones[0]
    sound.update(1.0, ON_TARGET)
    assert pygame.mixer.Channel(STEADY).get_busy()


def test_without_a_device_it_is_silent_and_nothing_breaks() -> None:
    pygame.mixer.quit()
    silent = GuidanceSound.open()
    assert not silent.available
    for i, heard in enumerate((RIGHT, ON_TARGET, None, RIGHT, RIGHT)):
        silent.update(float(i), heard)
    silent.close()


def test_a_device_that_goes_away_breaks_nothing(sound: GuidanceSound) -> None:
    sound.update(0.0, ON_TARGET)
    pygame.mixer.quit()
    sound.update(1.0, RIGHT)
    sound.update(2.0, None)
    assert not sound.available


def test_its_volume_is_followed_at_once_and_stays_in_the_right_ear(sound: GuidanceSound) -> None:
    sound.update(0.0, ON_TARGET)
    sound.set_volume(0.25)
    assert pygame.mixer.Channel(STEADY).get_sound().get_volume() == pytest.approx(0.25, abs=0.01)
    sound.update(1.0, RIGHT)
    assert pygame.mixer.Channel(BEATS).get_sound().get_volume() == pytest.approx(0.25, abs=0.01)


def test_silence_has_a_volume_too() -> None:
    pygame.mixer.quit()
    GuidanceSound.open().set_volume(0.5)
