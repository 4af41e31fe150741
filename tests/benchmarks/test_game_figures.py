"""What is worked out of a trial that a benchmark played: nothing that was lost, doubled or late may go unseen."""

from __future__ import annotations

from dataclasses import replace

import pytest

from benchmarks._played import Played
from benchmarks.game import backlog_ms, lost, wrong
from benchmarks.latency import latencies_ms

FRAME_S = 1 / 60


def play() -> Played:
    """A board of 100 Hz for ten frames of 1/60 s; each takes in what was written before it and is shown 2 ms later."""
    sent = [10_000 * i for i in range(40)]
    polled_s = [0.1 + FRAME_S * i for i in range(11)]
    arrived = [[stamp for stamp in sent if (at_s - FRAME_S) * 1e6 < stamp <= at_s * 1e6] for at_s in polled_s]
    shown_s = [at_s + 0.002 for at_s in polled_s]
    return Played(polled_s, shown_s, arrived, 0.03, 0.3, sent[5:30], 0, [1920, 1080], sent)


def test_of_a_whole_recording_nothing_is_lost_or_wrong() -> None:
    assert (lost(play()), wrong(play())) == (0, 0)
    assert play().share == pytest.approx(0.1)


def test_a_sample_that_is_missing_between_the_first_and_the_last_is_lost() -> None:
    stored = play().stored
    assert lost(replace(play(), stored=stored[:7] + stored[9:])) == 2


@pytest.mark.parametrize("spoil", [
    lambda stored: [*stored[:4], stored[3], *stored[4:]],
    lambda stored: [*stored[:4], stored[5], stored[4], *stored[6:]],
    lambda stored: [*stored[:4], stored[4] - 1, *stored[5:]],
], ids=["doubled", "out of order", "never sent"])
def test_a_sample_that_does_not_belong_there_is_seen(spoil: object) -> None:
    assert callable(spoil)
    assert wrong(replace(play(), stored=spoil(play().stored))) == 1


def test_latency_beyond_the_frame_leaves_out_the_wait_for_it() -> None:
    beyond, whole, newest = latencies_ms(play())
    assert beyond == pytest.approx([2.0] * len(beyond))
    assert len(beyond) == len(whole) > 10
    assert all(2.0 <= ms <= 2.0 + 1000 * FRAME_S + 1e-6 for ms in whole)
    assert max(newest) <= 2.0 + 10.0 + 1e-6


def test_a_sample_that_missed_its_frame_is_a_whole_frame_late() -> None:
    arrived = [list(stamps) for stamps in play().arrived]
    late = arrived[4].pop()
    arrived[5].insert(0, late)
    beyond, _, _ = latencies_ms(replace(play(), arrived=arrived))
    assert max(beyond) == pytest.approx(2.0 + 1000 * FRAME_S)
    assert sum(ms > 3.0 for ms in beyond) == 1


def test_a_sample_written_after_its_frame_began_is_timed_from_its_writing() -> None:
    arrived = [list(stamps) for stamps in play().arrived]
    arrived[6].append(round(play().polled_s[6] * 1e6) + 500)
    beyond, whole, _ = latencies_ms(replace(play(), arrived=arrived))
    assert min(beyond) == pytest.approx(1.5, abs=1e-3)
    assert min(whole) == pytest.approx(1.5, abs=1e-3)


def test_backlog_is_the_age_of_the_oldest_sample_of_a_frame() -> None:
    arrived = [list(stamps) for stamps in play().arrived]
    arrived[8] = [round(play().polled_s[8] * 1e6) - 70_000, *arrived[8]]
    assert max(backlog_ms(replace(play(), arrived=arrived))) == pytest.approx(70.0, abs=1e-3)
    assert max(backlog_ms(play())) <= 1000 * FRAME_S
