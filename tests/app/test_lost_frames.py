"""Fault F4: frames lost, doubled, out of order. One in a hundred changes no measure by 2 %; one in five, and the trial is marked."""

from __future__ import annotations

import os
import threading
import time
from functools import cache
from random import Random

import pytest

from wobblequest.core.calibration import Calibration
from wobblequest.core.reach import Reach
from wobblequest.core.recording import Header, SourceInfo
from wobblequest.core.result import Result
from wobblequest.core.samples import Reading, angles_from_up, cross
from wobblequest.input.protocols.decoder import Encoder
from wobblequest.input.protocols.register import PROTOCOLS
from wobblequest.input.simulated import SimulatedSource
from wobblequest.input.stream import Stream
from wobblequest.levels.level import Level
from wobblequest.levels.shelf import load_shelf, shipped_folder
from wobblequest.session.trial import Trial

HEADLINE = ("time_on_target_pct", "mean_velocity_2d", "osi", "rms_resultant", "mean_distance", "path_2d", "range_2d")
"""What a result shows of a hold first, and what its points are made of."""
BEFORE_S = 1.0


@cache
def level() -> Level:
    return load_shelf(shipped_folder()).find("hold-3")


def new_trial() -> Trial:
    return Trial(Header("t", level().to_json(), 3, Calibration(), Reach(), SourceInfo("serial", "board", "")), level())


@cache
def sent(protocol: str) -> tuple[tuple[float, bytes], ...]:
    """(when, frame) of a simulated person's whole trial at 100 Hz, after a second in which the board becomes known."""
    person, trial, encoder = SimulatedSource(skill=0.6, seed=8), new_trial(), PROTOCOLS[protocol].encoder()
    out = [(i / 100, encoder.encode(i / 100, 0.01 * i, 0.0, (0.0, 1.0, 0.0))) for i in range(round(100 * BEFORE_S))]
    last: Reading | None = None
    while not trial.over:
        person.aim(trial.target())
        reading = person.step()
        trial.feed(reading)
        out.append((BEFORE_S + reading.t_s, _frame(encoder, reading, last)))
        last = reading
    out += [(out[-1][0] + 0.01 * (k + 1), out[-1][1]) for k in range(50)]
    return tuple(out)


def _frame(encoder: Encoder, reading: Reading, last: Reading | None) -> bytes:
    rate = (0.0, 0.0, 0.0)
    if last is not None:
        per_s = 57.29577951308232 / (reading.t_s - last.t_s)
        x, y, z = cross(reading.up, last.up)
        rate = (x * per_s, y * per_s, z * per_s)
    return encoder.encode(BEFORE_S + reading.t_s, *angles_from_up(reading.up), rate)


def harmed(frames: tuple[tuple[float, bytes], ...], how: str, share: float, seed: int) -> list[tuple[float, bytes]]:
    chance, out = Random(seed), []
    late: bytes | None = None
    for at_s, frame in frames:
        hit = chance.random() < share
        if how == "lost" and hit:
            continue
        if how == "out of order":
            if late is not None:
                out += [(at_s, frame), (at_s, late)]
                late = None
                continue
            if hit:
                late = frame
                continue
        out.append((at_s, frame))
        if how == "doubled" and hit:
            out.append((at_s, frame))
    return out


def result_of(protocol: str, chunks: list[tuple[float, bytes]]) -> Result:
    stream, trial = Stream(0.0), new_trial()
    stream.speaks(PROTOCOLS[protocol].decoder())
    for chunk in chunks:
        for reading in stream.feed([chunk]):
            trial.feed(reading)
    trial.faults = stream.faults
    return trial.result()


@cache
def undisturbed(protocol: str) -> Result:
    result = result_of(protocol, list(sent(protocol)))
    assert (result.quality.word, result.quality.missing_pct) == ("good", 0.0)
    assert result.points is not None
    return result


PROTOCOLS_HERE = pytest.mark.parametrize("protocol", ["csv", "wobblequest", "witmotion", "bno-rvc"])
"""With a time of the board's own, with time and number, with neither, with a number alone."""
WAYS = pytest.mark.parametrize("how", ["lost", "doubled", "out of order"])


@WAYS
@PROTOCOLS_HERE
def test_f4_one_frame_in_a_hundred_changes_no_measure_by_two_per_cent(protocol: str, how: str) -> None:
    whole, result = undisturbed(protocol), result_of(protocol, harmed(sent(protocol), how, 0.01, seed=1))
    for name in HEADLINE:
        assert result.measures[name].value == pytest.approx(whole.measures[name].value, rel=0.02), name
    assert result.quality.word in ("good", "fair")
    assert result.points == pytest.approx(whole.points, abs=2)


@WAYS
@PROTOCOLS_HERE
def test_f4_one_frame_in_five_marks_the_trial(protocol: str, how: str) -> None:
    for seed in (1, 2):
        result = result_of(protocol, harmed(sent(protocol), how, 0.2, seed))
        assert result.completed
        assert (result.quality.word, result.points, result.stars) == ("poor", None, None)
        assert any("The signal was poor" in note and "not the player's" in note for note in result.notes)


@pytest.mark.skipif(not hasattr(os, "openpty"), reason="this system has no pseudo-terminals")
def test_f4_through_a_real_pseudo_terminal() -> None:
    """Four seconds of a board of which every fifth frame never comes: told while it plays, and marked in the trial."""
    import tty

    from wobblequest.input.serial_source import SerialSource

    master, slave = os.openpty()
    tty.setraw(slave)
    source, trial = SerialSource(os.ttyname(slave), protocol="wobblequest"), new_trial()
    waiting = [(at_s, data) for i, (at_s, data) in enumerate(sent("wobblequest")[:500]) if i % 5 != 2]
    came, live, begun_s = 0, None, None
    give_up_s = time.perf_counter() + 30.0
    try:
        while came < 300:
            now_s = time.perf_counter()
            link = source.link(now_s)
            assert now_s < give_up_s, (len(waiting), came, link)
            if begun_s is None and "Opening" not in link.words:
                begun_s = now_s
            while begun_s is not None and waiting and waiting[0][0] <= now_s - begun_s:
                os.write(master, waiting.pop(0)[1])
            for reading in source.poll(now_s):
                trial.feed(reading)
                came += 1
            live = link.quality or live
            threading.Event().wait(0.002)
        result = trial.result()
        assert live is not None
        for quality in (live, result.quality):
            assert (quality.word, quality.reason) == ("poor", "1 in 5 samples is missing")
            assert quality.missing_pct == pytest.approx(20.0, abs=2.0)
    finally:
        source.close()
        os.close(master)
        os.close(slave)
