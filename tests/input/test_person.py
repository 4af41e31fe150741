from __future__ import annotations

from itertools import pairwise
from math import hypot, sqrt
from statistics import fmean, pstdev

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.signal import butter, filtfilt

from wobblequest.core.arena import CENTRE, Point, Target, toward
from wobblequest.core.chance import Chance
from wobblequest.input.person import EDGE_DEG, Person
from wobblequest.input.planner import Planner, reachable
from wobblequest.input.traits import traits_of


def stood(skill: float, seed: int, seconds: float = 30.0, target: Target | None = None) -> np.ndarray:
    """(n, 2) pitch and roll at 100 Hz, after the first 3 s."""
    person = Person(skill, seed)
    person.aim(target)
    return np.array([person.at(i / 100)[0] for i in range(int(seconds * 100))])[300:]


def sway(path: np.ndarray) -> tuple[float, float, float, float]:
    """(SD pitch, SD roll, OSI, mean velocity at 5 Hz), in the terms of the published figures."""
    b, a = butter(2, 5 / 50)
    smooth = filtfilt(b, a, path, axis=0)
    velocity = np.hypot(*np.diff(smooth, axis=0).T).sum() / (len(path) / 100)
    return float(path[:, 0].std()), float(path[:, 1].std()), float(np.sqrt((path**2).sum() / len(path))), float(velocity)


def test_an_ordinary_untrained_person_sways_as_people_on_boards_do() -> None:
    # Two-leg holds of real people (12 × 60 s): OSI 4.5–6.6°, SD pitch 3–5.6°, roll 1.7–3.9°, velocity 22–39 deg/s.
    figures = [sway(stood(0.35, seed, target=Target(CENTRE, 5.0))) for seed in range(6)]
    pitch, roll, osi, velocity = (fmean(f[i] for f in figures) for i in range(4))
    assert 3.0 <= pitch <= 5.6
    assert 1.7 <= roll <= 3.9
    assert 4.5 <= osi <= 6.6
    assert 22 <= velocity <= 39


def test_a_practised_person_sways_far_less_and_a_very_unsteady_one_far_more() -> None:
    osi = [fmean(sway(stood(skill, seed))[2] for seed in range(4)) for skill in (0.05, 0.35, 0.6, 0.95)]
    assert osi == sorted(osi, reverse=True)
    assert osi[0] > 8
    assert osi[3] < 2


@settings(max_examples=20, deadline=None)
@given(st.floats(0, 1), st.integers(0, 2**32), st.lists(st.tuples(st.floats(-90, 90), st.floats(-90, 90)), max_size=12))
def test_it_never_leaves_the_board_whatever_it_is_told(skill: float, seed: int, places: list[tuple[float, float]]) -> None:
    person = Person(skill, seed)
    for i in range(600):
        if places and i % 50 == 0:
            place = places[(i // 50) % len(places)]
            person.aim(Target(Point(*place), 2.0) if i % 100 else None)
        tilt, speeds = person.at(i / 50)
        assert hypot(*tilt) <= EDGE_DEG + 1e-9
        assert max(abs(s) for s in speeds) < 1000


def test_it_goes_to_the_target_after_a_reaction_time() -> None:
    for skill, least_s, most_s in ((0.95, 0.15, 0.7), (0.6, 0.25, 1.1)):
        times = []
        for seed in range(8):
            person = Person(skill, seed)
            start = person.at(3.0)[0]
            person.aim(Target(toward(90.0, 8.0), 2.0))
            times.append(next(i / 100 for i in range(400) if person.at(3.0 + i / 100)[0].roll_deg - start.roll_deg > 2.0))
            arrived = [person.at(6.0 + i / 100)[0] for i in range(200)]
            assert fmean(p.roll_deg for p in arrived) == pytest.approx(8.0, abs=2.5)
        assert least_s < fmean(times) < most_s + 0.4


def test_low_skill_overshoots_more() -> None:
    def past(skill: float) -> float:
        over = []
        for seed in range(12):
            person = Person(skill, seed)
            person.at(2.0)
            person.aim(Target(toward(90.0, 7.0), 2.0))
            over.append(max(person.at(2.0 + i / 50)[0].roll_deg for i in range(150)) - 7.0)
        return fmean(over)

    assert past(0.2) > past(0.5) > past(0.9) > 0


def test_a_moving_target_is_followed_without_a_growing_lag() -> None:
    person = Person(0.9, 3)
    errors = []
    for i in range(2000):
        t = i / 100
        goal = Point(5 * np.sin(0.7 * t), 5 * np.cos(0.7 * t))
        person.aim(Target(goal, 2.0))
        errors.append(person.at(t)[0].distance_to(goal))
    assert sqrt(fmean(e * e for e in errors[300:])) < 2.0


def test_the_sample_rate_does_not_change_the_motion() -> None:
    slow, quick = Person(0.5, 4), Person(0.5, 4)
    at_50 = [slow.at(i / 50)[0] for i in range(200)]
    at_1000 = [quick.at(i / 1000)[0] for i in range(4000)][::20]
    assert [tuple(p) for p in at_50] == [pytest.approx(tuple(p), abs=1e-9) for p in at_1000]


def test_the_rates_are_those_of_the_tilt() -> None:
    person = Person(0.5, 5)
    path = [person.at(i / 200) for i in range(2000)]
    for axis in range(2):
        moved = [200 * (b[0][axis] - a[0][axis]) for a, b in pairwise(path)]
        said = [b[1][axis] for b in path[1:]]
        assert pstdev(m - s for m, s in zip(moved, said, strict=True)) < 1e-6


def test_same_seed_same_motion_other_seed_another() -> None:
    assert (stood(0.5, 1, 5) == stood(0.5, 1, 5)).all()
    assert not (stood(0.5, 1, 5) == stood(0.5, 2, 5)).all()


def test_the_reach_is_ten_to_twelve_degrees() -> None:
    assert reachable(toward(0.0, 30.0)) == pytest.approx((12.0, 0.0))
    assert reachable(toward(180.0, 30.0)) == pytest.approx((-10.0, 0.0), abs=1e-9)
    assert reachable(toward(90.0, 30.0)) == pytest.approx((0.0, 11.0), abs=1e-9)
    assert reachable(Point(3.0, 4.0)) == Point(3.0, 4.0)


@pytest.mark.parametrize("skill", [-0.1, 1.1, float("nan")])
def test_a_skill_is_between_none_and_all(skill: float) -> None:
    with pytest.raises(ValueError, match="skill"):
        traits_of(skill)


def test_a_night_without_a_look_takes_no_time_and_harms_nobody() -> None:
    person = Person(0.5, 6)
    person.aim(Target(toward(45.0, 8.0), 2.0))
    person.at(1.0)
    lived, step = [0], person._step

    def count() -> None:
        lived[0] += 1
        step()

    person._step = count  # type: ignore[method-assign]
    tilt, _ = person.at(36_000.0)
    assert hypot(*tilt) <= EDGE_DEG
    assert lived[0] <= 2001
    assert fmean(person.at(36_000.0 + i / 100)[0].roll_deg for i in range(300)) == pytest.approx(5.7, abs=3.0)


def recalled(skill: float, seed: int, times: int = 8) -> list[float]:
    """How far a person stands from a place each time they go there by memory (mean of 1 s), with the middle between."""
    person, off, n = Person(skill, seed), [], 0
    for _ in range(times):
        for target, seconds in ((Target(CENTRE, 4.0), 3), (Target(Point(6.0, 0.0), 3.0, remembered=True), 4)):
            person.aim(target)
            path = np.array([person.at(i / 50)[0] for i in range(n, n + seconds * 50)])
            n += seconds * 50
        off.append(float(np.hypot(*(path[-50:].mean(axis=0) - (6.0, 0.0)))))
    return off


def test_a_remembered_place_is_missed_and_the_less_the_better_the_skill() -> None:
    means = [fmean(fmean(recalled(skill, seed)) for seed in range(4)) for skill in (0.1, 0.4, 0.7, 0.95)]
    assert means == sorted(means, reverse=True)
    assert means[0] > 4.0
    assert 0.3 < means[3] < 2.0


def test_memory_errs_anew_each_time_and_no_look_mends_it() -> None:
    traits = traits_of(0.9)
    plan = Planner(traits, Chance(3, "plan"), Chance(3, "memory"), Chance(3, "feeling"))
    ends = []
    for n in range(6):
        plan.aim(CENTRE)
        for i in range(200):
            plan.step(8 * n + i / 50)
        plan.recall(Point(9.0, 0.0))
        for i in range(200, 400):
            plan.step(8 * n + i / 50)
        (pitch, _), (roll, _) = plan.step(8 * n + 7.99)
        ends.append((pitch, roll))
    off = np.hypot(*(np.array(ends) - (9.0, 0.0)).T)
    assert off.min() > 0.05
    assert np.ptp(np.array(ends), axis=0).min() > 0.2, "not the same error each time"


def test_what_is_only_seen_draws_nothing_from_memory() -> None:
    """So that recordings of drills which hide nothing stay the same."""
    with_memory, without = (
        Planner(traits_of(0.5), Chance(1, "plan"), Chance(seed, "memory"), Chance(seed, "feeling")) for seed in (1, 2)
    )
    for i in range(300):
        for plan in (with_memory, without):
            plan.aim(Point(8.0 if i > 100 else 0.0, 0.0))
        assert with_memory.step(i / 50) == without.step(i / 50)


def felt(skill: float, seed: int, *, blind: bool, seconds: int = 24) -> np.ndarray:
    """(n, 2) how far off a place a person stands who holds it, at 50 Hz, means of each second, from the fourth one on."""
    person = Person(skill, seed)
    place = Point(5.0, 3.0)
    path = []
    for i in range(seconds * 50):
        person.aim(Target(place, 3.0, blind=blind and i >= 200))
        path.append(person.at(i / 50)[0])
    return np.array(path).reshape(-1, 50, 2).mean(axis=1)[4:] - place


def test_who_feels_and_does_not_see_drifts_off_slowly_and_the_less_the_better_the_skill() -> None:
    early, late = [], []
    for skill in (0.1, 0.5, 0.9):
        off = np.array([np.hypot(*(felt(skill, seed, blind=True) - felt(skill, seed, blind=False)).T) for seed in range(12)])
        early.append(off[:, :2].mean())
        late.append(off[:, -6:].mean())
    assert late == sorted(late, reverse=True)
    assert late[0] > 0.7
    assert late[2] > 0.1
    assert all(now < later for now, later in zip(early, late, strict=True))


def test_going_by_feel_errs_less_than_by_memory_and_differently_for_each_target() -> None:
    def ends(of: str, seed: int) -> list[tuple[float, float]]:
        plan = Planner(traits_of(0.3), Chance(seed, "plan"), Chance(seed, "memory"), Chance(seed, "feeling"))
        out = []
        for n in range(4):
            for k, at in enumerate((Point(-6.0, 0.0), Point(8.0, 0.0))):
                for i in range(500):
                    (plan.feel if of == "feel" else plan.recall)(at)
                    (pitch, _), (roll, _) = plan.step(20 * n + 10 * k + i / 50)
                out.append((pitch - at.pitch_deg, roll - at.roll_deg))
        return out

    by_feel = np.array([ends("feel", seed) for seed in range(8)])
    by_memory = np.array([ends("recall", seed) for seed in range(8)])
    rms = [float(np.sqrt((errors**2).mean())) for errors in (by_feel, by_memory)]
    assert 0.35 < rms[0] / rms[1] < 0.85
    assert np.ptp(by_feel[0], axis=0).min() > 0.3, "each target has its own error"


def test_a_sway_is_swayed_by_feel_as_well() -> None:
    from wobblequest.core.arena import Sway

    def middle(blind: bool) -> list[float]:
        out = []
        for seed in range(8):
            person = Person(0.6, seed)
            rolls = []
            for i in range(1200):
                sway = Sway(CENTRE, Point(0.0, 6.0), 2.0, i / 100)
                person.aim(Target(sway.after(0.0)[0], 2.5, sway=sway, blind=blind))
                rolls.append(person.at(i / 50)[0].pitch_deg)
            out.append(fmean(rolls[600:]))
        return out

    assert pstdev(middle(blind=True)) > 1.5 * pstdev(middle(blind=False)), "the line itself is felt to be a little elsewhere"


def test_to_see_again_is_to_mend_it_and_feeling_moves_no_other_chance() -> None:
    person, other = Person(0.5, 3), Person(0.5, 3)
    for i in range(1500):
        person.aim(Target(Point(4.0, 4.0), 3.0, blind=300 <= i < 900))
        other.aim(Target(Point(4.0, 4.0), 3.0))
        ours, theirs = person.at(i / 50)[0], other.at(i / 50)[0]
        if i < 300:
            assert ours == theirs
    assert ours.distance_to(theirs) < 1.5
