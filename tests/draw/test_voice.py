"""The voice: the right recordings in the right order on a channel of its own, and silence where something is missing."""

from __future__ import annotations

import logging
import struct
import wave
from collections.abc import Iterator
from pathlib import Path

import pygame
import pytest

from wobblequest.core.assets import asset
from wobblequest.core.errors import FileProblem
from wobblequest.core.messages import aloud, message
from wobblequest.draw.sound import CHANNELS, Sounds
from wobblequest.draw.voice import KNOWN, MOST_WAITING, Voice, seconds_of
from wobblequest.language.catalogue import catalogue
from wobblequest.language.spoken import number_piece, utterance

ENGLISH = catalogue("en")
REST, COUNT = aloud("Hold the rail and rest"), aloud("Wait {n} seconds", n=5)


def record(folder: Path, words: str, seconds: float = 0.5, kind: str = ".wav") -> list[Path]:
    """A short recording of each piece of a message."""
    out = []
    for piece in utterance(words, ENGLISH):
        path = folder / "en" / f"{piece.key}{kind}"
        path.parent.mkdir(parents=True, exist_ok=True)
        with wave.open(str(path), "wb") as file:
            file.setnchannels(1)
            file.setsampwidth(2)
            file.setframerate(16_000)
            file.writeframes(struct.pack("<h", 3000) * round(16_000 * seconds))
        out.append(path)
    return out


@pytest.fixture
def device() -> Iterator[None]:
    sounds = Sounds.open()
    yield
    sounds.close()


@pytest.fixture
def played(device: None, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The recordings that were begun, by name."""
    out: list[str] = []
    begin = Voice._begin

    def keep(self: Voice, path: Path) -> None:
        out.append(path.name)
        begin(self, path)

    monkeypatch.setattr(Voice, "_begin", keep)
    return out


def go_on(voice: Voice) -> None:
    """What is being said has ended."""
    pygame.mixer.music.stop()
    voice.update()


def test_a_sentence_with_a_number_is_said_piece_after_piece(tmp_path: Path, played: list[str]) -> None:
    files = record(tmp_path, COUNT)
    voice = Voice([tmp_path])
    voice.say(COUNT, ENGLISH)
    assert played == [files[0].name]
    assert voice.speaking
    voice.update()
    assert len(played) == 1, "the next piece waits for the first"
    go_on(voice)
    go_on(voice)
    assert played == [path.name for path in files]
    assert files[1].stem == number_piece(5).key
    go_on(voice)
    assert not voice.speaking
    assert voice.lasts_s(COUNT, ENGLISH) == pytest.approx(1.5)


def test_no_tone_takes_its_place(tmp_path: Path, played: list[str]) -> None:
    record(tmp_path, REST, 60.0)
    voice = Voice([tmp_path])
    voice.say(REST, ENGLISH)
    for _ in range(2 * CHANNELS):
        pygame.mixer.Sound(buffer=bytes(200_000)).play()
    assert voice.speaking


def test_hush_is_silence_at_once(tmp_path: Path, played: list[str]) -> None:
    record(tmp_path, COUNT)
    voice = Voice([tmp_path])
    voice.say(COUNT, ENGLISH)
    voice.hush()
    voice.update()
    assert not voice.speaking
    assert len(played) == 1


def test_a_clinics_own_recording_wins_and_what_it_has_not_is_the_shipped_one(tmp_path: Path, played: list[str]) -> None:
    own, shipped = tmp_path / "own", tmp_path / "shipped"
    record(shipped, REST, 2.0)
    voice = Voice([own, shipped])
    assert voice.lasts_s(REST, ENGLISH) == pytest.approx(2.0)
    record(own, REST, 1.0)
    assert Voice([own, shipped]).lasts_s(REST, ENGLISH) == pytest.approx(1.0)


def test_a_damaged_recording_leaves_its_place_to_the_shipped_one(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    own, shipped = tmp_path / "own", tmp_path / "shipped"
    record(shipped, REST, 2.0)
    record(own, REST)[0].write_bytes(b"no sound")
    voice = Voice([own, shipped])
    assert voice.lasts_s(REST, ENGLISH) == pytest.approx(2.0)
    assert "cannot be played" in caplog.text


def test_what_cannot_be_decoded_is_silence(tmp_path: Path, device: None, caplog: pytest.LogCaptureFixture) -> None:
    (path,) = record(tmp_path, REST)
    voice = Voice([tmp_path])
    assert voice.lasts_s(REST, ENGLISH) > 0
    path.write_bytes(b"damaged meanwhile")
    voice.say(REST, ENGLISH)
    assert not voice.speaking
    assert "cannot be played" in caplog.text


def test_what_nobody_recorded_is_silent_and_told_once(tmp_path: Path, played: list[str], caplog: pytest.LogCaptureFixture) -> None:
    voice = Voice([tmp_path])
    with caplog.at_level(logging.WARNING):
        for _ in range(3):
            assert voice.lasts_s(REST, ENGLISH) == 0
            voice.say(REST, ENGLISH)
    assert not played
    assert [record.getMessage() for record in caplog.records if "Hold the rail" in record.getMessage()] == [
        f"nobody has recorded 'Hold the rail and rest' (en/{utterance(REST, ENGLISH)[0].key}.opus)",
    ]


def test_half_a_sentence_is_not_said(tmp_path: Path, played: list[str]) -> None:
    record(tmp_path, COUNT)[1].unlink()
    voice = Voice([tmp_path])
    assert voice.lasts_s(COUNT, ENGLISH) == 0
    voice.say(COUNT, ENGLISH)
    assert not played


def test_the_same_words_that_are_not_to_be_spoken_stay_silent(tmp_path: Path, played: list[str]) -> None:
    record(tmp_path, REST)
    voice = Voice([tmp_path])
    assert voice.lasts_s(REST, ENGLISH) > 0
    for words in (message("Hold the rail and rest"), "Hold the rail and rest"):
        assert voice.lasts_s(words, ENGLISH) == 0
        assert Voice([tmp_path]).lasts_s(words, ENGLISH) == 0
    assert voice.lasts_s(REST, ENGLISH) > 0


def test_volume_is_followed_at_once_and_kept(tmp_path: Path, played: list[str]) -> None:
    record(tmp_path, COUNT, 60.0)
    voice = Voice([tmp_path])
    voice.say(COUNT, ENGLISH)
    voice.set_volume(0.25)
    assert pygame.mixer.music.get_volume() == pytest.approx(0.25, abs=0.01)
    go_on(voice)
    assert pygame.mixer.music.get_volume() == pytest.approx(0.25, abs=0.01)


def test_a_device_that_hangs_is_left_no_more_to_say_than_a_few_sentences(
    tmp_path: Path, played: list[str], monkeypatch: pytest.MonkeyPatch,
) -> None:
    record(tmp_path, REST)
    voice = Voice([tmp_path])
    monkeypatch.setattr(pygame.mixer.music, "get_busy", lambda: True)
    for _ in range(3 * MOST_WAITING):
        voice.say(REST, ENGLISH)
    assert len(voice._waiting) == MOST_WAITING
    assert played == []
    voice.hush()
    assert not voice._waiting


def test_no_more_is_remembered_than_is_said_in_a_session(tmp_path: Path) -> None:
    voice = Voice([tmp_path])
    for n in range(3 * KNOWN):
        voice.lasts_s(aloud(f"Sentence {n}"), ENGLISH)
    assert len(voice._found) <= KNOWN


def test_without_a_device_it_knows_how_long_it_would_speak_and_is_silent(tmp_path: Path) -> None:
    pygame.mixer.quit()
    record(tmp_path, REST)
    voice = Voice([tmp_path])
    voice.say(REST, ENGLISH)
    voice.update()
    voice.set_volume(0.3)
    assert not voice.available
    assert not voice.speaking
    assert voice.lasts_s(REST, ENGLISH) == pytest.approx(0.5)
    voice.hush()
    voice.close()


def test_the_shipped_voice_says_it(device: None, tmp_path: Path) -> None:
    voice = Voice.open(tmp_path / "speech")
    for n in range(101):
        assert 0.2 < voice.lasts_s(aloud("{n}", n=n), ENGLISH) < 2.0
    voice.say(aloud("{n}", n=3), ENGLISH)
    assert voice.speaking
    voice.close()


@pytest.mark.parametrize("data", [b"", b"OggS", b"OggS" + bytes(40), b"RIFF" + bytes(60), b"OggS" + bytes(25) + b"\x01vorbis" + bytes(20),
                                  b"OggS" + bytes(24) + b"OpusHead" + bytes(4)])
@pytest.mark.parametrize("kind", [".opus", ".ogg", ".wav"])
def test_what_is_no_recording_is_said_to_be_none(data: bytes, kind: str, tmp_path: Path) -> None:
    path = tmp_path / f"x{kind}"
    path.write_bytes(data)
    with pytest.raises(FileProblem):
        seconds_of(path)


def test_lengths_are_what_decoding_gives(device: None) -> None:
    files = sorted((asset("speech/README.md").parent / "en").glob("*.opus"), key=lambda path: path.stat().st_size)
    for path in (files[0], files[len(files) // 2], files[-1]):
        assert pygame.mixer.Sound(path).get_length() == pytest.approx(seconds_of(path), abs=0.02)
