"""From bytes with jittered arrivals, polled by jittered frames, to a result: what was recorded gives exactly that result again."""

from __future__ import annotations

from functools import cache
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from wobblequest.core.calibration import Calibration
from wobblequest.core.chance import Chance
from wobblequest.core.reach import Reach
from wobblequest.core.recording import Header, SourceInfo, from_lines, to_lines
from wobblequest.core.samples import Reading, angles_from_up
from wobblequest.input.protocols.register import PROTOCOLS
from wobblequest.input.simulated import SimulatedSource
from wobblequest.input.stream import Stream
from wobblequest.levels.level import Level, level_from_json
from wobblequest.levels.shelf import load_shelf, shipped_folder
from wobblequest.session.replay import replay
from wobblequest.session.trial import Trial


@cache
def level() -> Level:
    data = load_shelf(shipped_folder()).find("reach-2").to_json()
    return level_from_json({**data, "parameters": {**data["parameters"], "targets": 2}})


def header() -> Header:
    return Header("t", level().to_json(), 3, Calibration(), Reach(), SourceInfo("serial", "board", "csv"))


@cache
def played() -> tuple[Reading, ...]:
    person, trial = SimulatedSource(skill=0.9, seed=8), Trial(header(), level())
    while not trial.over:
        person.aim(trial.target())
        trial.feed(person.step())
    return trial.recording().readings


@cache
def sent(protocol: str) -> tuple[tuple[float, bytes], ...]:
    """What a board sends of that motion, with the true time of each frame; a second of standing before, to be known by."""
    encoder = PROTOCOLS[protocol].encoder()
    still = [(-1.0 + i / 100, encoder.encode(-1.0 + i / 100, 0.0, 0.0, (0.0, 0.0, 0.0))) for i in range(100)]
    return ((-1.0, encoder.boot()), *still, *((r.t_s, encoder.encode(r.t_s, *angles_from_up(r.up), (0.0, 0.0, 0.0))) for r in played()))


@settings(max_examples=25, deadline=None)
@given(st.sampled_from(sorted(PROTOCOLS)), st.integers(0, 2**31), st.floats(0.0, 0.03), st.sampled_from([0.0, 0.016, 0.05]))
def test_jittered_arrivals_and_frames(protocol: str, seed: int, jitter_s: float, batch_s: float) -> None:
    """Arrivals late by up to 30 ms, or batched as USB adapters do; frames of 5 to 40 ms."""
    chance = Chance(seed)
    stream = Stream(10.0)
    stream.speaks(PROTOCOLS[protocol].decoder())
    trial = Trial(header(), level())
    arrivals: list[tuple[float, bytes]] = []
    last_s = 0.0
    for true_s, data in sent(protocol):
        at_s = 20.0 + (true_s if not batch_s else (true_s // batch_s + 1) * batch_s) + chance.uniform(0.0, jitter_s)
        last_s = max(last_s, at_s)  # a line keeps its order
        arrivals.append((last_s, data))
    now_s, i = arrivals[0][0], 0
    while i < len(arrivals) and not trial.over:
        now_s += chance.uniform(0.005, 0.04)
        chunks = []
        while i < len(arrivals) and arrivals[i][0] <= now_s:
            chunks.append(arrivals[i])
            i += 1
        for reading in stream.feed(chunks):
            trial.feed(reading)
        trial.view(chance.uniform(0.0, 0.1))
    trial.faults = stream.faults
    live = trial.result()
    assert live.quality.rate_hz == pytest.approx(100.0, rel=0.05)
    assert all(a.t_s < b.t_s for a, b in pairwise(trial.readings()))
    back = replay(from_lines(to_lines(trial.recording())))
    assert back.result() == live
    assert back.recording() == trial.recording()
