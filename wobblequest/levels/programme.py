"""A programme: an evaluation, then sessions of warm-up, drills, rests and a closing check, over weeks, within bounds."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Annotated, Literal

from pydantic import BaseModel, Field, model_validator

from wobblequest.drills.limits import MOST_WORK_S, refusal
from wobblequest.levels.level import Level
from wobblequest.levels.options import STRICT, Goal, Sentence, Slug, Title
from wobblequest.levels.problems import near

AIMS = (70, 75, 80)
MOST_SESSION_MIN = 45
"""Of one session, rests included; how much of it may be work is limited by ``safety``."""
SHORT_REST_S = 30.0
"""After a warm-up, a test and the closing exercise, which name no rest of their own."""


class Dose(BaseModel):
    """How much, how often, for how long."""

    model_config = STRICT

    weeks: int = Field(ge=1, le=52, description="How many weeks.")
    sessions_per_week: int = Field(ge=1, le=7, description="How many sessions a week. More are never asked for.")
    session_min: int = Field(ge=3, le=MOST_SESSION_MIN, description="About how many minutes a session takes, rests included.")


class Evaluation(BaseModel):
    """What is measured before, in between and at the end."""

    model_config = STRICT

    tests: Annotated[tuple[Slug, ...], Field(strict=False, min_length=1, max_length=8)] = Field(
        description="Ids of test levels, in the order in which they are done.",
    )
    every_weeks: int = Field(4, ge=1, le=52, description="Done again after so many weeks.")


class Block(BaseModel):
    """One drill in a session: how many trials, and between which levels the difficulty may move."""

    model_config = STRICT

    drill: str = Field(description="Which exercise.")
    trials: int = Field(3, ge=1, le=10, description="How many trials of it in a session.")
    easiest: Slug = Field(description="Id of the easiest level that may be played.")
    hardest: Slug = Field(description="Id of the hardest level that may be played.")
    start: Slug | None = Field(None, description="Id of the level to begin with; left out, the easiest.")
    rest_s: float = Field(30.0, ge=30, le=600, description="Rest after each of its trials, in seconds.")


class Session(BaseModel):
    """What one session holds, in this order."""

    model_config = STRICT

    warm_up: Annotated[tuple[Slug, ...], Field(strict=False, max_length=4)] = Field(
        (), description="Ids of levels to begin with; their difficulty stays.",
    )
    blocks: Annotated[tuple[Block, ...], Field(strict=False, min_length=1, max_length=10)] = Field(description="The drills, in order.")
    closing: Slug | None = Field(None, description="Id of the level that ends each session, the same each time.")


class Safety(BaseModel):
    """Limits that hold whatever the blocks say."""

    model_config = STRICT

    most_work_min: float = Field(
        20.0, ge=1, le=30, description="After so many minutes of work the session closes: 20 at home, 30 in a clinic.",
    )
    long_rest_after_min: float = Field(6.0, ge=1, le=6, description="After so many minutes of work a long rest is due.")
    long_rest_s: float = Field(120.0, ge=120, le=600, description="The long rest, in seconds.")
    ask_after_each_block: Literal[True] = Field(True, description="Pain or dizziness is asked for after each drill; yes ends the session.")

    def rest_s(self, wanted_s: float, bout_s: float) -> float:
        """The rest after a trial, in seconds: a long one where, with that trial (a minute at most), enough was worked without one.

        bout_s : worked since the last long rest, before the trial.
        """
        return max(wanted_s, self.long_rest_s) if bout_s + MOST_WORK_S >= self.long_rest_after_min * 60.0 else wanted_s


class Programme(BaseModel):
    """One programme. Frozen; made by `levels.programme_load`, which also checks it against the levels there are."""

    model_config = STRICT

    id: Slug = Field(description="The programme's own name: small letters, digits and hyphens.")
    title: Title = Field(description="The title on the screen, at most 34 characters.")
    idea: Goal = Field(description="What it is for, in one sentence for the player.")
    who: Sentence = Field(description="For whom, and for whom not, in words for a therapist.")
    source: Sentence = Field(description="What it follows, with year and journal; or that it is our suggestion, for a therapist to adapt.")
    aim_pct: int = Field(
        75, description="Share of trials that should succeed: 75; 70 in rehabilitation; 80 for beginners or people afraid of falling.",
    )
    dose: Dose = Field(description="How much, how often, for how long.")
    evaluation: Evaluation | None = Field(None, description="What is measured before, in between and at the end.")
    session: Session = Field(description="What one session holds.")
    safety: Safety = Field(default_factory=lambda: Safety.model_validate({}), description="Limits that hold whatever the blocks say.")

    @model_validator(mode="after")
    def _aim_is_one(self) -> Programme:
        if self.aim_pct not in AIMS:
            raise refusal("aim_pct", f"{self.aim_pct} will not do: 75, or 70 in rehabilitation, or 80 for beginners")
        return self

    def unknown(self, levels: Mapping[str, Level]) -> Iterator[tuple[str, str]]:
        """What does not fit the levels there are, by id: (key, sentence) each, ending in what was perhaps meant."""
        if self.evaluation is not None:
            tests = [level.id for level in levels.values() if level.test]
            for i, name in enumerate(self.evaluation.tests):
                if name not in tests:
                    yield f"evaluation.tests[{i}]", f"there is no test `{name}`{_perhaps(name, tests)}"
        for i, name in enumerate(self.session.warm_up):
            if name not in levels:
                yield f"session.warm_up[{i}]", f"there is no level `{name}`{_perhaps(name, levels)}"
        closing = self.session.closing
        if closing is not None and closing not in levels:
            yield "session.closing", f"there is no level `{closing}`{_perhaps(closing, levels)}"
        for i, block in enumerate(self.session.blocks):
            yield from ((f"session.blocks[{i}].{key}", words) for key, words in _unknown_in(block, levels))


def _perhaps(name: str, known: Iterable[str]) -> str:
    return near(name, known) or "; `wobblequest levels list` shows them all"


def _unknown_in(block: Block, levels: Mapping[str, Level]) -> Iterator[tuple[str, str]]:
    ladder_ids = [level.id for level in levels.values() if level.drill == block.drill and not level.test]
    if not ladder_ids:
        yield "drill", f"there is no drill `{block.drill}`{_perhaps(block.drill, sorted({level.drill for level in levels.values()}))}"
        return
    ends = {"easiest": block.easiest, "hardest": block.hardest} | ({"start": block.start} if block.start is not None else {})
    found = {}
    for key, name in ends.items():
        if name not in ladder_ids:
            yield key, f"there is no level `{name}` of the drill `{block.drill}` to practise{_perhaps(name, ladder_ids)}"
        else:
            found[key] = levels[name].difficulty
    if len(found) < len(ends):
        return
    if found["easiest"] > found["hardest"]:
        yield "hardest", f"`{block.hardest}` is easier than `{block.easiest}`"
    elif not found["easiest"] <= found.get("start", found["easiest"]) <= found["hardest"]:
        yield "start", f"`{block.start}` must lie between `{block.easiest}` and `{block.hardest}`"


def ladder(block: Block, levels: Mapping[str, Level]) -> tuple[Level, ...]:
    """The levels a block may play, easiest first: of its drill, from its easiest to its hardest, no tests; at least one where it fits."""
    low, high = levels[block.easiest].difficulty, levels[block.hardest].difficulty
    own = [level for level in levels.values() if level.drill == block.drill and not level.test and low <= level.difficulty <= high]
    return tuple(sorted(own, key=lambda level: (level.difficulty, level.id)))


def work_s(level: Level) -> float:
    """The most seconds of work that one trial of a level asks."""
    longest = getattr(level.parameters, "duration_s", None)
    return float(longest) if isinstance(longest, int | float) else MOST_WORK_S


def expected_min(programme: Programme, levels: Mapping[str, Level]) -> float:
    """About how many minutes an ordinary session takes: work at its longest, rests, and a quarter of a minute to begin each trial."""
    session, safety = programme.session, programme.safety
    trials = [(work_s(levels[name]), SHORT_REST_S) for name in session.warm_up]
    for block in session.blocks:
        trials += [(max(work_s(level) for level in ladder(block, levels)), block.rest_s)] * block.trials
    trials += [(work_s(levels[session.closing]), SHORT_REST_S)] if session.closing else []
    seconds = bout_s = 0.0
    for worked_s, wanted_s in trials:
        rest_s = safety.rest_s(wanted_s, bout_s)
        bout_s = 0.0 if rest_s >= safety.long_rest_s else bout_s + worked_s
        seconds += 15.0 + worked_s + rest_s
    return seconds / 60.0


def by_id(levels: Sequence[Level]) -> dict[str, Level]:
    """Levels by their ids."""
    return {level.id: level for level in levels}
