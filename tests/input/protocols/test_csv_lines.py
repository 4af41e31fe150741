"""csv: every separator, header and unit, and columns told apart by what they do."""

from __future__ import annotations

import itertools
import tracemalloc
from math import cos, radians, sin
from random import Random

import pytest

from wobblequest.core.samples import angles_from_up
from wobblequest.input.protocols.csv_lines import CsvDecoder, CsvEncoder, header_tokens, split_row
from wobblequest.input.protocols.frame import Frame


def decode(data: bytes) -> tuple[list[Frame], CsvDecoder]:
    decoder = CsvDecoder()
    return decoder.feed(data) + decoder.finish(), decoder


def tilts(data: bytes) -> list[tuple[float, float]]:
    return [tuple(round(a, 4) + 0.0 for a in angles_from_up(frame.up)) for frame in decode(data)[0]]  # type: ignore[misc]


def sway(i: int) -> tuple[float, float]:
    return 9 * sin(i / 11), 6 * cos(i / 17)


def table(form: str, n: int = 80, **scale: float) -> bytes:
    """n lines of a format string with {p} {r} {i} {yaw}; decimals as the string says."""
    return b"".join((form.format(p=sway(i)[0], r=sway(i)[1], i=i, yaw=(i * 1.5 + 170) % 360 - 180) + "\r\n").encode() for i in range(n))


WANTED = [(round(sway(i)[0], 2) + 0.0, round(sway(i)[1], 2) + 0.0) for i in range(80)]


@pytest.mark.parametrize("form", [
    "{p:.2f},{r:.2f}", "{p:.2f}, {r:.2f}", "{p:.2f};{r:.2f}", "{p:.2f}\t{r:.2f}", "{p:.2f} {r:.2f}", "{p:.2f}  {r:.2f}", "{p:.2f}/{r:.2f}",
    "{p:.2f},{r:.2f},", "  {p:.2f},{r:.2f}   ", "{p:.2f},\t{r:.2f}",
])
def test_every_separator_without_a_header(form: str) -> None:
    assert tilts(table(form)) == WANTED[1:]  # the first line starts with a digit: one may be missing before it


def test_the_first_line_counts_where_a_sign_proves_it_whole() -> None:
    data = b"-13.45,1.20\n" + b"-13.40,1.20\n" * 60
    assert len(decode(data)[0]) == 61
    for cut in range(1, 11):
        assert all(round(p, 2) in (-13.45, -13.40) for p, _ in tilts(data[cut:])), cut
    assert len(decode(data[1:])[0]) == 60


def test_a_semicolon_makes_the_comma_a_decimal_comma() -> None:
    data = table("{p:.2f};{r:.2f}").replace(b".", b",")
    assert tilts(data) == WANTED[1:]
    assert tilts(b"Pitch;Roll\r\n" + data) == WANTED


@pytest.mark.parametrize(("header", "form"), [
    ("pitch,roll", "{p:.2f},{r:.2f}"),
    ("Roll (deg), Pitch (deg)", "{r:.2f}, {p:.2f}"),
    ("roll_deg\tpitch_deg\tyaw_deg", "{r:.2f}\t{p:.2f}\t{yaw:.2f}"),
    ("yaw pitch roll", "{yaw:.2f} {p:.2f} {r:.2f}"),
    ("Yaw [deg] Pitch [deg] Roll [deg]", "{yaw:.2f} {p:.2f} {r:.2f}"),
    ("ms,R,P,Y", "{i}0,{r:.2f},{p:.2f},{yaw:.2f}"),
    ("temp,angleX,angleY,angleZ", "23.5,{r:.2f},{p:.2f},{yaw:.2f}"),
])
def test_a_header_names_the_columns(header: str, form: str) -> None:
    assert tilts(header.encode() + b"\r\n" + table(form)) == WANTED


def test_units_in_brackets_scale() -> None:
    rad = "".join(f"{radians(sway(i)[0]):.8f},{radians(sway(i)[1]):.8f}\n" for i in range(80))
    got = tilts(b"pitch (rad),roll (rad)\n" + rad.encode())
    assert got == [(pytest.approx(p, abs=1e-4), pytest.approx(r, abs=1e-4)) for p, r in (sway(i) for i in range(80))]
    data = b"t (s),ax (m/s^2),ay (m/s^2),az (m/s^2),gx (rad/s),gy (rad/s),gz (rad/s)\n" + b"".join(
        b"%.2f,0,0,9.80665,1,0,-1\n" % (i / 100) for i in range(60))
    frame = decode(data)[0][30]
    assert frame.accel_g == pytest.approx(1.0)
    assert frame.rate_dps == pytest.approx((57.29577951, 0.0, -57.29577951))
    assert frame.device_t_s == pytest.approx(0.3)


@pytest.mark.parametrize(("one", "gyro", "dps"), [
    (1.0, 10.0, 10.0), (9.81, 0.5, 28.648), (1000.0, 10.0, 10.0), (16384.0, 1310.0, 10.0), (4096.0, 131.0, 1.0),
])
def test_six_columns_without_a_header_are_found_by_gravity(one: float, gyro: float, dps: float) -> None:
    chance = Random(3)
    rows = []
    for i in range(80):
        a = [one * v + chance.uniform(-0.005, 0.005) * one for v in (-sin(i / 40), 0.0, cos(i / 40))]
        rows.append("{:.4f},{:.4f},{:.4f},{:.4f},0.0,0.0".format(*a, gyro))
    frames, _ = decode("\n".join(rows).encode() + b"\n")
    assert len(frames) in (79, 80)
    assert all(frame.accel_g == pytest.approx(1.0, abs=0.02) for frame in frames)
    assert all(frame.rate_dps is not None and frame.rate_dps[0] == pytest.approx(dps, rel=1e-3) for frame in frames)


@pytest.mark.parametrize(("form", "per_s"), [
    ("{i}0,{p:.2f},{r:.2f}", 100), ("{i}0000,{p:.2f},{r:.2f}", 100), ("{i}.5,{p:.2f},{r:.2f}", None),
])
def test_a_rising_first_column_is_time(form: str, per_s: int | None) -> None:
    frames, _ = decode(table(form))
    assert [tuple(round(a, 2) + 0.0 for a in angles_from_up(f.up)) for f in frames] == WANTED[1:]
    if per_s:
        assert frames[50].device_t_s == pytest.approx(51 / per_s)


def test_a_counter_before_the_angles_is_no_clock() -> None:
    frames, _ = decode(table("{i},{p:.2f},{r:.2f}"))
    assert len(frames) == 79
    assert all(frame.device_t_s is None for frame in frames)


@pytest.mark.parametrize(("form", "missing"), [
    ("{r:.2f},{p:.2f},{yaw:.2f}", 1), ("{yaw:.2f},{p:.2f},{r:.2f}", 0), ("{r:.2f},{p:.2f},-130.0", 1), ("-130.0,{p:.2f},{r:.2f}", 0),
    ("{r:.2f},{p:.2f},1.0", 1),
])
def test_of_three_angles_yaw_is_the_one_unlike_a_roll(form: str, missing: int) -> None:
    assert tilts(table(form)) == WANTED[missing:]


def test_small_numbers_with_three_decimals_wait_until_they_tell_degrees_from_radians() -> None:
    still = b"".join(b"-0.%03d,0.100\n" % (i % 90) for i in range(200))
    degrees, _ = decode(still + b"".join(b"-%d.000,0.100\n" % (i % 9 + 2) for i in range(100)))
    assert len(degrees) == 300
    assert angles_from_up(degrees[5].up)[0] == pytest.approx(-0.005)
    radian = b"".join(b"%.4f,%.4f\n" % (-0.2 * abs(sin(i / 30)), 0.1) for i in range(600))
    assert angles_from_up(decode(radian)[0][30].up)[1] == pytest.approx(5.7296, abs=1e-3)


@pytest.mark.parametrize("data", [
    b"".join(b"%d\n" % i for i in range(100)),
    b"".join(b"%d,%d\n" % (i, 2 * i) for i in range(100)),
    b"".join(b"%d,512,498\n" % i for i in range(100)),
    b"".join(b"17.%d,18.1,16.9,17.4\n" % (i % 10) for i in range(100)),
    b"temperature,humidity\n" + b"21.5,40.2\n" * 100,
    b"0.0,0.0,w\n" * 100,
    b"1_0,2_0\n" * 100,
])
def test_numbers_that_are_no_tilt_give_no_frame(data: bytes) -> None:
    frames, decoder = decode(data)
    assert frames == []
    assert decoder.skipped_bytes == len(data)


def test_micro_bit_padding_and_milli_g() -> None:
    data = b"-7,4,1002                              \r\n" * 60
    frames, _ = decode(data)
    assert len(frames) == 60
    assert frames[0].accel_g == pytest.approx(1.002, abs=1e-3)


def test_six_axis_encoder_round_trip() -> None:
    encoder = CsvEncoder(six_axis=True)
    data = encoder.boot() + b"".join(encoder.encode(i / 100, *sway(i), (1.5, -2.5, 3.5)) for i in range(80))
    frames, _ = decode(data)
    assert len(frames) == 80
    for i, frame in enumerate(frames):
        assert angles_from_up(frame.up) == pytest.approx(sway(i), abs=0.01)
        assert frame.rate_dps == (1.5, -2.5, 3.5)
        assert frame.device_t_s == i / 100


def test_damaged_lines_are_faults_and_nan_and_huge_numbers_never_pass() -> None:
    good = b"".join(b"-%d.00,1.00\n" % (i % 5) for i in range(60))
    for bad in (b"nan,1.0\n", b"1.0,inf\n", b"1e308,0\n", b"500,0\n", b"-1.0\n", b"ovf\n", b"1.0,,2.0\n", b"\x00\xff\n", b"-1.0,2.0,3.0\n"):
        frames, decoder = decode(good + bad + good)
        assert len(frames) == 120, bad
        assert decoder.faults == 1, bad
        assert decoder.skipped_bytes == len(bad)


def test_the_board_may_change_what_it_sends() -> None:
    frames, decoder = decode(table("{p:.2f},{r:.2f}") + table("{r:.2f};{p:.2f};{yaw:.2f}", 120))
    assert len(frames) == 79 + 120
    assert decoder.faults == 50


def test_a_restarted_or_wrapped_device_clock_goes_on() -> None:
    rows = b"".join(b"%d,%.2f,1.00\n" % (4294967296 - 300 + 10 * i if i < 30 else 10 * (i - 30), sway(i)[0]) for i in range(60))
    frames, _ = decode(b"ms,pitch,roll\n" + rows)
    assert len(frames) == 60
    times = [frame.device_t_s or 0.0 for frame in frames]
    assert all(b - a == pytest.approx(0.01, abs=1e-6) for a, b in itertools.pairwise(times))
    restarted = b"".join(b"%d,%.2f,1.00\n" % (50000 + 10 * i if i < 30 else 10 * (i - 30), sway(i)[0]) for i in range(60))
    frames, _ = decode(b"ms,pitch,roll\n" + restarted)
    assert len(frames) == 60
    times = [frame.device_t_s or 0.0 for frame in frames]
    assert all(b - a == pytest.approx(0.01, abs=1e-6) for a, b in itertools.pairwise(times))


def test_the_fast_path_does_what_the_slow_one_does(monkeypatch: pytest.MonkeyPatch) -> None:
    chance = Random(11)
    for form in ("{p:.2f},{r:.2f}", "{i}0,{p:.2f},{r:.2f}", "{p:.2f} {r:.2f}", "{p:.2f}\t{r:.2f}\t{yaw:.2f}"):
        data = bytearray(table(form, 600))
        for _ in range(60):
            data[chance.randrange(len(data))] = chance.choice(b"0123456789.,;-+e \t_n\n\xff")
        fast, one = decode(bytes(data))
        with monkeypatch.context() as patch:
            patch.setattr(CsvDecoder, "_run", lambda self, lines, start, frames: start)
            slow, two = decode(bytes(data))
        assert fast == slow
        assert (one.faults, one.skipped_bytes) == (two.faults, two.skipped_bytes)
        assert len(fast) > 450


def test_splitting() -> None:
    assert split_row(b"1,5;2,25\r") == ((b";", True, 2), [1.5, 2.25], 2)
    assert split_row(b"a,1")[1] is None
    assert header_tokens(b"Pitch [deg] Roll [deg]", b" ") == [b"Pitch[deg]", b"Roll[deg]"]


def test_rows_too_wide_for_a_board_are_not_kept() -> None:
    decoder = CsvDecoder()
    tracemalloc.start()
    for i in range(400):
        assert decoder.feed(b",".join([b"1"] * (1900 - i % 60)) + b"\n") == []
    kept = tracemalloc.get_traced_memory()[0]
    tracemalloc.stop()
    assert kept < 200_000
    assert decoder.skipped_bytes > 1_000_000


def test_hyperimu_of_a_phone_time_accelerometer_and_gyroscope() -> None:
    # its documented form: milliseconds first where asked for, three values a sensor in the order chosen, CR LF; m/s² and rad/s
    lines = b"".join(
        b"%d,%.3f,%.3f,%.3f,%.4f,%.4f,%.4f\r\n" % (1_433_512_345_000 + 10 * i, 0.259, -0.596, 9.815 + 0.01 * (i % 3), 0.1, -0.02, 0.003)
        for i in range(80)
    )
    frames = CsvDecoder().feed(lines)
    assert len(frames) == 79  # the first line's beginning may be missing
    assert frames[0].accel_g == pytest.approx(1.004, abs=0.003)
    assert frames[0].rate_dps == pytest.approx((5.73, -1.146, 0.172), abs=0.01)
    assert frames[1].device_t_s == pytest.approx((frames[0].device_t_s or 0) + 0.01)
