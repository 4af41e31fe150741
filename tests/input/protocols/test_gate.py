"""The gate: ordinary frames at once, jumps only when the next frame confirms them."""

from __future__ import annotations

from wobblequest.core.samples import up_from_angles
from wobblequest.input.protocols.frame import Frame
from wobblequest.input.protocols.gate import Gate


def frame(roll_deg: float, t_s: float | None = None) -> Frame:
    return Frame(up_from_angles(0.0, roll_deg), None, None, t_s)


def sift(*frames: Frame, counts_per_s: float | None = None) -> tuple[list[list[Frame]], Gate]:
    gate = Gate(counts_per_s)
    return [gate.sift(f) for f in frames], gate


def test_ordinary_frames_pass_at_once() -> None:
    passed, gate = sift(*(frame(i * 5.0) for i in range(10)))
    assert [len(p) for p in passed] == [1] * 10
    assert gate.dropped == 0


def test_one_spike_is_dropped_and_nothing_is_late() -> None:
    passed, gate = sift(frame(0), frame(1), frame(90), frame(2), frame(3))
    assert [len(p) for p in passed] == [1, 1, 0, 1, 1]
    assert gate.dropped == 1


def test_a_real_turn_costs_one_frame_of_delay_and_no_frame() -> None:
    passed, gate = sift(frame(0), frame(90), frame(91), frame(92))
    assert [len(p) for p in passed] == [1, 0, 2, 1]
    assert gate.dropped == 0


def test_two_spikes_that_disagree_are_both_dropped() -> None:
    passed, gate = sift(frame(0), frame(90), frame(-90), frame(1))
    assert [len(p) for p in passed] == [1, 0, 0, 1]
    assert gate.dropped == 2


def test_a_wrong_time_is_a_spike_and_a_gap_is_none() -> None:
    passed, gate = sift(frame(0, 1.0), frame(0, 900.0), frame(0, 1.02), frame(0, 100.0), frame(0, 100.01))
    assert [[f.device_t_s for f in p] for p in passed] == [[1.0], [], [1.02], [], [100.0, 100.01]]
    assert gate.dropped == 1


def test_after_a_cut_anything_may_follow() -> None:
    _, gate = sift(frame(0, 5.0))
    gate.cut()
    assert len(gate.sift(frame(120, 1.0))) == 1


def test_where_one_bit_decides_a_small_spike_is_dropped_too_and_a_real_start_costs_no_frame() -> None:
    gate = Gate(small=True)
    assert [len(gate.sift(frame(a))) for a in (0, 0.5, 1.0, 9.0, 1.5, 2.0)] == [1, 1, 1, 0, 1, 1]
    assert gate.dropped == 1
    gate = Gate(small=True)
    assert [len(gate.sift(frame(a))) for a in (0, 0, 0, 4.0, 8.0, 12.0, 17.0)] == [1, 1, 1, 0, 2, 1, 1]
    assert gate.dropped == 0


def test_with_small_two_different_spikes_do_not_confirm_each_other() -> None:
    gate = Gate(small=True)
    assert [len(gate.sift(frame(a))) for a in (0, 0, 60, 95, 0, 0)] == [1, 1, 0, 0, 1, 1]
    assert gate.dropped == 2


def test_a_clock_that_runs_backwards_is_left_out_and_costs_only_the_first_frames() -> None:
    passed, gate = sift(*(frame(i * 0.1, 100.0 - i * 0.01) for i in range(40)))
    assert [len(p) for p in passed[:12]] == [1] + [0] * 11
    assert [len(p) for p in passed[13:]] == [1] * 27
    assert [f.device_t_s for f in passed[-1]] == [None]
    assert gate.dropped == 11


def test_frames_that_fit_in_nothing_do_not_cost_a_board_its_clock() -> None:
    gate = Gate()
    gate.sift(frame(0.0, 10.0))
    for i in range(30):
        assert gate.sift(frame(90.0 * (-1) ** i, 9.0 - i)) == []
    assert gate.sift(frame(0.1, 10.01)) == [frame(0.1, 10.01)]
