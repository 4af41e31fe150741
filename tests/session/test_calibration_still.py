from __future__ import annotations

from collections.abc import Iterable

import pytest

from wobblequest.core.chance import Chance
from wobblequest.core.samples import Reading, Vector, angle_between_deg, up_from_angles, up_from_gravity_plane
from wobblequest.session.calibration_still import BiasStep, NeutralStep, stance_of
from wobblequest.session.fusion import Fusion

LEVEL = (0.0, 0.0, 1.0)


def fed(step: BiasStep | NeutralStep, readings: Iterable[Reading]) -> float:
    """When the step was finished (s); fails where it never was."""
    last = 0.0
    for reading in readings:
        assert 0.0 <= step.progress <= 1.0
        assert len(step.words.split()) <= 8
        step.feed(reading)
        last = reading.t_s
        if step.finished:
            return last
    raise AssertionError(f"not finished after {last} s: {step.words}")


def standing(seconds: float, sway_deg: float, *, pitch_deg: float = 0.0, roll_deg: float = 0.0, seed: int = 1) -> list[Reading]:
    chance = Chance(seed, "standing")
    return [
        Reading(i / 100, up_from_gravity_plane(pitch_deg + chance.normal(sway_deg), roll_deg + chance.normal(sway_deg)))
        for i in range(int(seconds * 100))
    ]


def at_rest(seconds: float, bias: Vector, *, rate_sd: float = 0.1, seed: int = 2) -> list[Reading]:
    chance = Chance(seed, "rest")
    return [
        Reading(i / 100, LEVEL, tuple(b + chance.normal(rate_sd) for b in bias), 0.98 + chance.normal(0.004))  # type: ignore[arg-type]
        for i in range(int(seconds * 100))
    ]


def test_the_bias_is_the_mean_rate_of_a_still_second() -> None:
    step = BiasStep()
    assert fed(step, at_rest(3, (1.5, -2.0, 0.8))) == pytest.approx(1.0, abs=0.02)
    assert step.result == pytest.approx((1.5, -2.0, 0.8), abs=0.05)
    assert step.progress == 1.0


def test_a_board_that_moves_first_is_waited_for() -> None:
    step = BiasStep()
    moving = at_rest(2.5, (0.0, 0.0, 0.0), rate_sd=5.0)
    resting = [r._replace(t_s=r.t_s + 2.5) for r in at_rest(3, (1.0, 0.0, 0.0))]
    assert 3.4 < fed(step, moving + resting) < 5.0
    assert step.result == pytest.approx((1.0, 0.0, 0.0), abs=0.05)


def test_a_board_that_never_rests_is_left_as_it_is() -> None:
    step = BiasStep()
    assert fed(step, at_rest(20, (0.0, 0.0, 0.0), rate_sd=5.0)) == pytest.approx(10.0, abs=0.05)
    assert step.result is None
    assert "never" in step.words


@pytest.mark.parametrize("reading", [Reading(0.0, LEVEL), Reading(0.0, LEVEL, (1.0, 0.0, 0.0)), Reading(0.0, LEVEL, None, 1.0)])
def test_where_nothing_is_fused_no_rest_is_needed(reading: Reading) -> None:
    step = BiasStep()
    fed(step, [reading])
    assert step.result is None


def test_standing_still_two_seconds_gives_the_neutral_and_the_sway() -> None:
    step = NeutralStep()
    lasted = fed(step, standing(5, 1.0, pitch_deg=4.0, roll_deg=-2.0))
    assert lasted == pytest.approx(2.5, abs=0.02)
    assert step.result is not None
    assert step.result.calm
    assert angle_between_deg(step.result.neutral, up_from_gravity_plane(4.0, -2.0)) < 0.4
    assert step.result.sway_deg == pytest.approx(2**0.5, rel=0.15)


def test_one_twitch_hardly_moves_the_neutral() -> None:
    readings = standing(3, 0.3)
    twitched = [r._replace(up=up_from_angles(8, 0)) if 1.0 <= r.t_s < 1.15 else r for r in readings]
    step = NeutralStep()
    fed(step, twitched)
    assert step.result is not None
    assert angle_between_deg(step.result.neutral, LEVEL) < 0.3


def test_too_much_sway_is_tried_again_and_then_taken_when_calm() -> None:
    restless = standing(2.6, 4.0)
    calm = [r._replace(t_s=r.t_s + 2.6) for r in standing(5, 0.5)]
    step = NeutralStep()
    said = []
    for reading in restless + calm:
        step.feed(reading)
        said.append(step.words)
    assert "Too much sway: stand still again" in said
    assert step.result is not None
    assert step.result.calm


def test_nobody_is_kept_standing_for_ever() -> None:
    step = NeutralStep()
    assert fed(step, standing(20, 3.0)) == pytest.approx(8.6, abs=0.2)
    assert step.result is not None
    assert not step.result.calm
    assert "quietest" in step.words


def test_somebody_who_walks_about_on_it_is_not_taken_for_standing() -> None:
    step = NeutralStep()
    for reading in standing(20, 9.0):
        step.feed(reading)
    assert step.result is None


def test_a_silence_begins_the_two_seconds_anew() -> None:
    before = standing(1.5, 0.5)
    after = [r._replace(t_s=r.t_s + 5.0) for r in standing(5, 0.5)]
    step = NeutralStep()
    assert fed(step, before + after) == pytest.approx(7.5, abs=0.02)


def test_with_the_bias_known_the_neutral_of_a_six_axis_board_is_right() -> None:
    step = NeutralStep((3.0, 0.0, 0.0))
    fed(step, at_rest(4, (3.0, 0.0, 0.0)))
    assert step.result is not None
    assert angle_between_deg(step.result.neutral, LEVEL) < 0.05


def test_too_few_samples_are_no_stance() -> None:
    assert stance_of([(0.0, LEVEL)] * 9) is None


def test_an_unknown_bias_has_moved_the_upright_as_far_as_it_will_before_the_neutral_is_taken() -> None:
    bias = (1.5, -2.0, 0.8)
    restless = [r._replace(rate_dps=(r.rate_dps[0], r.rate_dps[1], r.rate_dps[2] + (-1) ** i)) for i, r in enumerate(at_rest(8, bias))
                if r.rate_dps]  # nobody stands as still as a floor: the bias is not learnt
    step, fusion = NeutralStep(), Fusion()
    lasted = fed(step, restless)
    ups = [fusion.up(r) for r in restless]
    assert step.result is not None
    assert angle_between_deg(ups[-1], LEVEL) > 1.5
    assert angle_between_deg(step.result.neutral, ups[-1]) < 0.15
    assert lasted == pytest.approx(3.5, abs=0.02)
