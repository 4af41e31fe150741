"""The profile's parts, worked out by hand."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wobblequest.scoring.change import PastValue, Progress, assess
from wobblequest.scoring.profile import LevelReached, own_change, part_of


def ladder(*best: tuple[int, int] | None) -> list[LevelReached]:
    """(stars, points) of each level, None where it was not played."""
    return [LevelReached(f"l{i}") if b is None else LevelReached(f"l{i}", *b) for i, b in enumerate(best)]


def progress(*values: float) -> Progress:
    past = [PastValue(f"s{i}", f"2025-03-{i + 1:02}T10:00:00+00:00", v) for i, v in enumerate(values)]
    return assess(past, measure="time_on_target_pct", higher_is_better=True)


def test_levels_done_and_the_points_at_the_next_make_the_ladder() -> None:
    part = part_of("reach", ladder((3, 90), (2, 65), (1, 40), None, None), None)
    assert part.ladder == pytest.approx(100 * (2 + 0.4) / 5)
    assert part.value == part.ladder
    assert (part.done, part.levels, part.own) == (2, 5, None)
    assert part.words == "2 of 5 levels done; too early to compare with the beginning."


def test_a_level_below_one_that_is_done_counts_as_done() -> None:
    assert part_of("reach", ladder(None, None, (2, 60), None), None).ladder == pytest.approx(75.0)


def test_the_whole_ladder_is_a_hundred_and_no_more() -> None:
    part = part_of("reach", ladder((3, 100), (3, 100)), progress(10, 10, 50, 50, 50, 95))
    assert (part.ladder, part.value) == (100.0, 100.0)


def test_the_own_history_moves_it_by_half_a_level_at_most() -> None:
    worse, same, better = (
        part_of("hold", ladder((2, 70), (0, 0), None, None), progress(0, 0, 50, 50, 50, last, last)) for last in (5, 50, 95)
    )
    assert worse.value == pytest.approx(25 - 12.5)
    assert same.value == pytest.approx(25)
    assert better.value == pytest.approx(25 + 12.5)
    assert (worse.own, same.own, better.own) == (-1.0, 0.0, 1.0)
    assert "clearly worse" in worse.words
    assert "about as" in same.words
    assert "clearly better" in better.words


def test_its_words_are_those_of_progress() -> None:
    """One session beyond MDC95 can be chance; it takes two running."""
    once, twice = (part_of("hold", ladder((2, 70), None), progress(0, 0, 50, 50, 50, *last)) for last in ((95,), (95, 95)))
    assert (once.verdict, twice.verdict) == ("possible", "real")
    assert once.words.endswith("last session better than at the beginning, which can be chance.")
    assert twice.words.endswith("last two sessions clearly better than at the beginning.")
    assert once.own == twice.own == 1.0


def test_a_good_day_is_no_level_done() -> None:
    part = part_of("hold", ladder((3, 100), (3, 100), (1, 55)), progress(0, 0, 50, 50, 50, 95))
    assert part.value == pytest.approx(99.0)
    assert part.ladder == pytest.approx(100 * 2.55 / 3)


def test_own_change_is_in_smallest_real_changes_and_knows_which_way_is_better() -> None:
    one = progress(0, 0, 50, 50, 50, 53)
    assert one.mdc95 is not None
    assert own_change(one) == pytest.approx(3 / one.mdc95)
    past = [PastValue(f"s{i}", f"2025-03-{i + 1:02}T10:00:00+00:00", v) for i, v in enumerate((9, 9, 5, 5, 5, 4.9))]
    lower = assess(past, measure="osi", higher_is_better=False)
    assert lower.mdc95 is not None
    assert own_change(lower) == pytest.approx(0.1 / lower.mdc95)


def test_it_is_too_early_without_a_baseline() -> None:
    assert own_change(None) is None
    assert own_change(progress(1, 2, 3)) is None
    assert own_change(progress(1, 2, 3, 4, 5)) is None  # a baseline, and nothing after it


def test_what_was_never_practised_is_absent_not_nought() -> None:
    part = part_of("rhythm", ladder(None, None), None)
    assert (part.value, part.ladder, part.words) == (None, None, "Not practised yet.")
    assert part_of("rhythm", [], None).value is None


@given(st.lists(st.none() | st.tuples(st.integers(0, 3), st.integers(0, 100)), min_size=1, max_size=12), st.floats(-100, 200))
def test_it_stays_between_nought_and_a_hundred(best: list[tuple[int, int] | None], last: float) -> None:
    part = part_of("reach", ladder(*best), progress(0, 0, 50, 50, 50, last))
    assert part.value is None or 0.0 <= part.value <= 100.0
    assert (part.value is None) == all(b is None for b in best)
