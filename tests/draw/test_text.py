from __future__ import annotations

import pygame
import pytest
from hypothesis import given
from hypothesis import strategies as st

from wobblequest.core.errors import WobbleQuestError
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
