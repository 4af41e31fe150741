"""Garbage is looked for by hand while the game runs, and by itself as before afterwards."""

from __future__ import annotations

import gc
from collections.abc import Callable

import pytest

from wobblequest.app.sweeping import sweeping_by_hand


class Ring:
    """Garbage that only a look can find."""

    def __init__(self) -> None:
        self.me = self


def looks_at_all(work: Callable[[], object]) -> int:
    """How often Python looked through everything meanwhile."""
    found: list[int] = []

    def note(phase: str, info: dict[str, int]) -> None:
        if phase == "start" and info["generation"] == 2:
            found.append(1)

    gc.callbacks.append(note)
    try:
        work()
    finally:
        gc.callbacks.remove(note)
    return len(found)


def test_many_samples_cause_no_look_at_all_objects() -> None:
    before = gc.get_threshold()
    with sweeping_by_hand():
        assert looks_at_all(lambda: [Ring() for _ in range(300_000)]) == 0
    assert gc.get_threshold() == before
    assert gc.get_freeze_count() == 0
    assert looks_at_all(lambda: [Ring() for _ in range(300_000)]) > 0


def test_a_look_by_hand_still_finds_garbage() -> None:
    with sweeping_by_hand():
        for _ in range(1000):
            Ring()
        gc.collect(1)
        kept = [Ring() for _ in range(1000)]
        gc.collect(1)  # they are old now
        del kept
        assert gc.collect() >= 1000


def test_it_is_as_before_after_an_error() -> None:
    before = gc.get_threshold()
    with pytest.raises(ZeroDivisionError), sweeping_by_hand():
        raise ZeroDivisionError
    assert gc.get_threshold() == before
    assert gc.get_freeze_count() == 0
