"""Pictures kept from the game by the key K."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any
from xml.etree.ElementTree import fromstring

import pygame
import pytest

from wobblequest.app.album import TOLD_S, Album, album_folder
from wobblequest.core.arena import Point
from wobblequest.core.calibration import Calibration
from wobblequest.core.messages import name
from wobblequest.core.reach import Reach
from wobblequest.input.simulated import SimulatedSource
from wobblequest.session.pictured import Dot, PathPicture
from wobblequest.session.preferences import Preferences

PICTURE = PathPicture(name("Ways"), name("b"), Dot((Point(0, 0), Point(3, 4))))
DAY = date(2026, 3, 1)


def press(hall: Any, key: int) -> None:
    hall.loop.take_event(pygame.event.Event(pygame.KEYDOWN, key=key, mod=0, unicode="k"))


def test_the_result_is_kept_by_one_key_and_said_so(hall_on: Callable[..., Any], tmp_path: Path) -> None:
    hall = hall_on(SimulatedSource(skill=0.8, seed=2), "reach-1")
    hall.loop.album, hall.loop.today = Album(tmp_path / "album"), lambda: DAY
    hall.practice.keep_calibration(Calibration())
    hall.practice.keep_reach(Reach())
    hall.until("Play", 60.0)
    hall.wait(5.0)
    press(hall, pygame.K_k)
    assert hall.screen == "Paused", "in play any key that means nothing there halts"
    assert hall.loop.album.words is None
    hall.until("ResultScreen", 120.0)
    hall.wait(0.2)
    press(hall, pygame.K_k)
    assert sorted(file.name for file in (tmp_path / "album").iterdir()) == ["2026-03-01-rose.png", "2026-03-01-rose.svg"]
    root = fromstring((tmp_path / "album" / "2026-03-01-rose.svg").read_text(encoding="utf-8"))
    assert root[0].text == "How straight in each direction"
    assert "Heron" not in (tmp_path / "album" / "2026-03-01-rose.svg").read_text(encoding="utf-8")
    assert hall.loop.album.words == "Your picture is kept with your pictures"
    assert hall.screen == "ResultScreen", "and nothing else happens"
    hall.wait(0.1)
    assert hall.loop.album.words in hall.loop.window.canvas.told, "it is seen and heard"
    assert next(name for name in hall.run(60.0) if name != "ResultScreen")
    hall.wait(0.1)
    assert hall.loop.album.words not in hall.loop.window.canvas.told, "not on the screens that follow"


def test_where_there_is_no_picture_nothing_is_kept(hall_on: Callable[..., Any], tmp_path: Path) -> None:
    hall = hall_on(SimulatedSource(skill=0.8, seed=2))
    hall.loop.album = Album(tmp_path / "album")
    hall.wait(0.5)
    press(hall, pygame.K_k)
    assert not (tmp_path / "album").exists()


def test_pictures_of_one_day_stand_beside_one_another(tmp_path: Path) -> None:
    album = Album(tmp_path)
    for _ in range(3):
        album.keep(PICTURE, Preferences(), DAY, 5.0)
    assert sorted(file.name for file in tmp_path.glob("*.svg")) == [f"2026-03-01-path{n}.svg" for n in ("-2", "-3", "")]
    assert album.until_s == 5.0 + TOLD_S


def test_a_folder_that_cannot_be_made_is_told_in_words(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    album = Album(tmp_path / "file" / "album")
    album.keep(PICTURE, Preferences(), DAY, 0.0)
    assert album.words is not None
    assert album.words.startswith("The picture could not be kept: ")


def test_the_users_own_folder_is_the_one_for_pictures(monkeypatch: pytest.MonkeyPatch) -> None:
    assert album_folder().name == "WobbleQuest"
