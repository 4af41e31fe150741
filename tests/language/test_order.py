"""How lines stand that are read from the right. Expected: Unicode's own examples and rules (UAX 9), worked out by hand, as they stand."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wobblequest.language.order import UNSEEN, begins_at_right, has_right_to_left, isolated, rejoined, standing

HERON = isolated("Heron 2")


@pytest.mark.parametrize(("read", "stands"), [
    ("שלום", "םולש"),
    ("שלום עולם!", "!םלוע םולש"),
    ("רמה 2 מתוך 10", "10 ךותמ 2 המר"),
    ("71, 74, 75", "75 ,74 ,71"),
    ("78%", "78%"),
    ("בערך 3.5°", "3.5° ךרעב"),
    (f"שלום {HERON}, מה שלומך?", "?ךמולש המ ,Heron 2 םולש"),
    ("שלום (עולם)", "(םלוע) םולש"),
    (f"לוח {isolated('USB (CH340)')} מחובר", "רבוחמ USB (CH340) חול"),
    ("לחצו → כדי", "ידכ → וצחל"),
    ("«שלום» ≤ 3", "3 ≥ «םולש»"),
])
def test_a_line_stands_as_it_is_read_from_the_right(read: str, stands: str) -> None:
    assert standing(read, True) == stands


def test_in_a_line_from_the_left_only_what_is_read_from_the_right_is_turned() -> None:
    assert standing("Hello (דנה 2)", False) == "Hello (2 הנד)"
    assert standing(f"Hello {isolated('דנה')} (3)", False) == "Hello הנד (3)"
    assert standing("Nothing (to) turn", False) == "Nothing (to) turn"


def test_without_its_isolation_a_name_with_a_number_would_be_torn_apart() -> None:
    assert standing("Heron 2 3 כוכבים", True) == "םיבכוכ Heron 2 3"
    assert standing(f"{HERON} 3 כוכבים", True) == "םיבכוכ 3 Heron 2"


def test_a_name_that_is_wrapped_stays_in_one_piece_in_both_lines() -> None:
    lines = rejoined(["שלום \u2068Heron", "number 2\u2069 היום"])
    assert lines == ("שלום \u2068Heron\u2069", "\u2068number 2\u2069 היום")
    assert standing(lines[1], True) == "םויה number 2"


@pytest.mark.parametrize(("words", "language", "right"), [
    ("שלום", True, True), ("78 %", True, True), ("→", True, True), (f"{HERON} מוכן", True, True), (HERON, True, True),
    ("The port cannot be opened.", True, False), ("WobbleQuest מוכן", True, True), ("שלום", False, False), ("", True, True),
])
def test_where_a_text_begins(words: str, language: bool, right: bool) -> None:
    assert begins_at_right(words, language) is right


@given(st.text(st.sampled_from("אבגabc123 ()[].,:!?–%°→\u2068\u2069\u200e\ufe00"), max_size=30), st.booleans())
def test_nothing_is_lost_and_nothing_unseen_is_left(words: str, right: bool) -> None:
    stands = standing(words, right)
    assert not set(stands) & UNSEEN
    turn = str.maketrans("()[]", ")(][")
    plain = "".join(sign for sign in words if sign not in UNSEEN)
    if has_right_to_left(words) or right:
        plain = plain.replace("\ufe00", "")
        assert sorted(stands.translate(turn) + stands) == sorted(plain.translate(turn) + plain)
    else:
        assert stands == plain
