"""Words of play that stand long enough to be read."""

from __future__ import annotations

from itertools import groupby
from typing import Any

import pytest

from tests.screens.test_words import asked
from wobblequest.input.simulated import SimulatedSource
from wobblequest.input.source import Link
from wobblequest.levels.shelf import load_shelf, shipped_folder
from wobblequest.screens import flow
from wobblequest.screens.held_words import HeldWords
from wobblequest.screens.screen import Frame
from wobblequest.session.speaking import STANDS_S

FRAME_S = 0.02
LEVELS = load_shelf(shipped_folder())


def shown(told: str) -> str:
    """What is shown of words of one letter a frame of 1/8 s each, "." being no play."""
    words, out = HeldWords(), []
    for i, letter in enumerate(told):
        words.feed(100.0 + i / 8, letter.strip("."))
        out.append(words.shown or ".")
    return "".join(out)


@pytest.mark.parametrize(("told", "wanted"), [
    ("AAAABBBBBB", "AAAAAAABBB"),  # others when they have lasted
    ("AAABAABBAA", "AAAAAAAAAA"),  # what comes and goes is never shown
    ("AABCBCBCCCCC", "AAAAAAAAAACC"),  # of two in turn neither, before it lasts
    ("..AAA..BBB", "..AAA..BBB"),  # the first at once
])
def test_words_are_shown_once_they_last(told: str, wanted: str) -> None:
    assert shown(told) == wanted


@pytest.mark.parametrize("level", ["hold-8", "maze-5"])
def test_what_a_drill_says_for_a_moment_only_is_never_shown(level: str, practice: Any) -> None:
    """An unsteady person at the edge of where to be: the drill says one thing and the other, some of it for a single sample."""
    person = SimulatedSource(skill=0.3, seed=1, rate_hz=50.0)
    trial = practice.begin_trial(LEVELS.find(level))
    screen = flow.go_on(practice, trial)
    said, titles = [], []
    now_s = 100.0
    while trial.phase in ("countdown", "play"):
        person.aim(trial.target())
        trial.feed(person.step())
        now_s += FRAME_S
        screen.update(Frame(now_s, Link("live", "", 0.0)))
        if trial.phase == "play":
            said.append(str(trial.view().instruction))
            titles.append(str(asked(screen)["title"][0][0]))
    assert min(stood_s(said)) < 0.1
    assert min(stood_s(titles)) >= STANDS_S - FRAME_S / 2
    assert set(titles) <= set(said)


def stood_s(words: list[str]) -> list[float]:
    """How long each of them stood in a row, but for the last."""
    return [sum(1 for _ in same) * FRAME_S for _, same in groupby(words)][:-1]
