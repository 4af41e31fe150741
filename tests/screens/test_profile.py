"""The profile on its screen: in words that agree with the score, against the person alone, and back to where one came from."""

from __future__ import annotations

from itertools import combinations
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wobblequest.scoring.change import PastValue, assess
from wobblequest.scoring.profile import PARTS, LevelReached, Part, part_of
from wobblequest.screens import flow
from wobblequest.screens.profile import shown
from wobblequest.screens.screen import Intent

MOST_WORDS = 8
BACK_TO = ["stop", "back", "overview", "right", "confirm"]


def part(name: str, *best: tuple[int, int] | None, sessions: tuple[float, ...] = ()) -> Part:
    """A part from (stars, points) a level and the sessions' values of the level played last."""
    past = [PastValue(f"s{i}", f"2026-03-{i + 1:02}T10:00:00+00:00", value) for i, value in enumerate(sessions)]
    progress = assess(past, measure="time_on_target_pct", higher_is_better=True) if past else None
    return part_of(name, [LevelReached(f"l{i}", *(b or (None, None))) for i, b in enumerate(best)], progress)


PRACTISED = (
    part("steadiness", (3, 90), (2, 65), (1, 40), None, None, sessions=(0, 0, 50, 50, 50, 95, 95)),
    part("reach", (2, 70), (1, 30), sessions=(0, 0, 50, 50, 50, 50)),
    part("tracking", None, None, None),
    part("rhythm"),
    part("position sense"),
)


@pytest.fixture
def known(practice: Any) -> Any:
    practice.parts = PRACTISED
    return practice


def test_each_part_has_its_value_and_both_reasons(known: Any, shown_words: Any) -> None:
    screen = flow.profile(known, flow.choose(known))
    steadiness, reach, tracking, rhythm, position = screen.parts
    assert (steadiness.name, steadiness.ladder, steadiness.levels) == ("Steadiness", "2 of 5 levels done", 5)
    assert (steadiness.history, steadiness.change) == ("last time clearly better than at first", "better")
    assert steadiness.value == PRACTISED[0].value == pytest.approx(100 * 2.4 / 5 + 10)
    assert (reach.history, reach.change) == ("last time about as at first", "same")
    assert (tracking.name, tracking.value, tracking.ladder, tracking.history) == ("Tracking", None, "not practised yet", "")
    assert (position.name, position.ladder) == ("Position sense", "no levels for this here yet"), "nobody could have practised it"
    assert rhythm.value is None
    assert len(screen.parts) == len(PARTS)


@given(st.lists(st.floats(-100, 200), max_size=2), st.integers(0, 3), st.booleans())
def test_its_words_are_those_of_the_score(last: list[float], stars: int, early: bool) -> None:
    scored = part("steadiness", (stars, 50), None, sessions=(0, 0, 50) if early else (0, 0, 50, 50, 50, *last))
    said = shown(scored)
    assert scored.words.startswith(said.ladder)
    assert ("clearly better" in said.history) == ("clearly better" in scored.words) == (said.change == "better")
    assert ("clearly worse" in said.history) == ("clearly worse" in scored.words) == (said.change == "worse")
    assert ("about as" in said.history) == ("about as" in scored.words) == (said.change == "same")
    assert ("can be chance" in said.history) == ("can be chance" in scored.words)
    assert ("too early" in said.history) == ("too early" in scored.words)
    assert ("too early" in said.history or "can be chance" in said.history) == (said.change == "early")


def test_one_good_session_is_not_called_a_clear_change() -> None:
    """As in the history: it takes two sessions running."""
    said = shown(part("steadiness", (2, 60), None, sessions=(0, 0, 50, 50, 50, 95)))
    assert (said.history, said.change) == ("last time better, which can be chance", "early")


def test_it_says_that_it_compares_nobody_with_anybody_else(known: Any, shown_words: Any) -> None:
    said = shown_words(flow.profile(known, flow.choose(known)))
    assert said[0] == "You, compared only with yourself"
    assert len(said[0].split()) <= MOST_WORDS
    assert "100 stands for all levels; your last time moves it a little" in said
    assert "Back" in said
    assert not any(word in " ".join(said).lower() for word in ("total", "overall", "average", "people", "age"))


def test_without_any_practice_it_looks_forward(practice: Any, shown_words: Any) -> None:
    said = shown_words(flow.profile(practice, flow.choose(practice)))
    assert "It fills as you practise" in said
    assert "100 stands for all levels; your last time moves it a little" not in said


def test_playing_by_keyboard_is_called_what_it_is(make_practice: Any, keyboard: Any, shown_words: Any) -> None:
    practice = make_practice(source=keyboard)
    assert "For trying out: it does not count" in shown_words(flow.profile(practice, flow.choose(practice)))


@pytest.mark.parametrize("scale", [75.0, 100.0, 150.0, 200.0])
@pytest.mark.parametrize("size", [(1280, 720), (1920, 1080)], ids=str)
@pytest.mark.parametrize("filled", [True, False], ids=["practised", "empty"])
def test_all_its_words_are_whole_and_apart(filled: bool, size: tuple[int, int], scale: float, practice: Any) -> None:
    pygame = pytest.importorskip("pygame")
    from wobblequest.core.theme import DARK
    from wobblequest.draw.canvas import Canvas, Look
    from wobblequest.draw.kit import Kit
    from wobblequest.draw.metrics import Metrics
    from wobblequest.draw.text import DESCENT

    rooms: list[tuple[str, Any]] = []
    write = Kit.write

    def keep(self: Any, block: Any, left: float, top: float, colour: Any, align: Any) -> None:
        assert not block.cut, block.lines
        rooms.append((" ".join(block.lines), pygame.Rect(left, top, block.width_px, block.height_px + DESCENT * block.capital_px)))
        write(self, block, left, top, colour, align)

    practice.parts = PRACTISED if filled else tuple(part(name, None) for name in PARTS)
    screen = flow.profile(practice, flow.choose(practice))
    canvas = Canvas(pygame.Surface(size), Look(DARK, Metrics(*size, scale_pct=scale)))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Kit, "write", keep)
        screen.draw(canvas)
        canvas.present()
    assert len(rooms) == (1 + 4 * 2 + 2 * 3 + 2 if filled else 2 + 2 * 5 + 1)
    for (one, its_room), (other, others_room) in combinations(rooms, 2):
        assert not its_room.colliderect(others_room), f"{one} lies on {other}"


def test_from_the_history_by_leaning_forward_and_back_to_the_same_level(known: Any, make_walk: Any, make_past: Any) -> None:
    known.trials = [make_past("hold-1", 0, time_on_target_pct=60.0), make_past("reach-2", 1, movement_error=1.5)]
    walk = make_walk(known, flow.history(known, known.levels[0]))
    walk.left()
    history = walk.screen
    assert history.level.id == "reach-2"
    walk.forward()
    assert walk.name == "Profile"
    walk.right()
    assert walk.screen is history
    assert history.level.id == "reach-2"
    assert history.fill("right") == 0.0, "the lean that came back chooses nothing here"
    walk.lean(3.0, 0.0, 8.0)
    assert walk.screen is history
    walk.right()
    assert walk.name == "Choose"


@pytest.mark.parametrize("deed", BACK_TO)
def test_from_the_choice_by_key_and_back_to_the_same_place(deed: Any, known: Any, make_walk: Any) -> None:
    walk = make_walk(known, flow.choose(known, known.levels[2]))
    choice = walk.screen
    walk.ask(Intent("overview"))
    assert walk.name == "Profile"
    walk.ask(Intent(deed))
    assert walk.screen is choice
    assert choice.level == known.levels[2]


def test_from_the_history_by_key(known: Any, make_walk: Any) -> None:
    walk = make_walk(known, flow.history(known, known.levels[0]))
    walk.ask(Intent("overview"))
    assert walk.name == "Profile"
    walk.ask(Intent("history"))
    walk.ask(Intent("left"))
    walk.still(10.0)
    assert walk.name == "Profile", "it stays until somebody leaves"


def test_a_willing_person_leaves_it_by_leaning(known: Any, make_walk: Any) -> None:
    walk = make_walk(known, flow.profile(known, flow.choose(known)))
    walk.follow(12.0, lambda: walk.name == "Choose")


def test_hit_in_a_hurry_in_play_its_key_pauses(known: Any, make_walk: Any) -> None:
    walk = make_walk(known, flow.play(known, known.levels[0]))
    walk.still(4.0)
    walk.ask(Intent("overview"))
    assert walk.name == "Paused"


def test_quit_ends_the_program_from_here(known: Any) -> None:
    screen = flow.profile(known, flow.choose(known))
    assert screen.request(Intent("quit")) is None
    assert screen.finished
