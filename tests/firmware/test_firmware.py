"""The firmware on two simulated boards with a simulated sensor: what it sends, and what it does when something goes wrong."""

from __future__ import annotations

import subprocess
from itertools import pairwise
from math import sqrt
from pathlib import Path

import pytest

from wobblequest.core.samples import angle_between_deg, up_from_angles
from wobblequest.input.detect import detect

SAMPLE_S = 0.01
WORST_DEG, RMS_DEG = 0.6, 0.25
"""How far the tilt may be off the motion file's, with an MPU-6050's noise and a gyroscope's bias of 2.6 °/s."""


def flat(t_s: float) -> tuple[float, float]:
    return 0.0, 0.0


def off_deg(heard, angles, since_s: float = 0.0) -> list[float]:  # type: ignore[no-untyped-def]
    """How far each sample is off the motion."""
    return [angle_between_deg(frame.up, up_from_angles(*angles(frame.device_t_s))) for frame in heard.frames if frame.device_t_s >= since_s]


def test_it_sends_a_hundred_whole_samples_a_second_that_say_how_it_is_tilted(board, run, motion, rocking) -> None:
    heard = run(board, motion(rocking, 22), 22)
    assert heard.decoder.faults == 0
    assert heard.decoder.skipped_bytes <= 64  # the last line, cut by the end
    assert len(heard.frames) >= 100 * (22 - 0.35)
    steps_s = [b - a for a, b in pairwise(heard.times_s)]
    assert min(steps_s) > SAMPLE_S - 0.001
    assert max(steps_s) < SAMPLE_S + 0.001
    # no drift: 2,000 periods are exact to within one sample's jitter
    assert heard.times_s[2000] - heard.times_s[0] == pytest.approx(2000 * SAMPLE_S, abs=0.0005)
    off = off_deg(heard, rocking)
    assert max(off[200:]) < WORST_DEG
    assert sqrt(sum(v * v for v in off[200:]) / len(off[200:])) < RMS_DEG
    assert detect(heard.data).protocol == "wobblequest"
    assert detect(heard.data[777:]).protocol == "wobblequest"


def test_the_gyroscopes_bias_is_taken_off_once_it_was_still_for_a_second(board, run, motion) -> None:
    heard = run(board, motion(flat, 4, bias_dps=(3.0, -7.0, 15.0)), 4)
    before = [frame.rate_dps for frame in heard.frames if frame.device_t_s < 1.0]
    after = [frame.rate_dps for frame in heard.frames if frame.device_t_s > 2.0]
    assert [sum(axis) / len(before) for axis in zip(*before, strict=True)] == pytest.approx([3.0, -7.0, 15.0], abs=0.1)
    assert [sum(axis) / len(after) for axis in zip(*after, strict=True)] == pytest.approx([0.0, 0.0, 0.0], abs=0.1)


def test_a_slow_steady_turn_is_not_taken_for_bias_for_long(board, run, motion) -> None:
    heard = run(board, motion(lambda t_s: (max(0.0, min(20.0, t_s - 3.0)), 0.0), 25, bias_dps=(0.0, 0.0, 0.0)), 25)
    assert max(off_deg(heard, lambda t_s: (max(0.0, min(20.0, t_s - 3.0)), 0.0))) < 1.0


def test_a_knock_against_the_rim_does_not_shake_the_tilt(board, run, motion) -> None:
    heard = run(board, motion(flat, 6, knocks_s=[3.0, 4.0, 5.0]), 6)
    assert max(off_deg(heard, flat, since_s=2.9)) < WORST_DEG


def test_it_says_who_it_is_at_the_start_and_when_it_is_asked(board, run, motion) -> None:
    heard = run(board, motion(flat, 3), 3, "--ask", "2")
    told = [line for line in heard.lines if line.startswith(b"WQI")]
    assert len(told) == 2
    assert heard.lines[0] == told[0] == told[1]
    assert heard.decoder.board.firmware == "1.0.0"
    assert heard.decoder.board.sensor == "MPU-6050"
    assert heard.decoder.identity.isalnum()
    numbers = [int(line.split(b",")[1]) for line in heard.lines if line.startswith(b"WQS")]
    assert numbers == list(range(len(numbers))), "the answer cost no sample"


def test_an_atmega_keeps_its_number_over_a_restart_and_another_one_has_another(simavr_board, run, motion, tmp_path: Path) -> None:
    still = motion(flat, 1)
    identities = [
        run(simavr_board, still, 1, "--noise", noise, "--eeprom", str(tmp_path / kept)).decoder.identity
        for noise, kept in (("1", "a"), ("2", "a"), ("2", "b"), ("3", "c"))
    ]
    first, again, *others = identities
    assert again == first
    assert len({first, *others}) == 3
    (tmp_path / "a").write_bytes(b"\x12" * 1024)  # what another sketch left in the EEPROM is no number of ours
    assert run(simavr_board, still, 1, "--noise", "1", "--eeprom", str(tmp_path / "a")).decoder.identity == first


def test_an_esp32_has_its_number_from_the_factory(esp32_board, run, motion) -> None:
    assert run(esp32_board, motion(flat, 1), 1, "--mac", "0605A4CF3024").decoder.identity == "2430CFA40506"


def test_without_a_sensor_it_says_so_every_second_and_the_program_says_it_in_words(board, run, motion) -> None:
    heard = run(board, motion(flat, 1, [(0.0, "absent")]), 5.5)
    assert heard.frames == []
    complaints = [line for line in heard.lines if line.startswith(b"WQE,1,")]
    assert len(complaints) in (5, 6)
    seen = detect(heard.data)
    assert (seen.protocol, seen.seen) == ("unknown", "ill")
    assert "check the four wires" in seen.words
    assert heard.decoder.identity, "it says who it is all the same"
    assert heard.decoder.board.sensor == "none"


@pytest.mark.parametrize(("what", "code"), [("absent", 3), ("hung", 3), ("frozen", 4), ("asleep", 4)])
def test_a_sensor_that_fails_in_the_middle_is_told_and_started_again_and_no_frozen_sample_is_sent(
    board, run, motion, rocking, what: str, code: int
) -> None:
    events = [(4.0, what), *([(7.0, "there")] if what != "asleep" else [])]
    heard = run(board, motion(rocking, 10, events), 10)
    gap_s, begun_s = max((b - a, a) for a, b in pairwise(heard.times_s))
    assert begun_s == pytest.approx(4.0, abs=0.02)
    assert 2.9 < gap_s < 4.0 if what != "asleep" else gap_s < 0.5
    complaints = [line for line in heard.lines if line.startswith(b"WQE,")]
    assert complaints[0].startswith(b"WQE,%d," % code)
    assert len(complaints) in ((3, 4, 5) if what != "asleep" else (1,))
    assert any(line.startswith(b"WQN,sensor started again") for line in heard.lines)
    assert heard.decoder.faults == pytest.approx(gap_s / SAMPLE_S - 1, abs=1), "the numbers tell how many samples are missing"
    assert heard.decoder.why == "", "all is well again"
    assert max(off_deg(heard, rocking, since_s=2.0)) < 2.0, "no sample says what is not so"
    assert max(off_deg(heard, rocking, since_s=begun_s + gap_s + 0.8)) < 1.0
    assert len({frame.up for frame in heard.frames if frame.device_t_s > 2.1}) > 0.99 * sum(t_s > 2.1 for t_s in heard.times_s)


def test_a_sensor_that_comes_late_is_found(board, run, motion) -> None:
    heard = run(board, motion(flat, 4, [(0.0, "absent"), (2.0, "there")]), 4)
    assert 2.0 < heard.times_s[0] < 2.8
    assert not any(line.startswith(b"WQN") for line in heard.lines), "it was not started again: it had never been started"


@pytest.mark.parametrize(("chip", "name"), [("0x68", "MPU-6050"), ("0x70", "MPU-6500"), ("0x71", "MPU-9250"), ("0x73", "MPU-9255")])
def test_its_successors_are_known_by_name(esp32_board, run, motion, chip: str, name: str) -> None:
    heard = run(esp32_board, motion(flat, 1), 1, "--chip", chip)
    assert heard.decoder.board.sensor == name
    assert len(heard.frames) > 50


def test_a_sensor_that_it_does_not_know_is_named_and_not_believed(esp32_board, run, motion) -> None:
    heard = run(esp32_board, motion(flat, 1), 2, "--chip", "0xEA")
    assert heard.frames == []
    assert heard.lines[-1].startswith(b"WQE,2,unknown sensor - WHO_AM_I,234*")
    assert "none that its firmware knows" in heard.decoder.why


def test_its_clock_begins_anew_at_zero_without_anything_to_be_seen(esp32_board, run, motion, rocking) -> None:
    heard = run(esp32_board, motion(rocking, 8), 8, "--from", str(2**32 - 4_000_000))
    assert any(b",4294" in line for line in heard.lines)
    assert heard.decoder.faults == 0
    assert all(abs(b - a - SAMPLE_S) < 0.001 for a, b in pairwise(heard.times_s))
    begun_s = (2**32 - 4_000_000) / 1e6
    assert max(off_deg(heard, lambda t_s: rocking(t_s - begun_s), since_s=begun_s + 2)) < WORST_DEG


def test_it_never_waits_for_a_port_that_takes_nothing_but_counts_the_samples_that_it_drops(esp32_board, run, motion, rocking) -> None:
    heard = run(esp32_board, motion(rocking, 8), 8, "--stall", "3", "5")
    assert sum(3.0 < t_s < 5.0 for t_s in heard.times_s) <= 3, "what its port's buffer still took"
    assert heard.decoder.faults == round((heard.times_s[-1] - heard.times_s[0]) / SAMPLE_S) + 1 - len(heard.times_s)
    assert 190 < heard.decoder.faults < 200
    assert max(off_deg(heard, rocking, since_s=2.0)) < WORST_DEG, "it went on measuring meanwhile"


def test_nothing_but_wire_is_needed() -> None:
    from_elsewhere: set[str] = set()
    for file in (Path(__file__).parents[2] / "firmware" / "wobblequest_board").iterdir():
        from_elsewhere |= {line.split()[1] for line in file.read_text(encoding="utf-8").splitlines() if line.startswith("#include <")}
    assert from_elsewhere == {"<Arduino.h>", "<Wire.h>", "<avr/eeprom.h>", "<math.h>", "<stdint.h>"}


def test_it_leaves_room_on_the_smallest_board(elf: Path) -> None:
    sizes = subprocess.run(["avr-size", str(elf)], capture_output=True, text=True, check=True).stdout.splitlines()[1].split()
    text, data, bss = map(int, sizes[:3])
    assert text + data < 30720, "an old Nano has 30 KiB for a sketch"
    assert data + bss < 1400, "2 KiB of memory, and the stack needs some"


