from __future__ import annotations

from math import pi, sin

from wobblequest.core.arena import CENTRE, Point
from wobblequest.drills.still import Still


def led(places: list[Point], *, within_deg: float = 2.0, beyond_deg: float = 3.0) -> list[Still]:
    """All states of one sample each 20 ms."""
    states = [Still()]
    for n, place in enumerate(places):
        states.append(states[-1].after(place, n / 50, within_deg=within_deg, beyond_deg=beyond_deg))
    return states


def test_standing_somewhere_counts_from_when_the_dot_came_to_rest() -> None:
    states = led([Point(8.0, 0.0)] * 200)
    end = states[-1]
    assert end.slow.distance_to(Point(8.0, 0.0)) < 0.1
    assert end.since_s is not None
    assert 0.5 < end.since_s < 2.0  # the low-pass comes within 2° of 8° after about 1 s
    assert end.held_s(199 / 50) == 199 / 50 - end.since_s


def test_who_sways_by_four_degrees_where_they_stand_is_still() -> None:
    swaying = [Point(9.0 + 4.0 * sin(2 * pi * n / 50), 4.0 * sin(2 * pi * n / 43)) for n in range(300)]
    assert led(swaying)[-1].held_s(299 / 50) > 2.0


def test_who_goes_on_is_not_still() -> None:
    going = [Point(4.0 + 0.06 * n, 0.0) for n in range(150)]  # 3 °/s
    assert max(state.held_s(n / 50) for n, state in enumerate(led(going))) < 1.0


def test_the_middle_does_not_count_however_much_one_sways_there() -> None:
    swaying = [Point(4.0 * sin(2 * pi * n / 50), 0.0) for n in range(300)]
    assert all(state.since_s is None for state in led(swaying))
    assert led([CENTRE] * 50)[-1].held_s(1.0) == 0.0
