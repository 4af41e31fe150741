from __future__ import annotations

from pathlib import Path

import pygame
import pytest
from hypothesis import given
from hypothesis import strategies as st

from wobblequest.core.assets import asset
from wobblequest.core.errors import WobbleQuestError
from wobblequest.draw import fonts
from wobblequest.draw.fonts import em_px, width_px
from wobblequest.draw.text import Block, Writer, fit

WHITE = (255, 255, 255)


def laid(words: str, *, capital_px: float = 60.0, floor_px: float = 30.0, width: float = 1800.0, height: float = 1e9,
         lines: int = 2) -> Block:
    return fit(words, bold=True, capital_px=capital_px, floor_px=floor_px, width=width, height=height, lines=lines)


@pytest.mark.parametrize("capital_px", [28, 42, 63, 84, 126])
def test_capitals_are_as_high_as_asked(capital_px: int) -> None:
    picture, above = Writer().picture(laid("HEXT", capital_px=capital_px), WHITE)
    inked = picture.get_bounding_rect()
    assert inked.height == pytest.approx(capital_px, abs=1.5)
    assert inked.top == pytest.approx(above, abs=1.5)


def test_short_words_stay_on_one_line_at_full_size() -> None:
    block = laid("Stay in the circle")
    assert block.lines == ("Stay in the circle",)
    assert block.capital_px == 60.0


def test_long_words_go_on_two_even_lines() -> None:
    block = laid("Lean forward until the dot is in the ring", width=1100)
    assert len(block.lines) == 2
    assert block.capital_px == 60.0
    widths = [width_px(line, True, em_px(60.0)) for line in block.lines]
    assert max(widths) <= 1100
    assert min(widths) > 0.6 * max(widths)


def test_a_line_takes_about_34_characters_while_there_are_lines_left() -> None:
    assert len(laid("One two three four five six seven eight nine", capital_px=30, width=1800).lines) == 2


def test_a_longer_line_is_better_than_two_small_ones() -> None:
    words = "You can change the settings at any time"
    block = laid(words, width=1800, height=120)
    assert (block.lines, block.capital_px) == ((words,), 60.0), "two lines of it would stand at 44 px in this height"
    assert len(laid(words, width=1800, height=200).lines) == 2


@pytest.mark.parametrize("measured", ["51 %", "51 %,", "1.2 s", "61 cm"])
def test_a_figure_stands_beside_its_unit(measured: str) -> None:
    for width in range(300, 900, 20):
        block = laid(f"Your best, {measured} still stands", capital_px=30, width=width, lines=4)
        assert any(measured in line for line in block.lines), block.lines


def test_words_shrink_before_they_are_cut_but_never_under_the_floor() -> None:
    words = "Where your toes point when you lean forward and a little to the right of it"
    shrunk = laid(words, width=1200)
    assert 30.0 <= shrunk.capital_px < 60.0
    assert not shrunk.cut
    assert " ".join(shrunk.lines) == words
    cut = laid(words, width=500)
    assert cut.capital_px == 30.0
    assert cut.cut
    assert cut.lines[-1].endswith("…")


def test_height_is_kept() -> None:
    block = laid("Lean forward until the dot is in the ring", width=1000, height=150)
    assert block.height_px + 0.3 * block.capital_px <= 150


@given(st.text(st.characters(codec="utf-8", exclude_categories=["Cs", "Cc"]), max_size=60), st.integers(60, 2000))
def test_any_words_fit_any_width(words: str, width: int) -> None:
    block = laid(words, width=width, capital_px=40, floor_px=20)
    assert len(block.lines) <= 2
    assert block.width_px <= width or all(len(line) <= 2 for line in block.lines)


def test_arrows_and_signs_the_font_lacks_are_drawn() -> None:
    for sign in "←→↑↓≤":
        picture, _ = Writer().picture(laid(sign), WHITE)
        assert picture.get_bounding_rect().width > 10, sign
    left, right = (Writer().picture(laid(sign), WHITE)[0] for sign in "←→")
    assert pygame.image.tobytes(pygame.transform.flip(left, True, False), "RGBA") != pygame.image.tobytes(left, "RGBA")
    assert left.get_size() == right.get_size()


def test_the_letters_of_many_tongues_are_there() -> None:
    usual = Writer().picture(laid("□"), WHITE)[0]
    for word in ("Žluťoučký", "Größe", "Łódź", "garçon", "Ångström"):
        assert Writer().picture(laid(word), WHITE)[0].get_width() > usual.get_width()


def test_pictures_are_kept_and_the_oldest_go() -> None:
    writer = Writer(most=2)
    first = writer.picture(laid("one"), WHITE)[0]
    assert writer.picture(laid("one"), WHITE)[0] is first
    writer.picture(laid("two"), WHITE)
    writer.picture(laid("three"), WHITE)
    assert writer.picture(laid("one"), WHITE)[0] is not first


def test_fonts_outlive_pygame() -> None:
    before = laid("Stay in the circle").width_px
    pygame.quit()
    assert width_px("Stay in the circle again", True, em_px(60.0)) > before
    assert Writer().picture(laid("Stay ≤ here"), WHITE)[0].get_width() > 0


def test_no_words_are_no_picture() -> None:
    assert laid("  ").lines == ()
    with pytest.raises(WobbleQuestError, match="no words"):
        Writer().picture(laid(""), WHITE)


def hebrew(words: str) -> pygame.Surface:
    block = fit(words, bold=True, capital_px=60, floor_px=30, width=1800, right_to_left=True)
    return Writer().picture(block, WHITE)[0]


def inked(picture: pygame.Surface) -> pygame.Surface:
    return picture.subsurface(picture.get_bounding_rect())


def alike(one: pygame.Surface, other: pygame.Surface) -> bool:
    """Whether most ink of one is ink of the other: edges may fall between pixels."""
    a, b = (pygame.mask.from_surface(inked(each)) for each in (one, other))
    return a.overlap_area(b, (0, 0)) > 0.8 * max(a.count(), b.count())


@pytest.mark.parametrize(("words", "parts"), [
    ("אבל", "לבא"), ("אב 3", "3בא"), ("אב (12)", "(12)בא"), ("א \u2068HE 2\u2069, ב", "ב,HE2א"),
])
def test_letters_stand_as_they_are_read_from_the_right(words: str, parts: str) -> None:
    """From the left of the picture on, each letter looks as it does alone: pygame and SDL turn nothing around themselves."""
    whole = hebrew(words)
    mask = pygame.mask.from_surface(whole)
    columns = [any(mask.get_at((x, y)) for y in range(whole.get_height())) for x in range(whole.get_width())]
    begins = [x for x, ink in enumerate(columns) if ink and (x == 0 or not columns[x - 1])]
    ends = [x for x, ink in enumerate(columns) if ink and (x + 1 == len(columns) or not columns[x + 1])]
    letters = [whole.subsurface((a, 0, b + 1 - a, whole.get_height())) for a, b in zip(begins, ends, strict=True)]
    assert len(letters) == len(parts)
    for picture, letter in zip(letters, parts, strict=True):
        alone = Writer().picture(fit(letter, bold=True, capital_px=60, floor_px=30, width=900), WHITE)[0]
        assert alike(picture, alone), letter


def test_hebrew_letters_are_as_high_as_capitals() -> None:
    assert inked(hebrew("ה")).get_height() == pytest.approx(60, abs=1.5)
    assert inked(hebrew("אשרמת")).get_height() == pytest.approx(60, abs=3.5)


def test_all_letters_of_our_languages_are_in_the_bundled_fonts() -> None:
    from wobblequest.draw.fonts import runs

    latin = "aäàâáæbcçdeéèêëfghiîïíjklmnñoöôóœpqrstuüùûúvwxyÿzß"
    latin += "AÄÀÂÁÆÇÉÈÊËÎÏÍÑÖÔÓŒÜÙÛÚŸ" + "¿¡«»“”„‘’–—…·×±°%€0123456789,.;:!?()/+-=&@#'\""
    for bold in (False, True):
        assert {kind for kind, _ in runs(latin, bold)} == {"latin"}
        assert {kind for kind, _ in runs("אבגדהוזחטיכךלמםנןסעפףצץקרשת־׳״", bold)} == {"hebrew"}
        assert [kind for kind, _ in runs("1\u202f234‑5", bold)] == ["latin"], "what no font has looks like what it has"
        assert [kind for kind, _ in runs("→", bold)] == ["arrow"]


def test_a_figure_and_its_unit_are_never_parted() -> None:
    block = laid("Your best so far is 71\u00a0%", width=520)
    assert any(line.endswith("71\u00a0%") for line in block.lines)


def test_no_font_file_stays_open(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Words of many sizes are on show for hours; each size once held a file open."""
    def copied(name: str) -> Path:
        copy = tmp_path / Path(name).name
        copy.write_bytes(asset(name).read_bytes())
        return copy

    monkeypatch.setattr(fonts, "asset", copied)
    fonts.font.cache_clear()
    fonts._file.cache_clear()
    small = fonts.font("latin", True, 31)
    wide = small.size("Stay")
    (tmp_path / "AtkinsonHyperlegible-Bold.ttf").unlink()  # refused by Windows while it is open
    assert small.size("Stay") == wide
    assert fonts.font("latin", True, 62).size("Stay")[0] == pytest.approx(2 * wide[0], abs=4), "the same bytes, at another size"
    assert list(tmp_path.iterdir()) == []
