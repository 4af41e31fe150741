"""Words for the measures of reacting; those it shares with reaching are explained there."""

from __future__ import annotations

from wobblequest.scoring.explained.explanation import Explanation

TITLE = "React"
EXPLANATIONS = (
    Explanation(
        ("response_speed_per_s",),
        "How fast a person answers a circle that cannot be foreseen, arriving included: 1 is one second, 0.5 two seconds, 0 never.",
        "Which part took the time: see the reaction time, the first direction and the way. Compare at the same level only: a smaller or "
        "farther circle takes longer.",
        "The source takes the time to a finger's press; here it is the time until the person is there to stay. Whoever is there "
        "before 0.5 s counts as there then: nobody sees, begins and arrives sooner but by chance.",
    ),
    Explanation(
        ("anticipations",), "How often a movement towards the circle was under way too early to be an answer to it.",
        "Cheating: sway happens to point that way now and then.",
        "Onset as of the reaction time, before 0.1 s after the cue. Such a start has no reaction time; its time of arrival counts.",
    ),
    Explanation(
        ("early_starts",), "How often a person left the middle before a circle came.",
        "Impatience alone: an unsteady stance leaves it, too. The wait begins anew twice at most.",
        "Sway is taken out by a low-pass of 0.7 s.",
    ),
    Explanation(
        ("initial_direction_error",), "Whether the lean set out towards the circle: 0° straight at it, 90° is no better than chance.",
        "How the rest of the way went, or whether they arrived.",
        "The source takes the direction at the peak of the hand's speed; on a board that never rests no one peak is the first, and it is "
        "taken where the dot first was half of the way out from where it had waited.",
    ),
    Explanation(
        ("speed_peaks",), "In how many pushes a person got there: 1 is a single movement, each more a correction.",
        "Corrections alone: sway adds peaks of its own, so that it falls with steadiness, too.",
        "Of the speed in the plane after the 5 Hz low-pass, up to the first time on the circle; a peak stands out by a tenth of the "
        "greatest.",
    ),
)
