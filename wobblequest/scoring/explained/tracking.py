"""Words for the measures of following a moving target."""

from __future__ import annotations

from wobblequest.scoring.explained.explanation import Explanation, both

TITLE = "Tracking"
EXPLANATIONS = (
    Explanation(
        ("rms_error_2d", *both("rms_error_{}")), "How far from the moving target a person was, large distances counting more.",
        "Why: coming late, going not far enough and being unsteady all raise it. Lag, gain and coherence take it apart.",
        "The first 2 s do not count.",
    ),
    Explanation(
        ("mean_error_2d",), "How far from the moving target a person was on average.",
        "The same as the root mean square: single lapses count less here.",
        "The first 2 s do not count.",
    ),
    Explanation(
        both("mean_error_{}"), "Whether a person stayed to one side of the target on the whole: + is too far forward, or too far right.",
        "Lateness in time: see the lag.",
        "The first 2 s do not count.",
    ),
    Explanation(
        both("gain_{}"), "Whether a person goes as far as the target (1), less far, or too far.", "Whether at the right time.",
        "The regression slope at the best lag. Sway makes it less certain; a lag that changes on the way lowers it.",
    ),
    Explanation(
        both("lag_{}_s"), "How late a person follows; a negative lag is anticipation of a known course.",
        "A reaction time: on a course that can be foreseen it may be 0.",
        "Searched from −0.2 to 1 s; a best fit at either end is no lag. On a course that repeats within 1.2 s it is not unique.",
    ),
    Explanation(
        both("coherence_{}"), "How much of the movement belongs to the target's, as against what a person adds: 1 is all.",
        "Whether far enough or in time: both may be off at a coherence of 1.",
        "Mean over the target's own frequencies, weighted by its power; segments of 10 s, or a third of a shorter record, at least five.",
        "With five segments movement that has nothing to do with the target comes out at about 0.2, not at 0.",
    ),
)
