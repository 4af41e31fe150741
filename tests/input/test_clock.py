"""The source's clock: even times from uneven arrivals, real gaps, and never backwards."""

from __future__ import annotations

from collections.abc import Callable
from itertools import groupby, pairwise
from math import ceil, sqrt
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from wobblequest.input.clock import SourceClock


def run(
    samples: list[tuple[float, float, float | None]], clock: SourceClock | None = None
) -> tuple[list[float], list[float]]:
    """(times given out, true times) of samples (arrival, true time, device time); those of one arrival come together."""
    clock = clock or SourceClock()
    out: list[float] = []
    true: list[float] = []
    for arrival, batch in groupby(sorted(samples), key=lambda s: s[0]):
        rows = list(batch)
        out += clock.times(arrival, [d for _, _, d in rows])
        true += [t for _, t, _ in rows]
    return out, true


def made(
    rate_hz: float, seconds: float, arrive: Callable[[float], float], *, device: bool = False, lost: float = 0.0, seed: int = 1
) -> list[tuple[float, float, float | None]]:
    chance = Random(seed)
    samples = []
    for i in range(int(rate_hz * seconds)):
        t_s = 5.003 + i / rate_hz
        if chance.random() >= lost:
            samples.append((arrive(t_s), t_s, i / rate_hz if device else None))
    return samples


def usb(period_s: float) -> Callable[[float], float]:
    return lambda t_s: ceil(t_s / period_s) * period_s


def rms(out: list[float], true: list[float]) -> float:
    return sqrt(sum((a - b) ** 2 for a, b in zip(out, true, strict=True)) / len(out))


@pytest.mark.parametrize("device", [False, True])
def test_sixteen_ms_batches_at_100_hz_are_right_to_2_ms_rms(device: bool) -> None:
    out, true = run(made(100, 60, usb(0.016), device=device))
    assert rms(out, true) <= 0.002
    steps = [b - a for a, b in pairwise(out[100:])]
    assert min(steps) > 0.009
    assert max(steps) < 0.011


@pytest.mark.parametrize(("rate_hz", "batch_s"), [
    (10, 0.016), (20, 0.001), (50, 0.016), (100, 0.064), (200, 0.016), (1000, 0.016), (1000, 0.004),
])
def test_other_rates_and_batches(rate_hz: float, batch_s: float) -> None:
    out, true = run(made(rate_hz, 30, usb(batch_s)))
    assert rms(out, true) <= 0.002
    assert all(b > a for a, b in pairwise(out))


def test_jitter_of_arrivals_is_smoothed_away() -> None:
    chance = Random(4)
    out, true = run(made(100, 60, lambda t: t + chance.uniform(0.0, 0.004)))
    assert rms(out, true) <= 0.0005


@pytest.mark.parametrize("device", [False, True])
def test_a_board_whose_clock_runs_one_percent_off_does_not_drift_away(device: bool) -> None:
    samples = [(usb(0.016)(5 + i * 0.0101), 5 + i * 0.0101, i * 0.01 if device else None) for i in range(15_000)]
    out, true = run(samples)
    assert rms(out[-1000:], true[-1000:]) <= 0.002


def test_lost_frames_without_device_time_move_no_time_for_long() -> None:
    out, true = run(made(100, 60, usb(0.016), lost=0.01))
    assert rms(out, true) <= 0.003
    out, true = run(made(100, 60, usb(0.016), lost=0.2, device=True))
    assert rms(out, true) <= 0.002


def test_a_gap_stays_a_gap_and_a_backlog_is_spread() -> None:
    early = made(100, 2, usb(0.001))
    clock = SourceClock()
    out, _ = run(early, clock)
    after = clock.times(early[-1][0] + 0.5, [None])
    assert after[0] - out[-1] == pytest.approx(0.5, abs=0.002)
    late = after[0] + 0.4
    backlog = clock.times(late, [None] * 40)
    assert backlog[-1] == pytest.approx(late, abs=0.002)
    assert [b - a for a, b in pairwise([after[0], *backlog])] == pytest.approx([0.01] * 40, abs=0.002)


def test_after_a_cut_times_begin_at_the_arrival_and_never_go_back() -> None:
    clock = SourceClock()
    run(made(100, 1, usb(0.001), device=True), clock)
    clock.cut()
    again = clock.times(20.0, [0.0, 0.01])
    assert again == pytest.approx([19.99, 20.0])
    clock.cut()
    assert clock.times(19.0, [None, None])[0] > 20.0


def test_a_device_clock_in_a_wrong_unit_is_not_believed() -> None:
    samples = [(5 + i * 0.01, 5 + i * 0.01, i * 0.1) for i in range(2000)]
    out, true = run(samples)
    assert rms(out[-500:], true[-500:]) <= 0.002


@settings(max_examples=60, deadline=None)
@given(
    waits=st.lists(st.tuples(st.floats(0, 2.0), st.integers(1, 30)), min_size=1, max_size=80), device=st.booleans(), seed=st.integers(0, 99)
)
def test_times_always_rise_and_never_run_ahead_of_the_arrival(waits: list[tuple[float, int]], device: bool, seed: int) -> None:
    chance, clock, arrival, told = Random(seed), SourceClock(), 0.0, 0.0
    out: list[float] = []
    for wait, count in waits:
        arrival += wait
        stamps: list[float | None] = []
        for _ in range(count):
            told += chance.choice((0.0, 0.001, 0.01, 0.5))
            stamps.append(told if device else None)
        times = clock.times(arrival, stamps)
        assert len(times) == count
        assert times[-1] <= arrival + 1e-4
        out += times
    assert all(b > a for a, b in pairwise(out))
    assert run([(a, a, None) for a in (1.0, 2.0, 3.0)])[0] == run([(a, a, None) for a in (1.0, 2.0, 3.0)])[0]
