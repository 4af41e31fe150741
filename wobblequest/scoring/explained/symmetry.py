"""Words for the measures of an even posture."""

from __future__ import annotations

from wobblequest.scoring.explained.explanation import Explanation

_TILT = "Weight: it is tilt of the board, and a level board may carry more of it on one foot."
_HALF = (
    "The source compares forces under the feet, and divides by half the sum: its index is twice ours and ends at 200. Nearer to level than "
    "1° is neither side."
)

TITLE = "Even posture"
EXPLANATIONS = (
    Explanation(
        ("band_time_pct",), "How much of the time a person kept near the middle, along the axis that was asked for.",
        f"{_TILT} Nor how even it was: one may keep to one side within the band.",
        "Our own. Where both axes are asked for, both must be within the band at once.",
    ),
    Explanation(
        ("time_symmetry_pct", "time_symmetry_front_back_pct"), "Whether a person was longer tilted to one side than to the other.",
        f"{_TILT} How far the tilt went: see the tilt's symmetry.", _HALF,
    ),
    Explanation(
        ("tilt_symmetry_pct", "tilt_symmetry_front_back_pct"), "Whether a person tilted farther to one side than to the other.",
        f"{_TILT} How long: somebody may tilt once, far, and else stand to the other side.",
        f"{_HALF} It is absent where a side was never tilted to.",
    ),
)
