"""`wobblequest picture`: each kind as a file, and a sentence where there is nothing to show."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path
from xml.etree.ElementTree import fromstring

import pygame
import pytest

from wobblequest.draw.picture import SIZE


@pytest.mark.parametrize(("kind", "words"), [
    ("path", "Where the dot went"), ("trend", ": "), ("profile", "You, compared only with yourself"),
])
def test_each_kind_as_svg_and_as_png(command, records: Path, tmp_path: Path, kind: str, words: str) -> None:
    for suffix in ("svg", "png"):
        file = tmp_path / f"kept.{suffix}"
        said = command("picture", "Ann", "--kind", kind, "-o", str(file), "--data", str(records))
        assert (said.code, said.err) == (0, "")
        if suffix == "svg":
            text = file.read_text(encoding="utf-8")
            root = fromstring(text)
            assert words in (root[0].text or "")
            assert "Ann" not in text, "a picture is shown around: it names nobody"
        else:
            assert pygame.image.load(BytesIO(file.read_bytes())).get_size() == SIZE


def test_theme_and_language_can_be_asked_for(command, records: Path, tmp_path: Path) -> None:
    dark, light = tmp_path / "dark.svg", tmp_path / "light.svg"
    command("picture", "Ann", "--theme", "dark", "-o", str(dark), "--data", str(records))
    command("picture", "Ann", "--theme", "light", "-o", str(light), "--data", str(records))
    assert "#0b1220" in dark.read_text()
    assert "#0b1220" not in light.read_text()


def test_a_trial_can_be_named(command, records: Path, tmp_path: Path) -> None:
    first, last = tmp_path / "first.svg", tmp_path / "last.svg"
    assert command("picture", "Ann", "--trial", "board-1", "-o", str(first), "--data", str(records)).code == 0
    assert command("picture", "Ann", "-o", str(last), "--data", str(records)).code == 0
    assert first.read_text() != last.read_text()


@pytest.mark.parametrize(("words", "code", "told"), [
    (("Ann", "-o", "a.jpg"), 2, "end the file's name in .svg or .png"),
    (("Ann", "--kind", "trend", "--trial", "board-1", "-o", "a.svg"), 2, "leave --trial out"),
    (("Ann", "--level", "hold-1", "--trial", "board-1", "-o", "a.svg"), 2, "leave --level or --trial out"),
    (("Ann", "--kind", "profile", "--level", "hold-1", "-o", "a.svg"), 2, "leave --level out"),
    (("Ann", "--trial", "cut-1", "-o", "a.svg"), 1, "finished no trial cut-1"),
    (("Ann", "--level", "maze-1", "-o", "a.svg"), 1, "has finished no trial of maze-1"),
    (("Bob", "-o", "a.svg"), 1, "has finished no trial yet"),
    (("Cid", "-o", "a.svg"), 1, "nobody is called 'Cid'"),
    (("Ann", "-o", "no/such/folder/a.svg"), 1, "choose another file with -o"),
])
def test_what_cannot_be_shown_is_one_sentence(command, records: Path, words: tuple[str, ...], code: int, told: str) -> None:
    said = command("picture", *words, "--data", str(records))
    assert said.code == code
    assert said.out == ""
    assert told in said.err
    assert len(said.err.strip().splitlines()) == 1
