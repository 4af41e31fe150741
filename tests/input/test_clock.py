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
    rate_hz: float, seconds: float, arrive: Callable[[float], float], *, device: bool = False, lost: float = 0.0, seed: int = 1,
    off: float = 0.0,
) -> list[tuple[float, float, float | None]]:
    """Samples of a board whose clock is slow by a part ``off``, whose first one is taken anywhere in the timer's period."""
    chance = Random(seed)
    samples = []
    begun_s = 5.003 if seed == 1 else 5.0 + chance.uniform(0.0, 0.05)
    for i in range(int(rate_hz * seconds)):
        t_s = begun_s + i / rate_hz * (1.0 + off)
        if chance.random() >= lost:
            samples.append((arrive(t_s), t_s, i / rate_hz if device else None))
    return samples


def usb(period_s: float) -> Callable[[float], float]:
    return lambda t_s: ceil(t_s / period_s) * period_s


def radio(seed: int, least_s: float = 0.03, most_s: float = 0.05) -> Callable[[float], float]:
    """Bursts at uneven distances, as over Bluetooth."""
    chance, at_s = Random(seed), [0.0]

    def arrive(t_s: float) -> float:
        while at_s[0] < t_s:
            at_s[0] += chance.uniform(least_s, most_s)
        return at_s[0]

    return arrive


def rms(out: list[float], true: list[float]) -> float:
    return sqrt(sum((a - b) ** 2 for a, b in zip(out, true, strict=True)) / len(out))


@pytest.mark.parametrize("device", [False, True])
def test_sixteen_ms_batches_at_100_hz_are_right_to_2_ms_rms(device: bool) -> None:
    out, true = run(made(100, 60, usb(0.016), device=device))
    assert rms(out, true) <= 0.002
    steps = [b - a for a, b in pairwise(out[100:-5])]  # the last burst is cut off in the middle
    assert min(steps) > 0.009
    assert max(steps) < 0.011


@pytest.mark.parametrize("seed", range(2, 10))
@pytest.mark.parametrize("lost", [0.0, 0.01])
@pytest.mark.parametrize("device", [False, True])
def test_it_is_right_to_2_ms_rms_wherever_the_timer_stands_and_whatever_was_lost(device: bool, lost: float, seed: int) -> None:
    # No two clocks are exactly alike: were they, the least wait for the timer (up to 2 ms here) would stay, and nobody could know it.
    out, true = run(made(100, 60, usb(0.016), device=device, lost=lost, seed=seed, off=(seed - 5.5) * 60e-6))
    assert rms(out, true) <= 0.002


@pytest.mark.parametrize("off", [200e-6, -200e-6])
@pytest.mark.parametrize("device", [False, True])
def test_ten_minutes_of_a_quartz_200_ppm_off_do_not_drift_away(device: bool, off: float) -> None:
    out, true = run(made(100, 600, usb(0.016), device=device, off=off))
    for begin in range(0, 60_000, 6_000):
        assert rms(out[begin : begin + 6_000], true[begin : begin + 6_000]) <= 0.002


@pytest.mark.parametrize("off", [0.02, -0.02])
@pytest.mark.parametrize("lost", [0.0, 0.01])
@pytest.mark.parametrize("device", [False, True])
def test_an_rc_oscillator_two_percent_off_does_not_drift_away(device: bool, lost: float, off: float) -> None:
    out, true = run(made(100, 120, usb(0.016), device=device, lost=lost, off=off))
    assert rms(out, true) <= 0.002
    assert rms(out[-1000:], true[-1000:]) <= 0.002


@pytest.mark.parametrize("seed", range(2, 6))
@pytest.mark.parametrize("device", [False, True])
def test_the_first_second_is_right_to_4_ms_rms(device: bool, seed: int) -> None:
    out, true = run(made(100, 1, usb(0.016), device=device, seed=seed))
    assert rms(out, true) <= 0.004


@pytest.mark.parametrize(("rate_hz", "wanted_s"), [(50, 0.003), (100, 0.002), (200, 0.001)])
@pytest.mark.parametrize("device", [False, True])
def test_bursts_every_30_to_50_ms_are_spread_evenly(device: bool, rate_hz: float, wanted_s: float) -> None:
    """A period is the best that can be known of when the newest sample of a burst was taken; most of it is averaged away."""
    for seed in range(2, 6):
        out, true = run(made(rate_hz, 60, radio(seed), device=device, seed=seed))
        assert rms(out, true) <= wanted_s
        steps = [(b - a) * rate_hz for a, b in pairwise(out[int(10 * rate_hz) : -10])]
        assert sum(0.9 < step < 1.1 for step in steps) >= 0.97 * len(steps)


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


@pytest.mark.parametrize(("rate_hz", "batch_s", "wanted_s"), [
    (10, 0.016, 0.004), (50, 0.016, 0.003), (100, 0.001, 0.002), (200, 0.016, 0.002), (1000, 0.016, 0.002),
])
def test_one_sample_in_a_hundred_lost_is_found_at_other_rates_too(rate_hz: float, batch_s: float, wanted_s: float) -> None:
    for seed in range(2, 5):
        out, true = run(made(rate_hz, 40, usb(batch_s), lost=0.01, seed=seed))
        assert rms(out, true) <= wanted_s


def test_a_fifth_of_the_frames_lost_moves_no_time_by_a_sample_and_none_of_a_board_that_sends_time() -> None:
    out, true = run(made(100, 60, usb(0.016), lost=0.2))
    assert rms(out, true) <= 0.01
    out, true = run(made(100, 60, usb(0.016), lost=0.2, device=True))
    assert rms(out, true) <= 0.002


@pytest.mark.parametrize("seed", [2, 3])
def test_a_link_that_stalls_now_and_then_is_not_taken_for_one_that_loses(seed: int) -> None:
    chance, newest_s = Random(seed), [0.0]

    def stalling(t_s: float) -> float:
        newest_s[0] = max(newest_s[0], t_s + chance.uniform(0.0, 0.004) + (0.03 if chance.random() < 0.01 else 0.0))
        return newest_s[0]

    out, true = run(made(100, 60, stalling))
    assert rms(out, true) <= 0.002


def test_jitter_that_begins_in_mid_stream_is_learnt() -> None:
    chance = Random(5)
    out, true = run(made(100, 60, lambda t: t + chance.uniform(0.0, 0.001 if t < 25.0 else 0.012)))
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


def stamped(stamp: Callable[[float], float], seconds: float = 60.0) -> tuple[list[float], list[float]]:
    """(times given out, true times) of a board at 100 Hz whose clock says ``stamp`` of its seconds since the start."""
    samples: list[tuple[float, float, float | None]] = [
        (usb(0.016)(5.003 + i / 100), 5.003 + i / 100, stamp(i / 100)) for i in range(int(seconds * 100))
    ]
    return run(samples)


@pytest.mark.parametrize("leap_s", [0.3, 1.0, 3.0, 10.0, 1e6, -0.05, -0.3, -3.0, -1e6])
def test_a_device_clock_that_is_set_in_mid_stream_moves_no_time_for_long(leap_s: float) -> None:
    out, true = stamped(lambda t: t + (leap_s if t >= 20 else 0.0))
    assert rms(out, true) <= 0.002
    assert max(abs(a - b) for a, b in zip(out, true, strict=True)) < 0.02
    assert rms(out[2200:], true[2200:]) <= 0.0015


@pytest.mark.parametrize("stamp", [
    lambda t: min(t, 20.0), lambda t: int(t * 10) / 10, lambda t: float(int(t)), lambda t: -t, lambda t: t * 1000, lambda t: 7.0,
    lambda t: (t * 7919.0) % 1.0 * 1e4,
], ids=["stands still", "tenths", "whole seconds", "backwards", "milliseconds", "always the same", "anything"])
def test_a_device_clock_that_cannot_be_is_not_believed_for_long(stamp: Callable[[float], float]) -> None:
    out, true = stamped(stamp)
    assert rms(out[2200:], true[2200:]) <= 0.0015
    assert all(b > a for a, b in pairwise(out))


def test_doubled_frames_do_not_make_a_device_clock_doubtful() -> None:
    chance = Random(6)
    samples = [s for s in made(100, 60, usb(0.016), device=True) for _ in range(2 if chance.random() < 0.2 else 1)]
    out, true = run(samples)
    assert rms(out, true) <= 0.002
    clock = SourceClock()
    run(samples, clock)
    late = clock.times(samples[-1][0] + 0.5, [(samples[-1][2] or 0.0) + 0.45, (samples[-1][2] or 0.0) + 0.5])
    assert late[1] - late[0] > 0.03, "its own time still counts: two samples of one burst would be 0.01 s apart without it"


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


@pytest.mark.parametrize("guess_s", [0.0005, 0.003, 0.007, 0.013, 0.05, 0.3])
@pytest.mark.parametrize("link", ["timer", "direct", "radio"])
def test_a_wrong_guess_of_the_period_does_no_harm(link: str, guess_s: float) -> None:
    arrive = {"timer": usb(0.016), "direct": usb(0.001), "radio": radio(3)}[link]
    out, true = run(made(100, 10, arrive, off=100e-6), SourceClock(guess_s))
    assert rms(out[200:], true[200:]) <= 0.002


@pytest.mark.parametrize("rates_hz", [(100, 98), (100, 95), (100, 90), (100, 50), (200, 100), (100, 110), (100, 200)])
@pytest.mark.parametrize("timer_s", [0.001, 0.016])
def test_a_board_that_changes_its_rate_is_not_taken_for_one_that_loses_samples(rates_hz: tuple[int, int], timer_s: float) -> None:
    before = made(rates_hz[0], 15, usb(timer_s))
    t_s = before[-1][1]
    after = [(usb(timer_s)(t), t, None) for t in (t_s + i / (1.0002 * rates_hz[1]) for i in range(1, 15 * rates_hz[1]))]
    out, true = run([*before, *after])
    late = len(before) + 8 * rates_hz[1]
    assert rms(out[late:], true[late:]) <= 0.0025
