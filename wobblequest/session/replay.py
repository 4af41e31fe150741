"""Play a recording again: the same trial, the same result."""

from __future__ import annotations

from wobblequest.core.recording import Event, Recording
from wobblequest.levels.level import level_from_json
from wobblequest.session.trial import Trial


def replay(recording: Recording) -> Trial:
    """The trial at the end of the recording.

    Gaps, and stops that the samples themselves brought about, come again from the samples. Raises FileProblem where the
    recording's level can no longer be used.
    """
    trial = Trial(recording.header, level_from_json(recording.header.level))
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
            trial.adjust(event.detail["axis"], int(event.detail["step"]), str(event.detail.get("by", "therapist")))
        case "gap":
            pass
        case marks:
            trial.mark(marks)
