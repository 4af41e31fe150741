"""Every sentence that is spoken has its file in every language, says today's text, at a pace to follow, neither faint nor shrill.

`python assets/speech/build.py` renders what is missing here.
"""

from __future__ import annotations

import importlib.util
import sys
from functools import cache
from pathlib import Path
from types import ModuleType

import numpy as np
import pygame
import pytest

from wobblequest.core.arena import CENTRE, toward
from wobblequest.core.assets import asset
from wobblequest.core.languages import LANGUAGES
from wobblequest.core.messages import aloud
from wobblequest.draw.sound import RATE_HZ
from wobblequest.draw.voice import KINDS, Voice, seconds_of
from wobblequest.language.catalogue import catalogue
from wobblequest.language.spoken import NUMBERS, Piece
from wobblequest.session.cues import STAYS_S, way_words
from wobblequest.session.speaking import stands_s

SPEECH = asset("speech/README.md").parent
WITH_CATALOGUE = [code for code in LANGUAGES if code == "en" or (SPEECH.parent / "translations" / f"{code}.mo").is_file()]
LONG = 5
"""Of fewer words, a pace means little."""


@cache
def built() -> ModuleType:
    spec = importlib.util.spec_from_file_location("wobblequest_speech_build", SPEECH / "build.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


@cache
def needed(code: str) -> dict[str, Piece]:
    out: dict[str, Piece] = built().needed(code)
    return out


@cache
def files(code: str) -> dict[str, Path]:
    return {path.stem: path for kind in KINDS for path in (SPEECH / code).glob(f"*{kind}")}


@pytest.fixture(params=WITH_CATALOGUE)
def code(request: pytest.FixtureRequest) -> str:
    return str(request.param)


def test_every_spoken_phrase_has_its_file(code: str) -> None:
    lacking = [f"{piece.words} ({key})" for key, piece in needed(code).items() if key not in files(code)]
    assert not lacking, f"{code}: {len(lacking)} are not recorded: run assets/speech/build.py {code}"


def test_subtitles_are_todays_text(code: str) -> None:
    index = built().index_of(SPEECH / code)
    assert set(index) == set(files(code)), "each file is in index.csv, and nothing else"
    wrong = {key: index[key].subtitle for key, piece in needed(code).items() if key in index and index[key].subtitle != piece.words}
    assert not wrong


def test_nothing_is_kept_that_is_not_said(code: str) -> None:
    index = built().index_of(SPEECH / code)
    assert [key for key in files(code) if key not in needed(code) and index[key].rendered] == []


def test_it_can_be_followed(code: str) -> None:
    for key, row in built().index_of(SPEECH / code).items():
        words, seconds = len(row.subtitle.split()), seconds_of(files(code)[key])
        if words >= LONG:
            assert 110 <= 60 * words / seconds <= 180, row
        else:
            assert 0.15 <= seconds <= 3.5, row


def test_it_is_neither_faint_nor_shrill(code: str) -> None:
    pygame.mixer.init(frequency=RATE_HZ, size=-16, channels=2)
    try:
        for path in sorted(files(code).values())[::6]:  # all are made alike; decoding them all takes a minute
            samples = pygame.sndarray.array(pygame.mixer.Sound(path)).astype(float)[:, 0] / 32768
            assert 0.1 < np.max(np.abs(samples)) < 0.98, path.name
            frames = samples[:samples.size // 882 * 882].reshape(-1, 882)
            power = np.mean(frames**2, axis=1)
            sounding_db = 10 * np.log10(np.mean(power[power > np.max(power) / 1000]))
            assert -26 < sounding_db < -14, path.name
            assert np.max(np.abs(samples[:44])) < 0.05, "it begins softly"
    finally:
        pygame.mixer.quit()


def test_all_numbers_are_said_and_short_enough_to_count_by(code: str) -> None:
    voice = Voice([SPEECH])
    assert all(voice.lasts_s(aloud("{n}", n=n), catalogue(code)) > 0 for n in NUMBERS)
    assert all(voice.lasts_s(aloud("{n}", n=n), catalogue(code)) < 0.95 for n in range(1, 6))


def test_a_folder_stays_small(code: str) -> None:
    sizes = [path.stat().st_size for path in files(code).values()]
    assert sum(sizes) < 12_000 * len(sizes), "12 kB a sentence, on average"


def test_cues_stand_long_enough_to_be_heard(code: str) -> None:
    voice, there = Voice([SPEECH]), [toward(direction, far) for direction in (0, 90, 180, 270) for far in (2.0, 9.0)]
    for words in (way_words(CENTRE, at) for at in there):
        assert stands_s(voice.lasts_s(words, catalogue(code))) <= STAYS_S, words
