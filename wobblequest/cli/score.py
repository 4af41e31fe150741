"""wobblequest score: the measures of a recording, or of a table of tilt."""

from __future__ import annotations

import argparse
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from wobblequest.cli.options import add_data_option, add_json_option, print_json
from wobblequest.core.errors import UsageError, unreadable

if TYPE_CHECKING:
    from wobblequest.core.motion import Motion
    from wobblequest.core.result import Measure
    from wobblequest.levels.level import Level

LOWPASS_HZ = 5.0
RADIUS_DEG = 3.0
BY_MOTION = ("hold", "track", "rhythm")
"""Drills whose measures come from the motion and its target alone; a reach's need its attempts, all others' what the drill decided."""

EXAMPLE = """examples:
  wobblequest score trial.jsonl                      an exported recording, by the level it was played on
  wobblequest score tilt.csv --radius 5 --json       a table with columns t_s,pitch_deg,roll_deg
  wobblequest score tilt.csv --lowpass none --definitions

A table may also have target_pitch_deg and target_roll_deg (empty where there is no target), and target_radius_deg. Without
--level, a table without a target or with one that stays in one place is taken as a hold, one whose target steps from place to
place as reaching (a new place is a cue, level the way back; a target counts as hit once it was entered, since a table does not say
how long it had to be held), and one whose target moves as tracking. That a target sways to a beat, and at what pace, only a level of
rhythm tells: --level rhythm-3. What the other drills asked stands in their recordings only: score those.
"""


class Scored(NamedTuple):
    """What is printed. taken_as : the drill, and why, in words."""

    measures: Mapping[str, Measure]
    quality: Mapping[str, Any]
    taken_as: str


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.epilog = EXAMPLE
    parser.add_argument("file", metavar="FILE", help="an exported recording (JSON lines) or a CSV table of tilt")
    parser.add_argument("--level", metavar="ID|FILE",
                        help="score by this level, instead of the recording's own or of what the table suggests")
    parser.add_argument("--radius", metavar="DEG", type=_radius,
                        help=f"how near the target counts as on it, in degrees (default: the level's or table's own, else {RADIUS_DEG:g})")
    parser.add_argument("--lowpass", metavar="HZ|none", type=_lowpass, default=LOWPASS_HZ,
                        help="cut-off of the smoothing before path and velocity; none takes the samples as they came (default: 5)")
    parser.add_argument("--definitions", action="store_true", help="say what each measure means and where it is from")
    add_data_option(parser)
    add_json_option(parser)


def run(args: argparse.Namespace) -> int:
    path = Path(args.file)
    scored = _score_recording(path, args) if _is_recording(path) else _score_table(path, args)
    if args.json:
        print_json({"measures": {name: m.to_json() for name, m in scored.measures.items()}, "quality": dict(scored.quality)})
    else:
        print(_table(scored, definitions=args.definitions))
    return 0


def _is_recording(path: Path) -> bool:
    """Whether the first thing in the file is a JSON object. Raises FileProblem where the file cannot be read."""
    try:
        with path.open("rb") as file:
            return file.read(4096).lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"{")
    except OSError as error:
        raise unreadable(path, error) from error


def _score_recording(path: Path, args: argparse.Namespace) -> Scored:
    from dataclasses import replace

    import numpy as np

    from wobblequest.app.sources import read_recording
    from wobblequest.drills import maze, rhythm
    from wobblequest.drills.maze_state import MazeState
    from wobblequest.drills.reach import ReachState
    from wobblequest.scoring.record import record_of
    from wobblequest.session.replay import replay

    recording = read_recording(path)
    level = _level(args)
    if level is not None:
        recording = replace(recording, header=replace(recording.header, level=level.to_json()))
    trial = replay(recording)
    motion, result = trial.motion(), trial.result()
    if args.radius is not None:
        if trial.level.drill not in BY_MOTION:
            raise UsageError("--radius cannot change what was hit in a recording; use --level with a level of that radius")
        motion = replace(motion, target_radius_deg=np.full(motion.t_s.size, args.radius))
    if isinstance(trial.drill_state, rhythm.RhythmState):
        measures = rhythm.measures_of(trial.drill_state, motion, lowpass_hz=args.lowpass)
    elif isinstance(trial.drill_state, MazeState):
        measures = maze.measures_of(trial.drill_state, motion, lowpass_hz=args.lowpass)
    elif trial.level.drill not in (*BY_MOTION, "reach"):
        if args.lowpass != LOWPASS_HZ:
            raise UsageError(f"--lowpass: nothing that {trial.level.drill} scores is smoothed otherwise than in the game; leave it out")
        measures = dict(result.measures)  # of what the drill decided: no radius and no smoothing is to be changed
    else:
        attempts = trial.drill_state.attempts if isinstance(trial.drill_state, ReachState) else ()
        measures = _measures(trial.level.drill, motion, attempts, args.lowpass)
    quality = {**result.quality.to_json(), "valid_pct": _valid_pct(measures), "dropped": record_of(motion).dropped}
    return Scored(measures, quality, f"{trial.level.drill} (level {trial.level.id})")


def _valid_pct(measures: dict[str, Measure]) -> Any:
    """How much of the time counts, where the drill's measures say so."""
    found = measures.get("valid_pct")
    return None if found is None else found.value


def _score_table(path: Path, args: argparse.Namespace) -> Scored:
    from dataclasses import replace

    import numpy as np

    from wobblequest.cli.tilt_csv import read_tilt_csv
    from wobblequest.drills.rhythm import RhythmParameters
    from wobblequest.scoring.families import attempts_from_target, family_of
    from wobblequest.scoring.rhythm import rhythm_measures

    motion = read_tilt_csv(path)
    level = _level(args)
    drill, why = family_of(motion) if level is None else (level.drill, f"level {level.id}")
    if drill not in (*BY_MOTION, "reach"):
        raise UsageError(f"--level {args.level}: a table does not tell all that {drill} scores; score a recording of {drill} instead")
    size = motion.t_s.size
    if motion.target_pitch_deg.size != size:
        if drill != "hold":
            raise UsageError(f"--level {args.level}: a {drill} needs the target in the table, as target_pitch_deg and target_roll_deg")
        pitch, roll = _place(level)
        motion = replace(motion, target_pitch_deg=np.full(size, pitch), target_roll_deg=np.full(size, roll))
    if args.radius is not None or motion.target_radius_deg.size != size:
        radius = args.radius or getattr(level.parameters if level else None, "radius_deg", RADIUS_DEG)
        motion = replace(motion, target_radius_deg=np.full(size, radius))
    attempts = attempts_from_target(motion) if drill == "reach" else ()
    pace = level.parameters if level else None
    if isinstance(pace, RhythmParameters):
        measures = rhythm_measures(motion, period_s=2.0 * pace.crossing_s, lowpass_hz=args.lowpass)
    else:
        measures = _measures(drill, motion, attempts, args.lowpass)
    return Scored(measures, _quality_of_table(motion, measures), f"{drill} ({why})")


def _measures(drill: str, motion: Motion, attempts: Any, lowpass_hz: float | None) -> dict[str, Measure]:
    from wobblequest.scoring.hold import hold_measures
    from wobblequest.scoring.reach import reach_measures
    from wobblequest.scoring.tracking import tracking_measures

    if drill == "reach":
        return reach_measures(motion, attempts, lowpass_hz=lowpass_hz)
    if drill == "track":
        return tracking_measures(motion)
    return hold_measures(motion, lowpass_hz=lowpass_hz, export=True)


def _quality_of_table(motion: Motion, measures: Mapping[str, Measure]) -> dict[str, Any]:
    import numpy as np

    from wobblequest.scoring.record import record_of

    record = record_of(motion)
    ordinary = float(np.median(record.steps_s)) if record.n > 1 else None
    return {
        "rate_hz": None if ordinary is None else round(1.0 / ordinary, 3), "gaps": int(record.gaps.size), "faults": 0,
        "lost_s": round(float((record.gaps - (ordinary or 0.0)).sum()), 6), "valid_pct": measures["valid_pct"].value,
        "dropped": record.dropped,
    }


def _level(args: argparse.Namespace) -> Level | None:
    if not args.level:
        return None
    from wobblequest.app.station import find_level

    return find_level(args.level, args.data)


def _place(level: Level | None) -> tuple[float, float]:
    """Where a hold's circle is: level, or as far out as the level says in degrees."""
    from wobblequest.core.arena import toward
    from wobblequest.drills.hold import HoldParameters

    parameters = level.parameters if level else None
    if not isinstance(parameters, HoldParameters) or parameters.direction_deg is None:
        return 0.0, 0.0
    if parameters.distance_deg is None:
        raise UsageError("this level's circle lies at a share of a person's reach, which a table does not tell; add target columns")
    return toward(parameters.direction_deg, parameters.distance_deg)


def _radius(text: str) -> float:
    try:
        value = float(text)
    except ValueError:
        value = 0.0
    if not 0 < value <= 90:
        raise argparse.ArgumentTypeError(f"{text}: a radius lies above 0 and up to 90 degrees")
    return value


def _lowpass(text: str) -> float | None:
    if text.lower() == "none":
        return None
    try:
        value = float(text)
    except ValueError:
        value = 0.0
    if not 0 < value < 50:
        raise argparse.ArgumentTypeError(f"{text}: write a frequency above 0 and below 50 Hz, or none")
    return value


def _table(scored: Scored, *, definitions: bool) -> str:
    from wobblequest.scoring.register import MEASURES

    lines = [f"taken as {scored.taken_as}"]
    for name, measure in scored.measures.items():
        lines.append(f"  {name:32}{_value(measure)}")
        if definitions:
            info = MEASURES[name]
            lines.append(f"      {info.definition} [{info.citation}]")
    q = scored.quality
    rate = "unknown rate" if q["rate_hz"] is None else f"{q['rate_hz']:g} samples/s"
    judged = ", ".join(part for part in (q.get("word"), q.get("reason")) if part)
    counted = f"{rate}, {q['gaps']} gaps ({q['lost_s']:g} s), {q['faults']} damaged frames, {q['dropped']} samples dropped"
    lines.append(f"signal: {judged} ({counted})" if judged else f"signal: {counted}")
    return "\n".join(lines)


def _value(measure: Measure) -> str:
    if measure.value is None:
        return f"–  ({measure.why})"
    parts = measure.value if isinstance(measure.value, tuple) else (measure.value,)
    unit = "" if measure.unit == "–" else f" {measure.unit}"
    return ", ".join(f"{part:.4g}" for part in parts) + unit
