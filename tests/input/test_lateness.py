from __future__ import annotations

import pytest

from wobblequest.input.lateness import FORGET_S, Lateness

PERIOD_S = 0.01


def after(lates: list[float], *, count: int = 1, period_s: float = PERIOD_S) -> tuple[Lateness, float]:
    """A watch that has seen bursts so late, and the arrival of the next one."""
    watch, at_s = Lateness(), 0.0
    for late in lates:
        at_s += period_s
        assert watch.lost(at_s, late, count, period_s) == 0
    return watch, at_s + period_s


def test_where_bursts_are_punctual_one_period_is_a_lost_sample_at_once() -> None:
    watch, at_s = after([0.0, 0.1] * 300)
    assert watch.lost(at_s, 1.05, 1, PERIOD_S) == 1
    assert watch.lost(at_s + PERIOD_S, 0.05, 1, PERIOD_S) == 0


def test_several_lost_samples_are_counted() -> None:
    watch, at_s = after([0.0, 0.1] * 300)
    assert watch.lost(at_s, 3.05, 1, PERIOD_S) == 3


def test_a_burst_of_several_is_believed_when_the_next_says_the_same() -> None:
    watch, at_s = after([0.0, 0.1] * 300, count=2)
    assert watch.lost(at_s, 1.05, 2, PERIOD_S) == 0
    assert watch.lost(at_s + 0.02, 1.1, 2, PERIOD_S) == 1
    watch, at_s = after([0.0, 0.1] * 300, count=2)
    assert watch.lost(at_s, 1.05, 2, PERIOD_S) == 0
    assert watch.lost(at_s + 0.02, 0.1, 2, PERIOD_S) == 0


def test_what_bursts_usually_wait_is_no_loss() -> None:
    after([0.0, 0.2, 0.4, 0.6, 0.8] * 60)
    after([0.0, 3.0, 1.0, 2.0, 3.5] * 60, period_s=0.001)  # jitter of some ms is many periods of a fast board


def test_before_anything_is_known_a_wait_of_up_to_a_period_is_none() -> None:
    watch, at_s = after([])
    assert watch.lost(at_s, 1.3, 1, PERIOD_S) == 0
    assert watch.lost(at_s, 1.5, 1, PERIOD_S) == 1


def test_a_loss_that_is_refuted_was_jitter_and_is_learnt() -> None:
    watch, at_s = after([0.0, 0.1] * 300)
    assert watch.lost(at_s, 0.9, 1, PERIOD_S) == 1
    assert watch.lost(at_s + 0.01, -0.9, 1, PERIOD_S) == 0
    assert watch.lost(at_s + 0.02, 0.9, 1, PERIOD_S) == 0


def test_what_was_usual_once_is_forgotten() -> None:
    watch, at_s = after([0.9] * 20 + [0.0] * int(3 * FORGET_S / PERIOD_S))
    assert watch.lost(at_s, 0.9, 1, PERIOD_S) == 1


def test_losses_do_not_become_usual() -> None:
    watch, at_s = after([0.0, 0.5] * 100)
    for i in range(50):  # every second sample is lost
        assert watch.lost(at_s + i * 2 * PERIOD_S, 1.2, 1, PERIOD_S) == pytest.approx(1)
