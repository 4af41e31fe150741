"""Which level is a person's next one: from what was played before, pure and tested."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from wobblequest.core.recording import BOARD_KINDS
from wobblequest.levels.level import Level
from wobblequest.screens.screen import PastTrial, Practice
from wobblequest.screens.signal_words import counts
from wobblequest.session.suggestion import Step

DONE_STARS = 2
"""A level with so many stars is done; the next one is proposed."""


@dataclass(frozen=True, slots=True)
class Quest:
    """One drill's levels, easiest first, with the best stars so far; ``proposed`` is the place of the next sensible one.

    Tests stand after them and are no steps of the way: a therapist or a programme begins them.
    """

    drill: str
    levels: tuple[Level, ...]
    stars: tuple[int | None, ...]
    proposed: int

    def open(self, place: int) -> bool:
        """Whether the way to a level was walked: up to the proposed one, and whatever was played."""
        return place <= self.proposed or self.stars[place] is not None or self.levels[place].test


def drills_of(levels: Sequence[Level]) -> tuple[str, ...]:
    """The drills there are levels of, in the order of the levels."""
    return tuple(dict.fromkeys(level.drill for level in levels))


def best_stars(past: Sequence[PastTrial], *, board: bool) -> dict[str, int]:
    """Best stars of each level by id, from trials on a board or from others: they are two different things.

    A trial with a poor signal gives none.
    """
    best: dict[str, int] = {}
    for trial in past:
        result = trial.result
        if result.stars is not None and counts(result) and (result.source in BOARD_KINDS) == board:
            best[result.level] = max(result.stars, best.get(result.level, 0))
    return best


def quest(levels: Sequence[Level], drill: str, best: Mapping[str, int], last_level: str | None) -> Quest:
    """The quest of one drill. Proposed is the first level not yet done; when all are done, the last one played, else the last."""
    own = tuple(sorted((level for level in levels if level.drill == drill), key=lambda level: level.test))
    stars = tuple(best.get(level.id) for level in own)
    undone = (i for i, n in enumerate(stars) if not own[i].test and (n is None or n < DONE_STARS))
    played = next((i for i, level in enumerate(own) if level.id == last_level), len(own) - 1)
    return Quest(drill, own, stars, next(undone, played))


def proposed_level(practice: Practice) -> Level | None:
    """The next sensible level of the drill played last; of the first one where nothing was played yet, None without any level."""
    drills, past = drills_of(practice.levels), practice.past()
    if not drills:
        return None
    last = {trial.result.drill: trial.result.level for trial in past}
    drill = past[-1].result.drill if past and past[-1].result.drill in drills else drills[0]
    way = quest(practice.levels, drill, best_stars(past, board=practice.source.is_board), last.get(drill))
    return way.levels[way.proposed]


def after(quest: Quest, level: Level, step: Step) -> Level | None:
    """The level to propose after one was played: so far along the way as was suggested, within its ends.

    None where the level is not in the quest. After a test, the one that is proposed anyway.
    """
    if level not in quest.levels:
        return None
    if level.test:
        return quest.levels[quest.proposed]
    way = [each for each in quest.levels if not each.test]
    return way[min(max(way.index(level) + step, 0), len(way) - 1)]
