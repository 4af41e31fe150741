"""The signal of the last seconds: what is looked at, how often, and how late samples are."""

from __future__ import annotations

from math import pi, sin
from random import Random

import pytest

from wobblequest.core.samples import Reading, Vector, up_from_angles
from wobblequest.input import signal_window
from wobblequest.input.protocols.register import PROTOCOLS
from wobblequest.input.signal_window import LEAST_S, MOST_READINGS, SignalWindow
from wobblequest.input.stream import Stream


def tilt(t_s: float) -> tuple[float, float]:
    return 6.0 * sin(2 * pi * 0.31 * t_s), 5.0 * sin(2 * pi * 0.43 * t_s + 1.0)


def window(seconds: float, *, rate_hz: float = 100.0, first_s: float = 0.0, late_s: float = 0.0, into: SignalWindow | None = None,
           every: int = 1, faults: int = 0, accel_g: float | None = None, rate_dps: Vector | None = None) -> SignalWindow:
    """Readings of a board, ``every`` of them together, the last of which arrives ``late_s`` after its time, in 20 bytes each."""
    out = into or SignalWindow()
    readings = [Reading(first_s + i / rate_hz, up_from_angles(*tilt(first_s + i / rate_hz)), rate_dps, accel_g)
                for i in range(round(seconds * rate_hz))]
    for i in range(0, len(readings), every):
        some = readings[i : i + every]
        out.add(100.0 + some[-1].t_s + late_s, [100.0 + r.t_s for r in some], some, 20 * len(some), faults)
    return out


def test_nothing_is_said_of_the_first_second() -> None:
    assert SignalWindow().quality(0.0, 0) is None
    assert window(0.9).quality(100.9, 0) is None
    quality = window(1.5).quality(101.5, 0)
    assert quality is not None
    assert (quality.word, quality.rate_hz) == ("good", 100.0)


@pytest.mark.parametrize("rate_hz", [50.0, 100.0, 1000.0, 2000.0])
def test_a_steady_board_is_good_after_a_second_or_so_at_any_rate(rate_hz: float) -> None:
    window = SignalWindow()
    said: dict[float, str] = {}
    for i in range(round(3.0 * rate_hz)):
        t_s = i / rate_hz
        window.add(t_s, [t_s], [Reading(t_s, up_from_angles(i % 7 / 10, i % 11 / 10))], 20, 0)
        quality = window.quality(t_s, 0)
        if quality is not None:
            said.setdefault(t_s, quality.word)
            assert quality.rate_hz == pytest.approx(rate_hz, rel=0.01)
    assert 0.4 < min(said) <= LEAST_S + 2 / rate_hz
    assert set(said.values()) == {"good"}


def test_it_is_worked_out_twice_a_second_at_most(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[int] = []
    real = signal_window.quality_of

    def counted(*args: object, **named: object) -> object:
        asked.append(len(args[0]))  # type: ignore[arg-type]
        return real(*args, **named)  # type: ignore[arg-type]

    monkeypatch.setattr(signal_window, "quality_of", counted)
    it = window(3.0)
    said = [it.quality(103.0 + i / 60, 0) for i in range(121)]  # two seconds of frames
    assert len(asked) == 5
    assert said[0] is said[29]


def test_what_is_looked_at_is_bounded_at_any_rate(monkeypatch: pytest.MonkeyPatch) -> None:
    sizes: list[int] = []
    real = signal_window.quality_of
    monkeypatch.setattr(signal_window, "quality_of", lambda readings, *a, **k: (sizes.append(len(readings)), real(readings, *a, **k))[1])
    for rate_hz in (25.0, 100.0, 1000.0):
        quality = window(30.0, rate_hz=rate_hz).quality(130.0, 0)
        assert quality is not None
        assert quality.rate_hz == pytest.approx(rate_hz, rel=0.01)
    assert sizes[0] == pytest.approx(250, abs=2)
    assert all(size <= MOST_READINGS for size in sizes)


def test_a_bad_stretch_is_forgotten_after_ten_seconds() -> None:
    it = window(5.0)
    window(3.0, first_s=6.0, into=it)
    gap = it.quality(109.0, 0)
    assert gap is not None
    assert (gap.gaps, gap.word) == (1, "poor"), "a second of silence in nine"
    window(12.0, first_s=9.0, into=it)
    after = it.quality(121.0, 0)
    assert after is not None
    assert (after.gaps, after.word) == (0, "good")


@pytest.mark.parametrize("rate_hz", [50.0, 100.0, 1000.0])
def test_a_sensor_that_hangs_is_told_for_as_long_as_it_hangs(rate_hz: float) -> None:
    """Also when the movement in which it stopped is long ago: the dot still stands where it stopped."""
    it, noise, said = SignalWindow(), Random(4), []
    stopped_s, back_s, end_s = 12.4, 42.0, 56.0
    told = (0.0, 0.0)
    for i in range(round(end_s * rate_hz)):
        t_s = i / rate_hz
        if not stopped_s < t_s < back_s:
            told = round(tilt(t_s)[0] + noise.gauss(0, 0.03), 2), round(tilt(t_s)[1] + noise.gauss(0, 0.03), 2)
        it.add(100.0 + t_s, [100.0 + t_s], [Reading(t_s, up_from_angles(*told))], 20, 0)
        quality = it.quality(100.0 + t_s, 0)
        if quality is not None:
            said.append((t_s, quality.word, quality.reason))
        assert not it.hangs or stopped_s + 1.0 < t_s < back_s, "what moves again does not hang any more"
        assert it.hangs or not stopped_s + 2.0 < t_s < back_s
    assert {(word, reason) for t_s, word, reason in said if stopped_s + 2.0 < t_s < back_s} == {("poor", "the sensor repeats itself")}
    assert {word for t_s, word, _ in said if t_s < stopped_s or t_s > back_s + 11.5} == {"good"}


def test_a_sensor_that_never_said_anything_else_is_told() -> None:
    it = SignalWindow()
    for i in range(1500):
        it.add(100.0 + i / 100, [100.0 + i / 100], [Reading(i / 100, up_from_angles(1.23, 4.56))], 20, 0)
    quality = it.quality(115.0, 0)
    assert quality is not None
    assert (quality.word, quality.reason) == ("poor", "the sensor repeats itself")


def test_only_damage_of_the_last_seconds_counts() -> None:
    it = window(11.0, faults=500)
    window(12.0, first_s=11.0, into=it, faults=500)
    later = it.quality(123.0, 503)
    assert later is not None
    assert later.faults == 3
    fresh = window(3.0, faults=100).quality(103.0, 100)
    assert fresh is not None
    assert (fresh.faults, fresh.word) == (100, "poor")


def test_a_silence_that_lasts_is_told_at_once() -> None:
    it = window(5.0)
    before, after = it.quality(105.0, 0), it.quality(105.8, 0)
    assert before is not None
    assert after is not None
    assert (before.gaps, after.gaps) == (0, 1)


def test_another_board_begins_anew() -> None:
    it = window(5.0, faults=9)
    it.clear(9)
    assert it.quality(105.0, 9) is None
    assert it.latency(None) is None
    window(2.0, first_s=6.0, into=it, faults=9)
    quality = it.quality(108.0, 9)
    assert quality is not None
    assert quality.faults == 0


def test_latency_part_by_part() -> None:
    # One sample at a time, 2 ms after its own; 20 bytes at 9600 baud are 200 bits.
    latency = window(5.0, late_s=0.002).latency(9600)
    assert latency is not None
    assert latency.sample_ms == pytest.approx(5.0)
    assert latency.wire_ms == pytest.approx(1000 * 200 / 9600)
    assert latency.batch_ms == pytest.approx(2.0, abs=1e-6)
    assert latency.smoothing_ms == 14.0
    assert latency.total_ms == pytest.approx(5.0 + 20.833 + 2.0 + 14.0 + 1.5 * 1000 / 60 + 8.0, abs=0.01)
    usb = window(5.0).latency(None)
    assert usb is not None
    assert (usb.wire_ms, usb.batch_ms) == (0.0, pytest.approx(0.0, abs=1e-6))


def test_samples_that_wait_for_each_other_are_late_by_half_a_batch() -> None:
    latency = window(5.0, every=5).latency(None)
    assert latency is not None
    assert latency.batch_ms == pytest.approx(20.0, abs=1e-6)  # 40, 30, 20, 10 and 0 ms


def test_rows_that_waited_until_their_columns_were_known_do_not_make_the_board_late() -> None:
    stream = Stream(50.0)
    stream.speaks(PROTOCOLS["csv"].decoder())
    for i in range(60):  # fifty rows without names, in five seconds, then ten one by one
        stream.feed([(50.0 + i / 10, b"%.2f,%.2f\n" % tilt(i / 10))])
    latency = stream.latency()
    assert latency is not None
    assert latency.batch_ms == pytest.approx(0.0, abs=20.0)


@pytest.mark.parametrize(("accel_g", "rate_dps", "smoothing_ms"), [(None, None, 14.0), (1.0, None, 26.0), (1.0, (0.0, 0.0, 1.0), 14.0)])
def test_a_bare_accelerometer_is_smoothed_more(accel_g: float | None, rate_dps: Vector | None, smoothing_ms: float) -> None:
    latency = window(3.0, accel_g=accel_g, rate_dps=rate_dps).latency(None)
    assert latency is not None
    assert latency.smoothing_ms == smoothing_ms


def test_a_stream_tells_both_through_decoder_and_clock() -> None:
    """A USB timer of 16 ms: on average a sample waits 8 ms for it."""
    encoder, stream = PROTOCOLS["witmotion"].encoder(), Stream(50.0)
    stream.speaks(PROTOCOLS["witmotion"].decoder())
    assert stream.quality(50.0) is None
    assert stream.latency() is None
    bursts: dict[int, bytes] = {}
    size = 0
    for i in range(1500):
        frame = encoder.encode(i / 100, *tilt(i / 100), (0.0, 0.0, 0.0))
        size = len(frame)
        bursts[int(i / 100 / 0.016)] = bursts.get(int(i / 100 / 0.016), b"") + frame
    for k, data in bursts.items():
        stream.feed([(50.0 + (k + 1) * 0.016, data)])
    quality, latency = stream.quality(65.03), stream.latency(115200)
    assert quality is not None
    assert latency is not None
    assert (quality.word, quality.gaps, quality.missing_pct) == ("good", 0, 0.0)
    assert latency.batch_ms == pytest.approx(8.0, abs=1.0)
    assert latency.sample_ms == pytest.approx(5.0, abs=0.05)
    assert latency.wire_ms == pytest.approx(1000 * 10 * size / 115200, rel=0.02)
    stream.speaks(PROTOCOLS["csv"].decoder())
    assert (stream.quality(66.0), stream.latency()) == (None, None)
