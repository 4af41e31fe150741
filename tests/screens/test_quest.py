from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from tests.screens.conftest import past_trial
from wobblequest.screens import flow
from wobblequest.screens.quest import after, best_stars, drills_of, quest
from wobblequest.screens.result import straight_before
from wobblequest.session.suggestion import Step


def test_drills_come_in_the_order_of_their_levels(levels: Any) -> None:
    assert drills_of(levels) == ("hold", "reach", "track")


def test_best_stars_are_kept_apart_for_boards_and_others(make_past: Any) -> None:
    past = [make_past("hold-1", 0, stars=1), make_past("hold-1", 1, stars=3), make_past("hold-1", 2, stars=2),
            make_past("hold-2", 0, stars=3, source="keyboard")]
    assert best_stars(past, board=True) == {"hold-1": 3}
    assert best_stars(past, board=False) == {"hold-2": 3}


@pytest.mark.parametrize(("best", "last", "proposed"), [
    ({}, None, 0), ({"hold-1": 1}, "hold-1", 0), ({"hold-1": 2}, "hold-1", 1), ({"hold-1": 3, "hold-3": 2}, "hold-3", 1),
    ({f"hold-{i}": 3 for i in range(1, 6)}, "hold-2", 1), ({f"hold-{i}": 2 for i in range(1, 6)}, None, 4),
])
def test_proposed_is_the_first_not_yet_done(best: dict[str, int], last: str | None, proposed: int, levels: Any) -> None:
    assert quest(levels, "hold", best, last).proposed == proposed


def test_the_way_is_open_up_to_the_proposed_place_and_where_one_has_been(levels: Any) -> None:
    way = quest(levels, "hold", {"hold-1": 3, "hold-4": 0}, None)
    assert [way.open(i) for i in range(5)] == [True, True, False, True, False]


@pytest.mark.parametrize(("level", "step", "following"), [
    ("hold-1", 1, "hold-2"), ("hold-2", 1, "hold-3"), ("hold-2", 0, "hold-2"), ("hold-2", -1, "hold-1"), ("hold-1", -1, "hold-1"),
    ("hold-5", 1, "hold-5"),
])
def test_what_is_proposed_after_a_level(level: str, step: Step, following: str, levels: Any) -> None:
    way = quest(levels, "hold", {}, None)
    found = after(way, next(each for each in levels if each.id == level), step)
    assert found is not None
    assert found.id == following


def test_after_a_level_from_elsewhere_nothing_is_proposed(levels: Any) -> None:
    assert after(quest(levels, "reach", {}, None), levels[0], 1) is None


def test_a_test_is_open_to_all_and_no_step_of_the_way(levels: Any) -> None:
    with_test = [each.model_copy(update={"test": True}) if each.id in ("hold-1", "hold-3") else each for each in levels]
    way = quest(with_test, "hold", {"hold-2": 2}, None)
    assert way.levels[way.proposed].id == "hold-4"
    assert [level.id for level in way.levels] == ["hold-2", "hold-4", "hold-5", "hold-1", "hold-3"], "tests stand after the way"
    assert [way.open(i) for i in range(5)] == [True, True, False, True, True]
    assert quest(with_test, "hold", {}, None).levels[quest(with_test, "hold", {}, None).proposed].id == "hold-2"
    steps: tuple[tuple[str, Step, str], ...] = (
        ("hold-2", 1, "hold-4"), ("hold-4", -1, "hold-2"), ("hold-2", -1, "hold-2"), ("hold-3", -1, "hold-4"),
    )
    for level, step, following in steps:
        found = after(way, next(each for each in with_test if each.id == level), step)
        assert found is not None
        assert found.id == following


@pytest.mark.parametrize(("stars", "words"), [
    ((1,), "Once more"), ((1, 1), "A little easier: Harbour"),
    ((0,), "A little easier: Harbour"), ((2,), "Next: Stepping stones"),
])
def test_a_result_in_free_play_offers_what_comes_next_and_forces_nothing(
    stars: tuple[int, ...], words: str, practice: Any, make_walk: Any, shown_words: Any,
) -> None:
    walk = make_walk(practice, flow.play(practice, next(each for each in practice.levels if each.id == "hold-2")))
    walk.follow(60, lambda: walk.name == "ResultScreen")
    trial, result = walk.screen.trial, practice.ended[-1]
    practice.trials = [past_trial("hold-2", i, stars=each, time_on_target_pct=45.0) for i, each in enumerate(stars[:-1])]
    screen: Any = flow.result_of(practice, trial, replace(result, stars=stars[-1], points=20))
    assert words in shown_words(screen)
    assert {"Again", "Go on"} <= set(shown_words(screen))
    assert screen.choose("left")._following.again == trial.level, "the same again stays one lean away"
    assert screen.choose("right")._following.stand_at == screen.next_level


def test_one_star_long_ago_or_with_keys_makes_nothing_easier(practice: Any, make_walk: Any) -> None:
    level = next(each for each in practice.levels if each.id == "hold-2")
    walk = make_walk(practice, flow.play(practice, level))
    walk.follow(60, lambda: walk.name == "ResultScreen")
    now = replace(practice.ended[-1], stars=1, points=20)
    poor, good = past_trial("hold-2", 1, stars=1).result, past_trial("hold-1", 2, stars=3).result
    assert straight_before(now, level, [poor, good]) == []
    assert straight_before(now, level, [replace(poor, source="keyboard")]) == []
    assert straight_before(now, level, [good, poor, poor]) == [poor, poor]
