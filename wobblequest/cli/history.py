"""wobblequest history: a person's trials, and what has changed by more than chance."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from wobblequest.cli.columns import columns
from wobblequest.cli.options import add_data_option, add_json_option, open_store, print_json
from wobblequest.core.errors import UsageError

if TYPE_CHECKING:
    from wobblequest.scoring.ability import Ability
    from wobblequest.scoring.change import Progress
    from wobblequest.scoring.profile import Part
    from wobblequest.store.people import Person
    from wobblequest.store.progress import Conditions
    from wobblequest.store.results import StoredTrial
    from wobblequest.store.trials import TrialEntry

KNOWN_SD = 1.0
"""Of difficulty, 0 to 10. After nothing but successes the estimate says how hard the levels were, not how able the person is."""

EXAMPLE = """example:
  wobblequest history Ann --drill reach
"""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.epilog = EXAMPLE
    parser.add_argument("person", metavar="PERSON", help="alias or id; `wobblequest people` lists them")
    parser.add_argument("--drill", metavar="DRILL", help="only trials of this drill")
    add_data_option(parser)
    add_json_option(parser)


def run(args: argparse.Namespace) -> int:
    from wobblequest.app.station import all_levels
    from wobblequest.drills.register import DRILLS
    from wobblequest.store.ability import abilities_of
    from wobblequest.store.profile import profile_of
    from wobblequest.store.progress import all_progress

    if args.drill is not None and args.drill not in DRILLS:
        raise UsageError(f"there is no drill {args.drill!r}; there are {', '.join(DRILLS)}")
    with open_store(args, read_only=True) as store:
        person = store.people.find(args.person)
        trials = store.results(person.id, args.drill)
        levels = all_levels(args.data).levels
        profile, abilities = profile_of(trials, levels), abilities_of(trials, levels)
        entries = [e for e in store.trials.entries(person.id) if args.drill in (None, e.drill)]
    scored = {trial.trial_id: trial for trial in trials}
    unscored = [e for e in entries if e.trial_id not in scored]
    progress = all_progress(trials)
    if args.json:
        print_json(_document(person, trials, unscored, progress) | {
            "profile": [asdict(part) for part in profile],
            "ability": [asdict(on) | {"difficulty": a.level, "sd": a.sd, "trials": a.attempts} for on, a in abilities.items()],
        })
    else:
        print(_page(person, entries, scored, progress, profile))
        for on, ability in abilities.items():
            like = ", ".join(filter(None, (on.source_kind, on.protocol, on.stance, on.eyes, on.surface)))
            print(f"\n{on.drill} ({like}): {_ability_words(ability)}")
    return 0


def _ability_words(ability: Ability) -> str:
    at, trials = f"{ability.level:.1f} ± {ability.sd:.1f}", f"from {ability.attempts} trial{'' if ability.attempts == 1 else 's'}"
    if ability.sd <= KNOWN_SD:
        return f"three trials in four succeed at difficulty {at} ({trials})"
    return (f"at which difficulty three trials in four succeed is not known yet ({at}, {trials}): "
            "it shows at levels where some trials succeed and some do not")


def _document(
    person: Person, trials: list[StoredTrial], unscored: list[TrialEntry], progress: list[tuple[Conditions, Progress]],
) -> dict[str, Any]:
    return {
        "person": {"id": person.id, "alias": person.alias, "created": person.created.isoformat()},
        "trials": [
            t.result.to_json() | {
                "started": t.started, "session_id": t.session_id, "state": t.state, "protocol": t.source.protocol, "stance": t.stance,
                "eyes": t.eyes, "counts": _why_not(t) is None, "why_not": _why_not(t),
            }
            for t in trials
        ],
        "unscored": [
            {"trial_id": e.trial_id, "started": e.started, "session_id": e.session_id, "state": e.state, "level": e.level_id,
             "drill": e.drill, "source": e.source.kind}
            for e in unscored
        ],
        "progress": [
            {"level": c.level_id, "drill": c.drill, "stance": c.stance, "eyes": c.eyes, "source": c.source_kind, "protocol": c.protocol}
            | asdict(p)
            for c, p in progress
        ],
    }


def _page(
    person: Person, entries: list[TrialEntry], scored: dict[str, StoredTrial], progress: list[tuple[Conditions, Progress]],
    profile: Sequence[Part],
) -> str:
    if not entries:
        return f"{person.alias} has no trials here yet."
    rows = [_scored_row(scored[e.trial_id]) if e.trial_id in scored else _unscored_row(e) for e in entries]
    parts = [columns(("Date", "Level", "Drill", "Source", "Points", "Stars", "Measure", "Counts in progress"), rows)]
    for conditions, assessed in progress:
        like = ", ".join(part for part in (conditions.source_kind, conditions.protocol, conditions.stance, conditions.eyes) if part)
        parts.append("\n  ".join((f"{conditions.level_id} ({like}), {assessed.measure}:", assessed.words, *_figures(assessed))))
    if not progress:
        parts.append("There is no progress to speak of yet: no trial counts.")
    practised = [part for part in profile if part.value is not None]
    if practised:
        rows = [(part.name, f"{part.value:.0f} of 100", part.words) for part in practised]
        parts.append(columns(("Proprioceptive control", "", ""), rows))
    return "\n\n".join(parts)


def _figures(progress: Progress) -> list[str]:
    """What the words rest on, for the therapist: baseline, change, how much can be chance; trend with its interval."""
    from wobblequest.scoring.register import MEASURES

    unit = MEASURES[progress.measure].unit
    unit = {"%": " points", "–": ""}.get(unit, f" {unit}")
    lines = []
    if progress.baseline is not None:
        told = [f"baseline {progress.baseline:.3g}"]
        if progress.change is not None:
            told.append(f"last session {progress.change:+.3g}{unit}")
        if progress.mdc95 is not None:
            whence = "from this person's sessions" if progress.sem_is_own else "from other people, provisional"
            told.append(f"beyond chance from {progress.mdc95:.3g}{unit} on ({whence})")
        lines.append(f"{', '.join(told)}.")
    if (trend := progress.trend) is not None:
        lines.append(f"Trend of the last {trend.sessions} sessions: {trend.slope:+.3g}{unit} a session "
                     f"(95 %: {trend.low:+.3g} to {trend.high:+.3g}).")
    return [line[:1].upper() + line[1:] for line in lines]


def _scored_row(trial: StoredTrial) -> tuple[str, ...]:
    from wobblequest.drills.register import DRILLS

    result = trial.result
    drill = DRILLS.get(trial.drill)
    name = drill.primary if drill else ""
    measure = result.measures.get(name)
    if measure is None:
        said = ""
    elif isinstance(measure.value, float | int):
        said = f"{name} {measure.value:.4g} {measure.unit}"
    else:
        said = f"{name}: {measure.why or 'more than one value'}"
    points, stars = ("" if result.points is None else str(result.points)), ("" if result.stars is None else f"{result.stars} of 3")
    return (_minute(trial.started), trial.level_id, trial.drill, _source(trial), points, stars, said, _why_not(trial) or "yes")


def _unscored_row(entry: TrialEntry) -> tuple[str, ...]:
    return (_minute(entry.started), entry.level_id, entry.drill, _source(entry), "", "", "", f"no: {entry.state}")


def _why_not(trial: StoredTrial) -> str | None:
    """Why a trial does not count in progress; None where it does."""
    from wobblequest.store.progress import value_in_progress

    if not trial.source.is_board:
        return f"no: {trial.source.kind}, not a board"
    if not trial.result.completed:
        return "no: stopped early"
    if trial.adjusted:
        return "no: changed during play"
    if trial.result.quality.word == "poor":
        return f"no: poor signal: {trial.result.quality.reason}"
    return None if value_in_progress(trial) is not None else "no: not measured"


def _source(trial: StoredTrial | TrialEntry) -> str:
    return f"{trial.source.kind} ({trial.source.protocol})" if trial.source.protocol else trial.source.kind


def _minute(started: str) -> str:
    return started[:16].replace("T", " ")
