from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wobblequest.core.result import Measure, Quality, Result, absent
from wobblequest.drills.register import DRILLS
from wobblequest.levels.shelf import load_shelf, shipped_folder
from wobblequest.scoring.register import MEASURES
from wobblequest.screens.headlines import BETTER, HEADLINES, ON_AXIS, lines_of, shown
from wobblequest.screens.praise import praise, rows, sessions_before
from wobblequest.screens.screen import PastTrial

FORBIDDEN = ("game over", "fail", "bad", "poor", "wrong", "old", "weak", "risk", "normal", "healthy", "too ", "fall", "!", "lost")


def result(drill: str, **measures: float | None) -> Result:
    return Result(
        trial_id="t", level="l", drill=drill, source="serial", completed=True, duration_s=30.0, seed=1,
        measures={name: absent("", "because") if value is None else Measure(value, "") for name, value in measures.items()},
        points=50, stars=1, scoring_version=1, quality=Quality(100.0, 0, 0, 0.0),
    )


def hold(pct: float | None, **more: float) -> Result:
    return result("hold", time_on_target_pct=pct, **more)


def test_the_first_time_tells_what_was_done() -> None:
    said = praise(hold(76.0, time_on_target_s=22.8), [])
    assert said.sentence == "23 of 30 seconds in the circle"
    assert "first time" in said.aside


def test_a_best_is_told_with_what_was_done() -> None:
    said = praise(hold(82.0, time_on_target_s=24.6), [hold(71.0), hold(80.0)])
    assert said.sentence == "Your best so far: 82 % in the circle"
    assert said.aside == "25 of 30 seconds in the circle"


def test_better_than_the_last_times_is_told() -> None:
    said = praise(hold(78.0, time_on_target_s=23.4), [hold(90.0), hold(71.0), hold(74.0), hold(75.0)])
    assert said.sentence == "Longer in the circle than your last times"
    assert said.aside == "23 of 30 seconds in the circle"


def test_a_best_is_not_lost_on_another_day() -> None:
    said = praise(hold(60.0, time_on_target_s=18.0), [hold(82.0), hold(80.0)])
    assert said.sentence == "18 of 30 seconds in the circle"
    assert said.aside == "Your best, 82 %, still stands"


def test_what_looks_equal_is_not_called_better() -> None:
    said = praise(hold(80.4, time_on_target_s=24.0), [hold(80.3)])
    assert "best so far" not in said.sentence
    assert "Longer" not in said.sentence
    assert said.aside == "As good as your best so far"


def test_of_a_path_it_is_told_how_much_was_gone_and_nothing_is_missing() -> None:
    whole, part = (result("maze", inside_pct=72.0, path_completion_pct=gone, wall_touches=4.0) for gone in (100.0, 63.0))
    assert praise(whole, []).sentence == "You went the whole path"
    assert praise(part, []).sentence == "You went 63 % of the path"
    assert praise(result("maze", inside_pct=None, path_completion_pct=8.0), []).sentence == "You played it to the end"
    assert praise(whole, [result("maze", inside_pct=60.0)]).sentence == "Your best so far: 72 % of the time inside"
    assert [row[:2] for row in rows(whole, [])] == [("72 %", "of the time inside"), ("4", "touches"), ("100 %", "of the path")]


def test_less_is_better_where_it_is() -> None:
    said = praise(result("reach", movement_error=1.2), [result("reach", movement_error=1.9)])
    assert said.sentence == "Your best so far: 1.2° off the line"


def test_without_a_value_nothing_is_made_up() -> None:
    assert praise(hold(None), [hold(80.0)]).sentence == "You played it to the end"
    assert rows(hold(None), [[hold(80.0)]]) == ()


def test_every_circle_reached_is_told() -> None:
    assert praise(result("reach", movement_error=2.0, hit_rate_pct=100.0), []).sentence == "You reached every circle"


def test_places_found_by_feeling_are_told() -> None:
    assert praise(result("recall", mean_radial_error=2.5, responses=4.0), []).sentence == "You found 4 places by feeling alone"
    assert praise(result("recall", mean_radial_error=2.5, responses=1.0), []).sentence == "You found 1 place by feeling alone"
    before = [result("recall", mean_radial_error=v, responses=4.0) for v in (1.9, 3.0, 3.2, 2.9)]
    said = praise(result("recall", mean_radial_error=2.5, responses=4.0), before)
    assert said.sentence == "Closer to the place than your last times"


def test_rows_hold_a_result_against_the_last_three_sessions() -> None:
    now = hold(78.4, longest_hold_s=9.26, rms_resultant=1.94)
    sessions = [[hold(10.0)], [hold(71.0), hold(40.0), hold(99.0)], [hold(74.0)], [hold(75.0, longest_hold_s=8.0), hold(76.0)]]
    assert rows(now, sessions) == (
        ("78 %", "in the circle", "before 71 · 74 · 75"),
        ("9.3 s", "longest stay", "before 8.0"),
        ("1.9°", "of sway", ""),
    ), "of a session the middle one, and the lower of two"


def test_what_was_played_today_is_no_earlier_session() -> None:
    def played(number: int, session: str) -> PastTrial:
        return PastTrial(f"t{number}", "2026-11-20T10:00:00+00:00", session, replace(hold(float(number)), trial_id=f"t{number}"))

    past = [played(1, "a"), played(2, "a"), played(3, "b"), played(4, "c"), played(5, "c")]
    now = past[-1].result
    like = [past[0].result, past[2].result, past[3].result]
    assert sessions_before(now, past, like) == ((past[0].result,), (past[2].result,))


@pytest.mark.parametrize("drill", DRILLS)
def test_the_primary_measure_of_every_drill_stands_first(drill: str) -> None:
    assert shown(drill)[0].measure == DRILLS[drill].primary
    assert len(shown(drill)) <= 3


@given(
    drill=st.sampled_from(sorted(HEADLINES)), value=st.floats(0, 100), past=st.lists(st.floats(0, 100), max_size=6),
    hits=st.one_of(st.none(), st.floats(0, 100)),
)
def test_no_word_is_ever_a_verdict(drill: str, value: float, past: list[float], hits: float | None) -> None:
    primary = DRILLS[drill].primary
    now = result(drill, **{primary: value, "hit_rate_pct": hits, "time_on_target_s": value * 0.3})
    said = praise(now, [result(drill, **{primary: v}) for v in past])
    words = f"{said.sentence} {said.aside}".lower()
    assert said.sentence
    assert not any(word in words for word in FORBIDDEN), words
    assert len(said.sentence) <= 68, "two lines of about 34 characters"


@pytest.mark.parametrize("drill", DRILLS)
def test_every_drill_says_its_measures_in_a_patients_words_the_primary_one_first(drill: str) -> None:
    assert shown(drill)[0].measure == DRILLS[drill].primary
    assert {line.measure for line in shown(drill)} <= set(MEASURES)
    assert all(1 <= len(line.what.split()) <= 5 for line in shown(drill))
    assert BETTER[drill].endswith("than your last times")
    assert drill in HEADLINES


def test_a_level_of_front_and_back_is_told_of_by_front_and_back() -> None:
    levels = {level.id: level for level in load_shelf(shipped_folder()).levels}
    measures = {name: [line.measure for line in lines_of(levels[name])] for name in ("align-1", "align-3", "align-4", "catch-1", "catch-5")}
    assert measures == {
        "align-1": ["band_time_pct", "time_symmetry_pct", "mean_roll"],
        "align-3": ["band_time_pct", "time_symmetry_front_back_pct", "mean_pitch"],
        "align-4": ["band_time_pct", "time_symmetry_pct", "time_symmetry_front_back_pct"],
        "catch-1": ["catch_rate_pct", "caught_left_pct", "caught_right_pct"],
        "catch-5": ["catch_rate_pct", "caught_front_pct", "caught_back_pct"],
    }
    now = result("align", band_time_pct=90.0, time_symmetry_pct=40.0, time_symmetry_front_back_pct=-8.0, mean_pitch=-0.44)
    assert rows(now, [], lines_of(levels["align-3"])) == (
        ("90 %", "in the middle band", ""), ("8 %", "more time back", ""), ("0.4°", "back on average", ""),
    )
    ahead = result("align", band_time_pct=90.0, time_symmetry_front_back_pct=5.0, mean_pitch=0.04)
    assert rows(ahead, [[now], [ahead]], lines_of(levels["align-3"])) == (
        ("90 %", "in the middle band", "before 90 · 90"), ("5 %", "more time forward", "before 8 back · 5 forward"),
        ("0.0°", "neither forward nor back", "before 0.4 back · 0.0"),
    )


@pytest.mark.parametrize(("drill", "axis"), ON_AXIS)
def test_every_axis_has_known_measures_and_the_primary_one_first(drill: str, axis: str) -> None:
    lines = ON_AXIS[drill, axis]
    assert lines[0].measure == DRILLS[drill].primary
    assert {line.measure for line in lines} <= set(MEASURES)
    assert len(lines) == 3
