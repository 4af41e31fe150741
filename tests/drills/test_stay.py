from __future__ import annotations

from wobblequest.drills.glide import still
from wobblequest.drills.stay import Stay, crossing


def test_a_stay_lasts_from_entering_to_leaving() -> None:
    out = Stay()
    stay = out.after(True, 2.0).after(True, 3.0)
    assert stay.held_s(3.5) == 1.5
    left = stay.after(False, 4.0)
    assert left.held_s(5.0) == 0.0
    assert left.entered
    assert not out.entered
    assert left.after(True, 6.0).held_s(6.5) == 0.5


def test_a_short_slip_is_still_settled() -> None:
    left = Stay().after(True, 1.0).after(False, 2.0)
    assert left.settled(2.9)
    assert not left.settled(3.0)
    assert not Stay().settled(0.0)


def test_crossings_are_named() -> None:
    outside, inside = Stay(), Stay().after(True, 1.0)
    assert crossing(outside, inside) == ("enter",)
    assert crossing(inside, outside) == ("leave",)
    assert crossing(inside, inside) == ()


def test_a_glide_goes_steadily_stops_and_turns_without_a_jump() -> None:
    glide = still(4.0, 2.0).towards(10.0, 1.0)
    assert [glide.at(t) for t in (1.0, 2.0, 4.0, 9.0)] == [4.0, 6.0, 10.0, 10.0]
    back = glide.towards(0.0, 2.0)
    assert [back.at(t) for t in (2.0, 3.0, 5.0, 9.0)] == [6.0, 4.0, 0.0, 0.0]
