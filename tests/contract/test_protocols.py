"""What every protocol must hold, whatever its format: the suite that a new board's decoder and encoder have to pass."""

from __future__ import annotations

import json
import time
from math import atan2, degrees, hypot, inf, isclose, sin
from pathlib import Path
from random import Random

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from wobblequest.core.samples import angle_between_deg, angles_from_up, up_from_angles, up_from_quaternion
from wobblequest.input.detect import UNKNOWN, detect
from wobblequest.input.protocols.decoder import Decoder
from wobblequest.input.protocols.frame import Frame
from wobblequest.input.protocols.register import PROTOCOLS

CAPTURES = Path(__file__).parents[1] / "input" / "captures"
BUFFER_AT_MOST = 65536
CHECKSUMMED = ("wit_std", "bno08x_rvc", "xsens_mtdata2_euler", "wobblequest")
"""Captures of formats that carry a sum."""
QUANTUM_DEG = {"usi-board": 1.5 / 13.5, "bno-lines": 1.5 / 32, "witmotion": 180 / 32768}

SLOW = settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


def decode(protocol: str, chunks: list[bytes]) -> tuple[list[Frame], Decoder]:
    decoder = PROTOCOLS[protocol].decoder()
    frames = [frame for chunk in chunks for frame in decoder.feed(chunk)]
    frames += decoder.finish()
    return frames, decoder


def capture(name: str) -> tuple[bytes, list[list[float]]]:
    """The bytes of a capture and the values of its frames, as the format quantised them."""
    expected = json.loads((CAPTURES / f"{name}.expected.json").read_text(encoding="utf-8"))
    return (CAPTURES / f"{name}.bin").read_bytes(), [values for _, _, kind, values in expected["frames"] if kind in KINDS[name]]


KINDS = {
    "wit_ble61": {"all"}, "bno08x_rvc": {"rvc"}, "xsens_mtdata2_euler": {"mt"}, "dmp_teapot": {"q"}, "gy25": {"gy"},
    "ximu3_ascii": {"A"},
    "csv_header_rpy": {"c"}, "csv_pitch_roll": {"c"}, "csv_t_6axis": {"c"}, "microbit_writenumbers": {"c"}, "kv_pitch_roll": {"k"},
    "dmp_ypr": {"ypr"}, "wit_std": {"ang"}, "mpu_raw": {"ag"}, "razor_ypr": {"ypr"}, "ebimu_rpy": {"rpy"}, "json_flat": {"j"},
    "bno055_sensorapi": {"xyz"}, "wobblequest": {"S"},
}
"""Capture → kinds of its frames that carry a sample's attitude."""



def accel(x: float, y: float, z: float, one_g: float) -> tuple[float, float]:
    return degrees(atan2(-x, hypot(y, z))), degrees(atan2(y, z))


MEANINGS = {
    # capture: (protocol, values → (pitch, roll), frames at the beginning that cannot be given out)
    "csv_header_rpy": ("csv", lambda v: (v[1], v[0]), 0),
    "csv_pitch_roll": ("csv", lambda v: (v[0], v[1]), 0),
    "csv_t_6axis": ("csv", lambda v: accel(v[1], v[2], v[3], 1.0), 0),
    # its first line starts with a digit: another one may be missing before it
    "microbit_writenumbers": ("csv", lambda v: accel(*v, 1000.0), 1),
    "kv_pitch_roll": ("keyvalue", lambda v: (v[0], v[1]), 0),
    "dmp_ypr": ("mpu6050-dmp", lambda v: (-v[1], v[2]), 0),  # the firmware prints minus pitch
    "wit_std": ("witmotion", lambda v: (v[1], v[0]), 0),
    "wit_ble61": ("witmotion-ble", lambda v: (v[7], v[6]), 0),
    "bno08x_rvc": ("bno-rvc", lambda v: (v[2], v[3]), 0),
    "xsens_mtdata2_euler": ("xsens", lambda v: (v[3], v[2]), 0),
    "dmp_teapot": ("teapot", lambda v: angles_from_up(up_from_quaternion(*v[:4])), 0),
    "gy25": ("gy25", lambda v: (v[1], v[2]), 0),
    "ximu3_ascii": ("ximu3", lambda v: (v[2], v[1]), 0),
    "mpu_raw": ("mpu6050-raw", lambda v: accel(*v[:3], 16384.0), 0),
    "razor_ypr": ("razor", lambda v: (-v[1], v[2]), 0),  # nose up; ours is front down
    "ebimu_rpy": ("ebimu", lambda v: (v[1], v[0]), 0),
    "json_flat": ("json", lambda v: (v[0], v[1]), 0),
    "bno055_sensorapi": ("bno-lines", lambda v: (v[2], v[1]), 0),
    "wobblequest": ("wobblequest", lambda v: (v[2] / 100, v[3] / 100), 0),
}
NO_TILT_YET = (
    "nmea_gps", "esp32_classic", "jrowberg_dmp_full",
)


@pytest.mark.parametrize("name", MEANINGS)
def test_a_capture_decodes_to_exactly_the_values_it_was_made_from(name: str) -> None:
    protocol, meaning, missing = MEANINGS[name]
    data, values = capture(name)
    frames, _ = decode(protocol, [data])
    assert len(frames) == len(values) - missing
    for frame, value in zip(frames, values[missing:], strict=True):
        pitch_deg, roll_deg = angles_from_up(frame.up)
        wanted_pitch_deg, wanted_roll_deg = meaning(value)
        assert isclose(pitch_deg, wanted_pitch_deg, abs_tol=1e-9)
        assert isclose(roll_deg, wanted_roll_deg, abs_tol=1e-9)


def test_rates_accelerations_and_times_come_with_the_frames() -> None:
    data, values = capture("csv_t_6axis")
    frames, _ = decode("csv", [data])
    for frame, (t_ms, ax, ay, az, gx, gy, gz) in zip(frames, values, strict=True):
        assert frame.device_t_s == t_ms / 1000
        assert frame.accel_g == pytest.approx(hypot(ax, ay, az), abs=1e-12)
        assert frame.rate_dps == (gx, gy, gz)
    wit = json.loads((CAPTURES / "wit_std.expected.json").read_text(encoding="utf-8"))
    rates = [tuple(v) for _, _, kind, v in wit["frames"] if kind == "gyr"]
    assert [frame.rate_dps for frame in decode("witmotion", [(CAPTURES / "wit_std.bin").read_bytes()])[0]] == rates


@pytest.mark.parametrize("name", MEANINGS)
def test_detection_knows_each_capture_from_the_whole_and_from_its_middle(name: str) -> None:
    data = (CAPTURES / f"{name}.bin").read_bytes()
    protocol = MEANINGS[name][0]
    assert detect(data).protocol == protocol
    for start in (1, 333, len(data) // 3 + 1):
        assert detect(data[start:]).protocol == protocol


@pytest.mark.parametrize("name", NO_TILT_YET)
def test_what_is_not_implemented_or_no_board_is_unknown_and_gives_no_frame(name: str) -> None:
    data = (CAPTURES / f"{name}.bin").read_bytes()
    seen = detect(data)
    assert seen.protocol == UNKNOWN
    assert len(seen.words) > 10
    for protocol in PROTOCOLS:
        assert decode(protocol, [data])[0] == []


@pytest.mark.parametrize("name", MEANINGS)
def test_byte_by_byte_gives_the_same_frames(name: str) -> None:
    data = (CAPTURES / f"{name}.bin").read_bytes()
    whole, one = decode(MEANINGS[name][0], [data])
    single, two = decode(MEANINGS[name][0], [data[i : i + 1] for i in range(len(data))])
    assert single == whole
    assert (one.faults, one.skipped_bytes) == (two.faults, two.skipped_bytes)


def cut_up(data: bytes, cuts: list[int]) -> list[bytes]:
    places = sorted({c % (len(data) + 1) for c in cuts})
    return [data[a:b] for a, b in zip([0, *places], [*places, len(data)], strict=True)]


def damaged(data: bytes, seed: int, hits: int) -> bytes:
    """Lost, doubled, inserted and flipped bytes, bursts, a run of 64 × FF, boot text and a cut beginning, at random places."""
    chance, out = Random(seed), bytearray(data)
    for _ in range(hits):
        at, kind = chance.randrange(len(out)), chance.randrange(8)
        if kind == 0:
            del out[at : at + chance.choice((1, 1, 5, 40))]
        elif kind == 1:
            out[at:at] = out[at : at + 30]
        elif kind == 2:
            out.insert(at, chance.randrange(256))
        elif kind == 3:
            out[at] ^= 1 << chance.randrange(8)
        elif kind == 4:
            out[at : at + 20] = chance.randbytes(20)
        elif kind == 5:
            out[at : at + 64] = b"\xff" * 64
        elif kind == 6:
            out[at:at] = b"ets Jun  8 2016 00:22:57\r\nrst:0x1 (POWERON_RESET)\r\nMPU6050 status: 0\r\n\x00nan,inf\r\n"
        else:
            del out[: at % 50]
    return bytes(out)


@SLOW
@given(
    name=st.sampled_from(sorted(MEANINGS)), seed=st.integers(0, 10**6), hits=st.integers(0, 30),
    cuts=st.lists(st.integers(0, 20000), max_size=60),
)
def test_any_chunks_give_the_same_frames_of_any_damaged_stream(name: str, seed: int, hits: int, cuts: list[int]) -> None:
    protocol = MEANINGS[name][0]
    data = damaged((CAPTURES / f"{name}.bin").read_bytes(), seed, hits)
    whole, one = decode(protocol, [data])
    pieces, two = decode(protocol, cut_up(data, cuts))
    assert pieces == whole
    assert (one.faults, one.skipped_bytes) == (two.faults, two.skipped_bytes)


@SLOW
@given(name=st.sampled_from(sorted(MEANINGS)), seed=st.integers(0, 10**6), hits=st.integers(1, 60))
def test_damage_never_makes_an_impossible_reading(name: str, seed: int, hits: int) -> None:
    data = damaged((CAPTURES / f"{name}.bin").read_bytes(), seed, hits)
    frames, decoder = decode(MEANINGS[name][0], [data])
    for frame in frames:
        assert possible(frame)
    assert 0 <= decoder.skipped_bytes <= len(data)
    assert decoder.faults >= 0


@SLOW
@given(name=st.sampled_from(sorted(MEANINGS)), seed=st.integers(0, 10**6))
def test_one_damaged_place_costs_only_the_frames_it_touches(name: str, seed: int) -> None:
    chance = Random(seed)
    protocol, _, _ = MEANINGS[name]
    data = (CAPTURES / f"{name}.bin").read_bytes()
    sound, _ = decode(protocol, [data])
    at = chance.randrange(len(data) // 3, len(data) // 2)
    broken = bytearray(data)
    broken[at : at + 3] = chance.randbytes(3)
    frames, _ = decode(protocol, [bytes(broken)])
    # ups in common, in order: two lines may be touched, their neighbours may wait at the gate, nothing else
    kept = {frame.up for frame in frames}
    lost = [frame for frame in sound if frame.up not in kept]
    assert len(lost) <= 4


@pytest.mark.parametrize("name", CHECKSUMMED)
@settings(max_examples=100, deadline=None, derandomize=True)
@given(seed=st.integers(0, 10**9), at=st.integers(0, 13199), byte=st.integers(0, 255))
def test_a_checksummed_format_never_yields_a_wrong_value(name: str, seed: int, at: int, byte: int) -> None:
    protocol, data = MEANINGS[name][0], (CAPTURES / f"{name}.bin").read_bytes()
    right = {frame.up for frame in decode(protocol, [data])[0]}
    chance, at = Random(seed), at % len(data)
    for broken in (
        data[:at] + bytes([byte]) + data[at + 1 :],  # flipped
        data[:at] + bytes([byte]) + data[at:],  # inserted
        data[:at] + data[at + 1 + seed % 40 :],  # lost
        data[:at] + data[max(0, at - seed % 200) :],  # repeated
        data[:at] + chance.randbytes(200) + data[at:],  # noise between
    ):
        assert {frame.up for frame in decode(protocol, [broken])[0]} <= right


@settings(max_examples=60, deadline=None)
@given(data=st.binary(max_size=3000), protocol=st.sampled_from(sorted(PROTOCOLS)))
def test_arbitrary_bytes_never_raise(data: bytes, protocol: str) -> None:
    frames, decoder = decode(protocol, [data])
    assert all(possible(frame) for frame in frames)
    assert decoder.skipped_bytes <= len(data)


LINE = st.text("0123456789.,;-+e \t/:=ypreultqaoPiRch_\r#nN", max_size=40).map(lambda s: s.encode())


@settings(max_examples=80, deadline=None)
@given(lines=st.lists(LINE, max_size=120), sound=st.booleans(), protocol=st.sampled_from(sorted(PROTOCOLS)), step=st.integers(1, 50))
def test_lines_like_samples_never_raise_and_chunks_do_not_matter(lines: list[bytes], sound: bool, protocol: str, step: int) -> None:
    encoder = PROTOCOLS[protocol].encoder()
    good = [encoder.boot(), *(encoder.encode(i / 100, sin(i / 9) * 8, 3.0) for i in range(70))] if sound else []
    data = b"".join(good) + b"\n".join(lines) + b"\n" + b"".join(good)
    whole, _ = decode(protocol, [data])
    pieces, _ = decode(protocol, [data[i : i + step] for i in range(0, len(data), step)])
    assert pieces == whole
    assert all(possible(frame) for frame in whole)


@pytest.mark.parametrize("protocol", PROTOCOLS)
def test_the_buffer_is_bounded_and_the_stream_is_found_again_after_noise(protocol: str) -> None:
    encoder, chance = PROTOCOLS[protocol].encoder(), Random(7)
    before = [encoder.encode(i / 100, sin(i / 9) * 8, 3.0) for i in range(80)]
    after = [encoder.encode(i / 100, sin(i / 9) * 8, 3.0) for i in range(80, 100)]
    decoder = PROTOCOLS[protocol].decoder()
    decoder.feed(encoder.boot() + b"".join(before))
    for _ in range(300):
        assert all(possible(frame) for frame in decoder.feed(chance.randbytes(1000)))
        assert decoder.buffered <= BUFFER_AT_MOST
    faults = decoder.faults
    assert faults > 0
    frames = [frame for sample in after for frame in decoder.feed(sample)]
    assert len(frames) >= len(after) - 1


@pytest.mark.parametrize("protocol", PROTOCOLS)
def test_what_the_encoder_says_the_decoder_understands(protocol: str) -> None:
    encoder = PROTOCOLS[protocol].encoder()
    assert encoder.name == protocol
    tilts = [(20 * sin(i / 15), 12 * sin(i / 23 + 1)) for i in range(200)]
    data = encoder.boot() + b"".join(encoder.encode(i / 100, p, r, (1.0, -2.0, 3.0)) for i, (p, r) in enumerate(tilts))
    assert detect(data).protocol == protocol
    frames, decoder = decode(protocol, [data])
    assert decoder.name == protocol
    assert len(frames) == len(tilts)
    assert decoder.faults == 0
    for frame, (pitch_deg, roll_deg) in zip(frames, tilts, strict=True):
        assert angle_between_deg(frame.up, up_from_angles(pitch_deg, roll_deg)) <= QUANTUM_DEG.get(protocol, 0.01)


@pytest.mark.parametrize("protocol", PROTOCOLS)
def test_over_a_cut_nothing_half_is_given_out_and_what_was_learnt_stays(protocol: str) -> None:
    encoder = PROTOCOLS[protocol].encoder()
    samples = [encoder.encode(i / 100, sin(i / 9) * 8, -3.0) for i in range(200)]
    decoder = PROTOCOLS[protocol].decoder()
    frames = decoder.feed(encoder.boot() + b"".join(samples[:100]) + samples[100][: len(samples[100]) // 2])
    decoder.cut()
    tail = samples[120][len(samples[120]) // 2 :]
    frames += decoder.feed(tail + b"".join(samples[121:]))
    right = {frame.up for frame in decode(protocol, [encoder.boot() + b"".join(samples)])[0]}
    assert len(frames) >= 100 + 79 - 1
    assert {frame.up for frame in frames} <= right


def possible(frame: Frame) -> bool:
    pitch_deg, roll_deg = angles_from_up(frame.up)
    numbers = [*frame.up, *(frame.rate_dps or ()), frame.accel_g or 1.0, frame.device_t_s or 0.0]
    return (
        all(-1e300 < v < 1e300 for v in numbers)
        and isclose(hypot(*frame.up), 1.0, abs_tol=1e-9)
        and abs(pitch_deg) <= 180
        and abs(roll_deg) <= 180
    )


@pytest.mark.parametrize("name", PROTOCOLS)
@pytest.mark.parametrize("line", [b"a" * 4090, b"a " * 2045, b"a." * 2045, b"a" + b" " * 4089, b"a = " * 1022, b"1," * 2045, b"1 " * 2045,
                                  b"-1.5;" * 818, b"a" * 40 + b": 1 " + b"a" * 4000])
def test_the_longest_lines_of_nonsense_take_no_frame_of_the_game(name: str, line: bytes) -> None:
    decoder = PROTOCOLS[name].decoder()
    quickest = inf
    for _ in range(3):
        begun_s = time.process_time()
        assert decoder.feed(b"\n" + line + b"\n") == []
        quickest = min(quickest, time.process_time() - begun_s)
    assert quickest < 0.02
