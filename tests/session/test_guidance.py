"""Sound guidance: what is heard tells the way well enough to find a target, and hold it, without looking."""

from __future__ import annotations

from collections.abc import Callable
from math import hypot, log2
from statistics import fmean

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wobblequest.core.arena import CENTRE, Point, Target, toward
from wobblequest.core.calibration import Calibration
from wobblequest.core.chance import Chance
from wobblequest.core.reach import Reach
from wobblequest.core.recording import Header, SourceInfo
from wobblequest.input.simulated import SimulatedSource
from wobblequest.levels.level import level_from_json
from wobblequest.session.guidance import FAST_HZ, MIDDLE_HZ, ON_TARGET, SLOW_HZ, SPAN_DEG, Guidance, guidance
from wobblequest.session.trial import Trial

points = st.builds(Point, st.floats(-25, 25), st.floats(-25, 25))
targets = st.builds(Target, st.builds(Point, st.floats(-15, 15), st.floats(-15, 15)), st.floats(1, 8))


@given(points, targets)
def test_every_sound_can_be_heard_and_played(dot: Point, target: Target) -> None:
    heard = guidance(dot, target)
    assert -1 <= heard.pan <= 1
    assert 500 <= heard.frequency_hz <= 2000
    assert heard.beat_hz == 0 or SLOW_HZ <= heard.beat_hz <= FAST_HZ
    assert -12 <= heard.step <= 12
    assert heard.steady is (dot.distance_to(target.at) <= target.radius_deg)


@given(points, targets)
def test_the_sound_is_where_to_go(dot: Point, target: Target) -> None:
    heard = guidance(dot, target)
    if heard == ON_TARGET:
        return
    pitch, roll = target.at.pitch_deg - dot.pitch_deg, target.at.roll_deg - dot.roll_deg
    assert heard.pan * roll >= 0
    assert (heard.frequency_hz - MIDDLE_HZ) * pitch >= 0
    if abs(pitch) < SPAN_DEG and abs(roll) < SPAN_DEG:
        assert heard.pan * SPAN_DEG == pytest.approx(roll)
        assert log2(heard.frequency_hz / MIDDLE_HZ) * SPAN_DEG == pytest.approx(pitch)


def test_nearer_is_faster_and_on_it_is_steady() -> None:
    target = Target(toward(45.0, 8.0), 2.0)
    beats = [guidance(toward(45.0, far), target).beat_hz for far in (-8.0, -4.0, 0.0, 3.0, 5.5)]
    assert beats == sorted(beats)
    assert len(set(beats)) == len(beats)
    assert guidance(toward(45.0, 6.5), target) == ON_TARGET


class Listener:
    """Somebody who hears, and nothing else: which ear a tone is in, how high it is and when the next one comes, none of it exactly.

    Hears a tone when it sounds, not between; takes 0.3 s to answer it; leans at 12 °/s at most; sways.
    """

    DELAY_S, REST_S = 0.3, 0.05

    def __init__(self, seed: int) -> None:
        self._chance = Chance(seed, "listener")
        self.dot, self._velocity = CENTRE, (0.0, 0.0)
        self._sway = [0.0, 0.0]
        self._next_s = 0.0
        self._heard: list[tuple[float, tuple[float, float]]] = []

    def step(self, t_s: float, dt: float, sound: Guidance) -> None:
        c = self._chance
        if sound.steady or t_s >= self._next_s:
            self._next_s = t_s + (self.REST_S if sound.steady else 1.0 / sound.beat_hz)
            aside = 0.0 if sound.steady else sound.pan + c.normal(0.15)
            above = 0.0 if sound.steady else 12 * log2(sound.frequency_hz / MIDDLE_HZ) + c.normal(1.0)  # semitones
            hurry = 0.0 if sound.steady else 1.4 if sound.beat_hz + c.normal(0.3) < 3.5 else 0.9
            self._heard.append((t_s + self.DELAY_S, (hurry * SPAN_DEG * above / 12, hurry * SPAN_DEG * aside)))
        while self._heard and self._heard[0][0] <= t_s:
            wish = self._heard.pop(0)[1]
            fast = max(1.0, hypot(*wish) / 12.0)
            self._velocity = wish[0] / fast, wish[1] / fast
        self._sway = [0.98 * s + c.normal(0.25) for s in self._sway]
        pitch, roll = (at + v * dt + s * dt for at, v, s in zip(self.dot, self._velocity, self._sway, strict=True))
        self.dot = Point(pitch, roll)


def on_target_pct(seed: int, sound_of: Callable[[Point, Target, float], Guidance], radius_deg: float = 2.5) -> float:
    """The share of a minute in which the listener is on the target, which goes to another place every 10 s."""
    chance, listener, on, dt = Chance(seed, "targets"), Listener(seed), 0, 0.02
    target = Target(CENTRE, radius_deg)
    for i in range(3000):
        if i % 500 == 0:
            target = Target(toward(chance.uniform(0, 360), chance.uniform(5, 10)), radius_deg)
        listener.step(i * dt, dt, sound_of(listener.dot, target, i * dt))
        on += listener.dot.distance_to(target.at) <= radius_deg
    return 100 * on / 3000


def test_a_listener_finds_and_holds_the_target_far_better_than_by_chance() -> None:
    guided = [on_target_pct(seed, lambda dot, target, _: guidance(dot, target)) for seed in range(8)]

    def of_another_place(seed: int) -> Callable[[Point, Target, float], Guidance]:
        """The very same kind of sound, from a target that has nothing to do with theirs."""
        chance = Chance(seed, "elsewhere")
        places = [Target(toward(chance.uniform(0, 360), chance.uniform(5, 10)), 2.5) for _ in range(7)]
        return lambda dot, _, t_s: guidance(dot, places[int(t_s // 10)])

    misled = [on_target_pct(seed, of_another_place(seed)) for seed in range(8)]
    silent = [on_target_pct(seed, lambda *_: ON_TARGET) for seed in range(8)]
    assert fmean(guided) > 55
    assert min(guided) > 45
    assert fmean(misled) < 15
    assert fmean(silent) < 15


@pytest.mark.parametrize("deaf_to", ["pan", "pitch"])
def test_each_part_of_the_sound_is_needed(deaf_to: str) -> None:
    def partly(dot: Point, target: Target, _: float) -> Guidance:
        heard = guidance(dot, target)
        return heard._replace(pan=0.0) if deaf_to == "pan" else heard._replace(frequency_hz=MIDDLE_HZ)

    assert fmean(on_target_pct(seed, partly) for seed in range(8)) < 40


# -- in a trial -------------------------------------------------------------------------------------------------------


def trial(**more: object) -> Trial:
    level = level_from_json({
        "id": "x", "title": "x", "drill": "hold", "difficulty": 1.0, "words": {"goal": "Be where the circle is"},
        "parameters": {"radius_deg": 2.0, "duration_s": 20.0, "direction_deg": 90.0, "distance_deg": 8.0},
        "anchors": {"zero": 10.0, "one_star": 40.0, "two_stars": 60.0, "three_stars": 80.0, "hundred": 95.0}, **more,
    })
    made, source = Trial(Header("t", level.to_json(), 1, Calibration(), Reach(), SourceInfo("sim")), level), SimulatedSource(0.7, 1, 50.0)
    while made.play_s < 0.5:
        assert made.guidance is None or made.phase == "play"
        made.feed(source.step())
    return made


def test_a_trial_is_guided_where_the_level_asks_for_it() -> None:
    assert trial().guidance is None
    heard = trial(sound_guidance=True)
    assert heard.guidance is not None
    assert heard.guidance.pan > 0.5
    heard.pause("asked")
    assert heard.guidance is None


def test_a_sound_stands_in_for_what_is_hidden_but_tells_no_more_than_feedback_may() -> None:
    assert trial(sound_guidance=True, display={"hidden_pct": 90.0}).guidance is not None
    for when in ("after", "none"):
        assert trial(sound_guidance=True, feedback={"when": when}).guidance is None


def test_a_place_to_be_remembered_is_not_given_away() -> None:
    level = level_from_json({
        "id": "recall-x", "title": "x", "drill": "recall", "difficulty": 1.0, "words": {"goal": "Feel a place, then find it"},
        "parameters": {"radius_deg": 4.0, "directions_deg": [0.0], "targets": 1, "distance_deg": 7.0},
        "anchors": {"zero": 9.0, "one_star": 5.0, "two_stars": 3.5, "three_stars": 2.0, "hundred": 0.5}, "sound_guidance": True,
    })
    made, source = Trial(Header("t", level.to_json(), 1, Calibration(), Reach(), SourceInfo("sim")), level), SimulatedSource(0.9, 1, 50.0)
    told = set()
    while not made.over:
        made.feed(source.step())
        target = made.target()
        source.aim(target)
        if target is not None:
            told.add((target.remembered, made.guidance is not None))
    assert told == {(False, True), (True, False)}
