"""Words for the measures of pushes."""

from __future__ import annotations

from wobblequest.scoring.explained.explanation import Explanation

_SEEN = "Recovery from a real push: the dot is moved, not the board or the person."

TITLE = "Pushes in a hold"
EXPLANATIONS = (
    Explanation(
        ("recovery_time_s",), "How fast a person brings the dot back into the circle after it was moved aside.",
        f"{_SEEN} Pushes after which the dot did not come back are not in it: look at `push_recovery_pct` beside it.",
        "Our own. It begins with the push, which takes 0.3 to 0.5 s to come in, and ends with the stay of a second in the circle; "
        "seeing, deciding and moving are all in it. Compare at the same radius and push only.",
    ),
    Explanation(
        ("overshoot_deg",), "Whether a person corrects with measure, or throws the board to the other side.",
        f"{_SEEN} Sway: who sways widely passes the middle anyway.",
        "Our own: as of any response to a step, but from the circle's middle, which is where the dot is asked to be.",
    ),
    Explanation(
        ("push_recovery_pct",), "After how many pushes a person brought the dot back at all.", _SEEN,
        "Our own count. Pushes that left the dot in the circle do not count; what fades after 6 s counts as not brought back.",
    ),
)
