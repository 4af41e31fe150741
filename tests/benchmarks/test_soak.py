"""A quarter of an hour of sessions through the program's own loop: what is kept stays bounded."""

from __future__ import annotations

from benchmarks.soak import day


def test_what_is_held_stays_bounded_from_trial_to_trial() -> None:
    with day() as station:
        station.pass_time(420.0)
        first = station.held()
        station.pass_time(480.0)
        last = station.held()
        canvas = station.loop.window.canvas
        assert last.trials >= first.trials + 2, "it was played on"
        assert last.objects - first.objects < 15_000, "of a trial nothing stays but its numbers"
        sprites = canvas._kit.sprites
        assert sprites._bytes <= sprites._budget
        assert len(canvas._backgrounds) <= 3
        assert station.loop.faults.times_s == [], "and nothing failed on the way"
        assert len(station.practice.past()) <= last.trials
