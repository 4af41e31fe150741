"""Drawing in the same place: what is written to the terminal, and when not."""

from __future__ import annotations

import io
import os

import pytest

from wobblequest.cli.in_place import InPlace, can_redraw, has_colour


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def screen(columns: int = 80, lines: int = 24) -> tuple[Terminal, InPlace]:
    terminal = Terminal()
    return terminal, InPlace(terminal, lambda: os.terminal_size((columns, lines)))


def test_each_picture_is_drawn_over_the_last_and_the_rest_of_it_is_wiped_away() -> None:
    terminal, place = screen()
    place.draw(["one", "two"], 0.0)
    assert terminal.getvalue() == "\x1b[Hone\x1b[K\ntwo\x1b[K\n\x1b[J"


def test_the_terminal_is_left_as_it_was_even_after_an_error() -> None:
    terminal, place = screen()
    with pytest.raises(RuntimeError), place:
        raise RuntimeError
    assert terminal.getvalue() == "\x1b[?1049h\x1b[?25l\x1b[?25h\x1b[?1049l"


def test_it_is_due_five_times_a_second() -> None:
    _, place = screen()
    drawn = 0
    for i in range(200):
        now_s = i / 100
        if place.is_due(now_s):
            place.draw(["x"], now_s)
            drawn += 1
    assert drawn == 10


def test_what_there_is_no_room_for_is_told() -> None:
    terminal, place = screen(lines=6)
    place.draw([f"line {i}" for i in range(9)], 0.0)
    shown = terminal.getvalue().replace("\x1b[K", "").split("\n")
    assert shown[:4] == ["\x1b[Hline 0", "line 1", "line 2", "line 3"]
    assert shown[4].startswith("… and 5 more lines")
    assert terminal.getvalue().count("\n") == 5


def test_the_last_column_stays_free() -> None:
    assert screen(columns=80)[1].width == 79


@pytest.mark.skipif(os.name == "nt", reason="asks the console itself there")
def test_only_a_terminal_that_understands_is_drawn_on_and_no_color_is_honoured() -> None:
    assert can_redraw(Terminal(), {"TERM": "xterm"})
    assert not can_redraw(Terminal(), {"TERM": "dumb"})
    assert not can_redraw(io.StringIO(), {"TERM": "xterm"})
    assert has_colour(Terminal(), {"TERM": "xterm", "NO_COLOR": ""})
    assert not has_colour(Terminal(), {"TERM": "xterm", "NO_COLOR": "1"})
    assert not has_colour(io.StringIO(), {})
