from __future__ import annotations

from wobblequest.levels.difference import differences, in_words
from wobblequest.levels.level import Level, level_from_json
from wobblequest.levels.shelf import load_shelf, shipped_folder

REACH = load_shelf(shipped_folder()).find("reach-1")


def changed(**parameters: object) -> Level:
    data = REACH.to_json()
    return level_from_json({**data, "parameters": {**data["parameters"], **parameters}})


def test_the_same_task_under_other_words_does_not_differ() -> None:
    other = level_from_json({**REACH.to_json(), "title": "Other", "difficulty": 9, "rounds": 3})
    assert differences(REACH, other) == ()
    assert in_words(REACH, other) == ""


def test_it_names_what_became_harder_and_what_easier() -> None:
    assert in_words(REACH, changed(radius_deg=3.0)) == "a smaller circle"
    assert in_words(changed(radius_deg=3.0), REACH) == "a larger circle"
    assert in_words(REACH, changed(distance_pct=80.0, targets=6)) == "more targets and farther out"
    assert differences(REACH, changed(distance_pct=80.0)) == ("distance_pct",)


def test_of_a_distance_in_another_unit_nobody_can_say_whether_it_is_more() -> None:
    in_degrees = changed(distance_pct=None, distance_deg=8.0)
    assert in_words(REACH, in_degrees) == "another distance"
    assert in_words(in_degrees, REACH) == "another distance"
    hold = load_shelf(shipped_folder()).find("hold-1").to_json()
    aside = level_from_json({**hold, "parameters": {**hold["parameters"], "direction_deg": 90.0, "distance_deg": 4.0}})
    assert in_words(level_from_json(hold), aside) == "another direction and farther out"


def test_a_limit_that_comes_or_goes_is_said_as_what_it_means() -> None:
    assert in_words(REACH, changed(timeout_s=10.0)) == "less time for each"
    assert in_words(changed(timeout_s=10.0), REACH) == "more time for each"


def test_a_circle_that_tightens_and_pushes_are_said() -> None:
    hold = load_shelf(shipped_folder()).find("hold-1").to_json()

    def with_more(**parameters: object) -> Level:
        return level_from_json({**hold, "parameters": {**hold["parameters"], "radius_deg": 3.0, **parameters}})

    assert in_words(with_more(), with_more(stages=3, final_radius_deg=2.0)) == "more stages and a narrower end"
    assert in_words(with_more(stages=3, final_radius_deg=2.0), with_more()) == "fewer stages and a wider end"
    assert in_words(with_more(pushes=1, push_deg=3.5), with_more(pushes=1, push_deg=5.0)) == "larger pushes"
    assert in_words(with_more(), with_more(pushes=1, push_deg=3.5)) == "more pushes and larger pushes"


def test_options_count_as_well() -> None:
    other = level_from_json({**REACH.to_json(), "eyes": "closed", "display": {**REACH.to_json()["display"], "mirrored": True}})
    assert set(differences(REACH, other)) == {"eyes", "display"}
    assert "eyes closed" in in_words(REACH, other)
