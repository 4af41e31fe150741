"""Play a recording again: the same trial, the same result."""

from __future__ import annotations

from typing import get_args

from wobblequest.core.errors import WobbleQuestError
from wobblequest.core.recording import Event, Recording
from wobblequest.drills.drill import Answer, Axis
from wobblequest.levels.level import level_from_json
from wobblequest.session.trial import Trial

AXES: tuple[Axis, ...] = get_args(Axis)
ANSWERS: tuple[Answer, ...] = get_args(Answer)
MOST_STEPS = 100
"""No hand turns a knob further at once."""


def replay(recording: Recording) -> Trial:
    """The trial at the end of the recording.

    Gaps, and a stop for leaning too far, come again from the samples; a stop for stepping off from its event. Raises WobbleQuestError
    where the recording's level can no longer be used, and for an event that says nothing that can be done.
    """
    trial = Trial(recording.header, level_from_json(recording.header.level), watched=False)
    trial.faults = recording.faults
    events = sorted(recording.events, key=lambda e: e.after)
    next_event = 0
    for i, reading in enumerate(recording.readings):
        while next_event < len(events) and events[next_event].after <= i:
            apply(trial, events[next_event])
            next_event += 1
        trial.feed(reading)
    for event in events[next_event:]:
        apply(trial, event)
    return trial


def apply(trial: Trial, event: Event) -> None:
    """Do to the trial what the event says a person did."""
    match event.kind:
        case "pause":
            trial.pause(str(event.detail.get("reason", "asked")))
        case "resume":
            trial.resume()
        case "stop":
            trial.stop(str(event.detail.get("reason", "asked")))
        case "adjust":
            axis = next((a for a in AXES if a == event.detail.get("axis")), None)
            step = event.detail.get("step")
            if axis is None or not isinstance(step, int) or abs(step) > MOST_STEPS:
                raise WobbleQuestError(f"after reading {event.after} the recording has a change of difficulty that cannot be made")
            by = str(event.detail.get("by", "therapist"))
            if event.detail.get("changed") is False:
                trial.refused(axis, step, by, str(event.detail.get("words", "")))
            else:
                trial.adjust(axis, step, by)
        case "answer":
            said = next((a for a in ANSWERS if a == event.detail.get("said")), None)
            if said is None:
                raise WobbleQuestError(f"after reading {event.after} the recording has an answer that nobody can give")
            trial.answer(said)
        case "gap":
            pass
        case marks:
            trial.mark(marks, str(event.detail.get("by", "")))
