"""The beat of a sway, as it is heard on the play screen."""

from __future__ import annotations

from typing import Any

from wobblequest.draw.sound import SOUNDS
from wobblequest.levels.shelf import load_shelf, shipped_folder
from wobblequest.screens import flow


def test_every_end_is_heard_once_and_never_while_the_game_stands_still(practice: Any, make_walk: Any) -> None:
    level = load_shelf(shipped_folder()).find("rhythm-1")
    walk = make_walk(practice, flow.play(practice, level))
    trial = walk.screen.trial
    walk.follow(5.0, lambda: trial.phase == "play")
    assert practice.said == ["tick", "tick", "tick", "go"]
    walk.follow(10.0, lambda: trial.play_s > 6.5)
    assert practice.said[4:] == ["beat", "beat"]
    trial.pause("asked")
    walk.still(8.0)
    assert "beat" not in practice.said[6:]
    trial.resume()
    walk.follow(60.0, lambda: trial.over)
    walk.still(0.1)
    assert practice.said[4:].count("beat") == 11
    assert practice.said.count("finish") == 1


def test_the_beat_is_shorter_softer_and_higher_than_the_countdowns_tick() -> None:
    (beat,), (tick,) = SOUNDS["beat"], SOUNDS["tick"]
    assert beat.frequency_hz > 2 * tick.frequency_hz
    assert beat.loudness <= tick.loudness / 2
    assert beat.duration_s < tick.duration_s
    assert all(beat.frequency_hz != tone.frequency_hz for name, tones in SOUNDS.items() if name != "beat" for tone in tones)
