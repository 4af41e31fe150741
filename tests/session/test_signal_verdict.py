"""The word and its reason: the worst finding speaks, the first of equals."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import get_args

import pytest

from wobblequest.core.result import Quality
from wobblequest.session import signal_verdict as limits
from wobblequest.session.signal_verdict import STUCK, verdict

PAGE = Path(__file__).parents[2] / "docs" / "signal.md"

GOOD = Quality(100.0, 0, 0, 0.0, jitter_ms=0.3, missing_pct=0.1)


def judged(quality: Quality, samples: int = 6000, silent_s: float = 0.0, amiss: limits.Amiss = "missing") -> tuple[str, str]:
    return verdict(quality, samples=samples, lasted_s=60.0 + silent_s, silent_s=silent_s, amiss=amiss)


def test_nothing_amiss_needs_no_reason() -> None:
    assert judged(GOOD) == ("good", "")
    assert judged(replace(GOOD, jitter_ms=None, missing_pct=None, rate_hz=None)) == ("good", "")


@pytest.mark.parametrize(("changes", "fair", "poor", "reason"), [
    ("missing_pct", 4.1, 8.0, "1 in 12 samples is missing"), ("spikes", 3, 60, "60 wild jumps"),
    ("saturated_pct", 0.2, 2.0, "at its range's end in 2 %"), ("jitter_ms", 5.1, 15.0, "samples uneven by 15 ms"),
    ("drift_deg_per_min", 2.1, 6.0, "drifts 6° a minute at rest"), ("faults", 260, 700, "1 in 10 frames is damaged"),
    ("gaps", 1, 7, "7 gaps in the signal"), ("rate_hz", 44.9, 19.9, "only 20 samples a second"),
])
def test_each_measure_has_its_limits(changes: str, fair: float, poor: float, reason: str) -> None:
    silent_s = 0.5 if changes == "gaps" else 0.0
    assert judged(replace(GOOD, **{changes: fair}), silent_s=silent_s)[0] == "fair"
    assert judged(replace(GOOD, **{changes: poor}), silent_s=silent_s) == ("poor", reason)


def test_a_poor_finding_is_told_before_a_fair_one_and_a_stuck_axis_before_all() -> None:
    many = replace(GOOD, gaps=1, missing_pct=30.0, drift_deg_per_min=9.0)
    assert judged(many, silent_s=0.5) == ("poor", "1 in 3 samples is missing")
    assert judged(replace(many, stuck="left-right"), silent_s=0.5) == ("poor", "left–right does not move")
    assert judged(many, amiss="twice")[1] == "1 in 3 samples comes twice"


@pytest.mark.parametrize("gaps", [1, 2])
def test_one_or_two_gaps_cost_no_trial_unless_they_are_a_tenth_of_it(gaps: int) -> None:
    assert judged(replace(GOOD, gaps=gaps), silent_s=1.0)[0] == "fair"
    assert judged(replace(GOOD, gaps=gaps), silent_s=8.0)[0] == "poor"


def test_every_reason_fits_a_badge() -> None:
    worst = Quality(0.001, 10**9, 10**9, 1e9, 99999.0, 100.0, 10**9, 100.0, "", 99999.0)
    for name in ("rate_hz", "gaps", "faults", "jitter_ms", "missing_pct", "spikes", "saturated_pct", "drift_deg_per_min"):
        for amiss in get_args(limits.Amiss):
            word, reason = judged(replace(GOOD, **{name: getattr(worst, name)}), silent_s=1.0, amiss=amiss)
            assert word == "poor", name
            assert 0 < len(reason) <= 40, reason
    assert all(len(words) <= 40 for words in STUCK.values())


def test_the_page_for_therapists_has_these_limits() -> None:
    rows = [line for line in PAGE.read_text(encoding="utf-8").splitlines() if line.startswith("|")]
    cells = [[cell.strip() for cell in row.strip("|").split("|")] for row in rows]
    said = {row[0]: tuple(row[-2:]) for row in cells if len(row) == 5}
    assert said["only *n* samples a second"] == tuple(f"below {x:g}" for x in limits.RATE_HZ)
    assert said["1 in *n* samples is missing"] == tuple(f"{x:g} %" for x in limits.MISSING_PCT)
    assert said["1 in *n* samples comes twice, is out of order"] == tuple(f"{x:g} %" for x in limits.MISSING_PCT)
    assert said["1 in *n* frames is damaged"] == tuple(f"{x:g} %" for x in limits.FAULT_PCT)
    assert said["*n* wild jumps"] == (f"{100 * limits.SPIKE_PCT.fair:g} in 10,000", f"{limits.SPIKE_PCT.poor:g} in 100")
    assert said["at its range's end in *n* %"] == tuple(f"{x:g} %" for x in limits.SATURATED_PCT)
    assert said["samples uneven by *n* ms"] == tuple(f"{x:g} ms" for x in limits.JITTER_MS)
    assert said["drifts *n*° a minute at rest"] == tuple(f"{x:g}" for x in limits.DRIFT_DEG_PER_MIN)
    assert said["*n* gaps in the signal"] == ("any", f"more than two and {limits.GAPS_PER_MIN.poor:g} a minute, or a tenth of the time")
    assert (limits.FEW_GAPS, limits.SILENT_SHARE.poor) == (2, 0.1)
    for reason in (STUCK["both"], STUCK["gyro"], "hardly any samples came"):
        assert said[reason][1] == "always"
