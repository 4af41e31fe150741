from __future__ import annotations

import pytest

from wobblequest.core.calibration import Calibration
from wobblequest.core.reach import Reach
from wobblequest.core.recording import Header, Recording, SourceInfo
from wobblequest.core.samples import Reading, up_from_angles
from wobblequest.input.replayed import ReplayedSource

INFO = SourceInfo("serial", "Board on ttyACM0", "witmotion", "1A86:7523")


def recording(times: list[float]) -> Recording:
    readings = tuple(Reading(t, up_from_angles(t, -t), (1.0, 2.0, 3.0), 0.98, t + 7) for t in times)
    return Recording(Header("id", {"id": "hold-1"}, 1, Calibration(), Reach(), INFO), readings, (), faults=4)


def test_readings_come_unchanged_when_their_time_has_come() -> None:
    kept = recording([5.0, 5.01, 5.02, 5.1, 5.3])
    source = ReplayedSource(kept)
    assert (source.info.kind, source.info.protocol) == ("replay", "witmotion")
    assert not source.info.is_board, "a replay made into a trial must never count as somebody's balance"
    assert source.calibration == kept.header.calibration
    assert source.poll(100.0) == [kept.readings[0]]
    assert source.poll(100.005) == []
    assert source.poll(100.02) == list(kept.readings[1:3])
    assert source.poll(100.09) == []
    assert source.poll(100.31) == list(kept.readings[3:])
    assert source.poll(100.5) == []
    link = source.link(100.5)
    assert link.state == "ended"
    assert link.faults == 4
    assert link.rate_hz == pytest.approx(4 / 0.3)


@pytest.mark.parametrize("step_s", [0.001, 0.0167, 0.1, 0.24])
def test_each_comes_once_however_it_is_polled(step_s: float) -> None:
    kept = recording([i / 100 for i in range(300)])
    source = ReplayedSource(kept)
    came = [r for i in range(int(3.2 / step_s) + 1) for r in source.poll(i * step_s)]
    assert tuple(came) == kept.readings


def test_a_recorded_silence_is_a_silence_again() -> None:
    source = ReplayedSource(recording([0.0, 0.01, 2.0]))
    for i in range(50):
        source.poll(i / 100)
    link = source.link(0.5)
    assert link.state == "stale"
    assert link.age_s == pytest.approx(0.49, abs=0.011)


def test_a_program_that_stood_still_is_not_rushed_through() -> None:
    source = ReplayedSource(recording([i / 100 for i in range(1000)]))
    source.poll(0.0)
    assert len(source.poll(3600.0)) == 25


def test_an_empty_recording_is_over_at_once() -> None:
    source = ReplayedSource(recording([]))
    assert source.poll(0.0) == []
    assert source.link(0.0).state == "ended"
    assert source.link(0.0).rate_hz is None


def test_closed_it_is_over() -> None:
    source = ReplayedSource(recording([0.0, 0.01]))
    assert source.link(0.0).state == "live"
    source.close()
    assert source.poll(0.0) == []
    assert source.link(0.0).state == "ended"
