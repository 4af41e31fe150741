from __future__ import annotations

from itertools import pairwise
from math import hypot
from typing import Any

import pytest
from pydantic import ValidationError

from wobblequest.core.arena import SAFE_TARGET_DEG, Point
from wobblequest.core.chance import Chance
from wobblequest.core.reach import Reach
from wobblequest.core.samples import Tilt
from wobblequest.drills.track import TRACK_DRILL, TrackParameters, TrackState
from wobblequest.drills.view import Way


def begin(reach: Reach | None = None, seed: int = 1, **parameters: Any) -> TrackState:
    said = {"radius_deg": 4.0, "path": "circle", "size_deg": 8.0, "period_s": 12.0, "duration_s": 30.0} | parameters
    parameters = TrackParameters.model_validate({k: v for k, v in said.items() if v is not None})
    return TRACK_DRILL.begin(parameters, reach or Reach(), Chance(seed))


def place(state: TrackState, t_s: float) -> Point:
    target = TRACK_DRILL.target(state, t_s)
    assert target is not None
    return target.at


def at(state: TrackState, t_s: float) -> TrackState:
    return TRACK_DRILL.step(state, Tilt(t_s, 0.0, 0.0))


def test_it_sets_off_gently_and_then_goes_round_in_its_period() -> None:
    state = begin()
    speeds = [place(state, t + 0.01).distance_to(place(state, t)) * 100 for t in (0.0, 0.5, 1.0, 1.5, 2.5, 9.0)]
    assert speeds[0] < 0.05
    assert speeds == sorted(speeds)
    assert speeds[-1] == pytest.approx(2 * 3.14159 * 8 / 12, rel=1e-3)
    assert place(state, 3.0) == pytest.approx(place(state, 15.0))
    assert place(state, 0.0) == pytest.approx((8.0, 0.0))
    assert place(state, 4.0) == pytest.approx((0.0, 8.0))  # a quarter round, clockwise, one second late


def test_a_line_goes_through_the_middle_in_its_direction() -> None:
    state = begin(path="line", direction_deg=90.0)
    assert place(state, 0.0) == pytest.approx((0.0, 0.0))
    assert place(state, 4.0) == pytest.approx((0.0, 8.0))
    assert place(state, 10.0) == pytest.approx((0.0, -8.0), abs=1e-9)


def test_the_way_follows_this_persons_reach() -> None:
    reach = Reach((12.0, 12.0, 9.0, 6.0, 5.0, 6.0, 9.0, 12.0))
    state = begin(reach, size_deg=None, size_pct=50.0, period_s=20.0)
    assert place(state, 0.0) == pytest.approx((6.0, 0.0))
    assert place(state, 11.0) == pytest.approx((-2.5, 0.0))
    assert state.notes == ()


def test_a_way_too_fast_for_a_long_reach_takes_longer_and_says_so() -> None:
    state = begin(Reach((12.0,) * 8), size_deg=None, size_pct=100.0, period_s=8.0)
    assert state.period_s == pytest.approx(2 * 3.14159 * 12 / 5, rel=0.02)
    assert state.notes == (f"A round took {state.period_s:.1f} s instead of 8 s, so that nothing moves faster than 5 °/s.",)


def test_a_way_beyond_what_is_safe_is_kept_within_and_says_so() -> None:
    state = begin(Reach((25.0,) * 8), size_deg=None, size_pct=100.0, period_s=30.0)
    assert hypot(*place(state, 5.0)) == pytest.approx(SAFE_TARGET_DEG, rel=2e-3)
    assert hypot(*place(state, 5.0)) <= SAFE_TARGET_DEG
    assert state.notes == ("The way reached 15° instead of 25.0°: no target lies farther out.",)


def test_a_change_makes_nothing_jump() -> None:
    for axis in ("distance", "speed"):
        for step in (1, -1):
            state = at(begin(size_deg=6.0, period_s=16.0), 7.3)
            changed, done = TRACK_DRILL.adjust(state, axis, step)  # type: ignore[arg-type]
            assert done.changed
            assert place(changed, 7.3) == pytest.approx(place(state, 7.3))
            assert place(changed, 12.0) != pytest.approx(place(state, 12.0), abs=0.1)


def test_faster_and_slower_in_words() -> None:
    state = begin(size_deg=4.0, period_s=11.0)
    assert TRACK_DRILL.adjust(state, "speed", 1)[1].words == "Faster: a round in 10.0 s"
    assert TRACK_DRILL.adjust(state, "speed", -1)[1].words == "Slower: a round in 12.1 s"
    fast = begin(size_deg=15.0, period_s=19.0)
    same, done = TRACK_DRILL.adjust(fast, "speed", 1)
    assert same == fast
    assert done.words == "Already as fast as is safe: a round in 19.0 s"


def test_a_larger_way_is_slowed_where_it_would_be_too_fast() -> None:
    state = begin(size_deg=8.0, period_s=10.1)
    larger, done = TRACK_DRILL.adjust(state, "distance", 2)
    assert done.words.startswith("Farther: 10°, a round in ")
    assert larger.period_s == pytest.approx(2 * 3.14159 * 10 / 4.5, rel=0.02)


def test_waves_differ_by_seed_and_show_only_the_next_seconds() -> None:
    one, other = (begin(path="waves", period_s=40.0, seed=seed) for seed in (1, 2))
    assert place(one, 5.0).distance_to(place(other, 5.0)) > 0.5
    way = TRACK_DRILL.view(one, 5.0).shapes[0]
    assert isinstance(way, Way)
    assert way.points[0] == pytest.approx(place(one, 5.0))
    assert way.points[-1] == pytest.approx(place(one, 8.0))


def test_the_ring_stands_on_its_way() -> None:
    for path, direction in (("line", 45.0), ("eight", 90.0), ("circle", 0.0)):
        state = begin(path=path, direction_deg=direction, period_s=20.0)
        way, ring = TRACK_DRILL.view(state, 6.4).shapes
        assert isinstance(way, Way)
        points = [*way.points, way.points[0]] if way.closed else list(way.points)
        assert min(_to_segment(ring.at, a, b) for a, b in pairwise(points)) < 0.05  # type: ignore[union-attr]


def _to_segment(p: Point, a: Point, b: Point) -> float:
    dx, dy = b.pitch_deg - a.pitch_deg, b.roll_deg - a.roll_deg
    share = ((p.pitch_deg - a.pitch_deg) * dx + (p.roll_deg - a.roll_deg) * dy) / (dx * dx + dy * dy)
    share = min(max(share, 0.0), 1.0)
    return p.distance_to(Point(a.pitch_deg + share * dx, a.roll_deg + share * dy))


def test_it_ends_at_its_time() -> None:
    state = at(begin(), 29.99)
    assert not state.finished
    state = at(state, 30.0)
    assert state.finished
    assert state.moments == ("finish",)


@pytest.mark.parametrize(
    ("said", "key"),
    [
        ({"size_deg": 8.0, "period_s": 10.0}, "period_s"),
        ({"path": "eight", "size_deg": 8.0, "period_s": 14.0}, "period_s"),
        ({"size_pct": 50.0}, "size_deg"),
        ({"size_deg": None}, "size_pct"),
        ({"direction_deg": 90.0}, "direction_deg"),
    ],
)
def test_parameters_that_do_not_fit_together_are_refused_at_their_key(said: dict[str, Any], key: str) -> None:
    with pytest.raises(ValidationError) as caught:
        begin(**said)
    assert caught.value.errors()[0]["ctx"]["key"] == key


def test_waves_of_a_size_in_degrees_keep_the_limit_for_every_seed() -> None:
    least_s = 2 * 3.14159266 * 3.6 * 8.0 / 5.0
    for seed in range(12):
        state = begin(path="waves", period_s=least_s, duration_s=60.0, seed=seed)
        places = [place(state, n / 50) for n in range(3000)]
        assert max(a.distance_to(b) for a, b in pairwise(places)) * 50 <= 5.0
