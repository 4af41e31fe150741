"""Who answers a second task where nobody has a button: the simulated person."""

from __future__ import annotations

from wobblequest.input.simulated import SimulatedSource
from wobblequest.input.source import Source
from wobblequest.session.trial import Trial


def answer_by_person(source: Source, trial: Trial) -> None:
    """Ask a simulated person, and pass on what they say; of any other source nothing is asked."""
    said = source.answer(trial.question(), trial.play_s) if isinstance(source, SimulatedSource) else None
    if said is not None:
        trial.answer(said)
