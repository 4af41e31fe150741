"""Holds: closed forms, an independent Welch, and what must hold for any motion."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import signal, stats
from scipy.spatial import ConvexHull
from scipy.spatial.distance import pdist

from wobblequest.core.errors import WobbleQuestError
from wobblequest.core.motion import Motion
from wobblequest.core.result import Measure
from wobblequest.scoring.hold import hold_measures
from wobblequest.scoring.hull import convex_hull, diameter
from wobblequest.scoring.register import MEASURES

Make = Callable[..., Motion]
TWO_D = ("mean_tilt", "rms_resultant", "range_2d", "osi", "mean_distance", "path_2d", "mean_velocity_2d", "mean_frequency_2d",
         "sway_area_per_s", "ellipse_area_95_prediction")


def value(measures: dict[str, Measure], name: str) -> float:
    found = measures[name].value
    assert isinstance(found, float), f"{name}: {measures[name]}"
    return found


def test_circle_in_closed_form(circle: Make) -> None:
    m = hold_measures(circle(), lowpass_hz=None)
    n, steps = 6001, 6000
    chord = 2 * 4 * math.sin(math.pi / 200)
    expected = {
        "path_2d": steps * chord, "mean_velocity_2d": steps * chord / 60, "mean_distance": 4.0, "mean_frequency_2d": 0.5,
        "rms_resultant": 4.0, "rms_pitch": 4 / math.sqrt(2), "rms_roll": 4 / math.sqrt(2), "range_pitch": 8.0, "range_2d": 8.0,
        "path_pitch": 16 * 30, "mean_velocity_roll": 16 * 30 / 60, "sway_area_per_s": math.pi * 16 * 0.5,
        "mean_frequency_pitch": 8 / (4 * math.sqrt(2) * 8 / math.pi), "mean_pitch": 1.0, "mean_roll": -2.0,
        "apsi": math.sqrt(1 + 8), "mlsi": math.sqrt(4 + 8), "osi": math.sqrt(5 + 16),
    }
    for name, wanted in expected.items():
        assert value(m, name) == pytest.approx(wanted, rel=2e-3), name
    f = 2 * (n - 1) * (n + 1) / (n * (n - 2)) * stats.f.ppf(0.95, 2, n - 2)
    assert value(m, "ellipse_area_95_prediction") == pytest.approx(math.pi * f * 8 * n / (n - 1), rel=1e-3)


def test_a_slow_circle_hardly_changes_by_smoothing(circle: Make) -> None:
    raw, smooth = hold_measures(circle(), lowpass_hz=None), hold_measures(circle())
    gain = 1 / (1 + (math.tan(math.pi * 0.5 / 100) / math.tan(math.pi * 5 / 100)) ** 4)  # the filter's, both ways
    assert value(smooth, "path_2d") == pytest.approx(value(raw, "path_2d") * gain, rel=1e-3)
    assert raw["lowpass_hz"].value is None
    assert smooth["lowpass_hz"].value == 5.0
    for name in ("osi", "rms_pitch", "time_on_target_pct", "ellipse_area_95_prediction", "mean_distance"):
        assert raw[name] == smooth[name]


@pytest.mark.parametrize("n", [3, 4, 10, 6000])
def test_ellipse_equals_the_f_quantile(n: int) -> None:
    x, y = np.random.default_rng(n).normal(size=(2, n)) * [[3], [1]]
    m = hold_measures(Motion(np.arange(n) / 100, x, y))
    covariance = np.cov(x, y)
    scale = 2 * (n - 1) * (n + 1) / (n * (n - 2)) * stats.f.ppf(0.95, 2, n - 2)
    assert value(m, "ellipse_area_95_prediction") == pytest.approx(math.pi * scale * math.sqrt(np.linalg.det(covariance)), rel=1e-9)
    small, large = np.linalg.eigvalsh(covariance)
    assert m["ellipse_semi_axes"].value == pytest.approx((math.sqrt(scale * large), math.sqrt(scale * small)), rel=1e-9)


def test_about_95_of_100_further_samples_lie_in_the_ellipse() -> None:
    chance = np.random.default_rng(5)
    mix = np.array([[2.0, 0.7], [0.0, 1.0]])
    inside = []
    for _ in range(200):
        x, y = (chance.normal(size=(20, 2)) @ mix).T
        n = 20
        scale = (n + 1) * (n - 1) / n * (0.05 ** (-2 / (n - 2)) - 1)
        area = value(hold_measures(Motion(np.arange(n) / 100, x, y)), "ellipse_area_95_prediction")
        inverse = np.linalg.inv(np.cov(x, y))
        assert area == pytest.approx(math.pi * scale / math.sqrt(np.linalg.det(inverse)))
        further = chance.normal(size=(100, 2)) @ mix - [x.mean(), y.mean()]
        inside.append(np.mean(np.einsum("ij,jk,ik->i", further, inverse, further) <= scale))
    assert np.mean(inside) == pytest.approx(0.95, abs=0.01)


@pytest.mark.parametrize(("direction", "expected"), [(0, 0.0), (30, 30.0), (90, 90.0), (120, -60.0), (179, -1.0)])
def test_principal_direction_is_signed_from_forward_to_the_right(direction: float, expected: float) -> None:
    s = np.linspace(-5, 5, 101)
    a = math.radians(direction)
    m = hold_measures(Motion(np.arange(101) / 100, s * math.cos(a), s * math.sin(a)))
    assert abs(value(m, "principal_direction")) == pytest.approx(abs(expected), abs=1e-6)
    assert math.copysign(1, value(m, "principal_direction")) == math.copysign(1, expected) or expected in (0.0, 90.0)
    assert value(m, "ellipse_area_95_prediction") == pytest.approx(0, abs=1e-4)


def test_time_on_target_counts_time_not_samples() -> None:
    # 1 s on target at 100 Hz, then 1 s off at 20 Hz
    t = np.r_[np.arange(100) / 100, 1 + np.arange(21) / 20]
    pitch = np.where(t < 1, 1.0, 4.0)
    zero = np.zeros_like(t)
    m = hold_measures(Motion(t, pitch, zero, zero, zero, zero + 2))
    # the slow samples are capped at 15 ms: they may not stand for more than they saw
    assert value(m, "time_on_target_s") == pytest.approx(1.0, abs=0.006)
    assert value(m, "time_on_target_pct") == pytest.approx(100 * 1.0 / (1.0 + 20 * 0.015 + 0.015), rel=0.02)
    even = hold_measures(Motion(t[:100], pitch[:100], zero[:100], zero[:100], zero[:100], zero[:100] + 2))
    assert value(even, "time_on_target_pct") == 100.0
    assert value(even, "time_on_target_s") == pytest.approx(0.99)


def test_entries_longest_hold_and_the_inclusive_edge() -> None:
    t = np.arange(0, 10, 0.01)
    pitch = np.where((t >= 2) & (t < 5) | (t >= 8) & (t < 8.5), 3.0, 3.001)
    zero = np.zeros_like(t)
    m = hold_measures(Motion(t, pitch, zero, zero, zero, zero + 3.0))
    assert value(m, "target_entries") == 2
    assert value(m, "longest_hold_s") == pytest.approx(3.0, abs=0.011)
    assert value(m, "time_on_target_s") == pytest.approx(3.5, abs=0.011)
    assert value(m, "radius_deg") == 3.0


def test_a_stay_and_an_entry_do_not_reach_over_a_pause() -> None:
    t = np.arange(0, 4, 0.01)
    zero = np.zeros_like(t)
    pitch = np.where(t < 1, 5.0, 0.0)
    m = hold_measures(Motion(t, pitch, zero, zero, zero, zero + 1, breaks=(100, 300)))
    assert value(m, "target_entries") == 0
    assert value(m, "longest_hold_s") == pytest.approx(2.0, abs=0.01)


@pytest.mark.parametrize("stamps", ["bursts", "losses"])
def test_seconds_go_by_the_clock_however_the_samples_came(stamps: str) -> None:
    # 20 s on target, from 5 s to 25 s by the clock, and no gap: 100 Hz in bursts of four, or with five of twenty samples lost
    i = np.arange(3001)
    t = (i // 4) * 0.04 + (i % 4) * 1e-4 if stamps == "bursts" else i[i % 20 < 15] / 100
    zero = np.zeros_like(t)
    m = hold_measures(Motion(t, np.where((t >= 5) & (t < 25), 0.0, 9.0), zero, zero, zero, zero + 3))
    assert value(m, "valid_pct") == 100.0
    for name in ("time_on_target_s", "longest_hold_s"):
        assert value(m, name) == pytest.approx(20.0, abs=0.06), name
    assert value(m, "time_on_target_pct") == pytest.approx(100 * 20 / 30, abs=0.3)


def test_seconds_leave_gaps_out() -> None:
    t = np.r_[np.arange(0, 1.005, 0.01), np.arange(2, 4.005, 0.01), 9.0]
    zero = np.zeros_like(t)
    m = hold_measures(Motion(t, zero, zero, zero, zero, zero + 3))
    assert value(m, "time_on_target_s") == pytest.approx(1 + 2)
    assert value(m, "longest_hold_s") == pytest.approx(2)
    slow = hold_measures(Motion(t[::50], zero[::50], zero[::50], zero[::50], zero[::50], zero[::50] + 3))
    assert slow["longest_hold_s"].value is None
    assert "without a gap" in str(slow["time_on_target_s"].why)


@pytest.mark.parametrize("n", [9, 10])
def test_a_path_needs_as_much_as_filtfilt_does(n: int) -> None:
    t = np.arange(n) / 100
    x = np.random.default_rng(n).normal(size=n)
    m = hold_measures(Motion(t, x, np.zeros(n)))
    b, a = signal.butter(2, 5.0, fs=100.0)
    if n == 9:
        with pytest.raises(ValueError, match="padlen"):
            signal.filtfilt(b, a, x)
        assert m["path_pitch"].value is None
        assert m["mean_velocity_2d"].value is None
    else:
        assert value(m, "path_pitch") == pytest.approx(np.abs(np.diff(signal.filtfilt(b, a, x))).sum())
    raw = hold_measures(Motion(t, x, np.zeros(n)), lowpass_hz=None)
    assert value(raw, "path_pitch") == pytest.approx(np.abs(np.diff(x)).sum())


def test_a_radius_that_changed_has_no_one_value_but_counts() -> None:
    t = np.arange(0, 4, 0.01)
    zero = np.zeros_like(t)
    m = hold_measures(Motion(t, zero + 2, zero, zero, zero, np.where(t < 2, 3.0, 1.0)))
    assert m["radius_deg"].value is None
    assert "between 1 and 3" in str(m["radius_deg"].why)
    assert value(m, "time_on_target_pct") == pytest.approx(50, abs=0.2)


def test_without_a_target_only_what_needs_one_is_absent(sway: Make) -> None:
    m = hold_measures(sway(1), export=True)
    assert {name for name, measure in m.items() if measure.value is None} == {
        "time_on_target_pct", "time_on_target_s", "radius_deg", "target_entries", "longest_hold_s",
    }


def test_bands_and_edge_contacts() -> None:
    t = np.arange(0, 70, 0.01)
    tilt = np.select([t < 10, t < 20, t < 30, t < 40, t < 50, t < 60], [0.5, 1.0, 2.0, 3.0, 5.0, 10.0], 25.0)
    tilt[6500:6600] = 15.0
    m = hold_measures(Motion(t, tilt * 0.6, tilt * 0.8))
    assert m["band_pct"].value == pytest.approx((100 / 7,) * 5 + (200 / 7,), abs=0.02)
    assert value(m, "edge_contacts") == 2
    assert value(hold_measures(Motion(t, tilt, 0 * t), edge_deg=26.0), "edge_contacts") == 0


@given(seed=st.integers(0, 500), n=st.integers(1, 400), grid=st.booleans())
def test_hull_and_range_equal_scipy(seed: int, n: int, grid: bool) -> None:
    points = np.random.default_rng(seed).normal(size=(n, 2)) * [4, 1]
    if grid:
        points = np.round(points)  # many points on one line, many the same
    x, y = points.T
    assert diameter(x, y) == pytest.approx(float(pdist(points).max()) if n > 1 else 0.0)
    if np.linalg.matrix_rank(points - points[0]) == 2:
        corners = {tuple(p) for p in points[ConvexHull(points).vertices].tolist()}
        assert {tuple(p) for p in convex_hull(x, y).tolist()} == corners


def test_spectrum_equals_scipy_welch(sway: Make) -> None:
    motion = sway(3, seconds=60.0)
    m = hold_measures(motion, export=True)
    f, power = signal.welch(motion.roll_deg, 100.0, "hann", 1000, 500, detrend="linear")
    inside = (f >= 0.15) & (f <= 5.0)
    f, power = f[inside], power[inside]
    m0, m1, m2 = (float((f**k * power).sum()) for k in (0, 1, 2))
    assert value(m, "mean_power_frequency_roll") == pytest.approx(m1 / m0)
    assert value(m, "centroid_frequency_roll") == pytest.approx(math.sqrt(m2 / m0))
    assert value(m, "frequency_dispersion_roll") == pytest.approx(math.sqrt(1 - m1**2 / (m0 * m2)))
    share = np.cumsum(power) / power.sum()
    assert value(m, "f50_roll") == pytest.approx(f[share >= 0.5][0])
    assert value(m, "f95_roll") == pytest.approx(f[share >= 0.95][0])


def test_spectrum_of_a_sine_lies_at_its_frequency() -> None:
    t = np.arange(0, 60, 0.01)
    m = hold_measures(Motion(t, np.sin(2 * np.pi * 1.2 * t), np.sin(2 * np.pi * 0.4 * t)), export=True)
    for name, hz in (("pitch", 1.2), ("roll", 0.4)):
        assert value(m, f"f50_{name}") == pytest.approx(hz)
        assert value(m, f"mean_power_frequency_{name}") == pytest.approx(hz, abs=0.001)
    assert value(m, "frequency_dispersion_pitch") < 0.06


def test_a_spectrum_needs_ten_seconds_without_a_gap(sway: Make) -> None:
    motion = sway(1, seconds=19.0)
    cut = replace(motion, breaks=(950,))
    assert "10 s" in str(hold_measures(cut, export=True)["f50_pitch"].why)
    assert hold_measures(motion, export=True)["f50_pitch"].value is not None


def test_sample_entropy_equals_counting_all_pairs(sway: Make) -> None:
    motion = sway(7, seconds=20.0)
    x = signal.filtfilt(*signal.butter(2, 5.0, fs=100.0), motion.pitch_deg)[::5]
    r, n = 0.2 * x.std(), x.size - 2
    counts = []
    for m in (2, 3):
        templates = np.array([x[i : i + m] for i in range(n)])
        apart = np.abs(templates[:, None] - templates[None]).max(axis=2)
        counts.append((int((apart <= r).sum()) - n) / 2)
    assert value(hold_measures(motion, export=True), "sampen_pitch") == pytest.approx(-math.log(counts[1] / counts[0]))


@given(seed=st.integers(0, 200))
@settings(max_examples=25)
def test_turning_by_90_degrees_swaps_pitch_and_roll(seed: int, sway: Make) -> None:
    motion = sway(seed)
    a = hold_measures(motion, export=True)
    b = hold_measures(replace(motion, pitch_deg=-motion.roll_deg, roll_deg=motion.pitch_deg), export=True)
    for name in ("rms", "range", "path", "mean_velocity", "mean_frequency", "f50", "f95", "mean_power_frequency", "sampen"):
        assert value(a, f"{name}_pitch") == pytest.approx(value(b, f"{name}_roll"), rel=1e-9), name
        assert value(a, f"{name}_roll") == pytest.approx(value(b, f"{name}_pitch"), rel=1e-9), name
    assert (value(a, "apsi"), value(a, "mean_pitch")) == pytest.approx((value(b, "mlsi"), value(b, "mean_roll")))
    for name in TWO_D:
        assert value(a, name) == pytest.approx(value(b, name)), name


@given(seed=st.integers(0, 200), factor=st.floats(0.1, 10))
@settings(max_examples=25)
def test_scaling_scales(seed: int, factor: float, sway: Make) -> None:
    motion = sway(seed)
    a = hold_measures(motion, export=True)
    b = hold_measures(replace(motion, pitch_deg=factor * motion.pitch_deg, roll_deg=factor * motion.roll_deg), export=True)
    for name, info in MEASURES.items():
        if name not in a or not isinstance(a[name].value, float) or name in ("lowpass_hz", "dropped_samples", "edge_contacts"):
            continue
        power = {"deg": 1, "deg/s": 1, "deg²": 2, "deg²/s": 2}.get(info.unit, 0)
        if name == "principal_direction":
            power = 0
        if name.startswith(("f50", "f95")):
            continue  # a frequency step may tip over by rounding
        assert value(b, name) == pytest.approx(factor**power * value(a, name), rel=1e-6), name


@given(seed=st.integers(0, 200))
@settings(max_examples=25)
def test_time_may_run_backwards(seed: int, sway: Make) -> None:
    motion = sway(seed)
    a = hold_measures(motion)
    b = hold_measures(replace(motion, pitch_deg=motion.pitch_deg[::-1].copy(), roll_deg=motion.roll_deg[::-1].copy()))
    for name in (*TWO_D, "rms_pitch", "path_roll", "mean_pitch", "principal_direction"):
        assert value(a, name) == pytest.approx(value(b, name), rel=1e-3), name  # the filter starts at either end


@given(seed=st.integers(0, 200))
@settings(max_examples=15)
def test_twice_the_rate_gives_nearly_the_same(seed: int, sway: Make) -> None:
    a, b = hold_measures(sway(seed)), hold_measures(sway(seed, rate_hz=200.0))
    for name in (*TWO_D, "rms_pitch", "rms_roll", "path_pitch", "mean_velocity_roll", "mean_frequency_pitch"):
        assert value(a, name) == pytest.approx(value(b, name), rel=0.005), name


def test_a_gap_takes_nothing_from_velocity(circle: Make) -> None:
    motion = circle()
    keep = (motion.t_s < 20) | (motion.t_s >= 30)
    cut = Motion(motion.t_s[keep], motion.pitch_deg[keep], motion.roll_deg[keep])
    whole, holed = hold_measures(motion), hold_measures(cut)
    assert value(holed, "mean_velocity_2d") == pytest.approx(value(whole, "mean_velocity_2d"), rel=1e-3)
    assert value(holed, "valid_pct") == pytest.approx(100 * 50 / 60, abs=0.05)


NUMBERS = st.one_of(st.floats(-30, 30), st.sampled_from([math.nan, math.inf, -math.inf, 0.0, 1e200, -1e308]))
STAMPS = st.one_of(st.floats(0, 5), st.integers(0, 40).map(lambda i: i / 100), NUMBERS)


@given(
    rows=st.lists(st.tuples(STAMPS, NUMBERS, NUMBERS, NUMBERS), max_size=60),
    breaks=st.lists(st.integers(-2, 70), max_size=4), lowpass_hz=st.sampled_from([5.0, None, 49.0]), target=st.booleans(),
)
def test_nothing_that_a_record_holds_raises_or_warns(
    rows: list[tuple[float, ...]], breaks: list[int], lowpass_hz: float | None, target: bool
) -> None:
    t, pitch, roll, aim = np.array(rows, dtype=float).reshape(-1, 4).T
    more = (aim, aim, aim) if target else ()
    measures = hold_measures(Motion(t, pitch, roll, *more, breaks=tuple(breaks)), lowpass_hz=lowpass_hz, export=True)
    assert all(measure.value is not None or measure.why for measure in measures.values())


@pytest.mark.parametrize("n", [0, 1, 2, 3, 500])
def test_a_board_at_rest_has_a_place_but_no_shape(n: int) -> None:
    t = np.arange(n) / 100
    m = hold_measures(Motion(t, np.full(n, 0.1), np.full(n, -0.3)), export=True)
    if n < 2:
        assert m["mean_pitch"].value is None
        assert "two usable samples" in str(m["osi"].why)
        return
    assert value(m, "mean_pitch") == pytest.approx(0.1)
    for name in ("rms_pitch", "range_2d"):
        assert value(m, name) == 0.0
    for name in ("path_2d", "mean_velocity_2d", "sway_area_per_s"):
        assert m[name].value == (0.0 if n == 500 else None), name
    for name in ("ellipse_area_95_prediction", "principal_direction", "mean_frequency_2d", "f50_pitch", "sampen_roll"):
        assert m[name].value is None
        assert m[name].why


def test_refuses_a_lowpass_it_cannot_run(sway: Make) -> None:
    with pytest.raises(WobbleQuestError, match="low-pass"):
        hold_measures(sway(1), lowpass_hz=60.0)
