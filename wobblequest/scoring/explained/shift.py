"""Words for the measures of shifting to and fro between two boxes."""

from __future__ import annotations

from wobblequest.scoring.explained.explanation import Explanation

_LEVEL = "It depends on how large and how far apart the boxes are, and on the bounds: compare it on the same level only."

TITLE = "Shift"
EXPLANATIONS = (
    Explanation(
        ("shift_score_pct",), "How cleanly a person shifts from box to box: each time the bounds are left takes a hit away.",
        f"Speed, or how many boxes were come to: one clean hit scores as well as ten. {_LEVEL}",
        "On a platform it is of the centre of pressure; here of tilt, a hit asks for a stay, and a return over the bounds is not counted.",
    ),
    Explanation(
        ("shift_hits", "bound_crossings"), "What the score is made of: boxes that were held, and times the bounds were left.", _LEVEL,
        "Our own. A box that the end cuts off is no hit. Counted from the smoothed dot that the person sees.",
    ),
    Explanation(
        ("shift_time_s",), "How long a shift from one box to the other takes, its settling included and the stay left out.",
        f"Better or worse alone: nobody is asked to hurry. {_LEVEL}", "Our own. The first box is come to from the middle and left out.",
    ),
)
