"""Words for the comparison of two legs."""

from __future__ import annotations

from wobblequest.scoring.explained.explanation import Explanation

TITLE = "Two legs"
EXPLANATIONS = (
    Explanation(
        ("limb_symmetry_index_pct", "limb_difference_pct"),
        "How the two legs did in the same test on the same day: 100 is even, 83 means that the weaker leg got 83 % of the stronger one.",
        "Which leg is ill, or whether somebody may go back to sport: both legs may be weak, two legs that are alike seldom come out at "
        "100, and each result varies by chance.",
        "The source divides the involved leg by the uninvolved one; nobody tells the program which that is, so it is the weaker by the "
        "stronger. Where less is better the quotient is turned. Only of measures that are never below 0, and of whole tests.",
        "On a wobble board of 40 cm, 30 s on one leg: 16.6 ± 4.3 s in the zone on the ankle that gives way, 20 ± 4.3 s on the other "
        "(16 people; Fusco et al., conference abstract of the University of Salzburg), which are 83 %.",
    ),
)
