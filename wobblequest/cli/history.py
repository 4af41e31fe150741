"""wobblequest history: a person's trials, and what has changed by more than chance."""

from __future__ import annotations

import argparse
from collections.abc import Container, Sequence
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from wobblequest.cli.columns import columns, difference_unit
from wobblequest.cli.options import add_data_option, add_json_option, open_store, print_json
from wobblequest.core.errors import UsageError

if TYPE_CHECKING:
    from wobblequest.scoring.ability import Ability
    from wobblequest.scoring.change import Progress
    from wobblequest.scoring.profile import Part
    from wobblequest.store.people import Person
    from wobblequest.store.progress import Conditions
    from wobblequest.store.results import StoredTrial
    from wobblequest.store.sides import Comparison
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
    from wobblequest.store.sides import comparisons_of

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
    progress, legs = all_progress(trials), comparisons_of(trials, levels)
    if args.json:
        print_json(_document(person, trials, unscored, progress) | {
            "legs": [_legs_document(each) for each in legs],
            "profile": [asdict(part) for part in profile],
            "ability": [asdict(on) | {"difficulty": a.level, "sd": a.sd, "trials": a.attempts} for on, a in abilities.items()],
        })
    else:
        print(_page(person, entries, scored, progress, profile))
        for each in legs:
            print(f"\n{_legs_words(each)}")
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


def _legs_words(comparison: Comparison) -> str:
    """Both legs on one day, and how far apart they are: no verdict."""
    from wobblequest.scoring.register import MEASURES

    legs, unit = comparison.symmetry, MEASURES[comparison.measure].unit
    like = " ".join(filter(None, (comparison.source_kind, comparison.protocol)))
    told = (f"{comparison.day}, {comparison.left_level} and {comparison.right_level} ({like}), {comparison.measure}: left "
            f"{legs.left.value:.3g} {unit}, right {legs.right.value:.3g} {unit}")
    if not isinstance(legs.index.value, float | int) or not isinstance(legs.difference.value, float | int):
        return f"{told}; not compared: {legs.index.why}."
    weaker = f"the {legs.weaker} leg is weaker by {legs.difference.value:.0f} %" if legs.weaker else "no difference"
    return f"{told}; {weaker}, limb symmetry index {legs.index.value:.0f} %."


def _legs_document(comparison: Comparison) -> dict[str, Any]:
    legs = comparison.symmetry
    return {
        "day": comparison.day, "left_level": comparison.left_level, "right_level": comparison.right_level, "measure": comparison.measure,
        "source": comparison.source_kind, "protocol": comparison.protocol, "left": legs.left.to_json(), "right": legs.right.to_json(),
        "limb_symmetry_index_pct": legs.index.to_json(), "limb_difference_pct": legs.difference.to_json(), "weaker": legs.weaker or None,
    }


def _document(
    person: Person, trials: list[StoredTrial], unscored: list[TrialEntry], progress: list[tuple[Conditions, Progress]],
) -> dict[str, Any]:
    from wobblequest.store.progress import unfinished_sets

    unfinished = unfinished_sets(trials)
    return {
        "person": {"id": person.id, "alias": person.alias, "created": person.created.isoformat()},
        "trials": [
            t.result.to_json() | {
                "started": t.started, "session_id": t.session_id, "state": t.state, "protocol": t.source.protocol, "stance": t.stance,
                "eyes": t.eyes, "round": t.round, "rounds": t.rounds, "practice": t.practice, "set_id": t.set_id or None,
                "counts": _why_not(t, unfinished) is None, "why_not": _why_not(t, unfinished),
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
    from wobblequest.store.progress import unfinished_sets

    unfinished = unfinished_sets(tuple(scored.values()))
    rows = [_scored_row(scored[e.trial_id], unfinished) if e.trial_id in scored else _unscored_row(e) for e in entries]
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

    unit = difference_unit(MEASURES[progress.measure].unit)
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


def _scored_row(trial: StoredTrial, unfinished: Container[str]) -> tuple[str, ...]:
    result, name = trial.result, trial.followed.measure
    measure = result.measures.get(name)
    if measure is None:
        said = ""
    elif isinstance(measure.value, float | int):
        said = f"{name} {measure.value:.4g} {measure.unit}"
    else:
        said = f"{name}: {measure.why or 'more than one value'}"
    points, stars = ("" if result.points is None else str(result.points)), ("" if result.stars is None else f"{result.stars} of 3")
    level = trial.level_id + (f" ({trial.round} of {trial.rounds})" if trial.rounds > 1 and not trial.practice else "")
    return (_minute(trial.started), level, trial.drill, _source(trial), points, stars, said, _why_not(trial, unfinished) or "yes")


def _unscored_row(entry: TrialEntry) -> tuple[str, ...]:
    return (_minute(entry.started), entry.level_id, entry.drill, _source(entry), "", "", "", f"no: {entry.state}")


def _why_not(trial: StoredTrial, unfinished: Container[str]) -> str | None:
    """Why a trial does not count in progress; None where it does. unfinished : ids of sets of rounds that have no result."""
    from wobblequest.store.progress import value_in_progress

    if not trial.source.is_board:
        return f"no: {trial.source.kind}, not a board"
    if trial.practice:
        return "no: practice round"
    if not trial.result.completed:
        return "no: stopped early"
    if trial.adjusted:
        return "no: changed during play"
    if trial.result.quality.word == "poor":
        return f"no: poor signal: {trial.result.quality.reason}"
    if value_in_progress(trial) is None:
        return "no: not measured"
    return "no: a round of the test is missing" if trial.set_id in unfinished else None


def _source(trial: StoredTrial | TrialEntry) -> str:
    return f"{trial.source.kind} ({trial.source.protocol})" if trial.source.protocol else trial.source.kind


def _minute(started: str) -> str:
    return started[:16].replace("T", " ")
