"""Words for the measures of catching."""

from __future__ import annotations

from wobblequest.scoring.explained.explanation import Explanation

_SHOWN = "By the tray as it was shown, as each thing came down."

TITLE = "Catch"
EXPLANATIONS = (
    Explanation(
        ("catch_rate_pct",), "How often the tray was where it should be: under what is to be caught, and not under what is to be let pass.",
        "How precisely, or how soon: being anywhere on the tray at the moment counts the same. With ten things one more or less is 10 %.",
        _SHOWN,
    ),
    Explanation(
        ("caught", "missed"), "What was to be caught, by whether it was.", "A share: the level says how many come.", _SHOWN,
    ),
    Explanation(
        ("let_pass", "caught_wrongly"), "What was to be let pass, by whether it was: choosing, and giving way in time.",
        "Attention alone: sway carries a tray under things, too.", _SHOWN,
    ),
    Explanation(
        ("caught_left_pct", "caught_right_pct", "caught_front_pct", "caught_back_pct"), "How much was caught on one side.",
        "Much from a few things: five on a side make steps of 20 %. Absent where a level sends none there.", _SHOWN,
    ),
    Explanation(
        ("catch_symmetry_pct", "catch_symmetry_front_back_pct"),
        "Whether one side is caught better: + is the right, or the front.",
        "Weight on each leg, or strength. Compare several trials: one thing more on a side changes it by 20 per cent points or so.", _SHOWN,
    ),
    Explanation(
        ("landing_error",), "How near the middle of the tray was as a thing came down.",
        "What the game asked: anywhere on the tray is caught, and nobody has to be in its middle. Compare at the same tray only.",
        "From the unsmoothed tilt, never farther than the tray goes; what came down in a gap is left out.",
    ),
    Explanation(
        ("landing_offset",), "Whether a person leans short of things (−) or beyond them (+).",
        "How far off they are: short and beyond cancel.",
        "From the unsmoothed tilt, never farther than the tray goes; what came down in a gap is left out.",
    ),
)
