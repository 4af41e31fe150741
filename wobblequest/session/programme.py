"""A session of a programme as a fold: what to do next, how hard, and why; and after each trial the run that follows.

The difficulty of each drill follows the weighted up–down rule (`scoring.staircase`) along that drill's ladder of levels, inside the
programme's bounds; a trial succeeds with two stars. It begins where the silent estimate of ability says (`scoring.ability`, one SD easier),
or at the block's own start where nothing is known. Upwards it goes one level of the ladder at a time, so that little changes at once.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Literal

from wobblequest.core.messages import Message, message
from wobblequest.core.result import Result
from wobblequest.levels.difference import in_words
from wobblequest.levels.level import Level
from wobblequest.levels.programme import SHORT_REST_S, Block, Programme, ladder
from wobblequest.scoring.ability import Ability
from wobblequest.scoring.profile import DONE_STARS
from wobblequest.scoring.staircase import Staircase

LEAST_ATTEMPTS = 3
"""Of so many trials ability must know before it sets a start: one lucky trial is none."""

Part = Literal["test", "warm-up", "practise", "closing"]


@dataclass(frozen=True, slots=True)
class Step:
    """One level to play. part : of the session. why : one sentence on why this one. rest_s : to rest afterwards. asks : pain and dizziness
    are asked for afterwards."""

    part: Part
    level: Level
    why: Message
    rest_s: float = SHORT_REST_S
    asks: bool = False


@dataclass(frozen=True, slots=True)
class Course:
    """How one block goes today. at : place on its ladder. words : why it stands there. done : trials."""

    block: Block
    levels: tuple[Level, ...]
    staircase: Staircase
    at: int
    words: Message
    done: int = 0

    @property
    def level(self) -> Level:
        return self.levels[self.at]


@dataclass(frozen=True, slots=True)
class Run:
    """Where a session stands. Frozen; `begin` makes the first one, `after` the next.

    tests : still to be done (an evaluation has only these). warm_up : still to be done. courses : of all blocks. closing : the closing
    level, None once done. work_s, bout_s : worked so far, and since the last long rest. rest_s, asks : after the newest trial: how long to
    rest, and whether pain is asked for. ended : why it ended early, "" while it goes on.
    """

    programme: Programme
    tests: tuple[Level, ...] = ()
    warm_up: tuple[Level, ...] = ()
    courses: tuple[Course, ...] = ()
    closing: Level | None = None
    work_s: float = 0.0
    bout_s: float = 0.0
    played: int = 0
    rest_s: float = 0.0
    asks: bool = False
    ended: str = ""

    @property
    def over(self) -> bool:
        return bool(self.ended) or next_step(self) is None


def begin(programme: Programme, levels: Mapping[str, Level], abilities: Mapping[str, Ability], *, evaluate: bool = False) -> Run:
    """A session before its first trial. abilities : by level, under its conditions and those of today, where such trials were played.

    evaluate : the tests are due: the session is these alone.
    """
    if evaluate and programme.evaluation is not None:
        return Run(programme, tests=tuple(levels[name] for name in programme.evaluation.tests))
    session = programme.session
    return Run(
        programme, warm_up=tuple(levels[name] for name in session.warm_up),
        courses=tuple(_course(programme, block, levels, abilities.get(block.start or block.easiest)) for block in session.blocks),
        closing=None if session.closing is None else levels[session.closing],
    )


def _course(programme: Programme, block: Block, levels: Mapping[str, Level], ability: Ability | None) -> Course:
    steps = ladder(block, levels)
    low, high = steps[0].difficulty, steps[-1].difficulty
    if ability is not None and ability.attempts >= LEAST_ATTEMPTS:
        start, words = min(max(ability.start, low), high), message("A little easier than where you were last time")
    else:
        start, words = levels[block.start or block.easiest].difficulty, message("This is where it begins")
    return Course(block, steps, Staircase(start, low, high, programme.aim_pct / 100.0), _place(steps, start), words)


def _place(steps: tuple[Level, ...], difficulty: float) -> int:
    """The hardest level that is not harder than a difficulty; the first where all are."""
    return max((i for i, level in enumerate(steps) if level.difficulty <= difficulty + 1e-9), default=0)


def next_step(run: Run) -> Step | None:
    """What to play now; None where the session is over."""
    if run.ended:
        return None
    if run.tests:
        level = run.tests[0]
        rest = max(SHORT_REST_S, level.rest_s)
        return Step("test", level, message("A test: it measures where you stand, and stays the same"), _rest(run, rest), asks=True)
    if run.warm_up:
        return Step("warm-up", run.warm_up[0], message("Something easy to warm up"), _rest(run, SHORT_REST_S))
    course = next((each for each in run.courses if each.done < each.block.trials), None)
    spent = run.work_s >= run.programme.safety.most_work_min * 60.0
    if course is not None and not spent:
        last = course.done + 1 == course.block.trials
        return Step("practise", course.level, course.words, _rest(run, course.block.rest_s), asks=last)
    if run.closing is not None:
        why = message("That was enough for today: one easy one to end with") if spent else message("One to end with, the same each time")
        return Step("closing", run.closing, why, _rest(run, SHORT_REST_S), asks=True)
    return None


def _rest(run: Run, rest_s: float) -> float:
    return run.programme.safety.rest_s(rest_s, run.bout_s)


def after(run: Run, result: Result) -> Run:
    """The run after one more trial of what `next_step` said. A trial without stars (stopped, a poor signal) makes it neither harder nor
    easier."""
    step = next_step(run)
    if step is None:
        return run
    safety, worked = run.programme.safety, result.duration_s
    # A test of several rounds is more than the minute that a step reckons with.
    due = run.bout_s + worked >= safety.long_rest_after_min * 60.0
    rest_s = max(step.rest_s, safety.long_rest_s) if due else step.rest_s
    run = replace(
        run, work_s=run.work_s + worked, bout_s=0.0 if rest_s >= safety.long_rest_s else run.bout_s + worked, played=run.played + 1,
        rest_s=rest_s, asks=step.asks,
    )
    match step.part:
        case "test":
            return replace(run, tests=run.tests[1:])
        case "warm-up":
            return replace(run, warm_up=run.warm_up[1:])
        case "closing":
            return replace(run, closing=None)
    courses = list(run.courses)
    i = next(i for i, each in enumerate(courses) if each.done < each.block.trials)
    courses[i] = _moved(courses[i], result)
    return replace(run, courses=tuple(courses))


def _moved(course: Course, result: Result) -> Course:
    if result.stars is None:
        return replace(course, done=course.done + 1, words=message("That one could not be judged: the same again"))
    success = result.stars >= DONE_STARS
    staircase = course.staircase.after(success)
    at = min(_place(course.levels, staircase.level), course.at + 1)
    words = _stays(success, staircase.level, course) if at == course.at else _changes(success, course.levels[course.at], course.levels[at])
    return replace(course, staircase=staircase, at=at, done=course.done + 1, words=words)


def _changes(success: bool, before: Level, now: Level) -> Message:
    changes = in_words(before, now)
    if success:
        return message("You did it: a little harder, {changes}", changes=changes) if changes else message("You did it: a little harder")
    return message("Missed: a little easier, {changes}", changes=changes) if changes else message("Missed: a little easier")


def _stays(success: bool, level: float, course: Course) -> Message:
    if success:
        top = course.at == len(course.levels) - 1
        return message("You did it: this is as hard as it may get") if top else message("You did it: once more, and then it gets harder")
    bottom = course.at == 0 and level <= course.staircase.low
    return message("Once more: this is as easy as it gets") if bottom else message("Once more, at the same level")


def stop(run: Run, why: str) -> Run:
    """End the session early. why : one sentence, such as that there was pain."""
    return replace(run, ended=why)


def worked(run: Run, seconds: float) -> Run:
    """After a trial that was stopped: nothing is done by it, and its work counts towards rests and the end of the session."""
    return replace(run, work_s=run.work_s + seconds, bout_s=run.bout_s + seconds)
