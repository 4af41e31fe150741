from __future__ import annotations

from dataclasses import replace
from itertools import combinations, pairwise
from math import atan2, degrees, hypot
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic import ValidationError

from wobblequest.core.arena import SAFE_TARGET_DEG, Point
from wobblequest.core.chance import Chance
from wobblequest.core.motion import Motion
from wobblequest.core.reach import Reach
from wobblequest.core.samples import Tilt
from wobblequest.drills.limits import MOST_SPEED_DPS
from wobblequest.drills.maze import MAZE_DRILL, TOUCH_EVERY_S
from wobblequest.drills.maze_parameters import LEAST_OUT_DEG, LEAST_WIDTH_DEG, MazeParameters
from wobblequest.drills.maze_state import MazeState
from wobblequest.drills.view import Band, Ring, Spot, Way

FAIR = Reach((12.0, 11.0, 10.0, 9.0, 8.0, 8.5, 10.0, 11.0))
leans = st.floats(1.0, 25.0)
reaches = st.builds(Reach, st.tuples(*(leans,) * 8))
shapes = st.sampled_from(("line", "curve", "corridor", "maze"))


def begin(reach: Reach = FAIR, seed: int = 1, **parameters: Any) -> MazeState:
    said: dict[str, Any] = {"path": "line", "width_deg": 3.0, "distance_deg": 8.0} | parameters
    asked = MazeParameters.model_validate({k: v for k, v in said.items() if v is not None})
    return MAZE_DRILL.begin(asked, reach, Chance(seed, "maze"))


def played(state: MazeState, dots: list[tuple[float, float]], rate_hz: float = 50.0) -> list[MazeState]:
    """States from the present one on, the dots one sample apart."""
    states, first = [state], round(state.t_s * rate_hz) + 1
    for n, dot in enumerate(dots, first):
        states.append(MAZE_DRILL.step(states[-1], Tilt(n / rate_hz, *dot)))
    return states


def along(state: MazeState, speed_dps: float = 4.0, rate_hz: float = 50.0) -> list[tuple[float, float]]:
    """The dots of someone who goes the whole path, there and back, right in its middle."""
    out = state.layout.out
    marks = np.arange(0.0, out.length, speed_dps / rate_hz).tolist()
    there: list[tuple[float, float]] = [out.at(mark) for mark in marks]
    return [*there, *([out.at(out.length)] * 3), *there[::-1], *([(0.0, 0.0)] * 3)]


def moments(states: list[MazeState]) -> list[str]:
    return [moment for state in states for moment in state.moments]


def motion_of(states: list[MazeState], dots: list[tuple[float, float]]) -> Motion:
    return Motion(np.array([s.t_s for s in states[1:]]), *np.array(dots[: len(states) - 1]).T)


@pytest.mark.parametrize("path", ["line", "curve", "corridor"])
def test_out_and_back_in_the_middle_is_a_hit_at_each_end_and_no_touch(path: str) -> None:
    state = begin(path=path)
    dots = along(state)
    states = played(state, dots)
    assert moments(states) == ["cue", "hit", "hit", "finish"]
    assert states[-1].finished
    assert states[-1].gone == 1.0
    assert states[-1].notes == ()
    found = MAZE_DRILL.measures(states[-1], motion_of(states, dots))
    assert found["inside_pct"].value == pytest.approx(100.0)
    assert found["path_error"].value == pytest.approx(0.0, abs=1e-6)
    assert found["wall_touches"].value == 0.0
    assert found["path_completion_pct"].value == 100.0


@pytest.mark.parametrize(("points", "distance_deg"), [(26, 9.0), (52, 12.0), (74, 14.0)])
def test_a_maze_has_as_many_points_as_it_says_half_of_them_each_way(points: int, distance_deg: float) -> None:
    state = begin(path="maze", points=points, width_deg=2.0, distance_deg=distance_deg)
    dots = along(state, 8.0)
    states = played(state, dots)
    assert states[-1].points_passed == (points, points)
    turned = next(s for s in states if "hit" in s.moments)
    assert turned.points_passed == (points // 2, points)
    found = MAZE_DRILL.measures(states[-1], motion_of(states, dots))
    assert found["maze_score_pct"].value == 100.0
    only_out = begin(path="maze", points=points, width_deg=2.0, distance_deg=distance_deg, there_and_back=False)
    assert played(only_out, dots)[-1].points_passed == (points // 2, points // 2)


@given(reach=reaches, seed=st.integers(0, 2**31), points=st.sampled_from((26, 52, 74)), pct=st.floats(10.0, 110.0))
@settings(max_examples=60, deadline=None)
def test_any_maze_is_safe_has_walls_and_can_be_followed(reach: Reach, seed: int, points: int, pct: float) -> None:
    state = begin(reach, seed, path="maze", points=points, distance_deg=None, distance_pct=pct, width_deg=16.0)
    path, width = state.layout.out.points, state.width_deg(0.0)
    assert state == begin(reach, seed, path="maze", points=points, distance_deg=None, distance_pct=pct, width_deg=16.0)
    assert len(path) - 1 in {n // 2 for n in (26, 52, 74) if n <= points}
    assert len(set(path)) == len(path)
    assert (len(path) - 1 < points // 2) == any("no room for more" in note for note in state.notes)
    assert all(hypot(*point) <= SAFE_TARGET_DEG + 1e-9 for point in path)
    for point in path[1:]:
        asked = pct / 100.0 * reach.at(degrees(atan2(point.roll_deg, point.pitch_deg)))
        assert hypot(*point) <= max(asked, LEAST_OUT_DEG) + 1e-9
    assert width >= LEAST_WIDTH_DEG - 0.1
    apart = min(a.distance_to(b) for (i, a), (j, b) in combinations(enumerate(path), 2) if j > i + 1)
    assert width <= 0.81 * min(apart, *(a.distance_to(b) for a, b in pairwise(path))) or width == LEAST_WIDTH_DEG


@given(reach=reaches, path=shapes, direction=st.floats(0.0, 359.0), pct=st.floats(10.0, 110.0), width=st.floats(1.5, 16.0))
@settings(max_examples=60, deadline=None)
def test_any_path_is_gone_from_end_to_end_by_who_keeps_to_its_middle(
    reach: Reach, path: str, direction: float, pct: float, width: float,
) -> None:
    more = {"points": 26} if path == "maze" else {"direction_deg": direction}
    state = begin(reach, path=path, distance_deg=None, distance_pct=pct, width_deg=width, **more)
    assert state.layout.farthest_deg <= SAFE_TARGET_DEG + 1e-9
    states = played(state, along(state, 10.0))
    assert states[-1].leg == 2
    assert states[-1].touches_s == ()


def test_a_line_goes_where_it_is_asked_to_as_far_as_this_person_leans() -> None:
    state = begin(distance_deg=None, distance_pct=50.0, direction_deg=180.0)
    assert state.layout.out.points[0] == Point(0.0, 0.0)
    assert state.layout.out.points[-1] == pytest.approx(Point(-4.5, 0.0), abs=1e-9)
    assert state.notes == ("Where 4.0° was asked the path went up to 4.5° out: else there was no room for it.",)
    assert begin(distance_deg=None, distance_pct=90.0).layout.out.points[-1] == pytest.approx(Point(10.8, 0.0), abs=1e-9)


def test_what_had_to_be_limited_is_said() -> None:
    far = begin(Reach((25.0,) * 8), distance_deg=None, distance_pct=100.0)
    assert far.layout.farthest_deg == SAFE_TARGET_DEG
    assert far.notes == ("The path kept within 15° instead of 25.0°: no target lies farther out.",)
    narrow = begin(path="maze", points=52, width_deg=5.0, distance_deg=9.0)
    assert narrow.notes == ("The corridor was 2.0° wide instead of 5°: wider, its stretches would run together.",)
    short = begin(Reach((5.0,) * 8), path="maze", points=74, width_deg=1.5, distance_deg=None, distance_pct=100.0)
    assert short.notes == ("The maze had 26 points instead of 74: there was no room for more.",)


@pytest.mark.parametrize(
    ("said", "key"),
    [
        ({"distance_pct": 50.0}, "distance_deg"), ({"distance_deg": None}, "distance_pct"), ({"points": 26}, "points"),
        ({"path": "maze"}, "points"), ({"path": "maze", "points": 26, "direction_deg": 90.0}, "direction_deg"),
        ({"times": 2, "there_and_back": False}, "times"),
    ],
)
def test_what_does_not_fit_is_refused_at_its_key(said: dict[str, Any], key: str) -> None:
    with pytest.raises(ValidationError) as caught:
        begin(**said)
    assert [e["ctx"]["key"] for e in caught.value.errors()] == [key]


def test_leaving_is_a_touch_and_coming_back_is_heard() -> None:
    state = played(begin(), [(0.0, 0.0), (1.0, 0.0), (2.0, 0.0), (2.0, 2.0), (2.0, 2.5), (2.0, 1.0)])
    assert [s.moments for s in state[1:]] == [("cue",), (), (), ("touch",), (), ("enter",)]
    assert state[-1].touches_s == (4 / 50,)


def test_a_touch_counts_once_in_three_tenths_of_a_second() -> None:
    """In and out with every sample of 20 ms for a second: out every 40 ms; the next to count is the one after 0.32 s."""
    flutter = [(2.0, 2.0 if n % 2 else 0.0) for n in range(51)]
    states = played(begin(), [(0.0, 0.0), (1.0, 0.0), *flutter])
    touches = states[-1].touches_s
    assert all(b - a >= TOUCH_EVERY_S - 1e-9 for a, b in pairwise(touches))
    assert len(touches) == 4
    assert moments(states).count("touch") == 4
    assert moments(states).count("leave") == 25 - 4


def test_coming_from_the_middle_after_a_pause_is_no_touch() -> None:
    state = begin(path="corridor", width_deg=2.0)
    dots = along(state)
    half = len(dots) // 2 - 20
    corner, back = dots[half - 1], np.linspace((0.0, 0.0), dots[half - 1], 30).tolist()
    dots = [*dots[:half], *map(tuple, back), *dots[half:]]
    assert Point(*corner).distance_to(Point(0.0, 0.0)) > 5
    states = played(state, dots)
    motion = motion_of(states, dots)
    found = [MAZE_DRILL.measures(states[-1], replace(motion, breaks=breaks)) for breaks in ((), (half,))]
    assert [measures["wall_touches"].value for measures in found] == [1.0, 0.0]
    shares = [measures["inside_pct"].value for measures in found]
    assert isinstance(shares[0], float)
    assert isinstance(shares[1], float)
    assert shares[0] < shares[1]


def test_staying_outside_is_one_touch_however_long() -> None:
    states = played(begin(), [(0.0, 0.0), (1.0, 0.0), *[(1.0, 3.0)] * 200, (1.0, 0.0), (1.0, 3.0)])
    assert len(states[-1].touches_s) == 2


@given(st.lists(st.tuples(st.floats(0.001, 0.2), st.booleans()), min_size=1, max_size=150))
@settings(max_examples=60, deadline=None)
def test_touches_are_counted_as_by_a_plain_rule(stream: list[tuple[float, bool]]) -> None:
    state = MAZE_DRILL.step(begin(), Tilt(0.0, 0.0, 0.0))
    t, was_in = 0.0, True
    expected: list[float] = []
    for dt, inside in stream:
        t += dt
        if was_in and not inside and (not expected or t - expected[-1] >= 0.3 - 1e-9):
            expected.append(t)
        was_in = inside
        state = MAZE_DRILL.step(state, Tilt(t, 1.0, 0.0 if inside else 4.0))
    assert state.touches_s == tuple(expected)


def test_nothing_counts_before_the_start_was_found() -> None:
    states = played(begin(), [(-5.0, 5.0)] * 50 + [(0.0, 0.0)])
    assert moments(states) == ["cue"]
    assert MAZE_DRILL.view(states[-2], states[-2].t_s).instruction == "Stand in the circle"
    assert states[-1].begun_s == (51 / 50,)


def test_through_the_wall_of_a_maze_one_comes_on_no_further() -> None:
    """Straight at its end from wherever it starts: the way there does not count unless it is the path."""
    for seed in range(10):
        state = begin(path="maze", points=74, width_deg=2.0, distance_deg=14.0, seed=seed)
        end = state.layout.out.points[-1]
        straight = [(share * end.pitch_deg, share * end.roll_deg) for share in np.linspace(0.0, 1.0, 200)]
        last = played(state, [*straight, *[end] * 100])[-1]
        assert last.leg == 0
        assert last.gone < 0.25


def test_the_time_ends_it_and_what_is_left_is_said() -> None:
    state = begin(duration_s=20.0)
    dots = [(0.1 * min(n, 40), 0.0) for n in range(1100)]
    states = played(state, dots)
    ended = next(s for s in states if s.finished)
    assert ended.t_s == 20.0
    assert ended.moments == ("finish",)
    assert ended.notes == ("The time was over with 25 % of the path gone.",)
    assert MAZE_DRILL.view(ended, 20.0).instruction == "Well done"


def test_several_times_are_gone_one_after_the_other() -> None:
    state = begin(times=3)
    states = played(state, along(state) * 3)
    assert moments(states).count("hit") == 6
    assert states[-1].finished
    views = [MAZE_DRILL.view(s, s.t_s) for s in states]
    assert {(v.done, v.total) for v in views} == {(k, 6) for k in range(7)}
    assert {v.instruction for v in views} >= {"Follow the path to the circle", "Follow the path back to the start", "Well done"}


def test_the_ring_is_at_the_next_corner_and_comes_to_the_place_one_left() -> None:
    state = begin(path="corridor", width_deg=2.0)
    corner = state.layout.out.points[1]
    near = state.layout.out.at(0.5 * state.layout.turns[0][0])
    states = played(state, [(0.0, 0.0), near])
    ring = next(s for s in MAZE_DRILL.view(states[-1], states[-1].t_s).shapes if isinstance(s, Ring))
    assert ring.at == pytest.approx(corner)
    lost = played(states[-1], [(-5.0, -5.0)] * 80)[-1]
    view = MAZE_DRILL.view(lost, lost.t_s)
    assert view.instruction == "Back into the corridor"
    assert next(s for s in view.shapes if isinstance(s, Ring)).at == pytest.approx(near)
    assert next(s for s in view.shapes if isinstance(s, Band)).points == state.layout.out.points
    assert next(s for s in view.shapes if isinstance(s, Way)).points[-1] == pytest.approx(near)


def test_in_a_maze_a_line_leads_from_what_is_gone_to_the_end() -> None:
    state = begin(path="maze", points=26, width_deg=2.5, distance_deg=9.0)
    state = next(s for s in played(state, along(state)) if s.walk.best > 10.0)
    ways = {s.role: s.points for s in MAZE_DRILL.view(state, state.t_s).shapes if isinstance(s, Way)}
    out, best = state.layout.out, state.walk.best
    assert ways["done"][-1] == pytest.approx(out.at(best))
    assert ways["goal"][-1] == pytest.approx(out.at(best))
    assert (ways["done"][0], ways["goal"][0]) == (out.points[0], out.points[-1])
    spot = MAZE_DRILL.view(state, state.t_s).shapes[-1]
    assert isinstance(spot, Spot)
    assert spot.at in out.points


def test_a_maze_speaks_of_its_line_for_it_shows_no_circle() -> None:
    state = begin(path="maze", points=26, width_deg=2.5, distance_deg=9.0)
    views = [MAZE_DRILL.view(s, s.t_s) for s in played(state, along(state))]
    assert {view.instruction for view in views if view.instruction != "Well done"} == {
        "Stand in the circle", "Follow the line to its end", "Follow the line back to the start",
    }
    assert all(any(isinstance(shape, Ring) for shape in view.shapes) == ("circle" in view.instruction) for view in views)
    waits = played(state, [(0.0, 0.0)] * 420)[-1]
    assert MAZE_DRILL.view(waits, waits.t_s).instruction == "Take your time, along the line"


def walls(states: list[MazeState]) -> list[str]:
    return [next(s.role for s in MAZE_DRILL.view(state, state.t_s).shapes if isinstance(s, Band)) for state in states]


def test_the_walls_show_a_touch_for_a_second() -> None:
    states = played(begin(), [(0.0, 0.0), (1.0, 0.0), (1.0, 3.0), *[(1.0, 0.0)] * 60])
    assert walls(states) == ["soft"] * 3 + ["caution"] * 50 + ["soft"] * 11


def test_walls_touched_again_and_again_do_not_flash() -> None:
    states = played(begin(), [(0.0, 0.0), *([(1.0, 3.0)] * 10 + [(1.0, 0.0)] * 20) * 5])
    assert len(states[-1].touches_s) == 5
    assert walls(states) == ["soft"] * 2 + ["caution"] * (len(states) - 2)


def test_who_stands_still_gets_words_of_help() -> None:
    states = played(begin(), [(0.0, 0.0)] * 420)
    words = [MAZE_DRILL.view(s, s.t_s).instruction for s in states]
    assert words[200] == "Follow the path to the circle"
    assert words[-1] == "Take your time, towards the circle"


def test_the_target_keeps_a_little_ahead_waits_and_never_hurries() -> None:
    state = begin(path="maze", points=26, width_deg=2.5, distance_deg=9.0)
    waits = played(state, [(0.0, 0.0)] * 200)
    assert 1.0 < waits[-1].lead <= 1.8
    assert waits[-1].lead == waits[-50].lead
    dots = along(state, 6.0)
    states = played(state, dots)
    places = [target.at for s in states if (target := MAZE_DRILL.target(s, s.t_s)) is not None]
    assert max(a.distance_to(b) for a, b in pairwise(places)) * 50.0 <= MOST_SPEED_DPS
    on_path = [s.layout.way(s.leg).nearest(p, 0.0, 99.0)[1] for s, p in zip(states, places, strict=False)]
    assert max(on_path) < 1e-6


def test_a_wider_corridor_is_wider_at_once_up_to_where_it_would_run_together() -> None:
    state = played(begin(path="maze", points=52, width_deg=1.75, distance_deg=9.0), [(0.0, 0.0)])[-1]
    wider, done = MAZE_DRILL.adjust(state, "size", 1)
    assert done.words == "Corridor wider: 1.95°"
    assert wider.width_deg(0.02) == 1.95
    _, done = MAZE_DRILL.adjust(wider, "size", 1)
    assert done.words == "Already the widest corridor: 1.95°"
    assert not done.changed
    _, done = MAZE_DRILL.adjust(MAZE_DRILL.adjust(state, "size", -1)[0], "size", -1)
    assert done.words == "Already the narrowest corridor: 1.5°"


def test_another_distance_is_gone_over_to_gently_and_keeps_the_place_on_the_path() -> None:
    state = played(begin(), [(0.0, 0.0), (2.0, 0.0), (4.0, 0.0)])[-1]
    farther, done = MAZE_DRILL.adjust(state, "distance", 1)
    assert done.words == "Farther: 9°"
    t = farther.t_s
    assert farther.scale(t) == 1.0
    assert farther.scale(t + 1.0) == pytest.approx(8.5 / 8.0)
    assert farther.scale(t + 9.0) == pytest.approx(9.0 / 8.0)
    assert MAZE_DRILL.view(farther, t + 9.0).shapes[0].points[-1] == pytest.approx(Point(9.0, 0.0))  # type: ignore[union-attr]
    assert farther.gone == state.gone


def test_measures_go_by_the_width_and_size_that_were_asked_for_at_the_time() -> None:
    """For a second 1° beside the middle of a corridor of 3°, then the same in one of 1.5°."""
    beside = [(4.0, 1.0)] * 50
    first = played(begin(), [(0.0, 0.0), (2.0, 0.0), (4.0, 0.0), *beside])
    state = first[-1]
    for _ in range(6):
        state, _ = MAZE_DRILL.adjust(state, "size", -1)
    assert state.parameters.width_deg == 1.5
    states = [*first, *played(state, beside)[1:]]
    dots = [(0.0, 0.0), (2.0, 0.0), (4.0, 0.0), *beside, *beside]
    assert MAZE_DRILL.measures(states[-1], motion_of(states, dots))["inside_pct"].value == pytest.approx(51.0, abs=1.5)
