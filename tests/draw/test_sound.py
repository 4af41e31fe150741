from __future__ import annotations

import numpy as np
import pygame
import pytest

from wobblequest.core.errors import UsageError
from wobblequest.draw.guidance_sound import GuidanceSound
from wobblequest.draw.sound import (
    BEATS,
    CHANNELS,
    DWELL_RANGE,
    RATE_HZ,
    RESERVED,
    SOUNDS,
    STEADY,
    Sounds,
    Tone,
    dwell_tone,
    synthesise,
)


def strongest_hz(samples: np.ndarray) -> float:
    spectrum = np.abs(np.fft.rfft(samples * np.hanning(samples.size), 1 << 18))
    return float(np.argmax(spectrum) * RATE_HZ / (1 << 18))


ALL_TONES = [t for tones in SOUNDS.values() for t in tones] + [dwell_tone(i) for i in DWELL_RANGE]


@pytest.mark.parametrize("tone", ALL_TONES, ids=lambda t: f"{t.frequency_hz:g}-{t.duration_s:g}")
def test_each_tone_has_its_pitch_and_length(tone: Tone) -> None:
    alone = synthesise([Tone(tone.frequency_hz, tone.duration_s, 0.0, tone.loudness)])
    assert strongest_hz(alone.astype(float)) == pytest.approx(tone.frequency_hz, abs=4.0)
    assert alone.size == round(tone.duration_s * RATE_HZ)
    assert alone.size / RATE_HZ >= 0.150
    assert 500 <= tone.frequency_hz <= 2000


@pytest.mark.parametrize("name", SOUNDS)
def test_sounds_begin_and_end_softly_and_never_clip(name: str) -> None:
    samples = synthesise(SOUNDS[name]).astype(float) / 32767
    ms = RATE_HZ // 1000
    peak = np.abs(samples).max()
    assert 0.1 < peak < 0.96
    assert abs(samples[0]) < 0.002
    assert abs(samples[-1]) < 0.002
    for begin in (samples, samples[::-1]):
        assert np.abs(begin[: 2 * ms]).max() < 0.2 * peak, "2 ms in, a 10 ms ramp is not at a tenth yet"
    assert np.abs(np.diff(samples)).max() < 0.45, "no click"


def test_loud_mixes_are_brought_down_whole() -> None:
    samples = synthesise([Tone(600, loudness=1.0), Tone(605, loudness=1.0), Tone(610, loudness=1.0)])
    assert np.abs(samples.astype(int)).max() == pytest.approx(0.95 * 32767, rel=0.01)


def test_a_dwell_rises() -> None:
    pitches = [dwell_tone(i).frequency_hz for i in DWELL_RANGE]
    assert pitches == sorted(pitches)
    assert pitches[-1] == pytest.approx(2 * 523.25)


@pytest.mark.parametrize("tone", [Tone(400), Tone(2500), Tone(800, 0.1)])
def test_tones_that_older_ears_would_miss_are_refused(tone: Tone) -> None:
    with pytest.raises(UsageError, match="500"):
        synthesise([tone])


@pytest.fixture
def heard(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    out: list[str] = []
    monkeypatch.setattr(Sounds, "_sound", lambda self, name: out.append(name))
    return out


def test_a_dwell_sounds_once_a_step_and_begins_anew(heard: list[str]) -> None:
    sounds = Sounds(True, "", {})
    for fraction in (0.0, 0.05, 0.09, 0.1, 0.2, 0.2, 0.0, 0.1):
        sounds.dwell(fraction)
    assert heard == ["dwell1", "dwell2", "dwell1"]


def test_unknown_names_are_said() -> None:
    with pytest.raises(UsageError, match="hit"):
        Sounds(False, "", {}).play("hti")


def test_all_sounds_play_on_a_device() -> None:
    sounds = Sounds.open()
    try:
        assert sounds.available
        for name in SOUNDS:
            sounds.play(name)
        sounds.dwell(1.0)
    finally:
        sounds.close()
    assert not sounds.available


def test_the_volume_is_followed_by_what_sounds_already() -> None:
    sounds = Sounds.open()
    try:
        sounds.play("finish")
        sounds.set_volume(0.5)
        playing = [each for each in map(pygame.mixer.Channel, range(CHANNELS)) if each.get_busy()]
        assert [each.get_sound().get_volume() for each in playing] == [pytest.approx(0.5, abs=0.01)]
    finally:
        sounds.close()


def test_no_tone_takes_a_channel_that_is_kept() -> None:
    sounds = Sounds.open()
    try:
        for _ in range(2 * CHANNELS):
            sounds.play("finish")
        assert not any(pygame.mixer.Channel(kept).get_busy() for kept in range(RESERVED))
        assert {BEATS, STEADY} == set(range(RESERVED))
    finally:
        sounds.close()


def test_without_a_device_it_is_silent_and_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    """F19: no audio device."""
    pygame.mixer.quit()
    pygame.quit()
    monkeypatch.setenv("SDL_AUDIODRIVER", "no-such-driver")
    sounds = Sounds.open()
    assert not sounds.available
    assert "no audio device" in sounds.words
    sounds.play("hit")
    sounds.dwell(0.5)
    sounds.close()


def test_what_goes_to_the_loudspeaker_is_as_old_ears_want_it() -> None:
    """The samples that the mixer holds, not the recipe: long enough, soft at both ends, and strongest where older ears hear best."""
    sounds, guide = Sounds.open(), GuidanceSound.open()
    try:
        held = {**sounds._ready, **{f"guidance{step}": tone for step, tone in guide._tones.items()}}
        assert {*SOUNDS, "dwell1", "guidance-12", "guidance12"} <= {*held}
        ms = pygame.mixer.get_init()[0] // 1000
        for name, sound in held.items():
            samples = pygame.sndarray.array(sound).astype(float)
            left = samples[:, 0] / 32767
            assert left.size >= 150 * ms, name
            assert 499.5 <= strongest_hz(left) <= 2000.5, name
            assert (samples[:, 0] == samples[:, 1]).all(), name
            peak = np.abs(left).max()
            for end in (left, left[::-1]):
                assert np.abs(end[: 2 * ms]).max() < 0.2 * peak, f"{name}: 2 ms in, a ramp of 10 ms is not at a tenth yet"
    finally:
        guide.close()
        sounds.close()
