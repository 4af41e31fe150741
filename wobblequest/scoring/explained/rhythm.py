"""Words for the measures of a rhythmic weight shift."""

from __future__ import annotations

from wobblequest.scoring.explained.explanation import Explanation

_FIRST = "The first cycle does not count."
_PLATFORM = "Of tilt on a board; on balance platforms it is the centre of pressure, and values are not comparable."

TITLE = "Rhythmic weight shift"
EXPLANATIONS = (
    Explanation(
        ("directional_control_sd_pct",), "How straight a person shifts along the line: 100 is nothing across it.",
        "Pace or width, though it is relative to the width: the same sway across counts less in wide shifts. Where more goes "
        "across than along it is negative.",
        f"From standard deviations: the common form sums all travel, and then every tremor and the smoothing change it. {_FIRST}",
    ),
    Explanation(
        ("on_axis_velocity",), "How fast a person shifts along the line.", "Better or worse alone: compare it with the target's.",
        f"{_PLATFORM} {_FIRST}",
    ),
    Explanation(
        ("off_axis_velocity",), "How much movement goes across the line.", "Whether it is tremor or a bow.", f"{_PLATFORM} {_FIRST}",
    ),
    Explanation(("target_velocity",), "How fast the target asked a person to go.", "Anything of the person.", _FIRST),
    Explanation(
        ("gain_on_axis",), "Whether a person shifts as far as the target (1).", "Whether in time.", f"The slope at the best lag. {_FIRST}",
    ),
    Explanation(
        ("lag_on_axis_s", "phase_lag_on_axis"),
        "Whether a person comes late (+) or ahead (−) of the pace, in seconds and as a part of the cycle.",
        "Reaction: the pace is known beforehand, and may be anticipated.", f"Searched from −0.2 to 1 s. {_FIRST}",
    ),
)
