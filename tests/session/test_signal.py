"""How good a signal is: readings made by hand with one thing wrong, the figures worked out on paper."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import asdict
from math import isfinite, pi, sin
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from wobblequest.core.recording import from_lines, to_lines
from wobblequest.core.result import Quality
from wobblequest.core.samples import Reading, unit, up_from_angles
from wobblequest.session.signal import quality_of


def sway(t_s: float) -> tuple[float, float]:
    """A person's tilt: up to 6° and 5°, at most 18 °/s."""
    pitch = 6.0 * sin(2 * pi * 0.31 * t_s) + 0.4 * sin(2 * pi * 2.3 * t_s)
    return pitch, 5.0 * sin(2 * pi * 0.43 * t_s + 1.0) + 0.4 * sin(2 * pi * 1.9 * t_s)


def at(t_s: float, *, moment_s: float | None = None, digits: int = 2) -> Reading:
    pitch, roll = sway(t_s if moment_s is None else moment_s)
    return Reading(t_s, up_from_angles(round(pitch, digits), round(roll, digits)))


def minute(rate_hz: float = 100.0, seconds: float = 60.0, make: Callable[[float], Reading] = at) -> list[Reading]:
    return [make(i / rate_hz) for i in range(round(rate_hz * seconds) + 1)]


def test_a_steady_board_is_good_and_every_figure_says_so() -> None:
    assert quality_of(minute()) == Quality(
        100.0, 0, 0, 0.0, jitter_ms=0.0, missing_pct=0.0, spikes=0, saturated_pct=0.0, stuck="", drift_deg_per_min=None, word="good",
        reason="",
    )


@pytest.mark.parametrize(("rate_hz", "word", "reason"), [
    (5.0, "poor", "only 5 samples a second"), (12.0, "poor", "only 12 samples a second"), (19.5, "poor", "only 20 samples a second"),
    (20.0, "fair", "only 20 samples a second"), (25.0, "fair", "only 25 samples a second"), (50.0, "good", ""), (1000.0, "good", ""),
])
def test_rate(rate_hz: float, word: str, reason: str) -> None:
    quality = quality_of(minute(rate_hz, 12.0))
    assert quality.rate_hz == pytest.approx(rate_hz, rel=1e-4)
    assert (quality.gaps, quality.lost_s, quality.missing_pct) == (0, 0.0, 0.0)
    assert (quality.word, quality.reason) == (word, reason)


def test_every_fifth_sample_missing_is_a_fifth_missing() -> None:
    readings = [r for i, r in enumerate(minute()) if i % 5 != 3]
    quality = quality_of(readings)
    # 4800 steps, every fourth of 20 ms: 1200 of 6000 never came.
    assert quality.missing_pct == pytest.approx(20.0, abs=0.02)
    assert quality.rate_hz == pytest.approx(80.0, abs=0.05)
    assert (quality.word, quality.reason, quality.gaps, quality.jitter_ms) == ("poor", "1 in 5 samples is missing", 0, 0.0)


def test_one_in_a_hundred_missing_is_no_matter() -> None:
    quality = quality_of([r for i, r in enumerate(minute()) if i % 100 != 50])
    assert quality.missing_pct == pytest.approx(1.0, abs=0.01)
    assert quality.word == "good"


def test_steps_of_three_and_four_samples_count_two_and_three() -> None:
    left_out = {11, 12, 101, 102, 103}
    quality = quality_of([r for i, r in enumerate(minute(seconds=10.0)) if i not in left_out])
    assert quality.missing_pct == pytest.approx(100.0 * 5 / 1000, abs=1e-3)


def test_samples_that_only_came_late_are_not_missing() -> None:
    # Every tenth stamp is 8 ms late, the next one is where it belongs: steps of 18 and 2 ms.
    readings = [r._replace(t_s=r.t_s + 0.008) if i % 10 == 5 else r for i, r in enumerate(minute())]
    quality = quality_of(readings)
    assert quality.missing_pct == pytest.approx(0.0, abs=0.02)
    assert quality.word == "good"


def test_jitter_is_the_deviation_of_the_steps() -> None:
    # Steps of 7 and 13 ms in turn: 3 ms about their mean.
    readings = [r._replace(t_s=r.t_s + (0.003 if i % 2 else 0.0)) for i, r in enumerate(minute(seconds=20.0))]
    assert quality_of(readings).jitter_ms == pytest.approx(3.0, abs=0.01)
    # At 40 a second steps of 19.2 and 30.8 ms: more than 5 ms apart from even.
    coarse = [r._replace(t_s=r.t_s + (0.0058 if i % 2 else 0.0)) for i, r in enumerate(minute(40.0, 20.0))]
    quality = quality_of(coarse)
    assert quality.jitter_ms == pytest.approx(5.8, abs=0.01)
    assert (quality.missing_pct, quality.rate_hz) == (pytest.approx(0.0, abs=0.2), pytest.approx(40.0, rel=1e-3))
    assert (quality.word, quality.reason) == ("fair", "only 40 samples a second")


def test_a_gap_is_counted_with_its_length() -> None:
    readings = [r for r in minute() if not 20.005 < r.t_s < 24.995]
    quality = quality_of(readings)
    assert quality.gaps == 1
    assert quality.lost_s == pytest.approx(25.0 - 20.0 - 0.01, abs=1e-6)
    assert quality.rate_hz == pytest.approx(100.0, abs=1e-3)
    assert (quality.missing_pct, quality.word, quality.reason) == (0.0, "fair", "1 gap in the signal")


def test_a_board_pulled_out_once_for_long_while_the_game_waited_still_counts() -> None:
    quality = quality_of([r for r in minute(seconds=180.0) if not 20.0 < r.t_s < 120.0])
    assert quality.lost_s == pytest.approx(99.99, abs=0.02)
    assert quality.word == "fair"


def test_a_board_whose_own_time_begins_anew_with_its_plug_still_counts() -> None:
    """It starts when it is plugged in again; what it sends then is neither old nor out of order."""
    before = [r._replace(device_t_s=100.0 + r.t_s) for r in minute(seconds=20.0)]
    after = [at(23.0 + i / 100.0)._replace(device_t_s=0.4 + i / 100.0) for i in range(2000)]
    quality = quality_of(before + after)
    assert (quality.gaps, quality.missing_pct) == (1, 0.0)
    assert (quality.word, quality.reason) == ("fair", "1 gap in the signal")


def test_a_gap_every_few_seconds_does_not() -> None:
    quality = quality_of([r for r in minute() if not 0.0 < r.t_s % 5.0 < 0.15])
    assert quality.gaps == 12
    assert (quality.word, quality.reason) == ("poor", "12 gaps in the signal")


def test_a_silence_that_lasts_still_is_a_gap() -> None:
    assert quality_of(minute(seconds=5.0), silent_s=0.05).gaps == 0
    quality = quality_of(minute(seconds=5.0), silent_s=0.7)
    assert (quality.gaps, quality.lost_s, quality.word) == (1, 0.69, "poor")


def test_what_came_twice_with_the_boards_own_time() -> None:
    readings = []
    for i, reading in enumerate(minute()):
        timed = reading._replace(device_t_s=reading.t_s)
        readings.append(timed)
        if i % 5 == 0:
            readings.append(timed._replace(t_s=timed.t_s + 1e-6))
    quality = quality_of(readings)
    assert quality.missing_pct == pytest.approx(100.0 * 1201 / 7201, abs=0.01)
    assert (quality.word, quality.reason, quality.rate_hz) == ("poor", "1 in 6 samples comes twice", 100.0)


def test_what_came_out_of_order_with_the_boards_own_time() -> None:
    readings = [r._replace(device_t_s=r.t_s) for r in minute()]
    for i in range(10, len(readings) - 1, 10):  # the stamps go on, what was measured is exchanged
        a, b = readings[i], readings[i + 1]
        readings[i], readings[i + 1] = b._replace(t_s=a.t_s), a._replace(t_s=b.t_s)
    quality = quality_of(readings)
    assert quality.reason == "1 in 10 samples is out of order"
    assert quality.missing_pct == pytest.approx(10.0, abs=0.5)


def test_readings_that_are_not_later_than_the_newest_are_no_samples() -> None:
    readings = minute(seconds=20.0)
    for i in range(50, 2000, 10):
        readings.insert(i, readings[i - 5])
    quality = quality_of(readings)
    assert quality.word == "poor"
    assert "out of order" in quality.reason
    assert quality.rate_hz == 100.0


def test_what_came_twice_or_exchanged_is_seen_in_movement_without_any_time() -> None:
    chance = Random(5)
    moments: list[float] = []
    for i in range(6001):
        moments += [i / 100] * (2 if chance.random() < 0.2 else 1)
    doubled = quality_of([at(i / 100, moment_s=moment) for i, moment in enumerate(moments)])
    share = 100.0 * (len(moments) - 6001) / len(moments)
    assert doubled.missing_pct == pytest.approx(share, abs=1.5)
    assert (doubled.word, doubled.reason) == ("poor", "1 in 6 samples comes twice")

    moments = [i / 100 for i in range(6001)]
    i = 0
    while i < 6000:
        if chance.random() < 0.2:
            moments[i], moments[i + 1] = moments[i + 1], moments[i]
            i += 1
        i += 1
    exchanged = quality_of([at(i / 100, moment_s=moment) for i, moment in enumerate(moments)])
    assert (exchanged.word, exchanged.rate_hz) == ("poor", 100.0)
    assert exchanged.reason.endswith("samples is out of order")


@pytest.mark.parametrize(("times", "rate_hz"), [(2, 50.0), (4, 25.0)])
def test_a_board_that_sends_each_measurement_several_times_is_only_slower(times: int, rate_hz: float) -> None:
    quality = quality_of([at(i / 100, moment_s=(i // times) * times / 100) for i in range(6001)])
    assert quality.rate_hz == pytest.approx(rate_hz, rel=0.02)
    assert (quality.missing_pct, quality.stuck) == (0.0, "")
    assert quality.word != "poor"


def test_a_board_that_sends_a_fifth_faster_than_it_measures_is_only_slower() -> None:
    quality = quality_of([at(i / 100, moment_s=int(i / 1.2) * 1.2 / 100) for i in range(6001)])
    assert quality.rate_hz == pytest.approx(100 / 1.2, rel=0.02)
    assert (quality.word, quality.missing_pct) == ("good", 0.0)


def test_damaged_frames() -> None:
    assert quality_of(minute(), 60).word == "good"
    assert (quality_of(minute(), 300).word, quality_of(minute(), 300).reason) == ("fair", "1 in 21 frames is damaged")
    poor = quality_of(minute(), 1500)
    assert (poor.faults, poor.word, poor.reason) == (1500, "poor", "1 in 5 frames is damaged")


def test_keys_mice_and_simulations_have_no_signal_that_could_be_bad() -> None:
    still = [Reading(i / 100, (0.0, 0.0, 1.0)) for i in range(3000)]
    rare = [r for i, r in enumerate(minute()) if i % 5]
    for kind in ("keyboard", "mouse", "gamepad", "sim", "replay"):
        assert (quality_of(still, 0, kind).word, quality_of(rare, 0, kind).word, quality_of([], 0, kind).word) == ("good", "good", "good")
    assert quality_of(rare, 0, "phone").word == "poor"


@pytest.mark.parametrize("kind", ["joystick", "wii"])
def test_what_is_only_looked_at_may_be_the_same_again(kind: str) -> None:
    chance = Random(1)
    moment, readings = 0.0, []
    for i in range(6001):
        moment = i / 100 if chance.random() < 0.6 else moment
        readings.append(at(i / 100, moment_s=moment))
    assert quality_of(readings, 0, kind).word in ("good", "fair")
    assert quality_of(readings, 0, "serial").word == "poor"


@pytest.mark.parametrize("n", [0, 1, 2, 9])
def test_hardly_anything_came(n: int) -> None:
    quality = quality_of(minute()[:n])
    assert (quality.word, quality.reason) == ("poor", "hardly any samples came")
    assert (quality.rate_hz is None) is (n < 2)


def test_a_recording_read_back_is_judged_the_same() -> None:
    from wobblequest.core.calibration import Calibration
    from wobblequest.core.reach import Reach
    from wobblequest.core.recording import Header, Recording, SourceInfo

    chance = Random(3)
    readings = tuple(
        Reading(i / 97 + chance.random() / 300, unit((chance.gauss(0, 0.1), 0.1, 1.0)), (1.0, chance.random(), 0.0), 0.98, i / 99)
        for i in range(900) if chance.random() < 0.9
    )
    recording = Recording(Header("t", {}, 1, Calibration(), Reach(), SourceInfo("serial")), readings, (), 3)
    back = from_lines(to_lines(recording))
    assert quality_of(back.readings, back.faults) == quality_of(readings, 3)


numbers = st.floats(-1e6, 1e6, allow_nan=False)
ups = st.tuples(*[st.floats(-1, 1)] * 3).filter(lambda v: sum(x * x for x in v) > 1e-6).map(unit)
any_reading = st.builds(
    Reading, numbers, ups, st.none() | st.tuples(numbers, numbers, numbers), st.none() | st.floats(0, 1e6), st.none() | numbers,
)


@settings(max_examples=150, deadline=None)
@given(st.lists(any_reading, max_size=60) | st.builds(lambda r, n: [r] * n, any_reading, st.integers(0, 60)), st.integers(0, 10**9),
       st.sampled_from(["serial", "phone", "joystick", "keyboard"]), st.floats(0, 1e6))
def test_whatever_was_read_there_is_a_word_and_no_nan(readings: list[Reading], faults: int, kind: str, silent_s: float) -> None:
    quality = quality_of(readings, faults, kind, silent_s=silent_s)
    assert json.loads(json.dumps(quality.to_json(), allow_nan=False)) == asdict(quality)
    assert quality.word in ("good", "fair", "poor")
    assert (quality.reason == "") is (quality.word == "good")
    assert len(quality.reason) <= 40
    assert all(isfinite(v) and v >= 0 for v in asdict(quality).values() if isinstance(v, float | int))
    assert quality.missing_pct is None or quality.missing_pct <= 100.0
