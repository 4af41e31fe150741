"""Words for what every score carries about how it came to be."""

from __future__ import annotations

from wobblequest.scoring.explained.explanation import Explanation

TITLE = "All drills"
EXPLANATIONS = (
    Explanation(
        ("lowpass_hz",), "With which smoothing path, velocity and movements were worked out.", "Anything of the person.",
        typical="5 Hz. On real boards path length varies threefold with the cut-off, standard deviations by a few per cent.",
    ),
    Explanation(
        ("valid_pct",), "How much of the trial's time the measures rest on.", "Anything of the person: it is the board's signal.",
        typical="100 %. Where much is lost the signal counts as poor, and the trial is left out of progress (signal.md).",
    ),
    Explanation(
        ("dropped_samples",), "How many samples could not be used.", "Anything of the person: it is the board's signal.", typical="0.",
    ),
)
