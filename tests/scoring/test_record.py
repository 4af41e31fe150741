from __future__ import annotations

import numpy as np
import pytest

from wobblequest.core.errors import WobbleQuestError
from wobblequest.core.motion import Motion
from wobblequest.scoring.hold import hold_measures
from wobblequest.scoring.provenance import valid_pct
from wobblequest.scoring.record import record_of


def _motion(t: list[float], **more: object) -> Motion:
    x = np.array(t, dtype=float)
    return Motion(x, np.arange(x.size, dtype=float), -np.arange(x.size, dtype=float), **more)  # type: ignore[arg-type]


def test_stamps_that_do_not_go_on_are_dropped_and_counted() -> None:
    record = record_of(_motion([0.0, 0.01, 0.01, 0.005, 0.02, 0.015, 0.03]))
    assert record.t_s.tolist() == [0.0, 0.01, 0.02, 0.03]
    assert record.pitch_deg.tolist() == [0, 1, 4, 6]
    assert record.dropped == 3


def test_less_than_a_nanosecond_is_no_step_and_two_sides_of_a_pause_are_no_time() -> None:
    assert record_of(_motion([0.0, 5e-324, 1e-10, 0.01])).t_s.tolist() == [0.0, 0.01]
    zero = np.zeros(2)
    measures = hold_measures(Motion(zero, zero, zero, zero, zero, zero + 1, breaks=(1,)), export=True)
    for name in ("time_on_target_pct", "band_pct", "valid_pct", "mean_velocity_2d"):
        assert measures[name].value is None, name


def test_a_dropped_sample_does_not_hold_back_the_ones_after_it() -> None:
    motion = _motion([0.0, 5.0, 0.01, 0.02])
    motion.pitch_deg[1] = np.nan
    assert record_of(motion).t_s.tolist() == [0.0, 0.01, 0.02]


def test_missing_numbers_drop_the_sample_but_a_missing_target_does_not() -> None:
    nan = np.nan
    target = np.array([nan, 0.0, 0.0, nan])
    motion = Motion(np.array([0.0, 0.01, nan, 0.03]), np.array([0.0, nan, 0, 0]), np.zeros(4), target, target, target)
    record = record_of(motion)
    assert record.t_s.tolist() == [0.0, 0.03]
    assert record.dropped == 2
    assert not record.aimed.any()


def test_pieces_end_at_gaps_and_pauses_and_valid_share_leaves_pauses_out() -> None:
    t = np.r_[np.arange(0, 1.005, 0.01), np.arange(2, 4.005, 0.01)]
    record = record_of(_motion(t.tolist(), breaks=(201,)))
    assert record.bounds == ((0, 101), (101, 201), (201, 302))
    assert record.counted_s == pytest.approx(1 + 0.99 + 1)
    assert record.gaps.tolist() == pytest.approx([1.0])
    assert valid_pct(record) == pytest.approx(100 * 2.99 / 3.99)


def test_a_tenth_of_a_second_is_no_gap() -> None:
    assert record_of(_motion([0.1 * i for i in range(30)])).bounds == ((0, 30),)


def test_both_sides_of_a_pause_may_carry_the_same_stamp() -> None:
    record = record_of(_motion([0.0, 0.01, 0.02, 0.02, 0.03], breaks=(3,)))
    assert record.dropped == 0
    assert record.bounds == ((0, 3), (3, 5))


def test_a_pause_before_a_dropped_sample_still_cuts() -> None:
    motion = _motion([0.0, 0.01, 0.02, 0.03, 0.04], breaks=(2,))
    motion.roll_deg[2] = np.nan
    assert record_of(motion).bounds == ((0, 2), (2, 4))


def test_weights_are_half_the_distance_to_both_neighbours_and_capped() -> None:
    record = record_of(_motion([0.0, 0.02, 0.03, 0.04, 0.05, 0.55, 0.56]))
    # median step 10 ms, so that no sample stands for more than 15 ms
    assert record.weights_s.tolist() == pytest.approx([0.01, 0.015, 0.01, 0.01, 0.015, 0.015, 0.005])


def test_even_samples_are_interpolated_inside_pieces_only() -> None:
    t = np.r_[0.0, 0.013, 0.05, 1.0, 1.004, 1.03]
    record = record_of(Motion(t, 3 * t, -t))
    first, second = record.even_pieces
    np.testing.assert_allclose(first.t_s, [0, 0.01, 0.02, 0.03, 0.04, 0.05])
    np.testing.assert_allclose(second.t_s, [1.0, 1.01, 1.02, 1.03])
    np.testing.assert_allclose(first.pitch_deg, 3 * first.t_s)
    np.testing.assert_allclose(second.roll_deg, -second.t_s)


def test_arrays_of_different_length_are_refused_in_words() -> None:
    with pytest.raises(WobbleQuestError, match="equally long"):
        record_of(Motion(np.zeros(3), np.zeros(2), np.zeros(3)))
    with pytest.raises(WobbleQuestError, match="target_roll_deg"):
        record_of(Motion(np.zeros(3), np.zeros(3), np.zeros(3), np.zeros(3), np.zeros(2)))
