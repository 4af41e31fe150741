"""When Python looks for garbage: where a new screen stands, and not in mid-play."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager

NEVER = 1_000_000_000


@contextmanager
def sweeping_by_hand() -> Iterator[None]:
    """While this lasts, only young objects are looked through by themselves; for the others call `gc.collect` where nobody plays.

    Python looks through all objects whenever a quarter of them is new. With the readings of a trial on a board of 1,000 samples a
    second this held a frame up for 40 to 160 ms, several times a minute. What is there at the beginning (modules, mostly) is taken for
    no garbage at all, which makes each look short.
    """
    young, middle, old = gc.get_threshold()
    gc.freeze()
    gc.set_threshold(young, middle, NEVER)
    try:
        yield
    finally:
        gc.set_threshold(young, middle, old)
        gc.unfreeze()
