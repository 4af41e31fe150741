"""Words for the counts of the ball in the dish."""

from __future__ import annotations

from wobblequest.scoring.explained.explanation import Explanation

_GAME = "Balance alone: it depends on the ball's liveliness, the gates' width and distance, and on skill with the game."

TITLE = "Ball in the dish"
EXPLANATIONS = (
    Explanation(
        ("gates_per_min",), "How fast the ball goes from gate to gate.", f"{_GAME} Compare it on the same level only.",
        "Our own: gates passed by minutes played.",
    ),
    Explanation(
        ("gates_passed", "gates_passed_pct"), "How many gates the ball went through, and what share of those that were over.", _GAME,
        "Our own. What the end cuts off is neither passed nor given up.",
    ),
    Explanation(("gate_time_s",), "How long one gate takes.", f"{_GAME} Gates that were given up are not in it.", "Our own."),
    Explanation(
        ("ball_path_efficiency_pct",), "How directly the ball went: 100 is straight from gate to gate.",
        "How straight the board was tilted: it is the ball's way, not the dot's.",
        "Our own. A ball that must be braked and turned cannot come out at 100.",
    ),
)
