"""The gallery: one command draws all scenes, told languages and themes, and finds the telling ones itself."""

from __future__ import annotations

from pathlib import Path

import pytest

pygame = pytest.importorskip("pygame")

from tests import gallery  # noqa: E402 - pygame is needed first


def test_one_command_draws_pictures_and_sheets(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    chosen = ["--language", "en", "--language", "he", "--theme", "light", "--size", "640x360", "--only", "screen-result-track"]
    assert gallery.main(["-o", str(tmp_path), *chosen]) == 0
    names = {path.name for path in tmp_path.iterdir()}
    assert {"screen-result-track-en-light.png", "screen-result-track-he-light.png", "sheet-01.png"} <= names
    assert str(tmp_path / "sheet-01.png") in capsys.readouterr().out
    english, hebrew = (pygame.image.load(str(tmp_path / f"screen-result-track-{code}-light.png")) for code in ("en", "he"))
    assert english.get_size() == (640, 360)
    assert pygame.image.tobytes(english, "RGB") != pygame.image.tobytes(hebrew, "RGB")


def test_the_telling_languages_hold_the_shortest_the_longest_and_hebrew() -> None:
    screens = gallery.staged("screen-stopped")
    found = gallery.telling(screens, (1280, 720))
    widths = {code: gallery.length(screens, code, (1280, 720)) for code in gallery.LANGUAGES}
    assert widths[found[0]] == min(widths.values())
    assert widths[found[1]] == max(widths.values())
    assert "he" in found


def test_a_name_of_no_scene_is_told_of(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert gallery.main(["-o", str(tmp_path), "--only", "nonsense"]) == 2
    assert "no scene has 'nonsense' in its name" in capsys.readouterr().err
