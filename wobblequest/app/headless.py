"""One trial without a window: how tests, benchmarks and scripts play."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable
from pathlib import Path

from wobblequest.app.answering import answer_by_person
from wobblequest.app.ending import Ending, ended_by_signal
from wobblequest.app.practice import StationPractice
from wobblequest.app.sources import Spec, read_recording
from wobblequest.core.errors import BoardLost, UsageError, WobbleQuestError
from wobblequest.core.result import Result
from wobblequest.input.captured import CapturedSource
from wobblequest.input.simulated import SimulatedSource
from wobblequest.input.source import Link, Source
from wobblequest.levels.level import Level
from wobblequest.session.replay import replay
from wobblequest.session.trial import Trial

POLL_S = 0.004
FIRST_SAMPLE_WITHIN_S = 20.0
"""A board that resets on opening, waits for its prompt and calibrates itself may take this long."""
PAIRED_WITHIN_S = 120.0
"""A phone is to be told an address and a port first, by somebody who types them."""
GIVE_UP_AFTER_S = 30.0
"""A board that was lost in mid-trial and has not come back by then ends the trial."""


def replay_file(spec: Spec, level: Level | None) -> Result:
    """The result of a recording played again as fast as it can: by its own level, or by another one."""
    recording = read_recording(Path(spec.place))
    if level is None or level.id == recording.header.level.get("id"):
        return replay(recording).result()
    raise UsageError(
        f"{spec.place} was recorded on level {recording.header.level.get('id')!r}, not {level.id!r}; "
        "leave --level out, or use `wobblequest score FILE --level …` to measure it by another level"
    )


def play_simulated(practice: StationPractice, source: SimulatedSource, level: Level) -> Result:
    """A whole trial of the simulated person, sample by sample in lockstep, as fast as it can."""
    live = Link("live", source.info.name, age_s=0.0, rate_hz=source.rate_hz)
    trial = practice.begin_trial(level)
    while not trial.over:
        reading = source.step()
        practice.take([reading], live, reading.t_s)
        source.aim(trial.target())
        answer_by_person(source, trial)
    return practice.end_trial()


def play_live(practice: StationPractice, source: Source, level: Level, *, ending: Ending | None = None,
              clock: Callable[[], float] = time.perf_counter, wait: Callable[[float], None] = time.sleep) -> Result:
    """A whole trial on a board, in real time.

    A board that goes silent pauses the trial; when it is back the trial goes on by itself. SIGTERM and Ctrl-C stop it, as does the end
    of a capture: what was played until then is its result. Raises BoardLost where no board answers, or where it stays away; what was
    recorded until then is stored. Raises WobbleQuestError where a capture ends before any tilt.
    """
    ending = ending or Ending()
    info_known = _await_first_sample(practice, source, ending, clock, wait)
    if practice.calibration is None:
        print(f"{info_known}: not calibrated yet; taking the sensor as x forward, y left, z up", file=sys.stderr)
    trial = practice.begin_trial(level)
    lost_since: float | None = None
    while not trial.over:
        now = clock()
        readings = source.poll(now)
        link = source.link(now)
        practice.take(readings, link, now)
        if link.state == "ended":
            print(f"{link.words} The level was not: its result is of what there was.", file=sys.stderr)
            break
        source.aim(trial.target())
        lost_since = _mind_the_link(trial, bool(readings) and not link.hangs, lost_since, now)
        if ending.asked:
            trial.stop("asked")
        wait(POLL_S)
    result = practice.end_trial()
    if trial.stop_reason == "lost":
        raise BoardLost(
            f"the board was away, or its sensor hung, for {GIVE_UP_AFTER_S:g} s, or another one took its place; the trial is stored as "
            "stopped. Check the cable and play again."
        )
    return result


def play_captured(practice: StationPractice, source: CapturedSource, level: Level, *, ending: Ending | None = None) -> Result:
    """A whole trial on the bytes that a board once sent, as fast as it can: the clock goes on with each poll."""
    now_s = 0.0

    def wait(seconds: float) -> None:
        nonlocal now_s
        now_s += seconds

    return play_live(practice, source, level, ending=ending, clock=lambda: now_s, wait=wait)


def _await_first_sample(
    practice: StationPractice, source: Source, ending: Ending, clock: Callable[[], float], wait: Callable[[float], None],
) -> str:
    start, told = clock(), ""
    is_phone = source.info.kind == "phone"
    within_s = PAIRED_WITHIN_S if is_phone else FIRST_SAMPLE_WITHIN_S
    while not ending.asked:
        now = clock()
        readings = source.poll(now)
        link = source.link(now)
        if is_phone and link.words != told:
            print(link.words, file=sys.stderr)  # the pairing code, which nobody could know otherwise
            told = link.words
        practice.take(readings, link, now)
        if readings and link.state == "live":
            return source.info.name or source.info.kind
        if link.state == "ended":
            raise WobbleQuestError(f"no tilt came, so nothing was played: {link.words}")
        if now - start > within_s:
            raise BoardLost(f"no board answered within {within_s:g} s: {link.words}")
        wait(POLL_S)
    raise WobbleQuestError("ended before the board's first sample: nothing was played and nothing is stored")


def _mind_the_link(trial: Trial, alive: bool, lost_since: float | None, now: float) -> float | None:
    """Since when the board is away, None while it is there; goes on by itself, gives up after a while."""
    if alive:
        if trial.phase == "paused":
            trial.resume()
        return None
    lost_since = now if lost_since is None else lost_since
    if now - lost_since > GIVE_UP_AFTER_S:
        trial.stop("lost")
    return lost_since


def play_once(practice: StationPractice, source: Source, level: Level) -> Result:
    """One trial on whatever the source is, but keyboard and mouse: they lean in a window."""
    if isinstance(source, SimulatedSource):
        return play_simulated(practice, source, level)
    with ended_by_signal() as ending:
        if isinstance(source, CapturedSource):
            return play_captured(practice, source, level, ending=ending)
        return play_live(practice, source, level, ending=ending)


def print_words(result: Result) -> str:
    """A result as a person reads it: a line a measure."""
    lines = [f"{result.level} ({result.drill}, {result.source}): " + (
        f"{result.points} points, {result.stars} of 3 stars" if result.points is not None else "no points")]
    for name, measure in result.measures.items():
        value = measure.value
        if value is None:
            text = f"– ({measure.why})"
        elif isinstance(value, tuple):
            text = ", ".join(f"{v:.3g}" for v in value) + f" {measure.unit}"
        else:
            text = f"{value:.4g} {measure.unit}"
        lines.append(f"  {name:32} {text}")
    lines += [f"  {note}" for note in result.notes]
    return "\n".join(lines)
