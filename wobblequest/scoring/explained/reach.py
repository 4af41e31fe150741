"""Words for the measures of reaching."""

from __future__ import annotations

from wobblequest.scoring.explained.explanation import Explanation

_LOS = "Of tilt on a board; the limits-of-stability test is of the centre of pressure on a platform, and values are not comparable."
_FIRST = (
    "The first movement begins where the speed towards the target was last below 5 % of its peak and ends where it is first below again or "
    "turns; what covers less than 0.5° is sway, no movement."
)
_RELIABLE = "ICC 0.48–0.96 in limits-of-stability tests, by direction and group."

TITLE = "Reach"
EXPLANATIONS = (
    Explanation(
        ("hit_rate_pct",), "How many targets a person reached and held in the time there was.",
        "How well: a hit may be quick and straight or slow and roundabout. An adaptive level holds it where it is.",
        "A target that ran out of time is a miss and never a long time.",
    ),
    Explanation(
        ("time_to_target_s",), "How long a person took to get there.",
        "Speed of movement alone: waiting, moving and searching are all in it.",
        "Median over hits only; misses are in the hit rate.",
    ),
    Explanation(
        ("time_to_hold_s",), "How long until the target was reached and held: getting there and settling.", "Which of both took the time.",
        "The level's dwell is in it: compare only at the same dwell.",
    ),
    Explanation(
        ("reaction_time_s",), "How long until a lean began.",
        "A clean reaction time: on a board the body is never still, and the start is found by a threshold. Detail only.",
        "Last crossing of mean + max(2 SD of the second before, 0.5°) that lasts 0.2 s, walked back to where the lean "
        "began. Under 0.1 s is an "
        "anticipation and left out; at least 0.5 s before the cue are needed.",
    ),
    Explanation(
        ("max_excursion_pct",), "How far towards the targets a person leaned at most.", "That they could stay there: see the endpoint.",
        _LOS, _RELIABLE,
    ),
    Explanation(
        ("endpoint_excursion_pct",), "How far the first movement took a person, before correcting.",
        "How far they got in the end: see the maximum.", f"{_FIRST} {_LOS}", _RELIABLE,
    ),
    Explanation(
        ("movement_velocity",), "How quickly a person leaned towards the targets.",
        "Better or worse alone: quick and wild is no gain. Look at the errors beside it.",
        f"{_FIRST} {_LOS}", _RELIABLE,
    ),
    Explanation(
        ("movement_error",), "How far from the straight line a person went on the way: directional control, in degrees.",
        "Whether they arrived. It is the measure of reaching that is followed over weeks, because tremor and sampling change it little.",
        f"{_FIRST} The line runs from where the person was before the cue.",
    ),
    Explanation(
        ("movement_variability",), "How much the way wavered about its own line.", "Whether that line led to the target: see the offset.",
        _FIRST,
    ),
    Explanation(
        ("movement_offset",), "Whether the way bowed to one side.", "How much it wavered.", f"{_FIRST} + is to the right of the way.",
    ),
    Explanation(
        ("directional_control_pct",),
        "How much of all movement went along the line instead of across it, in the form of travel that platforms are known for.",
        "Something steady: every tremor counts, so that it changes with the sensor and the smoothing. Use `movement_error`.",
        f"{_FIRST} {_LOS}",
        _RELIABLE,
    ),
    Explanation(
        ("path_efficiency_pct",), "How direct the first movement was.", "Whether it ended at the target.", _FIRST,
    ),
    Explanation(
        ("throughput_bits_per_s",), "Speed and precision in one, as information: more for farther, quicker and more exact movements.",
        "Which of both changed. It needs three movements to targets of one size.",
        f"Effective width from the end points along the way only; a sequence is all targets of one radius. {_FIRST}",
    ),
    Explanation(
        ("reach_area",), "How large a field a person leaned over.", "A limit of the body: targets that lie nearer ask for less.",
        "Polygon of the farthest leans from level in the targets' directions.",
    ),
    Explanation(
        ("reach_symmetry_pct", "reach_symmetry_front_back_pct"), "Whether a person leans farther to one side, or to the front.",
        "Weight on each leg. Uneven targets make it uneven.", "From the sideways (or forward and back) parts of the farthest leans.",
    ),
    Explanation(
        ("sparc",), "How smooth the movement is, as the length of its speed's spectrum: movements in pieces score more negative.",
        "Speed or precision. It is for single reaches; for a whole hold it means nothing.",
        "On the speed after the 5 Hz low-pass; padding 4, 10 Hz, threshold 0.05 as in the source.",
        "A perfectly smooth (minimum-jerk) reach comes out at −1.40.",
    ),
    Explanation(
        ("ldlj_v",), "How smooth the movement is, as jerk by its own length and speed.",
        "Something robust: noise counts with the third power of its frequency. Prefer `sparc`.",
        f"From the velocity vector after the 5 Hz low-pass. {_FIRST}",
        "A whole minimum-jerk reach has −ln(204.8) ≈ −5.3; as it is cut out and smoothed here it comes out at −4.5 to −4.8.",
    ),
)
